//! Mojibake: text whose bytes were read as another charset than they were written in.

mod charset;
mod diff;
mod dos;
mod double_byte;
mod evidence;
mod fallback;
mod islands;
mod layers;
mod legacy;
mod one_byte;
mod reading;
mod segment;
mod verdict;

use crate::edit::Edits;
use crate::pass::Pass;

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
    readings.extend(fallback::readings(text));
    let verdict = verdict::weigh(text, readings)?;
    let evidence = evidence::Evidence::of(text, &verdict);
    if std::env::var_os("TM_DEBUG").is_some() {
        eprintln!(
            "{}\t{:.1}\t{:.1}\t{:.2}\t{:.2}\t{}\t{}\t{}\t{}\t{:?}\t{:?}",
            evidence.suffices(),
            evidence.gain,
            evidence.lead,
            evidence.old_mean,
            evidence.new_mean,
            evidence.distinct,
            evidence.wide,
            evidence.odd,
            verdict.reading.path(),
            text,
            verdict.reading.text
        );
    }
    evidence.suffices().then_some(verdict.reading.text)
}
