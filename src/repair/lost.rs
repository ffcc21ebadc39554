//! What is lost for good: counted and reported, never guessed.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::edit::Edits;
use crate::pass::Pass;
use crate::signs::Signs;
use crate::text::shape::Shape;
use crate::view::Text;

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

/// One search for all marks, built once.
static FINDER: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::new(MARKS.map(|mark| mark.text)).expect("three short patterns are within the limits of the automaton")
});

impl Pass for Lost {
    fn name(&self) -> &'static str {
        "repair/lost"
    }

    fn run(&self, text: &Text<'_>, edits: &mut Edits) {
        if !text.shows(Signs::LOST) {
            return;
        }
        let mut found =
            FINDER.find_iter(text.as_str()).map(|found| (found.range(), found.pattern().as_usize())).peekable();
        while let Some((mut run, pattern)) = found.next() {
            let mut count = 1;
            while let Some((next, _)) = found.next_if(|(next, other)| next.start == run.end && *other == pattern) {
                run.end = next.end;
                count += 1;
            }
            report(text, run, count, pattern, edits);
        }
    }
}

/// Reports a run of `count` marks of one kind where it is a loss.
fn report(text: &str, run: Range<usize>, count: usize, pattern: usize, edits: &mut Edits) {
    let Some(mark) = MARKS.get(pattern) else { return };
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
