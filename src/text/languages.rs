//! The languages of one script, weighed side by side.
//!
//! For each pair of letters, the costs in all languages of the script stand in one row, so that one walk over a text adds
//! them up for every language at once, by vectors and without memory of its own.

use std::sync::OnceLock;

use crate::text::alphabet::{ALPHABETS, Alphabet, EDGE, FOREIGN, FREE, Id};
use crate::text::letters::{self, Letter, Model, SWITCH};
use crate::text::script::Script;
use crate::text::shape::Shape;

/// Languages in a vector, and vectors at most: Latin has 34 languages.
const LANES: usize = 16;
const VECTORS: usize = 3;

/// Cost levels of a pair of letters, of a word, and of a text, in each language.
type PairLevels = [u8; LANES];
type WordLevels = [[u16; LANES]; VECTORS];
type TextLevels = [[u32; LANES]; VECTORS];

/// The languages of a script, ready to be asked.
#[derive(Debug)]
pub(crate) struct Languages {
    /// English first, whatever the script: words of ASCII letters cost no more than they do in English.
    models: Vec<&'static Model>,
    /// How many of the models, the first ones, are there for such words alone.
    borrowed: usize,
    alphabet: &'static Alphabet,
    /// How many vectors hold the models.
    vectors: usize,
    /// The costs of each letter behind each letter, in vectors.
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
                let sides = self.alphabet.sides(c);
                sum.letter(sides.left, !c.is_ascii());
                if sides.right != sides.left {
                    sum.letter(sides.right, true);
                }
            }
        }
        sum.finish()
    }

    fn row(&self, previous: Id, next: Id) -> &[PairLevels] {
        let start = (usize::from(previous) * self.alphabet.count() + usize::from(next)) * self.vectors;
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
        let (models, alphabet) = (Model::of_script(script), Alphabet::of(script));
        let borrowed = usize::from(script != Script::Latin);
        let vectors = models.len().div_ceil(LANES);
        let pairs = vec![PairLevels::default(); alphabet.count() * alphabet.count() * vectors];
        let mut languages = Self { models, borrowed, alphabet, vectors, pairs };
        for lane in 0..languages.models.len() {
            languages.fill(lane);
        }
        languages
    }

    /// Fills in the costs of all pairs in one of the languages.
    fn fill(&mut self, lane: usize) {
        let Some(model) = self.models.get(lane) else { return };
        let letters = spelled(self.alphabet, model);
        let vectors = self.pairs.iter_mut().skip(lane / LANES).step_by(self.vectors);
        let pairs = letters.iter().flat_map(|&before| letters.iter().map(move |&behind| (before, behind)));
        for (vector, (before, behind)) in vectors.zip(pairs) {
            vector.iter_mut().skip(lane % LANES).take(1).for_each(|level| *level = model.level(before, behind));
        }
    }
}

/// What each number of an alphabet is in one language.
fn spelled(alphabet: &Alphabet, model: &Model) -> Vec<Letter> {
    let mut spelled = vec![letters::FOREIGN; alphabet.count()];
    let others = [(EDGE, letters::EDGE), (FREE, letters::FREE), (FOREIGN, letters::FOREIGN)];
    for (id, letter) in alphabet.letters().map(|(id, c)| (id, model.letter(c))).chain(others) {
        spelled.iter_mut().skip(id.into()).take(1).for_each(|spelled| *spelled = letter);
    }
    spelled
}
