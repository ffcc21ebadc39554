//! Mojibake: text whose bytes were read as another charset than they were written in.

mod chance;
mod charset;
mod diff;
mod dos;
mod double_byte;
mod evidence;
mod fallback;
mod gaps;
mod gate;
mod heat;
mod islands;
mod layers;
mod legacy;
mod oddity;
mod one_byte;
mod reading;
mod screen;
mod search;
mod segment;
mod settle;
mod swapped;
pub(super) mod utf16;
mod verdict;
mod vote;

use std::ops::Range;

use crate::edit::Edits;
use crate::pass::Pass;
use crate::signs::Signs;
use crate::text::plausibility::Plausibility;
use crate::view::{LINE_ENDS, Text};

use self::evidence::Evidence;
use self::reading::Reading;
use self::verdict::Verdict;
use self::vote::Judgement;

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
        let lines = text.lines_with(Signs::NON_ASCII);
        let judged: Vec<Judgement> = lines.flat_map(|(start, line)| self.judge(text, start, line)).collect();
        let taken = settle::decide(text, &judged, |mended| self.judge_all(mended));
        for (judgement, taken) in judged.iter().zip(taken) {
            judgement.propose(text, taken, edits);
            if self.explain {
                judgement.explain(edits);
            }
        }
    }
}

impl Mojibake {
    /// What is found in all lines of a text.
    fn judge_all(&self, text: &str) -> Vec<Judgement> {
        let mut start = 0;
        let lines = text.split_inclusive(LINE_ENDS).map(|line| {
            start += line.len();
            (start - line.len(), line)
        });
        lines.flat_map(|(start, line)| self.judge(text, start, line)).collect()
    }

    /// What was found in the suspicious segments of the `line` of `text` that begins at `start`.
    fn judge(&self, text: &str, start: usize, line: &str) -> Vec<Judgement> {
        if line.is_ascii() || !gate::is_suspicious(line) || gate::is_binary(line) {
            return Vec::new();
        }
        let range = start..start + line.len();
        let segments = segment::segments(line).map(|segment| start + segment.start..start + segment.end);
        segments.filter_map(|segment| self.judge_segment(text, range.clone(), segment)).collect()
    }

    /// The likeliest reading of a segment, if it comes near to being taken.
    fn judge_segment(&self, text: &str, line: Range<usize>, range: Range<usize>) -> Option<Judgement> {
        let damaged = text.get(range.clone()).filter(|damaged| !gate::is_too_little(damaged))?;
        let standing = Plausibility::of(damaged);
        if gate::is_good(damaged, standing) {
            return None;
        }
        let verdict = search::readings(damaged).verdict(standing)?;
        let evidence = Evidence::of(damaged, &verdict);
        let suffices = evidence.suffices(self.bold);
        let Verdict { reading, next, gain, lead } = verdict;
        let is_sound = |reading: &Reading| {
            let reading = reading.clone();
            Evidence::of(damaged, &Verdict { reading, gain: gain - lead, lead: 0.0, next: None }).is_tie()
        };
        let rival = next.filter(|next| !suffices && evidence.is_tie() && is_sound(next));
        (suffices || evidence.is_close()).then_some(Judgement { line, range, reading, evidence, rival, suffices })
    }
}
