//! Which letters stand beside which in ordinary text: all languages of a script at once, a bit each.
//!
//! Damaged text has pairs of letters that no language has, or now one language and now another. So a walk over the letters
//! outside ASCII and their neighbours, a lookup each, tells nearly all clean text from text that has to be weighed.

use std::sync::OnceLock;

use crate::text::alphabet::{ALPHABETS, Alphabet, EDGE, Id, STRANGE};
use crate::text::counter::{Counter, Set};
use crate::text::letters::{self, Model};
use crate::text::script::Script;
use crate::text::shape::Shape;

/// Cost level from which a pair is rare. Set, like the share below, so that no damaged text of the development cases that can
/// be restored is passed over; how many pairs of clean text are rare was not counted.
const RARE: u8 = 28;

/// Pairs that are looked at together, and how many of them may be rare, one in eight: where half a line is damaged, some
/// window is.
const WINDOW: u32 = 32;
const RARE_SHARE: u32 = 8;

/// Whether `text` is ordinary text of one language, as far as its letters outside ASCII and what touches them tell.
/// Controls, private characters and those that could not be read are never ordinary.
pub(crate) fn is_ordinary(text: &str) -> bool {
    let script = text.chars().filter(|c| !c.is_ascii()).find_map(|c| Shape::of(c).alphabet());
    script.and_then(Pairs::of).is_some_and(|pairs| pairs.are_ordinary(text))
}

/// The pairs of one script.
#[derive(Debug)]
struct Pairs {
    alphabet: &'static Alphabet,
    /// The languages in which a pair is ordinary, a row for each letter before.
    languages: Vec<Set>,
}

impl Pairs {
    fn of(script: Script) -> Option<&'static Self> {
        static ALL: [OnceLock<Pairs>; ALPHABETS.len()] = [const { OnceLock::new() }; ALPHABETS.len()];
        ALL.get(script as usize).map(|pairs| pairs.get_or_init(|| Self::new(script)))
    }

    fn are_ordinary(&self, text: &str) -> bool {
        let mut walk = Walk { pairs: self, rare: Counter::default(), seen: 0, excluded: 0 };
        let (mut before, mut rest) = (' ', text);
        while let Some(start) = rest.bytes().position(|byte| !byte.is_ascii()) {
            let (ascii, run) = rest.split_at(start);
            before = ascii.bytes().next_back().map_or(before, char::from);
            let Some(length) = walk.run(before, run) else { return false };
            rest = run.get(length..).unwrap_or_default();
        }
        walk.end()
    }

    fn languages(&self, before: Id, behind: Id) -> Set {
        let pair = usize::from(before) * self.alphabet.count() + usize::from(behind);
        self.languages.get(pair).copied().unwrap_or_default()
    }

    fn new(script: Script) -> Self {
        let alphabet = Alphabet::of(script);
        let mut pairs = Self { alphabet, languages: vec![0; alphabet.count() * alphabet.count()] };
        for (place, model) in Model::of_script(script).into_iter().enumerate() {
            pairs.add(model, 1 << place);
        }
        pairs
    }

    /// Adds the ordinary pairs of one language.
    fn add(&mut self, model: &Model, language: Set) {
        let letters = model.alphabet().zip(letters::EDGE + 1..);
        let letters = letters.filter_map(|(c, letter)| Some((self.alphabet.number(c)?, letter)));
        let letters: Vec<_> = [(EDGE, letters::EDGE)].into_iter().chain(letters).collect();
        for &(before, first) in &letters {
            for &(behind, _) in letters.iter().filter(|&&(_, second)| model.level(first, second) < RARE) {
                let pair = usize::from(before) * self.alphabet.count() + usize::from(behind);
                self.languages.iter_mut().skip(pair).take(1).for_each(|languages| *languages |= language);
            }
        }
    }
}

/// A walk over the pairs of a text.
struct Walk<'p> {
    pairs: &'p Pairs,
    /// How many of the pairs of this window are rare in each language.
    rare: Counter,
    seen: u32,
    /// The languages in which some window has too many.
    excluded: Set,
}

impl Walk<'_> {
    /// Walks to the first ASCII character, over the pair that it ends, given what stands before. The bytes walked over;
    /// `None` where the text cannot be ordinary any more.
    fn run(&mut self, before: char, run: &str) -> Option<usize> {
        let mut before = self.pairs.alphabet.sides(before);
        for (at, c) in run.char_indices() {
            let sides = self.pairs.alphabet.sides(c);
            self.rare.add(if before.rises(sides) { Set::MAX } else { !self.pairs.languages(before.right, sides.left) });
            self.seen += 1;
            if self.seen == WINDOW {
                self.close();
            }
            if sides.left == STRANGE || self.excluded == Set::MAX {
                return None;
            }
            if c.is_ascii() {
                return Some(at);
            }
            before = sides;
        }
        Some(run.len())
    }

    fn close(&mut self) {
        self.excluded |= std::mem::take(&mut self.rare).exceeds_number(std::mem::take(&mut self.seen) / RARE_SHARE);
    }

    /// Whether some language is left at the end.
    fn end(mut self) -> bool {
        self.close();
        self.excluded != Set::MAX
    }
}
