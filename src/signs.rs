//! Signs: the short windows of bytes without which a pass can do nothing.
//!
//! One scan looks for all of them at once, so that clean text is read once and not once a pass. A sign is a promise in one
//! direction: where none stands, the passes that ask for it have nothing to do; where one stands, they look closely.

use std::ops::{BitOr, BitOrAssign};

/// A set of signs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Signs(u16);

impl Signs {
    pub(crate) const NONE: Self = Self(0);

    // Signs that ASCII alone can make.
    /// C0 without tab and `\n`; DEL.
    pub(crate) const CONTROL: Self = Self(1);
    /// `&`
    pub(crate) const AMPERSAND: Self = Self(1 << 1);
    /// `#` before a digit or `x`.
    pub(crate) const NUMBER: Self = Self(1 << 2);
    /// `<` and `>`
    pub(crate) const ANGLE: Self = Self(1 << 3);
    /// `;` and `}` at a line's end.
    pub(crate) const STATEMENT: Self = Self(1 << 4);
    /// What an escape of bytes or characters starts with.
    pub(crate) const ESCAPE: Self = Self(1 << 5);
    /// A blank beside another or at a line's end; a tab; more than one blank line.
    pub(crate) const BLANK: Self = Self(1 << 6);
    /// `?` beside a character outside ASCII or in threes; U+FFFD and its usual misreading.
    pub(crate) const LOST: Self = Self(1 << 7);

    // Signs with a byte outside ASCII.
    /// An opening bracket behind a character outside ASCII; a full-width one.
    pub(crate) const BRACKET: Self = Self(1 << 8);
    /// U+0080 to U+009F.
    pub(crate) const C1: Self = Self(1 << 9);
    /// Spaces other than U+0020.
    pub(crate) const SPACE: Self = Self(1 << 10);
    /// Characters that do not show.
    pub(crate) const INVISIBLE: Self = Self(1 << 11);
    /// Characters that NFC may change, or that may join what stands before them.
    pub(crate) const UNSTABLE: Self = Self(1 << 12);
    /// U+2028 and U+2029.
    pub(crate) const SEPARATOR: Self = Self(1 << 13);
    /// Full-width `＆` and `＃`.
    pub(crate) const WIDE_REFERENCE: Self = Self(1 << 14);
    /// Any byte outside ASCII.
    pub(crate) const NON_ASCII: Self = Self(1 << 15);

    /// The union, where `|` cannot be used.
    pub(crate) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the two have a sign in common.
    pub(crate) const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The signs of the windows that start in `start..end` of `bytes`. Zeros stand behind the end.
    pub(crate) fn of(bytes: &[u8], start: usize, end: usize) -> Self {
        let firsts = bytes.get(start..end).unwrap_or_default();
        let from = |shift: usize| bytes.get(start + shift..).unwrap_or_default();
        let windows = || firsts.iter().zip(from(1)).zip(from(2)).map(|((a, b), c)| (*a, *b, *c));
        let mut ascii = windows().fold(0, |signs, (a, b, c)| signs | ascii_signs(a, b, c));
        let is_ascii = firsts.is_ascii();
        let mut wide = if is_ascii { 0 } else { windows().fold(0, |signs, (a, b, c)| signs | wide_signs(a, b, c)) };
        for at in bytes.len().saturating_sub(2).max(start)..end {
            let byte = |shift| bytes.get(at + shift).copied().unwrap_or_default();
            ascii |= ascii_signs(byte(0), byte(1), byte(2));
            wide |= wide_signs(byte(0), byte(1), byte(2));
        }
        let signs = Self(u16::from(ascii) | u16::from(wide) << 8);
        if is_ascii { signs } else { signs | Self::NON_ASCII }
    }
}

impl BitOr for Signs {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        self.and(other)
    }
}

impl BitOrAssign for Signs {
    fn bitor_assign(&mut self, other: Self) {
        *self = *self | other;
    }
}

// Each test below is made of comparisons joined by `|` and `&`, so that a loop over windows becomes vector instructions.
// An automaton (aho-corasick, 40 short patterns) in place of one of them read Chinese at 0.4 GB/s where the comparisons
// read it at 5.

/// The low byte of the signs of a window.
fn ascii_signs(a: u8, b: u8, c: u8) -> u8 {
    u8::from(is_control(a))
        | u8::from(a == b'&') << 1
        | u8::from((a == b'#') & (b.is_ascii_digit() | (b | 0x20 == b'x'))) << 2
        | u8::from((a == b'<') | (a == b'>')) << 3
        | u8::from(((a == b';') | (a == b'}')) & ((b == b'\n') | (b == b'\r') | (b == 0))) << 4
        | u8::from(is_escape(a, b, c)) << 5
        | u8::from(is_blank(a, b, c)) << 6
        | u8::from(is_lost(a, b, c)) << 7
}

/// The high byte of the signs of a window, but for [`Signs::NON_ASCII`].
fn wide_signs(a: u8, b: u8, c: u8) -> u8 {
    u8::from(is_bracket(a, b, c))
        | u8::from(is_c1(a, b)) << 1
        | u8::from(is_space(a, b, c)) << 2
        | u8::from(is_invisible(a, b, c)) << 3
        | u8::from(is_unstable(a, b, c)) << 4
        | u8::from((a == 0xE2) & (b == 0x80) & ((c == 0xA8) | (c == 0xA9))) << 5
        | u8::from((a == 0xEF) & (b == 0xBC) & ((c == 0x86) | (c == 0x83))) << 6
}

fn is_control(a: u8) -> bool {
    ((a < b' ') & (a != b'\t') & (a != b'\n')) | (a == 0x7F)
}

/// `\`, `%` before hexadecimal digits or `u`, `=` before such digits (quoted-printable) or `?` (encoded words), `+` before a
/// letter or digit (UTF-7), `~{` (HZ), `$B` (ISO-2022-JP), and `u` before two hexadecimal digits of which one is no letter.
fn is_escape(a: u8, b: u8, c: u8) -> bool {
    let is_digit = |byte: u8| byte.is_ascii_digit();
    let is_hex = |byte: u8| byte.is_ascii_digit() | (b'a'..=b'f').contains(&(byte | 0x20));
    (a == b'\\')
        | ((a == b'%') & ((b == b'u') | (is_hex(b) & is_hex(c))))
        | ((a == b'=') & ((b == b'?') | (is_hex(b) & is_hex(c))))
        | ((a == b'+') & (is_digit(b) | b.is_ascii_alphabetic()))
        | ((a == b'~') & (b == b'{'))
        | ((a == b'$') & (b == b'B'))
        | ((a == b'u') & is_hex(b) & is_hex(c) & (is_digit(b) | is_digit(c)))
}

/// A blank that another blank, a line's end or the text's end follows; three newlines.
pub(crate) fn is_blank(a: u8, b: u8, c: u8) -> bool {
    let is_blank = |byte: u8| (byte == b' ') | (byte == b'\t');
    (is_blank(a) & (is_blank(b) | (b == b'\n') | (b == 0))) | ((a == b'\n') & (b == b'\n') & (c == b'\n'))
}

fn is_lost(a: u8, b: u8, c: u8) -> bool {
    ((a == b'?') & (b >= 0x80))
        | ((a >= 0x80) & (b == b'?'))
        | ((a == b'?') & (b == b'?') & (c == b'?'))
        | ((a == 0xEF) & (b == 0xBF) & (c == 0xBD))
        | ((a == 0xE9) & (b == 0x94) & (c == 0x9F))
}

fn is_bracket(a: u8, b: u8, c: u8) -> bool {
    ((a >= 0x80) & (b == b'(')) | ((a == 0xEF) & (b == 0xBC) & (c == 0x88))
}

fn is_c1(a: u8, b: u8) -> bool {
    (a == 0xC2) & (b < 0xA0)
}

/// U+00A0, U+2000 to U+200A, U+202F, U+205F, U+3000.
pub(crate) fn is_space(a: u8, b: u8, c: u8) -> bool {
    ((a == 0xC2) & (b == 0xA0))
        | ((a == 0xE2) & (b == 0x80) & ((c <= 0x8A) | (c == 0xAF)))
        | ((a == 0xE2) & (b == 0x81) & (c == 0x9F))
        | ((a == 0xE3) & (b == 0x80) & (c == 0x80))
}

/// The soft hyphen, zero-width and bidi controls, variation selectors and tags.
pub(crate) fn is_invisible(a: u8, b: u8, c: u8) -> bool {
    ((a == 0xC2) & (b == 0xAD))
        | ((a == 0xD8) & (b == 0x9C))
        | ((a == 0xE2) & (b == 0x80) & ((0x8B..=0x8F).contains(&c) | (0xAA..=0xAE).contains(&c)))
        | ((a == 0xE2) & (b == 0x81) & (0xA0..=0xAF).contains(&c))
        | ((a == 0xEF) & (b == 0xB8) & (c <= 0x8F))
        | ((a == 0xEF) & (b == 0xBB) & (c == 0xBF))
        | ((a == 0xF3) & (b == 0xA0))
}

/// By blocks of characters: Latin, Cyrillic, Greek, Han, kana, Hangul syllables, common punctuation and emoji are stable.
/// A test of the normalization form proves it against every character.
pub(crate) fn is_unstable(a: u8, b: u8, c: u8) -> bool {
    is_unstable_of_two(a, b) | is_unstable_of_three(a, b, c) | is_unstable_of_four(a, b)
}

/// U+0300 to U+07FF: accents, and the points of Cyrillic, Hebrew, Arabic and Syriac.
fn is_unstable_of_two(a: u8, b: u8) -> bool {
    ((a == 0xCC) | (a == 0xCD))
        | ((a == 0xCE) & (b == 0x87))
        | ((a == 0xD2) & (b <= 0x87))
        | ((a == 0xD6) & (b >= 0x91))
        | ((a == 0xD7) & (b <= 0x89))
        | ((a == 0xD8) & (b <= 0x9A))
        | ((a == 0xD9) & (b >= 0x8B) & ((b <= 0x9F) | (b == 0xB0)))
        | ((a == 0xDB) & (b >= 0x96))
        | (0xDC..=0xDF).contains(&a)
}

/// U+0800 to U+FFFF: South Asia, jamo, Greek with accents, some symbols, marks on Han and kana, scripts of EA, and
/// compatibility characters.
fn is_unstable_of_three(a: u8, b: u8, c: u8) -> bool {
    (a == 0xE0)
        | ((a == 0xE1)
            & ((b <= 0x82) | (0x84..=0x87).contains(&b) | (b == 0x8D) | (0x9C..=0xB7).contains(&b) | (b >= 0xBC)))
        | ((a == 0xE2)
            & ((b == 0x80) & (c <= 0x81) | (b == 0x83) | (b == 0x84) | (b == 0x8C) | (b == 0xAB) | (b >= 0xB3)))
        | ((a == 0xE3) & ((b == 0x80) & (0xAA..=0xAF).contains(&c) | (b == 0x82) & ((c == 0x99) | (c == 0x9A))))
        | ((a == 0xEA) & (0x99..=0xAF).contains(&b))
        | ((a == 0xEF) & ((0xA4..=0xAD).contains(&b) | (b == 0xB8) & (c >= 0xA0)))
}

/// Beyond U+FFFF: old and small scripts, music, and compatibility ideographs.
fn is_unstable_of_four(a: u8, b: u8) -> bool {
    (a == 0xF0) & ((0x90..=0x9E).contains(&b) | (b == 0xAF))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signs(text: &str) -> Signs {
        Signs::of(text.as_bytes(), 0, text.len())
    }

    #[test]
    fn clean_text_has_no_sign_but_its_letters() {
        assert_eq!(signs("One line.\nAnother, and \"more\": 5 % of it?\n\nTrue; and so on (all of it)."), Signs::NONE);
        assert_eq!(signs("两行文字，没有损坏。\n第二行：“引号”。"), Signs::NON_ASCII);
        assert_eq!(signs("Ещё одна строка — без знаков."), Signs::NON_ASCII);
        assert_eq!(signs(""), Signs::NONE);
    }

    #[test]
    fn each_sign_is_seen_wherever_it_stands() {
        let all = [
            ("\u{1b}", Signs::CONTROL),
            ("&", Signs::AMPERSAND),
            ("#x", Signs::NUMBER),
            (">", Signs::ANGLE),
            ("}\n", Signs::STATEMENT),
            ("\\", Signs::ESCAPE),
            ("  ", Signs::BLANK),
            ("?你", Signs::LOST),
            ("你(", Signs::BRACKET),
            ("\u{85}", Signs::C1),
            ("\u{a0}", Signs::SPACE),
            ("\u{200b}", Signs::INVISIBLE),
            ("\u{301}", Signs::UNSTABLE),
            ("\u{2028}", Signs::SEPARATOR),
            ("＆", Signs::WIDE_REFERENCE),
            ("é", Signs::NON_ASCII),
        ];
        for (text, sign) in all {
            for before in 0..70 {
                for after in ["", "x", "xx", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"] {
                    let text = format!("{}{text}{after}", "x".repeat(before));
                    assert!(signs(&text).meets(sign), "{text:?}");
                }
            }
        }
    }

    #[test]
    fn zeros_stand_behind_the_end() {
        assert!(signs("end ").meets(Signs::BLANK));
        assert!(signs("end;").meets(Signs::STATEMENT));
        assert_eq!(Signs::of(b"end \n", 0, 3), Signs::NONE);
    }
}
