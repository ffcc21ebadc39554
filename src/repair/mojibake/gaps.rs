//! Bytes that a cleaner took away or made a space, inside UTF-8 that was read as windows-1252: what is left of the character
//! says which one stood there.
//!
//! There are two: the no-break space (A0), of which a space is left, or nothing where spaces were joined; and the control that
//! windows-1252 has in place of a character (9D), which ends the mark that closes a quotation. A byte that became a question
//! mark or U+FFFD is not filled in: of the few characters that it may have been, the commonest is too often the wrong one.

use crate::text::plausibility::Plausibility;

const NO_BREAK_SPACE: u8 = 0xa0;

/// What begins a quotation mark, and the last bytes of those that are told apart: „ “ ”.
const QUOTE: [u8; 2] = [0xe2, 0x80];
const LOW: u8 = 0x9e;
const OPENS: u8 = 0x9c;
const CLOSES: u8 = 0x9d;

/// What begins `à`.
const A_GRAVE: u8 = 0xc3;

/// Where a byte is missing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Gap {
    pub(super) at: usize,
    pub(super) byte: u8,
    /// Whether a space stands in its place, and not nothing before it.
    pub(super) has_space: bool,
}

impl Gap {
    const fn space(at: usize, byte: u8) -> Self {
        Self { at, byte, has_space: true }
    }

    const fn before(at: usize, byte: u8) -> Self {
        Self { at, byte, has_space: false }
    }
}

/// The gaps in a text's bytes that can be filled in, from left to right.
pub(super) fn gaps(bytes: &[u8]) -> Vec<Gap> {
    let damaged = bytes.windows(2).any(|pair| matches!(pair, [0xc2 | 0xc3, 0x80..=0xbf] | [0xe2, 0x80]));
    let mut opened = None;
    let gap = |at: usize| {
        let rest = bytes.get(at..)?;
        match *rest.first()? {
            0xe2 if rest.starts_with(&QUOTE) => {
                closing(rest.get(2), &mut opened).then_some(Gap::before(at + 2, CLOSES))
            }
            0xe0..=0xef => only_space(rest.get(..3)?).map(|gap| Gap::space(at + gap, NO_BREAK_SPACE)),
            0xf0..=0xf4 => only_space(rest.get(..4)?).map(|gap| Gap::space(at + gap, NO_BREAK_SPACE)),
            A_GRAVE if damaged && rest.get(1) == Some(&b' ') => a_grave(bytes.get(..at)?, rest.get(2..)?, at + 1),
            _ => None,
        }
    };
    (0..bytes.len()).filter_map(gap).collect()
}

/// Whether a mark lost its last byte, and was one that closes: `next` is what stands behind what is left. A space is no
/// no-break space there, which would make a dagger, and a question mark may be either.
fn closing(next: Option<&u8>, opened: &mut Option<u8>) -> bool {
    let closes = match next {
        Some(&mark) if mark == LOW || mark == OPENS && *opened != Some(LOW) => {
            *opened = Some(mark);
            return false;
        }
        Some(&(OPENS | CLOSES)) => false,
        Some(0x80..=0xff | b'?') => return false,
        _ => opened.is_some(),
    };
    *opened = None;
    closes
}

/// The one place of a character where a space stands, if all others are its own bytes.
fn only_space(character: &[u8]) -> Option<usize> {
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

/// Nats by which `à` inside a word has to be likelier than at its end, or less likely, where one space stands behind it.
const SURE: f32 = 2.0;

/// The gap behind the first byte of `à`, where the space at `space` stands: in its place, or behind the word that it ended.
fn a_grave(before: &[u8], behind: &[u8], space: usize) -> Option<Gap> {
    let (head, tail) = (word_end(before), word_start(behind));
    if tail.is_empty() && behind.first().is_none_or(u8::is_ascii) {
        return Some(Gap::space(space, NO_BREAK_SPACE));
    }
    let cost = |blank: &str| Plausibility::of(&[head, "à", blank, tail].concat()).cost;
    let joined = cost("") - cost(" ");
    match joined {
        _ if joined >= SURE => Some(Gap::before(space, NO_BREAK_SPACE)),
        _ if joined <= -SURE => Some(Gap::space(space, NO_BREAK_SPACE)),
        _ => None,
    }
}

/// Letters of a word that are weighed.
const WORD: usize = 12;

fn word_end(text: &[u8]) -> &str {
    let letters = text.iter().rev().take(WORD).take_while(|byte| byte.is_ascii_alphabetic()).count();
    text.get(text.len() - letters..).and_then(|word| std::str::from_utf8(word).ok()).unwrap_or_default()
}

fn word_start(text: &[u8]) -> &str {
    let letters = text.iter().take(WORD).take_while(|byte| byte.is_ascii_alphabetic()).count();
    text.get(..letters).and_then(|word| std::str::from_utf8(word).ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Gap, gaps};

    #[test]
    fn a_mark_that_lost_its_end_closes_what_was_opened() {
        let quoted = b"\xe2\x80\x9cyes\xe2\x80 and";
        assert_eq!(gaps(quoted), [Gap::before(8, 0x9d)]);
        assert_eq!(gaps(b"yes\xe2\x80 and"), [], "nothing was opened");
        assert_eq!(gaps(b"\xe2\x80\x9cyes\xe2\x80?"), [], "a question mark may be one");
        assert_eq!(gaps(b"\xe2\x80\x9cyes\xe2\x80\x9d and\xe2\x80 no"), [], "it is closed");
    }

    #[test]
    fn of_two_spaces_the_first_was_no_space() {
        assert_eq!(gaps(b"all\xc3\xa9 \xc3  Paris"), [Gap::space(7, 0xa0)]);
        assert_eq!(gaps(b"\xc3  Paris"), [], "nothing else is damaged");
        assert_eq!(gaps(b"all\xc3\xa9 \xc3 Paris"), [Gap::before(7, 0xa0)]);
    }
}
