//! Signs in ASCII: controls, blanks, escapes without a backslash, and single marks.

use super::Signs;
use super::block::Windows;

/// The bytes that [`of_mark`] knows, by threes, as they are searched for.
const MARKS: [[u8; 3]; 4] = [*b"&#%", *b"<>=", *b"\\+;", *b"}?("];

/// The ASCII signs of a block, which starts at `start` of `bytes`.
pub(super) fn signs(windows: &Windows<'_>, bytes: &[u8], start: usize) -> Signs {
    let found = odd(windows);
    let mut signs = Signs::NONE;
    if found.window {
        signs |= Signs::named(windows.bits(closer), &CLOSER);
    }
    if found.mark {
        signs |= of_marks(bytes, start);
    }
    signs
}

/// What a coarse look at a block says that it may hold.
struct Odd {
    /// What [`closer`] looks at.
    window: bool,
    /// What [`of_mark`] looks at.
    mark: bool,
}

/// A test proves it against every window.
#[inline(never)]
fn odd(windows: &Windows<'_>) -> Odd {
    let (odd, mark) = windows
        .fold((0, u8::MAX), |(odd, mark), a, b, c| (odd | u8::from(is_odd(a, b, c)), mark.min(distance_to_mark(a))));
    Odd { window: odd != 0, mark: mark < MARK_RANGE }
}

/// A control character or tab, a blank beside one or at a line's end or start, three line ends, `u` before what is like two
/// hexadecimal digits one of which is a digit.
#[inline(always)]
fn is_odd(a: u8, b: u8, c: u8) -> bool {
    let pair = a.max(b);
    (pair == b' ')
        | (pair.max(c) == b'\n')
        | ((a == b'u') & (b.min(c) & 0xF0 == 0x30))
        | ((a < b' ') & (a != b'\n'))
        | (a == 0x7F)
}

/// The length of the ranges that [`distance_to_mark`] goes by.
const MARK_RANGE: u8 = 5;

/// How far behind the start of the nearest of four ranges a byte stands: `#` to `&`, `(` to `+`, `;` to `?`, `{` to U+007F
/// (where `[` to `_` is counted in). The smallest of many says whether one of them is a mark.
#[inline(always)]
fn distance_to_mark(byte: u8) -> u8 {
    let low = byte.wrapping_sub(b'#').min(byte.wrapping_sub(b'(')).saturating_add(1);
    low.min(byte.wrapping_sub(b';')).min((byte | 0x20).wrapping_sub(b'{'))
}

/// What the bits of [`closer`] stand for.
const CLOSER: [Signs; 3] = [Signs::CONTROL, Signs::BLANK, Signs::ESCAPE];

#[inline(always)]
fn closer(a: u8, b: u8, c: u8) -> u8 {
    let is_control = ((a < b' ') & (a != b'\t') & (a != b'\n')) | (a == 0x7F);
    let is_code_unit = (a == b'u') & (b.min(c) >= b'0') & (b.min(c) <= b'9');
    u8::from(is_control) | u8::from(is_blank(a, b, c)) << 1 | u8::from(is_code_unit) << 2
}

/// A blank that a blank, a line's end or the text's end follows; three newlines.
#[inline(always)]
pub(crate) fn is_blank(a: u8, b: u8, c: u8) -> bool {
    (((a == b' ') | (a == b'\t')) & (b <= b' ')) | ((a == b'\n') & (b == b'\n') & (c == b'\n'))
}

/// The signs of all marks in the block that starts at `start`.
fn of_marks(bytes: &[u8], start: usize) -> Signs {
    let block = bytes.get(start..bytes.len().min(start + super::BLOCK)).unwrap_or_default();
    let marks = MARKS.iter().flat_map(|&[a, b, c]| memchr::memchr3_iter(a, b, c, block));
    marks.fold(Signs::NONE, |signs, offset| signs | of_mark(bytes, start + offset))
}

/// The signs that the mark at `at` of `bytes` shows there.
fn of_mark(bytes: &[u8], at: usize) -> Signs {
    let byte = |at: usize| bytes.get(at).copied().unwrap_or_default();
    let (before, next, third) = (at.checked_sub(1).map_or(0, byte), byte(at + 1), byte(at + 2));
    match byte(at) {
        b'&' => Signs::AMPERSAND,
        b'#' if next.is_ascii_alphanumeric() => Signs::PART_OF_REFERENCE,
        b'<' | b'>' => Signs::ANGLE,
        b'\\' => Signs::ESCAPE,
        b'%' | b'=' | b'+' if next >= b'0' => Signs::ESCAPE,
        b'}' if before == b'~' => Signs::ESCAPE,
        b';' if bytes.get(..at).is_some_and(|before| before.ends_with(b"nbsp")) => Signs::PART_OF_REFERENCE,
        b';' | b'}' if matches!(next, 0 | b'\n' | b'\r') => Signs::STATEMENT,
        b'(' if next == b'B' => Signs::ESCAPE,
        b'(' if before >= 0x80 => Signs::BRACKET,
        b'?' if before >= 0x80 || matches!(before, 0 | b'\n') => Signs::LOST,
        b'?' if next >= 0x80 || (next, third) == (b'?', b'?') => Signs::LOST,
        _ => Signs::NONE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_odd_is_looked_at() {
        for (a, b, c) in (0..=0xFF_FFFFu32).map(|window| (window as u8, (window >> 8) as u8, (window >> 16) as u8)) {
            assert!(closer(a, b, c) == 0 || is_odd(a, b, c), "{a:x} {b:x} {c:x}");
        }
    }

    #[test]
    fn every_mark_is_near() {
        assert!(MARKS.as_flattened().iter().all(|&mark| distance_to_mark(mark) < MARK_RANGE));
        assert!(b"azAZ09 \n.,:-'\"!/".iter().all(|&byte| distance_to_mark(byte) >= MARK_RANGE));
    }
}
