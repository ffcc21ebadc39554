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
    /// (ISO-2022-JP); `u` with a digit right behind or one further.
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

    /// The signs that the windows show which start in `start..end` of `bytes`, but for those of [`MARKS`]. Zeros stand
    /// behind the end.
    pub(crate) fn of_windows(bytes: &[u8], start: usize, end: usize) -> Self {
        let block = Windows { bytes, start, end };
        let ascii = if block.any(is_odd_ascii) { named(block.hits(ascii_signs), &ASCII) } else { Self::NONE };
        if bytes.get(start..end).is_none_or(<[u8]>::is_ascii) {
            return ascii;
        }
        Self::NON_ASCII | ascii | block.rare()
    }

    /// The signs that one of the [`MARKS`], which stands at `at` of `bytes`, shows there.
    pub(crate) fn of_mark(bytes: &[u8], at: usize) -> Self {
        let byte = |at: usize| bytes.get(at).copied().unwrap_or_default();
        let (before, next, third) = (at.checked_sub(1).map_or(0, byte), byte(at + 1), byte(at + 2));
        match byte(at) {
            b'&' => Self::AMPERSAND,
            b'#' if next.is_ascii_alphanumeric() => Self::PART_OF_REFERENCE,
            b'<' | b'>' => Self::ANGLE,
            b'\\' => Self::ESCAPE,
            b'%' | b'=' | b'+' if next >= b'0' => Self::ESCAPE,
            b'}' if before == b'~' => Self::ESCAPE,
            b';' if bytes.get(..at).is_some_and(|before| before.ends_with(b"nbsp")) => Self::PART_OF_REFERENCE,
            b';' | b'}' if matches!(next, 0 | b'\n' | b'\r') => Self::STATEMENT,
            b'(' if next == b'B' => Self::ESCAPE,
            b'(' if before >= 0x80 => Self::BRACKET,
            b'?' if before >= 0x80 || matches!(before, 0 | b'\n') => Self::LOST,
            b'?' if next >= 0x80 || (next, third) == (b'?', b'?') => Self::LOST,
            _ => Self::NONE,
        }
    }
}

/// The bytes that [`Signs::of_mark`] knows, by threes, as they are searched for.
pub(crate) const MARKS: [[u8; 3]; 4] = [*b"&#%", *b"<>=", *b"\\+;", *b"}?("];

/// The windows that start in a part of a text.
struct Windows<'t> {
    bytes: &'t [u8],
    start: usize,
    end: usize,
}

impl Windows<'_> {
    /// In loops of their own: in one, the tests are too many for the compiler to make vector instructions of them.
    fn rare(&self) -> Signs {
        let rarity = self.hits(rarity);
        let mut signs = Signs::NONE;
        if rarity & RARE_SIGN != 0 {
            signs |= named(self.hits(rare_signs), &RARE);
        }
        if rarity & RARE_LETTER != 0 {
            signs |= named(self.hits(unstable_signs), &UNSTABLE);
        }
        signs
    }

    /// Whether `test` holds for any window.
    #[inline(always)]
    fn any(&self, test: impl Fn(u8, u8, u8) -> bool) -> bool {
        self.hits(|a, b, c| u8::from(test(a, b, c))) != 0
    }

    /// The bits that `test` gives for any window.
    #[inline(always)]
    fn hits(&self, test: impl Fn(u8, u8, u8) -> u8) -> u8 {
        let from = |at: usize| self.bytes.get(at..).unwrap_or_default();
        let firsts = self.bytes.get(self.start..self.end).unwrap_or_default();
        let windows = firsts.iter().zip(from(self.start + 1)).zip(from(self.start + 2));
        let hits = windows.fold(0, |hits, ((a, b), c)| hits | test(*a, *b, *c));
        let last = self.bytes.len().saturating_sub(2).max(self.start)..self.end;
        last.fold(hits, |hits, at| {
            let byte = |shift| self.bytes.get(at + shift).copied().unwrap_or_default();
            hits | test(byte(0), byte(1), byte(2))
        })
    }
}

/// The signs that the bits of a test stand for, the lowest first.
fn named(bits: u8, names: &[Signs]) -> Signs {
    let set = (0..).zip(names).filter(|(index, _)| bits >> index & 1 != 0);
    set.fold(Signs::NONE, |signs, (_, &sign)| signs | sign)
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

// Each test below is made of comparisons joined by `|` and `&`, and inlined, so that a loop over windows becomes vector
// instructions: called for each window they cost forty times as many. What is rare is tested for only in blocks where a
// coarser test finds a reason to. Of the comparisons that give a coarser test the same answer, the cheaper stands there: of
// bytes that share their high bits (`a & 0xFE == 0xCC`), or of continuation bytes as signed numbers, of which all are
// negative; a range takes five vector instructions, these take three and two.
//
// An automaton (aho-corasick, 40 short patterns) in place of one of the tests read Chinese at 0.4 GB/s where the
// comparisons read it at 5.

/// A window that may have one of the [`ASCII`] signs: any with a control character or tab, with two blanks, three line ends
/// or `u` before anything like a digit. A test proves it against every window.
#[inline(always)]
fn is_odd_ascii(a: u8, b: u8, c: u8) -> bool {
    ((a < b' ') & (a != b'\n'))
        | (a == 0x7F)
        | ((a == b' ') & (b <= b' '))
        | ((a | b | c) & 0xE0 == 0)
        | ((a == b'u') & ((b & 0xF0 == 0x30) | (c & 0xF0 == 0x30)))
}

/// What the bits of [`ascii_signs`] stand for.
const ASCII: [Signs; 3] = [Signs::CONTROL, Signs::BLANK, Signs::ESCAPE];

#[inline(always)]
fn ascii_signs(a: u8, b: u8, c: u8) -> u8 {
    let is_control = ((a < b' ') & (a != b'\t') & (a != b'\n')) | (a == 0x7F);
    let is_code_unit = (a == b'u') & (b.is_ascii_digit() | c.is_ascii_digit());
    u8::from(is_control) | u8::from(is_blank(a, b, c)) << 1 | u8::from(is_code_unit) << 2
}

/// What the bits of [`rare_signs`] stand for.
const RARE: [Signs; 7] =
    [Signs::C1, Signs::SPACE, Signs::INVISIBLE, Signs::SEPARATOR, Signs::LOST, Signs::BRACKET, Signs::WIDE_REFERENCE];

#[inline(always)]
fn rare_signs(a: u8, b: u8, c: u8) -> u8 {
    u8::from((a == 0xC2) & (b < 0xA0))
        | u8::from(is_space(a, b, c)) << 1
        | u8::from(is_invisible_sign(a, b, c)) << 2
        | u8::from((a == 0xE2) & (b == 0x80) & ((c == 0xA8) | (c == 0xA9))) << 3
        | u8::from(((a == 0xEF) & (b == 0xBF) & (c == 0xBD)) | is_misread_loss(a, b, c)) << 4
        | u8::from(is_bracket(a, b, c)) << 5
        | u8::from(is_wide_reference(a, b, c)) << 6
}

/// What the bits of [`unstable_signs`] stand for.
const UNSTABLE: [Signs; 2] = [Signs::UNSTABLE, Signs::INVISIBLE];

/// The Arabic letter mark stands here, so that [`rare_signs`] need not look at Arabic.
#[inline(always)]
fn unstable_signs(a: u8, b: u8, c: u8) -> u8 {
    u8::from(is_unstable(a, b, c)) | u8::from(is_letter_mark(a, b)) << 1
}

/// The bit of [`rarity`] for what [`rare_signs`] look at.
const RARE_SIGN: u8 = 1;
/// The bit of [`rarity`] for what [`unstable_signs`] look at.
const RARE_LETTER: u8 = 2;

/// Which of the closer tests a window asks for: none for Latin, Greek and Cyrillic letters, Han, kana, Hangul syllables and
/// the punctuation that goes with them. A test proves it against every character with a rare sign.
#[inline(always)]
fn rarity(a: u8, b: u8, c: u8) -> u8 {
    let either = ((a == 0xE2) & !((b == 0x80) & !is_below(c, 0x90) & is_below(c, 0xA8)))
        | ((a == 0xE3) & (((b == 0x80) & ((c == 0x80) | !is_below(c, 0xAA))) | ((b == 0x82) & (c & 0xFC == 0x98))))
        | ((a == 0xEF) & ((b != 0xBC) | (c & 0xFA == 0x82)));
    let sign = (a == 0xC2) | (a == 0xF3) | is_bracket(a, b, c) | is_misread_loss(a, b, c);
    let letter = (a & 0xFE == 0xCC)
        | ((a == 0xCE) & (b == 0x87))
        | (a.wrapping_sub(0xD2) & 0xF0 == 0)
        | ((a == 0xEA) & is_below(b, 0xB0))
        | (a & 0xF0 == 0xF0);
    (u8::from(either | sign) * RARE_SIGN) | (u8::from(either | letter) * RARE_LETTER)
}

/// Whether a continuation byte is below another.
#[inline(always)]
fn is_below(byte: u8, other: u8) -> bool {
    (byte as i8) < other as i8
}

/// A full-width bracket (EF BC 88), by its last two bytes, before a Latin letter, where a reading may stand.
#[inline(always)]
fn is_bracket(a: u8, b: u8, c: u8) -> bool {
    (a == 0xBC) & (b == 0x88) & (c < 0xCC)
}

#[inline(always)]
fn is_wide_reference(a: u8, b: u8, c: u8) -> bool {
    (a == 0xEF) & (b == 0xBC) & ((c == 0x83) | (c == 0x86))
}

/// The first character of what two U+FFFD in UTF-8 become where they are read as GBK.
#[inline(always)]
fn is_misread_loss(a: u8, b: u8, c: u8) -> bool {
    (a == 0xE9) & (b == 0x94) & (c == 0x9F)
}

/// A blank that a blank, a line's end or the text's end follows; three newlines.
#[inline(always)]
pub(crate) fn is_blank(a: u8, b: u8, c: u8) -> bool {
    (((a == b' ') | (a == b'\t')) & (b <= b' ')) | ((a == b'\n') & (b == b'\n') & (c == b'\n'))
}

/// U+00A0, U+2000 to U+200A, U+202F, U+205F, U+3000.
#[inline(always)]
pub(crate) fn is_space(a: u8, b: u8, c: u8) -> bool {
    ((a == 0xC2) & (b == 0xA0))
        | ((a == 0xE2) & (b == 0x80) & ((c <= 0x8A) | (c == 0xAF)))
        | ((a == 0xE2) & (b == 0x81) & (c == 0x9F))
        | ((a == 0xE3) & (b == 0x80) & (c == 0x80))
}

/// The soft hyphen, zero-width and bidi controls, variation selectors and tags.
#[inline(always)]
pub(crate) fn is_invisible(a: u8, b: u8, c: u8) -> bool {
    is_letter_mark(a, b) | is_invisible_sign(a, b, c)
}

/// U+061C, the Arabic letter mark.
#[inline(always)]
fn is_letter_mark(a: u8, b: u8) -> bool {
    (a == 0xD8) & (b == 0x9C)
}

#[inline(always)]
fn is_invisible_sign(a: u8, b: u8, c: u8) -> bool {
    ((a == 0xC2) & (b == 0xAD))
        | ((a == 0xE2) & (b == 0x80) & ((0x8B..=0x8F).contains(&c) | (0xAA..=0xAE).contains(&c)))
        | ((a == 0xE2) & (b == 0x81) & (0xA0..=0xAF).contains(&c))
        | ((a == 0xEF) & (b == 0xB8) & (c <= 0x8F))
        | ((a == 0xEF) & (b == 0xBB) & (c == 0xBF))
        | ((a == 0xF3) & (b == 0xA0))
}

/// By blocks of characters: Latin, Cyrillic, Greek, Han, kana, Hangul syllables, common punctuation and emoji are stable.
/// A test of the normalization form proves it against every character.
#[inline(always)]
pub(crate) fn is_unstable(a: u8, b: u8, c: u8) -> bool {
    is_unstable_of_two(a, b) | is_unstable_of_three(a, b, c) | is_unstable_of_four(a, b)
}

/// U+0300 to U+07FF: accents, and the points of Cyrillic, Hebrew, Arabic and Syriac.
#[inline(always)]
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
#[inline(always)]
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
#[inline(always)]
fn is_unstable_of_four(a: u8, b: u8) -> bool {
    (a == 0xF0) & ((0x90..=0x9E).contains(&b) | (b == 0xAF))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prescan::{BLOCK, Prescan};

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
    fn what_is_odd_is_looked_at() {
        for (a, b, c) in (0..=0xFF_FFFFu32).map(|window| (window as u8, (window >> 8) as u8, (window >> 16) as u8)) {
            assert!(ascii_signs(a, b, c) == 0 || is_odd_ascii(a, b, c), "{a:x} {b:x} {c:x}");
        }
    }

    /// Every character, alone and as the first of a window.
    #[test]
    fn what_is_rare_is_looked_at() {
        for c in '\0'..=char::MAX {
            let mut bytes = [0; 4];
            c.encode_utf8(&mut bytes);
            let [a, b, c, _] = bytes;
            assert!(rare_signs(a, b, c) == 0 || rarity(a, b, c) & RARE_SIGN != 0, "{bytes:x?}");
            assert!(unstable_signs(a, b, c) == 0 || rarity(a, b, c) & RARE_LETTER != 0, "{bytes:x?}");
        }
    }

    #[test]
    fn zeros_stand_behind_the_end() {
        assert!(signs("end ").meets(Signs::BLANK));
        assert!(signs("end;").meets(Signs::STATEMENT));
        assert_eq!(Signs::of_windows(b"end \n", 0, 3), Signs::NONE);
    }
}
