//! What is damaged in the copy that stays and whole in another, and what it lacks.

use std::cmp::Ordering;
use std::ops::Range;

use memchr::{memmem, memrchr};

use super::align::{Sides, Stretch};
use super::chain::Pair;
use super::damage::{are_alike_in_length, visible_damage};
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
pub(crate) fn mendings(text: &str, kept: &Range<usize>, witnesses: &[Witness]) -> Vec<Mending> {
    let most = DIFFERENCES + text.len() / DIFFERENCE_SPACING;
    let lists: Vec<Vec<Difference>> = witnesses.iter().map(|witness| differences(text, kept, witness, most)).collect();
    if lists.iter().any(|list| list.len() >= most) {
        return Vec::new();
    }
    let all = lists.iter().flatten();
    let mut mendings: Vec<Mending> = all.filter_map(|place| mend(text, kept, place, &lists)).collect();
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
            between_characters(text, &stretch, &mut found);
        }
    });
    found
}

impl Difference {
    fn new(kept: Range<usize>, other: Range<usize>) -> Self {
        Self { kept: kept.start as u32..kept.end as u32, other: other.start as u32..other.end as u32 }
    }
}

/// How far an insertion may be moved, in bytes: lines seldom begin with more of the same words.
const SLID_BYTES: usize = 128;

/// An insertion that starts in a line is the same as one that starts earlier, as far as the text before it is what it
/// ends with: moved back to the start of the line if that can be reached.
fn to_line_start(text: &str, kept: Range<usize>, other: Range<usize>) -> (Range<usize>, Range<usize>) {
    let near = other.start.saturating_sub(SLID_BYTES)..other.start;
    let line_break = memrchr(b'\n', text.as_bytes().get(near.clone()).unwrap_or_default());
    let Some(inside) = line_break.map(|at| other.start - (near.start + at + 1)) else { return (kept, other) };
    let before = |at: usize| at.checked_sub(inside).and_then(|start| text.get(start..at));
    let line_start = before(other.start);
    if kept.is_empty() && inside < other.len() && before(other.end) == line_start && before(kept.start) == line_start {
        return (kept.start - inside..kept.end - inside, other.start - inside..other.end - inside);
    }
    (kept, other)
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

/// Adds a differing stretch: as the runs of characters that differ where both sides have as many, else as a whole.
fn between_characters(text: &str, stretch: &Stretch, found: &mut Vec<Difference>) {
    let chars = |range: &Range<usize>| text.get(range.clone()).unwrap_or_default().chars();
    if chars(&stretch.a).count() != chars(&stretch.b).count() {
        return found.push(Difference::new(stretch.a.clone(), stretch.b.clone()));
    }
    let (mut a, mut b) = (stretch.a.start, stretch.b.start);
    let mut run: Option<(usize, usize)> = None;
    for (x, y) in chars(&stretch.a).zip(chars(&stretch.b)) {
        if x != y {
            run = run.or(Some((a, b)));
        } else if let Some(start) = run.take() {
            found.push(Difference::new(start.0..a, start.1..b));
        }
        (a, b) = (a + x.len_utf8(), b + y.len_utf8());
    }
    found.extend(run.map(|start| Difference::new(start.0..a, start.1..b)));
}

fn same_but_for_blanks(x: &str, y: &str) -> bool {
    x == y || x.chars().filter(|c| !c.is_whitespace()).eq(y.chars().filter(|c| !c.is_whitespace()))
}

/// The edit for one difference, if the other reading is the better one.
fn mend(text: &str, copy: &Range<usize>, difference: &Difference, lists: &[Vec<Difference>]) -> Option<Mending> {
    let (kept, other) = to_line_start(text, wide(&difference.kept), wide(&difference.other));
    if lacks_lines(text, copy, &kept, &other) {
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
        Ordering::Equal => is_less_damaged(text, &other, &kept),
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

/// Whether one reading of a place shows less damage than another. Letters alone prove nothing: where a copy has all the
/// errors, judging by how common its letters are is wrong in 10 to 35 places of 100.
fn is_less_damaged(text: &str, this: &Range<usize>, other: &Range<usize>) -> bool {
    are_alike_in_length(this, other) && damage(text, this, other) < damage(text, other, this)
}

/// The damage that shows in a reading: also a `?` where the other reading has a letter.
fn damage(text: &str, range: &Range<usize>, other: &Range<usize>) -> usize {
    let marks = |range: &Range<usize>| text.get(range.clone()).unwrap_or_default().matches('?').count();
    let lost = marks(range) > marks(other) && !has_key(text, range) && has_key(text, other);
    visible_damage(text, range) + usize::from(lost)
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
fn lacks_lines(text: &str, copy: &Range<usize>, kept: &Range<usize>, other: &Range<usize>) -> bool {
    let [here, there] = [kept, other].map(|range| text.get(range.clone()).unwrap_or_default());
    let near = kept.start.saturating_sub(NEAR_BYTES).max(copy.start)..(kept.end + NEAR_BYTES).min(copy.end);
    let stands_near =
        |line: &str| memmem::find(text.as_bytes().get(near.clone()).unwrap_or_default(), line.as_bytes()).is_some();
    let lines = || there.lines().map(str::trim).filter(|line| line.len() >= LOOKED_FOR_BYTES);
    let whole = here.contains('\n') && holds_a_line(text, other)
        || here.is_empty() && text.get(..other.start).unwrap_or_default().ends_with('\n') && there.ends_with('\n');
    !has_key(text, kept) && whole && lines().any(ends_a_sentence) && !lines().any(stands_near)
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
