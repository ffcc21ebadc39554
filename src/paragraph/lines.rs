//! The lines of a text that have something on them.

use std::ops::Range;

use super::shape::{Shape, shape_of};
use crate::signs::Signs;
use crate::text::columns::cells_of_indent;
use crate::view::Text;

/// One line with something on it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    start: u32,
    end: u32,
    /// How far it is indented, in cells; a tab goes to the next multiple of four.
    pub(super) indent: u16,
    /// The characters of its indent, a tab as one.
    pub(super) indent_chars: u16,
    /// Empty lines before it; at most [`u16::MAX`].
    pub(super) gap: u16,
    /// A form feed stands between it and the line before.
    pub(super) feed: bool,
    /// The text runs on into it over the end of a page.
    pub(super) over_page: bool,
    /// Blanks align it with a line beside it.
    pub(super) aligned: bool,
    /// What its first characters make it.
    pub(super) shape: Shape,
}

impl Line {
    /// Where it stands, without its indent and the blanks after it.
    pub(super) fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    pub(super) fn start(&self) -> usize {
        self.start as usize
    }

    pub(super) fn end(&self) -> usize {
        self.end as usize
    }

    /// Nothing but one line break stands between it and the line before.
    pub(super) fn follows_directly(&self) -> bool {
        self.gap == 0 && !self.feed
    }

    /// It never runs on into the next line, nor continues the one before.
    pub(super) fn stands_alone(&self) -> bool {
        self.aligned || self.shape.stands_alone()
    }

    pub(super) fn text<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.range()).unwrap_or_default()
    }

    /// What it says behind its quotation marks (`> `); any other marker belongs to what a line says.
    pub(super) fn content<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.content_start()..self.end()).unwrap_or_default()
    }

    pub(super) fn content_start(&self) -> usize {
        match self.shape {
            Shape::Quote { marker, .. } => self.start() + usize::from(marker),
            _ => self.start(),
        }
    }
}

/// Reads all lines of `text` that are not blank into `lines`. Lines end at LF and at form feeds, the only breaks that
/// normalization leaves.
pub(super) fn read_lines(text: &Text<'_>, lines: &mut Vec<Line>) {
    if text.shows(Signs::CONTROL) {
        read_between(text, |rest| memchr::memchr2(b'\n', b'\x0C', rest), lines);
    } else {
        read_between(text, |rest| memchr::memchr(b'\n', rest), lines);
    }
}

/// Reads the lines of `text`, where `line_end` finds the end of the first.
fn read_between(text: &str, line_end: impl Fn(&[u8]) -> Option<usize>, lines: &mut Vec<Line>) {
    lines.clear();
    let (mut gap, mut feed, mut start) = (0_u16, false, 0);
    while let Some(rest) = text.as_bytes().get(start..).filter(|rest| !rest.is_empty()) {
        let len = if rest.first() == Some(&b'\n') { 0 } else { line_end(rest).unwrap_or(rest.len()) };
        match said_between(text, start, start + len) {
            Some(line) => {
                lines.push(Line { gap, feed, ..line });
                (gap, feed) = (0, false);
            }
            None => gap = gap.saturating_add(1),
        }
        feed |= rest.get(len) == Some(&b'\x0C');
        start += len + 1;
    }
}

/// The line of `text` from `start` to `end`, unless it is blank.
fn said_between(text: &str, start: usize, end: usize) -> Option<Line> {
    if start == end {
        return None;
    }
    let line = text.get(start..end)?;
    let said = if is_tight(line.as_bytes()) { line } else { line.trim() };
    if said.is_empty() {
        return None;
    }
    let mut at = start;
    let (mut indent, mut indent_chars) = (0, 0);
    if said.len() < line.len() {
        let blanks = line.get(..line.len() - line.trim_start().len())?;
        at += blanks.len();
        indent = cells_of_indent(blanks);
        indent_chars = blanks.chars().count().min(usize::from(u16::MAX)) as u16;
    }
    let (start, end) = (at as u32, (at + said.len()) as u32);
    Some(Line {
        start,
        end,
        indent,
        indent_chars,
        gap: 0,
        feed: false,
        over_page: false,
        aligned: false,
        shape: shape_of(said),
    })
}

/// True only where `line` has no blanks around it: seen from its outermost bytes, for the blanks beyond ASCII start with
/// four bytes and end in few.
fn is_tight(line: &[u8]) -> bool {
    let starts = match line {
        [0xE3, 0x80, third, ..] => *third != 0x80,
        [first, ..] => *first > b' ' && !matches!(first, 0xC2 | 0xE1 | 0xE2),
        [] => true,
    };
    let ends = match line {
        [.., 0xE3, 0x80, last] => *last != 0x80,
        [.., 0xE1 | 0xE2, _, _] | [.., 0xC2, _] => false,
        [.., last] => *last > b' ',
        [] => true,
    };
    starts && ends
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prescan::Prescan;

    fn lines_of(text: &str) -> Vec<Line> {
        let (mut prescan, mut lines) = (Prescan::default(), Vec::new());
        prescan.scan(text);
        read_lines(&Text::new(text, &prescan, &[]), &mut lines);
        lines
    }

    #[test]
    fn blank_lines_are_counted_and_left_out() {
        let text = "one\n \u{3000}\n\n\u{3000}\u{3000}two  \n\x0Cthree";
        let lines = lines_of(text);
        let told: Vec<_> = lines.iter().map(|line| (line.text(text), line.indent, line.gap, line.feed)).collect();
        assert_eq!(told, [("one", 0, 0, false), ("two", 4, 2, false), ("three", 0, 1, true)]);
        assert!(lines_of(" \n\n").is_empty());
    }

    #[test]
    fn tight_lines_are_those_that_trimming_leaves() {
        let blanks = (0..=0x3000).filter_map(char::from_u32).filter(|c| c.is_whitespace());
        for blank in blanks {
            for line in [format!("{blank}a"), format!("字{blank}"), format!("{blank}")] {
                assert!(!is_tight(line.as_bytes()), "{line:?}");
            }
        }
        assert!(["a", "字", "「字。」", "né"].iter().all(|line| is_tight(line.as_bytes())));
    }
}
