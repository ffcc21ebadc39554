//! How likely a character is behind another, in a language and in a document.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::text::character_pairs::{CHINESE, JAPANESE, KOREAN, SIMPLER};
use crate::text::script::is_wide_letter;
use crate::text::wide::{Ranks, WideLanguage};

/// Nats in one level of the generated tables.
const LEVEL: f32 = 0.5;

/// The chance of a character that no table knows.
const UNKNOWN: f32 = 1e-7;

/// The chance from which on a character may stand behind any other: some forty have it.
const COMMON: f32 = 0.004;

/// How one character behaves in running text.
#[derive(Clone, Copy, Debug)]
struct Entry {
    chance: f32,
    /// What the chance of a character that is not listed is multiplied by behind this one.
    otherwise: f32,
    /// Where the characters that are listed behind it start and end in [`Table::next`].
    next: (u32, u32),
}

/// One language's characters.
#[derive(Debug)]
struct Table {
    entries: HashMap<char, Entry>,
    /// Behind each character, sorted: what follows it with which chance.
    next: Vec<(char, f32)>,
}

impl Table {
    fn new(figures: &str) -> Self {
        let mut table = Self { entries: HashMap::new(), next: Vec::new() };
        for line in figures.split_terminator(';') {
            table.read(line);
        }
        table
    }

    fn read(&mut self, line: &str) -> Option<()> {
        let mut characters = line.chars();
        let character = characters.next()?;
        let (chance, otherwise) = (level(characters.next()?), level(characters.next()?));
        let start = self.next.len();
        let mut follows = 0.0;
        for c in characters {
            match c.is_ascii() {
                true => follows = level(c),
                false => self.next.push((c, follows)),
            }
        }
        self.next.get_mut(start..)?.sort_unstable_by_key(|&(c, _)| c);
        let next = (start as u32, self.next.len() as u32);
        self.entries.insert(character, Entry { chance, otherwise, next });
        Some(())
    }

    fn next(&self, entry: Entry) -> &[(char, f32)] {
        self.next.get(entry.next.0 as usize..entry.next.1 as usize).unwrap_or_default()
    }

    fn common(&self) -> Vec<char> {
        let common = self.entries.iter().filter(|(_, entry)| entry.chance >= COMMON);
        common.map(|(&c, _)| c).collect()
    }

    /// The chance of a character as such.
    fn alone(&self, c: char) -> f32 {
        self.entries.get(&c).map_or(UNKNOWN, |entry| entry.chance)
    }

    /// The chance of `next` where the table lists it behind `previous`.
    fn listed(&self, previous: char, next: char) -> Option<f32> {
        let following = self.next(*self.entries.get(&previous)?);
        let place = following.binary_search_by_key(&next, |&(c, _)| c).ok()?;
        following.get(place).map(|&(_, chance)| chance)
    }

    fn chance(&self, previous: char, next: char) -> f32 {
        let otherwise = || self.entries.get(&previous).map_or(1.0, |entry| entry.otherwise) * self.alone(next);
        self.listed(previous, next).unwrap_or_else(otherwise)
    }
}

/// What a level stands for: `A` to `Z`, `a` to `z`, half a nat each.
fn level(letter: char) -> f32 {
    let place = match letter {
        'A'..='Z' => letter as u32 - 'A' as u32,
        _ => letter as u32 - 'a' as u32 + 26,
    };
    (-LEVEL * place as f32).exp()
}

fn tables() -> &'static [Table; 3] {
    static TABLES: LazyLock<[Table; 3]> = LazyLock::new(|| [CHINESE, JAPANESE, KOREAN].map(Table::new));
    &TABLES
}

/// A traditional character's simplified one, and its share in the chance of that one in traditional text.
fn simpler(c: char) -> (char, f32) {
    static MAP: LazyLock<HashMap<char, (char, f32)>> = LazyLock::new(shares);
    MAP.get(&c).copied().unwrap_or((c, 1.0))
}

/// The traditional characters of a simplified one.
fn forms() -> &'static HashMap<char, Vec<char>> {
    static MAP: LazyLock<HashMap<char, Vec<char>>> = LazyLock::new(|| {
        let mut forms: HashMap<char, Vec<char>> = HashMap::new();
        for (traditional, simplified) in SIMPLER.chars().step_by(2).zip(SIMPLER.chars().skip(1).step_by(2)) {
            forms.entry(simplified).or_default().push(traditional);
        }
        forms
    });
    &MAP
}

/// Each character that is written for a simplified one, with how often it is.
fn shares() -> HashMap<char, (char, f32)> {
    let listed = || SIMPLER.chars().step_by(2).zip(SIMPLER.chars().skip(1).step_by(2));
    let frequency = |c: char| (-Ranks::of(c).cost(WideLanguage::Traditional)).exp();
    let mut sums: HashMap<char, f32> = HashMap::new();
    for (traditional, simplified) in listed() {
        *sums.entry(simplified).or_insert_with(|| frequency(simplified)) += frequency(traditional);
    }
    let share = |c, simplified| sums.get(&simplified).map_or(1.0, |sum| frequency(c) / sum);
    let same = sums.keys().map(|&c| (c, (c, share(c, c))));
    listed().map(|(c, simplified)| (c, (simplified, share(c, simplified)))).chain(same).collect()
}

/// The least chance of a character behind another that makes the two part of a word, and by how much it must be more than
/// the chance of the character as such.
const WORD: f32 = 0.002;
const TOGETHER: f32 = 3.0;

/// Whether two characters of Chinese stand side by side in words.
pub(crate) fn is_in_a_word(first: char, second: char) -> bool {
    let [chinese, ..] = tables();
    let (first, second) = (simpler(first).0, simpler(second).0);
    chinese.listed(first, second).is_some_and(|chance| chance >= WORD && chance >= TOGETHER * chinese.alone(second))
}

/// How a document that is written in one language puts characters behind one another.
#[derive(Debug)]
pub(crate) struct Pairs {
    language: WideLanguage,
    table: &'static Table,
    single: HashMap<char, f32>,
    pairs: HashMap<(char, char), f32>,
    /// What the document has behind each character.
    behind: HashMap<char, Vec<char>>,
    total: f32,
    /// The commonest characters of the language and the document.
    common: Vec<char>,
}

/// The most that a document is believed, and how long it must be for half of that: the best of a grid, by the chance that
/// documents give each of their characters when it is left out.
const BELIEF: f32 = 0.55;
const HALF_BELIEVED: f32 = 100.0;

/// How many occurrences of a character the document must have until the one behind it is taken from there.
const TRUST: f32 = 1.0;

impl Pairs {
    pub(crate) fn new(language: WideLanguage) -> Self {
        let [chinese, japanese, korean] = tables();
        let table = match language {
            WideLanguage::Simplified | WideLanguage::Traditional => chinese,
            WideLanguage::Japanese => japanese,
            WideLanguage::Korean => korean,
        };
        Self {
            language,
            table,
            single: HashMap::new(),
            pairs: HashMap::new(),
            behind: HashMap::new(),
            total: 0.0,
            common: table.common(),
        }
    }

    /// Learns from a stretch of clean text.
    pub(crate) fn learn(&mut self, text: &str) {
        let mut previous = None;
        for c in text.chars() {
            let c = self.symbol(c);
            *self.single.entry(c).or_default() += 1.0;
            self.total += 1.0;
            if let Some(previous) = previous.replace(c) {
                let count = self.pairs.entry((previous, c)).or_default();
                if *count == 0.0 {
                    self.behind.entry(previous).or_default().push(c);
                }
                *count += 1.0;
            }
        }
    }

    /// From how many characters of the document it learned.
    pub(crate) fn learned(&self) -> f32 {
        self.total
    }

    /// How often the document has a character.
    fn count(&self, c: char) -> f32 {
        self.single.get(&c).copied().unwrap_or(0.0)
    }

    /// Nats for `next` behind `previous`.
    pub(crate) fn cost(&self, previous: char, next: char) -> f32 {
        let (before, c) = (self.symbol(previous), self.symbol(next));
        let (key, share) = self.key(c);
        let general = self.table.chance(self.key(before).0, key) * share * self.script(c);
        let belief = BELIEF * self.total / (self.total + HALF_BELIEVED);
        let own = if self.total > 0.0 { self.own(before, c) } else { 0.0 };
        kind_cost(c, next) - ((1.0 - belief) * general + belief * own).max(1e-12).ln()
    }

    /// The chance in the document.
    fn own(&self, previous: char, next: char) -> f32 {
        let alone = self.count(next) / self.total;
        if alone == 0.0 {
            return 0.0;
        }
        let pair = self.pairs.get(&(previous, next)).copied().unwrap_or(0.0);
        (pair + TRUST * alone) / (self.count(previous) + TRUST)
    }

    /// Whether the document or the language has the character at all often.
    pub(crate) fn knows(&self, c: char) -> bool {
        self.single.contains_key(&c) || self.table.alone(self.key(c).0) > KNOWN && self.script(c) == 1.0
    }

    /// Every character that the document or the language has at all often.
    pub(crate) fn known(&self) -> impl Iterator<Item = char> {
        let listed = self.table.entries.keys().copied();
        let traditional = SIMPLER.chars().step_by(2).filter(|_| self.language == WideLanguage::Traditional);
        listed.chain(traditional).chain(self.single.keys().copied()).filter(|&c| !is_kind(c) && self.knows(c))
    }

    /// The characters that may be expected behind `previous`, in no order: what the document and the language have there,
    /// and the commonest ones.
    pub(crate) fn followers(&self, previous: char) -> Vec<char> {
        let before = self.symbol(previous);
        let listed =
            self.table.entries.get(&self.key(before).0).map(|&entry| self.table.next(entry)).unwrap_or_default();
        let listed = listed.iter().flat_map(|&(c, _)| self.forms(c));
        let own = self.behind.get(&before).into_iter().flatten().copied();
        let all = listed.chain(own).chain(self.common.iter().copied());
        let mut all: Vec<char> = all.filter(|&c| !is_kind(c)).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The characters that a character of the table stands for.
    fn forms(&self, c: char) -> impl Iterator<Item = char> {
        let traditional = self.language == WideLanguage::Traditional;
        let others = traditional.then(|| forms().get(&c)).flatten();
        others.into_iter().flatten().copied().chain([c])
    }

    fn key(&self, c: char) -> (char, f32) {
        if self.language == WideLanguage::Traditional { simpler(c) } else { (c, 1.0) }
    }

    /// What a character is in the tables: itself, or its kind.
    fn symbol(&self, c: char) -> char {
        match c {
            '\n' => LINE,
            ' ' | '\t' | '\u{a0}' | '\u{3000}' => BLANK,
            '0'..='9' | '\u{ff10}'..='\u{ff19}' => DIGIT,
            ',' | '?' | '!' | ':' | ';' | '(' | ')' if self.language != WideLanguage::Korean => {
                char::from_u32(c as u32 + 0xfee0).unwrap_or(c)
            }
            _ if is_wide_letter(c) || PUNCTUATION.contains(c) => c,
            _ if c.is_alphabetic() => LETTER,
            _ => SIGN,
        }
    }

    /// Characters outside the language's standard are rarer than the words that they are in.
    fn script(&self, c: char) -> f32 {
        if !is_wide_letter(c) || Ranks::of(c).is_frequent(self.language) || self.table.alone(c) > KNOWN {
            1.0
        } else {
            0.003
        }
    }
}

/// The chance from which on a character is known.
const KNOWN: f32 = 1e-6;

const LINE: char = '↵';
const BLANK: char = '␣';
const DIGIT: char = '０';
const LETTER: char = 'Ａ';
const SIGN: char = '※';

fn is_kind(c: char) -> bool {
    matches!(c, LINE | BLANK | DIGIT | LETTER | SIGN)
}

/// Punctuation that the tables tell apart.
const PUNCTUATION: &str = "，。、！？：；“”‘’（）「」『』《》〈〉【】…—·～";

/// Nats for a character among those of its kind.
fn kind_cost(kind: char, c: char) -> f32 {
    match kind {
        DIGIT => 2.3,
        LETTER if c.is_ascii() => 3.0,
        LETTER => 6.0,
        SIGN if c.is_ascii() => 2.5,
        SIGN => 6.0,
        _ => 0.0,
    }
}
