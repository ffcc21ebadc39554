//! The same article twice in one document: found, judged as a whole, and kept once.
//!
//! Web pages hold their article twice more often than one would think: page view and print view, teaser and text, body
//! and script data. This stage finds the copies although lines are missing, wrapped anew or slightly changed, keeps the
//! more complete and less damaged one, and deletes the others. It never touches what merely repeats itself: refrains,
//! tables, logs, forms, threads that quote.

mod align;
mod anchors;
mod block;
mod chain;
mod choose;
mod edges;
mod search;

use std::ops::Range;

use crate::edit::Edits;
use crate::pass::Pass;
use anchors::may_repeat;
use choose::{Merits, Scales};
use search::{Bar, Copy, Found, search};

/// Finds an article that stands in its document more than once, keeps one copy, and deletes the others.
#[derive(Clone, Debug)]
#[must_use]
pub struct DuplicateHalves {
    bar: Bar,
}

impl Default for DuplicateHalves {
    fn default() -> Self {
        Self { bar: Bar { share: 45, len: 300 } }
    }
}

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

    fn run(&self, text: &str, edits: &mut Edits) {
        if text.len() < 2 * self.bar.len || !may_repeat(text) {
            return;
        }
        match search(text, self.bar) {
            Some(Found::Copies(copies)) => keep_one(text, &copies, edits),
            Some(Found::Part(again, share)) => edits.finding(again, &format!("{share} % of the text"), "repeated-part"),
            None => {}
        }
    }
}

/// Marks every copy and deletes all but the best.
fn keep_one(text: &str, copies: &[Copy], edits: &mut Edits) {
    let Some(first) = copies.first() else { return };
    let (best, merits) = best(text, copies);
    let keep_first = merits <= Merits::default();
    edits.copy(first.edges.a.clone());
    if !keep_first {
        delete(text, &best.edges.a_body, edits);
    }
    for copy in copies {
        edits.copy(copy.edges.b.clone());
        if keep_first || copy.edges.b != best.edges.b {
            delete(text, &copy.edges.b_body, edits);
        }
    }
}

/// The best of the copies beside the first one, and how much better than that it is.
fn best<'c>(text: &str, copies: &'c [Copy]) -> (&'c Copy, Merits) {
    let weighed = copies.iter().enumerate().map(|(index, copy)| {
        let limit = copies.get(index + 1).map_or(text.len(), |next| next.edges.b.start);
        let mut scales = Scales::new(text, &copy.edges.a, &copy.edges.b);
        copy.block.align(text, &copy.chain, |stretch| scales.weigh(&stretch));
        (copy, scales.merits(&copy.block.a, &copy.block.b, limit))
    });
    weighed.reduce(|best, other| if other.1 > best.1 { other } else { best }).expect("there is a copy beside the first")
}

/// Deletes a copy and the line breaks behind it, or those before it at the end of the text.
fn delete(text: &str, body: &Range<usize>, edits: &mut Edits) {
    let behind = text.get(body.end..).unwrap_or_default();
    let end = text.len() - behind.trim_start_matches('\n').len();
    let before = text.get(..body.start).unwrap_or_default();
    let start = if end < text.len() { body.start } else { before.trim_end_matches('\n').len() };
    edits.delete(start..end, "copy");
}
