//! Which reading is taken: the most plausible, if it is far enough ahead of what stands there and of the runner-up.

use super::reading::Reading;
use crate::text::plausibility::Plausibility;

/// The most plausible reading of a text and how far ahead it is.
#[derive(Clone, Debug)]
pub(super) struct Verdict {
    pub(super) reading: Reading,
    /// Nats by which it is likelier than what stands there.
    pub(super) gain: f32,
    /// Nats by which it is likelier than the next reading.
    pub(super) lead: f32,
    /// Its own nats a character.
    pub(super) mean: f32,
}

/// Weighs all readings of `text`; `None` where there is none.
pub(super) fn weigh(text: &str, readings: Vec<Reading>) -> Option<Verdict> {
    let standing = Plausibility::of(text).cost;
    let mut costs: Vec<(Plausibility, Reading)> =
        readings.into_iter().map(|reading| (Plausibility::of(&reading.text), reading)).collect();
    costs.sort_by(|a, b| a.0.cost.total_cmp(&b.0.cost));
    let mut costs = costs.into_iter();
    let (best, reading) = costs.next()?;
    let next = costs.next().map_or(f32::INFINITY, |(next, _)| next.cost);
    Some(Verdict { reading, gain: standing - best.cost, lead: next - best.cost, mean: best.mean() })
}
