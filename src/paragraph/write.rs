//! Paragraphs, written down: as ranges, and as edits where lines are joined.

use std::ops::Range;

use super::edges::ends_hyphenated;
use super::flow::Group;
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
}

impl Writer<'_> {
    /// Writes all paragraphs. Where no line is joined, there is no edit: text that is laid out as it should be stays.
    pub(super) fn write(&self, groups: &[Group], edits: &mut Edits) {
        let joins = |group: &Group| group.lines.len() > 1 && !group.keeps_breaks();
        let edited = !self.furniture.is_empty() || groups.iter().any(joins);
        let seams = Seams::new(self.text, self.hyphenated(groups.iter().filter(|group| joins(group))));
        let mut furniture = self.furniture.iter().peekable();
        let mut before = None;
        for group in groups {
            let lines = self.lines.get(group.lines.clone()).unwrap_or_default();
            let (Some(first), Some(last)) = (lines.first(), lines.last()) else { continue };
            while let Some(range) = furniture.next_if(|range| range.start < first.start()) {
                self.drop_furniture(range, edits);
            }
            if edited {
                self.separate(before, group, first, edits);
            }
            if joins(group) {
                self.join(lines, &seams, edits);
                while furniture.next_if(|range| range.start < last.start()).is_some() {}
            }
            edits.paragraph(first.content_start()..last.end(), group.kind);
            before = Some(last.end());
        }
        furniture.for_each(|range| self.drop_furniture(range, edits));
    }

    /// Deletes a line and the break before it; the first line of the text with the breaks behind it.
    fn drop_furniture(&self, range: &Range<usize>, edits: &mut Edits) {
        let head = self.text.get(..range.start).unwrap_or_default();
        let start = head.trim_end().len();
        let tail = self.text.get(range.end..).unwrap_or_default();
        let end = if start == 0 { self.text.len() - tail.trim_start().len() } else { range.end };
        edits.delete(start..end, "page-furniture");
    }

    /// Puts an empty line before a paragraph that has none, and drops the indent that stood for it.
    fn separate(&self, before: Option<usize>, group: &Group, first: &Line, edits: &mut Edits) {
        if group.kind != ParagraphKind::Prose {
            return;
        }
        let between = self.text.get(before.unwrap_or(0)..first.start()).unwrap_or_default();
        if before.is_some() && first.follows_directly() && between.trim().is_empty() {
            edits.replace(first.start() - between.len()..first.start(), "\n\n", "paragraph-break");
        } else if first.indent > 0 {
            let indent = between.len() - between.trim_end_matches(|c: char| c.is_whitespace() && c != '\n').len();
            edits.delete(first.start() - indent..first.start(), "paragraph-indent");
        }
    }

    /// The share of the joined lines that end in a hyphen.
    fn hyphenated<'g>(&self, joined: impl Iterator<Item = &'g Group>) -> f32 {
        let (mut all, mut hyphenated) = (0_u32, 0_u32);
        for group in joined {
            let lines = self.lines.get(group.lines.start..group.lines.end - 1).unwrap_or_default();
            all += lines.len() as u32;
            hyphenated += lines.iter().filter(|line| ends_hyphenated(line.content(self.text))).count() as u32;
        }
        hyphenated as f32 / all.max(1) as f32
    }

    fn join(&self, lines: &[Line], seams: &Seams<'_>, edits: &mut Edits) {
        for pair in lines.windows(2) {
            let [left, right] = pair else { continue };
            let seam = seams.between(left.content(self.text), right.content(self.text));
            edits.replace(left.end() - seam.cut..right.content_start(), seam.joiner, seam.rule);
        }
    }
}
