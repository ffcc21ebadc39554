//! How much a text looks like text of a language.
//!
//! The measure is a cost in nats: about `-ln` of the probability that a writer of the likeliest of some fifty languages
//! would have written just these characters. Two readings of the same bytes can be compared by their costs, whatever
//! their scripts and lengths: a difference of 5 nats is odds of 150 to 1.
//!
//! Three things are counted: what kind of character stands beside what kind ([`shape`](super::shape)), how often a letter
//! follows another in the language ([`letters`](super::letters)), how common a wide character is ([`wide`](super::wide)).

use crate::text::letters::{LEVEL, Model, Words};
use crate::text::script::Script;
use crate::text::shape::{Shape, step};
use crate::text::wide::{Ranks, WIDE_LANGUAGES, WideLanguage};

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
        Self::in_languages(text, Model::all(), &WIDE_LANGUAGES)
    }

    /// Weighs text whose only letters outside ASCII are those of one of the wide languages given: its ASCII words are held
    /// to be English.
    pub(crate) fn of_wide(text: &str, languages: &[WideLanguage]) -> Self {
        Self::in_languages(text, Model::all().get(..1).unwrap_or_default(), languages)
    }

    fn in_languages(text: &str, models: &'static [Model], wide_languages: &[WideLanguage]) -> Self {
        let mut census = Census::default();
        text.chars().for_each(|c| census.count(c));
        let (wide_language, wide) = census.cheapest_wide(wide_languages);
        let (language, letters) = census.cheapest_language(models);
        Self {
            cost: census.shapes + wide + letters,
            characters: census.bytes.len(),
            language: if census.wide_letters > census.letters.iter().sum() { wide_language } else { language },
        }
    }

    /// Nats that `text` costs at least, as far as a walk without letter pairs can tell: to weigh only what can still win.
    pub(crate) fn at_least(text: &str) -> f32 {
        let mut census = Census::default();
        text.chars().for_each(|c| census.count(c));
        let letters: usize = census.letters.iter().sum();
        census.shapes + census.cheapest_wide(&WIDE_LANGUAGES).1 + letters as f32 * CHEAPEST_LETTER
    }

    /// Nats a character.
    pub(crate) fn mean(self) -> f32 {
        self.cost / self.characters.max(1) as f32
    }
}

/// Nats a letter in the plainest text: short words of the commonest letters come to 1.7.
const CHEAPEST_LETTER: f32 = 1.5;

/// What one walk over a text counts.
struct Census {
    previous: Shape,
    previous_block: u32,
    shapes: f32,
    wide: [f32; WIDE_LANGUAGES.len()],
    wide_letters: usize,
    letters: [usize; ALPHABETS.len()],
    /// The text with each character outside ASCII as a byte: its place in `numbered`, from 0x80 on.
    bytes: Vec<u8>,
    numbered: Vec<char>,
}

const ALPHABETS: [Script; 6] =
    [Script::Latin, Script::Cyrillic, Script::Greek, Script::Hebrew, Script::Arabic, Script::Thai];

/// Characters outside ASCII that are told apart; no alphabet has more, and garbage need not be weighed exactly.
const NUMBERED: usize = 127;

/// Nats for a letter of a script without a model, beside another of its block and beside anything else.
const UNMODELLED: f32 = 4.0;
const UNMODELLED_ALONE: f32 = 10.0;

impl Default for Census {
    fn default() -> Self {
        Self {
            previous: Shape::Space,
            previous_block: 0,
            shapes: 0.0,
            wide: [0.0; WIDE_LANGUAGES.len()],
            wide_letters: 0,
            letters: [0; ALPHABETS.len()],
            bytes: Vec::new(),
            numbered: Vec::new(),
        }
    }
}

impl Census {
    fn count(&mut self, c: char) {
        let shape = Shape::of(c);
        self.shapes += step(self.previous, shape);
        self.previous = shape;
        let byte = match shape {
            _ if c.is_ascii() => c as u8,
            Shape::Wide => self.count_wide(c),
            Shape::Other => self.count_unmodelled(c),
            _ if shape.is_letter() => self.number(c),
            _ => b' ',
        };
        if let Some(script) = shape.alphabet() {
            let place = ALPHABETS.iter().position(|&alphabet| alphabet == script).unwrap_or_default();
            self.letters.iter_mut().skip(place).take(1).for_each(|count| *count += 1);
        }
        self.bytes.push(byte);
    }

    fn count_wide(&mut self, c: char) -> u8 {
        self.wide_letters += 1;
        let ranks = Ranks::of(c);
        self.wide.iter_mut().zip(WIDE_LANGUAGES).for_each(|(cost, language)| *cost += ranks.cost(language));
        b' '
    }

    fn count_unmodelled(&mut self, c: char) -> u8 {
        let block = u32::from(c) >> 7;
        self.shapes += if block == self.previous_block { UNMODELLED } else { UNMODELLED_ALONE };
        self.previous_block = block;
        b' '
    }

    fn number(&mut self, c: char) -> u8 {
        let known = self.numbered.iter().position(|&other| other == c);
        let place = known.unwrap_or(self.numbered.len()).min(NUMBERED);
        if place == self.numbered.len() {
            self.numbered.push(if place < NUMBERED { c } else { char::REPLACEMENT_CHARACTER });
        }
        0x80 + place as u8
    }

    fn cheapest_language(&self, models: &'static [Model]) -> (&'static str, f32) {
        let most = ALPHABETS.iter().zip(self.letters).max_by_key(|&(_, count)| count);
        let Some((&script, _)) = most.filter(|&(_, count)| count > 0) else { return ("", 0.0) };
        let words = Words::of(std::iter::once(self.bytes.as_slice()));
        let costs = models.iter().filter(|model| model.script() == script || models.len() == 1).map(|model| {
            let spelling = model.spelling(self.numbered.iter().copied());
            (model.language(), model.plain_levels(&words) + model.other_levels(&words, &spelling))
        });
        let (language, levels) = costs.min_by_key(|&(_, levels)| levels).unwrap_or_default();
        (language, levels as f32 * LEVEL)
    }

    fn cheapest_wide(&self, languages: &[WideLanguage]) -> (&'static str, f32) {
        let costs = WIDE_LANGUAGES.iter().zip(self.wide).filter(|(language, _)| languages.contains(language));
        let costs = costs.map(|(language, cost)| (language.code(), cost));
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
            ("杯子已经热了", "±\u{ad}×ÓÒÑ¾\u{ad}ÈÈÁË"),
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
