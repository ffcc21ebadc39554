//! What is damaged in the copy that stays and whole in another, and what it lacks.

use std::cmp::Ordering;
use std::ops::Range;

use memchr::memmem;

use super::align::{Sides, Stretch};
use super::chain::Pair;
use super::damage::{Grams, visible_damage};
use crate::text::lines::{ends_a_sentence, holds_a_line};
use crate::text::shingle::next_key;

/// A place that the copies read differently, between two keys that they agree on.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Difference {
    /// In the copy that stays.
    kept: Range<u32>,
    /// In another copy.
    other: Range<u32>,
}

/// One edit to the copy that stays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mending {
    pub(crate) range: Range<usize>,
    /// Where the text to put there stands, in another copy.
    pub(crate) witness: Range<usize>,
    pub(crate) rule: &'static str,
}

/// A copy beside the one that stays, and the chain that leads from that one to it.
#[derive(Debug)]
pub(crate) struct Witness {
    pub(crate) range: Range<usize>,
    pub(crate) chain: Vec<Pair>,
}

/// No more differences than this, and one more in so many bytes, are looked at: texts that differ more are two texts, and
/// the list stays small beside them.
const DIFFERENCES: usize = 1 << 16;
const DIFFERENCE_SPACING: usize = 256;

/// The edits that make the copy at `kept` as whole as all copies together, from left to right.
pub(crate) fn mendings(text: &str, grams: &Grams, kept: &Range<usize>, witnesses: &[Witness]) -> Vec<Mending> {
    let most = DIFFERENCES + text.len() / DIFFERENCE_SPACING;
    let lists: Vec<Vec<Difference>> = witnesses.iter().map(|witness| differences(text, kept, witness, most)).collect();
    if lists.iter().any(|list| list.len() >= most) {
        return Vec::new();
    }
    let judges: Vec<Judge<'_>> = lists.iter().map(|list| Judge::new(text, grams, list)).collect();
    let all = lists.iter().zip(&judges).flat_map(|(list, judge)| list.iter().map(move |place| (place, judge)));
    let mut mendings: Vec<Mending> = all.filter_map(|(place, judge)| mend(judge, place, &lists)).collect();
    mendings.sort_by_key(|mending| (mending.range.start, mending.range.end));
    let mut end = 0;
    mendings.retain(|mending| {
        let free = mending.range.start >= end;
        end = if free { mending.range.end.max(mending.range.start + 1) } else { end };
        free
    });
    mendings
}

/// All places where the copy at `kept` and a witness differ in more than white space, at most `most`.
fn differences(text: &str, kept: &Range<usize>, witness: &Witness, most: usize) -> Vec<Difference> {
    let mut found = Vec::new();
    let sides = Sides { text, a_end: kept.end, b_end: witness.range.end };
    sides.walk((kept.start, witness.range.start), &witness.chain, |stretch| {
        if found.len() >= most {
        } else if stretch.same {
            between_keys(text, &stretch, &mut found);
        } else {
            found.push(Difference::new(stretch.a, stretch.b));
        }
    });
    found
}

impl Difference {
    fn new(kept: Range<usize>, other: Range<usize>) -> Self {
        Self { kept: kept.start as u32..kept.end as u32, other: other.start as u32..other.end as u32 }
    }
}

fn wide(range: &Range<u32>) -> Range<usize> {
    range.start as usize..range.end as usize
}

/// Adds the places inside a stretch of equal keys where what stands between two keys differs.
fn between_keys(text: &str, stretch: &Stretch, found: &mut Vec<Difference>) {
    let slice = |range: Range<usize>| text.get(range).unwrap_or_default();
    if slice(stretch.a.clone()) == slice(stretch.b.clone()) {
        return;
    }
    let (mut a, mut b) = (stretch.a.start, stretch.b.start);
    while let (Some(x), Some(y)) = (next_key(text, a), next_key(text, b))
        && x.end <= stretch.a.end
    {
        if !same_but_for_blanks(slice(a..x.start), slice(b..y.start)) {
            found.push(Difference::new(a..x.start, b..y.start));
        }
        (a, b) = (x.end, y.end);
    }
}

fn same_but_for_blanks(x: &str, y: &str) -> bool {
    x == y || x.chars().filter(|c| !c.is_whitespace()).eq(y.chars().filter(|c| !c.is_whitespace()))
}

/// The edit for one difference, if the other reading is the better one.
fn mend(judge: &Judge<'_>, difference: &Difference, lists: &[Vec<Difference>]) -> Option<Mending> {
    let text = judge.text;
    let (kept, other) = (wide(&difference.kept), wide(&difference.other));
    if lacks_lines(text, &kept, &other) {
        let (range, witness) = trimmed(text, kept, other);
        return Some(Mending { range, witness, rule: "missing-line" });
    }
    let (mut for_kept, mut for_other) = (1, 0);
    for list in lists {
        match reading(list, &difference.kept) {
            None => for_kept += 1,
            Some(there) => for_other += usize::from(reads_as(text, &wide(&there.other), &other)),
        }
    }
    let better = match for_other.cmp(&for_kept) {
        Ordering::Less => false,
        Ordering::Equal => judge.prefers(&kept, &other),
        Ordering::Greater => visible_damage(text, &other) <= visible_damage(text, &kept),
    };
    let (range, witness) = trimmed(text, kept, other);
    let breaks = |range: &Range<usize>| text.get(range.clone()).unwrap_or_default().contains('\n');
    let rewraps = breaks(&witness) && !breaks(&range);
    (better && !rewraps).then_some(Mending { range, witness, rule: "damaged-place" })
}

/// What a witness reads at a place of the copy that stays, if it differs there.
fn reading<'l>(list: &'l [Difference], place: &Range<u32>) -> Option<&'l Difference> {
    let next = list.partition_point(|difference| difference.kept.end < place.start);
    list.get(next).filter(|difference| difference.kept.start <= place.end)
}

fn reads_as(text: &str, x: &Range<usize>, y: &Range<usize>) -> bool {
    let [x, y] = [x, y].map(|range| text.get(range.clone()).unwrap_or_default());
    same_but_for_blanks(x, y)
}

/// The longest differing place that is judged by how common its letters are, in bytes.
const JUDGED_BYTES: usize = 24;

/// Readings of one place are about as long as one another: not more than this many times, and so many bytes.
const LENGTH_RATIO: usize = 3;

/// The least part of the places where two copies differ, in percent, and the least number of them, at which the other
/// copy must look better before the look of single letters is trusted. Where one copy has all the errors, this judge is
/// wrong in 10 to 35 places of 100; where both have errors of their own, the other looks better in nearly half of them.
const TRUSTED_PERCENT: usize = 42;
const TRUSTED_PLACES: usize = 24;

/// Tells which of two readings is right.
struct Judge<'t> {
    text: &'t str,
    grams: &'t Grams,
    /// Whether both copies have errors of their own that only their letters show.
    trusts_letters: bool,
}

impl<'t> Judge<'t> {
    fn new(text: &'t str, grams: &'t Grams, list: &[Difference]) -> Self {
        let mut judge = Self { text, grams, trusts_letters: true };
        let places = || list.iter().map(|place| (wide(&place.kept), wide(&place.other)));
        let judged = places().filter(|(kept, other)| judge.can_read(kept, other)).count();
        let better = places().filter(|(kept, other)| judge.reads_better(kept, other)).count();
        judge.trusts_letters = judged >= TRUSTED_PLACES && better * 100 >= judged * TRUSTED_PERCENT;
        judge
    }

    /// Whether another reading is less damaged than the one that stays, or as little and more like the rest of the text.
    fn prefers(&self, kept: &Range<usize>, other: &Range<usize>) -> bool {
        let (shorter, longer) = (kept.len().min(other.len()), kept.len().max(other.len()));
        if longer > LENGTH_RATIO * shorter + JUDGED_BYTES {
            return false;
        }
        match visible_damage(self.text, kept).cmp(&visible_damage(self.text, other)) {
            Ordering::Greater => true,
            Ordering::Less => false,
            Ordering::Equal => self.trusts_letters && self.reads_better(kept, other),
        }
    }

    fn reads_better(&self, kept: &Range<usize>, other: &Range<usize>) -> bool {
        let [here, there] = [kept, other].map(|range| self.grams.commonness(self.text, range));
        self.can_read(kept, other) && there > here
    }

    /// Whether a place is short, inside a line, and differs in letters.
    fn can_read(&self, kept: &Range<usize>, other: &Range<usize>) -> bool {
        let fits = |range: &Range<usize>| {
            range.len() <= JUDGED_BYTES && !self.text.get(range.clone()).unwrap_or_default().contains('\n')
        };
        fits(kept) && fits(other) && (has_key(self.text, kept) || has_key(self.text, other))
    }
}

fn has_key(text: &str, range: &Range<usize>) -> bool {
    next_key(text, range.start).is_some_and(|key| key.end <= range.end)
}

/// Lines that stand so close to where they seem to be missing, in bytes, are not missing but elsewhere. Shorter lines
/// are not looked for: they may well stand twice, and looking for many of them would be slow.
const NEAR_BYTES: usize = 4096;
const LOOKED_FOR_BYTES: usize = 24;

/// Whether whole lines of running text stand in the other copy where the one that stays has a line break and, near by,
/// none of them.
fn lacks_lines(text: &str, kept: &Range<usize>, other: &Range<usize>) -> bool {
    let [here, there] = [kept, other].map(|range| text.get(range.clone()).unwrap_or_default());
    let near = kept.start.saturating_sub(NEAR_BYTES)..(kept.end + NEAR_BYTES).min(text.len());
    let stands_near =
        |line: &str| memmem::find(text.as_bytes().get(near.clone()).unwrap_or_default(), line.as_bytes()).is_some();
    let lines = || there.lines().map(str::trim).filter(|line| line.len() >= LOOKED_FOR_BYTES);
    !has_key(text, kept)
        && here.contains('\n')
        && holds_a_line(text, other)
        && lines().any(ends_a_sentence)
        && !lines().any(stands_near)
}

/// Both ranges without what they begin and end with alike, and without the white space that both have there.
fn trimmed(text: &str, mut x: Range<usize>, mut y: Range<usize>) -> (Range<usize>, Range<usize>) {
    let slice = |range: &Range<usize>| text.get(range.clone()).unwrap_or_default();
    let alike = |(x, y): &(char, char)| x == y;
    let prefix: usize = slice(&x).chars().zip(slice(&y).chars()).take_while(alike).map(|(c, _)| c.len_utf8()).sum();
    (x.start, y.start) = (x.start + prefix, y.start + prefix);
    let ends = slice(&x).chars().rev().zip(slice(&y).chars().rev());
    let suffix: usize = ends.take_while(alike).map(|(c, _)| c.len_utf8()).sum();
    (x.end, y.end) = (x.end - suffix, y.end - suffix);
    let blank_before = |range: &Range<usize>| slice(range).len() - slice(range).trim_start().len();
    let blank_behind = |range: &Range<usize>| slice(range).len() - slice(range).trim_end().len();
    if blank_before(&x) > 0 && blank_before(&y) > 0 {
        (x.start, y.start) = (x.start + blank_before(&x), y.start + blank_before(&y));
    }
    if blank_behind(&x) > 0 && blank_behind(&y) > 0 {
        (x.end, y.end) = (x.end - blank_behind(&x), y.end - blank_behind(&y));
    }
    (x, y)
}
