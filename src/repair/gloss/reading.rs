//! Which characters a syllable of Mandarin is a reading of.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use crate::repair::gloss::table::READINGS;

/// The longest syllable has six letters (`zhuāng`), and a tone may be a mark of its own.
const MOST_LETTERS: usize = 7;

/// How well a syllable fits the character that it is said to be a reading of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fit {
    /// A reading but for its tone, which is not written.
    Toneless,
    /// One of its rarer readings.
    Other,
    /// The reading that it has in most words.
    Customary,
}

/// The characters of one syllable.
#[derive(Clone, Copy, Debug)]
struct Entry {
    customary: &'static str,
    others: &'static str,
}

/// A syllable as it is written in small letters, with its tone or without.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Syllable(String);

impl Syllable {
    /// The syllable at the start of `text`, and how many bytes it is long; `None` where no syllable is.
    pub(crate) fn at_start(text: &str) -> Option<(Self, usize)> {
        let letters = || text.chars().take_while(|&c| is_letter(c));
        if letters().take(MOST_LETTERS + 1).count() > MOST_LETTERS {
            return None;
        }
        let len = letters().map(char::len_utf8).sum();
        let syllable = Self(letters().map(|c| if c == 'ɡ' { 'g' } else { c }).nfc().collect());
        syllable.exists().then_some((syllable, len))
    }

    fn exists(&self) -> bool {
        let table = table();
        table.toned.contains_key(self.0.as_str()) || table.toneless.contains_key(self.0.as_str())
    }

    /// Whether a tone is written.
    pub(crate) fn is_toned(&self) -> bool {
        !self.0.is_ascii() && self.0 != "lü" && self.0 != "nü"
    }

    /// How the syllable is a reading of `c`; `None` where it is not.
    pub(crate) fn fit(&self, c: char) -> Option<Fit> {
        let table = table();
        if let Some(entry) = table.toned.get(self.0.as_str()) {
            let found = if entry.customary.contains(c) { Some(Fit::Customary) } else { None };
            let found = found.or_else(|| entry.others.contains(c).then_some(Fit::Other));
            if found.is_some() {
                return found;
            }
        }
        let entries = table.toneless.get(self.0.as_str())?;
        entries.iter().any(|entry| entry.customary.contains(c)).then_some(Fit::Toneless)
    }

    /// Every character that has this reading, with the tone that is written.
    pub(crate) fn characters(&self) -> impl Iterator<Item = (char, Fit)> {
        let entry = table().toned.get(self.0.as_str()).copied();
        entry.into_iter().flat_map(|entry| {
            let customary = entry.customary.chars().map(|c| (c, Fit::Customary));
            customary.chain(entry.others.chars().map(|c| (c, Fit::Other)))
        })
    }
}

/// Small letters that a syllable is written with, and tones as marks of their own.
fn is_letter(c: char) -> bool {
    matches!(c, 'a'..='z' | 'ɡ' | '\u{e0}'..='\u{fc}' | '\u{101}'..='\u{16b}' | '\u{1ce}'..='\u{1dc}' | '\u{300}'..='\u{30c}' | 'ǹ' | 'ḿ' | 'ế' | 'ề')
}

struct Table {
    toned: HashMap<&'static str, Entry>,
    /// Without its tones a syllable stands for up to five entries.
    toneless: HashMap<String, Vec<Entry>>,
}

fn table() -> &'static Table {
    static TABLE: LazyLock<Table> = LazyLock::new(|| {
        let mut table = Table { toned: HashMap::new(), toneless: HashMap::new() };
        for line in READINGS.split_terminator(';') {
            let start = line.find(|c| !is_letter(c)).unwrap_or(line.len());
            let (syllable, characters) = line.split_at(start);
            let (customary, others) = characters.split_once('|').unwrap_or((characters, ""));
            let entry = Entry { customary, others };
            table.toned.insert(syllable, entry);
            for bare in without_tone(syllable) {
                table.toneless.entry(bare).or_default().push(entry);
            }
        }
        table
    });
    &TABLE
}

/// The spellings of a syllable without its tone: ü is also written v and u.
fn without_tone(syllable: &str) -> Vec<String> {
    let bare: String =
        syllable.nfd().filter(|&c| !matches!(c, '\u{300}' | '\u{301}' | '\u{304}' | '\u{30c}')).nfc().collect();
    match bare.contains('ü') {
        true => vec![bare.replace('ü', "v"), bare.replace('ü', "u"), bare],
        false => vec![bare],
    }
}

#[cfg(test)]
mod tests {
    use super::{Fit, Syllable};

    fn fit(syllable: &str, c: char) -> Option<Fit> {
        Syllable::at_start(syllable).and_then(|(syllable, _)| syllable.fit(c))
    }

    #[test]
    fn a_reading_fits_with_its_tone_or_without() {
        assert_eq!(fit("shù", '數'), Some(Fit::Customary));
        assert_eq!(fit("shu\u{300}", '數'), Some(Fit::Customary));
        assert_eq!(fit("chóng", '重'), Some(Fit::Other));
        assert_eq!(fit("nv", '女'), Some(Fit::Toneless));
        assert_eq!(fit("shú", '樹'), None);
        assert_eq!(fit("fig", '圖'), None);
    }

    #[test]
    fn every_line_of_the_table_is_a_syllable_and_its_characters() {
        let lines = super::READINGS.split_terminator(';');
        assert_eq!(lines.clone().count(), super::table().toned.len());
        assert!(lines.into_iter().all(|line| line.contains('|')));
    }

    #[test]
    fn words_are_no_syllables() {
        assert!(["firmware", "Shù", "", "kHz", "gcc"].iter().all(|word| Syllable::at_start(word).is_none()));
    }
}
