//! How a document is laid out, judged from all of it before any line is joined.

use super::edges::{ends_hyphenated, meets_unspaced};
use super::lines::Line;
use super::margin::{Margin, WIDEST};
use super::shape::Shape;
use super::survey::Survey;
use super::unit::{first_piece, first_unit, reach};
use crate::text::columns::code_indent;
use crate::text::punctuation::{is_ended, is_punctuated};
use crate::text::width::{Width, width};

/// The layout of a document.
#[derive(Debug, Default)]
pub(super) struct Layout {
    /// Of each kind of text, by its [`Flow`].
    margins: [Option<Margin>; 3],
    /// The indent of first lines, where the document marks paragraphs by it.
    pub(super) first_line_indent: Option<u16>,
    /// The least indent of code, where there can be any.
    pub(super) code_indent: Option<u16>,
    /// Empty lines stand between some of its lines.
    pub(super) has_gaps: bool,
    /// Empty lines stand between all of them.
    has_only_gaps: bool,
}

/// What kind of text a line break stands in: each is wrapped at a margin of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flow {
    /// A list item and the lines under it that are indented further.
    Item,
    /// Lines behind `>`.
    Quote,
    Prose,
}

impl Layout {
    /// Looks at all `lines` of `text`. Where an empty line stands before each, but the text runs through them, they are
    /// made neighbours. Costs a comparison a line where no two lines are neighbours and most end as sentences do, and
    /// little more where neighbours do; else some of them are [measured](Survey).
    pub(super) fn of(text: &str, lines: &mut [Line], survey: &mut Survey) -> Self {
        let spaced = Self::as_it_stands(text, lines, survey);
        if lines.len() <= FEWEST_DOUBLED || !spaced.has_only_gaps || !mostly_in_clause(text, lines) {
            return spaced;
        }
        lines.iter_mut().skip(1).for_each(|line| line.gap -= 1);
        let closed = Self::as_it_stands(text, lines, survey);
        if closed.margin(Flow::Prose).is_some_and(|margin| survey.forced(margin) >= LEAST_FORCED_DOUBLED) {
            return closed;
        }
        lines.iter_mut().skip(1).for_each(|line| line.gap += 1);
        spaced
    }

    fn as_it_stands(text: &str, lines: &[Line], survey: &mut Survey) -> Self {
        let behind = || lines.iter().skip(1);
        let neighbours = behind().filter(|line| line.follows_directly()).count();
        let mut layout = Layout {
            code_indent: code_indent_of(text, lines),
            has_gaps: behind().any(|line| line.gap > 0),
            has_only_gaps: behind().all(|line| line.gap > 0),
            ..Layout::default()
        };
        if neighbours > 0 {
            layout.first_line_indent = first_line_indent(lines);
            survey.look(text, lines, &layout, neighbours);
            layout.margins = [Flow::Item, Flow::Quote, Flow::Prose].map(|flow| survey.margin(text, lines, flow));
        }
        layout
    }

    pub(super) fn margin(&self, flow: Flow) -> Option<Margin> {
        let own = self.margins.get(flow as usize).copied().flatten();
        own.or(self.margins.last().copied().flatten())
    }

    /// Whether what had to stand with the start of `right` would have stood on `left`, which is so wide, without passing
    /// the margin.
    pub(super) fn had_room(&self, text: &str, (left, right): (&Line, &Line), of_left: Width, margin: Margin) -> bool {
        let (said, next) = (left.text(text), right.content(text));
        let least = !self.has_gaps && is_ended(said);
        let unit = if least { first_piece(next) } else { first_unit(next) };
        margin.holds(of_left, width(unit) + space_between(said, next))
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

    /// What kind of text may run from `line` into `next`, its neighbour; none where a paragraph ends for certain.
    pub(super) fn flow_into(&self, line: &Line, next: &Line, item: Option<u16>) -> Option<Flow> {
        flow_between(line, next, item).filter(|&flow| flow != Flow::Prose || !self.starts_paragraph(line, next))
    }
}

fn code_indent_of(text: &str, lines: &[Line]) -> Option<u16> {
    let next = lines.iter().skip(1).map(Some).chain([None]);
    let ends_block = |next: Option<&Line>| next.is_none_or(|next| !next.follows_directly());
    code_indent(lines.iter().zip(next).map(|(line, next)| (line.indent, ends_block(next).then(|| line.text(text)))))
}

/// Whether most lines end in the middle of a clause, as far as [`MOST_ENDS`] of them tell.
fn mostly_in_clause(text: &str, lines: &[Line]) -> bool {
    let ends = || lines.iter().step_by(lines.len() / MOST_ENDS + 1);
    2 * ends().filter(|line| !is_punctuated(line.text(text))).count() > ends().count()
}

/// The ends of so many lines tell what most are like.
const MOST_ENDS: usize = 64;

/// Fewer lines with an empty one before each are paragraphs.
const FEWEST_DOUBLED: usize = 8;

/// Of the breaks with an empty line in them, the share that a margin must have forced for them to be those of lines: more
/// than of others, for an empty line says that a paragraph ends. Paragraphs of three lines have two thirds.
const LEAST_FORCED_DOUBLED: f32 = 0.6;

/// The width of a line with its indent; some width beyond any margin where it is wider than all.
pub(super) fn width_of(text: &str, line: &Line) -> Width {
    let said = line.content(text);
    if is_overlong(said) {
        return Width::all(2 * WIDEST);
    }
    let [cells, chars] = [line.indent, line.indent_chars].map(u32::from);
    width(said) + Width { cells, chars, east_asian_cells: cells }
}

/// How wide a line was where it could first have been broken.
pub(super) fn breakable_width(text: &str, line: &Line) -> Width {
    let said = line.content(text);
    if is_overlong(said) { Width::default() } else { width(reach(said)) }
}

/// Whether a line with `start` of the next behind it would have kept the margin, whatever some program may keep together
/// of it.
pub(super) fn had_ample_room(width_of_line: Width, next: &str, margin: Margin) -> bool {
    margin.holds(width_of_line, width(reach(next)) + Width::all(1))
}

fn is_overlong(said: &str) -> bool {
    const LONGEST_CHARACTER: usize = 4;
    let widest = WIDEST as usize;
    said.len() > widest && (said.len() > LONGEST_CHARACTER * widest || said.chars().count() > widest)
}

/// The indent of the list item that `line` starts or goes on with.
pub(super) fn item_indent(open: Option<u16>, line: &Line) -> Option<u16> {
    if line.shape.is_item() {
        return Some(line.indent);
    }
    open.filter(|&indent| line.follows_directly() && line.indent > indent && line.shape == Shape::Plain)
}

pub(super) fn flow_of(line: &Line, item: Option<u16>) -> Flow {
    match line.shape {
        Shape::Quote { .. } => Flow::Quote,
        _ if item.is_some() => Flow::Item,
        _ => Flow::Prose,
    }
}

/// What kind of text runs from `line` into `next`, if any can.
pub(super) fn flow_between(line: &Line, next: &Line, item: Option<u16>) -> Option<Flow> {
    if line.stands_alone() || next.stands_alone() || line.shape.quote_depth() != next.shape.quote_depth() {
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
pub(super) fn space_between(left: &str, right: &str) -> Width {
    Width::all((!meets_unspaced(left, right) && !ends_hyphenated(left)).into())
}

/// The indent that most indented lines of running text have, where some have none, and where it is not that of all lines
/// of a paragraph.
fn first_line_indent(lines: &[Line]) -> Option<u16> {
    let mut counts = [0_u32; DEEPEST_INDENT + 1];
    for line in lines.iter().filter(|line| line.shape == Shape::Plain) {
        if let Some(count) = counts.get_mut(usize::from(line.indent)) {
            *count += 1;
        }
    }
    let flush = counts.first().copied().unwrap_or(0);
    let (indent, &most) = counts.iter().enumerate().skip(1).max_by_key(|(_, count)| **count)?;
    let is_habit = most >= FEWEST_INDENTED && flush > 0 && !indents_all(lines, indent as u16);
    is_habit.then_some(indent as u16)
}

/// Whether paragraphs have `indent` from their first line to their last: what follows a line with it has as much.
fn indents_all(lines: &[Line], indent: u16) -> bool {
    let pairs = lines.iter().zip(lines.iter().skip(1));
    let mut below = pairs.filter(|(line, next)| line.indent == indent && next.follows_directly()).map(|(_, next)| next);
    below.clone().any(|next| next.indent == indent) && below.all(|next| next.indent >= indent)
}

/// The deepest indent of a paragraph's first line, in cells.
const DEEPEST_INDENT: usize = 12;

/// As many lines must be indented alike before it is a habit.
const FEWEST_INDENTED: u32 = 2;
