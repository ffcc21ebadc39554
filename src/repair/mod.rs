//! Repair: damage that can be undone by evidence.

mod gloss;
mod residue;
mod shift;

use crate::pass::{IntoPasses, Pass};

/// Undoes damage.
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct Repair {}

impl Repair {
    /// Every repair that evidence alone decides.
    pub fn new() -> Self {
        Self::default()
    }
}

impl IntoPasses for Repair {
    fn into_passes(self) -> Vec<Box<dyn Pass>> {
        vec![Box::new(gloss::Gloss), Box::new(shift::Shift), Box::new(residue::Residue)]
    }
}
