//! How a document is laid out, judged from all of it before any line is joined.

use super::edges::{ends_hyphenated, meets_unspaced};
use super::lines::Line;
use super::margin::{Break, MEASURES, MOST_BREAKS, Margin, Survey, WIDEST, Widths, most_contradicting, widths};
use super::shape::Shape;
use super::unit::{first_piece, first_unit, reach};
use crate::text::punctuation::{is_ended, is_punctuated};
use crate::text::width::{Width, char_count, width};

/// The layout of a document.
#[derive(Debug, Default)]
pub(super) struct Layout {
    /// Of each kind of text.
    margins: [Option<Margin>; FLOWS],
    /// The indent of first lines, where the document marks paragraphs by it.
    pub(super) first_line_indent: Option<u16>,
    /// Some lines are indented less than code is.
    pub(super) has_flush_lines: bool,
    /// Empty lines stand between some of its lines.
    pub(super) has_gaps: bool,
    /// Some lines follow each other directly, so that there is something to judge.
    pub(super) has_neighbours: bool,
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

const FLOWS: usize = 3;

impl Layout {
    /// Looks at all `lines` of `text`. Costs a comparison a line where no two lines are neighbours; else at most
    /// [`MOST_BREAKS`] line breaks, evenly spread, are measured.
    pub(super) fn of(text: &str, lines: &[Line]) -> Self {
        let behind = || lines.iter().skip(1);
        let neighbours = behind().filter(|line| line.follows_directly()).count();
        let mut layout = Layout {
            has_flush_lines: lines.iter().any(|line| line.indent < CODE_INDENT),
            has_gaps: behind().any(|line| line.gap > 0),
            has_neighbours: neighbours > 0,
            ..Layout::default()
        };
        if layout.has_neighbours {
            layout.first_line_indent = first_line_indent(lines);
            layout.margins = layout.surveyed_margins(text, lines, neighbours);
        }
        layout
    }

    pub(super) fn margin(&self, flow: Flow) -> Option<Margin> {
        let own = self.margins.get(flow as usize).copied().flatten();
        own.or_else(|| self.margins.first().copied().flatten())
    }

    /// Whether what had to stand with the start of `right` would have stood on `left`, which is so wide, without passing
    /// the margin.
    pub(super) fn had_room(&self, text: &str, (left, right): (&Line, &Line), width: &Widths, margin: Margin) -> bool {
        let (said, next) = (left.text(text), right.content(text));
        let least = !self.has_gaps && is_ended(said);
        let unit = if least { first_piece(next) } else { first_unit(next) };
        margin.holds(width, &with_space(unit, space_between(said, next)))
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

    fn surveyed_margins(&self, text: &str, lines: &[Line], neighbours: usize) -> [Option<Margin>; FLOWS] {
        let mut surveys = [const { None::<Box<Survey>> }; FLOWS];
        let (step, mut seen, mut item) = (2 * neighbours / MOST_BREAKS + 1, 0, None);
        for (index, line) in lines.iter().enumerate() {
            item = item_indent(item, line);
            let next = lines.get(index + 1).filter(|next| next.follows_directly());
            if next.is_none() && !line.follows_directly() {
                continue;
            }
            seen += 1;
            let flow = self.flow_into(line, next, item);
            if seen % step == 0
                && let Some(survey) = surveys.get_mut(flow.unwrap_or_else(|| flow_of(line, item)) as usize)
            {
                let survey = survey.get_or_insert_with(|| Box::new(Survey::new()));
                match next.filter(|_| flow.is_some()) {
                    Some(next) => survey.add(&look_at(text, line, next)),
                    None => survey.add_line(&width_of(text, line), &breakable_width(text, line)),
                }
            }
        }
        [Flow::Prose, Flow::Quote, Flow::Item].map(|flow| {
            let margin = surveys.get(flow as usize)?.as_ref()?.margin()?;
            is_kept(text, lines, flow, margin).then_some(margin)
        })
    }

    /// What kind of text may run from `line` into `next`, its neighbour; none where a paragraph ends for certain.
    fn flow_into(&self, line: &Line, next: Option<&Line>, item: Option<u16>) -> Option<Flow> {
        let next = next?;
        flow_between(line, next, item).filter(|&flow| flow != Flow::Prose || !self.starts_paragraph(line, next))
    }
}

/// Whether all lines of one kind but a few keep to `margin`.
fn is_kept(text: &str, lines: &[Line], flow: Flow, margin: Margin) -> bool {
    let (step, mut seen, mut item) = (lines.len() / MOST_BREAKS + 1, 0, None);
    let mut contradicting = 0;
    for line in lines {
        item = item_indent(item, line);
        if flow_of(line, item) != flow {
            continue;
        }
        seen += 1;
        let may_pass = seen % step == 0 && line.range().len() + usize::from(line.indent) > margin.width();
        let passes = may_pass && margin.is_contradicted(&width_of(text, line), &breakable_width(text, line));
        contradicting += usize::from(passes);
    }
    contradicting <= most_contradicting(seen / step)
}

fn look_at(text: &str, line: &Line, next: &Line) -> Break {
    let (said, says) = (line.text(text), next.content(text));
    Break {
        line: width_of(text, line),
        breakable: breakable_width(text, line),
        next: with_space(first_unit(says), space_between(said, says)),
        in_clause: !is_punctuated(said),
    }
}

/// The width of a line with its indent; the widest there is where it is wider than any margin.
pub(super) fn width_of(text: &str, line: &Line) -> Widths {
    let said = line.content(text);
    if is_overlong(said) {
        return [u16::MAX; MEASURES];
    }
    let [indent, indent_chars] = [line.indent, line.indent_chars].map(u32::from);
    let Width { cells, east_asian_cells, chars } = width(said);
    widths(Width { cells: cells + indent, east_asian_cells: east_asian_cells + indent, chars: chars + indent_chars })
}

/// How wide a line was where it could first have been broken.
fn breakable_width(text: &str, line: &Line) -> Widths {
    let said = line.content(text);
    if is_overlong(said) { [0; MEASURES] } else { widths(width(reach(said))) }
}

/// Whether a line with `start` of the next behind it would have kept the margin, whatever some program may keep together
/// of it.
pub(super) fn had_ample_room(width_of_line: &Widths, next: &str, margin: Margin) -> bool {
    margin.holds(width_of_line, &with_space(reach(next), 1))
}

fn with_space(start: &str, space: u16) -> Widths {
    widths(width(start)).map(|width| width.saturating_add(space))
}

fn is_overlong(said: &str) -> bool {
    const LONGEST_CHARACTER: usize = 4;
    said.len() > WIDEST && (said.len() > LONGEST_CHARACTER * WIDEST || char_count(said) > WIDEST)
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

/// The least indent of code, in cells, as in Markdown.
pub(super) const CODE_INDENT: u16 = 4;

/// The deepest indent of a paragraph's first line, in cells.
const DEEPEST_INDENT: usize = 12;

/// As many lines must be indented alike before it is a habit.
const FEWEST_INDENTED: u32 = 2;
