//! One language's characters: how likely each is as such, behind another, and behind two.
//!
//! The figures are read where they lie: nothing is built but the chances that the 256 levels stand for. All lists are
//! sorted, so that a character is found by halving.

use std::ops::Range;

/// Nats in one level.
const LEVEL: f32 = 0.1;

/// The chance of a character that the table does not know.
const UNKNOWN: f32 = 1e-7;

/// A table as `scripts/character_pairs.py` writes it.
#[derive(Debug)]
pub(super) struct Table {
    characters: Column<2>,
    alone: Column<1>,
    /// By character: what the chance of another is multiplied by that is not listed behind it.
    otherwise: Column<1>,
    pairs: Lists,
    /// By first character: the second of each two that something is listed behind.
    contexts: Lists,
    triples: Lists,
    chances: [f32; 256],
}

/// What stands before a character, found in the table.
#[derive(Clone, Debug)]
pub(super) struct Context {
    pairs: Range<usize>,
    otherwise: f32,
    triples: Range<usize>,
    otherwise_pairs: f32,
}

impl Context {
    /// Whether anything is listed behind both characters.
    pub(super) fn has_triples(&self) -> bool {
        !self.triples.is_empty()
    }
}

impl Table {
    pub(super) fn new(data: &'static [u8]) -> Self {
        let mut rest = data;
        let sizes: Column<4> = Column::take(&mut rest, 4);
        let size = |at| sizes.get(at);
        let characters = Column::take(&mut rest, size(0));
        let (alone, otherwise) = (Column::take(&mut rest, size(0)), Column::take(&mut rest, size(0)));
        let pairs = Lists::take(&mut rest, size(0), size(1));
        let contexts = Lists::take(&mut rest, size(0), size(2));
        let triples = Lists::take(&mut rest, size(2), size(3));
        debug_assert!(rest.is_empty());
        let mut chances = [0.0; 256];
        chances.iter_mut().zip(0_u8..=255).for_each(|(chance, level)| *chance = (-LEVEL * f32::from(level)).exp());
        Self { characters, alone, otherwise, pairs, contexts, triples, chances }
    }

    /// The characters, with the chance of each as such.
    pub(super) fn characters(&self) -> impl Iterator<Item = (char, f32)> {
        let places = 0..self.characters.len();
        places.filter_map(|place| Some((character(self.characters.get(place))?, self.chance(self.alone.get(place)))))
    }

    /// The chance of a character as such.
    pub(super) fn alone(&self, c: char) -> f32 {
        self.place(c).map_or(UNKNOWN, |place| self.chance(self.alone.get(place)))
    }

    /// What is known behind two characters; of the first one nothing may be known.
    pub(super) fn context(&self, before: Option<char>, last: char) -> Context {
        let mut context = Context { pairs: 0..0, otherwise: 1.0, triples: 0..0, otherwise_pairs: 1.0 };
        if let Some(last) = self.place(last) {
            context.pairs = self.pairs.list(last);
            context.otherwise = self.chance(self.otherwise.get(last));
        }
        let two = before.and_then(|before| self.contexts.find(self.contexts.list(self.place(before)?), last));
        if let Some(two) = two {
            context.triples = self.triples.list(two);
            context.otherwise_pairs = self.chance(self.contexts.levels.get(two));
        }
        context
    }

    /// The chance of `next` in a context.
    pub(super) fn chance_in(&self, context: &Context, next: char) -> f32 {
        if let Some(place) = self.triples.find(context.triples.clone(), next) {
            return self.chance(self.triples.levels.get(place));
        }
        let pair = self.listed(context, next).unwrap_or_else(|| (context.otherwise * self.alone(next)).min(1.0));
        (context.otherwise_pairs * pair).min(1.0)
    }

    /// The chance of `next` behind the last character of a context alone, where it is listed there.
    pub(super) fn listed(&self, context: &Context, next: char) -> Option<f32> {
        self.pairs.find(context.pairs.clone(), next).map(|place| self.chance(self.pairs.levels.get(place)))
    }

    /// The characters that are listed in a context.
    pub(super) fn followers(&self, context: &Context) -> impl Iterator<Item = char> {
        let triples = context.triples.clone().map(|place| self.triples.items.get(place));
        let pairs = context.pairs.clone().map(|place| self.pairs.items.get(place));
        triples.chain(pairs).filter_map(character)
    }

    fn place(&self, c: char) -> Option<usize> {
        self.characters.find(0..self.characters.len(), c)
    }

    fn chance(&self, level: usize) -> f32 {
        self.chances.get(level).copied().unwrap_or(UNKNOWN)
    }
}

fn character(value: usize) -> Option<char> {
    char::from_u32(value as u32)
}

/// Numbers of `N` bytes each, the lowest byte first.
#[derive(Clone, Copy, Debug)]
struct Column<const N: usize>(&'static [[u8; N]]);

impl<const N: usize> Column<N> {
    /// The first `count` numbers of `rest`, which is left with what is behind them.
    fn take(rest: &mut &'static [u8], count: usize) -> Self {
        let (bytes, behind) = rest.split_at_checked(count * N).unwrap_or_default();
        *rest = behind;
        Self(bytes.as_chunks().0)
    }

    fn len(&self) -> usize {
        self.0.len()
    }

    fn get(&self, at: usize) -> usize {
        self.0.get(at).map_or(0, value)
    }

    /// Where a character is in a sorted part of the column.
    fn find(&self, part: Range<usize>, c: char) -> Option<usize> {
        let start = part.start;
        let found = self.0.get(part)?.binary_search_by_key(&(c as usize), value);
        found.ok().map(|at| start + at)
    }
}

fn value<const N: usize>(bytes: &[u8; N]) -> usize {
    bytes.iter().rev().fold(0, |value, &byte| value << 8 | usize::from(byte))
}

/// Lists of characters, each with a level, one behind another.
#[derive(Debug)]
struct Lists {
    starts: Column<4>,
    items: Column<2>,
    levels: Column<1>,
}

impl Lists {
    fn take(rest: &mut &'static [u8], lists: usize, items: usize) -> Self {
        let starts = Column::take(rest, lists + 1);
        Self { starts, items: Column::take(rest, items), levels: Column::take(rest, items) }
    }

    fn list(&self, place: usize) -> Range<usize> {
        self.starts.get(place)..self.starts.get(place + 1)
    }

    fn find(&self, list: Range<usize>, c: char) -> Option<usize> {
        self.items.find(list, c)
    }
}
