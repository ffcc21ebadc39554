//! How likely a wide character is behind another, in a language and in a document.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::text::character_pairs::{JAPANESE, KOREAN, SIMPLER, SIMPLIFIED};
use crate::text::script::is_wide_letter;
use crate::text::wide::{Ranks, WideLanguage};

/// Nats in one level of the generated tables.
const LEVEL: f32 = 0.5;

/// How one character behaves in words.
#[derive(Clone, Debug, Default)]
struct Entry {
    /// The chance that a word starts with it.
    start: f32,
    /// The chance that the word that it stands in ends with it.
    end: f32,
    /// The chance of each character to follow it inside a word, sorted by character.
    next: Vec<(char, f32)>,
}

/// One language's characters.
#[derive(Debug)]
struct Table {
    entries: HashMap<char, Entry>,
}

impl Table {
    fn new(figures: &str) -> Self {
        let entries = figures.split_terminator(';').filter_map(|line| {
            let mut characters = line.chars();
            let character = characters.next()?;
            let mut entry =
                Entry { start: chance(characters.next()?), end: chance(characters.next()?), next: Vec::new() };
            let mut level = 0.0;
            for c in characters {
                match c.is_ascii() {
                    true => level = chance(c),
                    false => entry.next.push((c, level)),
                }
            }
            entry.next.sort_by_key(|&(c, _)| c);
            Some((character, entry))
        });
        Self { entries: entries.collect() }
    }
}

/// What a level stands for: `A` to `Z`, `a` to `z`, half a nat each.
fn chance(level: char) -> f32 {
    let place = match level {
        'A'..='Z' => level as u32 - 'A' as u32,
        _ => level as u32 - 'a' as u32 + 26,
    };
    (-LEVEL * place as f32).exp()
}

fn tables() -> &'static [Table; 3] {
    static TABLES: LazyLock<[Table; 3]> = LazyLock::new(|| [SIMPLIFIED, JAPANESE, KOREAN].map(Table::new));
    &TABLES
}

/// The simplified character for a traditional one, or the character itself.
fn simpler(c: char) -> char {
    static MAP: LazyLock<HashMap<char, char>> =
        LazyLock::new(|| SIMPLER.chars().step_by(2).zip(SIMPLER.chars().skip(1).step_by(2)).collect());
    MAP.get(&c).copied().unwrap_or(c)
}

/// The least chance of a character to follow another inside words that makes the two part of a word.
const WORD: f32 = 0.002;

/// Whether two characters of Chinese stand side by side in words.
pub(crate) fn is_in_a_word(first: char, second: char) -> bool {
    let [chinese, ..] = tables();
    let (first, second) = (simpler(first), simpler(second));
    let next = chinese.entries.get(&first).map(|entry| entry.next.as_slice()).unwrap_or_default();
    next.iter().any(|&(c, chance)| c == second && chance >= WORD)
}

/// How a document that is written in one language puts characters behind one another.
#[derive(Debug)]
pub(crate) struct Pairs {
    language: WideLanguage,
    table: &'static Table,
    single: HashMap<char, f32>,
    pairs: HashMap<(char, char), f32>,
    total: f32,
}

/// How many occurrences of its own a character needs until the document is believed as much as the language.
const TRUST: f32 = 4.0;

/// The share of the document in the chance of a character as such.
const OWN: f32 = 0.5;

/// The chance of what stands between words, where the document has no example.
const MARKS: [(char, f32); 28] = [
    ('?', 0.005),
    ('!', 0.004),
    (':', 0.004),
    (';', 0.002),
    ('(', 0.003),
    (')', 0.003),
    ('，', 0.06),
    ('。', 0.035),
    ('、', 0.012),
    ('“', 0.005),
    ('”', 0.005),
    ('：', 0.005),
    ('；', 0.002),
    ('！', 0.004),
    ('？', 0.005),
    ('（', 0.003),
    ('）', 0.003),
    ('《', 0.002),
    ('》', 0.002),
    ('「', 0.003),
    ('」', 0.003),
    ('…', 0.003),
    ('—', 0.002),
    ('·', 0.001),
    (' ', 0.01),
    ('\n', 0.02),
    (',', 0.004),
    ('.', 0.003),
];

/// The chance of a sign that is in no list.
const OTHER_SIGN: f32 = 2e-4;

/// The chance of a character that no list knows.
const UNKNOWN: f32 = 1e-7;

impl Pairs {
    pub(crate) fn new(language: WideLanguage) -> Self {
        let [simplified, japanese, korean] = tables();
        let table = match language {
            WideLanguage::Simplified | WideLanguage::Traditional => simplified,
            WideLanguage::Japanese => japanese,
            WideLanguage::Korean => korean,
        };
        Self { language, table, single: HashMap::new(), pairs: HashMap::new(), total: 0.0 }
    }

    /// Learns from a stretch of clean text.
    pub(crate) fn learn(&mut self, text: impl Iterator<Item = char>) {
        let mut previous = '\n';
        for c in text {
            *self.single.entry(c).or_default() += 1.0;
            *self.pairs.entry((previous, c)).or_default() += 1.0;
            self.total += 1.0;
            previous = c;
        }
    }

    /// How often the document has a character.
    pub(crate) fn count(&self, c: char) -> f32 {
        self.single.get(&c).copied().unwrap_or(0.0)
    }

    /// Nats for `next` behind `previous`.
    pub(crate) fn cost(&self, previous: char, next: char) -> f32 {
        let language = self.language(previous, next);
        let own = (self.count(next) + language * TRUST) / (self.total + TRUST);
        let general =
            if self.total > 0.0 { (1.0 - OWN) * language + OWN * own.min(20.0 * language + 0.001) } else { language };
        let seen = self.count(previous);
        let pair = if seen > 0.0 { self.pairs.get(&(previous, next)).copied().unwrap_or(0.0) } else { 0.0 };
        let chance = (pair + TRUST * general) / (seen + TRUST);
        -chance.max(1e-12).ln()
    }

    /// Whether the document or the language has the character at all often.
    pub(crate) fn knows(&self, c: char) -> bool {
        self.single.contains_key(&c) || Ranks::of(c).is_frequent(self.language)
    }

    fn language(&self, previous: char, next: char) -> f32 {
        let (a, b) = (self.lookup(previous), self.lookup(next));
        let ends = a.map_or(if is_wide_letter(previous) { 0.3 } else { 0.9 }, |entry| entry.end.max(0.02));
        if !is_wide_letter(next) {
            return ends * mark(next);
        }
        let starts = b.map_or(UNKNOWN, |entry| entry.start.max(UNKNOWN)) * self.script(next);
        let key = self.key(next);
        let inside = a.and_then(|entry| {
            let place = entry.next.binary_search_by_key(&key, |&(c, _)| c).ok()?;
            entry.next.get(place).map(|&(_, chance)| chance * self.script(next))
        });
        inside.unwrap_or(0.0) + ends * starts
    }

    fn key(&self, c: char) -> char {
        if self.language == WideLanguage::Traditional { simpler(c) } else { c }
    }

    fn lookup(&self, c: char) -> Option<&'static Entry> {
        self.table.entries.get(&self.key(c))
    }

    /// Characters of the other Chinese script, and those outside the frequent plane, are rarer than the words they are
    /// in.
    fn script(&self, c: char) -> f32 {
        if Ranks::of(c).is_frequent(self.language) { 1.0 } else { 0.003 }
    }
}

fn mark(c: char) -> f32 {
    let listed = MARKS.iter().find(|&&(mark, _)| mark == c).map(|&(_, chance)| chance);
    listed.unwrap_or(if c.is_ascii_alphanumeric() { 0.001 } else { OTHER_SIGN })
}
