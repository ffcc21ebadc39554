//! The document as a witness: where the same thing went wrong elsewhere, less evidence is enough.

use std::ops::Range;

use super::diff;
use super::evidence::Evidence;
use super::reading::{Layer, Reading};
use crate::edit::Edits;

/// What was found about a segment.
#[derive(Debug)]
pub(super) struct Judgement {
    /// The line that the segment stands in, in bytes of the text.
    pub(super) line: Range<usize>,
    /// The segment, in bytes of the text.
    pub(super) range: Range<usize>,
    pub(super) reading: Reading,
    pub(super) evidence: Evidence,
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

    pub(super) fn carry(&self, layers: &[Layer]) -> bool {
        self.counts.iter().any(|(known, count)| *known == layers && *count >= QUORUM)
    }
}

impl Judgement {
    /// Proposes the reading where it is taken, and reports it elsewhere.
    pub(super) fn propose(&self, text: &str, taken: bool, edits: &mut Edits) {
        let damaged = text.get(self.range.clone()).unwrap_or_default();
        if taken {
            diff::propose(damaged, &self.reading.text, self.range.start, edits, self.reading.rule());
        } else {
            let detail = format!("{}: {}", self.reading.path(), self.reading.text);
            edits.finding(self.range.clone(), &detail, "ambiguous");
        }
    }

    /// Reports the figures behind the reading.
    pub(super) fn explain(&self, edits: &mut Edits) {
        edits.finding(self.range.clone(), &format!("{}: {}", self.reading.path(), self.evidence), "evidence");
    }
}
