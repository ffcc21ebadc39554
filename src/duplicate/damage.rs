//! Which of two readings of one place is the damaged one.

use std::cell::OnceCell;
use std::ops::Range;

use crate::text::shingle::{is_gloss, next_key, previous_key};

/// Counts what decoding and conversion leave behind in a range: U+FFFD, private use, C1 controls, a `?` inside a word or
/// at the start of a line, a gloss in brackets, UTF-8 that was read as Windows-1252, the rest of a tag or an entity.
pub(crate) fn visible_damage(text: &str, range: &Range<usize>) -> usize {
    let mut before = text.get(..range.start).and_then(|before| before.chars().next_back()).unwrap_or('\n');
    let behind = text.get(range.end..).and_then(|behind| behind.chars().next());
    let mut chars = text.get(range.clone()).unwrap_or_default().char_indices().peekable();
    let mut damage = 0;
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|&(_, next)| next).or(behind).unwrap_or('\n');
        damage += usize::from(is_damage(before, c, next) || c == '(' && is_gloss(text, range.start + at));
        before = c;
    }
    damage
}

/// Whether damage shows in one of two readings and not in the other: they are the same text, however long they are.
pub(crate) fn one_is_damaged(text: &str, a: &Range<usize>, b: &Range<usize>) -> bool {
    (visible_damage(text, a) > 0) != (visible_damage(text, b) > 0)
}

/// Readings of one place are about as long as one another: not more than this many times, and so many bytes.
const LENGTH_RATIO: usize = 3;
const LENGTH_SLACK: usize = 24;

/// Whether two ranges may be readings of one place, by their lengths.
pub(crate) fn are_alike_in_length(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.len().max(b.len()) <= LENGTH_RATIO * a.len().min(b.len()) + LENGTH_SLACK
}

fn is_damage(before: char, c: char, next: char) -> bool {
    match c {
        '?' => (before.is_alphabetic() || before == '\n') && (next.is_alphabetic() || next == '?'),
        '/' => before == '<',
        '&' => next == '#' || next.is_ascii_lowercase(),
        '\u{fffd}' | '\u{e000}'..='\u{f8ff}' | '\u{80}'..='\u{9f}' => true,
        '\u{c2}'..='\u{f4}' => is_misread_continuation(next),
        _ => false,
    }
}

/// What the bytes 0x80 to 0xBF are in Windows-1252.
fn is_misread_continuation(c: char) -> bool {
    matches!(c, '\u{80}'..='\u{bf}' | 'Œ' | 'œ' | 'Š' | 'š' | 'Ÿ' | 'Ž' | 'ž' | 'ƒ' | 'ˆ' | '˜' | '–' | '—' | '‘'..='‚')
        || matches!(c, '“'..='„' | '†' | '‡' | '•' | '…' | '‰' | '‹' | '›' | '€' | '™')
}

/// How often short runs of keys stand in the copies, in tables of a fixed size, one for runs of each length. They are
/// counted when first asked for: copies that are alike need none.
#[derive(Debug)]
pub(crate) struct Grams<'t> {
    text: &'t str,
    copies: Vec<Range<usize>>,
    counts: OnceCell<Counts>,
}

type Counts = [Vec<u16>; GRAM];

/// The longest run.
const GRAM: usize = 4;

/// How much of each copy is counted, in bytes: enough to know its language.
const COUNTED_BYTES: usize = 1 << 18;

/// How many keys around a place are read with it.
const CONTEXT: usize = 3;

impl<'t> Grams<'t> {
    /// The runs in all `copies`.
    pub(crate) fn of(text: &'t str, copies: Vec<Range<usize>>) -> Self {
        Self { text, copies, counts: OnceCell::new() }
    }

    fn counted(&self) -> Counts {
        let mut counts: Counts = std::array::from_fn(|_| vec![0; 1 << 16]);
        for copy in &self.copies {
            for slots in runs(self.text, copy.start, copy.end.min(copy.start + COUNTED_BYTES)) {
                let counts = counts.iter_mut().zip(slots).filter_map(|(counts, slot)| counts.get_mut(slot));
                counts.for_each(|count: &mut u16| *count = count.saturating_add(1));
            }
        }
        counts
    }

    /// How common the runs of keys across `range` are, on average over them: a sum of logarithms.
    pub(crate) fn commonness(&self, range: &Range<usize>) -> f32 {
        let counts = self.counts.get_or_init(|| self.counted());
        let mut start = range.start;
        let mut end = range.end;
        for _ in 0..CONTEXT {
            start = previous_key(self.text, start).map_or(start, |key| key.start);
            end = next_key(self.text, end).map_or(end, |key| key.end);
        }
        let mut sum = 0.0;
        let mut runs_read = 0.0;
        for slots in runs(self.text, start, end) {
            let found = counts.iter().zip(slots).map(|(counts, slot)| counts.get(slot).copied().unwrap_or(0));
            sum += found.map(|count| f32::from(count).max(0.5).ln()).sum::<f32>();
            runs_read += 1.0;
        }
        if runs_read > 0.0 { sum / runs_read } else { 0.0 }
    }
}

/// For each key of a range, the slots of the runs of one, two, three … keys that end with it.
fn runs(text: &str, start: usize, end: usize) -> impl Iterator<Item = [usize; GRAM]> {
    let mut at = start;
    let mut hashes = [0_u64; GRAM];
    std::iter::from_fn(move || {
        let key = next_key(text, at).filter(|key| key.end <= end)?;
        at = key.end;
        // The run of one key more ends the run that ended before it.
        let mut before = 0;
        for hash in &mut hashes {
            let grown = (before ^ u64::from(key.value)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23);
            before = std::mem::replace(hash, grown);
        }
        Some(hashes.map(|hash| (hash.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 48) as usize))
    })
}
