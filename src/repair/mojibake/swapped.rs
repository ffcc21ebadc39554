//! Readings in which the bytes of UTF-16 were swapped.

use super::reading::{Layer, Reading};

/// The text with the bytes of all its units swapped, and with those only that stand between characters outside ASCII:
/// one of them is damaged whole, the other has clean ASCII around it.
pub(super) fn readings(text: &str) -> Vec<Reading> {
    let inner = text.trim_matches(|c: char| c.is_ascii());
    let head = text.len() - text.trim_start_matches(|c: char| c.is_ascii()).len();
    let (before, behind) = (text.get(..head).unwrap_or_default(), text.get(head + inner.len()..).unwrap_or_default());
    let end = text.trim_end_matches('\n');
    let whole = swapped(end).map(|swapped| [&swapped, text.get(end.len()..).unwrap_or_default()].concat());
    let part = swapped(inner).map(|swapped| [before, &swapped, behind].concat());
    let readings = [whole, part].into_iter().flatten();
    readings.map(|text| Reading { text, layers: vec![Layer::Swapped] }).collect()
}

/// `text` with the bytes of each unit swapped, and what could not be read left; `None` where that is no text.
fn swapped(text: &str) -> Option<String> {
    let units = text.encode_utf16().map(|unit| if unit == LOST { unit } else { unit.swap_bytes() });
    char::decode_utf16(units).collect::<Result<String, _>>().ok()
}

/// U+FFFD.
const LOST: u16 = 0xfffd;
