//! Legacy bytes read as UTF-8 where that could be, and byte by byte as a one-byte charset elsewhere.
//!
//! Some pairs of bytes are well-formed UTF-8 by accident and became one character; every other byte became a Latin-1 or
//! windows-1252 character. So each character is one byte or its own UTF-8 bytes, or text that was never damaged. A
//! shortest path decides: cheap characters of the charset that was written, over the grid of lead and trail bytes. It is
//! searched roughly for every charset and closely for the likeliest; bytes that were stripped are put back on the way.

mod alone;
mod model;
mod search;

use self::model::{Close, Rough};
use self::search::Damage;
use super::charset::Charset;
use super::heat;
use super::reading::Reading;
use crate::text::shape::Shape;

/// Every text that `text` may have been, one for each charset that was written.
pub(super) fn readings(text: &str) -> Vec<Reading> {
    if !may_be_legacy(text) {
        return Vec::new();
    }
    let differs = text.chars().any(|c| Charset::WINDOWS_1252.holds(c) != Charset::LATIN_1.holds(c));
    let fallbacks = FALLBACKS.into_iter().take(if differs { 2 } else { 1 });
    let writers = Charset::legacy_writers().filter(|written| written.is_common());
    let damages = writers.flat_map(|written| fallbacks.clone().map(move |read| Damage { written, read })).collect();
    let roughly = |text: &str, damage: Damage| search::cheapest(text, damage, &Rough::new(damage.written));
    let likely = heat::winners(text, damages, is_byte, |sample, damage| {
        let cut = || roughly(sample.get(..sample.char_indices().next_back()?.0)?, damage);
        Some(roughly(sample, damage).or_else(cut)?.0)
    });
    let rough = likely.into_iter().filter_map(|damage| roughly(text, damage).map(|(cost, text)| (cost, damage, text)));
    let mut rough: Vec<(f32, Damage, String)> = rough.collect();
    rough.sort_by(|a, b| a.0.total_cmp(&b.0));
    let limit = rough.first().map_or(0.0, |best| best.0) + SLACK;
    let texts = rough.into_iter().enumerate().map(|(place, (cost, damage, rough))| {
        let close = (place < LOOKED_AT_CLOSELY && cost <= limit).then(|| closely(text, damage, &rough)).flatten();
        (damage, close.unwrap_or(rough))
    });
    let changed = texts.filter(|(_, mended)| mended != text);
    changed.map(|(damage, text)| Reading { text, layers: vec![damage.layer()] }).collect()
}

/// Readings that are looked at closely: the likeliest, and the next if it is not so many nats behind.
const LOOKED_AT_CLOSELY: usize = 2;
const SLACK: f32 = 20.0;

/// The likeliest text in the language of a double-byte charset that the `rough` reading is in.
fn closely(text: &str, damage: Damage, rough: &str) -> Option<String> {
    if !matches!(damage.written, Charset::DoubleByte(_)) {
        return None;
    }
    let model = Close::new(model::language(rough, damage.written)?)?;
    search::cheapest(text, damage, &model).map(|(_, text)| text)
}

/// Signs of Latin-1 that tell of bytes where they are so many: those of Big5 stand alone between ASCII letters.
const TELLING_SIGNS: usize = 3;

/// Of so many characters outside ASCII one at least stands beside another where they are bytes. In clean text, a letter
/// stands beside a letter or a mark now and then.
const SIDE_BY_SIDE_SHARE: usize = 12;
const LEAST_SIDE_BY_SIDE: usize = 2;

/// Whether there are accidents, and bytes that were none: many side by side that are not all marks, or many signs.
pub(super) fn may_be_legacy(text: &str) -> bool {
    let (mut before, mut all, mut side_by_side, mut letter, mut signs) = ('\0', 0, 0, false, 0);
    for c in text.chars() {
        let pair = [std::mem::replace(&mut before, c), c];
        let bytes = pair.into_iter().all(is_byte);
        all += usize::from(!c.is_ascii());
        side_by_side += usize::from(bytes);
        letter |= bytes && pair.into_iter().any(is_latin_letter);
        signs += usize::from(is_byte(c) && matches!(Shape::of(c), Shape::Sign | Shape::OddSign));
    }
    let are_bytes =
        letter && side_by_side >= LEAST_SIDE_BY_SIDE.max(all.div_ceil(SIDE_BY_SIDE_SHARE)) || signs >= TELLING_SIGNS;
    are_bytes && text.chars().any(is_accident)
}

fn is_byte(c: char) -> bool {
    !c.is_ascii() && FALLBACKS.iter().any(|read| read.holds(c))
}

fn is_latin_letter(c: char) -> bool {
    ('\u{c0}'..='\u{ff}').contains(&c)
}

/// The charsets that decoders fall back to.
const FALLBACKS: [Charset; 2] = [Charset::WINDOWS_1252, Charset::LATIN_1];

/// A character that two or three bytes above ASCII make by accident, and that one-byte Latin charsets do not hold.
fn is_accident(c: char) -> bool {
    !c.is_ascii() && !is_byte(c) || is_latin_letter(c)
}
