//! Whether the text runs on from one line into the next.

use super::edges::{announces, enumerates, goes_on};
use super::layout::{Flow, Layout, flow_between, had_ample_room, width_of};
use super::lines::Line;
use super::margin::{FILLED, Margin};
use crate::text::punctuation::{closes, is_ended, is_punctuated};
use crate::text::script::is_unspaced;
use crate::text::width::Width;

/// A document, ready to be grouped.
#[derive(Debug)]
pub(super) struct Grouping<'a> {
    pub(super) text: &'a str,
    pub(super) lines: &'a [Line],
    pub(super) layout: &'a Layout,
    /// False: no two lines become one, whether or not the text runs on.
    pub(super) unwrap: bool,
}

impl Grouping<'_> {
    /// Whether the text runs on from line `line` into line `next` although a page ends between them. A sentence that
    /// ends with the page ends its paragraph: measured, nine times of ten; but not where paragraphs are indented and the page
    /// starts without an indent.
    pub(super) fn runs_over_page(&self, line: usize, next: usize) -> bool {
        let is_first = !self.lines.get(line).is_some_and(Line::follows_directly);
        let first = if is_first { line } else { line.saturating_sub(1) };
        let said = self.said(line);
        self.layout.margin(Flow::Prose).is_some()
            && (!is_ended(said) || self.is_flush_among_indented(next))
            && !enumerates(said)
            && self.runs_on(first, (line, next), None)
    }

    /// Whether an empty line between `line` and `next` is all that is left of a page's end: it stands in the middle of
    /// a clause, behind a full line of a wrapped paragraph, and the text can go on behind it. A small letter says nothing
    /// where it follows East Asian text.
    pub(super) fn runs_over_gap(&self, line: usize, next: usize) -> bool {
        let (Some(left), Some(right)) = (self.lines.get(line), self.lines.get(next)) else { return false };
        let Some(margin) = self.layout.margin(Flow::Prose) else { return false };
        let (said, says) = (left.text(self.text), right.text(self.text));
        let lowercase = says.starts_with(char::is_lowercase) && !said.trim_end_matches(closes).ends_with(is_unspaced);
        let goes_on = lowercase || left.follows_directly() && goes_on(says) && !is_punctuated(said);
        let had_room = || self.layout.had_room(self.text, (left, right), width_of(self.text, left), margin);
        goes_on && !had_room() && self.runs_over_page(line, next)
    }

    /// Whether line `line` has no indent in a text that indents the first lines of its paragraphs.
    fn is_flush_among_indented(&self, line: usize) -> bool {
        self.layout.first_line_indent.is_some() && self.lines.get(line).is_some_and(|line| line.indent == 0)
    }

    pub(super) fn said(&self, line: usize) -> &str {
        self.lines.get(line).map_or("", |line| line.text(self.text))
    }

    /// Whether the text runs on from line `line` into line `next`, its neighbour; `item` is the indent of the list
    /// item that it stands in.
    pub(super) fn runs_on(&self, first: usize, (line, next): (usize, usize), item: Option<u16>) -> bool {
        let (Some(left), Some(right)) = (self.lines.get(line), self.lines.get(next)) else { return false };
        let Some(flow) = flow_between(left, right, item) else { return false };
        let said = left.content(self.text);
        let Some(margin) = self.layout.margin(flow) else {
            return flow == Flow::Item && !announces(said);
        };
        if flow == Flow::Prose && self.layout.starts_paragraph(left, right)
            || right.shape.is_item() && (is_ended(said) || announces(said))
        {
            return false;
        }
        let width = width_of(self.text, left);
        !(self.layout.had_room(self.text, (left, right), width, margin)
            && self.is_deliberate((left, right), first == line, width, margin))
    }

    /// Whether a break that the margin did not force was meant: behind the end of a sentence, or behind a short line that
    /// had room for whatever some program may have kept together.
    fn is_deliberate(&self, (left, right): (&Line, &Line), is_first: bool, width: Width, margin: Margin) -> bool {
        let said = left.content(self.text);
        let short = !margin.is_filled(width, FILLED);
        if is_ended(said) || announces(said) {
            return short || self.layout.first_line_indent.is_none();
        }
        let may_end = if is_first { !self.layout.is_first_line(left) } else { self.layout.first_line_indent.is_none() };
        short && may_end && had_ample_room(width, right.content(self.text), margin)
    }
}
