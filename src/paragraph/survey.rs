//! Which lines are looked at for a margin, and what is measured of them.

use super::layout::{Flow, Layout, breakable_width, flow_of, item_indent, space_between, width_of};
use super::lines::Line;
use super::margin::{Break, Case, LEAST_IN_CLAUSE_OF_ALL, Margin, Seen, margin_of, most_contradicting};
use super::shape::Shape;
use super::unit::first_unit;
use crate::text::punctuation::{is_ended, is_punctuated};
use crate::text::width::width;

/// The lines of a document that have neighbours. Its buffers are used again.
#[derive(Debug, Default)]
pub(super) struct Survey {
    sightings: Vec<Sighting>,
    measured: Vec<Seen>,
}

/// A line that has a neighbour, before anything is measured of it.
#[derive(Clone, Copy, Debug)]
struct Sighting {
    line: usize,
    /// The number of the block, lines that follow each other directly, that it stands in.
    block: u32,
    flow: Flow,
    /// Whether the break behind it stands in the middle of a clause; none where its paragraph ends for certain.
    in_clause: Option<bool>,
}

/// No more lines are looked at: enough to tell shares.
const MOST_LINES: usize = 1 << 9;

impl Survey {
    /// Looks at the lines of `text` that have neighbours, of which there are so many: [`MOST_LINES`] at most.
    pub(super) fn look(&mut self, text: &str, lines: &[Line], layout: &Layout, neighbours: usize) {
        self.sightings.clear();
        let (step, mut at, mut block, mut item) = (2 * neighbours / MOST_LINES + 1, 0, 0, None);
        for (index, line) in lines.iter().enumerate() {
            item = item_indent(item, line);
            block += u32::from(!line.follows_directly());
            let next = lines.get(index + 1).filter(|next| next.follows_directly());
            if next.is_none() && !line.follows_directly() || line.shape == Shape::TableRow {
                continue;
            }
            at += 1;
            if at % step == 0 {
                let flow = next.and_then(|next| layout.flow_into(line, next, item));
                let in_clause = flow.map(|_| !is_punctuated(line.text(text)));
                self.sightings.push(Sighting {
                    line: index,
                    block,
                    flow: flow.unwrap_or_else(|| flow_of(line, item)),
                    in_clause,
                });
            }
        }
    }

    /// The margin of the lines of one kind. They are measured only where enough of them end in the middle of a clause, as
    /// no line does that nothing broke.
    pub(super) fn margin(&mut self, text: &str, lines: &[Line], flow: Flow) -> Option<Margin> {
        let here = || self.sightings.iter().filter(move |sighting| sighting.flow == flow);
        let breaks = here().filter(|sighting| sighting.in_clause.is_some()).count();
        let in_clause = here().filter(|sighting| sighting.in_clause == Some(true)).count();
        if in_clause == 0 || (in_clause as f32) < LEAST_IN_CLAUSE_OF_ALL * breaks as f32 {
            return None;
        }
        self.measured.clear();
        self.measured.extend(here().filter_map(|sighting| sighting.measured(text, lines)));
        margin_of(&self.measured).filter(|&margin| is_kept(text, lines, flow, margin))
    }

    /// Of the lines that were measured last, the share that `margin` forced the break of.
    pub(super) fn forced(&self, margin: Margin) -> f32 {
        let breaks = || self.measured.iter().filter_map(|seen| Some((seen.line, seen.end?.next)));
        let forced = breaks().filter(|&(line, next)| !margin.holds(line, next)).count();
        forced as f32 / breaks().count().max(1) as f32
    }
}

impl Sighting {
    fn measured(&self, text: &str, lines: &[Line]) -> Option<Seen> {
        let line = lines.get(self.line)?;
        let end = match (self.in_clause, lines.get(self.line + 1)) {
            (Some(in_clause), Some(next)) => {
                let (said, says) = (line.text(text), next.content(text));
                let next = width(first_unit(says)) + space_between(said, says);
                Some(Break { next, in_clause, case: if is_ended(said) { Case::None } else { case_of(says) } })
            }
            _ => None,
        };
        Some(Seen { block: self.block, line: width_of(text, line), breakable: breakable_width(text, line), end })
    }
}

/// How `line` starts: with a small letter, or with a capital before a small one or a blank.
fn case_of(line: &str) -> Case {
    let mut letters = line.trim_start_matches(|c: char| !c.is_alphanumeric()).chars();
    match (letters.next(), letters.next()) {
        (Some(first), _) if first.is_lowercase() => Case::Small,
        (Some(first), second) if first.is_uppercase() && !second.is_some_and(char::is_uppercase) => Case::Capital,
        _ => Case::None,
    }
}

/// Whether all lines of one kind but a few keep to `margin`.
fn is_kept(text: &str, lines: &[Line], flow: Flow, margin: Margin) -> bool {
    let (step, mut seen, mut item) = (lines.len() / MOST_LINES + 1, 0, None);
    let mut contradicting = 0;
    for line in lines {
        item = item_indent(item, line);
        if flow_of(line, item) != flow || line.shape == Shape::TableRow {
            continue;
        }
        seen += 1;
        let may_pass = seen % step == 0 && line.range().len() + usize::from(line.indent) > margin.width();
        let passes = may_pass && margin.is_contradicted(width_of(text, line), breakable_width(text, line));
        contradicting += usize::from(passes);
    }
    contradicting <= most_contradicting(seen / step)
}
