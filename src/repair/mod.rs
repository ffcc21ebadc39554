//! Repair: damage that can be undone by evidence.

mod escape;
mod mojibake;
mod reference;

use crate::pass::{IntoPasses, Pass};

/// Stub.
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct Repair {}

impl Repair {
    /// Defaults.
    pub fn new() -> Self {
        Self::default()
    }
}

impl IntoPasses for Repair {
    fn into_passes(self) -> Vec<Box<dyn Pass>> {
        vec![Box::new(reference::References), Box::new(mojibake::Mojibake { bold: false }), Box::new(escape::Escapes)]
    }
}
