//! What is lost for good: counted and reported, never guessed.
//!
//! One mark is dropped: a question mark with which a line of Chinese or Japanese begins. No sentence begins so; it stands
//! for a blank that the charset lacked, which the author of the line put there to indent it.

use std::ops::Range;

use crate::edit::Edits;
use crate::pass::Pass;
use crate::signs::Signs;
use crate::text::lines::floor_boundary;
use crate::text::script::{Script, is_wide, script};
use crate::text::shape::Shape;
use crate::text::wide::{Ranks, WideLanguage};
use crate::view::Text;

/// The pass. It reports, and drops what cannot be meant.
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

/// Whether three bytes may start a run of marks.
fn is_sign(a: u8, b: u8, c: u8) -> bool {
    let replacement = (a == 0xef) & (b == 0xbf) & (c == 0xbd);
    let as_gbk = (a == 0xe9) & (b == 0x94) & (c == 0x9f);
    replacement | as_gbk | (a == b'?')
}

impl Pass for Lost {
    fn name(&self) -> &'static str {
        "repair/lost"
    }

    fn run(&self, text: &Text<'_>, edits: &mut Edits) {
        let mut end = 0;
        for at in text.hits(Signs::LOST, is_sign).filter(|&at| text.is_char_boundary(at)) {
            if at < end {
                continue;
            }
            let rest = text.get(at..).unwrap_or_default();
            if at == 0 || text.as_bytes().get(at - 1) == Some(&b'\n') {
                end = propose_at_start(text, at, edits);
            }
            if let Some(mark) = MARKS.iter().find(|mark| at >= end && rest.starts_with(mark.text)) {
                end = at + rest.len() - rest.trim_start_matches(mark.text).len();
                report(text, at..end, mark, edits);
            }
        }
    }
}

/// So many question marks at most stand for the blanks that a line begins with: paragraphs are indented by two.
const MOST_BLANKS: usize = 2;

/// So many wide letters behind them have to be usual ones: a stream that has lost a byte begins with a mark, too.
const USUAL: usize = 4;

/// Proposes to drop the question marks with which the line at `start` begins, where no sentence begins so. Gives back where
/// they end.
fn propose_at_start(text: &str, start: usize, edits: &mut Edits) -> usize {
    let line = text.get(start..).unwrap_or_default();
    let rest = line.trim_start_matches('?');
    let marks = line.len() - rest.len();
    if !(1..=MOST_BLANKS).contains(&marks) || !begins_a_sentence(rest) {
        return start;
    }
    edits.delete(start..start + marks, "question-mark-at-start");
    start + marks
}

/// Whether a sentence of Chinese or Japanese begins at once, and not in the middle of a word.
fn begins_a_sentence(text: &str) -> bool {
    let line = text.get(..floor_boundary(text, LONGEST_LOOK)).and_then(|near| near.split('\n').next());
    let line = line.unwrap_or_default();
    let word = line.trim_start_matches(|c: char| c.is_ascii_alphanumeric());
    if word.len() < line.len() && word.starts_with('?') {
        return false; // marks around a word
    }
    let opens = |c: char| is_letter(c) || c.is_ascii_alphanumeric() || "“‘「『（《〈【".contains(c);
    let wide = |c: &char| script(*c).is_some_and(is_wide);
    let mut letters = line.chars().filter(wide).take(USUAL).peekable();
    line.starts_with(opens) && letters.peek().is_some() && letters.all(is_letter)
}

/// Whether the character is one of those that most Chinese and Japanese is written with.
fn is_letter(c: char) -> bool {
    let ranks = Ranks::of(c);
    let languages = [WideLanguage::Simplified, WideLanguage::Traditional, WideLanguage::Japanese];
    matches!(script(c), Some(Script::Han | Script::Kana))
        && !matches!(c, '\u{ff66}'..='\u{ff9f}')
        && languages.into_iter().any(|language| ranks.is_frequent(language))
}

/// How much of a line is looked at, in bytes.
const LONGEST_LOOK: usize = 120;

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
