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
mod vote;

use std::ops::Range;

use crate::edit::Edits;
use crate::pass::Pass;
use crate::signs::Signs;
use crate::view::Text;

use self::evidence::Evidence;
use self::vote::{Judgement, Votes};

/// The pass.
#[derive(Clone, Debug)]
pub(super) struct Mojibake {
    /// Whether weaker evidence is enough.
    pub(super) bold: bool,
    /// Whether the figures behind each reading taken are reported too.
    pub(super) explain: bool,
}

impl Pass for Mojibake {
    fn name(&self) -> &'static str {
        "repair/mojibake"
    }

    fn run(&self, text: &Text<'_>, edits: &mut Edits) {
        let mut judged = Vec::new();
        for (start, line) in text.lines_with(Signs::NON_ASCII) {
            if !line.is_ascii() && gate::is_suspicious(line) {
                for segment in segment::segments(line) {
                    judged.extend(self.judge(text, start + segment.start..start + segment.end));
                }
            }
        }
        let votes = Votes::of(&judged);
        for judgement in &judged {
            judgement.propose(text, &votes, edits);
            if self.explain {
                judgement.explain(edits);
            }
        }
    }
}

impl Mojibake {
    /// The likeliest reading of a segment, if it comes near to being taken.
    fn judge(&self, text: &str, range: Range<usize>) -> Option<Judgement> {
        let damaged = text.get(range.clone()).filter(|damaged| !gate::is_good(damaged))?;
        let mut readings = layers::readings(damaged);
        readings.extend(legacy::readings(damaged));
        readings.extend(fallback::readings(damaged));
        let verdict = verdict::weigh(damaged, readings)?;
        let evidence = Evidence::of(damaged, &verdict);
        let suffices = evidence.suffices(self.bold);
        (suffices || evidence.is_close()).then_some(Judgement { range, reading: verdict.reading, evidence, suffices })
    }
}
