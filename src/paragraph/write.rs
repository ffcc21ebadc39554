//! Paragraphs, written down: as ranges, and as edits where lines are joined.

use super::flow::Group;
use super::lines::Line;
use super::seam::seam;
use crate::edit::Edits;
use crate::marks::ParagraphKind;

pub(super) fn write(text: &str, lines: &[Line], groups: &[Group], edits: &mut Edits) {
    let unwrapped = groups.iter().any(|group| group.lines.len() > 1 && !group.keeps_breaks());
    let mut before: Option<(&Group, usize)> = None;
    for group in groups {
        let Some((first, last)) = lines.get(group.lines.clone()).and_then(|lines| lines.first().zip(lines.last()))
        else {
            continue;
        };
        if unwrapped {
            separate(text, before, group, first, edits);
            if !group.keeps_breaks() {
                join(text, lines.get(group.lines.clone()).unwrap_or_default(), edits);
            }
        }
        edits.paragraph(first.content_start()..last.end(), group.kind);
        before = Some((group, last.end()));
    }
}

/// Puts an empty line between paragraphs that have none, and drops the indent that stood for it.
fn separate(text: &str, before: Option<(&Group, usize)>, group: &Group, first: &Line, edits: &mut Edits) {
    let start = before.map_or(0, |(_, end)| end);
    let between = text.get(start..first.start()).unwrap_or_default();
    if group.kind != ParagraphKind::Prose || !between.trim().is_empty() {
        return;
    }
    let tight = before.is_some() && first.follows_directly();
    if tight {
        edits.replace(start..first.start(), "\n\n", "paragraph-break");
    } else if first.indent > 0 {
        let indent = between.len() - between.trim_end_matches(|c: char| c.is_whitespace() && c != '\n').len();
        edits.delete(first.start() - indent..first.start(), "paragraph-indent");
    }
}

fn join(text: &str, lines: &[Line], edits: &mut Edits) {
    for pair in lines.windows(2) {
        let [left, right] = pair else { continue };
        let seam = seam(left.content(text), right.content(text));
        edits.replace(left.end() - seam.cut..right.content_start(), seam.joiner, seam.rule);
    }
}
