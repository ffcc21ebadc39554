//! What is lost for good: counted and reported, never guessed.

use std::ops::Range;

use crate::edit::Edits;
use crate::pass::Pass;
use crate::text::script::{is_wide, script};

/// The pass. It only reports.
#[derive(Debug)]
pub(super) struct Lost;

/// What GBK makes of the U+FFFD of UTF-8, twice over.
const FFFD_AS_GBK: &str = "锟斤拷";

/// Question marks that stand for characters, at least.
const MARKS: usize = 3;

impl Pass for Lost {
    fn name(&self) -> &'static str {
        "repair/lost"
    }

    fn run(&self, text: &str, edits: &mut Edits) {
        for (range, count) in runs(text, "\u{fffd}", 1) {
            edits.finding(range, &count.to_string(), "replacement-characters");
        }
        for (range, count) in runs(text, FFFD_AS_GBK, 1) {
            edits.finding(range, &count.to_string(), "replacement-characters-as-gbk");
        }
        for (range, count) in runs(text, "?", MARKS) {
            if stands_for_letters(text, &range) {
                edits.finding(range, &count.to_string(), "question-marks");
            }
        }
    }
}

/// Runs of at least `least` times `mark`, and how often each has it.
fn runs<'t>(text: &'t str, mark: &'t str, least: usize) -> impl Iterator<Item = (Range<usize>, usize)> + 't {
    let finder = memchr::memmem::Finder::new(mark).into_owned();
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + finder.find(text.as_bytes().get(at..)?)?;
            let mut end = start;
            while text.get(end..).is_some_and(|rest| rest.starts_with(mark)) {
                end += mark.len();
            }
            at = end;
            let count = (end - start) / mark.len();
            if count >= least {
                return Some((start..end, count));
            }
        }
    })
}

/// Whether question marks stand where letters would: before a wide letter, or a space and more of them.
fn stands_for_letters(text: &str, range: &Range<usize>) -> bool {
    let behind = text.get(range.end..).unwrap_or_default();
    let wide = |c: Option<char>| c.and_then(script).is_some_and(is_wide);
    wide(behind.chars().next()) || behind.strip_prefix(' ').is_some_and(|rest| rest.starts_with("???"))
}
