//! The double-byte charsets of East Asia, with the way back that encoding_rs leaves to be searched for.
//!
//! What encoding_rs decodes is what browsers read, and it is turned round here: its encoders leave out parts that its
//! decoders know (the Hong Kong extension of Big5), and mojibake is full of them.

use std::sync::OnceLock;

use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, GBK, SHIFT_JIS};

use crate::text::rows::{TRAILS, alone, row};

/// One charset of one and two bytes a character. Its tables are made when a text needs them.
#[derive(Debug)]
pub(super) struct DoubleByte {
    pub(super) name: &'static str,
    encoding: &'static Encoding,
    /// The bytes of each character of the first plane: 0 for none, the lead in the upper byte, or one byte alone.
    inverse: OnceLock<Vec<u16>>,
    /// The character of each pair of bytes, and below 100 of each byte alone.
    grid: OnceLock<Vec<Option<char>>>,
}

/// How many there are.
pub(super) const COUNT: usize = 5;

static ALL: [DoubleByte; COUNT] = [
    DoubleByte::new("GBK", GBK),
    DoubleByte::new("Big5", BIG5),
    DoubleByte::new("Shift_JIS", SHIFT_JIS),
    DoubleByte::new("EUC-JP", EUC_JP),
    DoubleByte::new("EUC-KR", EUC_KR),
];

/// All double-byte charsets.
pub(super) fn all() -> &'static [DoubleByte; COUNT] {
    &ALL
}

impl DoubleByte {
    const fn new(name: &'static str, encoding: &'static Encoding) -> Self {
        Self { name, encoding, inverse: OnceLock::new(), grid: OnceLock::new() }
    }

    fn grid(&self) -> &[Option<char>] {
        self.grid.get_or_init(|| grid(self.encoding))
    }

    fn inverse(&self) -> &[u16] {
        self.inverse.get_or_init(|| invert(self.encoding, self.grid()))
    }

    /// The bytes of a character, the lead first; one of them is `None` for characters of one byte, both for what the
    /// charset does not hold.
    pub(super) fn bytes(&self, c: char) -> Option<(u8, Option<u8>)> {
        if c.is_ascii() {
            return Some((c as u8, None));
        }
        let [lead, trail] = self.inverse().get(c as usize).copied()?.to_be_bytes();
        match (lead, trail) {
            (0, 0) => None,
            (0, alone) => Some((alone, None)),
            (lead, trail) => Some((lead, Some(trail))),
        }
    }

    /// The one character that one or two bytes are.
    pub(super) fn character(&self, bytes: &[u8]) -> Option<char> {
        match *bytes {
            [byte] if byte < 0x80 => Some(char::from(byte)),
            [byte] => self.grid().get(usize::from(byte)).copied().flatten(),
            [lead, trail] => self.grid().get(usize::from(u16::from_be_bytes([lead, trail]))).copied().flatten(),
            _ => None,
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

/// The first pair of Big5 proper. Below are extensions, some of whose characters stand in it too.
const BIG5_STANDARD: u16 = 0xa1_40;

/// What Big5 proper has twice, by the pair that no encoder writes.
const BIG5_DOUBLES: [(u16, char); 2] = [(0xa2_cc, '十'), (0xa2_ce, '卅')];

/// The first lead byte of any of the charsets.
const FIRST_LEAD: u8 = 0x81;

/// All characters by their bytes.
fn grid(encoding: &'static Encoding) -> Vec<Option<char>> {
    let mut grid = alone(encoding);
    for lead in FIRST_LEAD..=0xff {
        grid.resize(usize::from(u16::from_be_bytes([lead, *TRAILS.start()])), None);
        grid.extend(row(encoding, lead, TRAILS));
    }
    grid
}

fn invert(encoding: &'static Encoding, grid: &[Option<char>]) -> Vec<u16> {
    let mut inverse = vec![0_u16; 0x1_0000];
    let mut pairs: Vec<(u16, char)> =
        (0x80..=0xffff_u16).zip(grid.iter().skip(0x80)).filter_map(|(pair, &c)| Some((pair, c?))).collect();
    if encoding == BIG5 {
        pairs.sort_by_key(|&(pair, c)| (pair < BIG5_STANDARD, BIG5_DOUBLES.contains(&(pair, c))));
    }
    for (pair, c) in pairs {
        inverse.iter_mut().skip(c as usize).take(1).filter(|held| **held == 0).for_each(|held| *held = pair);
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
