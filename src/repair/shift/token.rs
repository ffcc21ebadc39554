//! A stretch of text as the bytes that it may have been.

use unicode_normalization::UnicodeNormalization;

use crate::repair::shift::charset::{Charset, Pair};

/// What a character of the damaged text may have been.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) character: char,
    /// Where it starts, in bytes of the stretch.
    pub(super) start: usize,
    /// The byte that it was, where it was one.
    pub(super) single: Option<u8>,
    /// The bytes that it may have been, where it was two.
    pub(super) pairs: &'static [Pair],
}

impl Token {
    /// Whether it may stand for bytes that could not be read.
    pub(super) fn is_mark(&self) -> bool {
        is_mark(self.character)
    }

    /// Whether this token may start with a byte that makes no character behind `byte`.
    pub(super) fn parts_from(&self, byte: u8, charset: &Charset) -> bool {
        let apart = |first: u8| charset.character(byte, first).is_none();
        self.is_mark() || self.single.is_some_and(apart) || self.pairs.iter().any(|&(first, _)| apart(first))
    }
}

/// Whether a character may stand for bytes that could not be read.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '?' | '\u{fffd}')
}

/// Reads `text` as tokens. `folded`: the text went through NFKC.
pub(super) fn tokens(text: &str, charset: &'static Charset, folded: bool) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let whole = if folded { charset.folded_whole(rest) } else { None };
        let (character, len) = whole.unwrap_or((c, c.len_utf8()));
        let half = if folded { half_width(character) } else { None };
        let single = if c.is_ascii() && whole.is_none() { Some(c as u8) } else { charset.single(half.unwrap_or(c)) };
        let pairs = if folded { charset.folded(character) } else { charset.pairs(character) };
        tokens.push(Token { character, start: text.len() - rest.len(), single, pairs });
        rest = rest.get(len..).unwrap_or_default();
    }
    tokens
}

/// The half-width katakana, each at the place of its byte.
const HALF_WIDTH: &str = "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";

/// The half-width form of a katakana, which NFKC widened.
fn half_width(c: char) -> Option<char> {
    let place = HALF_WIDTH.chars().position(|wide| wide == c)?;
    char::from_u32(0xff61 + place as u32)
}

/// Writes a character as NFKC left it.
pub(super) fn push_folded(c: char, text: &mut String) {
    text.extend([c].into_iter().nfkc());
}
