//! A stretch of text as the bytes that it may have been.

use std::ops::Range;

use crate::repair::gloss::reading::{Fit, Syllable};
use crate::repair::gloss::torn::gbk::{self, Pair};

/// What a piece of the damaged text may have been.
#[derive(Clone, Debug)]
pub(super) struct Token {
    /// Where it stands in the text.
    pub(super) at: Range<usize>,
    /// Its first character.
    pub(super) character: char,
    pub(super) kind: Kind,
}

#[derive(Clone, Debug)]
pub(super) enum Kind {
    /// A byte.
    Single(u8),
    /// Two bytes.
    Pair(Pair),
    /// A mark for bytes that could not be read.
    Mark,
    /// A mark, and a reading behind it: the characters that it may be a reading of.
    Torn(Vec<(char, Fit)>),
    /// What GBK cannot write.
    Foreign,
}

/// Whether a character is what decoders put for bytes that they cannot read.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '?' | '\u{fffd}')
}

/// The token that `text` has at `at`.
pub(super) fn token(text: &str, at: usize) -> Option<Token> {
    let character = text.get(at..)?.chars().next()?;
    let end = at + character.len_utf8();
    if is_mark(character) {
        let torn = reading_behind(text, end);
        let end = torn.as_ref().map_or(end, |&(_, end)| end);
        let kind = torn.map_or(Kind::Mark, |(characters, _)| Kind::Torn(characters));
        return Some(Token { at: at..end, character, kind });
    }
    let kind = match gbk::pair(character) {
        _ if character.is_ascii() => Kind::Single(character as u8),
        Some(pair) => Kind::Pair(pair),
        None => Kind::Foreign,
    };
    Some(Token { at: at..end, character, kind })
}

/// The reading with its tone that stands at `at`, with its closing bracket, and where it ends. Some decoders took the
/// opening bracket for the second byte of what they could not read.
fn reading_behind(text: &str, at: usize) -> Option<(Vec<(char, Fit)>, usize)> {
    let rest = text.get(at..)?;
    let inside = rest.strip_prefix(['(', '（']).unwrap_or(rest);
    let (syllable, len) = Syllable::at_start(inside)?;
    let close = inside.get(len..)?.chars().next().filter(|c| matches!(c, ')' | '）'))?;
    let end = at + (rest.len() - inside.len()) + len + close.len_utf8();
    let characters: Vec<_> = syllable.characters().filter(|&(c, _)| gbk::pair(c).is_some()).collect();
    (!characters.is_empty()).then_some((characters, end))
}
