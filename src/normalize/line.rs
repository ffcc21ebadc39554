//! Line ends and paragraph separators (The Unicode Standard, section 5.8).

use super::evidence::may_be_byte;
use crate::edit::Edits;
use crate::pass::Pass;
use crate::signs::Signs;
use crate::view::Text;

/// Makes every line end `\n`, and every separator of pages or paragraphs a blank line.
pub(super) struct LineEnds {
    /// Leave a NEL that may be a misread byte.
    pub(super) keep_evidence: bool,
}

impl Pass for LineEnds {
    fn name(&self) -> &'static str {
        "normalize/line"
    }

    fn run(&self, text: &Text<'_>, edits: &mut Edits) {
        let mut done = 0;
        for at in text.hits(Signs::CONTROL | Signs::C1 | Signs::SEPARATOR, is_foreign) {
            if at >= done {
                let end = self.mend_run(text, self.start_of_run(text, done, at), edits);
                // A NEL that stays is not in the run before it.
                done = if end > at { end } else { at + "\u{85}".len() };
            }
        }
    }
}

/// One line end, or what separates paragraphs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Line(&'static str),
    Paragraph(&'static str),
}

impl LineEnds {
    /// The newlines right before `at` belong to its run.
    fn start_of_run(&self, text: &str, floor: usize, at: usize) -> usize {
        let before = text.get(floor..at).unwrap_or_default();
        floor + before.trim_end_matches('\n').len()
    }

    /// Mends the line ends that follow each other from `start` on; returns where they end.
    ///
    /// A separator of paragraphs makes the newlines around it two, if they are fewer.
    fn mend_run(&self, text: &str, start: usize, edits: &mut Edits) -> usize {
        let lines = self.ends(text, start).filter(|(_, _, end)| matches!(end, End::Line(_))).count();
        let mut missing = ["\n\n", "\n", ""].get(lines).copied().unwrap_or_default();
        let mut behind = start;
        for (at, len, end) in self.ends(text, start) {
            behind = at + len;
            match end {
                End::Line(rule) => edits.replace(at..behind, "\n", rule),
                End::Paragraph(rule) => edits.replace(at..behind, std::mem::take(&mut missing), rule),
            }
        }
        behind
    }

    /// The line ends that follow each other from `start` on: where, how long, which.
    fn ends<'t>(&self, text: &'t str, start: usize) -> impl Iterator<Item = (usize, usize, End)> + 't {
        let keep_evidence = self.keep_evidence;
        let mut at = start;
        std::iter::from_fn(move || {
            let (len, end) = end_at(text.as_bytes().get(at..)?)?;
            if end == End::Line("nel") && keep_evidence && may_be_byte(text, at) {
                return None;
            }
            at += len;
            Some((at - len, len, end))
        })
    }
}

/// CR, VT, FF, NEL, U+2028, U+2029.
fn is_foreign(a: u8, b: u8, c: u8) -> bool {
    (0x0B..=0x0D).contains(&a) | ((a == 0xC2) & (b == 0x85)) | ((a == 0xE2) & (b == 0x80) & ((c == 0xA8) | (c == 0xA9)))
}

/// The line end that `bytes` start with. CR CR LF is one: it is what converting line ends twice makes of one.
fn end_at(bytes: &[u8]) -> Option<(usize, End)> {
    Some(match bytes {
        [b'\n', ..] => (1, End::Line("lf")),
        [b'\r', b'\r', b'\n', ..] => (3, End::Line("cr-cr-lf")),
        [b'\r', b'\n', ..] => (2, End::Line("cr-lf")),
        [b'\r', ..] => (1, End::Line("cr")),
        [0xC2, 0x85, ..] => (2, End::Line("nel")),
        [0xE2, 0x80, 0xA8, ..] => (3, End::Line("line-separator")),
        [0xE2, 0x80, 0xA9, ..] => (3, End::Paragraph("paragraph-separator")),
        [0x0B, ..] => (1, End::Paragraph("vertical-tab")),
        [0x0C, ..] => (1, End::Paragraph("form-feed")),
        _ => return None,
    })
}
