//! Characters that may be misread bytes: what looks like a stray NBSP may be half a letter.
//!
//! Bytes A0 and AD of UTF-8 or of a double-byte encoding, read as Latin-1 or windows-1252, are NBSP and a soft hyphen; 85
//! read as Latin-1 is NEL. Repair needs them to put the letter together again, so they stay where they may be such.

use super::invisible::is_invisible;

/// So many Latin-1 letters and signs in a row, with no ASCII between, are no word of any language but misread bytes.
const BYTES_IN_A_ROW: usize = 4;

/// The longest UTF-8 sequence.
const LONGEST_SEQUENCE: usize = 4;

/// Whether the Latin-1 character at `at` may be a byte of a text that was read in the wrong encoding.
///
/// Looks at a bounded number of characters around it.
pub(super) fn may_be_byte(text: &str, at: usize) -> bool {
    let (Some(before), Some(from)) = (text.get(..at), text.get(at..)) else { return false };
    let mut bytes: Vec<u8> = before.chars().rev().map_while(latin1).take(BYTES_IN_A_ROW).collect();
    bytes.reverse();
    let index = bytes.len();
    bytes.extend(bytes_from(from));
    is_in_sequence(&bytes, index) || is_in_row(&bytes, index)
}

/// The character at the start of `text` and those behind it, as bytes. The last letter is left out where an accent
/// follows it, or will when what is invisible has gone: composed with that, it is no Latin-1 character.
fn bytes_from(text: &str) -> Vec<u8> {
    let mut bytes: Vec<u8> = text.chars().map_while(latin1).take(BYTES_IN_A_ROW + 1).collect();
    let hyphens = bytes.iter().rev().take_while(|&&byte| byte == 0xAD).count();
    let upto_letter = bytes.len() - hyphens;
    let ends_in_letter = upto_letter.checked_sub(1).and_then(|last| bytes.get(last)).is_some_and(is_letter);
    if ends_in_letter && text.chars().skip(upto_letter).find(|&c| !is_invisible(c)).is_some_and(is_accent) {
        bytes.truncate(upto_letter - 1);
    }
    bytes
}

/// All that this module is not asked about: NEL, NBSP and the soft hyphen may go, and compose with nothing.
fn is_letter(byte: &u8) -> bool {
    !matches!(byte, 0x85 | 0xA0 | 0xAD)
}

fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}

fn latin1(c: char) -> Option<u8> {
    u8::try_from(u32::from(c)).ok().filter(|byte| *byte >= 0x80)
}

/// Whether the byte at `index` is a part of a well-formed UTF-8 sequence.
fn is_in_sequence(bytes: &[u8], index: usize) -> bool {
    let starts = index.saturating_sub(LONGEST_SEQUENCE - 1)..index;
    let ends = index + 1..=bytes.len();
    let is_character = |start: usize, end: usize| {
        let sequence = bytes.get(start..end).and_then(|bytes| std::str::from_utf8(bytes).ok());
        sequence.is_some_and(|sequence| sequence.chars().count() == 1)
    };
    starts.into_iter().any(|start| ends.clone().any(|end| is_character(start, end)))
}

/// Whether enough letters stand right before and behind the byte at `index`.
fn is_in_row(bytes: &[u8], index: usize) -> bool {
    let before = bytes.iter().take(index).rev().take_while(|byte| is_letter(byte)).count();
    let behind = bytes.iter().skip(index + 1).take_while(|byte| is_letter(byte)).count();
    before > 0 && before + behind >= BYTES_IN_A_ROW
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn misread_bytes_are_told_from_spaces_and_hyphens() {
        let at = |text: &str| may_be_byte(text, text.find(['\u{a0}', '\u{ad}', '\u{85}']).unwrap());
        assert!(at("voilÃ\u{a0} tout"));
        assert!(at("ã\u{81}\u{85}"));
        assert!(at("ÖÐ»ª\u{ad}À"));
        for plain in
            ["voilà\u{a0}!", "«\u{a0}Été\u{a0}»", "Grö\u{ad}ße", "\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}", "wait\u{85}"]
        {
            assert!(!at(plain), "{plain:?}");
        }
    }
}
