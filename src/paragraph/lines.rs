//! The lines of a text that have something on them.

use std::ops::Range;

use super::shape::{Shape, shape_of};
use crate::text::width::char_count;

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

/// A tab moves to the next column that is a multiple of this: the habit of plain text and of Markdown.
const TAB: u16 = 4;

/// All lines of `text` that are not blank. Lines end at LF and at form feeds, the only breaks that normalization leaves.
pub(super) fn lines_of(text: &str) -> Vec<Line> {
    let breaks = memchr::memchr_iter(b'\n', text.as_bytes()).count();
    let mut lines = Vec::with_capacity(breaks + 1);
    let (mut gap, mut feed, mut start) = (0_u16, false, 0);
    let ends = memchr::memchr2_iter(b'\n', b'\x0C', text.as_bytes()).chain([text.len()]);
    for end in ends {
        let line = text.get(start..end).unwrap_or_default();
        let (indent, said) = split_indent(line);
        if said.is_empty() {
            gap = gap.saturating_add(1);
        } else {
            let at = start + line.len() - line.trim_start().len();
            let shape = shape_of(said);
            let indent_chars = char_count(text.get(start..at).unwrap_or_default()).min(usize::from(u16::MAX)) as u16;
            lines.push(Line {
                start: at as u32,
                end: (at + said.len()) as u32,
                indent,
                indent_chars,
                gap,
                feed,
                shape,
            });
            (gap, feed) = (0, false);
        }
        feed |= text.as_bytes().get(end) == Some(&b'\x0C');
        start = end + 1;
    }
    lines
}

/// The cells of the blanks that a line starts with, and the line without blanks around it.
fn split_indent(line: &str) -> (u16, &str) {
    let said = line.trim();
    if line.len() == said.len() {
        return (0, said);
    }
    let blanks = line.chars().take_while(|character| character.is_whitespace());
    let indent = blanks.fold(0_u16, |column, blank| match blank {
        '\t' => column.saturating_add(TAB - column % TAB),
        '\u{3000}' => column.saturating_add(2),
        _ => column.saturating_add(1),
    });
    (indent, said)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_are_counted_and_left_out() {
        let text = "one\n \u{3000}\n\n\u{3000}\u{3000}two  \n\x0Cthree";
        let lines = lines_of(text);
        let told: Vec<_> = lines.iter().map(|line| (line.text(text), line.indent, line.gap, line.feed)).collect();
        assert_eq!(told, [("one", 0, 0, false), ("two", 4, 2, false), ("three", 0, 1, true)]);
        assert!(lines_of(" \n\n").is_empty());
    }

    #[test]
    fn tabs_and_spaces_make_one_column() {
        assert_eq!(split_indent("  \tx"), (4, "x"));
        assert_eq!(split_indent("\t x "), (5, "x"));
    }
}
