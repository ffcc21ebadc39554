//! A stretch of text as the bytes that it may have been.

use unicode_normalization::UnicodeNormalization;

use crate::repair::gloss::{Fit, Syllable};
use crate::repair::shift::charset::{Charset, Pair};

/// What a piece of the damaged text may have been: a character, or a mark or nothing with a reading in brackets.
#[derive(Clone, Debug)]
pub(super) struct Token {
    /// Its first character, and its last one.
    pub(super) character: char,
    pub(super) last: char,
    /// Where it starts, in bytes of the stretch.
    pub(super) start: usize,
    /// The byte that it was, where it was one.
    pub(super) single: Option<u8>,
    /// The bytes that it may have been, where it was two.
    pub(super) pairs: &'static [Pair],
    pub(super) reading: Option<Reading>,
}

/// The reading of a character of Chinese, which a converter put behind it, or behind its bytes wherever they stood.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    /// It stands behind a mark for the last byte that it was put behind.
    pub(super) torn: bool,
    /// It has both brackets.
    pub(super) whole: bool,
    /// The characters that have it.
    pub(super) characters: Vec<Named>,
}

/// A character that has a reading.
#[derive(Clone, Copy, Debug)]
pub(super) struct Named {
    pub(super) character: char,
    pub(super) pair: Pair,
    /// The reading is not its usual one.
    pub(super) rare: bool,
}

impl Token {
    /// Whether it may stand for bytes that could not be read.
    pub(super) fn is_mark(&self) -> bool {
        is_mark(self.character)
    }

    /// Whether converters split text at this mark of punctuation, found in its bytes wherever they stood.
    pub(super) fn is_cut_at(&self) -> bool {
        self.reading.is_none()
            && matches!(self.character, '？' | '！' | '，' | '?' | '!' | ',')
            && !self.pairs.is_empty()
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
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let found = with_reading(rest, charset).or_else(|| character(rest, charset, folded));
        let Some((token, len)) = found else { break };
        tokens.push(Token { start: at, ..token });
        at += len;
    }
    tokens
}

/// The token of the character at the start of `text`, and its length.
fn character(text: &str, charset: &'static Charset, folded: bool) -> Option<(Token, usize)> {
    let c = text.chars().next()?;
    let whole = if folded { charset.folded_whole(text) } else { None };
    let (character, len) = whole.unwrap_or((c, c.len_utf8()));
    let half = if folded { half_width(character) } else { None };
    let single = if c.is_ascii() && whole.is_none() { Some(c as u8) } else { charset.single(half.unwrap_or(c)) };
    let pairs = if folded { charset.folded(character) } else { charset.pairs(character) };
    Some((Token { character, last: character, start: 0, single, pairs, reading: None }, len))
}

/// The token of the reading in brackets at the start of `text`, with the mark before it, and its length. Some decoders
/// took the opening bracket for the second byte of what they could not read.
fn with_reading(text: &str, charset: &'static Charset) -> Option<(Token, usize)> {
    let behind = text.strip_prefix(is_mark);
    let torn = behind.is_some();
    let bracketed = behind.unwrap_or(text);
    let inside = bracketed.strip_prefix(['(', '（']);
    let whole = inside.is_some();
    let inside = inside.or(behind)?;
    let (syllable, len) = Syllable::at_start(inside).filter(|(syllable, _)| syllable.is_toned())?;
    let last = inside.get(len..)?.chars().next().filter(|c| matches!(c, ')' | '）'))?;
    let named =
        |(character, fit)| Some(Named { character, pair: charset.pair(character)?, rare: fit != Fit::Customary });
    let characters: Vec<Named> = syllable.characters().filter_map(named).collect();
    let reading = Some(Reading { torn, whole, characters }).filter(|reading| !reading.characters.is_empty())?;
    let len = text.len() - inside.len() + len + last.len_utf8();
    let character = text.chars().next()?;
    Some((Token { character, last, start: 0, single: None, pairs: &[], reading: Some(reading) }, len))
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
