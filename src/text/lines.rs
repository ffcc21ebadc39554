//! Lines of a text: where they start and end, and what their look says about them.

use std::ops::Range;

use memchr::{memchr, memrchr};

use super::punctuation::{closes, ends_sentence};

/// The line that holds the byte at `at`, without its line break. A position behind the last line break is the last line.
pub(crate) fn line_at(text: &str, at: usize) -> Range<usize> {
    let bytes = text.as_bytes();
    let at = at.min(bytes.len());
    let (before, behind) = bytes.split_at(at);
    let start = memrchr(b'\n', before).map_or(0, |newline| newline + 1);
    let end = memchr(b'\n', behind).map_or(bytes.len(), |newline| at + newline);
    start..end
}

/// The next line behind `line` that is not blank.
pub(crate) fn line_behind(text: &str, line: &Range<usize>) -> Option<Range<usize>> {
    let mut line = line.clone();
    while line.end < text.len() {
        line = line_at(text, line.end + 1);
        if !is_blank(text, &line) {
            return Some(line);
        }
    }
    None
}

/// The last line before `line` that is not blank.
pub(crate) fn line_before(text: &str, line: &Range<usize>) -> Option<Range<usize>> {
    let mut line = line.clone();
    while line.start > 0 {
        line = line_at(text, line.start - 1);
        if !is_blank(text, &line) {
            return Some(line);
        }
    }
    None
}

/// Whether a line has nothing but white space on it.
pub(crate) fn is_blank(text: &str, line: &Range<usize>) -> bool {
    text.get(line.clone()).unwrap_or_default().trim().is_empty()
}

/// Whether a whole line that is not blank lies inside `range`, with a line break on either side.
pub(crate) fn holds_a_line(text: &str, range: &Range<usize>) -> bool {
    let inside = text.get(range.clone()).unwrap_or_default();
    let breaks = memchr(b'\n', inside.as_bytes()).zip(memrchr(b'\n', inside.as_bytes()));
    breaks.is_some_and(|(first, last)| !is_blank(inside, &(first..last)))
}

/// Whether a line ends as a sentence does, or says that something follows below it: in a full stop of some script, a
/// question or exclamation mark, a colon or an ellipsis, and closing quotes and brackets behind it.
pub(crate) fn ends_a_sentence(line: &str) -> bool {
    let said = line.trim_end_matches(|c: char| c.is_whitespace() || closes(c));
    said.ends_with(|c: char| ends_sentence(c) || matches!(c, ':' | ';' | '：' | '；'))
}

/// The first `count` characters of a text, or all of it.
pub(crate) fn first_characters(text: &str, count: usize) -> &str {
    let end = text.char_indices().nth(count).map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or_default()
}

/// The last boundary of characters up to `at`.
pub(crate) fn floor_boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or_default()
}
