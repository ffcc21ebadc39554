//! Encodings that differ in a few bytes: the words that have these bytes, wherever they stand.

use std::ops::Range;

use crate::decode::one_byte::{self, Weighed};
use crate::decode::sample::Sample;

/// Nats within which the best single-byte encodings are relatives that the samples do not tell apart.
const CLOSE: f32 = 20.0;

/// Bytes of a document that are searched for words which relatives read differently.
const SEARCHED: usize = 256 << 10;

/// Words of one and the same byte that are weighed: the common ones are not to hide the rare ones.
const WORDS_OF_ONE: usize = 6;

/// Words that are weighed in all.
const WORDS: usize = 64;

/// Relatives differ in a few bytes, which may stand anywhere: weighs the words that have them, in all finalists that are
/// close, if the best is a single-byte encoding.
pub(super) fn look_where_they_differ(bytes: &[u8], ranked: &mut Vec<Weighed>) {
    let Some(best) = ranked.first().copied().filter(|best| best.encoding.is_single_byte()) else { return };
    let close = |weighed: &Weighed| weighed.encoding.is_single_byte() && weighed.cost < best.cost + CLOSE;
    let relatives: Vec<_> = ranked.iter().filter(|weighed| close(weighed)).copied().collect();
    if relatives.len() < 2 {
        return;
    }
    let sample = words_with(&one_byte::differing(&relatives), bytes.get(..SEARCHED).unwrap_or(bytes));
    let entries: Vec<_> = relatives.iter().map(Weighed::afresh).collect();
    let mut weighed = one_byte::weigh(sample.pieces(), &entries);
    weighed.sort_by(|a, b| a.cost.total_cmp(&b.cost));
    ranked.retain(|weighed| !close(weighed));
    ranked.splice(0..0, weighed);
}

/// The words of `text` that have one of the bytes wanted, each with the bytes beside it.
fn words_with(wanted: &[bool; 256], text: &[u8]) -> Sample {
    let mut sample = Sample::default();
    let (mut seen, mut end) = ([0; 256], 0);
    for (place, &byte) in text.iter().enumerate() {
        if sample.count() == WORDS {
            break;
        }
        let wanted = wanted.get(usize::from(byte)).is_some_and(|&wanted| wanted) && place >= end;
        let Some(seen) = seen.get_mut(usize::from(byte)).filter(|seen| wanted && **seen < WORDS_OF_ONE) else {
            continue;
        };
        *seen += 1;
        let word = word_around(text, place);
        end = word.end;
        sample.add(text.get(word).unwrap_or_default());
    }
    sample
}

/// Bytes on each side of a letter that are looked through for the ends of its word.
const LONGEST: usize = 16;

fn word_around(text: &[u8], place: usize) -> Range<usize> {
    let ends = |byte: &u8| byte.is_ascii() && !byte.is_ascii_alphabetic();
    let before = text.get(place.saturating_sub(LONGEST)..place).unwrap_or_default();
    let behind = text.get(place..).unwrap_or_default();
    let start = place - before.iter().rev().position(ends).map_or(before.len(), |len| len + 1);
    let len = behind.iter().take(LONGEST).position(ends).map_or(behind.len().min(LONGEST), |len| len + 1);
    start..place + len
}
