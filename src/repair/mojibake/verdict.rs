//! Which reading is taken: the most plausible, if it is far enough ahead of what stands there and of the runner-up.

use std::collections::{HashSet, VecDeque};

use super::gate;
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
    /// The next reading.
    pub(super) next: Option<Reading>,
}

/// Nats behind the best at which a reading need not be known exactly.
const OUT_OF_SIGHT: f32 = 10.0;

/// The contest between the readings of a text. All are given a bound; which of them are weighed exactly is decided when all
/// are there, so that what only stands out among poor ones costs little.
#[derive(Debug)]
pub(super) struct Contest {
    /// What is not weighed, each with what it costs at least, the most promising first.
    waiting: VecDeque<(f32, Reading)>,
    best: Option<Reading>,
    /// What the best costs together with what went wrong in it.
    least: f32,
    /// The runner-up, and what it costs.
    second: Option<Reading>,
    next: f32,
    is_won: bool,
    known: HashSet<String>,
}

impl Contest {
    pub(super) fn new() -> Self {
        Self {
            waiting: VecDeque::new(),
            best: None,
            least: f32::INFINITY,
            second: None,
            next: f32::INFINITY,
            is_won: false,
            known: HashSet::new(),
        }
    }

    /// Takes in some more readings, and weighs the most promising of all that wait.
    pub(super) fn enter(&mut self, readings: Vec<Reading>) {
        let bound = |reading: &Reading| Plausibility::at_least(&reading.text) + reading.rarity();
        self.waiting.extend(readings.into_iter().map(|reading| (bound(&reading), reading)));
        self.waiting.make_contiguous().sort_by(|a, b| a.0.total_cmp(&b.0));
        self.weigh_next();
    }

    /// Weighs the most promising reading, if it is near enough to the best to matter.
    fn weigh_next(&mut self) -> bool {
        while let Some((bound, reading)) = self.waiting.pop_front() {
            if bound > self.least + OUT_OF_SIGHT {
                self.waiting.clear();
            } else if self.known.insert(reading.text.clone()) {
                self.weigh(reading);
                return true;
            }
        }
        false
    }

    fn weigh(&mut self, reading: Reading) {
        let plausibility = Plausibility::of(&reading.text);
        let total = plausibility.cost + reading.rarity();
        self.is_won |= gate::is_text(&reading.text, plausibility);
        if total < self.least {
            self.next = std::mem::replace(&mut self.least, total);
            self.second = self.best.replace(reading);
        } else if total < self.next {
            self.next = total;
            self.second = Some(reading);
        }
    }

    /// Whether one of them is good text, so that no other kind of damage has to be looked for.
    pub(super) fn is_won(&self) -> bool {
        self.is_won
    }

    /// The best, given what the text costs as it stands; `None` where there was no reading.
    pub(super) fn verdict(mut self, standing: Plausibility) -> Option<Verdict> {
        while self.weigh_next() {}
        let reading = self.best?;
        Some(Verdict { reading, gain: standing.cost - self.least, lead: self.next - self.least, next: self.second })
    }
}
