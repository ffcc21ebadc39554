//! Which lines make one paragraph, and what kind of paragraph it is.

use std::ops::Range;

use super::edges::{announces, ends_hyphenated, goes_on, is_ended, is_punctuated};
use super::layout::{Flow, Layout, flow_between, item_indent};
use super::lines::Line;
use super::shape::Shape;
use crate::marks::ParagraphKind;

/// Lines that make one paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Group {
    pub(super) lines: Range<usize>,
    pub(super) kind: ParagraphKind,
}

impl Group {
    /// Whether its line breaks belong to the text.
    pub(super) fn keeps_breaks(&self) -> bool {
        matches!(self.kind, ParagraphKind::Verse | ParagraphKind::Code)
    }
}

/// A document, ready to be grouped.
#[derive(Debug)]
pub(super) struct Grouping<'a> {
    pub(super) text: &'a str,
    pub(super) lines: &'a [Line],
    pub(super) layout: &'a Layout,
    /// False: every line is a paragraph.
    pub(super) unwrap: bool,
}

impl Grouping<'_> {
    /// All paragraphs, in order.
    pub(super) fn groups(&self) -> Vec<Group> {
        let mut groups = Vec::with_capacity(self.lines.len());
        let mut at = 0;
        while at < self.lines.len() {
            at = self.block(at, &mut groups);
        }
        groups
    }

    /// Groups the block of neighbouring lines that starts at line `start`, and gives where it ends.
    fn block(&self, start: usize, groups: &mut Vec<Group>) -> usize {
        let end = self.block_end(start);
        if let Some(end) = self.fenced(start) {
            groups.push(Group { lines: start..end, kind: ParagraphKind::Code });
            return end;
        }
        if let Some(kind) = self.whole_block(start..end) {
            groups.push(Group { lines: start..end, kind });
            return end;
        }
        let mut at = start;
        while at < end {
            if at > start && self.shape(at) == Shape::Fence && self.fenced(at).is_some() {
                return at;
            }
            at = self.paragraph(at, end, groups);
        }
        end
    }

    fn shape(&self, line: usize) -> Shape {
        self.lines.get(line).map_or(Shape::Plain, |line| line.shape)
    }

    fn said(&self, line: usize) -> &str {
        self.lines.get(line).map_or("", |line| line.text(self.text))
    }

    fn block_end(&self, start: usize) -> usize {
        let behind = self.lines.iter().skip(start + 1);
        start + 1 + behind.take_while(|line| line.follows_directly()).count()
    }

    /// The end of the code between fences that starts at line `start`.
    fn fenced(&self, start: usize) -> Option<usize> {
        if self.shape(start) != Shape::Fence {
            return None;
        }
        let mark = self.said(start).get(..3)?;
        let close = self
            .lines
            .iter()
            .skip(start + 1)
            .position(|line| line.shape == Shape::Fence && line.text(self.text).starts_with(mark))?;
        Some(start + close + 2)
    }

    /// What a block is when it is one thing from its first line to its last: code, or verse.
    fn whole_block(&self, block: Range<usize>) -> Option<ParagraphKind> {
        let lines = self.lines.get(block.clone())?;
        if self.is_code(lines) {
            return Some(ParagraphKind::Code);
        }
        self.is_verse(block, lines).then_some(ParagraphKind::Verse)
    }

    /// Code is indented by four cells at least, all of it, in a text that is not.
    fn is_code(&self, lines: &[Line]) -> bool {
        let depth = self.layout.base_indent + CODE_INDENT;
        let first_line = self.layout.first_line_indent;
        lines.iter().all(|line| line.indent >= depth && line.shape.quote_depth() == 0)
            && !(lines.len() == 1 && lines.first().is_some_and(|line| Some(line.indent) == first_line))
            && !lines
                .iter()
                .any(|line| self.text.get(..line.start()).is_some_and(|before| before.ends_with('\u{3000}')))
    }

    fn is_verse(&self, block: Range<usize>, lines: &[Line]) -> bool {
        if lines.len() < 2 || !self.layout.has_gaps || lines.iter().any(|line| line.shape != Shape::Plain) {
            return false;
        }
        let joins = block.clone().skip(1).any(|line| self.runs_on(line - 1, line, None));
        let prose = lines.iter().filter(|line| is_prose_like(line.text(self.text))).count();
        !joins && prose * 2 < lines.len()
    }

    /// Groups the paragraph that starts at line `start` of a block, and gives where it ends.
    fn paragraph(&self, start: usize, end: usize, groups: &mut Vec<Group>) -> usize {
        let shape = self.shape(start);
        if shape == Shape::Rule {
            return start + 1;
        }
        let mut item = self.lines.get(start).and_then(|line| item_indent(None, line));
        let mut last = start;
        while last + 1 < end && self.runs_on(last, last + 1, item) {
            last += 1;
            item = self.lines.get(last).and_then(|line| item_indent(item, line));
        }
        let kind = match shape {
            Shape::Bullet { .. } | Shape::Number { .. } => ParagraphKind::ListItem,
            Shape::Heading => ParagraphKind::Heading,
            Shape::Quote { .. } => ParagraphKind::Quote,
            Shape::TableRow => ParagraphKind::TableRow,
            _ if last == start && self.is_heading(start) => ParagraphKind::Heading,
            _ => ParagraphKind::Prose,
        };
        groups.push(Group { lines: start..last + 1, kind });
        last + 1
    }

    /// A short line that is no sentence, with something below it.
    fn is_heading(&self, line: usize) -> bool {
        let said = self.said(line);
        let short = said.len() <= LONGEST_HEADING;
        short && line + 1 < self.lines.len() && !is_punctuated(said)
    }

    /// Whether the text runs on from line `line` into line `next`, its neighbour; `item` is the indent of the list
    /// item that it stands in.
    fn runs_on(&self, line: usize, next: usize, item: Option<u16>) -> bool {
        let (Some(left), Some(right)) = (self.lines.get(line), self.lines.get(next)) else { return false };
        let Some(flow) = flow_between(left, right, item).filter(|_| self.unwrap) else { return false };
        let (said, says) = (left.content(self.text), right.content(self.text));
        let Some(margin) = self.layout.margin(flow) else {
            return flow == Flow::Item && !announces(said);
        };
        if flow == Flow::Prose && self.starts_paragraph(left, right) {
            return false;
        }
        let room = self.layout.had_room(self.text, self.lines, (line, next), margin);
        if right.shape.is_item() && (left.shape.is_item() || is_ended(said) || announces(said)) {
            return false;
        }
        let _ = (goes_on(says), ends_hyphenated(said));
        !room
    }

    /// Whether the indent of `next` says that a paragraph starts there.
    fn starts_paragraph(&self, line: &Line, next: &Line) -> bool {
        match self.layout.first_line_indent {
            Some(indent) => next.indent >= indent,
            None => next.indent > line.indent,
        }
    }
}

/// A line of a poem holds no more than one sentence; a paragraph that is one line holds a long one or several.
fn is_prose_like(line: &str) -> bool {
    is_ended(line) && line.len() > LONGEST_VERSE
}

/// The least indent of code, in cells, as in Markdown.
const CODE_INDENT: u16 = 4;

/// A heading is shorter, in bytes.
const LONGEST_HEADING: usize = 120;

/// Longer lines that end as sentences do are paragraphs, in bytes.
const LONGEST_VERSE: usize = 120;
