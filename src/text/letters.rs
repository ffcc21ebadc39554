//! How often one letter follows another, language by language.
//!
//! Texts come as bytes: ASCII as itself, any other character as whatever byte the caller has for it. So one loop serves
//! the single-byte encodings as they are, and every other text once its characters are numbered.

use std::ops::Range;
use std::sync::LazyLock;

use crate::text::letter_pairs::{FIRST_LEVEL, LANGUAGES};
use crate::text::script::Script;
use crate::text::shape::{Shape, is_point};

/// Letter-pair figures of one language, as they are generated.
#[derive(Debug)]
pub(super) struct Letters {
    pub(super) language: &'static str,
    pub(super) script: Script,
    /// Its letters, the commonest first.
    pub(super) alphabet: &'static str,
    /// The letters outside ASCII that it cannot do without: one in a thousand or more.
    pub(super) needed: &'static str,
    /// The cost level of each letter behind each letter, a row for each previous letter; index 0 is the word's edge.
    pub(super) pairs: &'static [u8],
}

/// Nats in one step of a cost level.
pub(crate) const LEVEL: f32 = 0.2;

/// A letter as a [`Model`] knows it: 0 for what is no letter, 1 and up for the alphabet, then the three below.
pub(crate) type Letter = u8;

/// What each of the 256 bytes is.
pub(crate) type Spelling = [Letter; 256];

/// What is no letter: the edge of a word.
pub(super) const EDGE: Letter = 0;

/// What stands before the first letter of a text that may begin inside a word.
pub(super) const FREE: Letter = 61;

/// A letter of ASCII in a language that is not written in Latin letters.
const BORROWED: Letter = 62;

/// A letter that the language does not have.
pub(super) const FOREIGN: Letter = 63;

/// Rows of 64, so that a pair is found by a shift.
const ROW: usize = 64;

/// Cost levels of foreign letters. ASCII letters in another script cost what English letters cost in the mean, 2.8 nats
/// a letter, where they make an English word, and more where they do not.
const BORROWED_LEVEL: u8 = 20;
const FOREIGN_LEVEL: u8 = 50;
const BEHIND_FOREIGN: u8 = 20;

/// A word can end behind any letter: quoted, cut, abbreviated.
const MOST_AT_END: u8 = 30;

/// Cost levels of changing into English for a word: names, terms and quotations are in every language's text.
pub(super) const SWITCH: u32 = 12;

/// The widest block of an alphabet, in code points.
const BLOCK: u32 = 0x300;

/// One language's letters, ready to be asked.
#[derive(Debug)]
pub(crate) struct Model {
    letters: &'static Letters,
    levels: Box<[u8; ROW * ROW]>,
    ascii: Spelling,
    /// The letters by character.
    places: Vec<(char, Letter)>,
    /// The letters by code point, from `first`.
    index: Vec<Letter>,
    first: u32,
}

impl Model {
    /// All models there are, English first.
    pub(crate) fn all() -> &'static [Model] {
        static MODELS: LazyLock<Vec<Model>> = LazyLock::new(|| LANGUAGES.iter().map(Model::new).collect());
        &MODELS
    }

    /// English, and then the languages of a script.
    pub(super) fn of_script(script: Script) -> Vec<&'static Model> {
        let (english, others) = Self::all().split_at(1);
        english.iter().chain(others.iter().filter(|model| model.script() == script)).collect()
    }

    fn new(letters: &'static Letters) -> Self {
        let first = letters.alphabet.chars().map(u32::from).filter(|&c| c > 0x7f).min().unwrap_or(0xe9);
        let mut places: Vec<(char, Letter)> = letters.alphabet.chars().zip(1..).collect();
        places.sort_unstable();
        let (levels, ascii, index) = (levels(letters), [EDGE; 256], Vec::new());
        let mut model = Self { letters, levels, ascii, places, index, first };
        for byte in 0..128 {
            let letter = model.find(char::from(byte));
            model.ascii.iter_mut().skip(byte.into()).take(1).for_each(|ascii| *ascii = letter);
        }
        model.index = (first..first + BLOCK).map(|c| model.find(char::from_u32(c).unwrap_or_default())).collect();
        model
    }

    /// The language, as BCP 47 writes it.
    pub(crate) fn language(&self) -> &'static str {
        self.letters.language
    }

    pub(crate) fn script(&self) -> Script {
        self.letters.script
    }

    /// Whether the language has the letter.
    pub(crate) fn knows(&self, c: char) -> bool {
        !matches!(self.letter(c), EDGE | FOREIGN)
    }

    /// The letters outside ASCII that its text cannot do without.
    pub(crate) fn needed(&self) -> impl Iterator<Item = char> {
        self.letters.needed.chars()
    }

    /// All letters that it knows, the commonest first.
    pub(crate) fn alphabet(&self) -> impl Iterator<Item = char> {
        self.letters.alphabet.chars()
    }

    fn find(&self, c: char) -> Letter {
        if !Shape::of(c).is_letter() || is_point(c) {
            return EDGE;
        }
        let lower = c.to_lowercase().next().unwrap_or(c);
        let place = |letter: char| self.places.binary_search_by_key(&letter, |&(known, _)| known).ok();
        match place(lower).or_else(|| place(other_spelling(lower))).and_then(|place| self.places.get(place)) {
            Some(&(_, letter)) => letter,
            None if lower.is_ascii() => BORROWED,
            None => FOREIGN,
        }
    }

    /// What the bytes are where those from 0x80 stand for `upper`.
    pub(crate) fn spelling(&self, upper: impl Iterator<Item = char>) -> Spelling {
        let mut spelling = self.ascii;
        spelling.iter_mut().skip(128).zip(upper).for_each(|(letter, c)| *letter = self.letter(c));
        spelling
    }

    /// The cost level of a letter behind another.
    pub(super) fn level(&self, previous: Letter, next: Letter) -> u8 {
        let pair = (usize::from(previous) * ROW + usize::from(next)) % (ROW * ROW);
        self.levels.get(pair).copied().unwrap_or(FOREIGN_LEVEL)
    }

    /// The letter that a character is; case does not matter.
    pub(super) fn letter(&self, c: char) -> Letter {
        let known = u32::from(c).checked_sub(self.first).and_then(|offset| self.index.get(offset as usize));
        known.copied().unwrap_or_else(|| self.find(c))
    }

    /// Cost levels for the words of ASCII letters: none costs more than it does as an English word.
    pub(crate) fn plain_levels(&self, words: &Words<'_>) -> u32 {
        words.plain.iter().map(|word| self.levels(&self.ascii, word.before, word.bytes).min(word.english)).sum()
    }

    /// Cost levels for the other words, spelled so.
    pub(crate) fn other_levels(&self, words: &Words<'_>, spelling: &Spelling) -> u32 {
        words.other.iter().map(|word| self.levels(spelling, word.before, word.bytes)).sum()
    }

    fn levels(&self, spelling: &Spelling, before: Letter, bytes: &[u8]) -> u32 {
        let mut previous = before;
        let mut levels = 0;
        for &byte in bytes {
            let next = spelling.get(usize::from(byte)).copied().unwrap_or(FOREIGN);
            levels += u32::from(self.level(previous, next));
            previous = next;
        }
        levels
    }
}

fn levels(letters: &Letters) -> Box<[u8; ROW * ROW]> {
    let count = letters.alphabet.chars().count() + 1;
    let figures = |previous: usize, next: usize| {
        let figure = letters.pairs.get(previous * count + next).filter(|_| next < count)?;
        Some(figure.saturating_sub(FIRST_LEVEL))
    };
    let mut levels = Box::new([FOREIGN_LEVEL; ROW * ROW]);
    for (place, level) in levels.iter_mut().enumerate() {
        let (previous, next) = (place / ROW, place % ROW);
        let known = figures(previous, next).unwrap_or(FOREIGN_LEVEL);
        *level = match (previous as Letter, next as Letter) {
            (EDGE, EDGE) | (FREE, _) => 0,
            (_, EDGE) => known.min(MOST_AT_END),
            (_, BORROWED) => BORROWED_LEVEL,
            (BORROWED, _) => known.min(BORROWED_LEVEL),
            (FOREIGN, _) => known.min(BEHIND_FOREIGN),
            _ => known,
        };
    }
    levels
}

/// Letters that stand for one another where an encoding has only one of them: Romanian comma and cedilla, Persian yeh
/// and kaf.
pub(super) fn other_spelling(c: char) -> char {
    match c {
        'ş' => 'ș',
        'ţ' => 'ț',
        'ș' => 'ş',
        'ț' => 'ţ',
        'ی' => 'ي',
        'ک' => 'ك',
        'ي' => 'ی',
        other => other,
    }
}

/// The words of some bytes, those of ASCII letters apart: they are the same in every encoding.
#[derive(Debug, Default)]
pub(crate) struct Words<'b> {
    plain: Vec<Word<'b>>,
    other: Vec<Word<'b>>,
}

/// A word, and the byte behind it.
#[derive(Debug)]
struct Word<'b> {
    before: Letter,
    bytes: &'b [u8],
    /// Cost levels of changing into English for it.
    english: u32,
}

impl<'b> Words<'b> {
    /// The words of several pieces, each of which may begin and end inside a word.
    pub(crate) fn of(pieces: impl Iterator<Item = &'b [u8]>) -> Self {
        let mut words = Self::default();
        for piece in pieces {
            for range in ranges(piece) {
                words.add(piece, range);
            }
        }
        words
    }

    fn add(&mut self, piece: &'b [u8], range: Range<usize>) {
        let before = if range.start == 0 { FREE } else { EDGE };
        let bytes = piece.get(range.start..(range.end + 1).min(piece.len())).unwrap_or_default();
        if !bytes.is_ascii() {
            self.other.push(Word { before, bytes, english: 0 });
        } else if let Some(model) = Model::all().first() {
            let english = model.levels(&model.ascii, before, bytes) + SWITCH;
            self.plain.push(Word { before, bytes, english });
        }
    }
}

/// Runs of bytes that are ASCII letters or no ASCII.
fn ranges(piece: &[u8]) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    piece.split(|byte| byte.is_ascii() && !byte.is_ascii_alphabetic()).filter_map(move |word| {
        let range = start..start + word.len();
        start = range.end + 1;
        (!word.is_empty()).then_some(range)
    })
}
