//! Where a copy begins and ends, to the line.

use std::ops::Range;

use super::block::Block;
use crate::text::lines::{ends_a_sentence, is_blank, line_at, line_before, line_behind};
use crate::text::script::is_wide_letter;
use crate::text::shingle::{fold, next_key, previous_key};

/// Two copies as whole lines.
#[derive(Clone, Debug)]
pub(crate) struct Edges {
    pub(crate) a: Range<usize>,
    pub(crate) b: Range<usize>,
    /// The copies without the headings before them and the short lines behind them: what may be deleted.
    pub(crate) a_body: Range<usize>,
    pub(crate) b_body: Range<usize>,
    /// Running text that goes on behind one copy where the other was cut short in a sentence.
    pub(crate) continued: usize,
}

impl Edges {
    /// The lines that a block covers. `common` is what all copies have in common, as a range of the first one: short
    /// lines outside it are furniture.
    pub(crate) fn of(text: &str, block: &Block, common: &Range<usize>) -> Option<Self> {
        let (a, b) = (snap(text, &block.a)?, snap(text, &block.b)?);
        if a.end > b.start {
            return None;
        }
        let (a, b) = without_short_lines(text, &a, &b, common);
        let (a_body, b_body) = bodies(text, &a, &b);
        let continued = [(&block.a, &block.b, text.len()), (&block.b, &block.a, block.b.start)]
            .into_iter()
            .filter(|(cut, whole, _)| is_cut(text, cut.end) && !ends_line(text, whole.end))
            .map(|(_, whole, limit)| continuation(text, whole.end, limit) - whole.end)
            .sum();
        Some(Self { a, b, a_body, b_body, continued })
    }
}

/// A line at the edge of a copy belongs to it when so many hundredths of it were aligned.
const EDGE_LINE_PERCENT: usize = 75;

/// The whole lines that `range` covers, without the blank ones around them; none is cut.
fn snap(text: &str, range: &Range<usize>) -> Option<Range<usize>> {
    let first = line_at(text, range.start);
    let last = line_at(text, range.end.saturating_sub(1));
    let start = if covers(text, range, &first) { first.start } else { first.end + 1 };
    let end = if covers(text, range, &last) { last.end } else { last.start };
    let lines = text.get(start..end)?;
    let start = end - lines.trim_start_matches('\n').len();
    let end = start + lines.trim_matches('\n').len();
    (!is_blank(text, &(start..end))).then_some(start..end)
}

fn covers(text: &str, range: &Range<usize>, line: &Range<usize>) -> bool {
    let start = if starts_line(text, range.start) { line.start } else { range.start.max(line.start) };
    let end = if ends_line(text, range.end) { line.end } else { range.end.min(line.end) };
    (end.saturating_sub(start)) * 100 >= line.len() * EDGE_LINE_PERCENT
}

/// Both copies without the heading that stands before each and the short lines that stand behind each.
///
/// A title that is repeated with the article belongs to the page, and so do the lines of furniture that happen to follow
/// both copies.
fn bodies(text: &str, a: &Range<usize>, b: &Range<usize>) -> (Range<usize>, Range<usize>) {
    let (mut a, mut b) = (behind_heading(text, a, b.start)..a.end, behind_heading(text, b, a.start)..b.end);
    while let Some((x, y)) = last_lines(text, &a, &b, FOOTER_WEIGHT) {
        (a.end, b.end) = (end_before(text, &a, &x), end_before(text, &b, &y));
    }
    (a, b)
}

/// Both copies without the short lines at their edges that lie outside `common`, a range of the first one.
fn without_short_lines(
    text: &str,
    a: &Range<usize>,
    b: &Range<usize>,
    common: &Range<usize>,
) -> (Range<usize>, Range<usize>) {
    let (mut a, mut b) = (a.clone(), b.clone());
    while a.start < common.start {
        let starts = (behind_heading(text, &a, b.start), behind_heading(text, &b, a.start));
        if starts.0 == a.start || starts.1 == b.start {
            break;
        }
        (a.start, b.start) = starts;
    }
    while a.end > common.end
        && let Some((x, y)) = last_lines(text, &a, &b, HEADING_WEIGHT)
    {
        (a.end, b.end) = (end_before(text, &a, &x), end_before(text, &b, &y));
    }
    (a, b)
}

/// The last lines of two copies, if they are short and one says what the other says, perhaps behind a label.
fn last_lines(text: &str, a: &Range<usize>, b: &Range<usize>, limit: usize) -> Option<(Range<usize>, Range<usize>)> {
    let (x, y) = (line_at(text, a.end), line_at(text, b.end));
    let inside = x.start > a.start && y.start > b.start;
    let same = || ends_with(text, &x, &y) || ends_with(text, &y, &x);
    (inside && is_short(text, &x, limit) && is_short(text, &y, limit) && same()).then_some((x, y))
}

/// Where a copy ends before its last line.
fn end_before(text: &str, copy: &Range<usize>, line: &Range<usize>) -> usize {
    copy.start + text.get(copy.start..line.start).unwrap_or_default().trim_end().len()
}

/// Where a copy starts behind the heading that also stands before or at `other`, the start of the other copy.
fn behind_heading(text: &str, copy: &Range<usize>, other: usize) -> usize {
    let line = line_at(text, copy.start);
    let there = line_at(text, other);
    let repeated = || {
        same_keys(text, &line, &there) || line_before(text, &there).is_some_and(|above| ends_with(text, &above, &line))
    };
    let next = line_behind(text, &line).map(|next| next.start).filter(|&next| next < copy.end);
    next.filter(|_| is_short(text, &line, HEADING_WEIGHT) && repeated()).unwrap_or(copy.start)
}

/// The longest line that may be a heading, as a weight of keys: 40 Han characters or 80 letters.
///
/// Of 305 repeated titles 99 % are no longer; of articles' own first lines 5 % look like that.
const HEADING_WEIGHT: usize = 80;

/// The longest line that may be furniture behind a copy. Of articles' own last lines 1 % are as short.
const FOOTER_WEIGHT: usize = 40;

/// Whether a line is short and does not end as a sentence does.
fn is_short(text: &str, line: &Range<usize>, limit: usize) -> bool {
    let line = text.get(line.clone()).unwrap_or_default();
    let weights = line.chars().filter_map(fold).map(|key| if is_wide_letter(key) { 2 } else { 1 });
    weights.take(limit + 1).sum::<usize>() <= limit && !ends_a_sentence(line)
}

/// Whether two short lines read the same.
fn same_keys(text: &str, x: &Range<usize>, y: &Range<usize>) -> bool {
    let keys = |line: &Range<usize>| {
        text.get(line.clone()).unwrap_or_default().chars().filter_map(fold).take(HEADING_WEIGHT + 1)
    };
    keys(x).eq(keys(y))
}

/// Whether a line ends in what another, short line says: a title behind its label.
fn ends_with(text: &str, line: &Range<usize>, short: &Range<usize>) -> bool {
    let keys = |line: &Range<usize>| text.get(line.clone()).unwrap_or_default().chars().rev().filter_map(fold);
    let len = keys(short).count();
    keys(line).take(len).eq(keys(short))
}

/// Whether nothing stands before `at` on its line.
fn starts_line(text: &str, at: usize) -> bool {
    let line = line_at(text, at);
    previous_key(text, at).is_none_or(|key| key.end <= line.start)
}

/// Whether nothing follows on the line that `at` is on.
fn ends_line(text: &str, at: usize) -> bool {
    let line = line_at(text, at);
    next_key(text, at).is_none_or(|key| key.start >= line.end)
}

/// Whether a line ends at `at` and its last sentence does not.
fn is_cut(text: &str, at: usize) -> bool {
    ends_line(text, at) && !ends_a_sentence(text.get(line_at(text, at)).unwrap_or_default())
}

/// How long a line of running text is at least, in bytes, if it does not end as a sentence does.
const PROSE_BYTES: usize = 60;

fn is_prose(text: &str, line: &Range<usize>) -> bool {
    line.len() >= PROSE_BYTES || ends_a_sentence(text.get(line.clone()).unwrap_or_default())
}

/// Where the running text ends that goes on behind `from`, before `limit`.
pub(crate) fn continuation(text: &str, from: usize, limit: usize) -> usize {
    let line = line_at(text, from);
    let rest = if ends_line(text, from) { from } else { line.end.min(limit).max(from) };
    let lines = std::iter::successors(line_behind(text, &line), |line| line_behind(text, line));
    lines.take_while(|line| line.end <= limit && is_prose(text, line)).last().map_or(rest, |line| line.end)
}

/// Where the running text starts that leads up to `to`, behind `limit`.
pub(crate) fn beginning(text: &str, to: usize, limit: usize) -> usize {
    let line = line_at(text, to);
    let rest = if starts_line(text, to) { to } else { line.start.max(limit).min(to) };
    let lines = std::iter::successors(line_before(text, &line), |line| line_before(text, line));
    lines.take_while(|line| line.start >= limit && is_prose(text, line)).last().map_or(rest, |line| line.start)
}
