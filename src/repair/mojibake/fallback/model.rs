//! What a character costs behind others, in nats: roughly, to tell charsets apart, and closely, to tell characters apart.

use std::cell::RefCell;
use std::sync::LazyLock;

use crate::repair::mojibake::charset::Charset;
use crate::text::memo::Memo;
use crate::text::pairs::{Behind, Pairs};
use crate::text::shape::{Shape, step};
use crate::text::wide::{Ranks, WIDE_LANGUAGES, WideLanguage};

/// The characters before a place, as far as they matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Past {
    pub(super) before: Option<char>,
    pub(super) last: char,
}

impl Past {
    /// The start of a line.
    pub(super) const NOTHING: Self = Self { before: None, last: '\n' };

    pub(super) fn then(self, c: char) -> Self {
        Self { before: Some(self.last), last: c }
    }
}

/// A cost for every character.
pub(super) trait Model {
    /// Paths kept at each character.
    const WIDTH: usize;

    /// How many characters in a row may have been stripped.
    const STRIPPED_IN_A_ROW: usize;

    /// Nats for `c` behind what stands before it.
    fn cost(&self, past: Past, c: char) -> f32;

    /// Whether what follows costs the same behind both.
    fn is_same(&self, a: Past, b: Past) -> bool;
}

/// How common the character is, and what kind of character stands before it.
pub(super) struct Rough {
    languages: &'static [WideLanguage],
}

impl Rough {
    pub(super) fn new(written: Charset) -> Self {
        Self { languages: languages(written) }
    }
}

impl Model for Rough {
    /// They differ in whether a lead byte waits and in how the last characters were cut; the right one was among the first
    /// four in all damage tried.
    const WIDTH: usize = 8;

    const STRIPPED_IN_A_ROW: usize = 1;

    fn cost(&self, past: Past, c: char) -> f32 {
        let shape = Shape::of(c);
        step(Shape::of(past.last), shape) + letter_cost(c, shape, self.languages)
    }

    fn is_same(&self, _: Past, _: Past) -> bool {
        true
    }
}

/// Nats for a letter without its neighbours: letters of alphabets cost about what they do in the mean.
fn letter_cost(c: char, shape: Shape, languages: &[WideLanguage]) -> f32 {
    match shape {
        Shape::Wide => {
            let ranks = Ranks::of(c);
            languages.iter().map(|&language| ranks.cost(language)).fold(f32::INFINITY, f32::min)
        }
        Shape::Other => UNKNOWN_LETTER,
        _ if shape.is_letter() => LETTER,
        _ => 0.0,
    }
}

const LETTER: f32 = 2.8;
const UNKNOWN_LETTER: f32 = 6.0;

/// The language of a text that was written in a double-byte charset: the one whose characters are the commonest in it.
pub(super) fn language(text: &str, written: Charset) -> Option<WideLanguage> {
    let cost = |language: &WideLanguage| -> f32 {
        let wide = text.chars().filter(|&c| Shape::of(c) == Shape::Wide);
        wide.map(|c| Ranks::of(c).cost(*language)).sum()
    };
    languages(written).iter().copied().min_by(|a, b| cost(a).total_cmp(&cost(b)))
}

/// The languages that a charset was made for.
fn languages(written: Charset) -> &'static [WideLanguage] {
    use WideLanguage::{Japanese, Korean, Simplified, Traditional};
    match written.name() {
        "Big5" => &[Traditional],
        "Shift_JIS" | "EUC-JP" => &[Japanese],
        "EUC-KR" => &[Korean],
        _ => &[Simplified, Traditional],
    }
}

/// How likely a language puts the character behind the two before it.
pub(super) struct Close {
    pairs: &'static Pairs,
    places: RefCell<Memo<Past, Behind<'static>>>,
    known: RefCell<Memo<(Past, char), f32>>,
}

impl Close {
    pub(super) fn new(language: WideLanguage) -> Option<Self> {
        static LANGUAGES: LazyLock<[Pairs; WIDE_LANGUAGES.len()]> = LazyLock::new(|| WIDE_LANGUAGES.map(Pairs::new));
        LANGUAGES.get(language as usize).map(|pairs| Self {
            pairs,
            places: RefCell::default(),
            known: RefCell::default(),
        })
    }
}

impl Model for Close {
    /// Each byte that may be missing doubles what is to be told apart.
    const WIDTH: usize = 32;

    const STRIPPED_IN_A_ROW: usize = 2;

    fn cost(&self, past: Past, c: char) -> f32 {
        let cost = || {
            let mut places = self.places.borrow_mut();
            places.entry(past).or_insert_with(|| self.pairs.behind(past.before, past.last)).cost(c)
        };
        *self.known.borrow_mut().entry((past, c)).or_insert_with(cost)
    }

    fn is_same(&self, a: Past, b: Past) -> bool {
        a == b
    }
}
