//! Which lines make one paragraph, and what kind of paragraph it is.

use std::ops::Range;

use super::edges::holds_sentence_end;
use super::flow::Grouping;
use super::layout::item_indent;
use super::lines::Line;
use super::shape::Shape;
use crate::marks::ParagraphKind;
use crate::text::punctuation::{is_ended, is_punctuated};
use crate::text::script::is_unspaced;

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

/// The paragraphs of a document, found as they are asked for.
#[derive(Debug)]
pub(super) struct Groups<'g> {
    grouping: &'g Grouping<'g>,
    at: usize,
    /// Where the lines end that follow each other directly.
    block_end: usize,
}

impl Groups<'_> {
    /// The lines of the next paragraph; no kind where they say nothing.
    fn step(&mut self) -> (Range<usize>, Option<ParagraphKind>) {
        let (grouping, start) = (self.grouping, self.at);
        if let Some(kind) = grouping.kind_alone(start).filter(|_| start >= self.block_end) {
            self.at += 1;
            return (start..self.at, kind);
        }
        let starts_block = start >= self.block_end;
        if starts_block {
            self.block_end = grouping.block_end(start);
        }
        let block = Some(start..self.block_end).filter(|_| starts_block);
        let fenced = grouping.fenced(start).map(|end| (end, ParagraphKind::Code));
        let whole = fenced.or_else(|| block.and_then(|block| Some((block.end, grouping.whole_block(block)?))));
        let is_rule = whole.is_none() && grouping.shape(start) == Shape::Rule;
        let (end, kind) = whole.unwrap_or_else(|| grouping.paragraph(start, self.block_end));
        self.at = end;
        (start..end, Some(kind).filter(|_| !is_rule))
    }
}

impl Iterator for Groups<'_> {
    type Item = Group;

    fn next(&mut self) -> Option<Group> {
        while self.at < self.grouping.lines.len() {
            if let (lines, Some(kind)) = self.step() {
                return Some(Group { lines, kind });
            }
        }
        None
    }
}

impl Grouping<'_> {
    /// All paragraphs, in order.
    pub(super) fn groups(&self) -> Groups<'_> {
        Groups { grouping: self, at: 0, block_end: 0 }
    }

    fn shape(&self, line: usize) -> Shape {
        self.lines.get(line).map_or(Shape::Plain, |line| line.shape)
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

    /// Whether a line is indented as code is.
    fn is_deep(&self, line: &Line) -> bool {
        self.layout.code_indent.is_some_and(|least| line.indent >= least)
    }

    /// Code is indented by four cells more than the text at least, all of it.
    fn is_code(&self, lines: &[Line]) -> bool {
        let first_line = self.layout.first_line_indent;
        lines.iter().all(|line| self.is_deep(line) && line.shape.quote_depth() == 0)
            && !(lines.len() == 1 && lines.first().is_some_and(|line| Some(line.indent) == first_line))
            && !lines.iter().any(|line| self.is_indented_wide(line))
    }

    /// Whether a full-width space is part of the line's indent: an East Asian paragraph's, not code's.
    fn is_indented_wide(&self, line: &Line) -> bool {
        let before = self.text.get(..line.start()).unwrap_or_default();
        before.trim_end_matches([' ', '\t']).ends_with('\u{3000}')
    }

    fn is_verse(&self, block: Range<usize>, lines: &[Line]) -> bool {
        let is_open = |line: &Line| matches!(line.shape, Shape::Plain | Shape::TableRow);
        let rows = lines.iter().filter(|line| line.shape == Shape::TableRow).count();
        if lines.len() < 2 || !self.layout.has_gaps || !lines.iter().all(is_open) || 2 * rows > lines.len() {
            return false;
        }
        if block.clone().skip(1).any(|line| self.runs_on(line - 1, (line - 1, line), None)) {
            return false;
        }
        let prose = lines.iter().filter(|line| is_prose_like(line.text(self.text))).count();
        prose * PROSE_IN_VERSE < lines.len()
    }

    /// The end and the kind of the paragraph that starts at line `start` of a block.
    fn paragraph(&self, start: usize, block_end: usize) -> (usize, ParagraphKind) {
        let shape = self.shape(start);
        let item = self.lines.get(start).and_then(|line| item_indent(None, line));
        let mut last = start;
        while self.unwrap && last + 1 < block_end && self.runs_on(start, (last, last + 1), item) {
            last += 1;
        }
        let kind = kind_of_shape(shape).unwrap_or_else(|| {
            let heading = self.is_heading(start..last + 1);
            if heading { ParagraphKind::Heading } else { ParagraphKind::Prose }
        });
        (last + 1, kind)
    }

    /// What a line is when nothing stands next to it and it is no code: some kind, or none where it says nothing.
    fn kind_alone(&self, at: usize) -> Option<Option<ParagraphKind>> {
        let line = self.lines.get(at)?;
        let next = self.lines.get(at + 1);
        if next.is_some_and(Line::follows_directly) || self.is_deep(line) || line.shape == Shape::Fence {
            return None;
        }
        Some(match kind_of_shape(line.shape) {
            Some(kind) => Some(kind),
            None if line.shape == Shape::Rule => None,
            None if next.is_some() && is_title(line.text(self.text)) => Some(ParagraphKind::Heading),
            None => Some(ParagraphKind::Prose),
        })
    }

    /// A few words that are no sentence, with something below them.
    fn is_heading(&self, group: Range<usize>) -> bool {
        let lines = self.lines.get(group.clone()).unwrap_or_default();
        let texts = || lines.iter().map(|line| line.text(self.text));
        group.end < self.lines.len()
            && texts().next_back().is_some_and(|last| !is_punctuated(last))
            && texts().map(str::len).sum::<usize>() <= LONGEST_HEADING * LONGEST_CHARACTER
            && texts().map(|text| text.chars().count()).sum::<usize>() <= LONGEST_HEADING
            && !texts().any(|text| is_ended(text) || holds_sentence_end(text))
    }
}

fn kind_of_shape(shape: Shape) -> Option<ParagraphKind> {
    match shape {
        Shape::Bullet { .. } | Shape::Number { .. } => Some(ParagraphKind::ListItem),
        Shape::Heading => Some(ParagraphKind::Heading),
        Shape::Quote { .. } => Some(ParagraphKind::Quote),
        Shape::TableRow => Some(ParagraphKind::TableRow),
        Shape::Speech { .. } => Some(ParagraphKind::Prose),
        Shape::Plain | Shape::Fence | Shape::Rule => None,
    }
}

/// Whether a line is a few words that are no sentence.
fn is_title(line: &str) -> bool {
    line.len() <= LONGEST_HEADING * LONGEST_CHARACTER
        && !is_punctuated(line)
        && line.chars().count() <= LONGEST_HEADING
        && !holds_sentence_end(line)
}

/// A line of a poem holds no more than one sentence, and a short one; a paragraph that is one line holds several, or a
/// long one.
fn is_prose_like(line: &str) -> bool {
    let longest = if line.ends_with(is_unspaced) { LONGEST_VERSE_UNSPACED } else { LONGEST_VERSE };
    is_ended(line) && (line.len() > longest || holds_sentence_end(line))
}

/// Of the lines of a block, the share that are paragraphs of their own when it is no poem: a quarter.
const PROSE_IN_VERSE: usize = 4;

/// A heading has no more characters.
const LONGEST_HEADING: usize = 72;

/// Bytes of UTF-8; longer lines need not be counted.
const LONGEST_CHARACTER: usize = 4;

/// Longer lines that end as sentences do are paragraphs, in bytes.
const LONGEST_VERSE: usize = 120;

/// East Asian verse says as much in fewer: couplets of seven and seven characters with their marks are 48 bytes.
const LONGEST_VERSE_UNSPACED: usize = 66;
