//! What a document has taught so far: what went wrong in it before most likely went wrong again, and what was nearly as
//! likely then is what has to be ruled out.

use super::charset::Charset;
use super::evidence::Evidence;
use super::reading::{Layer, Reading};
use super::search;
use super::verdict::{Contest, Verdict};
use super::{fallback, gate, layers, legacy, swapped};
use crate::text::plausibility::Plausibility;

/// Kinds of damage that are remembered, the first ones: a page has one or two.
const MOST: usize = 8;

/// The kinds of damage of the segments before.
#[derive(Clone, Debug, Default)]
pub(super) struct Memory {
    kinds: Vec<Kind>,
}

/// What went wrong in a segment, and what else was in sight there.
#[derive(Clone, Debug)]
struct Kind {
    winner: Vec<Layer>,
    rivals: Vec<Vec<Layer>>,
}

impl Memory {
    /// The likeliest reading of a segment, given what it costs as it stands, with its evidence; `None` where there is none. The
    /// whole search is made only where nothing that went wrong before is proved by the same rules.
    pub(super) fn read(&self, damaged: &str, standing: Plausibility) -> Option<(Verdict, Evidence)> {
        let again = self.kinds.iter().find_map(|kind| kind.read(damaged, standing));
        again.or_else(|| Some(with_evidence(damaged, search::readings(damaged).verdict(standing)?)))
    }

    /// Remembers what went wrong where that was read on evidence that is enough.
    pub(super) fn learn(&mut self, verdict: &Verdict) {
        let is_known = self.kinds.iter().any(|kind| kind.winner == verdict.reading.layers);
        if !is_known && self.kinds.len() < MOST {
            self.kinds.push(Kind { winner: verdict.reading.layers.clone(), rivals: verdict.rivals.clone() });
        }
    }
}

impl Kind {
    /// The reading in which the same went wrong, if that leaves nothing to mend, on evidence that is enough.
    fn read(&self, damaged: &str, standing: Plausibility) -> Option<(Verdict, Evidence)> {
        let reading = undo(damaged, &self.winner).filter(|reading| gate::is_readable(&reading.text))?;
        let mut contest = Contest::new();
        contest.enter(vec![reading]);
        contest.enter(self.rivals.iter().filter_map(|layers| undo(damaged, layers)).collect());
        let verdict = contest.verdict(standing).filter(|verdict| verdict.reading.layers == self.winner)?;
        Some(with_evidence(damaged, verdict)).filter(|(_, evidence)| evidence.suffices(false))
    }
}

fn with_evidence(damaged: &str, verdict: Verdict) -> (Verdict, Evidence) {
    let evidence = Evidence::of(damaged, &verdict);
    (verdict, evidence)
}

/// The text before all of these layers; `None` where one of them cannot have happened.
fn undo(damaged: &str, layers: &[Layer]) -> Option<Reading> {
    let text = layers.iter().try_fold(String::from(damaged), |text, layer| match *layer {
        Layer::Misread { written: Charset::Utf8, read } => layers::unread(&text, read),
        Layer::Misread { written, read } => legacy::unread(&text, written, read),
        Layer::Fallback { written, read } => fallback::unread(&text, written, read).map(|reading| reading.text),
        Layer::Swapped => swapped::readings(&text).into_iter().next().map(|reading| reading.text),
    })?;
    Some(Reading { text, layers: layers.to_vec() })
}
