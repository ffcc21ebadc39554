//! The document as a witness: where the same thing went wrong elsewhere, less evidence is enough.

use std::ops::Range;

use super::diff;
use super::reading::{Layer, Reading};
use crate::edit::Edits;

/// What was found about a segment.
#[derive(Debug)]
pub(super) struct Judgement {
    /// Bytes of the text.
    pub(super) range: Range<usize>,
    pub(super) reading: Reading,
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
    pub(super) fn of(judged: &'j [Judgement]) -> Self {
        let mut counts: Vec<(&[Layer], usize)> = Vec::new();
        for judgement in judged.iter().filter(|judgement| judgement.suffices) {
            let layers = judgement.reading.layers.as_slice();
            match counts.iter_mut().find(|(known, _)| *known == layers) {
                Some((_, count)) => *count += 1,
                None => counts.push((layers, 1)),
            }
        }
        Self { counts }
    }

    fn carry(&self, layers: &[Layer]) -> bool {
        self.counts.iter().any(|(known, count)| *known == layers && *count >= QUORUM)
    }
}

impl Judgement {
    /// Proposes the reading, or reports it where neither its own evidence nor the document carries it.
    pub(super) fn propose(&self, text: &str, votes: &Votes<'_>, edits: &mut Edits) {
        let damaged = text.get(self.range.clone()).unwrap_or_default();
        if self.suffices || votes.carry(&self.reading.layers) {
            diff::propose(damaged, &self.reading.text, self.range.start, edits, self.reading.rule());
        } else {
            let detail = format!("{}: {}", self.reading.path(), self.reading.text);
            edits.finding(self.range.clone(), &detail, "ambiguous");
        }
    }
}
