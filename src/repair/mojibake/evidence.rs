//! What a reading has to show before it is taken.
//!
//! Being likelier than what stands there is not enough: the scorer does not know every language, and text of one that it
//! does not know gains by any change. So what is taken away has to be odd, and what comes in its place has to be good
//! text in itself.

use std::collections::BTreeSet;
use std::fmt;
use std::ops::RangeInclusive;

use super::charset::Charset;
use super::diff;
use super::oddity::{
    brings_oddity, foreign_scripts, has_word, is_familiar, is_startling, is_torn, rereads_loss, scripts, stands_well,
    words,
};
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
    /// What is asked of it.
    demand: Demand,
    /// Different letters outside ASCII that come in.
    distinct: usize,
    /// Whether letters of the script that is taken away stay beside what comes in, which is written in another.
    torn: bool,
    /// Whether all that changes is too little to go by.
    thin: bool,
    /// Whether what comes in holds signs inside words, controls or private characters, or wide characters come where the
    /// text stands well as it is.
    odd: bool,
}

impl Evidence {
    pub(super) fn of(damaged: &str, verdict: &Verdict) -> Self {
        let (old, new) = diff::words(damaged, &verdict.reading.text);
        let change = Change::of(old, new, &verdict.reading.layers);
        let standing = Plausibility::of(old);
        Self {
            gain: verdict.gain,
            lead: verdict.lead,
            old_mean: standing.mean(),
            new_mean: Plausibility::of(new).mean(),
            demand: Demand::of(&change, standing),
            distinct: change.come.iter().filter(|c| !c.is_ascii() && Shape::of(**c).is_letter()).count(),
            torn: !change.layers.iter().all(Layer::is_whole) && is_torn(old, new, &verdict.reading.text),
            thin: change.is_thin(damaged, verdict.gain),
            odd: rereads_loss(old, new)
                || !change.is_utf8()
                    && (brings_oddity(old, new) || change.brings(Shape::Wide) && stands_well(old, &change.gone)),
        }
    }

    /// Whether the reading is to be taken. Boldly, two thirds of the gain and a single letter are enough.
    pub(super) fn suffices(&self, bold: bool) -> bool {
        let share = if bold { BOLD_SHARE } else { 1.0 };
        let distinct = if bold { 1 } else { self.demand.distinct };
        let manifold = self.distinct >= distinct || self.distinct > 0 && self.gain >= self.demand.single;
        self.is_sound() && self.lead >= self.demand.lead && self.gain >= self.demand.gain * share && manifold
    }

    /// Whether the reading falls short only by its gain or its lead: worth telling, not worth doing.
    pub(super) fn is_close(&self) -> bool {
        self.is_sound() && self.gain >= self.demand.gain * BOLD_SHARE
    }

    /// Whether the reading falls short only by its lead: another is as good.
    pub(super) fn is_tie(&self) -> bool {
        self.is_sound() && self.gain >= self.demand.gain && self.lead < self.demand.lead
    }

    /// Whether what stands there is odd, and what would come is whole and good text.
    fn is_sound(&self) -> bool {
        let better =
            self.old_mean >= self.demand.odd && self.new_mean <= self.demand.good.min(self.old_mean - self.demand.drop);
        !self.torn && !self.thin && !self.odd && better
    }
}

impl fmt::Display for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { gain, lead, old_mean, new_mean, .. } = self;
        write!(f, "gains {gain:.0} nats, ")?;
        match lead.is_finite() {
            true => write!(f, "leads by {lead:.0}")?,
            false => f.write_str("has no rival")?,
        }
        write!(f, ", costs {new_mean:.1} a character and did {old_mean:.1}")
    }
}

/// Bold repair takes odds that are this much lower.
const BOLD_SHARE: f32 = 0.67;

/// What a reading has to reach. Measured on the development cases, and on the Declaration of Human Rights in 430
/// languages, of which the scorer knows fifty: there nothing may change.
#[derive(Clone, Copy, Debug)]
struct Demand {
    /// Nats a character from which what stands there is odd, and up to which what comes is good.
    odd: f32,
    good: f32,
    /// Nats a character between the two at least.
    drop: f32,
    /// Nats to be gained, and to be ahead of the next reading.
    gain: f32,
    lead: f32,
    /// Different letters that come in: one of a kind is a typing habit or a footnote sign.
    distinct: usize,
    /// Nats from which one letter is enough.
    single: f32,
}

/// UTF-8, which bytes of other charsets are by chance only in twos and threes. True repairs gain 7 and more; single
/// accented letters cost 10.2.
const UTF8: Demand = Demand { odd: 0.0, good: 11.0, drop: -11.0, gain: 7.0, lead: 1.0, distinct: 0, single: 0.0 };

/// Wide characters, which cost 4 to 8 each in text, for letters, and for other wide characters. True repairs gain 50 and
/// more, and 14 % of what stands there.
const WIDE: Demand =
    Demand { odd: 6.2, good: 8.4, drop: -3.0, gain: 18.0, lead: 1.0, distinct: 4, single: f32::INFINITY };
const WIDE_FOR_WIDE: Demand = Demand { odd: 6.2, ..WIDE };
const WIDE_SHARE: f32 = 0.12;

/// UTF-16 with its bytes swapped, of which hardly a character is common.
const SWAPPED: Demand = Demand { odd: 7.0, drop: 1.0, distinct: 0, ..WIDE };

/// Letters of an alphabet, which cost 2.3 to 3 in running text. Of wrong readings that reach the rest, charsets of one
/// family above all, nine in ten lead by less than 3; one in 150 right ones does.
const LETTERS: Demand =
    Demand { odd: 3.3, good: 3.8, drop: 0.4, gain: 9.0, lead: 3.0, distinct: 2, single: f32::INFINITY };

/// Thai, which has no spaces.
const THAI: Demand = Demand { odd: 6.0, good: 4.6, ..LETTERS };

/// Latin letters for other Latin letters. Text of languages that the scorer does not know gains up to 95 nats by some of
/// them, but rarely comes below 2.7 nats a letter where both charsets are rare, or 3 where they are common, and shows no
/// signs inside its words.
const LATIN: Demand = Demand { odd: 3.0, good: 2.6, ..LETTERS };
const COMMON_LATIN: Demand = Demand { good: 2.95, ..LATIN };
const LATIN_FROM_SIGNS: Demand = Demand { odd: 2.8, good: 3.5, single: 12.0, ..LETTERS };

impl Demand {
    fn of(change: &Change<'_>, standing: Plausibility) -> Self {
        if change.is_utf8() {
            UTF8
        } else if change.layers == [Layer::Swapped] {
            SWAPPED
        } else if change.brings(Shape::Wide) {
            let was_wide = change.old.chars().any(|c| Shape::of(c) == Shape::Wide);
            let demand = if was_wide { WIDE_FOR_WIDE } else { WIDE };
            Self { gain: demand.gain.max(WIDE_SHARE * standing.cost), ..demand }
        } else if change.brings(Shape::Thai) {
            THAI
        } else if !is_latin(change.new) || !is_latin(change.old) {
            LETTERS
        } else if is_startling(change.old) {
            LATIN_FROM_SIGNS
        } else if change.layers.iter().all(Layer::is_common) {
            COMMON_LATIN
        } else {
            LATIN
        }
    }
}

/// Whether a text has letters of no alphabet but Latin.
fn is_latin(text: &str) -> bool {
    text.chars().filter_map(|c| Shape::of(c).alphabet()).all(|script| script == Script::Latin)
}

/// What a reading changes.
struct Change<'v> {
    old: &'v str,
    new: &'v str,
    layers: &'v [Layer],
    gone: BTreeSet<char>,
    come: BTreeSet<char>,
}

/// Different characters that a double-byte misreading leaves at least: fewer are a laugh, a name or a word in kana. Where
/// UTF-8 comes out three do; in 4 MiB of clean Chinese, five words of one or two characters are UTF-8 by chance.
const DOUBLE_BYTE_DISTINCT: usize = 4;
const DOUBLE_BYTE_UTF8_DISTINCT: usize = 3;

/// Words that change where one one-byte charset is taken for another: a single word of an alphabet, in capitals above all,
/// reads as well in several, and `Τίτλος` would gain 10 nats; only accented Latin letters in a row are no word of theirs.
/// And the nats from which a single word, or one without any letter, is enough.
const ONE_BYTE_WORDS: usize = 2;
const ONE_WORD_GAIN: f32 = 20.0;

/// Nats from which regular words of one alphabet that is not Latin were words of another: Mongolian, which the scorer does not
/// know, would gain 20 nats in three words by being Arabic.
const EXCHANGE_GAIN: f32 = 25.0;

/// Hangul Compatibility Jamo.
const HANGUL_LETTERS: RangeInclusive<char> = '\u{3131}'..='\u{318e}';

/// Different characters that come where letters that are UTF-8 by chance go: one or two of them.
const UNFAMILIAR_DISTINCT: usize = 4;

impl<'v> Change<'v> {
    fn of(old: &'v str, new: &'v str, layers: &'v [Layer]) -> Self {
        let (gone, come) = diff::changed(old, new);
        Self { old, new, layers, gone, come }
    }

    fn is_utf8(&self) -> bool {
        self.layers.iter().any(Layer::is_utf8)
    }

    fn brings(&self, shape: Shape) -> bool {
        self.come.iter().any(|&c| Shape::of(c) == shape)
    }

    /// Whether there is too little to go by.
    fn is_thin(&self, damaged: &str, gain: f32) -> bool {
        self.is_double_byte_chance(gain)
            || if self.is_utf8() {
                self.is_letter_chance() || self.is_lone()
            } else {
                self.is_drawing(gain) || self.is_one_byte_chance(damaged, gain) || self.is_exchange(gain)
            }
    }

    /// Whether a double-byte charset holds these bytes by chance: of so few different characters; of letters of Hangul set out
    /// one by one, which stand where other charsets have kana; or where what comes is letters that no known language has.
    fn is_double_byte_chance(&self, gain: f32) -> bool {
        let least = if self.is_utf8() { DOUBLE_BYTE_UTF8_DISTINCT } else { DOUBLE_BYTE_DISTINCT };
        let mut gone = self.gone.iter().filter(|c| !c.is_ascii());
        let unknown = |c: &char| !c.is_ascii() && Shape::of(*c).is_letter() && !is_familiar(*c);
        self.layers.iter().any(Layer::reads_double_byte)
            && (gone.clone().count() < least
                || gone.all(|c| HANGUL_LETTERS.contains(c))
                || self.is_utf8() && gain < ONE_WORD_GAIN && self.come.iter().any(unknown))
    }

    /// Whether letters alone are UTF-8 by chance: what comes is few characters or odd ones, and no known language has them;
    /// or, where more went wrong than one thing, letters that none has beside those of another script.
    fn is_letter_chance(&self) -> bool {
        let letter = |c: &char| Shape::of(*c).is_letter() || Shape::of(*c) == Shape::Apostrophe;
        let come: Vec<char> = self.come.iter().copied().filter(|c| !c.is_ascii()).collect();
        let few = come.len() < UNFAMILIAR_DISTINCT || brings_oddity(self.old, self.new);
        self.gone.iter().all(letter) && !come.iter().copied().all(is_familiar) && few
            || self.layers.len() > 1 && is_medley(&come)
    }

    /// Whether all words that come are one letter, and none that is a word: `Å²` is a measure.
    fn is_lone(&self) -> bool {
        let words = || self.new.split(|c: char| !Shape::of(c).is_letter()).filter(|word| !word.is_ascii());
        let lone = |word: &str| {
            let mut letters = word.chars();
            letters.next().is_some_and(|c| c > LATIN_1_END && Shape::of(c).alphabet() == Some(Script::Latin))
                && letters.next().is_none()
        };
        words().next().is_some() && words().all(lone)
    }

    /// Whether regular words in one alphabet would become words in another, neither of them Latin.
    fn is_exchange(&self, gain: f32) -> bool {
        let (before, after) = (foreign_scripts(self.old), foreign_scripts(self.new));
        gain < EXCHANGE_GAIN && before != 0 && after != 0 && before & after == 0 && stands_well(self.old, &self.gone)
    }

    /// Whether signs only go: a frame, a bar, for little or for the percent signs that `─` is with its bytes swapped.
    fn is_drawing(&self, gain: f32) -> bool {
        let is_weak = gain < ONE_WORD_GAIN || self.layers == [Layer::Swapped];
        is_weak && !self.old.chars().any(|c| Shape::of(c).is_letter() || Shape::of(c) == Shape::Wide)
    }

    /// Whether a single word or none of three letters comes out of a one-byte charset (an alphabet set out letter by letter
    /// reads as any other), or accented letters beside others that the charset in question could not have left there.
    fn is_one_byte_chance(&self, damaged: &str, gain: f32) -> bool {
        let [Layer::Misread { written: Charset::OneByte(_), read }] = self.layers else { return false };
        let foreign = |c: char| !c.is_ascii() && script(c) == Some(Script::Latin) && !read.holds(c);
        let latin = self.new.chars().any(|c| !c.is_ascii() && script(c) == Some(Script::Latin));
        let outlandish = is_latin(self.old) && scripts(self.old) != scripts(self.new);
        let one_word = gain < ONE_WORD_GAIN && words(self.new) < ONE_BYTE_WORDS && !outlandish;
        one_word || !has_word(self.new) || latin && damaged.chars().any(foreign)
    }
}

/// The last letter of Latin-1, whose `à`, `è`, `é`, `ó` and `å` are words.
const LATIN_1_END: char = 'ÿ';

/// Whether a few letters of a script that no known language has are among those of another that is not Latin.
fn is_medley(come: &[char]) -> bool {
    let letters: Vec<char> = come.iter().copied().filter(|&c| Shape::of(c).is_letter()).collect();
    let (familiar, others): (Vec<char>, Vec<char>) = letters.into_iter().partition(|&c| is_familiar(c));
    let known: Vec<Option<Script>> = familiar.into_iter().map(script).collect();
    let odd = others.into_iter().filter(|&c| !known.contains(&script(c))).count();
    known.iter().any(|script| *script != Some(Script::Latin)) && (1..UNFAMILIAR_DISTINCT).contains(&odd)
}
