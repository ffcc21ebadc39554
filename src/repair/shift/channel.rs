//! How text is damaged: what went wrong with a byte, and what a decoder then shows.

use crate::repair::shift::stock::Stock;
use crate::repair::shift::token::{Named, Reading};
use crate::text::memo::Memo;

/// What happened to one byte of a character. One that is replaced became a question mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    LeadReplaced,
    LeadLost,
    TrailReplaced,
    TrailLost,
    /// A reading was put before it.
    Torn,
    /// The text was cut behind it, at a mark of punctuation that was found in the middle of two characters.
    Cut,
}

/// What a decoder does with a byte that makes no character with the next one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Decoder {
    /// Marks the byte, and reads on with the next.
    Each,
    /// Marks both, but reads on with the next where it is ASCII: the decoders of browsers.
    Web,
    /// Marks both, whatever the next is.
    Pairs,
}

impl Decoder {
    pub(super) const ALL: [Self; 3] = [Self::Each, Self::Web, Self::Pairs];
}

const FAULTS: usize = 6;

/// What was counted in a document.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    faults: [f32; FAULTS],
    /// The characters whose readings were put where they do not belong.
    named: Memo<char, f32>,
    tokens: f32,
    /// Nats for all readings together.
    pub(super) cost: f32,
}

impl Tally {
    pub(super) fn fault(&mut self, fault: Fault, weight: f32) {
        self.faults.get_mut(fault as usize).into_iter().for_each(|count| *count += weight);
    }

    pub(super) fn named(&mut self, character: char, weight: f32) {
        *self.named.entry(character).or_default() += weight;
    }

    pub(super) fn stretch(&mut self, tokens: usize, cost: f32) {
        self.tokens += tokens as f32;
        self.cost += cost;
    }
}

/// Nats for what may have happened at a character.
#[derive(Clone, Debug)]
pub(super) struct Costs {
    faults: [f32; FAULTS],
    named: Memo<char, f32>,
}

/// Before a document was looked at, one fault in so many characters is expected.
const RARITY: f32 = 500.0;

/// How many sightings of its own each fault is given before any is counted, and each character that a reading may name; and
/// what that is divided by where the reading is not the usual one.
const PRIOR: f32 = 0.3;
const UNUSUAL: f32 = 7.0;

/// So many occurrences of a character in the document speak for it.
const OFTEN: f32 = 8.0;

impl Costs {
    /// In a document in which these were counted: what damaged it here most likely damaged it there.
    pub(super) fn of(tally: &Tally) -> Self {
        let all: f32 = tally.faults.iter().sum();
        let rate = (all + 1.0) / (tally.tokens + RARITY);
        let share = |count: f32| (count + PRIOR) / (all + PRIOR * FAULTS as f32);
        Self { faults: tally.faults.map(|count| -(rate * share(count)).ln()), named: tally.named.clone() }
    }

    pub(super) fn fault(&self, fault: Fault) -> f32 {
        self.faults.get(fault as usize).copied().unwrap_or_default()
    }

    /// For each character that a reading may name: that it does, in nats. A converter has few characters, and each
    /// stands in the document again and again.
    pub(super) fn named<'a>(
        &'a self,
        reading: &'a Reading,
        stock: &'a Stock<'_>,
    ) -> impl Iterator<Item = (Named, f32)> + 'a {
        let weight = move |named: &Named| {
            let prior = if named.rare { PRIOR / UNUSUAL } else { PRIOR };
            let seen = stock.count(named.character).min(OFTEN);
            self.named.get(&named.character).copied().unwrap_or(0.0) + prior * (1.0 + seen)
        };
        let all: f32 = reading.characters.iter().map(weight).sum();
        reading.characters.iter().map(move |named| (*named, -(weight(named) / all).ln()))
    }
}
