//! A stretch of text as the bytes that it may have been.

use crate::repair::shift::charset::{Charset, Pair};

/// What a character of the damaged text may have been.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) character: char,
    /// Where it starts, in bytes of the stretch.
    pub(super) start: usize,
    /// The byte that it was, where it was one.
    pub(super) single: Option<u8>,
    /// The bytes that it was, where it was two.
    pub(super) pair: Option<Pair>,
}

impl Token {
    /// Whether it may stand for bytes that could not be read.
    pub(super) fn is_mark(&self) -> bool {
        is_mark(self.character)
    }

    /// Whether no character can be made of `byte` and the byte that this token starts with.
    pub(super) fn parts_from(&self, byte: u8, charset: &Charset) -> bool {
        let apart = |first: u8| charset.character(byte, first).is_none();
        self.single.is_none_or(apart) && self.pair.is_none_or(|(first, _)| apart(first)) || self.is_mark()
    }
}

/// Whether a character may stand for bytes that could not be read.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '?' | '\u{fffd}')
}

/// What NFKC makes of the ellipsis.
const DOTS: &str = "...";

/// Reads `text` as tokens. `folded`: the text went through NFKC.
pub(super) fn tokens(text: &str, charset: &Charset, folded: bool) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let (character, len) = if folded && rest.starts_with(DOTS) { ('…', DOTS.len()) } else { (c, c.len_utf8()) };
        let (single, pair) = bytes(character, charset, folded);
        tokens.push(Token { character, start: text.len() - rest.len(), single, pair });
        rest = rest.get(len..).unwrap_or_default();
    }
    tokens
}

fn bytes(c: char, charset: &Charset, folded: bool) -> (Option<u8>, Option<Pair>) {
    if c.is_ascii() {
        return (Some(c as u8), full_width(c).filter(|_| folded).and_then(|wide| charset.pair(wide)));
    }
    let half = if folded { half_width(c) } else { None };
    (charset.single(half.unwrap_or(c)), charset.pair(c))
}

/// The full-width form of an ASCII character.
fn full_width(c: char) -> Option<char> {
    match c {
        ' ' => Some('\u{3000}'),
        _ if c.is_ascii_graphic() => char::from_u32(c as u32 + 0xfee0),
        _ => None,
    }
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
    match c {
        '\u{ff01}'..='\u{ff5e}' => text.extend(char::from_u32(c as u32 - 0xfee0)),
        '\u{3000}' => text.push(' '),
        '…' => text.push_str(DOTS),
        _ => text.push(c),
    }
}
