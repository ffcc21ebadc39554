//! Paragraphs.

use crate::edit::Edits;
use crate::pass::Pass;

/// Stub.
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct Paragraphs {}

impl Paragraphs {
    /// Defaults.
    pub fn new() -> Self {
        Self::default()
    }
}

impl Pass for Paragraphs {
    fn name(&self) -> &'static str {
        "paragraphs"
    }

    fn run(&self, _text: &str, _edits: &mut Edits) {}
}
