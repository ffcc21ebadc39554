//! Which lines make one paragraph, and what kind of paragraph it is.

use std::ops::Range;

use super::edges::{announces, closes, enumerates, goes_on, holds_sentence_end, is_ended, is_punctuated};
use super::layout::{Flow, Layout, flow_between, item_indent};
use super::lines::Line;
use super::margin::Margin;
use super::shape::Shape;
use crate::marks::ParagraphKind;
use crate::text::east_asian::is_unspaced;

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
    /// False: no two lines become one.
    pub(super) unwrap: bool,
}

impl Grouping<'_> {
    /// All paragraphs, in order.
    pub(super) fn groups(&self) -> Vec<Group> {
        let mut groups = Vec::with_capacity(self.lines.len());
        let (mut at, mut block_end) = (0, 0);
        while at < self.lines.len() {
            let starts_block = at >= block_end;
            if starts_block {
                block_end = self.block_end(at);
            }
            let whole = self.fenced(at).map(|end| (end, ParagraphKind::Code)).or_else(|| {
                let kind = if starts_block { self.whole_block(at..block_end) } else { None }?;
                Some((block_end, kind))
            });
            let (end, kind) = whole.unwrap_or_else(|| self.paragraph(at, block_end));
            if whole.is_some() || self.shape(at) != Shape::Rule {
                groups.push(Group { lines: at..end, kind });
            }
            at = end;
        }
        groups
    }

    /// Whether the text runs on from line `line` into line `next` although a page ends between them. A sentence that
    /// ends with the page ends its paragraph: measured, nine times of ten.
    pub(super) fn runs_over_page(&self, line: usize, next: usize) -> bool {
        let is_first = !self.lines.get(line).is_some_and(Line::follows_directly);
        let first = if is_first { line } else { line.saturating_sub(1) };
        let said = self.said(line);
        let mid_sentence = !is_ended(said);
        self.layout.margin(Flow::Prose).is_some()
            && (mid_sentence || self.is_flush_among_indented(next))
            && !enumerates(said)
            && self.runs_on(first, (line, next), None)
    }

    /// Whether an empty line between `line` and `next` is all that is left of a page's end: it stands in the middle of
    /// a clause, behind a full line of a wrapped paragraph, and the text can go on behind it.
    pub(super) fn runs_over_gap(&self, line: usize, next: usize) -> bool {
        let Some(margin) = self.layout.margin(Flow::Prose) else { return false };
        let (said, says) = (self.said(line), self.said(next));
        let is_wrapped = self.lines.get(line).is_some_and(Line::follows_directly);
        let lowercase = says.starts_with(char::is_lowercase) && !said.trim_end_matches(closes).ends_with(is_unspaced);
        let goes_on = lowercase || is_wrapped && goes_on(says) && !is_punctuated(said);
        goes_on && !self.layout.had_room(self.text, self.lines, (line, next), margin) && self.runs_over_page(line, next)
    }

    /// Whether line `line` has no indent in a text that indents the first lines of its paragraphs.
    fn is_flush_among_indented(&self, line: usize) -> bool {
        self.layout.first_line_indent.is_some() && self.lines.get(line).is_some_and(|line| line.indent == 0)
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
        let first_line = self.layout.first_line_indent;
        self.layout.has_flush_lines
            && lines.iter().all(|line| line.indent >= CODE_INDENT && line.shape.quote_depth() == 0)
            && !(lines.len() == 1 && lines.first().is_some_and(|line| Some(line.indent) == first_line))
            && !lines.iter().any(|line| self.is_indented_wide(line))
    }

    /// Whether a full-width space is part of the line's indent: an East Asian paragraph's, not code's.
    fn is_indented_wide(&self, line: &Line) -> bool {
        let before = self.text.get(..line.start()).unwrap_or_default();
        before.trim_end_matches([' ', '\t']).ends_with('\u{3000}')
    }

    fn is_verse(&self, block: Range<usize>, lines: &[Line]) -> bool {
        if lines.len() < 2 || !self.layout.has_gaps || lines.iter().any(|line| line.shape != Shape::Plain) {
            return false;
        }
        let joins = block.clone().skip(1).any(|line| self.runs_on(line - 1, (line - 1, line), None));
        let prose = lines.iter().filter(|line| is_prose_like(line.text(self.text))).count();
        !joins && prose * PROSE_IN_VERSE < lines.len()
    }

    /// The end and the kind of the paragraph that starts at line `start` of a block.
    fn paragraph(&self, start: usize, block_end: usize) -> (usize, ParagraphKind) {
        let shape = self.shape(start);
        let item = self.lines.get(start).and_then(|line| item_indent(None, line));
        let mut last = start;
        while last + 1 < block_end && self.runs_on(start, (last, last + 1), item) {
            last += 1;
        }
        let kind = match shape {
            Shape::Bullet { .. } | Shape::Number { .. } => ParagraphKind::ListItem,
            Shape::Heading => ParagraphKind::Heading,
            Shape::Quote { .. } => ParagraphKind::Quote,
            Shape::TableRow => ParagraphKind::TableRow,
            _ if self.is_heading(start..last + 1) => ParagraphKind::Heading,
            _ => ParagraphKind::Prose,
        };
        (last + 1, kind)
    }

    /// A few words that are no sentence, with something below them.
    fn is_heading(&self, group: Range<usize>) -> bool {
        let lines = self.lines.get(group.clone()).unwrap_or_default();
        let texts = || lines.iter().map(|line| line.text(self.text));
        let short = |text: &str| text.len() <= LONGEST_HEADING * LONGEST_CHARACTER;
        group.end < self.lines.len()
            && texts().all(short)
            && texts().flat_map(str::chars).filter(|c| c.is_alphanumeric()).count() <= LONGEST_HEADING
            && texts().next_back().is_some_and(|last| !is_punctuated(last))
            && !texts().any(|text| is_ended(text) || holds_sentence_end(text))
    }

    /// Whether the text runs on from line `line` into line `next`, its neighbour; `item` is the indent of the list
    /// item that it stands in.
    pub(super) fn runs_on(&self, first: usize, (line, next): (usize, usize), item: Option<u16>) -> bool {
        let (Some(left), Some(right)) = (self.lines.get(line), self.lines.get(next)) else { return false };
        let Some(flow) = flow_between(left, right, item).filter(|_| self.unwrap) else { return false };
        let said = left.content(self.text);
        let Some(margin) = self.layout.margin(flow) else {
            return flow == Flow::Item && !announces(said);
        };
        if flow == Flow::Prose && self.layout.starts_paragraph(left, right) {
            return false;
        }
        let deliberate = self.layout.had_room(self.text, self.lines, (line, next), margin)
            && self.is_deliberate((first, line, next), said, margin);
        if right.shape.is_item() && (left.shape.is_item() || is_ended(said) || announces(said)) {
            return false;
        }
        !deliberate
    }

    /// Whether a break that the margin did not force was meant: behind the end of a sentence, or below a first line that
    /// is short, as a heading is.
    fn is_deliberate(&self, (first, line, next): (usize, usize, usize), said: &str, margin: Margin) -> bool {
        let short = !self.layout.is_filled(line, margin, FILLED);
        if is_ended(said) || announces(said) {
            return short || self.layout.first_line_indent.is_none();
        }
        let ample = self.layout.had_ample_room((line, next), margin);
        short
            && ample
            && if first == line {
                !self.lines.get(line).is_some_and(|line| self.layout.is_first_line(line))
            } else {
                self.layout.first_line_indent.is_none()
            }
    }
}

/// A line of a poem holds no more than one sentence, and a short one; a paragraph that is one line holds several, or a
/// long one.
fn is_prose_like(line: &str) -> bool {
    let longest = if line.ends_with(is_unspaced) { LONGEST_VERSE_UNSPACED } else { LONGEST_VERSE };
    is_ended(line) && (line.len() > longest || holds_sentence_end(line))
}

/// Of the lines of a block, the share that are paragraphs of their own when it is no poem: a quarter.
const PROSE_IN_VERSE: usize = 4;

/// The least indent of code, in cells, as in Markdown.
pub(super) const CODE_INDENT: u16 = 4;

/// A heading has no more letters and digits.
const LONGEST_HEADING: usize = 60;

/// Bytes of UTF-8; longer lines need not be counted.
const LONGEST_CHARACTER: usize = 4;

/// Longer lines that end as sentences do are paragraphs, in bytes.
const LONGEST_VERSE: usize = 120;

/// East Asian verse says as much in fewer: couplets of seven and seven characters with their marks are 48 bytes.
const LONGEST_VERSE_UNSPACED: usize = 66;

/// A line that is wide in comparison with the margin and ends inside a sentence was wrapped, if not where we would
/// have wrapped it: programs differ in what they keep together.
const FILLED: f32 = 0.6;
