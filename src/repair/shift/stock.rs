//! What may be written behind a character, and what it costs: all that is asked of the model of characters.

use std::cell::RefCell;
use std::rc::Rc;

use crate::repair::shift::charset::{Charset, Pair};
use crate::repair::shift::context::Context;
use crate::text::memo::Memo;
use crate::text::pairs::{Behind, Pairs};

/// How many characters are tried for one of which no byte is left.
const TRIED: usize = 48;

/// Nats by which a character may be worse than the best that has the same byte.
const WORSE: f32 = 14.0;

/// A character with its bytes, and what it costs where it is considered, in nats.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub(super) character: char,
    pub(super) pair: Pair,
    pub(super) cost: f32,
}

/// Candidates, the cheapest first.
pub(super) type Candidates = Rc<[Candidate]>;

/// The known characters of an encoding, by their bytes.
pub(super) struct Stock<'p> {
    pub(super) charset: &'static Charset,
    pairs: &'p Pairs,
    by_lead: Vec<Vec<(char, Pair)>>,
    by_trail: Vec<Vec<(char, Pair)>>,
    both: RefCell<Memo<(char, char), bool>>,
    costs: RefCell<Memo<(Context, char), f32>>,
    with_lead: RefCell<Memo<(Context, u8), Candidates>>,
    with_trail: RefCell<Memo<(Context, u8), Candidates>>,
    likely: RefCell<Memo<Context, Candidates>>,
}

impl<'p> Stock<'p> {
    pub(super) fn new(charset: &'static Charset, pairs: &'p Pairs) -> Self {
        let mut stock = Self {
            charset,
            pairs,
            by_lead: vec![Vec::new(); 256],
            by_trail: vec![Vec::new(); 256],
            both: RefCell::default(),
            costs: RefCell::default(),
            with_lead: RefCell::default(),
            with_trail: RefCell::default(),
            likely: RefCell::default(),
        };
        let mut known: Vec<char> = pairs.known().collect();
        known.sort_unstable();
        known.dedup();
        for (c, pair) in known.into_iter().filter_map(|c| Some((c, charset.pair(c)?))) {
            stock.by_lead.get_mut(usize::from(pair.0)).into_iter().for_each(|list| list.push((c, pair)));
            stock.by_trail.get_mut(usize::from(pair.1)).into_iter().for_each(|list| list.push((c, pair)));
        }
        stock
    }

    /// Nats for `c` behind `context`.
    pub(super) fn cost(&self, context: Context, c: char) -> f32 {
        *self.costs.borrow_mut().entry((context, c)).or_insert_with(|| self.behind(context).cost(c))
    }

    fn behind(&self, context: Context) -> Behind<'_> {
        self.pairs.behind(context.before, context.last)
    }

    /// The context as far as costs depend on it: where nothing is known of both characters, the last one alone.
    pub(super) fn known(&self, context: Context) -> Context {
        let both = |before: &char| {
            let knows = || self.pairs.knows_both(*before, context.last);
            *self.both.borrow_mut().entry((*before, context.last)).or_insert_with(knows)
        };
        Context { before: context.before.filter(both), ..context }
    }

    /// How often the document has a character.
    pub(super) fn count(&self, c: char) -> f32 {
        self.pairs.count(c)
    }

    /// From how many characters of the document the model learned.
    pub(super) fn learned(&self) -> f32 {
        self.pairs.learned()
    }

    pub(super) fn with_lead(&self, context: Context, lead: u8) -> Candidates {
        let list = || self.by_lead.get(usize::from(lead)).map(Vec::as_slice).unwrap_or_default();
        let choose = || self.candidates(context, list().iter().copied());
        self.with_lead.borrow_mut().entry((context, lead)).or_insert_with(choose).clone()
    }

    pub(super) fn with_trail(&self, context: Context, trail: u8) -> Candidates {
        let list = || self.by_trail.get(usize::from(trail)).map(Vec::as_slice).unwrap_or_default();
        let choose = || self.candidates(context, list().iter().copied());
        self.with_trail.borrow_mut().entry((context, trail)).or_insert_with(choose).clone()
    }

    /// The characters that most likely follow, whatever their bytes.
    pub(super) fn likely(&self, context: Context) -> Candidates {
        let choose = || {
            let followers = self.behind(context).followers().into_iter();
            let all = self.candidates(context, followers.filter_map(|c| Some((c, self.charset.pair(c)?))));
            all.get(..TRIED).map_or_else(|| all.clone(), Rc::from)
        };
        self.likely.borrow_mut().entry(context).or_insert_with(choose).clone()
    }

    fn candidates(&self, context: Context, characters: impl Iterator<Item = (char, Pair)>) -> Candidates {
        let place = self.behind(context);
        let candidate = |(character, pair)| Candidate { character, pair, cost: place.cost(character) };
        let mut all: Vec<Candidate> = characters.map(candidate).collect();
        all.sort_unstable_by(|a, b| a.cost.total_cmp(&b.cost).then(a.character.cmp(&b.character)));
        all.dedup_by_key(|candidate| candidate.character);
        let limit = all.first().map_or(0.0, |best| best.cost) + WORSE;
        all.truncate(all.partition_point(|candidate| candidate.cost <= limit));
        all.into()
    }
}
