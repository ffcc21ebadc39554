//! Where furniture can be at all: near lines that begin as it does.

use std::ops::Range;

use memchr::memchr;

use super::evidence::LONGEST_BYTES;
use super::phrases::Strength;
use crate::text::lines::{is_blank, line_before};

/// Neighbouring lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stretch {
    pub(crate) range: Range<usize>,
    /// Whether no line stands before it, and none behind it.
    pub(crate) first: bool,
    pub(crate) last: bool,
}

/// Between two lines that begin like furniture, the fewest other lines that part them into two stretches.
const APART: usize = 5;

/// How many lines on either side of them are looked at as well; less than half of [`APART`], so that stretches do not meet.
const AROUND: usize = 2;

/// At the ends of a text, how many lines may lie before the first of them or behind the last and be looked at.
const AT_ENDS: usize = 32;

/// Inside a text, so many of them make furniture possible, one of them for sure: a single line is never dropped there.
const FEWEST: usize = 2;

/// Lines that begin like furniture and lie close together, by the number and the place of the first and the last one.
#[derive(Debug)]
struct Cluster {
    first: (usize, usize),
    last: (usize, usize),
    count: usize,
    /// Whether one of them begins like furniture for sure.
    sure: bool,
}

/// Calls `visit` with every stretch of `text` that furniture may stand in, from left to right. `beginning` says how
/// likely a line begins like furniture. Costs a search for line breaks, and a look at where lines begin.
pub(crate) fn stretches(text: &str, beginning: impl Fn(&str) -> Strength, mut visit: impl FnMut(Stretch)) {
    let mut open: Option<Cluster> = None;
    let mut count = 0;
    for line in lines(text, &(0..text.len())) {
        count += 1;
        let here = (count, line.start);
        if line.len() > LONGEST_BYTES {
            continue;
        }
        let strength = beginning(text.get(line).unwrap_or_default());
        let sure = strength == Strength::Sure;
        match &mut open {
            _ if strength == Strength::Filler => {}
            Some(cluster) if count - cluster.last.0 <= APART || count <= AT_ENDS => {
                *cluster = Cluster { last: here, count: cluster.count + 1, sure: cluster.sure || sure, ..*cluster };
            }
            _ => {
                let before = open.replace(Cluster { first: here, last: here, count: 1, sure });
                before.and_then(|cluster| cluster.stretch(text, None)).into_iter().for_each(&mut visit);
            }
        }
    }
    open.and_then(|cluster| cluster.stretch(text, Some(count))).into_iter().for_each(visit);
}

impl Cluster {
    /// The lines of the cluster and around it, if they may be furniture. `count` is the number of all lines of the text,
    /// where no other cluster follows.
    fn stretch(&self, text: &str, count: Option<usize>) -> Option<Stretch> {
        let first = self.first.0 <= AT_ENDS;
        let last = count.is_some_and(|count| count - self.last.0 < AT_ENDS);
        let enough = self.sure && self.count >= FEWEST;
        if !(first || last || enough) {
            return None;
        }
        let start = if first { 0 } else { before(text, self.first.1) };
        let end = if last { text.len() } else { lines(text, &(self.last.1..text.len())).take(AROUND + 1).last()?.end };
        Some(Stretch { range: start..end, first, last })
    }
}

/// Where the lines around a line at `at` start.
fn before(text: &str, at: usize) -> usize {
    let lines = std::iter::successors(Some(at..at), |line| line_before(text, line));
    lines.take(AROUND + 1).last().map_or(at, |line| line.start)
}

/// The lines of `text` inside `within` that are not blank, without their line breaks.
pub(crate) fn lines<'t>(text: &'t str, within: &Range<usize>) -> impl Iterator<Item = Range<usize>> + 't {
    let end = within.end;
    let mut start = within.start;
    let all = std::iter::from_fn(move || {
        let rest = text.as_bytes().get(start..end).filter(|rest| !rest.is_empty())?;
        let line = start..start + memchr(b'\n', rest).unwrap_or(rest.len());
        start = line.end + 1;
        Some(line)
    });
    all.filter(|line| !is_blank(text, line))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first and the last line of each stretch, and whether it reaches the ends of the text.
    fn found(lines: &[&str]) -> Vec<(usize, usize, bool, bool)> {
        let text = lines.join("\n");
        let number = |at: usize| text[..at].matches('\n').count();
        let mut found = Vec::new();
        stretches(
            &text,
            |line| if line == "x" { Strength::Sure } else { Strength::Filler },
            |stretch| {
                found.push((number(stretch.range.start), number(stretch.range.end), stretch.first, stretch.last));
            },
        );
        found
    }

    #[test]
    fn lines_that_begin_like_furniture_count_at_the_ends_and_in_pairs() {
        let mut page = vec!["text"; 200];
        assert_eq!(found(&page), []);
        page[100] = "x";
        assert_eq!(found(&page), []);
        page[104] = "x";
        assert_eq!(found(&page), [(98, 106, false, false)]);
        page[110] = "x";
        page[111] = "x";
        assert_eq!(found(&page), [(98, 106, false, false), (108, 113, false, false)]);
        page[3] = "x";
        page[20] = "x";
        page[190] = "x";
        let ends = [(0, 22, true, false), (98, 106, false, false), (108, 113, false, false), (188, 199, false, true)];
        assert_eq!(found(&page), ends);
        assert_eq!(found(&["text", "x", "text"]), [(0, 2, true, true)]);
    }
}
