//! Paragraphs, written down: as ranges, and as edits where lines are joined.

use std::ops::Range;

use super::group::Group;
use super::lines::Line;
use super::seam::Seams;
use crate::edit::Edits;
use crate::marks::ParagraphKind;

/// What paragraphs are written from.
#[derive(Debug)]
pub(super) struct Writer<'a> {
    pub(super) text: &'a str,
    pub(super) lines: &'a [Line],
    /// Where page furniture stands.
    pub(super) furniture: &'a [Range<usize>],
    pub(super) listing: Listing,
}

/// Which paragraphs are listed, and how.
#[derive(Clone, Copy, Debug)]
pub(super) struct Listing {
    /// The fewest characters of a paragraph.
    pub(super) smallest: usize,
    /// Each line of verse and code is a paragraph.
    pub(super) split: bool,
}

impl Writer<'_> {
    /// Writes all paragraphs. Where no line is joined, there is no edit: text that is laid out as it should be stays.
    pub(super) fn write(&self, groups: &[Group], edits: &mut Edits) {
        if self.furniture.is_empty() && !groups.iter().any(joins) {
            return groups.iter().for_each(|group| self.list(group, edits));
        }
        let seams =
            Seams::of(self.text, groups.iter().filter(|group| joins(group)).flat_map(|group| self.joints(group)));
        let mut furniture = self.furniture.iter().peekable();
        let (mut before, mut head) = (None, 0);
        for group in groups {
            let lines = self.lines.get(group.lines.clone()).unwrap_or_default();
            let (Some(first), Some(last)) = (lines.first(), lines.last()) else { continue };
            while let Some(range) = furniture.next_if(|range| range.start < first.start()) {
                self.drop_furniture(range, &mut head, edits);
            }
            self.separate(before, group, first, edits);
            if joins(group) {
                self.join(lines, &seams, edits);
                while furniture.next_if(|range| range.start < last.start()).is_some() {}
            }
            self.list(group, edits);
            before = Some((last, group.kind));
        }
        furniture.for_each(|range| self.drop_furniture(range, &mut head, edits));
    }

    /// Records a paragraph, or each line of one that keeps its lines apart.
    pub(super) fn list(&self, group: &Group, edits: &mut Edits) {
        let lines = self.lines.get(group.lines.clone()).unwrap_or_default();
        if self.listing.split && group.keeps_breaks() {
            lines.iter().for_each(|line| self.list_lines(line, line, group.kind, edits));
        } else if let (Some(first), Some(last)) = (lines.first(), lines.last()) {
            self.list_lines(first, last, group.kind, edits);
        }
    }

    fn list_lines(&self, first: &Line, last: &Line, kind: ParagraphKind, edits: &mut Edits) {
        let range = first.content_start()..last.end();
        if self.listing.smallest <= 1 || self.has_chars(range.clone(), self.listing.smallest) {
            edits.paragraph(range, kind);
        }
    }

    fn has_chars(&self, range: Range<usize>, least: usize) -> bool {
        self.text.get(range).is_some_and(|said| said.chars().nth(least - 1).is_some())
    }

    /// Deletes a line and the break before it. Lines that the text begins with go with the breaks behind them: `head` is where
    /// what was deleted of those ends.
    fn drop_furniture(&self, range: &Range<usize>, head: &mut usize, edits: &mut Edits) {
        let start = self.text.get(..range.start).unwrap_or_default().trim_end().len();
        if start > *head {
            return edits.delete(start..range.end, "page-furniture");
        }
        let tail = self.text.get(range.end..).unwrap_or_default();
        let end = self.text.len() - tail.trim_start().len();
        edits.delete(*head..end, "page-furniture");
        *head = end;
    }

    /// Puts an empty line before a paragraph that has none, and drops the indent that stood for it.
    fn separate(&self, before: Option<(&Line, ParagraphKind)>, group: &Group, first: &Line, edits: &mut Edits) {
        let end = before.map_or(0, |(last, _)| last.end());
        let between = self.text.get(end..first.start()).unwrap_or_default();
        if !between.trim().is_empty() {
            return;
        }
        let keeps_indent = group.keeps_breaks() || group.kind == ParagraphKind::ListItem || first.aligned;
        let indent =
            between.len() - between.trim_end_matches(|c: char| c.is_whitespace() && !matches!(c, '\n' | '\u{C}')).len();
        let start = first.start() - if keeps_indent { indent } else { 0 };
        let parted = self.text.get(end..start) == Some("\n\n");
        let tight = first.follows_directly()
            && !parted
            && before.is_some_and(|(last, kind)| !(are_rows(kind, group.kind) || last.aligned && first.aligned));
        if tight {
            edits.replace(end..start, "\n\n", "paragraph-break");
        } else if !keeps_indent {
            edits.delete(start - indent..start, "paragraph-indent");
        }
    }

    /// The lines before and behind each break that goes.
    fn joints(&self, group: &Group) -> impl Iterator<Item = (&str, &str)> {
        let lines = self.lines.get(group.lines.clone()).unwrap_or_default();
        lines.iter().zip(lines.iter().skip(1)).map(|(left, right)| (left.content(self.text), right.content(self.text)))
    }

    fn join(&self, lines: &[Line], seams: &Seams<'_>, edits: &mut Edits) {
        for pair in lines.windows(2) {
            let [left, right] = pair else { continue };
            let seam = seams.between(left.content(self.text), right.content(self.text));
            let rule = if right.over_page { "page-break" } else { seam.rule };
            edits.replace(left.end() - seam.cut..right.content_start(), seam.joiner, rule);
        }
    }
}

/// Whether the lines of a group become one.
fn joins(group: &Group) -> bool {
    group.lines.len() > 1 && !group.keeps_breaks()
}

/// Whether two neighbours are rows of one list or table, which have no empty line between them.
fn are_rows(kind: ParagraphKind, next: ParagraphKind) -> bool {
    kind == next && matches!(kind, ParagraphKind::ListItem | ParagraphKind::TableRow)
}
