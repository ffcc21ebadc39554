//! No-break spaces that a cleaner made spaces, inside UTF-8 that was read as windows-1252: what is left of the character
//! says that one stood there.
//!
//! A byte that became a question mark or U+FFFD is not filled in: of the few characters that it may have been, the
//! commonest is too often the wrong one.

/// The byte of the no-break space.
const NO_BREAK_SPACE: u8 = 0xa0;

/// Fills in one byte of a character of three or four; of two, not enough is left to go by.
pub(super) fn fill(bytes: &mut [u8]) {
    for at in 0..bytes.len() {
        let gap = character(bytes, at).and_then(only_gap);
        if let Some(byte) = gap.and_then(|gap| bytes.get_mut(at + gap)) {
            *byte = NO_BREAK_SPACE;
        }
    }
}

/// The bytes of a character of three or four that starts here.
fn character(bytes: &[u8], at: usize) -> Option<&[u8]> {
    let length = match bytes.get(at)? {
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return None,
    };
    bytes.get(at..at + length)
}

/// The one place of a character where a space stands, if all others are its own bytes.
fn only_gap(character: &[u8]) -> Option<usize> {
    let mut gap = None;
    for (place, byte) in character.iter().enumerate().skip(1) {
        match byte {
            0x80..=0xbf => {}
            b' ' if gap.is_none() => gap = Some(place),
            _ => return None,
        }
    }
    gap
}
