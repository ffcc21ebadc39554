//! How text is damaged: what went wrong with a byte, and what a decoder then shows.

/// What happened to one byte of a character. One that is replaced became a question mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    LeadReplaced,
    LeadLost,
    TrailReplaced,
    TrailLost,
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

const FAULTS: usize = 4;

/// What was counted in a document.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally {
    faults: [f32; FAULTS],
    tokens: f32,
    /// Nats for all readings together.
    pub(super) cost: f32,
}

impl Tally {
    pub(super) fn fault(&mut self, fault: Fault, weight: f32) {
        self.faults.get_mut(fault as usize).into_iter().for_each(|count| *count += weight);
    }

    pub(super) fn stretch(&mut self, tokens: usize, cost: f32) {
        self.tokens += tokens as f32;
        self.cost += cost;
    }
}

/// Nats for what may have happened at a character.
#[derive(Clone, Copy, Debug)]
pub(super) struct Costs([f32; FAULTS]);

/// Before a document was looked at, one fault in so many characters is expected.
const RARITY: f32 = 500.0;

/// How many sightings of its own each fault is given before any is counted.
const PRIOR: f32 = 0.3;

impl Costs {
    /// In a document in which these were counted: what damaged it here most likely damaged it there.
    pub(super) fn of(tally: &Tally) -> Self {
        let all: f32 = tally.faults.iter().sum();
        let rate = (all + 1.0) / (tally.tokens + RARITY);
        let share = |count: f32| (count + PRIOR) / (all + PRIOR * FAULTS as f32);
        Self(tally.faults.map(|count| -(rate * share(count)).ln()))
    }

    pub(super) fn fault(&self, fault: Fault) -> f32 {
        self.0.get(fault as usize).copied().unwrap_or_default()
    }
}
