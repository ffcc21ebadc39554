//! What a character is in the tables: itself, or its kind.

use crate::text::script::is_wide_letter;
use crate::text::wide::WideLanguage;

const LINE: char = '↵';
const BLANK: char = '␣';
const DIGIT: char = '０';
const LETTER: char = 'Ａ';
const SIGN: char = '※';

/// Punctuation that the tables tell apart.
const PUNCTUATION: &str = "，。、！？：；“”‘’（）「」『』《》〈〉【】…—·～";

/// The katakana of full width, in the order of the half-width ones.
const KATAKANA: &str =
    "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";
const FIRST_HALF_WIDTH: char = 'ｦ';

/// Nats for a katakana of half width.
const HALF_WIDTH: f32 = 5.0;

/// The symbol of a character in text of a language.
pub(super) fn symbol(c: char, language: WideLanguage) -> char {
    match c {
        '\n' => LINE,
        ' ' | '\t' | '\u{a0}' | '\u{3000}' => BLANK,
        '0'..='9' | '\u{ff10}'..='\u{ff19}' => DIGIT,
        ',' | '?' | '!' | ':' | ';' | '(' | ')' if language != WideLanguage::Korean => {
            char::from_u32(c as u32 + 0xfee0).unwrap_or(c)
        }
        'ｦ'..='ﾝ' => KATAKANA.chars().nth(c as usize - FIRST_HALF_WIDTH as usize).unwrap_or(c),
        _ if is_wide_letter(c) || PUNCTUATION.contains(c) => c,
        _ if c.is_alphabetic() => LETTER,
        _ => SIGN,
    }
}

/// Whether a symbol stands for many characters.
pub(super) fn is_kind(c: char) -> bool {
    matches!(c, LINE | BLANK | DIGIT | LETTER | SIGN)
}

/// Nats for a character among those of its symbol.
pub(super) fn kind_cost(symbol: char, c: char) -> f32 {
    match symbol {
        DIGIT => 2.3,
        LETTER if c.is_ascii() => 3.0,
        LETTER => 6.0,
        SIGN if c.is_ascii() => 2.5,
        SIGN => 6.0,
        _ if matches!(c, 'ｦ'..='ﾝ') => HALF_WIDTH,
        _ => 0.0,
    }
}
