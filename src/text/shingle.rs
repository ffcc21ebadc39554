//! The key view of a text.
//!
//! A *key* is what two renderings of one text agree on: a letter or a digit, without its case and its width. Blanks, line
//! breaks and punctuation are no keys, and neither is a reading that a script converter put in brackets behind a Han
//! character, nor a character reference. Keys are read where they are needed, in either direction; no list of them is ever made.

use std::ops::RangeInclusive;
use std::sync::OnceLock;

use crate::text::script::is_wide_letter;

/// One letter or digit of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Key {
    /// The folded character.
    pub(crate) value: char,
    /// Where the character starts.
    pub(crate) start: usize,
    /// Where it ends.
    pub(crate) end: usize,
}

/// The folded form of a letter or digit, `None` for everything else.
pub(crate) fn fold(c: char) -> Option<char> {
    match c {
        'a'..='z' | '0'..='9' => Some(c),
        'A'..='Z' => Some(c.to_ascii_lowercase()),
        '\0'..='\x7f' => None,
        // Scripts without case, where every assigned character is a letter.
        '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{ac00}'..='\u{d7a3}' | '\u{3041}'..='\u{3096}' => {
            Some(c)
        }
        // Stands for a letter that was lost, most of the time, and is like no other.
        '\u{fffd}' => Some(c),
        '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{3020}' => None,
        // Full-width forms of ASCII.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).and_then(fold),
        _ if !is_alphanumeric(c) => None,
        _ if has_case(c) => Some(c.to_lowercase().next().unwrap_or(c)),
        _ => Some(c),
    }
}

/// `char::is_alphanumeric`, from a table for the first plane: that function searches, for some 40 ns a character of the
/// scripts that come late, and was 70 % of the time on text in many scripts. A block of the table is made when a character
/// of it is first seen, in some microseconds.
fn is_alphanumeric(c: char) -> bool {
    static BLOCKS: [OnceLock<[u64; 4]>; 256] = [const { OnceLock::new() }; 256];
    let code = u32::from(c);
    let Some(block) = BLOCKS.get((code >> 8) as usize) else { return c.is_alphanumeric() };
    let bits = block.get_or_init(|| alphanumeric_bits(code & !0xff));
    bits.get((code >> 6 & 3) as usize).is_some_and(|bits| bits >> (code & 63) & 1 == 1)
}

/// A bit for each of the 256 characters from `first` on.
fn alphanumeric_bits(first: u32) -> [u64; 4] {
    let is_set = |code| char::from_u32(code).is_some_and(char::is_alphanumeric);
    [0, 64, 128, 192].map(|shift| (0..64).fold(0, |bits, bit| bits | u64::from(is_set(first + shift + bit)) << bit))
}

/// Whether a character is of a block that has small letters and capitals.
fn has_case(c: char) -> bool {
    matches!(c, '\0'..='\u{58f}' | '\u{10a0}'..='\u{13ff}' | '\u{1c80}'..='\u{1fff}' | '\u{2100}'..='\u{2dff}')
        || matches!(c, '\u{a640}'..='\u{abff}' | '\u{10000}'..)
}

/// What a byte is to the search for keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Byte {
    /// A letter or a digit of ASCII, folded.
    Key(u8),
    /// A blank, a control or a mark.
    None,
    /// A part of a longer character, or what may open a gloss or a reference.
    Other,
}

static BYTES: [Byte; 256] = {
    let mut bytes = [Byte::None; 256];
    let mut rest: &mut [Byte] = &mut bytes;
    let mut byte = 0_u8;
    while let [first, behind @ ..] = rest {
        *first = match byte {
            b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => Byte::Key(byte.to_ascii_lowercase()),
            b'(' | b'&' | 0x80.. => Byte::Other,
            _ => Byte::None,
        };
        byte = byte.wrapping_add(1);
        rest = behind;
    }
    bytes
};

/// The first key at or behind `at`.
#[inline]
pub(crate) fn next_key(text: &str, at: usize) -> Option<Key> {
    let behind = text.as_bytes().get(at..)?;
    for (blank, &byte) in behind.iter().enumerate() {
        let start = at + blank;
        match BYTES.get(usize::from(byte))? {
            Byte::None => {}
            &Byte::Key(folded) => return Some(Key { value: char::from(folded), start, end: start + 1 }),
            Byte::Other => return next_key_by_characters(text, start),
        }
    }
    None
}

/// The first key at or behind `start`, of whatever script.
#[inline(never)]
fn next_key_by_characters(text: &str, mut start: usize) -> Option<Key> {
    let mut chars = text.get(start..)?.chars();
    while let Some(c) = chars.next() {
        let end = start + c.len_utf8();
        if let Some(value) = fold(c) {
            return Some(Key { value, start, end });
        }
        start = end;
        let skipped = match c {
            '(' | '（' => gloss_behind(text, end),
            '&' => reference_behind(text, end),
            _ => None,
        };
        if let Some(behind) = skipped {
            start = behind;
            chars = text.get(behind..)?.chars();
        }
    }
    None
}

/// The last key that ends at or before `at`.
pub(crate) fn previous_key(text: &str, at: usize) -> Option<Key> {
    let mut end = at;
    let mut chars = text.get(..at)?.chars();
    while let Some(c) = chars.next_back() {
        let start = end - c.len_utf8();
        if let Some(value) = fold(c) {
            return Some(Key { value, start, end });
        }
        end = start;
        let skipped = match c {
            ')' | '）' => gloss_before(text, start),
            ';' => reference_before(text, start),
            _ => None,
        };
        if let Some(before) = skipped {
            end = before;
            chars = text.get(..before)?.chars();
        }
    }
    None
}

/// The longest reading that is taken for a gloss, in characters: pinyin has at most six letters.
const GLOSS_LETTERS: usize = 6;

/// Where a gloss ends whose opening bracket ends at `at`: a reading in small Latin letters behind a Han character.
fn gloss_behind(text: &str, at: usize) -> Option<usize> {
    let (before, behind) = text.split_at_checked(at)?;
    let mut before = before.chars();
    before.next_back();
    if !before.next_back().is_some_and(is_wide_letter) {
        return None;
    }
    let letters = behind.chars().take(GLOSS_LETTERS + 1).take_while(|&c| is_reading(c));
    let (count, len) = letters.fold((0, 0), |(count, len), c| (count + 1, len + c.len_utf8()));
    let closing = behind.get(len..)?.chars().next().filter(|c| matches!(c, ')' | '）'))?;
    (1..=GLOSS_LETTERS).contains(&count).then_some(at + len + closing.len_utf8())
}

/// Whether the bracket at `at` opens a gloss.
pub(crate) fn is_gloss(text: &str, at: usize) -> bool {
    let bracket = text.get(at..).and_then(|rest| rest.chars().next()).filter(|c| matches!(c, '(' | '（'));
    bracket.is_some_and(|bracket| gloss_behind(text, at + bracket.len_utf8()).is_some())
}

/// Where the opening bracket of a gloss starts whose closing bracket starts at `at`.
fn gloss_before(text: &str, at: usize) -> Option<usize> {
    let before = text.get(..at)?;
    let letters = before.chars().rev().take(GLOSS_LETTERS + 1).take_while(|&c| is_reading(c));
    let len: usize = letters.map(char::len_utf8).sum();
    let bracket = before.get(..before.len() - len)?;
    let opening = bracket.chars().next_back().filter(|c| matches!(c, '(' | '（'))?;
    gloss_behind(text, bracket.len())?;
    Some(bracket.len() - opening.len_utf8())
}

/// The shortest and the longest name or number of a character reference that is taken for one.
const REFERENCE_LETTERS: RangeInclusive<usize> = 2..=8;

/// Where a character reference ends whose `&` ends at `at`.
fn reference_behind(text: &str, at: usize) -> Option<usize> {
    let behind = text.as_bytes().get(at..)?;
    let len = behind.iter().take(REFERENCE_LETTERS.end() + 1).take_while(|byte| is_reference(**byte)).count();
    (REFERENCE_LETTERS.contains(&len) && behind.get(len) == Some(&b';')).then_some(at + len + 1)
}

/// Where a character reference starts whose `;` starts at `at`.
fn reference_before(text: &str, at: usize) -> Option<usize> {
    let before = text.as_bytes().get(..at)?;
    let len = before.iter().rev().take(REFERENCE_LETTERS.end() + 1).take_while(|byte| is_reference(**byte)).count();
    let start = before.len() - len;
    (REFERENCE_LETTERS.contains(&len) && before.get(..start)?.ends_with(b"&")).then(|| start - 1)
}

fn is_reference(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'#'
}

fn is_reading(c: char) -> bool {
    c.is_ascii_lowercase() || matches!(c, '\u{df}'..='\u{17f}' | '\u{1cd}'..='\u{1dc}' | '\u{251}' | '\u{261}')
}

/// How many keys, up to `limit`, are the same from `a` on and from `b` on.
pub(crate) fn common_keys(text: &str, a: usize, b: usize, limit: usize) -> usize {
    let (mut a, mut b) = (a, b);
    (0..limit)
        .take_while(|_| match (next_key(text, a), next_key(text, b)) {
            (Some(x), Some(y)) if x.value == y.value => {
                (a, b) = (x.end, y.end);
                true
            }
            _ => false,
        })
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forwards(text: &str) -> String {
        let mut at = 0;
        std::iter::from_fn(|| {
            let key = next_key(text, at)?;
            at = key.end;
            Some(key.value)
        })
        .collect()
    }

    fn backwards(text: &str) -> String {
        let mut at = text.len();
        let keys: Vec<char> = std::iter::from_fn(|| {
            let key = previous_key(text, at)?;
            at = key.start;
            Some(key.value)
        })
        .collect();
        keys.into_iter().rev().collect()
    }

    #[test]
    fn only_blocks_with_case_have_capitals() {
        for c in ('\u{80}'..='\u{ffff}').filter(|c| c.is_alphanumeric() && !has_case(*c) && fold(*c) == Some(*c)) {
            assert!(c.to_lowercase().eq([c]), "{c:?}");
        }
    }

    #[test]
    fn both_directions_see_the_same_keys() {
        for (text, keys) in [
            ("Half past Two,\nor later", "halfpasttwoorlater"),
            ("ＡＢＣ１２３", "abc123"),
            ("資料庫裡有數(shù)據", "資料庫裡有數據"),
            ("數（shù）據(jù)。", "數據"),
            ("工具(tools)很多", "工具很多"),
            ("晶片(graphics)很貴", "晶片graphics很貴"),
            ("word (note) word", "wordnoteword"),
            ("數(shù", "數shù"),
            ("shù)", "shù"),
            ("of&nbsp;names&#x2019;&amp;", "ofnames"),
            ("AT&T; salt & pepper;&;", "attsaltpepper"),
        ] {
            assert_eq!(forwards(text), keys);
            assert_eq!(backwards(text), keys);
        }
    }
}
