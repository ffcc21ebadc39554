//! Readings of a sample in the single-byte encodings, each in every language that the encoding has the letters for.
//!
//! One table lookup a byte: the tables are made once, from encoding_rs and the letter models.

use std::sync::LazyLock;

use encoding_rs::{
    Encoding, IBM866, ISO_8859_2, ISO_8859_3, ISO_8859_4, ISO_8859_5, ISO_8859_6, ISO_8859_7, ISO_8859_8, ISO_8859_10,
    ISO_8859_13, ISO_8859_14, ISO_8859_15, ISO_8859_16, KOI8_R, KOI8_U, MACINTOSH, WINDOWS_874, WINDOWS_1250,
    WINDOWS_1251, WINDOWS_1252, WINDOWS_1253, WINDOWS_1254, WINDOWS_1255, WINDOWS_1256, WINDOWS_1257, WINDOWS_1258,
    X_MAC_CYRILLIC,
};

use crate::text::plausibility::{EDGE, LEVEL, Letter, Model};
use crate::text::shape::{Shape, step};

/// The single-byte encodings and what each costs before a byte is read, in nats: how much rarer it is on the web than
/// windows-1252, rounded, and no more than a few letters can make up for.
const ENCODINGS: [(&Encoding, f32); 27] = [
    (WINDOWS_1252, 0.0),
    (WINDOWS_1251, 0.5),
    (WINDOWS_1250, 1.0),
    (WINDOWS_1256, 1.0),
    (WINDOWS_1254, 1.0),
    (WINDOWS_1253, 1.0),
    (WINDOWS_1255, 1.0),
    (WINDOWS_1257, 1.5),
    (WINDOWS_1258, 2.0),
    (WINDOWS_874, 1.0),
    (ISO_8859_2, 1.0),
    (ISO_8859_15, 1.5),
    (ISO_8859_5, 2.0),
    (ISO_8859_7, 1.5),
    (ISO_8859_6, 2.0),
    (ISO_8859_8, 2.0),
    (KOI8_R, 1.0),
    (KOI8_U, 1.5),
    (IBM866, 2.0),
    (ISO_8859_13, 2.5),
    (ISO_8859_4, 3.0),
    (ISO_8859_16, 3.0),
    (ISO_8859_3, 4.0),
    (ISO_8859_10, 4.0),
    (ISO_8859_14, 4.0),
    (MACINTOSH, 4.0),
    (X_MAC_CYRILLIC, 3.0),
];

/// One encoding, ready to read samples.
struct OneByte {
    encoding: &'static Encoding,
    cost: f32,
    shapes: [Shape; 256],
    languages: Vec<Language>,
}

/// One language's letters as the encoding's bytes.
struct Language {
    model: &'static Model,
    letters: [Letter; 256],
}

/// What a sample costs in one encoding, in the language where it costs least.
#[derive(Clone, Copy, Debug)]
pub(super) struct Weighed {
    pub(super) encoding: &'static Encoding,
    pub(super) language: &'static str,
    pub(super) cost: f32,
}

/// Weighs the pieces of a sample in each encoding that `wanted` gives a handicap for; the handicap, in nats, is added.
pub(super) fn weigh<'s>(
    pieces: impl Iterator<Item = &'s [u8]> + Clone,
    wanted: impl Fn(&'static Encoding) -> Option<f32>,
) -> Vec<Weighed> {
    static READINGS: LazyLock<Vec<OneByte>> = LazyLock::new(|| ENCODINGS.iter().map(OneByte::new).collect());
    let readings = READINGS.iter().filter_map(|reading| Some((reading, wanted(reading.encoding)?)));
    readings.map(|(reading, handicap)| reading.weigh(pieces.clone(), handicap)).collect()
}

impl OneByte {
    fn new(&(encoding, cost): &(&'static Encoding, f32)) -> Self {
        let mut characters = ['\0'; 256];
        for (byte, c) in (0..=255u8).zip(&mut characters) {
            *c = character(encoding, byte);
        }
        let covers = |model: &&Model| model.needed().all(|letter| has(&characters, letter));
        let languages = Model::all().iter().filter(covers);
        let languages = languages.map(|model| Language { model, letters: characters.map(|c| model.letter(c)) });
        Self { encoding, cost, shapes: characters.map(Shape::of), languages: languages.collect() }
    }

    fn weigh<'s>(&self, pieces: impl Iterator<Item = &'s [u8]> + Clone, handicap: f32) -> Weighed {
        let shapes: f32 = pieces.clone().map(|piece| self.shape_cost(piece)).sum();
        let letters = self.languages.iter().map(|language| {
            let levels: u32 = pieces.clone().map(|piece| language.levels(piece)).sum();
            (language.model.language(), levels)
        });
        let (language, levels) = letters.min_by_key(|&(_, levels)| levels).unwrap_or_default();
        let cost = self.cost + handicap + shapes + levels as f32 * LEVEL;
        Weighed { encoding: self.encoding, language, cost }
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
}

impl Language {
    /// The first letter is free: a piece may begin inside a word.
    fn levels(&self, piece: &[u8]) -> u32 {
        let letter = |byte: u8| self.letters.get(usize::from(byte)).copied().unwrap_or(EDGE);
        let mut letters = piece.iter().map(|&byte| letter(byte));
        let mut previous = letters.next().unwrap_or(EDGE);
        let mut levels = 0;
        for next in letters {
            levels += u32::from(self.model.level(previous, next));
            previous = next;
        }
        levels
    }
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
