//! How a document is laid out, judged from all of it before any line is joined.

use super::edges::{ends_hyphenated, first_piece, first_unit, is_ended, is_punctuated, meets_unspaced, reach};
use super::flow::CODE_INDENT;
use super::lines::Line;
use super::margin::{Margin, Survey, WIDEST, Widths, widths};
use super::shape::Shape;
use crate::text::width::{Width, char_count, width};

/// The layout of a document.
#[derive(Debug, Default)]
pub(super) struct Layout {
    measured: Vec<Measured>,
    prose: Option<Margin>,
    quotes: Option<Margin>,
    items: Option<Margin>,
    /// The indent of first lines, where the document marks paragraphs by it.
    pub(super) first_line_indent: Option<u16>,
    /// Some lines are indented less than code is.
    pub(super) has_flush_lines: bool,
    /// Empty lines stand between some of its lines.
    pub(super) has_gaps: bool,
}

/// One line, measured.
#[derive(Clone, Copy, Debug, Default)]
struct Measured {
    /// Its width with its indent.
    width: Widths,
    /// The width of what may not have been broken off its start, and of the least that could have been.
    unit: Widths,
    piece: Widths,
    /// The width of all that some program may have kept together at its start.
    reach: Widths,
}

/// What kind of text a line break stands in: each is wrapped at a margin of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flow {
    Prose,
    /// Lines behind `>`.
    Quote,
    /// A list item and the lines under it that are indented further.
    Item,
}

impl Layout {
    /// Looks at all `lines` of `text`. Costs a comparison a line where no two lines are neighbours.
    pub(super) fn of(text: &str, lines: &[Line]) -> Self {
        let mut layout = Layout {
            has_flush_lines: lines.iter().any(|line| line.indent < CODE_INDENT),
            has_gaps: lines.iter().skip(1).any(|line| line.gap > 0),
            ..Layout::default()
        };
        if !lines.iter().skip(1).any(Line::follows_directly) {
            return layout;
        }
        layout.measured = lines.iter().map(|line| measure(text, line)).collect();
        layout.first_line_indent = first_line_indent(lines);
        layout.prose = layout.survey(text, lines, Flow::Prose);
        if lines.iter().any(|line| line.shape.quote_depth() > 0) {
            layout.quotes = layout.survey(text, lines, Flow::Quote);
        }
        if lines.iter().any(|line| line.shape.is_item()) {
            layout.items = layout.survey(text, lines, Flow::Item);
        }
        layout
    }

    /// Forgets the lines that `gone` marks.
    pub(super) fn drop_lines(&mut self, gone: &[bool]) {
        let mut gone = gone.iter();
        self.measured.retain(|_| gone.next() != Some(&true));
    }

    pub(super) fn margin(&self, flow: Flow) -> Option<Margin> {
        match flow {
            Flow::Prose => self.prose,
            Flow::Quote => self.quotes.or(self.prose),
            Flow::Item => self.items.or(self.prose),
        }
    }

    /// Whether the first word of line `next` would have stood on line `line` without passing the margin.
    pub(super) fn had_room(&self, text: &str, lines: &[Line], (line, next): (usize, usize), margin: Margin) -> bool {
        let (Some(left), Some(right)) = (lines.get(line), lines.get(next)) else { return true };
        let space = space_between(left.text(text), right.content(text));
        let needed = self.measured.get(next).map_or([0; 3], |right_measured| {
            let least = !self.has_gaps && is_ended(left.text(text));
            let unit = if least { right_measured.piece } else { right_measured.unit };
            unit.map(|unit| unit.saturating_add(space))
        });
        self.measured.get(line).is_none_or(|measured| margin.holds(&measured.width, &needed))
    }

    /// Whether line `line` had room for the start of `next`, whatever some program may keep together of it.
    pub(super) fn had_ample_room(&self, (line, next): (usize, usize), margin: Margin) -> bool {
        let reach = self.measured.get(next).map_or([0; 3], |measured| measured.reach.map(|w| w.saturating_add(1)));
        self.measured.get(line).is_none_or(|measured| margin.holds(&measured.width, &reach))
    }

    /// Whether line `line` fills at least `share` of the margin.
    pub(super) fn is_filled(&self, line: usize, margin: Margin, share: f32) -> bool {
        self.measured.get(line).is_some_and(|measured| margin.is_filled(&measured.width, share))
    }

    /// Whether the indent of `next` says that a paragraph starts there.
    pub(super) fn starts_paragraph(&self, line: &Line, next: &Line) -> bool {
        match self.first_line_indent {
            Some(indent) => next.indent >= indent,
            None => next.indent > line.indent,
        }
    }

    /// Whether `line` is indented as the first line of a paragraph.
    pub(super) fn is_first_line(&self, line: &Line) -> bool {
        self.first_line_indent.is_some_and(|indent| line.indent >= indent)
    }

    fn needed(&self, next: usize, space: u16) -> Widths {
        let unit = self.measured.get(next).map_or([0; 3], |measured| measured.unit);
        unit.map(|unit| unit.saturating_add(space))
    }

    fn survey(&self, text: &str, lines: &[Line], flow: Flow) -> Option<Margin> {
        let mut survey = Survey::new();
        let mut item = None;
        for (index, pair) in lines.windows(2).enumerate() {
            let [line, next] = pair else { continue };
            item = item_indent(item, line);
            let here = if next.follows_directly() { flow_between(line, next, item) } else { None };
            if flow_of(line, item) == flow {
                self.measured.get(index).iter().for_each(|measured| survey.line(&measured.width, &measured.reach));
            }
            if here == Some(flow) && !(flow == Flow::Prose && self.starts_paragraph(line, next)) {
                let said = line.text(text);
                let needed = self.needed(index + 1, space_between(said, next.content(text)));
                let line = self.measured.get(index).map_or([0; 3], |measured| measured.width);
                survey.line_break(&line, &needed, !is_punctuated(said));
            }
        }
        survey.margin()
    }
}

/// The indent of the list item that `line` starts or goes on with.
pub(super) fn item_indent(open: Option<u16>, line: &Line) -> Option<u16> {
    if line.shape.is_item() {
        return Some(line.indent);
    }
    open.filter(|&indent| line.follows_directly() && line.indent > indent && line.shape == Shape::Plain)
}

fn flow_of(line: &Line, item: Option<u16>) -> Flow {
    match line.shape {
        Shape::Quote { .. } => Flow::Quote,
        _ if item.is_some() => Flow::Item,
        _ => Flow::Prose,
    }
}

/// What kind of text runs from `line` into `next`, if any can.
pub(super) fn flow_between(line: &Line, next: &Line, item: Option<u16>) -> Option<Flow> {
    if line.shape.stands_alone() || next.shape.stands_alone() || line.shape.quote_depth() != next.shape.quote_depth() {
        return None;
    }
    match (line.shape, item) {
        (Shape::Quote { .. }, _) => Some(Flow::Quote),
        (_, Some(indent)) if next.indent > indent && !next.shape.is_item() => Some(Flow::Item),
        (_, Some(_)) if next.shape.is_item() => None,
        _ => Some(Flow::Prose),
    }
}

/// One cell for the space that would have stood between two lines; none between East Asian characters, or behind a
/// hyphen that would have gone.
fn space_between(left: &str, right: &str) -> u16 {
    u16::from(!meets_unspaced(left, right) && !ends_hyphenated(left))
}

fn measure(text: &str, line: &Line) -> Measured {
    let said = line.content(text);
    let [unit, piece, reach] = [first_unit(said), first_piece(said), reach(said)].map(|start| widths(width(start)));
    if said.len() > WIDEST && char_count(said) > WIDEST {
        return Measured { width: [u16::MAX; 3], unit, piece, reach };
    }
    let [indent, indent_chars] = [line.indent, line.indent_chars].map(u32::from);
    let Width { cells, east_asian_cells, chars } = width(said);
    let whole =
        Width { cells: cells + indent, east_asian_cells: east_asian_cells + indent, chars: chars + indent_chars };
    Measured { width: widths(whole), unit, piece, reach }
}

/// The indent that most indented lines of running text have, where some have none.
fn first_line_indent(lines: &[Line]) -> Option<u16> {
    let mut counts = [0_u32; DEEPEST_INDENT + 1];
    for line in lines.iter().filter(|line| line.shape == Shape::Plain) {
        if let Some(count) = counts.get_mut(usize::from(line.indent)) {
            *count += 1;
        }
    }
    let flush = counts.first().copied().unwrap_or(0);
    let (indent, &most) = counts.iter().enumerate().skip(1).max_by_key(|(_, count)| **count)?;
    (most >= FEWEST_INDENTED && flush > 0).then_some(indent as u16)
}

/// The deepest indent of a paragraph's first line, in cells.
const DEEPEST_INDENT: usize = 12;

/// As many lines must be indented alike before it is a habit.
const FEWEST_INDENTED: u32 = 2;
