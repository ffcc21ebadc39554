//! Which runs of lines are furniture: lines are weighed together with their neighbours and by where they stand.

use std::ops::Range;

use super::class::LineClass;
use super::evidence::{Evidence, LIKELY, WEAK};

/// One line of a page and what it says about itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) range: Range<usize>,
    pub(crate) evidence: Evidence,
    /// Whether it says what the first line of the article says.
    pub(crate) is_title: bool,
}

/// Where a row of lines stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// Whether no line stands before it, and none behind it, that may be of the article.
    pub(crate) first: bool,
    pub(crate) last: bool,
    /// Where it is known what the article is: on which side of it the lines stand.
    pub(crate) side: Option<Side>,
}

/// On which side of the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Before,
    Behind,
}

/// A run ends where the lines behind it bring its sum down by so much: seven short lines, or one of running text.
const DROP: i32 = 35;

/// What a run must add up to, always more than one line can: at the ends of a text, where a line that is furniture for
/// sure and a hint, three likely ones, or a menu on one line, suffice; and inside it, where there must be a sure one and a likely one.
const OUTSIDE: i32 = 35;
const INSIDE: i32 = 45;
const LIKELY_LINES: usize = 3;

/// The heading of a list of other articles is nothing else.
const LISTING: i32 = 30;

/// A headline with a bullet, below the heading of such a list; and one without.
const LISTED: i32 = 8;
const LISTED_PLAIN: i32 = WEAK;

/// What speaks for furniture behind what is known to be the article, and in a title that is repeated before it.
const BEHIND: i32 = 15;
const REPEATED_TITLE: i32 = 15;

/// A title says at least this: four Han characters or eight letters.
const TITLE_WEIGHT: usize = 8;

/// Finds the furniture in a row of lines: calls `found` with ranges of their indices, from left to right.
pub(crate) fn furniture(lines: &[Line], place: Place, mut found: impl FnMut(Range<usize>)) {
    let has_text = lines.iter().any(is_text);
    if place.side.is_none() && place.first && place.last && !has_text {
        return;
    }
    let scores = scores(lines, place);
    let (mut at, mut free) = (0, 0);
    while let Some(run) = next_run(&scores, at) {
        at = run.end;
        let Some(run) = accepted(lines, &scores, run, free, place) else { continue };
        (at, free) = (run.end, run.end);
        match title_in(lines, &run, place) {
            Some(title) => {
                [run.start..title, title + 1..run.end].into_iter().filter(|part| !part.is_empty()).for_each(&mut found)
            }
            None => found(run),
        }
    }
}

fn is_text(line: &Line) -> bool {
    line.evidence.class == LineClass::Text
}

/// Whether a line by itself is likely to be furniture. What licences say does not count.
fn is_likely(line: &Line) -> bool {
    line.evidence.score >= LIKELY && line.evidence.class != LineClass::Notice
}

/// What speaks for each line being furniture, with what stands before it and where the row stands.
fn scores(lines: &[Line], place: Place) -> Vec<i32> {
    let mut listed = false;
    let score = |line: &Line| {
        let Evidence { class, score, sure, bullet, .. } = line.evidence;
        let in_list = listed && class == LineClass::Short;
        listed = class == LineClass::Related && sure && score >= LISTING || listed && !is_text(line);
        match place.side {
            _ if in_list && bullet => LISTED,
            Some(Side::Before) if line.is_title => REPEATED_TITLE,
            Some(Side::Behind) if !is_text(line) => score + BEHIND,
            _ if in_list => score.max(LISTED_PLAIN),
            _ => score,
        }
    };
    lines.iter().map(score).collect()
}

/// The run that starts at the first line at or behind `from` that speaks for furniture, and goes on as long as it grows.
fn next_run(scores: &[i32], from: usize) -> Option<Range<usize>> {
    let start = from + scores.get(from..)?.iter().position(|&score| score > 0)?;
    let (mut end, mut sum, mut best) = (start, 0, 0);
    for (index, score) in scores.iter().enumerate().skip(start) {
        sum += score;
        if sum >= best {
            (best, end) = (sum, index + 1);
        } else if sum <= 0 || sum <= best - DROP {
            break;
        }
    }
    Some(start..end)
}

/// The run, with what must go with it, if it is furniture. Lines before `free` are in another run.
fn accepted(lines: &[Line], scores: &[i32], run: Range<usize>, free: usize, place: Place) -> Option<Range<usize>> {
    let (before, inside, behind) = (lines.get(..run.start)?, lines.get(run.clone())?, lines.get(run.end..)?);
    let sum: i32 = scores.get(run.clone())?.iter().sum();
    let sure = inside.iter().any(|line| line.evidence.sure);
    let opens = place.first && !before.iter().any(is_text);
    let closes = place.last && !behind.iter().any(is_text);
    if !opens && !closes {
        return (sure && run.len() > 1 && sum >= INSIDE).then_some(run);
    }
    let likely = inside.iter().filter(|line| is_likely(line)).count();
    let menu = inside.iter().any(|line| line.evidence.menu);
    let proved = place.side.is_some() || sure || menu || likely >= LIKELY_LINES;
    let least = if place.side == Some(Side::Behind) { BEHIND - 5 } else { OUTSIDE };
    if !proved || sum < least && !menu {
        return None;
    }
    let known = place.side.is_some();
    let goes_along = |line: &Line| known || line.evidence.score == WEAK;
    let start = if opens && before.iter().skip(free).all(goes_along) { free } else { run.start };
    let end = if closes && (known || behind.len() <= likely) { lines.len() } else { run.end };
    Some(start..end)
}

/// The line of a run at the head of a text that may be the article's title: the last short line that nothing is known
/// about, where no such line follows.
fn title_in(lines: &[Line], run: &Range<usize>, place: Place) -> Option<usize> {
    let at_head = place.first && place.side.is_none() && !lines.get(..run.start)?.iter().any(is_text);
    let may_be = |line: &Line| {
        let Evidence { class, bullet, weight, .. } = line.evidence;
        class == LineClass::Short && !bullet && weight >= TITLE_WEIGHT
    };
    if !at_head || !lines.get(run.end).is_some_and(is_text) {
        return None;
    }
    lines.get(run.clone())?.iter().rposition(may_be).map(|index| run.start + index)
}
