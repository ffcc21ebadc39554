//! Which reading is taken: the most plausible, if it is far enough ahead of what stands there and of the runner-up.

use std::collections::HashSet;

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
}

/// Nats behind the best at which a reading need not be known exactly.
const OUT_OF_SIGHT: f32 = 10.0;

/// Weighs all readings of `text`; `None` where there is none.
pub(super) fn weigh(text: &str, readings: Vec<Reading>) -> Option<Verdict> {
    let mut readings: Vec<(f32, Reading)> = readings
        .into_iter()
        .map(|reading| (Plausibility::at_least(&reading.text) + reading.rarity(), reading))
        .collect();
    readings.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut known = HashSet::new();
    readings.retain(|(_, reading)| known.insert(reading.text.clone()));
    let mut best: Option<(f32, Reading)> = None;
    let mut next = f32::INFINITY;
    for (bound, reading) in readings {
        let least = best.as_ref().map_or(f32::INFINITY, |(total, _)| *total);
        if bound > least + OUT_OF_SIGHT {
            break;
        }

        let total = Plausibility::of(&reading.text).cost + reading.rarity();
        if total < least {
            next = least;
            best = Some((total, reading));
        } else {
            next = next.min(total);
        }
    }
    let (total, reading) = best?;
    let standing = Plausibility::of(text).cost;
    Some(Verdict { reading, gain: standing - total, lead: next - total })
}
