//! GBK as a table: which pair of bytes is which character.

use std::collections::HashMap;
use std::sync::LazyLock;

use encoding_rs::GBK;

/// A lead byte and a trail byte.
pub(super) type Pair = (u8, u8);

/// The bytes that characters of two start with.
pub(super) const LEADS: std::ops::RangeInclusive<u8> = 0x81..=0xfe;

/// The bytes that characters of two end in.
pub(super) const TRAILS: std::ops::RangeInclusive<u8> = 0x40..=0xfe;

struct Table {
    /// By lead and trail byte; `\0` where the pair is no character.
    characters: Vec<char>,
    pairs: HashMap<char, Pair>,
}

fn table() -> &'static Table {
    static TABLE: LazyLock<Table> = LazyLock::new(|| {
        let mut table = Table { characters: vec!['\0'; 1 << 16], pairs: HashMap::new() };
        for pair in LEADS.flat_map(|lead| TRAILS.map(move |trail| (lead, trail))) {
            let bytes = [pair.0, pair.1];
            let text = GBK.decode_without_bom_handling_and_without_replacement(&bytes);
            let c = text.and_then(|text| text.chars().next().filter(|c| c.len_utf8() == text.len()));
            if let (Some(c), Some(slot)) = (c.filter(|c| !is_private(*c)), table.characters.get_mut(index(pair))) {
                *slot = c;
                table.pairs.entry(c).or_insert(pair);
            }
        }
        table
    });
    &TABLE
}

fn index((lead, trail): Pair) -> usize {
    usize::from(lead) << 8 | usize::from(trail)
}

/// The rows for characters of one's own, which decoders of pages refuse.
fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}')
}

/// The character of a pair of bytes.
pub(super) fn character(pair: Pair) -> Option<char> {
    table().characters.get(index(pair)).copied().filter(|&c| c != '\0')
}

/// The two bytes of a character.
pub(super) fn pair(c: char) -> Option<Pair> {
    table().pairs.get(&c).copied()
}
