//! Paragraphs: lines that a margin broke are joined, and every paragraph is named.

mod edges;
mod flow;
mod layout;
mod lines;
mod margin;
mod seam;
mod shape;
mod write;

use crate::edit::Edits;
use crate::pass::Pass;
use flow::Grouping;
use layout::Layout;

/// Paragraphs.
#[derive(Clone, Debug)]
#[must_use]
pub struct Paragraphs {
    unwrap: bool,
}

impl Default for Paragraphs {
    fn default() -> Self {
        Self { unwrap: true }
    }
}

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

    fn run(&self, text: &str, edits: &mut Edits) {
        let lines = lines::lines_of(text);
        let layout = Layout::of(text, &lines);
        let groups = Grouping { text, lines: &lines, layout: &layout, unwrap: self.unwrap }.groups();
        write::write(text, &lines, &groups, edits);
    }
}
