//! Signs: the short windows of bytes without which a pass can do nothing.
//!
//! One scan looks for all of them at once, so that clean text is read once and not once a pass. A sign is a promise in one
//! direction: where none stands, the passes that ask for it have nothing to do; where one stands, they look closely.

mod ascii;
mod block;
mod rare;

use std::ops::{BitOr, BitOrAssign};

pub(crate) use self::ascii::is_blank;
pub(crate) use self::block::BLOCK;
use self::block::{Windows, padded};
#[cfg(test)]
pub(crate) use self::rare::is_unstable;
pub(crate) use self::rare::{is_invisible, is_space};

/// A set of signs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Signs(u16);

impl Signs {
    pub(crate) const NONE: Self = Self(0);

    /// C0 without tab and `\n`; DEL.
    pub(crate) const CONTROL: Self = Self(1);
    /// `&`
    pub(crate) const AMPERSAND: Self = Self(1 << 1);
    /// What is left of a character reference that lost its `&`: `#` before a digit or a letter, `nbsp;`.
    pub(crate) const PART_OF_REFERENCE: Self = Self(1 << 2);
    /// `<` and `>`
    pub(crate) const ANGLE: Self = Self(1 << 3);
    /// `;` and `}` at a line's end.
    pub(crate) const STATEMENT: Self = Self(1 << 4);
    /// What an escape of bytes or characters is made of.
    ///
    /// `\`; `%`, `=` (quoted-printable, encoded words) and `+` (UTF-7) before a digit or letter; `~}` (HZ); `(B`
    /// (ISO-2022-JP); `u` before two hexadecimal digits of which one is a digit.
    pub(crate) const ESCAPE: Self = Self(1 << 5);
    /// A blank beside another or at a line's end; more than one blank line.
    pub(crate) const BLANK: Self = Self(1 << 6);
    /// `?` beside a character outside ASCII, at a line's start or in threes; U+FFFD and its usual misreading.
    pub(crate) const LOST: Self = Self(1 << 7);
    /// An opening bracket behind a character outside ASCII; a full-width one before a Latin letter.
    pub(crate) const BRACKET: Self = Self(1 << 8);
    /// Full-width `＆` and `＃`.
    pub(crate) const WIDE_REFERENCE: Self = Self(1 << 9);
    /// U+0080 to U+009F.
    pub(crate) const C1: Self = Self(1 << 10);
    /// Spaces other than U+0020.
    pub(crate) const SPACE: Self = Self(1 << 11);
    /// Characters that do not show.
    pub(crate) const INVISIBLE: Self = Self(1 << 12);
    /// Characters that NFC may change, or that may join what stands before them.
    pub(crate) const UNSTABLE: Self = Self(1 << 13);
    /// U+2028 and U+2029.
    pub(crate) const SEPARATOR: Self = Self(1 << 14);
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

    /// The signs of the block that starts at `start` of `bytes`. What stands behind the end may be taken for a line's end.
    pub(crate) fn of_block(bytes: &[u8], start: usize) -> Self {
        let rest = bytes.get(start..).unwrap_or_default();
        let last;
        let block = if rest.len() < BLOCK + 2 {
            last = padded(rest);
            &last[..]
        } else {
            rest
        };
        let windows = Windows::new(block, rest.len().min(BLOCK));
        ascii::signs(&windows, bytes, start) | rare::signs(&windows)
    }

    /// The signs that the bits of a test stand for, the lowest first.
    fn named(bits: u8, names: &[Self]) -> Self {
        let set = (0..).zip(names).filter(|(index, _)| bits >> index & 1 != 0);
        set.fold(Self::NONE, |signs, (_, &sign)| signs | sign)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prescan::Prescan;

    fn signs(text: &str) -> Signs {
        Prescan::of(text).all()
    }

    #[test]
    fn clean_text_has_no_sign_but_its_letters() {
        assert_eq!(signs("One line.\nAnother, and \"more\": 5 % of it?\n\nTrue; and so on (all of it)."), Signs::NONE);
        assert_eq!(signs("两行文字，没有损坏。\n第二行：“引号”（括号）。"), Signs::NON_ASCII);
        assert_eq!(signs("Ещё одна строка — без знаков."), Signs::NON_ASCII);
        assert_eq!(signs(""), Signs::NONE);
    }

    #[test]
    fn each_sign_is_seen_wherever_it_stands() {
        let all = [
            ("\u{1b}", Signs::CONTROL),
            ("&", Signs::AMPERSAND),
            ("#x", Signs::PART_OF_REFERENCE),
            (">", Signs::ANGLE),
            ("}\n", Signs::STATEMENT),
            ("\\", Signs::ESCAPE),
            ("u4e2d", Signs::ESCAPE),
            ("  ", Signs::BLANK),
            ("\n\n\n", Signs::BLANK),
            ("?你", Signs::LOST),
            ("\u{fffd}", Signs::LOST),
            ("锟斤拷", Signs::LOST),
            ("你(", Signs::BRACKET),
            ("（a", Signs::BRACKET),
            ("\u{85}", Signs::C1),
            ("\u{a0}", Signs::SPACE),
            ("\u{200b}", Signs::INVISIBLE),
            ("\u{301}", Signs::UNSTABLE),
            ("\u{2028}", Signs::SEPARATOR),
            ("＆", Signs::WIDE_REFERENCE),
            ("é", Signs::NON_ASCII),
        ];
        for (text, sign) in all {
            for before in (0..70).chain(BLOCK - 5..BLOCK + 5) {
                for after in [0, 1, 2, 36] {
                    let text = format!("{}{text}{}", "x".repeat(before), "x".repeat(after));
                    assert!(signs(&text).meets(sign), "{text:?}");
                }
            }
        }
    }

    #[test]
    fn a_line_ends_behind_the_end() {
        assert!(signs("end ").meets(Signs::BLANK));
        assert!(signs("end;").meets(Signs::STATEMENT));
        assert_eq!(signs("end\n"), Signs::NONE);
    }
}
