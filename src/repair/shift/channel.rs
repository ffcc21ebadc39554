//! How text is damaged: what went wrong with a byte, and what a decoder then shows.

/// What happened to one byte of a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    LeadReplaced,
    LeadLost,
    TrailReplaced,
    TrailLost,
}

/// What a decoder used up for one mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marking {
    /// The byte that makes no character with the next one.
    Byte,
    /// That byte and the next, which began a character.
    Pair,
    /// That byte and an ASCII character behind it.
    Eaten,
}

const FAULTS: usize = 4;
const MARKINGS: usize = 3;

/// Nats for a place where a stream falls out of step: one in a thousand characters.
const FALL: f32 = 7.0;

/// How often each fault and each way of marking occurs, or, as [`Costs`], nats for it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally {
    faults: [f32; FAULTS],
    markings: [f32; MARKINGS],
    /// Marks that a decoder wrote: question marks, and U+FFFD.
    signs: [f32; 2],
}

impl Tally {
    pub(super) fn add(&mut self, fault: Option<Fault>, marking: Option<(Marking, char)>, weight: f32) {
        if let Some(count) = fault.and_then(|fault| self.faults.get_mut(fault as usize)) {
            *count += weight;
        }
        if let Some((marking, sign)) = marking {
            self.markings.get_mut(marking as usize).into_iter().for_each(|count| *count += weight);
            self.signs.get_mut(usize::from(sign != '?')).into_iter().for_each(|count| *count += weight);
        }
    }
}

/// Nats for what may have happened.
#[derive(Clone, Copy, Debug)]
pub(super) struct Costs(Tally);

impl Costs {
    /// Before a document was looked at.
    pub(super) fn unknown() -> Self {
        Self::of(&Tally::default())
    }

    /// In a document in which these were counted: what damaged it here most likely damaged it there.
    pub(super) fn of(tally: &Tally) -> Self {
        Self(Tally { faults: costs(tally.faults), markings: costs(tally.markings), signs: costs(tally.signs) })
    }

    pub(super) fn fault(&self, fault: Fault) -> f32 {
        FALL + self.0.faults.get(fault as usize).copied().unwrap_or_default()
    }

    pub(super) fn marking(&self, marking: Marking, sign: char) -> f32 {
        let [question, replacement] = self.0.signs;
        let sign = if sign == '?' { question } else { replacement };
        sign + self.0.markings.get(marking as usize).copied().unwrap_or_default()
    }
}

/// How many sightings of its own each kind is given before any is counted.
const PRIOR: f32 = 0.3;

fn costs<const N: usize>(counts: [f32; N]) -> [f32; N] {
    let sum: f32 = counts.iter().map(|count| count + PRIOR).sum();
    counts.map(|count| -((count + PRIOR) / sum).ln())
}
