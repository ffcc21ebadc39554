//! Repair: damage that can be undone by evidence.

mod gloss;
mod residue;
mod shift;

use crate::pass::{IntoPasses, Pass};

/// Undoes damage.
#[derive(Clone, Debug)]
#[must_use]
pub struct Repair {
    residue: bool,
}

impl Repair {
    /// Every repair that evidence alone decides.
    pub fn new() -> Self {
        Self { residue: true }
    }

    /// Whether markup that an extractor left behind is removed. On by default.
    pub fn residue(mut self, remove: bool) -> Self {
        self.residue = remove;
        self
    }
}

impl Default for Repair {
    fn default() -> Self {
        Self::new()
    }
}

impl IntoPasses for Repair {
    fn into_passes(self) -> Vec<Box<dyn Pass>> {
        let mut passes: Vec<Box<dyn Pass>> = vec![Box::new(gloss::Gloss), Box::new(shift::Shift)];
        if self.residue {
            passes.push(Box::new(residue::Residue));
        }
        passes
    }
}
