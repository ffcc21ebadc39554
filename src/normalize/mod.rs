//! Normalization: the same text, one way of writing it.

use crate::pass::{IntoPasses, Pass};

/// Stub.
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct Normalize {}

impl Normalize {
    /// Defaults that keep meaning.
    pub fn new() -> Self {
        Self::default()
    }
}

impl IntoPasses for Normalize {
    fn into_passes(self) -> Vec<Box<dyn Pass>> {
        Vec::new()
    }
}
