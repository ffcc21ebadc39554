//! UTF-8 inside text that was read as something else: the stretches whose bytes are well-formed characters.

use std::ops::Range;

use super::charset::Charset;
use super::gaps::{self, Gap};
use crate::text::shape::Shape;

/// Part of a text whose bytes, in the charset it was read as, are UTF-8.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Island {
    /// Bytes of the text.
    pub(super) range: Range<usize>,
    pub(super) mended: String,
}

impl Island {
    /// The character, where it is one.
    pub(super) fn single(&self) -> Option<char> {
        let mut characters = self.mended.chars();
        characters.next().filter(|_| characters.next().is_none())
    }
}

/// All islands of `text`, from left to right; characters that touch are one island.
pub(super) fn islands(text: &str, read_as: Charset) -> Vec<Island> {
    let encoded = Encoded::new(text, read_as);
    let mut islands = Vec::new();
    let mut at = 0;
    while at < encoded.bytes.len() {
        match encoded.island(at) {
            Some((end, mended)) => {
                if !(matches!(read_as, Charset::DoubleByte(_)) && is_lone_wide(&mended)) {
                    islands.push(Island { range: encoded.start(at)..encoded.end(end), mended });
                }
                at = end;
            }
            None => at += 1,
        }
    }
    islands
}

/// Whether one wide character is all that comes out beside ASCII: two double-byte characters are that by chance.
fn is_lone_wide(mended: &str) -> bool {
    let mut others = mended.chars().filter(|c| !c.is_ascii());
    others.next().is_some_and(|c| Shape::of(c) == Shape::Wide) && others.next().is_none()
}

/// A text as the bytes it was read from, with the place of each.
struct Encoded {
    bytes: Vec<u8>,
    /// For each byte, the range of its character in the text.
    characters: Vec<Range<usize>>,
}

/// What stands for a character that the charset does not hold: no byte of UTF-8.
const NO_BYTE: u8 = 0xff;

impl Encoded {
    fn new(text: &str, read_as: Charset) -> Self {
        let mut encoded = Self { bytes: Vec::with_capacity(text.len()), characters: Vec::with_capacity(text.len()) };
        for (start, c) in text.char_indices() {
            if !read_as.encode(c, &mut encoded.bytes) {
                encoded.bytes.push(NO_BYTE);
            }
            encoded.characters.resize(encoded.bytes.len(), start..start + c.len_utf8());
        }
        if [Charset::WINDOWS_1252, Charset::LATIN_1].contains(&read_as) {
            encoded.fill(&gaps::gaps(&encoded.bytes));
        }
        encoded
    }

    /// Fills in bytes that are missing; one of which nothing is left belongs to the character before it.
    fn fill(&mut self, gaps: &[Gap]) {
        for gap in gaps.iter().filter(|gap| gap.has_space) {
            self.bytes.iter_mut().skip(gap.at).take(1).for_each(|byte| *byte = gap.byte);
        }
        if gaps.iter().all(|gap| gap.has_space) {
            return;
        }
        let mut gaps = gaps.iter().filter(|gap| !gap.has_space).peekable();
        let old = Self { bytes: std::mem::take(&mut self.bytes), characters: std::mem::take(&mut self.characters) };
        for (at, (byte, character)) in old.bytes.into_iter().zip(old.characters).enumerate() {
            gaps.next_if(|gap| gap.at == at).into_iter().for_each(|gap| self.push_behind(gap.byte));
            self.bytes.push(byte);
            self.characters.push(character);
        }
        gaps.for_each(|gap| self.push_behind(gap.byte));
    }

    fn push_behind(&mut self, byte: u8) {
        self.bytes.push(byte);
        self.characters.push(self.characters.last().cloned().unwrap_or_default());
    }

    /// The characters from a byte on, and the byte behind the last of them. An island starts and ends where characters
    /// of the text do; inside, a double-byte character may have eaten an ASCII one as its trail.
    fn island(&self, start: usize) -> Option<(usize, String)> {
        if !self.is_boundary(start) {
            return None;
        }
        let mut whole = None;
        let mut mended = String::new();
        let mut at = start;
        while let Some((length, c)) = self.bytes.get(at..).and_then(|rest| surrogates(rest).or_else(|| character(rest)))
        {
            if c.is_ascii() && self.is_boundary(at) {
                break;
            }
            mended.push(c);
            at += length;
            if self.is_boundary(at) {
                whole = Some((at, mended.len()));
            }
        }
        let (end, length) = whole?;
        mended.truncate(length);
        Some((end, mended))
    }

    /// Whether a character of the text starts at this byte, or the text ends.
    fn is_boundary(&self, at: usize) -> bool {
        at == 0 || self.characters.get(at) != self.characters.get(at - 1)
    }

    fn start(&self, byte: usize) -> usize {
        self.characters.get(byte).map_or(0, |range| range.start)
    }

    fn end(&self, byte: usize) -> usize {
        byte.checked_sub(1).and_then(|last| self.characters.get(last)).map_or(0, |range| range.end)
    }
}

/// The character that UTF-8 starts with, and its length.
fn character(bytes: &[u8]) -> Option<(usize, char)> {
    let length = match bytes.first()? {
        0..=0x7f => 1,
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return None,
    };
    let c = std::str::from_utf8(bytes.get(..length)?).ok()?.chars().next()?;
    Some((length, c))
}

/// CESU-8: a character outside the first plane as two surrogates of three bytes each.
fn surrogates(bytes: &[u8]) -> Option<(usize, char)> {
    let &[0xed, high @ 0xa0..=0xaf, high_low @ 0x80..=0xbf, 0xed, low @ 0xb0..=0xbf, low_low @ 0x80..=0xbf, ..] = bytes
    else {
        return None;
    };
    let unit = |middle: u8, last: u8| 0xd000 | u16::from(middle & 0x3f) << 6 | u16::from(last & 0x3f);
    let units = [unit(high, high_low), unit(low, low_low)];
    Some((6, char::decode_utf16(units).next()?.ok()?))
}
