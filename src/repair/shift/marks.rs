//! Where a document may be damaged: the marks that bytes were lost, and the stretches of text around them.

use std::ops::Range;

use crate::repair::shift::token::is_mark;
use crate::signs::Signs;
use crate::text::lines::floor_boundary;
use crate::view::Text;

/// The marks that bytes were lost: U+FFFD, and question marks beside wide characters.
pub(super) fn marks(text: &Text<'_>) -> Vec<usize> {
    let is_sign = |a: u8, b: u8, c: u8| (a == b'?') | ((a == 0xef) & (b == 0xbf) & (c == 0xbd));
    let is_mark = |&at: &usize| text.as_bytes().get(at) != Some(&b'?') || is_beside_wide(text, at);
    text.hits(Signs::LOST, is_sign).filter(is_mark).collect()
}

fn is_beside_wide(text: &str, mark: usize) -> bool {
    let before = text.get(..mark).and_then(|before| before.chars().next_back());
    let after = text.get(mark + 1..).and_then(|after| after.chars().next());
    [before, after].into_iter().flatten().any(|c| c >= FIRST_WIDE)
}

/// The first of the blocks of East Asia. What a stream one byte off reads as is not only letters.
const FIRST_WIDE: char = '\u{2e80}';

/// How many characters before a mark are read, as far as its line goes, and how many behind it at most.
const BEFORE: usize = 40;
const BEHIND: usize = 300;

/// The stretches around the marks that may be damaged.
pub(super) fn stretches(text: &str, marks: &[usize]) -> Vec<Range<usize>> {
    let mut stretches: Vec<Range<usize>> = Vec::new();
    for &mark in marks {
        let (start, end) = (start_of(text, mark), end_of(text, mark));
        match stretches.last_mut().filter(|stretch| start < stretch.end) {
            Some(stretch) => stretch.end = stretch.end.max(end),
            None => stretches.push(start..end),
        }
    }
    stretches.retain(|stretch| !is_beyond_repair(text.get(stretch.clone()).unwrap_or_default()));
    stretches
}

/// Whether so much of a stretch is lost that any reading would be a guess, and the search for it costly: two fifths of
/// it. Streams one byte off lose up to a third.
fn is_beyond_repair(text: &str) -> bool {
    let lost = text.chars().filter(|&c| is_mark(c)).count();
    lost > FEW_LOST && lost * 5 > text.chars().count() * 2
}

/// So few marks are read whatever their share is.
const FEW_LOST: usize = 12;

fn start_of(text: &str, mark: usize) -> usize {
    let before = text.get(..mark).unwrap_or_default();
    let near = before.char_indices().rev().take(BEFORE).take_while(|&(_, c)| c != '\n');
    near.last().map_or(mark, |(at, _)| at)
}

/// The end of a mark's line, with its line break.
fn end_of(text: &str, mark: usize) -> usize {
    let behind = text.get(mark..).unwrap_or_default();
    let mut line = false;
    let end = behind.char_indices().take(BEHIND).find(|&(_, c)| std::mem::replace(&mut line, c == '\n'));
    let far = || behind.char_indices().nth(BEHIND).map_or(text.len(), |(at, _)| mark + at);
    end.map_or_else(far, |(at, _)| mark + at)
}

/// The start of the line that a stretch stands in, as far as it is near.
pub(super) fn line_before(text: &str, at: usize) -> &str {
    let from = floor_boundary(text, at.saturating_sub(NEAR));
    let before = text.get(from..at).unwrap_or_default();
    before.rsplit('\n').next().unwrap_or_default()
}

/// How far before a stretch an opening bracket is looked for, in bytes.
const NEAR: usize = 1024;

/// How many bytes of clean text a document is learned from at most: half of them before stretches, half behind.
const LEARNED: usize = 64 << 10;

/// The clean text around stretches, in order.
pub(super) fn around<'t>(text: &'t str, stretches: &[Range<usize>]) -> Vec<&'t str> {
    let share = LEARNED / (2 * stretches.len().max(1));
    let starts = [0].into_iter().chain(stretches.iter().map(|stretch| stretch.end));
    let ends = stretches.iter().map(|stretch| stretch.start).chain([text.len()]);
    let mut pieces = Vec::new();
    for (start, end) in starts.zip(ends) {
        let (first, last) = (floor_boundary(text, start + share), floor_boundary(text, end.saturating_sub(share)));
        match first < last {
            true => pieces.extend([text.get(start..first), text.get(last..end)]),
            false => pieces.push(text.get(start..end)),
        }
    }
    pieces.into_iter().flatten().collect()
}
