//! A charset, of whichever kind, as damage goes through it.

use super::double_byte::DoubleByte;
use super::one_byte::OneByte;
use super::{double_byte, one_byte};

/// A charset that text was written in, or wrongly read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Charset {
    Utf8,
    /// By its place in [`double_byte::all`].
    DoubleByte(u8),
    /// By its place in [`one_byte::all`].
    OneByte(u8),
}

/// Nats by which the rarest charsets are rarer than the commonest.
const RAREST: f32 = 4.0;

/// Where the common one-byte charsets end among all.
const COMMON_ONE_BYTE: u8 = 12;

impl Charset {
    /// The name that the Encoding Standard or IANA gives it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Charset::Utf8 => "UTF-8",
            Charset::DoubleByte(place) => double_byte_at(place).map_or("", |charset| charset.name),
            Charset::OneByte(place) => one_byte_at(place).map_or("", |charset| charset.name),
        }
    }

    /// Nats by which the charset is rarer than the commonest of its kind, by its place among them.
    pub(super) fn rarity(self) -> f32 {
        match self {
            Charset::Utf8 => 0.0,
            Charset::DoubleByte(place) => 1.0 + 0.3 * f32::from(place),
            Charset::OneByte(place) => (0.3 * f32::from(place)).min(RAREST),
        }
    }

    /// The text of `bytes`, if each of them is part of a character.
    pub(super) fn decode(self, bytes: &[u8]) -> Option<String> {
        match self {
            Charset::Utf8 => std::str::from_utf8(bytes).ok().map(String::from),
            Charset::DoubleByte(place) => double_byte_at(place)?.decode(bytes),
            Charset::OneByte(place) => {
                let charset = one_byte_at(place)?;
                bytes.iter().map(|&byte| charset.character(byte)).collect()
            }
        }
    }

    /// Adds the bytes of `c` to `bytes`; false, and nothing added, where the charset does not hold it.
    pub(super) fn encode(self, c: char, bytes: &mut Vec<u8>) -> bool {
        match self {
            Charset::Utf8 => bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
            _ if c.is_ascii() => bytes.push(c as u8),
            Charset::DoubleByte(place) => {
                let Some((lead, trail)) = double_byte_at(place).and_then(|charset| charset.bytes(c)) else {
                    return false;
                };
                bytes.push(lead);
                bytes.extend(trail);
            }
            Charset::OneByte(_) => {
                let Some(byte) = self.byte(c) else { return false };
                bytes.push(byte);
            }
        }
        true
    }

    /// The byte of `c` in a one-byte charset, if it holds it.
    pub(super) fn byte(self, c: char) -> Option<u8> {
        let Charset::OneByte(place) = self else { return None };
        if c.is_ascii() {
            return Some(c as u8);
        }
        let holders = one_byte::holders(c);
        (holders.set & 1 << place != 0).then(|| holders.byte(usize::from(place)))
    }

    /// The bytes of all of `text`, if the charset holds all of it.
    pub(super) fn encode_all(self, text: &str) -> Option<Vec<u8>> {
        let mut bytes = Vec::with_capacity(text.len());
        text.chars().all(|c| self.encode(c, &mut bytes)).then_some(bytes)
    }

    pub(super) const WINDOWS_1252: Self = Charset::OneByte(0);
    pub(super) const LATIN_1: Self = Charset::OneByte(1);

    /// The one character that `bytes` are.
    pub(super) fn character(self, bytes: &[u8]) -> Option<char> {
        match (self, bytes) {
            (Charset::OneByte(place), &[byte]) => one_byte_at(place)?.character(byte),
            (Charset::DoubleByte(place), _) => double_byte_at(place)?.character(bytes),
            _ => None,
        }
    }

    /// The first character of `bytes` and how many of them it is: `None` where the charset has none, `Some(None)` at the end
    /// and where the last character is cut.
    pub(super) fn first(self, bytes: &[u8]) -> Option<Option<(char, usize)>> {
        let Some((&byte, rest)) = bytes.split_first() else { return Some(None) };
        let alone = self.character(&[byte]).map(|c| (c, 1));
        match rest.first() {
            _ if alone.is_some() => Some(alone),
            Some(&trail) => self.character(&[byte, trail]).map(|c| Some((c, 2))),
            None => Some(None),
        }
    }

    /// Whether the charset has bytes for `c`.
    pub(super) fn holds(self, c: char) -> bool {
        match self {
            Charset::Utf8 => true,
            Charset::DoubleByte(place) => double_byte_at(place).is_some_and(|charset| charset.bytes(c).is_some()),
            Charset::OneByte(place) => c.is_ascii() || one_byte::holders(c).set & 1 << place != 0,
        }
    }

    /// Whether pages of the web are written in it: the double-byte charsets, the windows family and KOI8-R.
    pub(super) fn is_common(self) -> bool {
        match self {
            Charset::Utf8 | Charset::DoubleByte(_) => true,
            Charset::OneByte(place) => place != 1 && place < COMMON_ONE_BYTE,
        }
    }

    /// The charsets that text is wrongly read as, the commonest first.
    pub(super) fn misreaders() -> impl Iterator<Item = Self> {
        let one_byte = (0..one_byte::COUNT as u8).map(Charset::OneByte);
        one_byte.chain((0..double_byte::COUNT as u8).map(Charset::DoubleByte))
    }

    /// The legacy charsets that text is written in, those of two bytes first.
    pub(super) fn legacy_writers() -> impl Iterator<Item = Self> {
        let double_byte = (0..double_byte::COUNT as u8).map(Charset::DoubleByte);
        double_byte.chain((0..one_byte::COUNT as u8).map(Charset::OneByte))
    }
}

fn one_byte_at(place: u8) -> Option<&'static OneByte> {
    one_byte::all().get(usize::from(place))
}

fn double_byte_at(place: u8) -> Option<&'static DoubleByte> {
    double_byte::all().get(usize::from(place))
}
