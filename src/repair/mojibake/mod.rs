//! Mojibake: text whose bytes were read as another charset than they were written in.

mod charset;
mod diff;
mod dos;
mod double_byte;
mod islands;
mod layers;
mod legacy;
mod one_byte;
mod reading;
mod segment;
mod verdict;

use crate::edit::Edits;
use crate::pass::Pass;

use self::verdict::Verdict;

/// The pass.
#[derive(Clone, Debug)]
pub(super) struct Mojibake {
    pub(super) bold: bool,
}

impl Pass for Mojibake {
    fn name(&self) -> &'static str {
        "repair/mojibake"
    }

    fn run(&self, text: &str, edits: &mut Edits) {
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            if !line.is_ascii() {
                for segment in segment::segments(line) {
                    let damaged = line.get(segment.clone()).unwrap_or_default();
                    if let Some(mended) = mend(damaged) {
                        diff::propose(damaged, &mended, start + segment.start, edits, "mojibake");
                    }
                }
            }
            start += line.len();
        }
    }
}

fn mend(text: &str) -> Option<String> {
    let mut readings = layers::readings(text);
    readings.extend(legacy::readings(text));
    let verdict = verdict::weigh(text, readings)?;
    if std::env::var_os("TM_DEBUG").is_some() {
        eprintln!("{:.1} {:.1} {:.2} {} | {} | {:?} -> {:?}", verdict.gain, verdict.lead, verdict.mean, verdict.reading.mended, verdict.reading.path(), text, verdict.reading.text);
    }
    accept(&verdict).then_some(verdict.reading.text)
}

fn accept(verdict: &Verdict) -> bool {
    verdict.gain > 6.0 && verdict.lead > 1.0
}
