//! Which of two copies to keep: the more complete one, then the less damaged, then the better laid out, then the first.

use std::cmp::Ordering;
use std::ops::Range;

use super::align::Stretch;
use super::edges::{beginning, continuation};
use crate::text::lines::ends_a_sentence;
use crate::text::shingle::{Key, is_wide, next_key, previous_key};

/// What two copies are compared by, in this order: what the other lacks, places that look right, typographic marks, and
/// lines that end where sentences do. Positive where the second copy is better.
pub(crate) type Merits = [i64; 4];

/// Weighs a copy against the first one.
#[derive(Debug)]
pub(crate) struct Scales<'t> {
    text: &'t str,
    grams: Grams,
    completeness: i64,
    soundness: i64,
}

/// A difference in length of so many bytes is text that one copy lacks; below it is a wrong, lost or added character.
const LACKING_BYTES: u64 = 16;

/// Running text next to a copy counts as its own when it is at least this long and this share, one in so
/// many, of the copy: a copy cut short lacks more, and furniture that reads like a sentence is shorter.
const CONTINUATION_BYTES: i64 = 150;
const CONTINUATION_SHARE: i64 = 10;

/// What a character that decoding left behind weighs against a place that merely reads oddly.
const VISIBLE_WEIGHT: i64 = 4;

impl<'t> Scales<'t> {
    /// Scales for two copies at `a` and `b`.
    pub(crate) fn new(text: &'t str, a: &Range<usize>, b: &Range<usize>) -> Self {
        let mut grams = Grams::default();
        grams.count(text, a);
        grams.count(text, b);
        Self { text, grams, completeness: 0, soundness: 0 }
    }

    /// Weighs one stretch of their alignment.
    pub(crate) fn weigh(&mut self, stretch: &Stretch) {
        let longer = stretch.b.len() as i64 - stretch.a.len() as i64;
        if stretch.same {
        } else if longer.unsigned_abs() >= LACKING_BYTES {
            self.completeness += longer;
        } else {
            self.soundness += self.grams.sounder(self.text, &stretch.b, &stretch.a) as i64;
        }
    }

    /// How much better the second copy is. `b_limit` is where the text of the second copy must end.
    pub(crate) fn merits(&self, a: &Range<usize>, b: &Range<usize>, b_limit: usize) -> Merits {
        let text = self.text;
        let difference = |of: fn(&str, &Range<usize>) -> i64| of(text, b) - of(text, a);
        let a_end = continuation(text, a.end, b.start);
        let before =
            (b.start - beginning(text, b.start, a_end)) as i64 - (a.start - beginning(text, a.start, 0)) as i64;
        let behind = (continuation(text, b.end, b_limit) - b.end) as i64 - (a_end - a.end) as i64;
        let continued = before + behind;
        let enough = CONTINUATION_BYTES.max(a.len().min(b.len()) as i64 / CONTINUATION_SHARE);
        [
            self.completeness + if continued.abs() >= enough { continued } else { 0 },
            self.soundness - VISIBLE_WEIGHT * difference(visible_damage),
            difference(marks),
            difference(layout),
        ]
    }
}

/// How often short runs of keys stand in the copies, in a table of a fixed size.
#[derive(Debug)]
struct Grams {
    counts: Vec<u16>,
}

/// How much of each copy is counted, in bytes: enough to know its language.
const COUNTED_BYTES: usize = 1 << 18;

impl Default for Grams {
    fn default() -> Self {
        Self { counts: vec![0; 1 << 16] }
    }
}

impl Grams {
    fn count(&mut self, text: &str, range: &Range<usize>) {
        let end = range.end.min(range.start + COUNTED_BYTES);
        for slot in grams(text, range.start, end) {
            if let Some(count) = self.counts.get_mut(slot) {
                *count = count.saturating_add(1);
            }
        }
    }

    /// Which of two readings of one place looks more like the rest of the text.
    fn sounder(&self, text: &str, a: &Range<usize>, b: &Range<usize>) -> Ordering {
        self.commonness(text, a).total_cmp(&self.commonness(text, b))
    }

    /// How common the runs of keys across `range` are, on average.
    fn commonness(&self, text: &str, range: &Range<usize>) -> f32 {
        let start = previous_key(text, range.start)
            .and_then(|key| previous_key(text, key.start))
            .map_or(range.start, |key| key.start);
        let end = next_key(text, range.end).and_then(|key| next_key(text, key.end)).map_or(range.end, |key| key.end);
        let (sum, count) = grams(text, start, end).fold((0.0, 0.0), |(sum, count), slot| {
            (sum + f32::from(self.counts.get(slot).copied().unwrap_or(0)).ln_1p(), count + 1.0)
        });
        if count > 0.0 { sum / count } else { 0.0 }
    }
}

/// The slots of the runs in a range: two wide keys or three others.
fn grams(text: &str, start: usize, end: usize) -> impl Iterator<Item = usize> {
    let mut at = start;
    let mut last = ['\0'; 2];
    std::iter::from_fn(move || {
        let Key { value, end: behind, .. } = next_key(text, at).filter(|key| key.end <= end)?;
        at = behind;
        let [before, previous] = last;
        last = [previous, value];
        let third = if is_wide(value) || is_wide(previous) { '\0' } else { before };
        let mixed = u64::from(value) | u64::from(previous) << 21 | u64::from(third) << 42;
        Some((mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 48) as usize)
    })
    .skip(2)
}

/// Characters that decoding or conversion left behind: U+FFFD, private use, C1 controls, a `?` inside a word.
fn visible_damage(text: &str, range: &Range<usize>) -> i64 {
    let text = text.get(range.clone()).unwrap_or_default();
    let mut before = ' ';
    let mut damage = 0;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        damage += i64::from(match c {
            '?' => before.is_alphabetic() && chars.peek().is_some_and(|c| c.is_alphabetic()),
            _ => matches!(c, '\u{fffd}' | '\u{e000}'..='\u{f8ff}' | '\u{80}'..='\u{9f}'),
        });
        before = c;
    }
    damage
}

/// Punctuation that a careless conversion folds away: typographic quotes and dashes, full-width marks.
fn marks(text: &str, range: &Range<usize>) -> i64 {
    let text = text.get(range.clone()).unwrap_or_default();
    let is_mark = |c: &char| matches!(c, '\u{2010}'..='\u{2027}' | '\u{3001}'..='\u{301f}' | '\u{ff01}'..='\u{ff65}');
    text.chars().filter(is_mark).count() as i64
}

/// Lines that end as sentences do, less those that end elsewhere: low where lines were joined into one or wrapped.
fn layout(text: &str, range: &Range<usize>) -> i64 {
    let lines = text.get(range.clone()).unwrap_or_default().lines().filter(|line| !line.trim().is_empty());
    lines.map(|line| if ends_a_sentence(line) { 1 } else { -1 }).sum()
}
