//! A stretch of text as the bytes that it may have been.

use crate::repair::gloss::{Fit, Syllable};
use crate::repair::shift::charset::{Charset, Pair};

/// What a character of the damaged text may have been.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) character: char,
    /// Where it starts, in bytes of the stretch.
    pub(super) start: usize,
    /// The byte that it was, where it was one.
    pub(super) single: Option<u8>,
    /// The bytes that it was, where it was two.
    pub(super) pair: Option<Pair>,
    /// It stands for bytes that could not be read.
    pub(super) lost: bool,
    /// A reading behind it, which a converter put inside a character: the characters it may be a reading of.
    pub(super) gloss: Vec<(char, Fit)>,
}

/// Reads `text` as tokens. `folded`: the text went through NFKC, so that an ASCII character may have been full-width.
pub(super) fn tokens(text: &str, charset: &Charset, folded: bool) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut skip = 0;
    for (start, character) in text.char_indices() {
        if start < skip {
            continue;
        }
        let lost = matches!(character, '?' | '\u{fffd}');
        let mut token = token(character, start, charset, folded);
        if lost && let Some((gloss, end)) = gloss_behind(text, start + character.len_utf8()) {
            (token.gloss, skip) = (gloss, end);
        }
        tokens.push(token);
    }
    tokens
}

fn token(character: char, start: usize, charset: &Charset, folded: bool) -> Token {
    let single = if character.is_ascii() { Some(character as u8) } else { charset.single(character) };
    let wide = if folded && character.is_ascii_graphic() { full_width(character) } else { character };
    let pair = charset.pair(wide);
    Token { character, start, single, pair, lost: matches!(character, '?' | '\u{fffd}'), gloss: Vec::new() }
}

/// The full-width form of an ASCII character.
fn full_width(c: char) -> char {
    char::from_u32(c as u32 + 0xfee0).unwrap_or(c)
}

/// The ASCII form of a full-width character, which is what NFKC made of it.
pub(super) fn folded(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    }
}

/// The reading that stands at `at`, with its closing bracket, and where it ends.
fn gloss_behind(text: &str, at: usize) -> Option<(Vec<(char, Fit)>, usize)> {
    let rest = text.get(at..)?;
    let inside = rest.strip_prefix(['(', '（']).unwrap_or(rest);
    let (syllable, len) = Syllable::at_start(inside)?;
    let close = inside.get(len..)?.chars().next().filter(|c| matches!(c, ')' | '）'))?;
    let end = at + (rest.len() - inside.len()) + len + close.len_utf8();
    let characters: Vec<_> = syllable.characters().collect();
    (!characters.is_empty()).then_some((characters, end))
}
