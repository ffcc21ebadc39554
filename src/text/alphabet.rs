//! The letters of a script, numbered for all of its languages together.

use std::sync::OnceLock;

use unicode_normalization::char::{compose, decompose_canonical};

use crate::text::letters::{Model, other_spelling};
use crate::text::script::Script;
use crate::text::shape::Shape;

/// The scripts that there are models for.
pub(crate) const ALPHABETS: [Script; 6] =
    [Script::Latin, Script::Cyrillic, Script::Greek, Script::Hebrew, Script::Arabic, Script::Thai];

/// A letter by its number in a script, from 4 on, or one of these.
pub(super) type Id = u8;

/// The edge of a word, or a point inside it that no model counts.
pub(super) const EDGE: Id = 0;

/// A letter that none of the languages has, or a sign.
pub(super) const FOREIGN: Id = 1;

/// What stands before the first letter of a text that may begin inside a word.
pub(super) const FREE: Id = 2;

/// What text does not have: controls, private characters, those that could not be read.
pub(super) const STRANGE: Id = 3;

/// The number of the first letter.
const FIRST: Id = 4;

/// A character as what stands before it sees it, and as what stands behind it does: a letter of Vietnamese with its tone is
/// spelled as the letter, then the tone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Sides {
    pub(super) left: Id,
    pub(super) right: Id,
    pub(super) case: Case,
}

/// Whether a letter is small, capital, or neither.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Case {
    None,
    Lower,
    Upper,
}

impl Sides {
    const fn both(id: Id) -> Self {
        Self { left: id, right: id, case: Case::None }
    }

    /// Whether a capital letter stands behind a small one.
    pub(super) fn rises(self, next: Self) -> bool {
        (self.case == Case::Lower) & (next.case == Case::Upper)
    }
}

/// Behind the last code point of an alphabet.
const END: u32 = 0x1f00;

/// The numbers of a script's letters.
#[derive(Debug)]
pub(super) struct Alphabet {
    /// The small letters of its languages and of English, in the order of their numbers.
    letters: Vec<char>,
    /// By code point.
    sides: Vec<Sides>,
}

impl Alphabet {
    /// The alphabet of one of [`ALPHABETS`]; of Latin for any other script.
    pub(super) fn of(script: Script) -> &'static Self {
        static ALL: [OnceLock<Alphabet>; ALPHABETS.len()] = [const { OnceLock::new() }; ALPHABETS.len()];
        static LATIN: OnceLock<Alphabet> = OnceLock::new();
        ALL.get(script as usize).unwrap_or(&LATIN).get_or_init(|| Self::new(script))
    }

    fn new(script: Script) -> Self {
        let models = Model::of_script(script).into_iter();
        let mut letters: Vec<char> = models.flat_map(Model::alphabet).collect();
        letters.sort_unstable();
        letters.dedup();
        let mut alphabet = Self { letters, sides: Vec::with_capacity(END as usize) };
        let sides =
            (0..END).map(|code| char::from_u32(code).map_or(Sides::both(FOREIGN), |c| alphabet.find(c, script)));
        alphabet.sides = sides.collect();
        alphabet
    }

    /// How many numbers there are.
    pub(super) fn count(&self) -> usize {
        usize::from(FIRST) + self.letters.len()
    }

    /// The small letters with their numbers.
    pub(super) fn letters(&self) -> impl Iterator<Item = (Id, char)> {
        (FIRST..).zip(self.letters.iter().copied())
    }

    /// The numbers of a character.
    pub(super) fn sides(&self, c: char) -> Sides {
        self.sides.get(c as usize).copied().unwrap_or_else(|| Sides::both(no_letter(c)))
    }

    fn find(&self, c: char, script: Script) -> Sides {
        let shape = Shape::of(c);
        if !shape.is_letter() || shape == Shape::Point {
            return Sides::both(no_letter(c));
        }
        let lower = c.to_lowercase().next().unwrap_or(c);
        let belongs = c.is_ascii() || shape.alphabet() == Some(script);
        let number = self.number(lower).or_else(|| self.number(other_spelling(lower))).filter(|_| belongs);
        let sides = number.map(Sides::both).or_else(|| self.toned(lower)).unwrap_or(Sides::both(FOREIGN));
        Sides { case: case(c), ..sides }
    }

    pub(super) fn number(&self, letter: char) -> Option<Id> {
        self.letters.binary_search(&letter).ok().map(|place| FIRST + place as Id)
    }

    fn toned(&self, c: char) -> Option<Sides> {
        let (letter, tone) = toned(c)?;
        Some(Sides { left: self.number(letter)?, right: self.number(tone).unwrap_or(FOREIGN), case: Case::None })
    }
}

fn case(c: char) -> Case {
    if c.is_uppercase() {
        Case::Upper
    } else if c.is_lowercase() {
        Case::Lower
    } else {
        Case::None
    }
}

/// What a character is that is no letter of the script.
fn no_letter(c: char) -> Id {
    match Shape::of(c) {
        Shape::Space
        | Shape::Digit
        | Shape::Ascii
        | Shape::Mark
        | Shape::Apostrophe
        | Shape::WideMark
        | Shape::Point => EDGE,
        Shape::Control | Shape::Missing if !c.is_ascii() => STRANGE,
        _ => FOREIGN,
    }
}

/// A letter of Vietnamese as windows-1258 and the model spell it: the letter, then its tone.
fn toned(c: char) -> Option<(char, char)> {
    let mut parts = Vec::new();
    decompose_canonical(c, |part| parts.push(part));
    let tone = parts.iter().position(|part| TONES.contains(part)).map(|at| parts.remove(at))?;
    let letter = parts.into_iter().map(Some).reduce(|whole, mark| compose(whole?, mark?))??;
    Some((letter, tone))
}

const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];
