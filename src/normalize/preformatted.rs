//! Lines whose blanks align something: code, and rows of tables.

use std::ops::Range;

use crate::text::columns::{are_aligned, cells_of_indent, code_indent, has_gaps, is_fence};
use crate::text::lines::{is_blank, line_at, line_before, line_behind};

/// What is known about the preformatted lines of one text. Asks only about lines that hold a run of blanks, from left to
/// right.
#[derive(Debug, Default)]
pub(super) struct Preformatted {
    /// What was found out about the whole text, once it was asked for.
    code: Option<Code>,
    /// The end of the last line that was asked about, and the answer.
    last: Option<(usize, bool)>,
}

/// The code of one text.
#[derive(Debug)]
struct Code {
    /// Its least indent, where it is told by that.
    indent: Option<u16>,
    /// What stands between fences, each with both of its own.
    fenced: Vec<Range<usize>>,
}

/// Rows are compared with so many lines before and behind them: a rule or an empty row may stand between two.
const NEIGHBOURS: usize = 2;

impl Preformatted {
    /// Whether the line with the byte at `at` keeps its blanks.
    pub(super) fn holds(&mut self, text: &str, at: usize) -> bool {
        if let Some((_, answer)) = self.last.filter(|&(end, _)| at <= end) {
            return answer;
        }
        let line = line_at(text, at);
        let answer = is_row(text, &line) || self.code.get_or_insert_with(|| Code::of(text)).holds(text, &line);
        self.last = Some((line.end, answer));
        answer
    }
}

impl Code {
    fn of(text: &str) -> Self {
        let said = text.lines().filter(|line| !line.trim().is_empty());
        Self { indent: code_indent(said.map(|line| cells_of_indent(indent_of(line)))), fenced: fenced(text) }
    }

    fn holds(&self, text: &str, line: &Range<usize>) -> bool {
        let before = self.fenced.partition_point(|code| code.end <= line.start);
        self.fenced.get(before).is_some_and(|code| code.start < line.start) || self.is_block(text, line)
    }

    /// Whether a line and its neighbours are indented as code is.
    fn is_block(&self, text: &str, line: &Range<usize>) -> bool {
        let before = line.start.checked_sub(1).map(|at| line_at(text, at));
        let behind = (line.end < text.len()).then(|| line_at(text, line.end + 1));
        let mut neighbours = [before, behind].into_iter().flatten();
        self.is_deep(text, line) && neighbours.all(|line| is_blank(text, &line) || self.is_deep(text, &line))
    }

    /// An indent with a full-width space is an East Asian paragraph's, not code's.
    fn is_deep(&self, text: &str, line: &Range<usize>) -> bool {
        let indent = indent_of(text.get(line.clone()).unwrap_or_default());
        self.indent.is_some_and(|least| cells_of_indent(indent) >= least) && !indent.contains('\u{3000}')
    }
}

fn indent_of(line: &str) -> &str {
    line.get(..line.len() - line.trim_start().len()).unwrap_or_default()
}

/// Whether a line is a row of the same table as one of its [neighbours](NEIGHBOURS).
fn is_row(text: &str, line: &Range<usize>) -> bool {
    let said = |line: &Range<usize>| text.get(line.clone()).unwrap_or_default();
    let before = std::iter::successors(line_before(text, line), |line| line_before(text, line)).take(NEIGHBOURS);
    let behind = std::iter::successors(line_behind(text, line), |line| line_behind(text, line)).take(NEIGHBOURS);
    has_gaps(said(line)) && before.chain(behind).any(|other| are_aligned(said(line), said(&other)))
}

fn fenced(text: &str) -> Vec<Range<usize>> {
    let mut fenced = Vec::new();
    let mut open: Option<(usize, &str)> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let said = line.trim();
        let start = at;
        at += line.len();
        if !is_fence(said) {
            continue;
        }
        open = match open {
            None => said.get(..3).map(|mark| (start, mark)),
            Some((first, mark)) if said.starts_with(mark) => {
                fenced.push(first..at);
                None
            }
            open => open,
        };
    }
    fenced
}
