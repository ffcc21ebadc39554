//! The part of an alignment that is one text twice, and what speaks for it.

use std::ops::Range;

use super::align::{Sides, Stretch};
use super::chain::Pair;
use super::damage::{are_alike_in_length, one_is_damaged};
use crate::text::lines::{holds_a_line, line_at};
use crate::text::script::is_wide_letter;
use crate::text::shingle::fold;

/// Two ranges that read the same, and what their alignment adds up to, in bytes of text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Block {
    pub(crate) a: Range<usize>,
    pub(crate) b: Range<usize>,
    /// What is the same in both.
    pub(crate) same: usize,
    /// What stands in both and differs.
    pub(crate) changed: usize,
    /// What stands in one only.
    pub(crate) only_a: usize,
    pub(crate) only_b: usize,
    /// How many places differ, and at how many of them each says something else.
    pub(crate) differences: usize,
    pub(crate) reworded: usize,
}

/// What a byte that differs weighs against a byte that is the same, where a block may end: a changed one as much as
/// two, one that stands in one copy only an eighth, and so does one that is visibly damaged in one. Lines go missing inside
/// an article; the furniture around it differs on both sides.
const SAME_WEIGHT: i64 = 8;
const CHANGED_WEIGHT: i64 = 16;
const ONE_SIDED_WEIGHT: i64 = 1;

/// Stepping over a difference that holds a whole line costs as much as this many equal bytes more: a line or two that
/// the furniture around both copies has in common do not pay for it.
const LINE_WEIGHT: i64 = 100 * SAME_WEIGHT;

impl Block {
    /// The heaviest block of the alignment that `chain` leads through.
    pub(crate) fn heaviest(text: &str, chain: &[Pair]) -> Option<Self> {
        let &first = chain.first()?;
        let start = to_line_starts(text, Sides { text, a_end: text.len(), b_end: text.len() }.begin(first));
        // The first copy ends where the second begins, at the latest. What agrees before that line is chance.
        let line = line_at(text, start.1);
        let a_end = if line.start == start.1 { start.1 } else { line.end.min(first.1 as usize) };
        let sides = Sides { text, a_end, b_end: text.len() };
        let mut heaviest = Heaviest::default();
        sides.walk(start, chain, |stretch| heaviest.add(text, &stretch));
        (heaviest.weight > 0).then(|| heaviest.block.with_damaged_edges(text))
    }

    /// The block up to where its first and last lines start and end in both copies, where what is left of these lines is
    /// visibly damaged in one.
    fn with_damaged_edges(mut self, text: &str) -> Self {
        let starts = (line_at(text, self.a.start).start..self.a.start, line_at(text, self.b.start).start..self.b.start);
        let ends = (self.a.end..line_at(text, self.a.end).end, self.b.end..line_at(text, self.b.end).end);
        if starts.1.start >= self.a.end && are_readings_of_one_text(text, &starts.0, &starts.1) {
            self.add_changed(&starts.0, &starts.1);
            (self.a.start, self.b.start) = (starts.0.start, starts.1.start);
        }
        if ends.0.end <= self.b.start && are_readings_of_one_text(text, &ends.0, &ends.1) {
            self.add_changed(&ends.0, &ends.1);
            (self.a.end, self.b.end) = (ends.0.end, ends.1.end);
        }
        self
    }

    /// Calls `visit` with the alignment of both ranges.
    pub(crate) fn align(&self, text: &str, chain: &[Pair], visit: impl FnMut(Stretch)) {
        let sides = Sides { text, a_end: self.a.end, b_end: self.b.end };
        sides.walk((self.a.start, self.b.start), chain, visit);
    }

    /// How much of what stands in both is the same, in percent.
    pub(crate) fn purity(&self) -> usize {
        self.same * 100 / (self.same + self.changed).max(1)
    }

    /// Whether both are made from one template and say different things: they were reworded, often, and little else was done
    /// to them. One word that another took the place of is an edit.
    pub(crate) fn is_reworded(&self) -> bool {
        self.reworded > 0
            && self.differences > 1
            && self.reworded * REWORDED_SPACING >= self.same
            && self.reworded * 100 >= self.differences * REWORDED_PERCENT
    }

    /// How much of the longer copy stands in the other as well, in percent.
    pub(crate) fn cover(&self) -> usize {
        self.same * 100 / (self.same + self.changed + self.only_a.max(self.only_b)).max(1)
    }

    fn add(&mut self, text: &str, stretch: &Stretch) {
        if self.a.is_empty() && self.b.is_empty() {
            (self.a.start, self.b.start) = (stretch.a.start, stretch.b.start);
        }
        (self.a.end, self.b.end) = (stretch.a.end, stretch.b.end);
        if stretch.same {
            self.same += stretch.a.len();
        } else {
            self.differences += 1;
            self.reworded += usize::from(is_reworded(text, stretch));
            self.add_changed(&stretch.a, &stretch.b);
        }
    }

    fn add_changed(&mut self, a: &Range<usize>, b: &Range<usize>) {
        self.changed += a.len().min(b.len());
        self.only_a += a.len().saturating_sub(b.len());
        self.only_b += b.len().saturating_sub(a.len());
    }
}

/// Sections from one template say something else at one place in so many bytes, and at so many of the places where they
/// differ, in percent. Copies with every twentieth character wrong do so at one in 160 bytes, but at 26 % of the places; where
/// lines are missing it is half of a few places, one in 1300 bytes. Of 17,500 manuals, references and licences, 182 lost a
/// section without this and with copies of 400 bytes; 68 do now, many of them of two that are the same word for word.
const REWORDED_SPACING: usize = 1000;
const REWORDED_PERCENT: usize = 30;

/// A copy starts where its first line does if no more than one in so many of the line's bytes lie before.
const LINE_START_SHARE: usize = 4;

/// Where the lines start in which two copies begin, if that is near by in both.
fn to_line_starts(text: &str, (a, b): (usize, usize)) -> (usize, usize) {
    let lines = [line_at(text, a), line_at(text, b)];
    let near = lines.iter().zip([a, b]).all(|(line, at)| (at - line.start) * LINE_START_SHARE <= line.len());
    if let [x, y] = lines
        && near
        && x.end <= y.start
    {
        return (x.start, y.start);
    }
    (a, b)
}

/// Whether two ranges are one text that is visibly damaged in one of them.
fn are_readings_of_one_text(text: &str, a: &Range<usize>, b: &Range<usize>) -> bool {
    !a.is_empty() && !b.is_empty() && are_alike_in_length(a, b) && one_is_damaged(text, a, b)
}

/// The least weight of a word that stands where the other copy has another, by the longer one: a wide letter weighs two.
/// A wrong, a lost or an added character weighs less.
const WORD_WEIGHT: usize = 3;

/// Whether both copies say something at a place, neither of them damaged, and not the same: another number or another word.
fn is_reworded(text: &str, stretch: &Stretch) -> bool {
    let Stretch { a, b, .. } = stretch;
    let is_number = |range: &Range<usize>| keys(text, range).all(|key| key.is_ascii_digit());
    let weight =
        |range: &Range<usize>| keys(text, range).map(|key| 1 + usize::from(is_wide_letter(key))).sum::<usize>();
    let (x, y) = (weight(a), weight(b));
    x.min(y) > 0
        && (x.max(y) >= WORD_WEIGHT || is_number(a) && is_number(b))
        && ![a, b].into_iter().any(|range| holds_a_line(text, range))
        && !one_is_damaged(text, a, b)
}

fn keys(text: &str, range: &Range<usize>) -> impl Iterator<Item = char> {
    text.get(range.clone()).unwrap_or_default().chars().filter_map(fold)
}

/// The stretch of heaviest weight so far, and the one that is being summed up.
#[derive(Debug, Default)]
struct Heaviest {
    block: Block,
    weight: i64,
    running: Block,
    running_weight: i64,
}

impl Heaviest {
    fn add(&mut self, text: &str, stretch: &Stretch) {
        if self.running_weight < 0 || self.running.a.is_empty() {
            if !stretch.same {
                return;
            }
            self.running = Block::default();
            self.running_weight = 0;
        }
        self.running.add(text, stretch);
        self.running_weight += weight(text, stretch);
        if self.running_weight > self.weight {
            self.weight = self.running_weight;
            self.block = self.running.clone();
        }
    }
}

fn weight(text: &str, stretch: &Stretch) -> i64 {
    let (a, b) = (stretch.a.len(), stretch.b.len());
    if stretch.same {
        return a as i64 * SAME_WEIGHT;
    }
    let line = if holds_a_line(text, &stretch.a) || holds_a_line(text, &stretch.b) { LINE_WEIGHT } else { 0 };
    let damaged = one_is_damaged(text, &stretch.a, &stretch.b);
    let changed = if damaged { ONE_SIDED_WEIGHT } else { CHANGED_WEIGHT };
    -(a.min(b) as i64 * changed + a.abs_diff(b) as i64 * ONE_SIDED_WEIGHT + line)
}
