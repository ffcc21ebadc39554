//! What is lost for good: counted and reported, never guessed.

use std::ops::Range;

use crate::edit::Edits;
use crate::pass::Pass;
use crate::text::blocks::hits;
use crate::text::shape::Shape;

/// The pass. It only reports.
#[derive(Debug)]
pub(super) struct Lost;

/// A mark that stands for characters which are gone.
struct Mark {
    text: &'static str,
    rule: &'static str,
    /// How many in a row are a loss and not a mark of the author's.
    least: usize,
}

/// U+FFFD, what GBK makes of two of them in UTF-8, and what a charset without the character puts.
const MARKS: [Mark; 3] = [
    Mark { text: "\u{fffd}", rule: "replacement-characters", least: 1 },
    Mark { text: "锟斤拷", rule: "replacement-characters-as-gbk", least: 1 },
    Mark { text: "?", rule: QUESTION_MARKS, least: 3 },
];

const QUESTION_MARKS: &str = "question-marks";

/// The gate: whether three bytes may start a run of marks that is a loss.
fn is_sign(a: u8, b: u8, c: u8) -> bool {
    let replacement = (a == 0xef) & (b == 0xbf) & (c == 0xbd);
    let as_gbk = (a == 0xe9) & (b == 0x94) & (c == 0x9f);
    replacement | as_gbk | ((a == b'?') & (b == b'?') & (c == b'?'))
}

impl Pass for Lost {
    fn name(&self) -> &'static str {
        "repair/lost"
    }

    fn run(&self, text: &str, edits: &mut Edits) {
        let mut end = 0;
        for at in hits(text, is_sign, false) {
            let rest = text.get(at..).filter(|_| at >= end).unwrap_or_default();
            if let Some(mark) = MARKS.iter().find(|mark| rest.starts_with(mark.text)) {
                end = at + rest.len() - rest.trim_start_matches(mark.text).len();
                report(text, at..end, mark, edits);
            }
        }
    }
}

/// Reports a run of marks of one kind where it is a loss.
fn report(text: &str, run: Range<usize>, mark: &Mark, edits: &mut Edits) {
    let count = run.len() / mark.text.len();
    if count >= mark.least && (mark.rule != QUESTION_MARKS || stands_for_letters(text, &run)) {
        edits.finding(run, &count.to_string(), mark.rule);
    }
}

/// Whether question marks stand where letters would: before a wide letter, or a space and more of them.
fn stands_for_letters(text: &str, range: &Range<usize>) -> bool {
    let behind = text.get(range.end..).unwrap_or_default();
    let wide = |c: Option<char>| c.is_some_and(|c| Shape::of(c) == Shape::Wide);
    wide(behind.chars().next()) || behind.strip_prefix(' ').is_some_and(|rest| rest.starts_with("???"))
}
