//! The double-byte charsets of East Asia, with the way back that encoding_rs leaves to be searched for.
//!
//! What encoding_rs decodes is what browsers read, and it is turned round here: its encoders leave out parts that its
//! decoders know (the Hong Kong extension of Big5), and mojibake is full of them.

use std::sync::LazyLock;

use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, GBK, SHIFT_JIS};

/// One charset of one and two bytes a character.
#[derive(Debug)]
pub(super) struct DoubleByte {
    pub(super) name: &'static str,
    encoding: &'static Encoding,
    /// The bytes of each character of the first plane: 0 for none, the lead in the upper byte, or one byte alone.
    inverse: LazyLock<Vec<u16>>,
}

/// How many there are.
pub(super) const COUNT: usize = 5;

static ALL: [DoubleByte; COUNT] = [
    DoubleByte { name: "GBK", encoding: GBK, inverse: LazyLock::new(|| invert(GBK)) },
    DoubleByte { name: "Big5", encoding: BIG5, inverse: LazyLock::new(|| invert(BIG5)) },
    DoubleByte { name: "Shift_JIS", encoding: SHIFT_JIS, inverse: LazyLock::new(|| invert(SHIFT_JIS)) },
    DoubleByte { name: "EUC-JP", encoding: EUC_JP, inverse: LazyLock::new(|| invert(EUC_JP)) },
    DoubleByte { name: "EUC-KR", encoding: EUC_KR, inverse: LazyLock::new(|| invert(EUC_KR)) },
];

/// All double-byte charsets.
pub(super) fn all() -> &'static [DoubleByte; COUNT] {
    &ALL
}

impl DoubleByte {
    /// The bytes of a character, the lead first; one of them is `None` for characters of one byte, both for what the
    /// charset does not hold.
    pub(super) fn bytes(&self, c: char) -> Option<(u8, Option<u8>)> {
        if c.is_ascii() {
            return Some((c as u8, None));
        }
        let [lead, trail] = self.inverse.get(c as usize).copied()?.to_be_bytes();
        match (lead, trail) {
            (0, 0) => None,
            (0, alone) => Some((alone, None)),
            (lead, trail) => Some((lead, Some(trail))),
        }
    }

    /// The text of `bytes`, if all of them are characters.
    pub(super) fn decode(&self, bytes: &[u8]) -> Option<String> {
        Some(self.encoding.decode_without_bom_handling_and_without_replacement(bytes)?.into_owned())
    }
}

/// Bytes that Windows reads as private characters where its Shift_JIS has none.
const SHIFT_JIS_PRIVATE: [(char, u8); 4] =
    [('\u{f8f0}', 0xa0), ('\u{f8f1}', 0xfd), ('\u{f8f2}', 0xfe), ('\u{f8f3}', 0xff)];

/// Pairs that two decoders read differently, and of which encoding_rs has the other one: other libraries' JIS has the
/// wave dash, the double bar and the minus sign, and the EUC-KR of others is the same as here.
const SPELLED_OTHERWISE: [(char, char); 3] =
    [('\u{301c}', '\u{ff5e}'), ('\u{2016}', '\u{2225}'), ('\u{2212}', '\u{ff0d}')];

fn invert(encoding: &'static Encoding) -> Vec<u16> {
    let mut inverse = vec![0; 0x1_0000];
    for alone in 0x80..=0xff_u8 {
        note(&mut inverse, encoding, &[alone], u16::from(alone));
    }
    for lead in 0x81..=0xfe_u8 {
        for trail in 0x40..=0xfe_u8 {
            note(&mut inverse, encoding, &[lead, trail], u16::from_be_bytes([lead, trail]));
        }
    }
    for (private, byte) in SHIFT_JIS_PRIVATE.into_iter().filter(|_| encoding == SHIFT_JIS) {
        inverse.iter_mut().skip(private as usize).take(1).for_each(|held| *held = u16::from(byte));
    }
    for (other, ours) in SPELLED_OTHERWISE {
        let bytes = inverse.get(ours as usize).copied().unwrap_or_default();
        inverse.iter_mut().skip(other as usize).take(1).filter(|held| **held == 0).for_each(|held| *held = bytes);
    }
    inverse
}

/// Notes the bytes of the character that `bytes` are, if they are one and no bytes before were the same.
fn note(inverse: &mut [u16], encoding: &'static Encoding, bytes: &[u8], packed: u16) {
    let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes) else { return };
    let mut characters = text.chars();
    if let (Some(c), None) = (characters.next(), characters.next())
        && let Some(held) = inverse.get_mut(c as usize)
        && *held == 0
    {
        *held = packed;
    }
}
