//! Reading one HTML character reference.

mod names;

use unicode_normalization::char::decompose_canonical;

use self::names::{BARE, LONGEST, NAMES};

/// How many times a reference may have been escaped over (`&amp;amp;lt;` is `<` escaped twice more). Every layer of a
/// publishing system that escapes without need adds one; eight is beyond any such system, and a longer chain is left whole.
pub(crate) const MOST_ROUNDS: usize = 8;

/// Digits of a numeric reference: U+10FFFF needs seven, the rest is leading zeros.
const MOST_DIGITS: usize = 10;

/// What the references 0x80 to 0x9F stand for (HTML Standard, section 13.2.5.80): windows-1252. Zeros: nothing.
const WINDOWS_1252: [u16; 32] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0, 0,
    0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
];

/// One reference: how far it reaches, and what it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reference {
    /// In bytes, from the `&` on.
    pub(crate) len: usize,
    pub(crate) value: Value,
    /// How many times it was escaped over.
    pub(crate) rounds: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    Named(&'static str),
    Number(char),
    /// Half of a UTF-16 surrogate pair.
    Surrogate(u16),
    /// Two references that are the two halves of one character.
    Pair(char),
    /// A number that is no character.
    Invalid,
}

/// Reads the reference at the start of `text`, which starts with `&`.
///
/// A chain of `&amp;` in front of a reference is part of it: were one layer taken off at a time, mending twice would
/// change more than mending once. Costs what the reference is long.
pub(crate) fn read(text: &str) -> Option<Reference> {
    let first = read_chain(text)?;
    let Value::Surrogate(high) = first.value else { return Some(first) };
    let second = text.get(first.len..).filter(|rest| rest.starts_with('&')).and_then(read_chain);
    if let Some(Reference { len, value: Value::Surrogate(low), .. }) = second
        && let Some(Ok(whole)) = char::decode_utf16([high, low]).next()
    {
        return Some(Reference { len: first.len + len, value: Value::Pair(whole), rounds: first.rounds });
    }
    Some(Reference { value: Value::Invalid, ..first })
}

fn read_chain(text: &str) -> Option<Reference> {
    let mut whole = read_link(text.strip_prefix('&')?)?;
    whole.len += 1;
    while whole.value.is_ampersand() {
        let Some(inner) = text.get(whole.len..).and_then(read_link) else { break };
        whole = Reference { len: whole.len + inner.len, rounds: whole.rounds + 1, ..inner };
    }
    Some(whole)
}

impl Value {
    fn is_ampersand(self) -> bool {
        matches!(self, Value::Named("&") | Value::Number('&'))
    }

    /// The text of a reference that stands for some.
    pub(crate) fn text(self, buffer: &mut [u8; 4]) -> Option<&str> {
        match self {
            Value::Named(text) => Some(text),
            Value::Number(c) | Value::Pair(c) => Some(c.encode_utf8(buffer)),
            Value::Surrogate(_) | Value::Invalid => None,
        }
    }
}

/// Reads what follows a `&`.
fn read_link(rest: &str) -> Option<Reference> {
    let (len, value) = match rest.strip_prefix('#') {
        Some(number) => read_number(number).map(|(len, value)| (len + 1, value))?,
        None => read_name(rest)?,
    };
    Some(Reference { len, value, rounds: 0 })
}

fn read_name(rest: &str) -> Option<(usize, Value)> {
    let mut name = String::new();
    let mut len = 0;
    for c in rest.chars() {
        // U+212A is canonically equivalent to K: a text is the same text in every normalization form.
        let letter = if c == '\u{212A}' { 'K' } else { c };
        if !letter.is_ascii_alphanumeric() || name.len() == LONGEST {
            break;
        }
        name.push(letter);
        len += c.len_utf8();
    }
    if name.is_empty() {
        return None;
    }
    let after = rest.get(len..)?;
    let closed = semicolon(after);
    if closed.is_none() && !(BARE.binary_search(&&*name).is_ok() && ends_bare_name(after)) {
        return None;
    }
    let index = NAMES.binary_search_by_key(&&*name, |(name, _)| name).ok()?;
    let (_, text) = NAMES.get(index)?;
    Some((len + closed.unwrap_or_default(), Value::Named(text)))
}

/// The length of the `;` at the start of `rest`, or of U+037E, which is canonically equivalent to it.
fn semicolon(rest: &str) -> Option<usize> {
    rest.chars().next().filter(|c| matches!(c, ';' | '\u{37E}')).map(char::len_utf8)
}

/// Whether a reference without `;` may end before `rest`.
///
/// HTML refuses it before `=` and alphanumerics where it could be a part of an address (`?a=1&copy=2`). Punctuation is
/// refused here too: `f(&copy, 1)` is program text. What an accent turns into a letter counts as that letter.
fn ends_bare_name(rest: &str) -> bool {
    let Some(next) = rest.chars().next() else { return true };
    if next.is_ascii() {
        return next.is_ascii_whitespace() || next.is_ascii_control() || "&<".contains(next);
    }
    !first_of_decomposition(next).is_ascii()
}

/// The first character of the canonical decomposition of `c`: e for é. Normalization changes the rest.
pub(crate) fn first_of_decomposition(c: char) -> char {
    let mut first = None;
    decompose_canonical(c, |part| first = first.or(Some(part)));
    first.unwrap_or(c)
}

fn read_number(number: &str) -> Option<(usize, Value)> {
    let hex = number.strip_prefix(['x', 'X']);
    let (digits, radix) = hex.map_or((number, 10), |hex| (hex, 16));
    let count = digits.bytes().take_while(|byte| char::from(*byte).is_digit(radix)).count();
    let value = digits.get(..count).filter(|digits| (1..=MOST_DIGITS).contains(&digits.len()))?;
    let value = scalar(u64::from_str_radix(value, radix).ok()?);
    let len = number.len() - digits.len() + count;
    let rest = digits.get(count..)?;
    match semicolon(rest) {
        Some(closed) => Some((len + closed, value)),
        None => may_be_open(value, hex.is_none(), rest).then_some((len, value)),
    }
}

/// Whether a number without `;` is a reference. Low numbers (`track &#12 of 20`) must be told from plain text by what
/// follows; high decimals stand for themselves (`it&#8217s`).
fn may_be_open(value: Value, decimal: bool, rest: &str) -> bool {
    match value {
        Value::Number(c) if c < ' ' => false,
        Value::Number(c) if c > '\u{9F}' && decimal => true,
        Value::Surrogate(_) => rest.starts_with('&') || ends_bare_name(rest),
        Value::Invalid => false,
        _ => ends_bare_name(rest),
    }
}

fn scalar(number: u64) -> Value {
    let remapped = match number {
        0x80..=0x9F => WINDOWS_1252.get(number as usize - 0x80).map_or(0, |&c| u32::from(c)),
        _ => u32::try_from(number).unwrap_or_default(),
    };
    match (char::from_u32(remapped), remapped) {
        (_, 0) => Value::Invalid,
        (None, 0xD800..=0xDFFF) => Value::Surrogate(remapped as u16),
        (Some(c), _) if !is_noncharacter(c) => Value::Number(c),
        _ => Value::Invalid,
    }
}

/// The 66 code points that are never characters (The Unicode Standard, section 23.7).
fn is_noncharacter(c: char) -> bool {
    matches!(c, '\u{FDD0}'..='\u{FDEF}') || u32::from(c) & 0xFFFE == 0xFFFE
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(text: &str) -> Option<(usize, String)> {
        let reference = read(text)?;
        Some((reference.len, reference.value.text(&mut [0; 4])?.to_owned()))
    }

    #[test]
    fn names_with_and_without_semicolon() {
        assert_eq!(decoded("&hellip;!"), Some((8, "…".to_owned())));
        assert_eq!(decoded("&hellip!"), None);
        assert_eq!(decoded("&copy 2020"), Some((5, "©".to_owned())));
        assert_eq!(decoded("&nbsp中文"), Some((5, "\u{a0}".to_owned())));
        for plain in ["&copy=2", "&copyright", "&copy2", "&copy)", "&copy\u{e9}", "&c.", "&;", "&", "& amp;"] {
            assert_eq!(decoded(plain), None, "{plain}");
        }
    }

    #[test]
    fn the_longest_name_is_read_and_a_longer_one_is_not() {
        assert_eq!(decoded("&CounterClockwiseContourIntegral;").unwrap().1, "∳");
        assert_eq!(decoded("&CounterClockwiseContourIntegrals;"), None);
        assert_eq!(decoded("&NotEqualTilde;").unwrap().1, "≂̸");
    }

    #[test]
    fn numbers() {
        assert_eq!(decoded("&#65;"), Some((5, "A".to_owned())));
        assert_eq!(decoded("&#x4E2d;"), Some((8, "中".to_owned())));
        assert_eq!(decoded("&#150;"), Some((6, "–".to_owned())));
        assert_eq!(decoded("&#8217s"), Some((6, "’".to_owned())));
        assert_eq!(decoded("&#55357;&#56832;"), Some((16, "😀".to_owned())));
        for plain in ["&#12 of", "&#x41g", "&#;", "&#x;", "&#00000000065;"] {
            assert_eq!(decoded(plain), None, "{plain}");
        }
        for invalid in ["&#0;", "&#x110000;", "&#xD83D;", "&#xFFFE;", "&#129;", "&#9999999999;"] {
            assert_eq!(read(invalid).unwrap().value, Value::Invalid, "{invalid}");
        }
    }

    #[test]
    fn a_chain_is_one_reference() {
        assert_eq!(decoded("&amp;amp;#x26;nbsp;"), Some((19, "\u{a0}".to_owned())));
        assert_eq!(decoded("&amp;amp; more"), Some((9, "&".to_owned())));
        assert_eq!(read(&format!("&{}lt;", "amp;".repeat(9))).unwrap().rounds, 9);
    }
}
