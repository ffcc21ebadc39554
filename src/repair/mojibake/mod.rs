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
mod searched;
mod segment;
mod settle;
mod suspect;
mod swapped;
pub(super) mod utf16;
mod verdict;
mod vote;

use std::ops::Range;

use crate::edit::Edits;
use crate::pass::Pass;
use crate::signs::Signs;
use crate::view::{LINE_ENDS, Text};

use self::evidence::Evidence;
use self::reading::Reading;
use self::searched::{Found, Searched};
use self::suspect::{Suspect, suspects};
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
        let searched = Searched::default();
        let judged = self.judge_document(text, &searched, edits);
        let taken = settle::decide(text, &judged, |mended| self.judge_all(mended, &searched));
        for (judgement, taken) in judged.iter().zip(taken) {
            judgement.propose(text, taken, edits);
            if self.explain {
                judgement.explain(edits);
            }
        }
    }
}

impl Mojibake {
    /// What is found in a document, as far as it is searched. What is beyond that is reported, and no line reaches into it.
    fn judge_document(&self, text: &Text<'_>, searched: &Searched, edits: &mut Edits) -> Vec<Judgement> {
        let mut suspects = suspects(text.lines_with(Signs::NON_ASCII)).peekable();
        let next = || suspects.next_if(|_| searched.has_room());
        let mut judged: Vec<_> = std::iter::from_fn(next).filter_map(|suspect| self.judge(suspect, searched)).collect();
        if let Some(first) = suspects.next() {
            let Range { start, end } = first.range;
            let end = suspects.last().map_or(end, |last| last.range.end);
            edits.finding(start..end, "more damage than is searched", "not-searched");
            judged.iter_mut().for_each(|judgement| judgement.line.end = judgement.line.end.min(start));
        }
        judged
    }

    /// What is found in all lines of a text.
    fn judge_all(&self, text: &str, searched: &Searched) -> Vec<Judgement> {
        let mut start = 0;
        let lines = text.split_inclusive(LINE_ENDS).map(|line| {
            start += line.len();
            (start - line.len(), line)
        });
        suspects(lines).filter_map(|suspect| self.judge(suspect, searched)).collect()
    }

    /// The likeliest reading of a segment, if it comes near to being taken.
    fn judge(&self, suspect: Suspect<'_>, searched: &Searched) -> Option<Judgement> {
        let Suspect { line, range, damaged, standing } = suspect;
        let Found { reading, evidence, rival } = searched.find(damaged, || {
            let found = found(damaged, search::readings(damaged).verdict(standing)?);
            (found.evidence.suffices(self.bold) || found.evidence.is_close()).then_some(found)
        })?;
        let suffices = evidence.suffices(self.bold);
        Some(Judgement { line, range, reading, evidence, rival: rival.filter(|_| !suffices), suffices })
    }
}

/// The reading that a verdict is for, and the next one where both are as good.
fn found(damaged: &str, verdict: Verdict) -> Found {
    let evidence = Evidence::of(damaged, &verdict);
    let Verdict { reading, next, gain, lead } = verdict;
    let is_as_good = |reading: &Reading| {
        let reading = reading.clone();
        Evidence::of(damaged, &Verdict { reading, gain: gain - lead, lead: 0.0, next: None }).is_tie()
    };
    let rival = next.filter(|next| evidence.is_tie() && is_as_good(next));
    Found { reading, evidence, rival }
}
