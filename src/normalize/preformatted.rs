//! Lines whose blanks align something: code, and rows of tables.

use std::ops::Range;

use crate::text::columns::{are_aligned, cells_of_indent, code_indent, has_gaps, is_fence, is_rule};
use crate::text::lines::{is_blank, line_at};

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
    /// The last block that was asked about, and whether it is code.
    block: (Range<usize>, bool),
}

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
        let next = text.lines().skip(1).map(Some).chain([None]);
        let said = text.lines().zip(next).filter(|(line, _)| !line.trim().is_empty());
        let ends_block = |next: Option<&str>| next.is_none_or(|next| next.trim().is_empty());
        let indent = code_indent(
            said.map(|(line, next)| (cells_of_indent(indent_of(line)), ends_block(next).then(|| line.trim()))),
        );
        Self { indent, fenced: fenced(text), block: (0..0, false) }
    }

    fn holds(&mut self, text: &str, line: &Range<usize>) -> bool {
        let before = self.fenced.partition_point(|code| code.end <= line.start);
        if self.fenced.get(before).is_some_and(|code| code.start < line.start) {
            return true;
        }
        if line.end > self.block.0.end {
            let block = block_around(text, line);
            let said = text.get(block.clone()).unwrap_or_default();
            self.block = (block, said.contains('\n') && said.lines().all(|line| self.is_deep(line)));
        }
        self.block.1
    }

    /// An indent with a full-width space is an East Asian paragraph's, and a quotation is no code.
    fn is_deep(&self, line: &str) -> bool {
        let indent = indent_of(line);
        let says = line.get(indent.len()..).unwrap_or_default();
        self.indent.is_some_and(|least| cells_of_indent(indent) >= least)
            && !indent.contains('\u{3000}')
            && !says.starts_with('>')
    }
}

/// The lines around `line` up to blank ones.
fn block_around(text: &str, line: &Range<usize>) -> Range<usize> {
    let last = |next: &dyn Fn(&Range<usize>) -> Option<Range<usize>>| {
        let lines = std::iter::successors(Some(line.clone()), |line| next(line));
        lines.take_while(|line| !is_blank(text, line)).last().unwrap_or_else(|| line.clone())
    };
    last(&|line| line_above(text, line)).start..last(&|line| line_below(text, line)).end
}

fn line_above(text: &str, line: &Range<usize>) -> Option<Range<usize>> {
    line.start.checked_sub(1).map(|at| line_at(text, at))
}

fn line_below(text: &str, line: &Range<usize>) -> Option<Range<usize>> {
    (line.end < text.len()).then(|| line_at(text, line.end + 1))
}

fn indent_of(line: &str) -> &str {
    line.get(..line.len() - line.trim_start().len()).unwrap_or_default()
}

/// Whether blanks align a line with the one above it or below it or, where that is a rule, with the one beyond.
fn is_row(text: &str, line: &Range<usize>) -> bool {
    let said = |line: &Range<usize>| text.get(line.clone()).unwrap_or_default();
    let is_beside = |next: fn(&str, &Range<usize>) -> Option<Range<usize>>| {
        let first = next(text, line);
        let rule = first.as_ref().filter(|first| is_rule(said(first).trim()));
        let beyond = rule.and_then(|rule| next(text, rule));
        [first, beyond].into_iter().flatten().any(|other| are_aligned(said(line), said(&other)))
    };
    has_gaps(said(line)) && (is_beside(line_above) || is_beside(line_below))
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
