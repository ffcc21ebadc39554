//! The languages of one script, weighed side by side.
//!
//! For each pair of letters, the costs in all languages of the script stand in one row, so that one walk over a text adds
//! them up for every language at once, by vectors and without memory of its own.

use std::collections::BTreeMap;
use std::iter;
use std::sync::OnceLock;

use unicode_normalization::char::{compose, decompose_canonical};

use crate::text::letters::{self, Letter, Model, SWITCH};
use crate::text::script::Script;
use crate::text::shape::Shape;

/// The scripts that there are models for.
pub(crate) const ALPHABETS: [Script; 6] =
    [Script::Latin, Script::Cyrillic, Script::Greek, Script::Hebrew, Script::Arabic, Script::Thai];

/// Languages in a vector, and vectors at most: Latin has 34 languages.
const LANES: usize = 16;
const VECTORS: usize = 3;

/// Cost levels of a pair of letters, of a word, and of a text, in each language.
type PairLevels = [u8; LANES];
type WordLevels = [[u16; LANES]; VECTORS];
type TextLevels = [[u32; LANES]; VECTORS];

/// A letter as all languages of a script number it: the three below, then the letters that are told apart.
type Id = u8;

/// A character as its letter, and the tone mark that follows it where the models spell it so.
type Spelled = (Id, Option<Id>);

/// The edge of a word, or a point inside it that no model counts.
const EDGE: Id = 0;

/// What stands before the first letter of a text that may begin inside a word.
const FREE: Id = 1;

/// A letter that none of the languages has.
const FOREIGN: Id = 2;

/// Behind the last code point of an alphabet.
const END: u32 = 0x1f00;

/// The languages of a script, ready to be asked.
#[derive(Debug)]
pub(crate) struct Languages {
    /// English first, whatever the script: words of ASCII letters cost no more than they do in English.
    models: Vec<&'static Model>,
    /// How many of the models, the first ones, are there for such words alone.
    borrowed: usize,
    /// The letters by code point, and the tone mark that some of them are spelled with.
    ids: Vec<Spelled>,
    /// How many ids there are, and how many vectors hold the models.
    count: usize,
    vectors: usize,
    /// The costs of each id behind each id.
    pairs: Vec<PairLevels>,
}

impl Languages {
    /// The languages of a script; of Latin where there are none.
    pub(crate) fn of(script: Script) -> &'static Self {
        static ALL: [OnceLock<Languages>; ALPHABETS.len()] = [const { OnceLock::new() }; ALPHABETS.len()];
        static LATIN: OnceLock<Languages> = OnceLock::new();
        let held = ALPHABETS.iter().zip(&ALL).find(|&(&known, _)| known == script);
        held.map_or(&LATIN, |(_, held)| held).get_or_init(|| Self::new(script))
    }

    /// What the words of `text` cost, in levels, in the language that they cost least in; which one that is.
    pub(crate) fn cheapest(&self, text: &str) -> (&'static str, u32) {
        let levels = self.levels(text);
        let languages = self.models.iter().zip(levels.as_flattened()).skip(self.borrowed);
        let cheapest = languages.min_by_key(|&(_, &levels)| levels);
        cheapest.map_or(("", 0), |(model, &levels)| (model.language(), levels))
    }

    /// What the words of `text` cost in English.
    pub(crate) fn english(&self, text: &str) -> (&'static str, u32) {
        let levels = self.levels(text);
        let first = self.models.iter().zip(levels.as_flattened()).next();
        first.map_or(("", 0), |(model, &levels)| (model.language(), levels))
    }

    fn levels(&self, text: &str) -> TextLevels {
        let mut sum = Sum { languages: self, previous: FREE, word: None, text: TextLevels::default() };
        for c in text.chars() {
            let shape = Shape::of(c);
            if !shape.is_letter() || matches!(shape, Shape::Wide | Shape::Other) {
                sum.end_word();
            } else {
                let (id, tone) = self.ids.get(c as usize).copied().unwrap_or((FOREIGN, None));
                sum.letter(id, !c.is_ascii());
                tone.into_iter().for_each(|tone| sum.letter(tone, true));
            }
        }
        sum.finish()
    }

    fn row(&self, previous: Id, next: Id) -> &[PairLevels] {
        let start = (usize::from(previous) * self.count + usize::from(next)) * self.vectors;
        self.pairs.get(start..start + self.vectors).unwrap_or_default()
    }
}

/// What the words of a text cost so far, in each language.
struct Sum<'l> {
    languages: &'l Languages,
    previous: Id,
    word: Option<Word>,
    text: TextLevels,
}

/// An open word.
#[derive(Default)]
struct Word {
    /// The latest letters, before they are added to all of the word.
    latest: [PairLevels; VECTORS],
    levels: WordLevels,
    letters: usize,
    /// Whether it has a letter outside ASCII.
    marked: bool,
}

/// Letters after which a word is summed up, before a lane can be full.
const LONGEST: usize = 1000;

impl Sum<'_> {
    fn letter(&mut self, id: Id, marked: bool) {
        let row = self.languages.row(self.previous, id);
        self.previous = id;
        let word = self.word.get_or_insert_default();
        word.add(row);
        word.marked |= marked;
        if word.letters >= LONGEST {
            self.close();
        }
    }

    fn end_word(&mut self) {
        if let Some(word) = &mut self.word {
            word.add(self.languages.row(self.previous, EDGE));
            self.close();
        }
        self.previous = EDGE;
    }

    fn close(&mut self) {
        let Some(mut word) = self.word.take() else { return };
        word.gather();
        let english = word.levels.as_flattened().first().map_or(0, |&levels| levels + SWITCH as u16);
        let most = if word.marked { u16::MAX } else { english };
        for (text, word) in self.text.iter_mut().zip(&word.levels).take(self.languages.vectors) {
            text.iter_mut().zip(word).for_each(|(text, &levels)| *text += u32::from(levels.min(most)));
        }
    }

    fn finish(mut self) -> TextLevels {
        self.close();
        self.text
    }
}

/// Letters whose levels a byte holds: none has more than 57.
const GATHERED: usize = 4;

impl Word {
    fn add(&mut self, row: &[PairLevels]) {
        for (sum, levels) in self.latest.iter_mut().zip(row) {
            sum.iter_mut().zip(levels).for_each(|(sum, &level)| *sum = sum.wrapping_add(level));
        }
        self.letters += 1;
        if self.letters.is_multiple_of(GATHERED) {
            self.gather();
        }
    }

    fn gather(&mut self) {
        for (sum, levels) in self.levels.iter_mut().zip(&mut self.latest) {
            sum.iter_mut().zip(&*levels).for_each(|(sum, &level)| *sum += u16::from(level));
            *levels = PairLevels::default();
        }
    }
}

impl Languages {
    fn new(script: Script) -> Self {
        let english = Model::all().iter().take(1);
        let others = Model::all().iter().skip(1).filter(|model| model.script() == script);
        let models: Vec<&Model> = english.chain(others).collect();
        let borrowed = models.iter().take(1).filter(|english| english.script() != script).count();
        let (ids, letters) = number(&models, script);
        let mut languages = Self {
            borrowed,
            ids,
            count: letters.len(),
            vectors: models.len().div_ceil(LANES),
            pairs: Vec::new(),
            models,
        };
        for previous in &letters {
            for next in &letters {
                languages.push_row(previous, next);
            }
        }
        languages
    }

    /// Adds the costs of a pair, given each letter as each of the models numbers it.
    fn push_row(&mut self, previous: &[Letter], next: &[Letter]) {
        let pairs = previous.iter().zip(next);
        let levels: Vec<u8> = self.models.iter().zip(pairs).map(|(model, (&p, &n))| model.level(p, n)).collect();
        for lanes in levels.chunks(LANES) {
            let mut row = PairLevels::default();
            row.iter_mut().zip(lanes).for_each(|(lane, &level)| *lane = level);
            self.pairs.push(row);
        }
    }
}

/// The ids by code point, and for each id the letter that it is in each of the models. Letters that all of them take for
/// the same have one id.
fn number(models: &[&Model], script: Script) -> (Vec<Spelled>, Vec<Vec<Letter>>) {
    let same = |letter: Letter| iter::repeat_n(letter, models.len()).collect::<Vec<_>>();
    let mut spellings = vec![same(letters::EDGE), same(letters::FREE), same(letters::FOREIGN)];
    let mut known = BTreeMap::from([(same(letters::EDGE), EDGE), (same(letters::FOREIGN), FOREIGN)]);
    let mut id = |c: char| {
        let spelled = match Shape::of(c) {
            Shape::Point => return EDGE,
            shape if c.is_ascii() || shape.alphabet() == Some(script) => models.iter().map(|m| m.letter(c)).collect(),
            _ => return FOREIGN,
        };
        let next = spellings.len() as Id;
        *known.entry(spelled).or_insert_with_key(|spelled| {
            spellings.push(spelled.clone());
            next
        })
    };
    let ids = (0..END).map(|code| char::from_u32(code).unwrap_or_default()).map(|c| match (id(c), toned(c)) {
        (FOREIGN, Some((letter, tone))) => (id(letter), Some(id(tone))),
        (whole, _) => (whole, None),
    });
    (ids.collect(), spellings)
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
