//! UTF-32, which encoding_rs does not know.

use crate::byte_map::{MAX_STRETCH, Reading};
use crate::decode::sink::{Sink, rule};

/// Decodes `bytes`, the rest of the input.
pub(super) fn decode(bytes: &[u8], big_endian: bool, sink: &mut Sink<'_>) {
    let reading = if big_endian { Reading::Utf32Be } else { Reading::Utf32Le };
    for stretch in bytes.chunks(MAX_STRETCH) {
        let (mut input, mut text) = (0, 0);
        for unit in stretch.chunks(4) {
            match character(unit, big_endian) {
                Some(c) => {
                    sink.text.push(c);
                    input += 4;
                    text += c.len_utf8();
                }
                None => {
                    sink.wrote(reading, std::mem::take(&mut input), std::mem::take(&mut text));
                    sink.malformed(unit.len(), rule_for(unit));
                }
            }
        }
        sink.wrote(reading, input, text);
    }
}

fn rule_for(unit: &[u8]) -> &'static str {
    if unit.len() < 4 { rule::TRUNCATED } else { rule::INVALID }
}

/// The character of one unit.
pub(super) fn character(unit: &[u8], big_endian: bool) -> Option<char> {
    let unit = unit.try_into().ok()?;
    char::from_u32(if big_endian { u32::from_be_bytes(unit) } else { u32::from_le_bytes(unit) })
}
