//! How much a text looks like text of a language.
//!
//! The measure is a cost in nats: about `-ln` of the probability that a writer of the likeliest of some fifty languages
//! would have written just these characters. Two readings of the same bytes can be compared by their costs, whatever
//! their scripts and lengths: a difference of 5 nats is odds of 150 to 1.
//!
//! Three things are counted: what kind of character stands beside what kind ([`shape`](super::shape)), how often a letter
//! follows another in the language ([`letters`](super::letters)), how common a wide character is ([`wide`](super::wide)).

use crate::text::alphabet::ALPHABETS;
use crate::text::languages::Languages;
use crate::text::letters::LEVEL;
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
    /// How many of them are letters of scripts that there are no models for.
    pub(crate) unmodelled: usize,
    /// The language, as BCP 47 writes it; empty where no letters are.
    pub(crate) language: &'static str,
}

impl Plausibility {
    /// Weighs `text`. Linear, at 100 to 250 instructions a character, and without allocation.
    pub(crate) fn of(text: &str) -> Self {
        Census::of(text).weigh(&WIDE_LANGUAGES, |census| {
            census.script().map_or(("", 0), |script| Languages::of(script).cheapest(text))
        })
    }

    /// Weighs text whose only letters outside ASCII are those of one of the wide languages given: its ASCII words are held
    /// to be English.
    pub(crate) fn of_wide(text: &str, languages: &[WideLanguage]) -> Self {
        Census::of(text)
            .weigh(languages, |census| census.script().map_or(("", 0), |_| Languages::of(Script::Latin).english(text)))
    }

    /// Nats that `text` costs at least, as far as a walk without letter pairs can tell: to weigh only what can still win.
    pub(crate) fn at_least(text: &str) -> f32 {
        let census = Census::of(text);
        let letters: usize = census.letters.iter().sum();
        census.shapes + census.cheapest_wide(&WIDE_LANGUAGES).1 + letters as f32 * CHEAPEST_LETTER
    }

    /// Nats a character.
    pub(crate) fn mean(self) -> f32 {
        self.cost / self.characters.max(1) as f32
    }

    /// Nats a character where scripts without a model are left out.
    pub(crate) fn known_mean(self) -> f32 {
        let known = self.characters - self.unmodelled;
        (self.cost - UNMODELLED * self.unmodelled as f32) / known.max(1) as f32
    }
}

/// Nats a letter in the plainest text: short words of the commonest letters come to 1.7.
const CHEAPEST_LETTER: f32 = 1.5;

/// What one walk over a text counts.
struct Census {
    characters: usize,
    unmodelled: usize,
    previous: Shape,
    previous_block: u32,
    shapes: f32,
    wide: [f32; WIDE_LANGUAGES.len()],
    wide_letters: usize,
    letters: [usize; ALPHABETS.len()],
}

/// Nats for a letter of a script without a model, beside another of its block and beside anything else.
const UNMODELLED: f32 = 4.0;
const UNMODELLED_ALONE: f32 = 10.0;

impl Census {
    fn of(text: &str) -> Self {
        let mut census = Self {
            characters: 0,
            unmodelled: 0,
            previous: Shape::Space,
            previous_block: 0,
            shapes: 0.0,
            wide: [0.0; WIDE_LANGUAGES.len()],
            wide_letters: 0,
            letters: [0; ALPHABETS.len()],
        };
        text.chars().for_each(|c| census.count(c));
        census
    }

    fn count(&mut self, c: char) {
        let shape = Shape::of(c);
        self.characters += 1;
        self.shapes += step(self.previous, shape);
        self.previous = shape;
        match shape {
            Shape::Wide => self.count_wide(c),
            Shape::Other => self.count_unmodelled(c),
            _ => {
                let place = shape.alphabet().map_or(ALPHABETS.len(), |script| script as usize);
                self.letters.iter_mut().skip(place).take(1).for_each(|count| *count += 1);
            }
        }
    }

    fn count_wide(&mut self, c: char) {
        self.wide_letters += 1;
        self.wide.iter_mut().zip(Ranks::of(c).costs()).for_each(|(sum, cost)| *sum += cost);
    }

    fn count_unmodelled(&mut self, c: char) {
        self.unmodelled += 1;
        let block = u32::from(c) >> 7;
        self.shapes += if block == self.previous_block { UNMODELLED } else { UNMODELLED_ALONE };
        self.previous_block = block;
    }

    /// The alphabet that most letters belong to.
    fn script(&self) -> Option<Script> {
        let most = ALPHABETS.iter().zip(self.letters).max_by_key(|&(_, count)| count);
        most.filter(|&(_, count)| count > 0).map(|(&script, _)| script)
    }

    fn cheapest_wide(&self, languages: &[WideLanguage]) -> (&'static str, f32) {
        let costs = WIDE_LANGUAGES.iter().zip(self.wide).filter(|(language, _)| languages.contains(language));
        let costs = costs.map(|(language, cost)| (language.code(), cost));
        match costs.min_by(|a, b| a.1.total_cmp(&b.1)) {
            Some(cheapest) if self.wide_letters > 0 => cheapest,
            _ => ("", 0.0),
        }
    }

    /// All costs together, given the language of the words and their cost levels.
    fn weigh(self, wide_languages: &[WideLanguage], words: impl Fn(&Self) -> (&'static str, u32)) -> Plausibility {
        let (wide_language, wide) = self.cheapest_wide(wide_languages);
        let (language, levels) = words(&self);
        Plausibility {
            cost: self.shapes + wide + levels as f32 * LEVEL,
            characters: self.characters,
            unmodelled: self.unmodelled,
            language: if self.wide_letters > self.letters.iter().sum() { wide_language } else { language },
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
        assert_eq!(Plausibility::of(""), Plausibility { cost: 0.0, characters: 0, unmodelled: 0, language: "" });
        assert_eq!(Plausibility::of("").mean(), 0.0);
    }
}
