//! References as HTML reads them, and runs of them that are the bytes of UTF-8.

use super::damaged::Form;
use crate::text::reference::{self, MOST_ROUNDS, Value};

/// The reference at the start of `text`: its length, what it stands for, and how it is written.
pub(super) fn read(text: &str) -> Option<(usize, String, Form)> {
    if !text.starts_with('&') {
        return None;
    }
    bytes(text).or_else(|| {
        let reference = reference::read(text).filter(|reference| reference.rounds <= MOST_ROUNDS)?;
        let named = reference.value.text(&mut [0; 4]).filter(|text| !text.is_ascii()).map(String::from)?;
        // Two references of single letters are no surprise in a text about HTML; C1 numbers alone are windows-1252.
        (reference.value != Value::Invalid).then_some((reference.len, named, Form::Whole))
    })
}

/// A character of UTF-8 whose bytes are a reference each: `&#195;&#169;`.
fn bytes(text: &str) -> Option<(usize, String, Form)> {
    let mut bytes = Vec::with_capacity(4);
    let mut len = 0;
    while bytes.len() < 4 {
        let (length, byte) = byte_reference(text.get(len..)?)?;
        bytes.push(byte);
        len += length;
        if let Ok(whole) = std::str::from_utf8(&bytes) {
            return (!whole.is_ascii()).then(|| (len, whole.to_owned(), Form::Bytes));
        }
    }
    None
}

/// A numeric reference to a byte above ASCII. HTML would read those up to 9F as windows-1252, and some as nothing.
fn byte_reference(text: &str) -> Option<(usize, u8)> {
    let number = text.strip_prefix("&#")?;
    let (digits, radix) = number.strip_prefix(['x', 'X']).map_or((number, 10), |hex| (hex, 16));
    let end = digits.bytes().take(4).position(|byte| byte == b';').filter(|end| *end >= 2)?;
    let byte = u8::from_str_radix(digits.get(..end)?, radix).ok().filter(|byte| *byte >= 0x80)?;
    Some((text.len() - digits.len() + end + 1, byte))
}
