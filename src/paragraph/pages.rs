//! Page numbers, running heads and form feeds: what stands between the pages of a text, and cuts its paragraphs.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

use super::flow::Grouping;
use super::layout::{Flow, Layout};
use super::lines::Line;
use super::shape::Shape;

/// Takes page furniture out of `lines`, makes neighbours of the lines that a page's end parted, and gives where the
/// furniture stands in the text.
///
/// Only text that was wrapped has pages: without a margin, or a form feed, nothing is looked at.
pub(super) fn join_pages(text: &str, lines: &mut Vec<Line>, layout: &mut Layout) -> Vec<Range<usize>> {
    if layout.margin(Flow::Prose).is_none() {
        return Vec::new();
    }
    let gone = furniture(&Grouping { text, lines, layout, unwrap: true });
    let ranges = lines.iter().zip(&gone).filter(|(_, gone)| **gone).map(|(line, _)| line.range()).collect();
    mark_page_ends(lines, &gone);
    let mut mask = gone.iter();
    lines.retain(|_| mask.next() != Some(&true));
    layout.drop_lines(&gone);
    for next in 1..lines.len() {
        let grouping = Grouping { text, lines, layout, unwrap: true };
        let runs_on = match lines.get(next) {
            Some(line) if line.feed => grouping.runs_over_page(next - 1, next),
            Some(line) if line.gap > 0 => grouping.runs_over_gap(next - 1, next),
            _ => false,
        };
        if let Some(line) = lines.get_mut(next).filter(|_| runs_on) {
            (line.gap, line.feed) = (0, false);
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

/// The lines of one look: numbers aside, they are the same.
#[derive(Debug, Default)]
struct Series {
    lines: Vec<usize>,
    /// The number in each line, where there is exactly one.
    numbers: Vec<Option<u32>>,
}

impl Series {
    /// Whether the lines could be page numbers or running heads: numbers that count up by one, or words that come
    /// again and again.
    fn repeats(&self) -> bool {
        let counts = self.numbers.windows(2).all(|pair| match pair {
            [Some(number), Some(next)] => number.checked_add(1) == Some(*next),
            _ => false,
        });
        let stays = self.numbers.windows(2).all(|pair| matches!(pair, [number, next] if number == next));
        counts && self.lines.len() >= FEWEST_NUMBERS || stays && self.lines.len() >= FEWEST_HEADS
    }
}

/// Two numbers that count up are a series; words come three times before they are one.
const FEWEST_NUMBERS: usize = 2;
const FEWEST_HEADS: usize = 3;

/// Of the lines of a series, the share that must stand in the middle of a clause. Pages end in one twice of five times
/// (measured), the numbers of sections never; one in twenty could be a slip.
const LEAST_INTERRUPTING: f32 = 0.05;

/// Longer lines are no page numbers and no running heads, in bytes.
const LONGEST: usize = 120;

/// A line between two lines of text is no longer than `- 123 -` when it is a page's number, in bytes.
const LONGEST_NUMBER: usize = 16;

/// Which lines are page furniture.
fn furniture(grouping: &Grouping<'_>) -> Vec<bool> {
    let mut series: HashMap<u64, Series> = HashMap::new();
    for (index, line) in grouping.lines.iter().enumerate() {
        let isolated = is_isolated(grouping.lines, index);
        let longest = if isolated { LONGEST } else { LONGEST_NUMBER };
        if line.range().len() <= longest && line.shape != Shape::Rule {
            let (look, number) = look_of(line.text(grouping.text));
            if !isolated && number.is_none() {
                continue;
            }
            let same = series.entry(look).or_default();
            same.lines.push(index);
            same.numbers.push(number);
        }
    }
    series.retain(|_, series| series.repeats());
    let mut gone = vec![false; grouping.lines.len()];
    for &line in series.values().flat_map(|series| &series.lines) {
        gone.iter_mut().skip(line).take(1).for_each(|gone| *gone = true);
    }
    let interrupting = interrupting(grouping, &gone);
    let interrupts = |line: &&usize| interrupting.get(**line) == Some(&true);
    for series in series.values() {
        let cuts = series.lines.iter().filter(interrupts).count();
        if (cuts as f32) < LEAST_INTERRUPTING * series.lines.len() as f32 || cuts == 0 {
            for &line in &series.lines {
                gone.iter_mut().skip(line).take(1).for_each(|gone| *gone = false);
            }
        }
    }
    gone
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
    let mut hasher = DefaultHasher::new();
    let mut numbers = line.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty());
    let number = numbers.next().filter(|digits| !digits.starts_with('0')).and_then(|digits| digits.parse().ok());
    line.split(|c: char| c.is_ascii_digit())
        .filter(|words| !words.is_empty())
        .for_each(|words| words.hash(&mut hasher));
    (hasher.finish(), number.filter(|_| numbers.next().is_none()))
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
}
