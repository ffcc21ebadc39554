//! [`Width::Restore`](super::Width::Restore): ASCII punctuation between Han becomes full-width again.

use std::ops::Range;

use super::invisible::is_han;
use crate::edit::Edits;
use crate::pass::Pass;
use crate::signs::Signs;
use crate::view::Text;

/// A bracket whose partner is further away is left: a remark in brackets is shorter.
const LONGEST_REMARK: usize = 300;

/// Makes ASCII punctuation full-width between Han, kana and their punctuation.
pub(super) struct FullWidthPunctuation;

impl Pass for FullWidthPunctuation {
    fn name(&self) -> &'static str {
        "normalize/width"
    }

    fn run(&self, text: &Text<'_>, edits: &mut Edits) {
        let mut done = 0;
        for at in text.hits(Signs::NON_ASCII, may_restore) {
            let mark = at + 1;
            if mark >= done {
                let run = run_around(text, mark);
                done = run.end;
                if stands_between(text, &run) {
                    restore(text, run, edits);
                }
            }
        }
    }
}

/// An ASCII mark behind the last byte of a character beyond ASCII.
fn may_restore(a: u8, b: u8, _: u8) -> bool {
    (a >= 0x80) & ((b == b',') | (b == b';') | (b == b':') | (b == b'?') | (b == b'!') | (b == b'(') | (b == b')'))
}

fn full_width(c: char) -> Option<&'static str> {
    Some(match c {
        ',' => "，",
        ';' => "；",
        ':' => "：",
        '?' => "？",
        '!' => "！",
        '(' => "（",
        ')' => "）",
        _ => return None,
    })
}

/// Marks that are looked past to find what a mark stands between.
fn is_mark(c: char) -> bool {
    full_width(c).is_some() || matches!(c, '，' | '；' | '：' | '？' | '！' | '（' | '）' | '“' | '”' | '‘' | '’')
}

/// All marks around the one at `at`.
fn run_around(text: &str, at: usize) -> Range<usize> {
    let (before, from) = text.split_at(at);
    before.trim_end_matches(is_mark).len()..text.len() - from.trim_start_matches(is_mark).len()
}

/// Han, kana, and the punctuation that only goes with them.
fn is_cjk(c: char) -> bool {
    is_han(c) || matches!(c, '\u{3001}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}')
}

/// Whether a run of marks stands between Han, or between Han and a line's end.
fn stands_between(text: &str, run: &Range<usize>) -> bool {
    let left = text.get(..run.start).and_then(|before| before.chars().next_back());
    let right = text.get(run.end..).and_then(|behind| behind.chars().next());
    left.is_some_and(is_cjk) && right.is_none_or(|c| c == '\n' || is_cjk(c))
}

fn restore(text: &str, run: Range<usize>, edits: &mut Edits) {
    let marks = text.get(run.clone()).unwrap_or_default();
    for (offset, c) in marks.char_indices() {
        let at = run.start + offset;
        if let Some(wide) = full_width(c)
            && (!matches!(c, '(' | ')') || has_partner(text, at, c, &run))
        {
            edits.replace(at..at + 1, wide, "full-width");
        }
    }
}

/// Whether the other bracket of the one at `at`, in `run`, is the next one on its line and is, or becomes, full-width too.
fn has_partner(text: &str, at: usize, bracket: char, run: &Range<usize>) -> bool {
    let is_bracket = |&(_, c): &(usize, char)| matches!(c, '(' | ')' | '（' | '）' | '\n');
    let partner = if bracket == '(' {
        let behind = text.get(at + 1..).unwrap_or_default();
        behind.char_indices().take(LONGEST_REMARK).find(is_bracket).map(|(offset, c)| (at + 1 + offset, c))
    } else {
        let before = text.get(..at).unwrap_or_default();
        before.char_indices().rev().take(LONGEST_REMARK).find(is_bracket)
    };
    match (bracket, partner) {
        ('(', Some((_, '）'))) | (')', Some((_, '（'))) => true,
        ('(', Some((at, ')'))) | (')', Some((at, '('))) => {
            run.contains(&at) || stands_between(text, &run_around(text, at))
        }
        _ => false,
    }
}
