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
mod screen;
mod segment;
mod verdict;
mod vote;

use std::ops::Range;

use crate::edit::Edits;
use crate::pass::Pass;
use crate::text::lines::LINE_ENDS;

use self::evidence::Evidence;
use self::reading::Reading;
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

    fn run(&self, text: &str, edits: &mut Edits) {
        let mut judged = Vec::new();
        let mut start = 0;
        for line in text.split_inclusive(LINE_ENDS) {
            if !line.is_ascii() && gate::is_suspicious(line) {
                for segment in segment::segments(line) {
                    judged.extend(self.judge(text, start + segment.start..start + segment.end));
                }
            }
            start += line.len();
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
        let verdict = verdict::weigh(damaged, readings(damaged))?;
        let evidence = Evidence::of(damaged, &verdict);
        let suffices = evidence.suffices(self.bold);
        (suffices || evidence.is_close()).then_some(Judgement { range, reading: verdict.reading, evidence, suffices })
    }
}

/// Characters outside ASCII from which good text that one kind of damage leaves is not there by chance.
const TELLING: usize = 32;

/// Every text that `damaged` may have been. The kinds of damage are gone through from the one that is proved best to the one
/// that is searched for longest, until one of them leaves good text where that cannot be by chance.
fn readings(damaged: &str) -> Vec<Reading> {
    let long = damaged.chars().filter(|c| !c.is_ascii()).nth(TELLING).is_some();
    let mut readings: Vec<Reading> = Vec::new();
    for kind in [layers::readings, legacy::readings, fallback::readings] {
        if !(long && readings.iter().any(|reading| gate::is_text(&reading.text))) {
            readings.extend(kind(damaged));
        }
    }
    readings
}
