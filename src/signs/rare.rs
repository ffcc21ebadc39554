//! Signs outside ASCII.
//!
//! What is rare is tested for only in blocks where a coarser test finds a reason to: one for wide characters and symbols, one
//! for letters. An automaton (aho-corasick, 40 short patterns) in place of one of the tests read Chinese at 0.4 GB/s where
//! the comparisons read it at 5.

use super::Signs;
use super::block::{Windows, is_within};

/// The signs of a block that are not ASCII.
pub(super) fn signs(windows: &Windows<'_>) -> Signs {
    if windows.is_ascii() {
        return Signs::NONE;
    }
    let (odd, letter) = coarse(windows);
    let mut kinds = if odd == 0 { 0 } else { SIGN | LONG_LETTER };
    if letter < LETTER_LEADS {
        kinds |= windows.bits(|a, b, _| letter_kind(a, b));
    }
    let mut signs = Signs::NON_ASCII;
    if kinds & SIGN != 0 {
        signs |= Signs::named(windows.bits(rare_signs), &RARE);
    }
    if kinds & SHORT_LETTER != 0 {
        signs |= Signs::named(windows.bits(|a, b, _| short_letter_signs(a, b)), &SHORT);
    }
    if kinds & LONG_LETTER != 0 && windows.bits(|a, b, c| u8::from(is_long_unstable(a, b, c))) != 0 {
        signs |= Signs::UNSTABLE;
    }
    signs
}

/// Whether any window is odd, and how far behind the first of the letters their lowest lead stands.
#[inline(never)]
fn coarse(windows: &Windows<'_>) -> (u8, u8) {
    windows.fold((0, u8::MAX), |(odd, letter), a, b, c| {
        (odd | u8::from(is_odd(a, b, c)), letter.min(a.wrapping_sub(LETTERS)))
    })
}

/// Whether a window asks for the closer tests: marks and symbols but for the dashes and quotes of text, and Han, kana and
/// full-width punctuation but for what may be left or be damaged; Yi and other letters that are not Hangul; what is beyond
/// U+FFFF.
#[inline(always)]
fn is_odd(a: u8, b: u8, c: u8) -> bool {
    let symbol = (a == 0xE2) & (is_within(b, 0x81, 0x3F) | !is_within(c, 0x90, 0x18));
    let wide = (a == 0xE3) & (((b == 0x80) & !is_within(c, 0x81, 0x29)) | ((b == 0x82) & (c & 0xFC == 0x98)));
    let full_width = (a == 0xEF) & ((b != 0xBC) | (c & 0xFA == 0x82));
    let letter = ((a == 0xEA) & (b < 0xB0)) | (a >= 0xF0);
    symbol | wide | full_width | letter | is_bracket(a, b, c) | is_misread_loss(a, b, c)
}

/// The first of the letters that [`letter_kind`] tells apart, U+0080 to U+1FFF, and how many bytes they begin with.
const LETTERS: u8 = 0xC2;
const LETTER_LEADS: u8 = 0x20;

/// The bits of [`letter_kind`], for what [`rare_signs`], [`short_letter_signs`] and [`is_long_unstable`] look at.
const SIGN: u8 = 1;
const SHORT_LETTER: u8 = 2;
const LONG_LETTER: u8 = 4;

/// Which of the closer tests letters ask for: none those of Latin, Greek and Cyrillic.
#[inline(always)]
fn letter_kind(a: u8, b: u8) -> u8 {
    let short = (a & 0xFE == 0xCC) | ((a == 0xCE) & (b == 0x87)) | is_within(a, 0xD2, 0x0E);
    (u8::from(a == 0xC2) * SIGN) | (u8::from(short) * SHORT_LETTER) | (u8::from(a & 0xFE == 0xE0) * LONG_LETTER)
}

/// What the bits of [`rare_signs`] stand for.
const RARE: [Signs; 7] =
    [Signs::C1, Signs::SPACE, Signs::INVISIBLE, Signs::SEPARATOR, Signs::LOST, Signs::BRACKET, Signs::WIDE_REFERENCE];

#[inline(always)]
fn rare_signs(a: u8, b: u8, c: u8) -> u8 {
    u8::from((a == 0xC2) & (b < 0xA0))
        | u8::from(is_space(a, b, c)) << 1
        | u8::from(is_invisible_sign(a, b, c)) << 2
        | u8::from((a == 0xE2) & (b == 0x80) & ((c == 0xA8) | (c == 0xA9))) << 3
        | u8::from(((a == 0xEF) & (b == 0xBF) & (c == 0xBD)) | is_misread_loss(a, b, c)) << 4
        | u8::from(is_bracket(a, b, c)) << 5
        | u8::from(is_wide_reference(a, b, c)) << 6
}

/// What the bits of [`short_letter_signs`] stand for.
const SHORT: [Signs; 2] = [Signs::UNSTABLE, Signs::INVISIBLE];

/// The signs of what is two bytes long, but for those of C2.
#[inline(always)]
fn short_letter_signs(a: u8, b: u8) -> u8 {
    u8::from(is_short_unstable(a, b)) | u8::from(is_letter_mark(a, b)) << 1
}

/// A full-width bracket (EF BC 88), by its last two bytes, before a Latin letter, where a reading may stand.
#[inline(always)]
fn is_bracket(a: u8, b: u8, c: u8) -> bool {
    (a == 0xBC) & (b == 0x88) & (c < 0xCC)
}

#[inline(always)]
fn is_wide_reference(a: u8, b: u8, c: u8) -> bool {
    (a == 0xEF) & (b == 0xBC) & ((c == 0x83) | (c == 0x86))
}

/// The first character of what two U+FFFD in UTF-8 become where they are read as GBK.
#[inline(always)]
fn is_misread_loss(a: u8, b: u8, c: u8) -> bool {
    (a == 0xE9) & (b == 0x94) & (c == 0x9F)
}

/// U+00A0, U+2000 to U+200A, U+202F, U+205F, U+3000.
#[inline(always)]
pub(crate) fn is_space(a: u8, b: u8, c: u8) -> bool {
    ((a == 0xC2) & (b == 0xA0))
        | ((a == 0xE2) & (b == 0x80) & ((c <= 0x8A) | (c == 0xAF)))
        | ((a == 0xE2) & (b == 0x81) & (c == 0x9F))
        | ((a == 0xE3) & (b == 0x80) & (c == 0x80))
}

/// The soft hyphen, zero-width and bidi controls, variation selectors and tags.
#[inline(always)]
pub(crate) fn is_invisible(a: u8, b: u8, c: u8) -> bool {
    is_letter_mark(a, b) | is_invisible_sign(a, b, c)
}

/// U+061C, the Arabic letter mark.
#[inline(always)]
fn is_letter_mark(a: u8, b: u8) -> bool {
    (a == 0xD8) & (b == 0x9C)
}

#[inline(always)]
fn is_invisible_sign(a: u8, b: u8, c: u8) -> bool {
    ((a == 0xC2) & (b == 0xAD))
        | ((a == 0xE2) & (b == 0x80) & ((0x8B..=0x8F).contains(&c) | (0xAA..=0xAE).contains(&c)))
        | ((a == 0xE2) & (b == 0x81) & (0xA0..=0xAF).contains(&c))
        | ((a == 0xEF) & (b == 0xB8) & (c <= 0x8F))
        | ((a == 0xEF) & (b == 0xBB) & (c == 0xBF))
        | ((a == 0xF3) & (b == 0xA0))
}

/// By blocks of characters: Latin, Cyrillic, Greek, Han, kana, Hangul syllables, common punctuation and emoji are stable.
/// A test of the normalization form proves it against every character.
#[cfg(test)]
pub(crate) fn is_unstable(a: u8, b: u8, c: u8) -> bool {
    is_short_unstable(a, b) | is_long_unstable(a, b, c)
}

/// U+0300 to U+07FF: accents, and the points of Cyrillic, Hebrew, Arabic and Syriac.
#[inline(always)]
fn is_short_unstable(a: u8, b: u8) -> bool {
    ((a == 0xCC) | (a == 0xCD))
        | ((a == 0xCE) & (b == 0x87))
        | ((a == 0xD2) & (b <= 0x87))
        | ((a == 0xD6) & (b >= 0x91))
        | ((a == 0xD7) & (b <= 0x89))
        | ((a == 0xD8) & (b <= 0x9A))
        | ((a == 0xD9) & (b >= 0x8B) & ((b <= 0x9F) | (b == 0xB0)))
        | ((a == 0xDB) & (b >= 0x96))
        | is_within(a, 0xDC, 4)
}

/// U+0800 and beyond.
#[inline(always)]
fn is_long_unstable(a: u8, b: u8, c: u8) -> bool {
    is_unstable_of_three(a, b, c) | is_unstable_of_four(a, b)
}

/// U+0800 to U+FFFF: South Asia, jamo, Greek with accents, some symbols, marks on Han and kana, scripts of EA, and
/// compatibility characters.
#[inline(always)]
fn is_unstable_of_three(a: u8, b: u8, c: u8) -> bool {
    (a == 0xE0)
        | ((a == 0xE1)
            & ((b <= 0x82) | (0x84..=0x87).contains(&b) | (b == 0x8D) | (0x9C..=0xB7).contains(&b) | (b >= 0xBC)))
        | ((a == 0xE2)
            & ((b == 0x80) & (c <= 0x81) | (b == 0x83) | (b == 0x84) | (b == 0x8C) | (b == 0xAB) | (b >= 0xB3)))
        | ((a == 0xE3) & ((b == 0x80) & (0xAA..=0xAF).contains(&c) | (b == 0x82) & ((c == 0x99) | (c == 0x9A))))
        | ((a == 0xEA) & (0x99..=0xAF).contains(&b))
        | ((a == 0xEF) & ((0xA4..=0xAD).contains(&b) | (b == 0xB8) & (c >= 0xA0)))
}

/// Beyond U+FFFF: old and small scripts, music, and compatibility ideographs.
#[inline(always)]
fn is_unstable_of_four(a: u8, b: u8) -> bool {
    (a == 0xF0) & ((0x90..=0x9E).contains(&b) | (b == 0xAF))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every character, alone and as the first of a window.
    #[test]
    fn what_is_rare_is_looked_at() {
        for c in '\0'..=char::MAX {
            let mut bytes = [0; 4];
            c.encode_utf8(&mut bytes);
            let [a, b, c, _] = bytes;
            let kind = |bit| is_within(a, LETTERS, LETTER_LEADS) && letter_kind(a, b) & bit != 0;
            assert!(rare_signs(a, b, c) == 0 || is_odd(a, b, c) || kind(SIGN), "{bytes:x?}");
            assert!(short_letter_signs(a, b) == 0 || kind(SHORT_LETTER), "{bytes:x?}");
            assert!(!is_long_unstable(a, b, c) || is_odd(a, b, c) || kind(LONG_LETTER), "{bytes:x?}");
        }
    }
}
