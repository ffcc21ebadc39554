//! How a document itself puts characters behind one another.

use crate::text::memo::Memo;

/// What was counted in a document.
#[derive(Debug, Default)]
pub(super) struct Own {
    single: Memo<char, f32>,
    pairs: Memo<(char, char), f32>,
    triples: Memo<(char, char, char), f32>,
    /// What the document has behind each character.
    behind: Memo<char, Vec<char>>,
    total: f32,
}

/// How often what stands before a character is there, until the characters behind it are believed as much as what is
/// known with one character less.
const TRUST_PAIRS: f32 = 2.0;
const TRUST_TRIPLES: f32 = 1.0;

/// How often a document has what stands before a character.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen {
    before: Option<char>,
    last: char,
    both: f32,
    one: f32,
}

impl Seen {
    /// How many of the characters before the place the document has, together.
    pub(super) fn characters(&self) -> usize {
        usize::from(self.one > 0.0) + usize::from(self.both > 0.0)
    }

    pub(super) fn last(&self) -> char {
        self.last
    }
}

impl Own {
    /// Counts a stretch of symbols that stand together.
    pub(super) fn learn(&mut self, symbols: impl Iterator<Item = char>) {
        let (mut before, mut last) = (None, None);
        for c in symbols {
            *self.single.entry(c).or_default() += 1.0;
            self.total += 1.0;
            if let Some(last) = last {
                self.pair(last, c);
                before.into_iter().for_each(|before| *self.triples.entry((before, last, c)).or_default() += 1.0);
            }
            (before, last) = (last, Some(c));
        }
    }

    fn pair(&mut self, last: char, c: char) {
        let count = self.pairs.entry((last, c)).or_default();
        if *count == 0.0 {
            self.behind.entry(last).or_default().push(c);
        }
        *count += 1.0;
    }

    /// How many symbols were counted.
    pub(super) fn total(&self) -> f32 {
        self.total
    }

    pub(super) fn has(&self, c: char) -> bool {
        self.single.contains_key(&c)
    }

    pub(super) fn count(&self, c: char) -> f32 {
        count(&self.single, &c)
    }

    /// Every symbol, in no order.
    pub(super) fn symbols(&self) -> impl Iterator<Item = char> {
        self.single.keys().copied()
    }

    /// What the document has behind a symbol.
    pub(super) fn followers(&self, last: char) -> &[char] {
        self.behind.get(&last).map(Vec::as_slice).unwrap_or_default()
    }

    pub(super) fn seen(&self, before: Option<char>, last: char) -> Seen {
        let both = before.map_or(0.0, |before| count(&self.pairs, &(before, last)));
        Seen { before, last, both, one: count(&self.single, &last) }
    }

    /// The chance of `next` behind what was seen.
    pub(super) fn chance(&self, seen: &Seen, next: char) -> f32 {
        let alone = count(&self.single, &next) / self.total.max(1.0);
        if alone == 0.0 {
            return 0.0;
        }
        let pair = if seen.one == 0.0 { 0.0 } else { count(&self.pairs, &(seen.last, next)) };
        let behind_one = (pair + TRUST_PAIRS * alone) / (seen.one + TRUST_PAIRS);
        let triple = match seen.before {
            Some(before) if pair > 0.0 && seen.both > 0.0 => count(&self.triples, &(before, seen.last, next)),
            _ => 0.0,
        };
        (triple + TRUST_TRIPLES * behind_one) / (seen.both + TRUST_TRIPLES)
    }
}

fn count<K: Eq + std::hash::Hash>(counts: &Memo<K, f32>, key: &K) -> f32 {
    counts.get(key).copied().unwrap_or(0.0)
}
