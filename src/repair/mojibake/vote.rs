//! The document as a witness: where the same thing went wrong elsewhere, less evidence is enough.

use std::cmp::Ordering;
use std::ops::Range;

use super::diff;
use super::evidence::Evidence;
use super::reading::{Layer, Reading};
use crate::edit::Edits;
use crate::view::LINE_ENDS;

/// What was found about a segment.
#[derive(Debug)]
pub(super) struct Judgement {
    /// The line that the segment stands in, in bytes of the text.
    pub(super) line: Range<usize>,
    /// The segment, in bytes of the text.
    pub(super) range: Range<usize>,
    pub(super) reading: Reading,
    pub(super) evidence: Evidence,
    /// Another reading that is as good.
    pub(super) rival: Option<Reading>,
    /// Whether its own evidence is enough.
    pub(super) suffices: bool,
}

/// What went wrong in segments that need no other, and how often.
#[derive(Debug)]
pub(super) struct Votes<'j> {
    counts: Vec<(&'j [Layer], usize)>,
}

/// Segments that have to agree before others follow them.
const QUORUM: usize = 3;

impl<'j> Votes<'j> {
    pub(super) fn of(voters: impl Iterator<Item = &'j Judgement>) -> Self {
        let mut counts: Vec<(&[Layer], usize)> = Vec::new();
        for judgement in voters {
            let layers = judgement.reading.layers.as_slice();
            match counts.iter_mut().find(|(known, _)| *known == layers) {
                Some((_, count)) => *count += 1,
                None => counts.push((layers, 1)),
            }
        }
        Self { counts }
    }

    /// The reading of a segment that the others carry: the best, where enough of them agree, or of two that are as good the one
    /// that more of them had.
    pub(super) fn choose<'r>(&self, judgement: &'r Judgement) -> Option<&'r Reading> {
        let Judgement { reading, rival, .. } = judgement;
        let votes = self.count(reading);
        if votes >= QUORUM {
            return Some(reading);
        }
        let others = self.count(rival.as_ref()?);
        match votes.cmp(&others) {
            Ordering::Greater => Some(reading),
            Ordering::Less => rival.as_ref(),
            Ordering::Equal => None,
        }
    }

    fn count(&self, reading: &Reading) -> usize {
        let votes = self.counts.iter().find(|(known, _)| *known == reading.layers);
        votes.map_or(0, |(_, count)| *count)
    }
}

impl Judgement {
    /// Proposes the reading that is taken, and reports those that might have been elsewhere.
    pub(super) fn propose(&self, text: &str, taken: Option<&Reading>, edits: &mut Edits) {
        let damaged = text.get(self.range.clone()).unwrap_or_default();
        if let Some(reading) = taken {
            diff::propose(damaged, &reading.text, self.range.start, edits, reading.rule());
        } else {
            let readings = std::iter::once(&self.reading).chain(&self.rival);
            let details: Vec<String> = readings
                .map(|reading| format!("{}: {}", reading.path(), reading.text.trim_end_matches(LINE_ENDS)))
                .collect();
            edits.finding(self.range.clone(), &details.join("; or "), "ambiguous");
        }
    }

    /// Reports the figures behind the reading.
    pub(super) fn explain(&self, edits: &mut Edits) {
        edits.finding(self.range.clone(), &format!("{}: {}", self.reading.path(), self.evidence), "evidence");
    }
}
