//! Mojibake: text whose bytes were read as another charset than they were written in.

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
use self::searched::Searched;
use self::suspect::{Suspect, suspects};
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
        let (reading, evidence) = searched.find(damaged, || {
            let verdict = search::readings(damaged).verdict(standing)?;
            let evidence = Evidence::of(damaged, &verdict);
            let is_near = evidence.suffices(self.bold) || evidence.is_close();
            is_near.then_some((verdict.reading, evidence))
        })?;
        let suffices = evidence.suffices(self.bold);
        Some(Judgement { line, range, reading, evidence, suffices })
    }
}
