//! Byte order marks.

use encoding_rs::{UTF_16BE, UTF_16LE};

use crate::decode::charset::Charset;

/// The charset that a byte order mark names, and the mark's length.
///
/// The mark of UTF-32LE begins like that of UTF-16LE, so it is looked for first; it counts only where the length is one
/// that UTF-32 can have, because UTF-16LE may begin with U+0000.
pub(super) fn sniff(bytes: &[u8]) -> Option<(Charset, usize)> {
    match bytes {
        [0xef, 0xbb, 0xbf, ..] => Some((Charset::Utf8, 3)),
        [0xff, 0xfe, 0, 0, rest @ ..] if is_utf32(rest, u32::from_le_bytes) => Some((Charset::Utf32Le, 4)),
        [0, 0, 0xfe, 0xff, ..] => Some((Charset::Utf32Be, 4)),
        [0xff, 0xfe, ..] => Some((UTF_16LE.into(), 2)),
        [0xfe, 0xff, ..] => Some((UTF_16BE.into(), 2)),
        _ => None,
    }
}

/// Units that are looked at: UTF-16 text has its first unit over U+10FFFF at once.
const UNITS: usize = 64;

fn is_utf32(bytes: &[u8], read: fn([u8; 4]) -> u32) -> bool {
    bytes.chunks_exact(4).take(UNITS).all(|unit| {
        let unit = unit.try_into().unwrap_or_default();
        char::from_u32(read(unit)).is_some()
    })
}

#[cfg(test)]
mod tests {
    use encoding_rs::UTF_16LE;

    use super::sniff;
    use crate::decode::charset::Charset;

    #[test]
    fn utf_32_is_looked_for_before_utf_16() {
        assert_eq!(sniff(b"\xff\xfe\0\0a\0\0\0"), Some((Charset::Utf32Le, 4)));
        assert_eq!(sniff(b"\xff\xfe\0\0a\0b\0"), Some((UTF_16LE.into(), 2)));
        assert_eq!(sniff(b"\xff\xfea\0"), Some((UTF_16LE.into(), 2)));
        assert_eq!(sniff(b"+/v8-"), None);
    }
}
