//! What a reading has to show before it is taken.
//!
//! Being likelier than what stands there is not enough: the scorer does not know every language, and text of one that it
//! does not know gains by any change. So what is taken away has to be odd, and what comes in its place has to be good
//! text in itself.

use std::collections::HashSet;
use std::fmt;

use super::charset::Charset;
use super::diff;
use super::reading::Layer;
use super::verdict::Verdict;
use crate::text::plausibility::Plausibility;
use crate::text::script::{Script, script};
use crate::text::shape::Shape;

/// The figures that decide. Costs are of the words that change, in nats.
#[derive(Clone, Copy, Debug)]
pub(super) struct Evidence {
    /// What the change gains in all.
    pub(super) gain: f32,
    /// How far the reading is ahead of the next.
    pub(super) lead: f32,
    /// A character of what stands there, and of what would.
    pub(super) old_mean: f32,
    pub(super) new_mean: f32,
    /// Different letters outside ASCII that come in, and how many of all are wide.
    pub(super) distinct: usize,
    pub(super) wide: usize,
    /// Whether wide letters stand there now.
    pub(super) was_wide: bool,
    /// Whether letters of the script that is taken away stay beside what comes in, which is written in another.
    pub(super) torn: bool,
    /// Whether all that changes is a letter or two over and over, letters that stand alone, or part of an alphabet only.
    pub(super) thin: bool,
    /// Whether UTF-8 comes out, which bytes of other charsets are by chance only in twos and threes.
    pub(super) utf8: bool,
    /// Whether what comes in holds signs inside words, controls or private characters.
    pub(super) odd: bool,
}

impl Evidence {
    pub(super) fn of(damaged: &str, verdict: &Verdict) -> Self {
        let (old, new) = diff::words(damaged, &verdict.reading.text);
        let (gone, come) = diff::changed(old, new);
        let layers = &verdict.reading.layers;
        Self {
            gain: verdict.gain,
            lead: verdict.lead,
            old_mean: Plausibility::of(old).mean(),
            new_mean: Plausibility::of(new).mean(),
            distinct: come.iter().filter(|c| !c.is_ascii() && Shape::of(**c).is_letter()).count(),
            torn: !layers.iter().all(Layer::is_utf8_as_one_byte) && is_torn(old, new, &verdict.reading.text),
            wide: come.iter().filter(|&&c| Shape::of(c) == Shape::Wide).count(),
            utf8: layers.iter().any(Layer::is_utf8),
            was_wide: old.chars().any(|c| Shape::of(c) == Shape::Wide),
            thin: is_thin(damaged, old, new, layers) || is_double_byte_chance(&gone, layers),
            odd: has_odd_places(new) && !has_odd_places(old) || brings_unreadable(old, new),
        }
    }

    /// Whether the reading is to be taken. Boldly, two thirds of the gain and a single letter are enough.
    pub(super) fn suffices(&self, bold: bool) -> bool {
        let share = if bold { BOLD_SHARE } else { 1.0 };
        let distinct = if bold { 1 } else { self.least_distinct() };
        self.is_sound() && self.lead >= LEAD && self.gain >= self.least_gain() * share && self.distinct >= distinct
    }

    /// Whether the reading falls short only by its gain or its lead: worth telling, not worth doing.
    pub(super) fn is_close(&self) -> bool {
        self.is_sound() && self.gain >= self.least_gain() * BOLD_SHARE
    }

    fn least_gain(&self) -> f32 {
        match (self.utf8, self.wide > 0) {
            (true, _) => UTF8_GAIN,
            (false, true) => WIDE_GAIN,
            (false, false) => LETTERS_GAIN,
        }
    }

    fn least_distinct(&self) -> usize {
        match (self.utf8, self.wide > 0) {
            (true, _) => 0,
            (false, true) => WIDE_DISTINCT,
            (false, false) => LETTERS_DISTINCT,
        }
    }

    /// Whether what stands there is odd, and what would come is whole and good text.
    fn is_sound(&self) -> bool {
        let fit = if self.wide > 0 { WIDE_FIT } else { LETTERS_FIT };
        let odd = if self.was_wide { WIDE_FIT.odd } else { fit.odd };
        let better = !self.odd && self.old_mean >= odd && self.new_mean <= fit.good;
        !self.torn && !self.thin && if self.utf8 { self.new_mean <= UTF8_GOOD } else { better }
    }
}

impl fmt::Display for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { gain, lead, old_mean, new_mean, .. } = self;
        write!(f, "gains {gain:.0} nats, leads by {lead:.0}, costs {new_mean:.1} a character and did {old_mean:.1}")
    }
}

/// Nats a character from which text is odd, and up to which it is good.
#[derive(Clone, Copy, Debug)]
struct Fit {
    odd: f32,
    good: f32,
}

/// Of true repairs into wide characters, 98 % are within both; Chinese and Japanese text costs 4 to 8 a character.
const WIDE_FIT: Fit = Fit { odd: 6.2, good: 8.4 };

/// Of true repairs into letters, 97 % are within both; a letter of running text costs 2.3 to 3.
const LETTERS_FIT: Fit = Fit { odd: 3.3, good: 3.8 };

/// Nats a character up to which UTF-8 is taken: single accented letters cost 10.2.
const UTF8_GOOD: f32 = 11.0;

/// Nats to be gained. True repairs into UTF-8 gain 8 and more, into wide characters 50 and more; on clean text of
/// languages that the scorer does not know, the remaining conditions aside, 2 in 100 lines gain up to 70.
const UTF8_GAIN: f32 = 7.0;
const WIDE_GAIN: f32 = 18.0;
const LETTERS_GAIN: f32 = 9.0;

/// Nats ahead of the next reading: odds of three to one, where the readings compete for the same bytes.
const LEAD: f32 = 1.0;

/// Bold repair takes odds that are this much lower.
const BOLD_SHARE: f32 = 0.67;

/// Different letters that come in. One letter of a kind is a typing habit or a footnote sign.
const WIDE_DISTINCT: usize = 4;
const LETTERS_DISTINCT: usize = 2;

/// Different characters that a double-byte misreading leaves at least: fewer are a laugh, a name or a word in kana. Where
/// UTF-8 comes out three do; in 4 MiB of clean Chinese, five words of one or two characters are UTF-8 by chance.
const DOUBLE_BYTE_DISTINCT: usize = 4;
const DOUBLE_BYTE_UTF8_DISTINCT: usize = 3;

/// Words that change where one one-byte charset is taken for another of the same script: a single word, in capitals above
/// all, reads as well in several.
const ONE_SCRIPT_WORDS: usize = 2;

/// Whether there is too little to go by: signs only (a frame, a bar), few different characters, a single word or none of
/// three letters (an alphabet set out letter by letter reads as any other), or accented letters that the charset in
/// question could not have left there.
fn is_thin(damaged: &str, old: &str, new: &str, layers: &[Layer]) -> bool {
    let utf8 = layers.iter().any(Layer::is_utf8);
    if !utf8 && !old.chars().any(|c| Shape::of(c).is_letter()) {
        return true;
    }
    let [Layer::Misread { written: Charset::OneByte(_), read }] = layers else { return false };
    let foreign = |c: char| !c.is_ascii() && script(c) == Some(Script::Latin) && !read.holds(c);
    let latin = new.chars().any(|c| !c.is_ascii() && script(c) == Some(Script::Latin));
    let one_script = scripts(old) == scripts(new);
    one_script && words(new) < ONE_SCRIPT_WORDS || !has_word(new) || latin && damaged.chars().any(foreign)
}

/// Whether so few different characters go that a double-byte charset holds their bytes by chance.
fn is_double_byte_chance(gone: &HashSet<char>, layers: &[Layer]) -> bool {
    let utf8 = layers.iter().any(Layer::is_utf8);
    let least = if utf8 { DOUBLE_BYTE_UTF8_DISTINCT } else { DOUBLE_BYTE_DISTINCT };
    layers.iter().any(Layer::reads_double_byte) && gone.iter().filter(|c| !c.is_ascii()).count() < least
}

/// The scripts of the letters outside ASCII.
fn scripts(text: &str) -> HashSet<Script> {
    text.chars().filter(|c| !c.is_ascii()).filter_map(script).collect()
}

/// How many words have a letter outside ASCII.
fn words(text: &str) -> usize {
    text.split(|c: char| !Shape::of(c).is_letter()).filter(|word| !word.is_ascii()).count()
}

/// Whether a word of three letters with one outside ASCII stands in the text.
fn has_word(text: &str) -> bool {
    let words = text.split(|c: char| !Shape::of(c).is_letter());
    words.into_iter().any(|word| !word.is_ascii() && word.chars().count() >= 3)
}

/// Whether letters of a script outside Latin that go stay elsewhere in `whole`, while none of them come.
fn is_torn(old: &str, new: &str, whole: &str) -> bool {
    let (before, after): (HashSet<char>, HashSet<char>) = (old.chars().collect(), new.chars().collect());
    let scripts = |characters: &HashSet<char>, others: &HashSet<char>| -> HashSet<Script> {
        let gone = characters.difference(others).copied().filter_map(script);
        gone.filter(|&script| script != Script::Latin).collect()
    };
    let (taken, brought) = (scripts(&before, &after), scripts(&after, &before));
    let stays: HashSet<Script> = whole.chars().filter_map(script).collect();
    taken.difference(&brought).any(|script| stays.contains(script))
}

/// Whether a sign stands between two letters of an alphabet, the apostrophe aside.
fn has_odd_places(text: &str) -> bool {
    let shapes: Vec<(char, Shape)> = text.chars().map(|c| (c, Shape::of(c))).collect();
    shapes.windows(3).any(|window| match window {
        [(_, before), (c, sign), (_, after)] => {
            before.alphabet().is_some()
                && after.alphabet().is_some()
                && matches!(
                    sign,
                    Shape::Mark | Shape::Sign | Shape::OddSign | Shape::WideMark | Shape::Wide | Shape::Control
                )
                && *c != '’'
        }
        _ => false,
    })
}

/// Whether `new` has more characters that nobody can read than `old`.
fn brings_unreadable(old: &str, new: &str) -> bool {
    let count = |text: &str| text.chars().filter(|&c| matches!(Shape::of(c), Shape::Control | Shape::Missing)).count();
    count(new) > count(old)
}
