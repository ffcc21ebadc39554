//! Page numbers, running heads and form feeds: what stands between the pages of a text, and cuts its paragraphs.

use std::ops::Range;

use super::flow::Grouping;
use super::layout::{Flow, Layout};
use super::lines::Line;
use super::shape::Shape;
use crate::text::hash::Hash;

/// Takes page furniture out of `lines`, makes neighbours of the lines that a page's end parted, and gives where the
/// furniture stands in the text.
///
/// Only text that was wrapped has pages: without a margin, or a form feed, nothing is looked at.
pub(super) fn join_pages(text: &str, lines: &mut Vec<Line>, layout: &Layout) -> Vec<Range<usize>> {
    if layout.margin(Flow::Prose).is_none() {
        return Vec::new();
    }
    let gone = furniture(&Grouping { text, lines, layout, unwrap: true });
    let ranges = lines.iter().zip(&gone).filter(|(_, gone)| **gone).map(|(line, _)| line.range()).collect();
    mark_page_ends(lines, &gone);
    let mut mask = gone.iter();
    lines.retain(|_| mask.next() != Some(&true));
    for next in 1..lines.len() {
        let grouping = Grouping { text, lines, layout, unwrap: true };
        let runs_on = match lines.get(next) {
            Some(line) if line.feed => grouping.runs_over_page(next - 1, next),
            Some(line) if line.gap > 0 => grouping.runs_over_gap(next - 1, next),
            _ => false,
        };
        if let Some(line) = lines.get_mut(next).filter(|_| runs_on) {
            (line.gap, line.feed, line.over_page) = (0, false, true);
        }
    }
    ranges
}

/// A line behind furniture stands at the start of a page.
fn mark_page_ends(lines: &mut [Line], gone: &[bool]) {
    let mut behind = false;
    for (line, &gone) in lines.iter_mut().zip(gone) {
        line.feed |= behind && !gone;
        behind = gone;
    }
}

/// A line that may be page furniture.
#[derive(Clone, Copy, Debug)]
struct Seen {
    line: usize,
    /// Which line of the text it is, empty ones counted.
    place: u32,
    /// The number in it, where there is exactly one.
    number: Option<u32>,
}

/// The lines of one look: numbers aside, they are the same.
#[derive(Debug)]
struct Series {
    lines: Vec<Seen>,
}

impl Series {
    /// Whether the lines could be page numbers or running heads: numbers that count up by one, or words that come
    /// again and again.
    fn repeats(&self) -> bool {
        let counts = self.pairs().all(|(line, next)| match (line.number, next.number) {
            (Some(number), Some(next)) => number.checked_add(1) == Some(next),
            _ => false,
        });
        let stays = self.pairs().all(|(line, next)| line.number == next.number);
        counts && self.lines.len() >= FEWEST_NUMBERS || stays && self.lines.len() >= FEWEST_HEADS
    }

    /// Whether the lines come at one distance, as pages of one length have them. Sections that are all of one length
    /// are rare, and count from one.
    fn is_regular(&self) -> bool {
        let distances = || self.pairs().map(|(line, next)| next.place - line.place);
        let (Some(least), Some(most)) = (distances().min(), distances().max()) else { return false };
        let starts_later = self.lines.first().and_then(|line| line.number).is_some_and(|number| number > 1);
        let enough = if starts_later { FEWEST_REGULAR - 1 } else { FEWEST_REGULAR };
        self.lines.len() >= enough && least >= SHORTEST_PAGE && most - least <= PAGE_SLACK
    }

    fn pairs(&self) -> impl Iterator<Item = (&Seen, &Seen)> {
        self.lines.iter().zip(self.lines.iter().skip(1))
    }
}

/// Two numbers that count up are a series; words come three times before they are one.
const FEWEST_NUMBERS: usize = 2;
const FEWEST_HEADS: usize = 3;

/// As many lines at one distance are furniture by that alone; one fewer where they are numbers that do not start at one.
const FEWEST_REGULAR: usize = 4;

/// Pages have as many lines, empty ones counted; what comes closer together may be stanzas.
const SHORTEST_PAGE: u32 = 18;

/// How many lines longer one page may be than another: an empty line that was dropped at its end, or a last line that was
/// not left alone.
const PAGE_SLACK: u32 = 2;

/// Of the lines of a series, the share that must stand in the middle of a clause. Pages end in one twice of five times
/// (measured), the numbers of sections never; one in twenty could be a slip.
const LEAST_INTERRUPTING: f32 = 0.05;

/// Longer lines are no page numbers and no running heads, in bytes.
const LONGEST: usize = 120;

/// A line between two lines of text is no longer than `- 123 -` when it is a page's number, in bytes.
const LONGEST_NUMBER: usize = 16;

/// Which lines are page furniture: the series that cut clauses or come regularly, and what stands beside those alone.
fn furniture(grouping: &Grouping<'_>) -> Vec<bool> {
    let series = all_series(grouping);
    let mut candidates = vec![false; grouping.lines.len()];
    series.iter().for_each(|series| mark(&mut candidates, series));
    let interrupting = interrupting(grouping, &candidates);
    let (dropped, kept): (Vec<_>, Vec<_>) =
        series.iter().partition(|series| cuts_clauses(series, &interrupting) || series.is_regular());
    let mut gone = vec![false; grouping.lines.len()];
    dropped.into_iter().for_each(|series| mark(&mut gone, series));
    let is_gone = |line: usize| gone.get(line) == Some(&true);
    let stands_beside = |seen: &Seen| is_gone(seen.line + 1) || seen.line.checked_sub(1).is_some_and(is_gone);
    let heads: Vec<_> = kept.into_iter().filter(|series| series.lines.iter().all(stands_beside)).collect();
    heads.into_iter().for_each(|series| mark(&mut gone, series));
    gone
}

fn mark(lines: &mut [bool], series: &Series) {
    for seen in &series.lines {
        lines.iter_mut().skip(seen.line).take(1).for_each(|line| *line = true);
    }
}

/// Whether enough lines of a series stand in the middle of a clause.
fn cuts_clauses(series: &Series, interrupting: &[bool]) -> bool {
    let cuts = series.lines.iter().filter(|seen| interrupting.get(seen.line) == Some(&true)).count();
    cuts > 0 && cuts as f32 >= LEAST_INTERRUPTING * series.lines.len() as f32
}

/// The short lines that come again, by their looks.
fn all_series(grouping: &Grouping<'_>) -> Vec<Series> {
    let (mut places, mut seen) = (0, Vec::new());
    for (index, line) in grouping.lines.iter().enumerate() {
        places += u32::from(line.gap) + 1;
        let isolated = is_isolated(grouping.lines, index);
        let longest = if isolated { LONGEST } else { LONGEST_NUMBER };
        if line.range().len() > longest || line.shape == Shape::Rule {
            continue;
        }
        let (look, number) = look_of(line.text(grouping.text));
        if isolated || number.is_some() {
            seen.push((look, Seen { line: index, place: places, number }));
        }
    }
    seen.sort_by_key(|&(look, _)| look);
    let same_look = seen.chunk_by(|(look, _), (next, _)| look == next);
    let series = same_look.filter(|same| same.len() >= FEWEST_NUMBERS.min(FEWEST_HEADS));
    series.map(|same| Series { lines: same.iter().map(|(_, seen)| *seen).collect() }).filter(Series::repeats).collect()
}

/// Empty lines or page ends stand before and behind the line.
fn is_isolated(lines: &[Line], index: usize) -> bool {
    let apart = |line: Option<&Line>| line.is_none_or(|line| !line.follows_directly());
    (index == 0 || apart(lines.get(index))) && apart(lines.get(index + 1))
}

/// For each line that may be furniture, whether the text around it and its neighbours runs on without them.
fn interrupting(grouping: &Grouping<'_>, candidates: &[bool]) -> Vec<bool> {
    let mut interrupting = vec![false; candidates.len()];
    let mut at = 0;
    while at < candidates.len() {
        let run = candidates.iter().skip(at).take_while(|candidate| **candidate).count();
        if run > 0 && at > 0 && grouping.runs_over_page(at - 1, at + run) {
            interrupting.iter_mut().skip(at).take(run).for_each(|cuts| *cuts = true);
        }
        at += run.max(1);
    }
    interrupting
}

/// A hash of `line` with every number taken out, and its number where it has exactly one. A number that starts with a
/// zero is a section's, and none.
fn look_of(line: &str) -> (u64, Option<u32>) {
    let is_digit = |c: char| c.is_ascii_digit();
    let mut numbers = line.split(|c| !is_digit(c)).filter(|digits| !digits.is_empty());
    let number = numbers.next().filter(|digits| !digits.starts_with('0')).and_then(|digits| digits.parse().ok());
    let words = line.split(is_digit).filter(|words| !words.is_empty());
    let look = words.fold(Hash::new(), |hash, words| hash.with_bytes(words.as_bytes()));
    (look.value(), number.filter(|_| numbers.next().is_none()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks_forget_numbers() {
        let (look, number) = look_of("- 12 -");
        assert_eq!((look, number), (look_of("- 7 -").0, Some(12)));
        assert_ne!(look, look_of("12").0);
        assert_eq!(look_of("03").1, None);
        assert_eq!(look_of("3 / 9").1, None);
        assert_eq!(look_of("Of the Sea").1, None);
    }

    #[test]
    fn pages_are_of_one_length_and_sections_are_not() {
        let series = |first: Option<u32>, places: &[u32]| {
            let numbers = (0_u32..).map(|up| first.map(|first| first + up));
            let lines = places.iter().zip(numbers).enumerate();
            Series { lines: lines.map(|(line, (&place, number))| Seen { line, place, number }).collect() }
        };
        assert!(series(Some(41), &[30, 61, 91]).is_regular());
        assert!(series(None, &[30, 61, 91, 122]).is_regular());
        assert!(!series(None, &[30, 61, 91]).is_regular(), "three of a title");
        assert!(!series(Some(1), &[30, 61, 91]).is_regular(), "three sections");
        assert!(!series(Some(41), &[30, 61, 97]).is_regular(), "six lines more");
        assert!(!series(Some(41), &[30, 45, 60, 75]).is_regular(), "stanzas");
    }
}
