//! Spaces, tabs and blank lines.

use std::ops::Range;

use super::evidence::may_be_byte;
use super::preformatted::Preformatted;
use crate::edit::Edits;
use crate::pass::Pass;
use crate::signs::{Signs, is_blank, is_space};
use crate::view::Text;

/// Makes spaces one kind and one in a row, and blank lines one in a row.
pub(super) struct Spaces {
    /// Leave a NBSP that may be a misread byte.
    pub(super) keep_evidence: bool,
}

impl Pass for Spaces {
    fn name(&self) -> &'static str {
        "normalize/space"
    }

    fn run(&self, text: &Text<'_>, edits: &mut Edits) {
        let mut done = 0;
        let mut preformatted = Preformatted::default();
        for at in text.hits(Signs::BLANK | Signs::SPACE, |a, b, c| is_blank(a, b, c) | is_space(a, b, c)) {
            if at >= done && self.blank_at(text, at).is_some() {
                let run = self.run_around(text, done, at);
                done = run.end;
                mend_run(text, run, &mut preformatted, edits);
            }
        }
    }
}

/// The rule that makes a blank U+0020, by the blank; nothing for what is none. The Ogham space mark is one that shows.
fn rule_of(c: char) -> Option<&'static str> {
    Some(match c {
        ' ' | '\t' | '\n' => "run",
        '\u{A0}' | '\u{2007}' | '\u{202F}' => "nbsp",
        '\u{2000}'..='\u{200A}' | '\u{205F}' => "fixed-width",
        '\u{3000}' => "ideographic",
        _ => return None,
    })
}

impl Spaces {
    /// The blank or newline at `at`.
    fn blank_at(&self, text: &str, at: usize) -> Option<char> {
        let c = text.get(at..)?.chars().next().filter(|&c| rule_of(c).is_some())?;
        let is_evidence = c == '\u{A0}' && self.keep_evidence && may_be_byte(text, at);
        (!is_evidence).then_some(c)
    }

    /// All blanks and newlines around the one at `at`, not before `floor`.
    fn run_around(&self, text: &str, floor: usize, at: usize) -> Range<usize> {
        let mut run = at..at;
        while let Some(c) = self.blank_at(text, run.end) {
            run.end += c.len_utf8();
        }
        let before = text.get(floor..at).unwrap_or_default();
        for (offset, _) in before.char_indices().rev() {
            if self.blank_at(text, floor + offset).is_none() {
                break;
            }
            run.start = floor + offset;
        }
        run
    }
}

/// Mends one run of blanks and newlines: what ends a line goes, what starts one is an indent, blank lines become one.
fn mend_run(text: &str, run: Range<usize>, preformatted: &mut Preformatted, edits: &mut Edits) {
    let blanks = text.get(run.clone()).unwrap_or_default();
    let mut at = run.start;
    let mut newlines = 0;
    for (index, piece) in blanks.split('\n').enumerate() {
        if index > 0 {
            newlines += 1;
            if newlines > 2 {
                edits.delete(at..at + 1, "blank-lines");
            }
            at += 1;
        }
        let piece_range = at..at + piece.len();
        at = piece_range.end;
        let ends_line = at < run.end || at == text.len();
        let starts_line = index > 0 || run.start == 0;
        match (piece.is_empty(), ends_line, starts_line) {
            (true, ..) => {}
            (_, true, _) => edits.delete(piece_range, "trailing"),
            (_, _, true) => mend_kinds(piece, piece_range.start, edits),
            _ if piece.len() > 1 && preformatted.holds(text, at) => mend_kinds(piece, piece_range.start, edits),
            _ => mend_gap(piece, piece_range, edits),
        }
    }
}

/// An indent, and what aligns something, keeps its width, its tabs and its ideographic spaces.
fn mend_kinds(blanks: &str, start: usize, edits: &mut Edits) {
    for (offset, c) in blanks.char_indices() {
        if let (rule @ ("nbsp" | "fixed-width"), at) = (rule_of(c).unwrap_or_default(), start + offset) {
            edits.replace(at..at + c.len_utf8(), " ", rule);
        }
    }
}

/// The blanks between two words become one space, or the tabs that are among them: each tab may end a cell.
fn mend_gap(gap: &str, range: Range<usize>, edits: &mut Edits) {
    let tabs: String = gap.chars().filter(|&c| c == '\t').collect();
    let with = if tabs.is_empty() { " " } else { &tabs };
    if gap == with {
        return;
    }
    let mut chars = gap.chars();
    let rule = match (chars.next(), chars.next()) {
        (Some(single), None) => rule_of(single).unwrap_or_default(),
        _ => "run",
    };
    edits.replace(range, with, rule);
}
