//! The same article twice in one document.

use crate::edit::Edits;
use crate::pass::Pass;

/// Stub.
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct DuplicateHalves {}

impl DuplicateHalves {
    /// Defaults.
    pub fn new() -> Self {
        Self::default()
    }
}

impl Pass for DuplicateHalves {
    fn name(&self) -> &'static str {
        "duplicates"
    }

    fn run(&self, _text: &str, _edits: &mut Edits) {}
}
