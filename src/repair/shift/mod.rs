//! Double-byte streams that were read one byte off.
//!
//! A byte of a legacy encoding was lost, and from there on each character was made of the second byte of one and the
//! first byte of the next, until a single byte put the stream back in step.

mod beam;
mod charset;
mod choose;
mod token;
mod witness;

use memchr::{memchr_iter, memmem};

use crate::edit::Edits;
use crate::pass::Pass;
use crate::repair::shift::choose::mend;
use crate::repair::shift::witness::Witness;
use crate::signs::Signs;
use crate::text::script::{is_wide, script};
use crate::view::Text;

/// The pass `repair/shift`.
#[derive(Debug)]
pub(super) struct Shift;

impl Pass for Shift {
    fn name(&self) -> &'static str {
        "repair/shift"
    }

    fn run(&self, text: &Text<'_>, edits: &mut Edits) {
        if !text.shows(Signs::LOST) {
            return;
        }
        let marks = marks(text);
        if marks.is_empty() {
            return;
        }
        let Some(witness) = Witness::of(text, &marks) else { return };
        let mut end = 0;
        for &mark in &marks {
            if mark >= end {
                end = mend(text, mark, end, &witness, edits);
            }
        }
    }
}

/// The marks that bytes were lost: U+FFFD, and question marks, each beside wide characters.
fn marks(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let mut marks: Vec<_> = memchr_iter(b'?', bytes).filter(|&at| is_suspicious(text, at, 1)).collect();
    marks.extend(memmem::find_iter(bytes, "\u{fffd}").filter(|&at| is_suspicious(text, at, 3)));
    marks.sort_unstable();
    marks
}

fn is_suspicious(text: &str, at: usize, len: usize) -> bool {
    let before = text.get(..at).and_then(|before| before.chars().next_back());
    let after = text.get(at + len..).and_then(|after| after.chars().next());
    let wide = |c: Option<char>| {
        c.is_some_and(|c| {
            script(c).is_some_and(is_wide)
                || matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff01}'..='\u{ff65}' | '\u{fffd}')
        })
    };
    wide(before) || wide(after)
}
