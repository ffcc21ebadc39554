//! Paragraphs: lines that a margin broke are joined, and every paragraph is named.

mod abbreviation;
mod edges;
mod flow;
mod layout;
mod lines;
mod margin;
mod pages;
mod seam;
mod sentence;
mod sentence_break;
mod shape;
mod span;
mod words;
mod write;

use crate::edit::Edits;
use crate::pass::Pass;
pub use abbreviation::Abbreviations;
use flow::Grouping;
use layout::Layout;
pub use sentence::{Sentence, Sentences};

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
        let mut lines = lines::lines_of(text);
        let mut layout = Layout::of(text, &lines);
        let furniture = if self.unwrap { pages::join_pages(text, &mut lines, &mut layout) } else { Vec::new() };
        let groups = Grouping { text, lines: &lines, layout: &layout, unwrap: self.unwrap }.groups();
        write::Writer { text, lines: &lines, furniture: &furniture }.write(&groups, edits);
    }
}
