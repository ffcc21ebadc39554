//! Mojibake: text whose bytes were read as another charset than they were written in.

mod charset;
mod diff;
mod dos;
mod double_byte;
mod evidence;
mod fallback;
mod gate;
mod islands;
mod layers;
mod legacy;
mod one_byte;
mod reading;
mod segment;
mod verdict;

use crate::edit::Edits;
use crate::pass::Pass;

use self::evidence::Evidence;
use self::reading::Reading;

/// The pass.
#[derive(Clone, Debug)]
pub(super) struct Mojibake {
    /// Whether weaker evidence is enough.
    pub(super) bold: bool,
}

impl Pass for Mojibake {
    fn name(&self) -> &'static str {
        "repair/mojibake"
    }

    fn run(&self, text: &str, edits: &mut Edits) {
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            if !line.is_ascii() && gate::is_suspicious(line) {
                self.mend_line(line, start, edits);
            }
            start += line.len();
        }
    }
}

impl Mojibake {
    fn mend_line(&self, line: &str, start: usize, edits: &mut Edits) {
        for segment in segment::segments(line) {
            let damaged = line.get(segment.clone()).unwrap_or_default();
            match self.judge(damaged) {
                Judgement::Clean => {}
                Judgement::Mended(reading) => {
                    diff::propose(damaged, &reading.text, start + segment.start, edits, reading.rule());
                }
                Judgement::Ambiguous(detail) => {
                    edits.finding(start + segment.start..start + segment.end, &detail, "ambiguous");
                }
            }
        }
    }

    fn judge(&self, damaged: &str) -> Judgement {
        if gate::is_good(damaged) {
            return Judgement::Clean;
        }
        let mut readings = layers::readings(damaged);
        readings.extend(legacy::readings(damaged));
        readings.extend(fallback::readings(damaged));
        let Some(verdict) = verdict::weigh(damaged, readings) else { return Judgement::Clean };
        let evidence = Evidence::of(damaged, &verdict);
        if evidence.suffices(self.bold) {
            return Judgement::Mended(verdict.reading);
        }
        match evidence.is_close() {
            true => Judgement::Ambiguous(format!("{}? {}", verdict.reading.path(), verdict.reading.text)),
            false => Judgement::Clean,
        }
    }
}

/// What is to be done with a segment.
enum Judgement {
    Clean,
    Mended(Reading),
    Ambiguous(String),
}
