//! The rows of the double-byte charsets: the characters of all pairs with one lead byte, decoded at once.

use std::ops::RangeInclusive;

use encoding_rs::Encoding;

/// The trail bytes of all of them.
pub(crate) const TRAILS: RangeInclusive<u8> = 0x40..=0xff;

/// The character of each pair of `lead` with one of `trails`; `None` where the charset has none, or two.
pub(crate) fn row(encoding: &'static Encoding, lead: u8, trails: RangeInclusive<u8>) -> Vec<Option<char>> {
    let pairs: Vec<u8> = trails.flat_map(|trail| [lead, trail, SEPARATOR]).collect();
    characters(encoding, &pairs)
}

/// The character of each byte alone.
pub(crate) fn alone(encoding: &'static Encoding) -> Vec<Option<char>> {
    let bytes: Vec<u8> = (0..=0xff).filter(|&byte| byte != SEPARATOR).flat_map(|byte| [byte, SEPARATOR]).collect();
    let mut characters = characters(encoding, &bytes);
    characters.insert(SEPARATOR.into(), Some(SEPARATOR.into()));
    characters
}

/// What no charset takes for a trail byte.
const SEPARATOR: u8 = b'\n';

fn characters(encoding: &'static Encoding, separated: &[u8]) -> Vec<Option<char>> {
    let (text, _) = encoding.decode_without_bom_handling(separated);
    let only = |text: &str| {
        let mut characters = text.chars();
        characters.next().filter(|&c| c != char::REPLACEMENT_CHARACTER && characters.next().is_none())
    };
    text.split_terminator(char::from(SEPARATOR)).map(only).collect()
}

#[cfg(test)]
mod tests {
    use encoding_rs::{BIG5, EUC_JP, EUC_KR, GBK, SHIFT_JIS};

    use super::{TRAILS, alone, row};

    #[test]
    fn rows_are_what_each_pair_decodes_to() {
        for encoding in [GBK, BIG5, SHIFT_JIS, EUC_JP, EUC_KR] {
            let character = |bytes: &[u8]| {
                let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
                let mut characters = text.chars();
                characters.next().filter(|_| characters.next().is_none())
            };
            assert!(alone(encoding).into_iter().eq((0..=0xff).map(|byte| character(&[byte]))));
            for lead in 0x81..=0xff {
                let pairs = TRAILS.map(|trail| character(&[lead, trail]));
                assert!(row(encoding, lead, TRAILS).into_iter().eq(pairs), "{} {lead:x}", encoding.name());
            }
        }
    }
}
