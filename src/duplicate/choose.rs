//! Which of two copies to keep: the more complete one, then the less damaged, then the better laid out, then the first.

use std::ops::Range;

use memchr::memchr_iter;

use super::align::Stretch;
use super::damage::{Grams, visible_damage};
use super::edges::{beginning, continuation};
use crate::text::lines::{ends_a_sentence, line_at};

/// What two copies are compared by, in this order: what the other lacks, places that look right, typographic marks, and
/// lines that end where sentences do. Positive where the second copy is better.
pub(crate) type Merits = [i64; 4];

/// Weighs a copy against the first one, where both differ.
#[derive(Debug)]
pub(crate) struct Scales<'t> {
    text: &'t str,
    grams: &'t Grams<'t>,
    completeness: i64,
    soundness: i64,
    marks: i64,
    layout: i64,
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
    /// Scales for two copies of which `grams` knows the language.
    pub(crate) fn new(text: &'t str, grams: &'t Grams<'t>) -> Self {
        Self { text, grams, completeness: 0, soundness: 0, marks: 0, layout: 0 }
    }

    /// Weighs one stretch of their alignment.
    pub(crate) fn weigh(&mut self, stretch: &Stretch) {
        if self.text.get(stretch.a.clone()) == self.text.get(stretch.b.clone()) {
            return;
        }
        let difference = |of: fn(&str, &Range<usize>) -> i64| of(self.text, &stretch.b) - of(self.text, &stretch.a);
        self.soundness -= VISIBLE_WEIGHT * difference(|text, range| visible_damage(text, range) as i64);
        self.marks += difference(marks);
        self.layout += difference(layout);
        if stretch.same {
            return;
        }
        let longer = stretch.b.len() as i64 - stretch.a.len() as i64;
        if longer.unsigned_abs() >= LACKING_BYTES {
            self.completeness += longer;
            return;
        }
        let [a, b] = [&stretch.a, &stretch.b].map(|range| self.grams.commonness(range));
        self.soundness += b.total_cmp(&a) as i64;
    }

    /// How much better the second copy is. `b_limit` is where the text of the second copy must end.
    pub(crate) fn merits(&self, a: &Range<usize>, b: &Range<usize>, b_limit: usize) -> Merits {
        let text = self.text;
        let a_end = continuation(text, a.end, b.start);
        let before =
            (b.start - beginning(text, b.start, a_end)) as i64 - (a.start - beginning(text, a.start, 0)) as i64;
        let behind = (continuation(text, b.end, b_limit) - b.end) as i64 - (a_end - a.end) as i64;
        let continued = before + behind;
        let enough = CONTINUATION_BYTES.max(a.len().min(b.len()) as i64 / CONTINUATION_SHARE);
        [
            self.completeness + if continued.abs() >= enough { continued } else { 0 },
            self.soundness,
            self.marks,
            self.layout,
        ]
    }
}

/// Punctuation that a careless conversion folds away: typographic quotes and dashes, full-width marks.
fn marks(text: &str, range: &Range<usize>) -> i64 {
    let text = text.get(range.clone()).unwrap_or_default();
    let is_mark = |c: &char| matches!(c, '\u{2010}'..='\u{2027}' | '\u{3001}'..='\u{301f}' | '\u{ff01}'..='\u{ff65}');
    text.chars().filter(is_mark).count() as i64
}

/// Lines that end as sentences do, less those that end elsewhere: low where lines were joined into one or wrapped.
fn layout(text: &str, range: &Range<usize>) -> i64 {
    let breaks = memchr_iter(b'\n', text.as_bytes().get(range.clone()).unwrap_or_default());
    let lines =
        breaks.filter_map(|at| text.get(line_at(text, range.start + at))).filter(|line| !line.trim().is_empty());
    lines.map(|line| if ends_a_sentence(line) { 1 } else { -1 }).sum()
}
