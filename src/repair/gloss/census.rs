//! The document as a witness: what it does with each character that it glosses.

use std::collections::HashMap;

use crate::repair::gloss::Reading;
use crate::repair::gloss::reading::{Fit, Syllable};
use crate::repair::gloss::torn;
use crate::text::script::{Script, script};
use crate::text::wide::{Ranks, WideLanguage};

/// So many glosses of one character, and no occurrence without, are a habit. Texts that explain a character do it once
/// or twice.
const HABIT: usize = 3;

/// So many characters with a habit carry those that stand too rarely to show one.
const HABITS: usize = 2;

/// A converter replaces some twenty characters, 1 to 6 % of a text. Where more is glossed, the text is written with
/// readings, as for children.
const MOST_GLOSSED: f32 = 0.2;

/// One character in so many may stand without its reading once: an exception says that a text explains its characters only
/// where there are more.
const EXCEPTIONS: usize = 4;

/// So many readings say nothing about a text, however short it is.
const FEW: f32 = 2.0;

/// What the document does with one character.
#[derive(Debug, Default)]
struct Use {
    occurrences: usize,
    glosses: usize,
    syllable: Option<Syllable>,
    fit: Option<Fit>,
    ambiguous: bool,
}

impl Use {
    /// Every occurrence is glossed, and always the same way.
    fn is_even(&self) -> bool {
        self.glosses == self.occurrences && !self.ambiguous
    }

    /// Where characters were torn, some of what looks like the character is the remains of others.
    fn is_mostly_even(&self) -> bool {
        self.glosses * 5 >= self.occurrences * 4 && !self.ambiguous
    }

    fn is_habit(&self) -> bool {
        self.is_even() && self.glosses >= HABIT
    }
}

/// What the document does with all characters that it glosses.
#[derive(Debug)]
pub(super) struct Census {
    uses: HashMap<char, Use>,
    habits: usize,
    /// Characters that every reader knows, and that are always glossed.
    common: usize,
    /// A reading stands inside a word, behind a character that every reader knows.
    splits: bool,
    /// The text speaks of readings.
    teaches: bool,
    /// The text is written with readings.
    annotated: bool,
    /// Readings stand behind marks of torn characters, too: a converter put them there, byte by byte.
    torn: bool,
}

impl Census {
    pub(super) fn of(text: &str, readings: &[Reading]) -> Self {
        let mut uses: HashMap<char, Use> = HashMap::new();
        for reading in readings {
            let found = uses.entry(reading.character).or_default();
            found.glosses += 1;
            found.ambiguous |= found.syllable.as_ref().is_some_and(|syllable| *syllable != reading.syllable);
            found.syllable.get_or_insert_with(|| reading.syllable.clone());
            found.fit = Some(reading.fit);
        }
        let mut han = 0;
        for c in text.chars().filter(|&c| script(c) == Some(Script::Han)) {
            han += 1;
            if let Some(found) = uses.get_mut(&c) {
                found.occurrences += 1;
            }
        }
        let uneven = uses.values().filter(|found| !found.is_even()).count() * EXCEPTIONS > uses.len();
        Self {
            habits: uses.values().filter(|found| found.is_habit()).count(),
            common: uses.iter().filter(|&(&c, found)| found.is_even() && is_common(c)).count(),
            splits: readings.iter().any(|reading| reading.inside_word && is_common(reading.character)),
            teaches: uneven || speaks_of_readings(text, readings),
            torn: torn::is_evident(text),
            annotated: readings.len() as f32 > MOST_GLOSSED * han as f32 + FEW,
            uses,
        }
    }

    /// Whether a converter put the reading there.
    pub(super) fn proves(&self, reading: &Reading) -> bool {
        let even = |found: &&Use| found.is_even() || self.torn && found.is_mostly_even();
        let Some(found) = self.uses.get(&reading.character).filter(even) else { return false };
        let carried = self.habits >= HABITS || self.torn;
        if self.annotated && !carried {
            return false;
        }
        match reading.fit {
            // People who write without tones explain names and rare words, and put the reading behind the word.
            Fit::Toneless => {
                let split = is_common(reading.character) && (reading.inside_word || self.splits);
                found.is_habit() && carried || split && !self.teaches
            }
            Fit::Customary | Fit::Other if found.is_habit() => carried || is_frequent(reading.character),
            Fit::Customary if self.teaches && !self.torn => false,
            Fit::Customary => {
                carried
                    || is_common(reading.character)
                    || (self.common > 0 || reading.in_word) && is_frequent(reading.character)
            }
            Fit::Other => (!self.teaches || self.torn) && carried,
        }
    }
}

/// Whether every reader knows the character, so that nobody explains it: it is one of the commonest 1,024.
fn is_common(c: char) -> bool {
    let ranks = Ranks::of(c);
    [WideLanguage::Simplified, WideLanguage::Traditional].iter().any(|&language| ranks.cost(language) < 8.0)
}

/// Whether the character is one of the thousands in daily use, which names and places have rare ones among.
fn is_frequent(c: char) -> bool {
    let ranks = Ranks::of(c);
    ranks.is_frequent(WideLanguage::Simplified) || ranks.is_frequent(WideLanguage::Traditional)
}

/// Whether syllables with tones stand in the text other than behind a character that they are a reading of.
fn speaks_of_readings(text: &str, readings: &[Reading]) -> bool {
    let mut readings = readings.iter().peekable();
    let mut word_start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if readings.next_if(|reading| reading.at.end <= at).is_some() {
            word_start = None;
        }
        if readings.peek().is_some_and(|reading| reading.at.contains(&at)) {
            continue;
        }
        if is_latin(c) {
            word_start.get_or_insert(at);
        } else if let Some(start) = word_start.take()
            && text.get(start..at).is_some_and(|word| is_toned(word) && !is_torn(text, start))
        {
            return true;
        }
    }
    false
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic() || !c.is_ascii() && script(c) == Some(Script::Latin)
}

fn is_toned(word: &str) -> bool {
    if word.is_ascii() {
        return false;
    }
    let only_tones = |c| matches!(c, 'ā' | 'ǎ' | 'ē' | 'ě' | 'ī' | 'ǐ' | 'ō' | 'ǒ' | 'ū' | 'ǔ' | 'ǖ' | 'ǘ' | 'ǚ' | 'ǜ');
    word.contains(only_tones)
        || Syllable::at_start(word).is_some_and(|(syllable, len)| len == word.len() && syllable.is_toned())
}

/// Whether the syllable stands behind the mark of a torn character: a gloss that was put inside one.
fn is_torn(text: &str, start: usize) -> bool {
    let before = text.get(..start).unwrap_or_default();
    before.strip_suffix('(').unwrap_or(before).ends_with(['?', '\u{fffd}'])
}
