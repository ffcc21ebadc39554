//! Where a copy begins and ends, to the line.

use std::ops::Range;

use super::block::Block;
use crate::text::lines::{ends_a_sentence, is_blank, line_at, line_behind};
use crate::text::shingle::{fold, is_wide, next_key};

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
    /// The lines that a block covers.
    pub(crate) fn of(text: &str, block: &Block) -> Option<Self> {
        let (a, b) = (snap(text, &block.a)?, snap(text, &block.b)?);
        if a.end > b.start {
            return None;
        }
        let (a_body, b_body) = bodies(text, &a, &b);
        let continued = [(&block.a, &block.b, text.len()), (&block.b, &block.a, block.b.start)]
            .into_iter()
            .filter(|(cut, whole, _)| is_cut(text, cut.end) && !ends_line(text, whole.end))
            .map(|(_, whole, limit)| continuation(text, whole.end, limit))
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
    let len = text.get(line.clone()).unwrap_or_default().trim().len();
    let covered = range.end.min(line.end).saturating_sub(range.start.max(line.start));
    covered * 100 >= len * EDGE_LINE_PERCENT
}

/// Both copies without the heading that stands before each and the short lines that stand behind each.
///
/// A title that is repeated with the article belongs to the page, and so do the lines of furniture that happen to follow
/// both copies.
fn bodies(text: &str, a: &Range<usize>, b: &Range<usize>) -> (Range<usize>, Range<usize>) {
    let (mut a, mut b) = (a.clone(), b.clone());
    let (x, y) = (line_at(text, a.start), line_at(text, b.start));
    if is_repeated_heading(text, &x, &y)
        && let (Some(x), Some(y)) = (line_behind(text, &x), line_behind(text, &y))
        && x.start < a.end
        && y.start < b.end
    {
        (a.start, b.start) = (x.start, y.start);
    }
    loop {
        let (x, y) = (line_at(text, a.end), line_at(text, b.end));
        if x.start <= a.start || y.start <= b.start || !is_repeated_heading(text, &x, &y) {
            return (a, b);
        }
        a.end = a.start + text.get(a.start..x.start).unwrap_or_default().trim_end().len();
        b.end = b.start + text.get(b.start..y.start).unwrap_or_default().trim_end().len();
    }
}

/// The longest line that may be a heading, as a weight of keys: 32 Han characters or 64 letters.
///
/// Of 305 repeated titles 98 % are no longer; of articles' own first lines 4 % look like that, of last lines 2 %.
const HEADING_WEIGHT: usize = 64;

fn is_repeated_heading(text: &str, x: &Range<usize>, y: &Range<usize>) -> bool {
    let line = |range: &Range<usize>| text.get(range.clone()).unwrap_or_default();
    let keys = |range| line(range).chars().filter_map(fold).take(HEADING_WEIGHT + 1);
    let weight: usize = keys(x).map(|key| if is_wide(key) { 2 } else { 1 }).sum();
    weight <= HEADING_WEIGHT && !ends_a_sentence(line(x)) && keys(x).eq(keys(y))
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

/// How long a line of running text is at least, in bytes.
const PROSE_BYTES: usize = 60;

/// Bytes of running text that go on behind `from`, before `limit`.
pub(crate) fn continuation(text: &str, from: usize, limit: usize) -> usize {
    let line = line_at(text, from);
    let rest = text.get(from..line.end.min(limit)).unwrap_or_default();
    let rest = if ends_line(text, from) { 0 } else { rest.len() };
    let lines = std::iter::successors(line_behind(text, &line), |line| line_behind(text, line));
    let lines = lines.take_while(|line| line.end <= limit && line.len() >= PROSE_BYTES);
    rest + lines.map(|line| line.len()).sum::<usize>()
}
