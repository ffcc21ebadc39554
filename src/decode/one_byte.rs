//! Readings of a sample in the single-byte encodings, each in every language that the encoding has the letters for.
//!
//! One table lookup a byte: the tables are made once, from encoding_rs and the letter models.

use std::sync::LazyLock;

use encoding_rs::{Encoding, ISO_8859_15, MACINTOSH, WINDOWS_1252};

use crate::decode::rarity::SINGLE_BYTE;
use crate::text::letters::{LEVEL, Model, Spelling, Words};
use crate::text::script::Script;
use crate::text::shape::{Shape, step};

/// One encoding, ready to read samples.
struct OneByte {
    encoding: &'static Encoding,
    shapes: [Shape; 256],
    languages: Vec<Language>,
}

/// One language's letters as the encoding's bytes.
struct Language {
    model: &'static Model,
    /// The model's place among all models.
    place: usize,
    spelling: Spelling,
    /// Cost levels for being written in this encoding at all.
    unusual: u32,
}

/// What a sample costs in one encoding, in the language where it costs least.
#[derive(Clone, Copy, Debug)]
pub(super) struct Weighed {
    pub(super) encoding: &'static Encoding,
    pub(super) cost: f32,
    /// The cheapest languages, by their place among the encoding's.
    languages: [usize; SHORTLIST],
}

/// Languages of an encoding that are weighed again where more of the document is.
const SHORTLIST: usize = 4;

/// An encoding to weigh: its handicap in nats, and what its languages cost before a word is read.
pub(super) struct Entry {
    encoding: &'static Encoding,
    handicap: f32,
    languages: Choice,
}

/// Which of an encoding's languages are in question.
#[derive(Clone, Copy, Debug)]
enum Choice {
    All,
    /// These, and the first: it is English, where the encoding has Latin letters.
    Only([usize; SHORTLIST]),
    /// The others, too, at [`NEW_LANGUAGE`] cost levels more.
    Rather([usize; SHORTLIST]),
}

impl Choice {
    fn levels(self, place: usize) -> Option<u32> {
        match self {
            Choice::Only(list) => (place == 0 || list.contains(&place)).then_some(0),
            Choice::Rather(list) if !list.contains(&place) => Some(NEW_LANGUAGE),
            Choice::All | Choice::Rather(_) => Some(0),
        }
    }

    /// Cost levels for all words of ASCII letters being English, if they may: few words cannot show it.
    fn english(self, plain: &mut Plain<'_>) -> u32 {
        if matches!(self, Choice::All) { u32::MAX } else { plain.levels(ENGLISH) + ENGLISH_BESIDE }
    }
}

/// Cost levels for words in a language that the rest of the document does not show: pages of two languages are rare.
const NEW_LANGUAGE: u32 = 75;

impl Weighed {
    /// For an encoding whose letters were weighed elsewhere.
    pub(super) fn elsewhere(encoding: &'static Encoding, cost: f32) -> Self {
        Self { encoding, cost, languages: [0; SHORTLIST] }
    }

    /// To weigh words of the same document, which may be in another language than the rest.
    pub(super) fn afresh(&self) -> Entry {
        Entry { encoding: self.encoding, handicap: self.cost, languages: Choice::Rather(self.languages) }
    }

    /// To weigh more text in the cheapest languages.
    pub(super) fn again(&self, handicap: f32) -> Entry {
        Entry { encoding: self.encoding, handicap, languages: Choice::Only(self.languages) }
    }
}

/// All single-byte encodings that `handicap`, given the encoding and its rarity, has nats for.
pub(super) fn entries(handicap: impl Fn(&'static Encoding, f32) -> Option<f32>) -> Vec<Entry> {
    let entry =
        |&(encoding, rarity)| Some(Entry { encoding, handicap: handicap(encoding, rarity)?, languages: Choice::All });
    SINGLE_BYTE.iter().filter_map(entry).collect()
}

/// All single-byte encodings, ready to read samples.
fn readings() -> &'static [OneByte] {
    static READINGS: LazyLock<Vec<OneByte>> = LazyLock::new(|| SINGLE_BYTE.iter().map(OneByte::new).collect());
    &READINGS
}

/// The languages that a single-byte encoding was made for; none, for any other encoding.
pub(super) fn languages(encoding: &'static Encoding) -> impl Iterator<Item = &'static str> {
    let reading = readings().iter().find(|reading| reading.encoding == encoding);
    let usual = reading.into_iter().flat_map(|reading| &reading.languages).filter(|language| language.unusual == 0);
    usual.map(|language| language.model.language())
}

/// Weighs the pieces of a sample in each of the encodings entered.
pub(super) fn weigh<'s>(pieces: impl Iterator<Item = &'s [u8]> + Clone, entries: &[Entry]) -> Vec<Weighed> {
    let words = Words::of(pieces.clone());
    let mut plain = Plain::of(&words);
    let weighed = entries.iter().filter_map(|entry| {
        let reading = readings().iter().find(|reading| reading.encoding == entry.encoding)?;
        let shapes: f32 = pieces.clone().map(|piece| reading.shape_cost(piece)).sum();
        let (languages, levels) = reading.cheapest_languages(&words, entry.languages, &mut plain);
        let cost = entry.handicap + shapes + levels as f32 * LEVEL;
        Some(Weighed { encoding: entry.encoding, cost, languages })
    });
    weighed.collect()
}

/// The bytes that not all of the encodings read as the same character.
pub(super) fn differing(relatives: &[Weighed]) -> [bool; 256] {
    let mut differs = [false; 256];
    for (byte, differs) in (0..=255u8).zip(&mut differs) {
        let mut readings = relatives.iter().map(|weighed| character(weighed.encoding, byte));
        let first = readings.next();
        *differs = readings.any(|other| Some(other) != first);
    }
    differs
}

impl OneByte {
    fn new(&(encoding, _): &(&'static Encoding, f32)) -> Self {
        let mut characters = ['\0'; 256];
        for (byte, c) in (0..=255u8).zip(&mut characters) {
            *c = character(encoding, byte);
        }
        let script = main_script(&characters);
        let covers = |model: &Model| model.needed().all(|letter| has(&characters, letter));
        let models = Model::all().iter().enumerate();
        let models = models.filter(|(_, model)| model.script() == script && covers(model));
        let upper = characters.iter().copied().skip(128);
        let languages = models.map(|(place, model)| Language {
            model,
            place,
            spelling: model.spelling(upper.clone()),
            unusual: if is_usual(encoding, model) { 0 } else { UNUSUAL },
        });
        Self { encoding, shapes: characters.map(Shape::of), languages: languages.collect() }
    }

    fn shape_cost(&self, piece: &[u8]) -> f32 {
        let shape = |byte: u8| self.shapes.get(usize::from(byte)).copied().unwrap_or(Shape::Missing);
        let mut previous = Shape::Space;
        let mut cost = 0.0;
        for &byte in piece {
            let next = shape(byte);
            cost += step(previous, next);
            previous = next;
        }
        cost
    }

    /// The cheapest languages of those wanted, and the cost levels of the cheapest.
    fn cheapest_languages(
        &self,
        words: &Words<'_>,
        wanted: Choice,
        plain: &mut Plain<'_>,
    ) -> ([usize; SHORTLIST], u32) {
        let english = wanted.english(plain);
        let mut cheapest = [(u32::MAX, 0); SHORTLIST];
        for (place, language) in self.languages.iter().enumerate() {
            let Some(beforehand) = wanted.levels(place) else { continue };
            let plain = plain.levels(language.place).min(english);
            let levels = beforehand + language.unusual + plain + language.model.other_levels(words, &language.spelling);
            let rank = cheapest.partition_point(|&(other, _)| other <= levels);
            cheapest.iter_mut().skip(rank).fold((levels, place), |pushed, slot| std::mem::replace(slot, pushed));
        }
        let [(levels, _), ..] = cheapest;
        (cheapest.map(|(_, place)| place), if levels == u32::MAX { 0 } else { levels })
    }
}

/// What the words of ASCII letters cost in each model's language, as far as it was asked for.
struct Plain<'w> {
    words: &'w Words<'w>,
    known: Vec<Option<u32>>,
}

impl<'w> Plain<'w> {
    fn of(words: &'w Words<'w>) -> Self {
        Self { words, known: vec![None; Model::all().len()] }
    }

    /// Cost levels in the language of the model at `place`.
    fn levels(&mut self, place: usize) -> u32 {
        let count = || Model::all().get(place).map_or(0, |model| model.plain_levels(self.words));
        self.known.get_mut(place).map_or(0, |known| *known.get_or_insert_with(count))
    }
}

/// The place of English among all models.
const ENGLISH: usize = 0;

/// Cost levels for a document in another language whose words of ASCII letters are all English: manuals, and programs with
/// comments.
const ENGLISH_BESIDE: u32 = 75;

/// Cost levels for a Western European language in an encoding that was made for others.
const UNUSUAL: u32 = 15;

/// Whether a language is one that an encoding was made for. Western European ones are rarely found in the encodings of
/// their neighbours, though these have the letters.
fn is_usual(encoding: &'static Encoding, model: &Model) -> bool {
    let western = [WINDOWS_1252, ISO_8859_15, MACINTOSH].contains(&encoding);
    western || model.script() != Script::Latin || !model.alphabet().all(|letter| letter <= 'ÿ' || letter == 'œ')
}

/// The script that most of the letters outside ASCII belong to.
fn main_script(characters: &[char; 256]) -> Script {
    let scripts: Vec<_> = characters.iter().skip(128).filter_map(|&c| Shape::of(c).alphabet()).collect();
    let count = |script: &Script| scripts.iter().filter(|&other| other == script).count();
    scripts.iter().copied().max_by_key(count).unwrap_or(Script::Latin)
}

fn character(encoding: &'static Encoding, byte: u8) -> char {
    let bytes = [byte];
    let text = encoding.decode_without_bom_handling_and_without_replacement(&bytes);
    text.and_then(|text| text.chars().next()).unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// Romanian is written in encodings that have its letters with cedillas as well.
fn has(characters: &[char; 256], letter: char) -> bool {
    characters.contains(&letter)
        || matches!(letter, 'ș' if characters.contains(&'ş'))
        || matches!(letter, 'ț' if characters.contains(&'ţ'))
}
