//! How much a text looks like text of a language.
//!
//! The measure is a cost in nats: about `-ln` of the probability that a writer of the likeliest of some fifty languages
//! would have written just these characters. Two readings of the same bytes can be compared by their costs, whatever
//! their scripts and lengths: a difference of 5 nats is odds of 150 to 1.
//!
//! Three things are counted: what kind of character stands beside what kind ([`shape`](super::shape)), how often a letter
//! follows another in the language ([`Model`]), how common a wide character is ([`wide`](super::wide)).

use std::sync::LazyLock;

use crate::text::letter_pairs::{FIRST_LEVEL, LANGUAGES};
use crate::text::script::Script;
use crate::text::shape::{Shape, step};
use crate::text::wide::{Ranks, WIDE_LANGUAGES};

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

/// A letter as a [`Model`] knows it: 0 for what is no letter, 1 and up for the alphabet, then the two below.
pub(crate) type Letter = u8;

/// What is no letter: the edge of a word.
pub(crate) const EDGE: Letter = 0;

/// A letter of ASCII in a language that is not written in Latin letters.
const BORROWED: Letter = 62;

/// A letter that the language does not have.
const FOREIGN: Letter = 63;

/// Rows of 64, so that a pair is found by a shift.
const ROW: usize = 64;

/// Cost levels of foreign letters. ASCII letters in another script cost what English letters cost in the mean, 2.8 nats
/// a letter, so that markup and names do not count against it.
const BORROWED_LEVEL: u8 = 14;
const FOREIGN_LEVEL: u8 = 50;

/// One language's letters, ready to be asked.
#[derive(Debug)]
pub(crate) struct Model {
    letters: &'static Letters,
    levels: Vec<u8>,
    /// The letters by code point, from `first`.
    index: Vec<Letter>,
    first: u32,
}

impl Model {
    /// All models there are.
    pub(crate) fn all() -> &'static [Model] {
        static MODELS: LazyLock<Vec<Model>> = LazyLock::new(|| LANGUAGES.iter().map(Model::new).collect());
        &MODELS
    }

    fn new(letters: &'static Letters) -> Self {
        let count = letters.alphabet.chars().count() + 1;
        let mut levels = vec![FOREIGN_LEVEL; ROW * ROW];
        for (row, figures) in levels.chunks_mut(ROW).zip(letters.pairs.chunks(count)) {
            row.iter_mut().zip(figures).for_each(|(level, figure)| *level = figure - FIRST_LEVEL);
        }
        for row in levels.chunks_mut(ROW) {
            row.iter_mut().take(1).for_each(|edge| *edge = (*edge).min(FIRST_EDGE_LEVEL));
            row.iter_mut().skip(usize::from(BORROWED)).take(1).for_each(|level| *level = BORROWED_LEVEL);
        }
        levels.iter_mut().take(1).for_each(|nothing| *nothing = 0);
        let first = letters.alphabet.chars().map(u32::from).filter(|&c| c > 0x7f).min().unwrap_or(0xe9).min(0x5d0);
        let mut model = Self { letters, levels, index: Vec::new(), first };
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

    /// The letters outside ASCII that its text cannot do without.
    pub(crate) fn needed(&self) -> impl Iterator<Item = char> {
        self.letters.needed.chars()
    }

    /// The letter that a character is; case does not matter.
    pub(crate) fn letter(&self, c: char) -> Letter {
        match u32::from(c).checked_sub(self.first) {
            Some(offset) if offset < BLOCK => self.index.get(offset as usize).copied().unwrap_or(FOREIGN),
            _ => self.find(c),
        }
    }

    fn find(&self, c: char) -> Letter {
        let shape = Shape::of(c);
        if !shape.is_letter() {
            return EDGE;
        }
        let lower = c.to_lowercase().next().unwrap_or(c);
        let place = |wanted: char| self.letters.alphabet.chars().position(|letter| letter == wanted);
        match place(lower).or_else(|| place(other_spelling(lower))) {
            Some(place) => place as Letter + 1,
            None if lower.is_ascii() => BORROWED,
            None => FOREIGN,
        }
    }

    /// The cost level of `next` behind `previous`.
    pub(crate) fn level(&self, previous: Letter, next: Letter) -> u8 {
        self.levels.get(usize::from(previous) * ROW + usize::from(next)).copied().unwrap_or(FOREIGN_LEVEL)
    }

    /// Nats for a run of letters and edges.
    fn cost(&self, characters: impl Iterator<Item = char>) -> f32 {
        let mut previous = EDGE;
        let mut levels = 0u32;
        for c in characters {
            let letter = self.letter(c);
            levels += u32::from(self.level(previous, letter));
            previous = letter;
        }
        levels as f32 * LEVEL
    }
}

/// The widest block of an alphabet, in code points.
const BLOCK: u32 = 0x300;

/// A word can end behind any letter: quoted, cut, abbreviated.
const FIRST_EDGE_LEVEL: u8 = 30;

/// Letters that stand for one another where an encoding has only one of them: Romanian comma and cedilla, Persian yeh
/// and kaf.
fn other_spelling(c: char) -> char {
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

/// What a text costs, and in which language it costs least.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Plausibility {
    /// Nats in all.
    pub(crate) cost: f32,
    /// Characters counted.
    pub(crate) characters: usize,
    /// The language, as BCP 47 writes it; empty where no letters are.
    pub(crate) language: &'static str,
}

impl Plausibility {
    /// Weighs `text`. Linear, at about 100 ns a character: give it a sample, not a document.
    pub(crate) fn of(text: &str) -> Self {
        let mut census = Census::default();
        text.chars().for_each(|c| census.count(c));
        let (language, letters) = census.cheapest_language(text);
        Self { cost: census.shapes + letters, characters: census.characters, language }
    }

    /// Nats a character.
    pub(crate) fn mean(self) -> f32 {
        self.cost / self.characters.max(1) as f32
    }
}

/// What one walk over a text counts.
struct Census {
    previous: Shape,
    previous_block: u32,
    shapes: f32,
    characters: usize,
    wide: [f32; WIDE_LANGUAGES.len()],
    wide_letters: usize,
    letters: [usize; ALPHABETS.len()],
}

const ALPHABETS: [Script; 6] =
    [Script::Latin, Script::Cyrillic, Script::Greek, Script::Hebrew, Script::Arabic, Script::Thai];

/// Nats for a letter of a script without a model, beside another of its block and beside anything else.
const UNMODELLED: f32 = 4.0;
const UNMODELLED_ALONE: f32 = 10.0;

impl Default for Census {
    fn default() -> Self {
        Self {
            previous: Shape::Space,
            previous_block: 0,
            shapes: 0.0,
            characters: 0,
            wide: [0.0; WIDE_LANGUAGES.len()],
            wide_letters: 0,
            letters: [0; ALPHABETS.len()],
        }
    }
}

impl Census {
    fn count(&mut self, c: char) {
        let shape = Shape::of(c);
        self.shapes += step(self.previous, shape);
        self.characters += 1;
        if shape == Shape::Wide {
            self.wide_letters += 1;
            let ranks = Ranks::of(c);
            self.wide.iter_mut().zip(WIDE_LANGUAGES).for_each(|(cost, language)| *cost += ranks.cost(language));
        } else if shape == Shape::Other {
            let block = u32::from(c) >> 7;
            self.shapes += if block == self.previous_block { UNMODELLED } else { UNMODELLED_ALONE };
            self.previous_block = block;
        } else if let Some(script) = shape.alphabet() {
            let place = ALPHABETS.iter().position(|&alphabet| alphabet == script);
            self.letters.iter_mut().skip(place.unwrap_or_default()).take(1).for_each(|count| *count += 1);
        }
        self.previous = shape;
    }

    fn cheapest_language(&self, text: &str) -> (&'static str, f32) {
        let (wide, wide_cost) = self.cheapest_wide();
        let most = ALPHABETS.iter().zip(self.letters).max_by_key(|&(_, count)| count);
        let Some((&script, count)) = most.filter(|&(_, count)| count > 0) else { return (wide, wide_cost) };
        let only_english = script == Script::Latin && self.wide_letters > count;
        let models = Model::all().iter().filter(|model| model.script() == script);
        let costs = models.take(if only_english { 1 } else { usize::MAX }).map(|model| {
            let letters = text.chars().filter(|&c| Shape::of(c) != Shape::Wide);
            (model.language(), model.cost(letters))
        });
        let (language, cost) = costs.min_by(|a, b| a.1.total_cmp(&b.1)).unwrap_or_default();
        (if self.wide_letters > count { wide } else { language }, cost + wide_cost)
    }

    fn cheapest_wide(&self) -> (&'static str, f32) {
        let costs = WIDE_LANGUAGES.iter().zip(self.wide).map(|(language, cost)| (language.code(), cost));
        match costs.min_by(|a, b| a.1.total_cmp(&b.1)) {
            Some(cheapest) if self.wide_letters > 0 => cheapest,
            _ => ("", 0.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Plausibility;

    #[test]
    fn the_language_of_a_sentence_is_the_cheapest() {
        let sentences = [
            ("The kettle is on the stove and the cups are warm.", "en"),
            ("Die Kanne steht auf dem Herd, und die Tassen sind schön warm.", "de"),
            ("Čajník stojí na sporáku a hrnečky jsou příjemně teplé.", "cs"),
            ("Чайник стоит на плите, а чашки уже тёплые.", "ru"),
            ("茶壶在炉子上，杯子已经热了。", "zh-Hans"),
            ("茶壺在爐子上，杯子已經熱了。", "zh-Hant"),
            ("やかんはコンロの上にあって、カップはもう温かい。", "ja"),
            ("주전자는 난로 위에 있고 컵은 이미 따뜻하다.", "ko"),
        ];
        for (sentence, language) in sentences {
            assert_eq!(Plausibility::of(sentence).language, language, "{sentence}");
        }
    }

    #[test]
    fn text_costs_less_than_its_misreading() {
        let readings = [
            ("Чайник на плите", "×àéíèê íà ïëèòå"),
            ("schöne Tassen", "schÃ¶ne Tassen"),
            ("příjemně", "pøíjemnì"),
            ("杯子已经热了", "±­×ÓÒÑ¾­ÈÈÁË"),
            ("ひどい天気", "�ｷ暸､､ﾅｷｵ､"),
        ];
        for (right, wrong) in readings {
            assert!(Plausibility::of(right).cost < Plausibility::of(wrong).cost, "{right} {wrong}");
        }
    }

    #[test]
    fn nothing_costs_nothing() {
        assert_eq!(Plausibility::of(""), Plausibility { cost: 0.0, characters: 0, language: "" });
        assert_eq!(Plausibility::of("").mean(), 0.0);
    }
}
