//! The search: which text, torn by a reading and read one byte off from there, reads as what stands there.

use std::collections::{HashMap, HashSet};

use crate::repair::gloss::reading::Fit;
use crate::repair::gloss::torn::gbk::{self, LEADS, Pair, TRAILS};
use crate::repair::gloss::torn::token::{Kind, Token, is_mark};
use crate::repair::gloss::torn::witness::Witness;

/// How many readings are kept at each character, and how many of those that can only go on alike: the best of these
/// stays the best, and the others say how sure it is.
const WIDTH: usize = 256;
const ALIKE: usize = 12;

/// How many characters are tried for one of which no byte is left.
const TRIED: usize = 32;

/// Nats for a mark of two bytes, of one, and of one with an ASCII character that went with it.
const TWO_BYTES: f32 = 1.0;
const ONE_BYTE: f32 = 1.5;
const EATEN: f32 = 8.0;

/// Nats for a mark of one byte behind which the stream goes on in step: decoders of few systems read on so.
const ONE_OF_TWO: f32 = 5.0;

/// Nats for a mark that stays where the stream is in step.
const QUESTION: f32 = 2.0;

/// Nats for a closing mark of which none is open.
const UNOPENED: f32 = 4.0;

/// Nats for an ASCII mark that was a wide one, in a text that may have been folded.
const FOLDED: f32 = 1.0;

/// Nats for a reading that is not the customary one, and for a character that the document does not gloss elsewhere.
const RARE: f32 = 2.0;

/// So many characters behind the place where the best reading is back in step, and so many nats before all that are
/// not, the search ends.
const SETTLED: usize = 6;
const AHEAD: f32 = 12.0;

/// Where a reading of the stream stands between two tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Phase {
    /// In step, for so many tokens.
    Step(usize),
    /// One byte off: the lead byte of the next character.
    Lead(u8),
    /// One byte off: the lead byte is lost. It makes no character with this byte before it.
    Lost(u8),
}

/// One step of a reading: what a token became.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    parent: u32,
    /// Index of the token.
    pub(super) token: usize,
    pub(super) character: Option<char>,
    /// The character stands there as it is.
    pub(super) kept: bool,
}

#[derive(Clone, Copy, Debug)]
struct State {
    cost: f32,
    phase: Phase,
    last: char,
    step: u32,
    /// Of the characters so far: two readings that say the same are one.
    hash: u64,
}

/// A finished reading: its steps from left to right.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) cost: f32,
    pub(super) steps: Vec<Step>,
}

/// What is left of a token whose first byte was used up.
#[derive(Clone, Copy)]
enum Rest {
    Nothing,
    /// The first byte of the next character.
    Lead(u8),
    /// A character of ASCII.
    Single(u8),
}

impl Rest {
    fn of(byte: u8) -> Self {
        if LEADS.contains(&byte) { Rest::Lead(byte) } else { Rest::Single(byte) }
    }
}

/// What stays the same during one search.
pub(super) struct Search<'a> {
    witness: &'a Witness,
    /// The closing marks that may follow.
    closers: Vec<char>,
    likely: HashMap<char, Vec<char>>,
    steps: Vec<Step>,
    next: Vec<State>,
}

impl<'a> Search<'a> {
    pub(super) fn new(witness: &'a Witness, closers: Vec<char>) -> Self {
        Self { witness, closers, likely: HashMap::new(), steps: Vec::new(), next: Vec::new() }
    }

    /// The cheapest readings, the cheapest first, of `tokens`, of which the first is torn and stands behind `before`.
    /// Reads no more of them than it needs.
    pub(super) fn readings(mut self, before: char, tokens: &[Token]) -> Vec<Found> {
        let mut states = vec![State { cost: 0.0, phase: Phase::Step(0), last: before, step: u32::MAX, hash: 0 }];
        for (at, token) in tokens.iter().enumerate() {
            self.next.clear();
            for state in states.drain(..) {
                self.extend(state, at, token, tokens.get(at + 1));
            }
            states = self.prune();
            if is_settled(&states) {
                break;
            }
        }
        states.retain(|state| matches!(state.phase, Phase::Step(_)));
        states.iter().map(|state| Found { cost: state.cost, steps: self.path(state.step) }).collect()
    }

    fn path(&self, mut step: u32) -> Vec<Step> {
        let mut steps = Vec::new();
        while let Some(found) = self.steps.get(step as usize) {
            steps.push(*found);
            step = found.parent;
        }
        steps.reverse();
        steps
    }

    /// Keeps the cheapest readings, some of those that stand alike, and none that says what another says.
    fn prune(&mut self) -> Vec<State> {
        self.next.sort_unstable_by(|a, b| a.cost.total_cmp(&b.cost));
        let mut said: HashSet<(u64, Phase)> = HashSet::with_capacity(2 * WIDTH);
        let mut alike: HashMap<(char, Phase), usize> = HashMap::with_capacity(2 * WIDTH);
        let mut is_kept = |state: &&State| {
            let count = alike.entry((state.last, state.phase)).or_default();
            let kept = *count < ALIKE && said.insert((state.hash, state.phase));
            *count += usize::from(kept);
            kept
        };
        self.next.iter().filter(|state| is_kept(state)).take(WIDTH).copied().collect()
    }

    fn push(&mut self, from: State, at: usize, character: Option<char>, price: f32, phase: Phase) {
        let kept = matches!((from.phase, phase), (Phase::Step(_), Phase::Step(_)));
        let unopened = |c: char| !kept && "”’」』）》】".contains(c) && !self.closers.contains(&c);
        let closing = |c: char| if unopened(c) { UNOPENED } else { 0.0 };
        let pair = character.map_or(0.0, |c| self.witness.pairs.cost(from.last, c) + closing(c));
        let step = self.steps.len() as u32;
        self.steps.push(Step { parent: from.step, token: at, character, kept });
        let hash = character.map_or(from.hash, |c| {
            (from.hash ^ u64::from(u32::from(c))).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23)
        });
        self.next.push(State {
            cost: from.cost + price + pair,
            phase,
            last: character.unwrap_or(from.last),
            step,
            hash,
        });
    }

    fn extend(&mut self, from: State, at: usize, token: &Token, behind: Option<&Token>) {
        match from.phase {
            Phase::Step(count) => self.in_step(from, at, token, count),
            Phase::Lead(lead) => self.one_off(from, at, token, behind, lead),
            Phase::Lost(before) => self.lead_lost(from, at, token, behind, before),
        }
    }

    fn in_step(&mut self, from: State, at: usize, token: &Token, count: usize) {
        let Kind::Torn(characters) = &token.kind else {
            let price = if is_mark(token.character) { QUESTION } else { 0.0 };
            return self.push(from, at, Some(token.character), price, Phase::Step(count + 1));
        };
        let Some((_, lead)) = gbk::pair(from.last) else { return };
        for &(c, fit) in characters {
            if let Some((_, trail)) = gbk::pair(c).filter(|&(first, _)| first == lead) {
                self.push(from, at, None, self.rarity(c, fit), Phase::Lead(trail));
            }
        }
    }

    /// Nats for a reading of `c`.
    fn rarity(&self, c: char, fit: Fit) -> f32 {
        let others = if self.witness.glossed.contains(&c) { 0.0 } else { RARE };
        others + if fit == Fit::Customary { 0.0 } else { RARE }
    }

    fn one_off(&mut self, from: State, at: usize, token: &Token, behind: Option<&Token>, lead: u8) {
        match &token.kind {
            &Kind::Pair((first, second)) => self.emit(from, at, (lead, first), 0.0, Rest::of(second)),
            &Kind::Single(byte) if TRAILS.contains(&byte) => self.emit(from, at, (lead, byte), 0.0, Rest::Nothing),
            &Kind::Single(byte) if byte.is_ascii_graphic() => {
                self.emit(from, at, (lead, 0xa3), FOLDED, Rest::Lead(byte | 0x80));
            }
            Kind::Torn(characters) => {
                for &(c, fit) in characters {
                    if gbk::pair(c).is_some_and(|(first, _)| first == lead) {
                        self.push(from, at, Some(c), self.rarity(c, fit), Phase::Step(0));
                    }
                }
            }
            Kind::Mark => {
                for pair in TRAILS.map(|trail| (lead, trail)) {
                    if let Some(c) = gbk::character(pair).filter(|&c| self.is_usual(c)) {
                        self.behind_mark(from, at, c, pair.1, behind);
                    }
                }
            }
            _ => {}
        }
    }

    fn lead_lost(&mut self, from: State, at: usize, token: &Token, behind: Option<&Token>, before: u8) {
        let possible = move |lead: u8| gbk::character((before, lead)).is_none();
        match &token.kind {
            &Kind::Pair((first, second)) => {
                for lead in LEADS.filter(|&lead| possible(lead)) {
                    self.emit(from, at, (lead, first), 0.0, Rest::of(second));
                }
            }
            &Kind::Single(byte) if TRAILS.contains(&byte) => {
                for lead in LEADS.filter(|&lead| possible(lead)) {
                    self.emit(from, at, (lead, byte), 0.0, Rest::Nothing);
                }
            }
            Kind::Torn(characters) => {
                for &(c, fit) in characters {
                    if gbk::pair(c).is_some_and(|(lead, _)| possible(lead)) && self.is_usual(c) {
                        self.push(from, at, Some(c), self.rarity(c, fit), Phase::Step(0));
                    }
                }
            }
            Kind::Mark => {
                for c in self.likely(from.last) {
                    if let Some((_, trail)) = gbk::pair(c).filter(|&(lead, _)| possible(lead)) {
                        self.behind_mark(from, at, c, trail, behind);
                    }
                }
            }
            _ => {}
        }
    }

    /// What a mark was in a stream that is one byte off: `c`, with `trail` lost, and what else.
    fn behind_mark(&mut self, from: State, at: usize, c: char, trail: u8, behind: Option<&Token>) {
        if LEADS.contains(&trail) {
            self.push(from, at, Some(c), TWO_BYTES, Phase::Lost(trail));
        }
        let single = behind.is_none_or(|token| matches!(token.kind, Kind::Single(_)));
        self.push(from, at, Some(c), if single { ONE_BYTE } else { ONE_OF_TWO }, Phase::Step(0));
        let tag = behind.is_some_and(|token| token.character == '/');
        for eaten in if tag { "<" } else { "\n " }.chars() {
            self.push(from, at, Some(c), EATEN, Phase::Step(0));
            // That a tag opens is plain from what follows.
            let known = if tag { -self.witness.pairs.cost(c, eaten) } else { 0.0 };
            self.then(from.phase, at, eaten, known);
        }
    }

    /// Puts an ASCII character behind the reading that was pushed last, for the same token.
    fn then(&mut self, phase: Phase, at: usize, c: char, price: f32) {
        if let Some(state) = self.next.pop() {
            self.push(State { phase, ..state }, at, Some(c), price, Phase::Step(0));
        }
    }

    /// Puts the character of a pair behind a reading, where running text has such characters, and what is left of the
    /// token.
    fn emit(&mut self, from: State, at: usize, pair: Pair, price: f32, rest: Rest) {
        let certain = matches!(from.phase, Phase::Lead(_));
        let Some(c) = gbk::character(pair).filter(|&c| certain || self.is_usual(c)) else { return };
        match rest {
            Rest::Nothing => self.push(from, at, Some(c), price, Phase::Step(0)),
            Rest::Lead(lead) => self.push(from, at, Some(c), price, Phase::Lead(lead)),
            Rest::Single(byte) => {
                self.push(from, at, Some(c), price, Phase::Step(0));
                self.then(from.phase, at, char::from(byte), 0.0);
            }
        }
    }

    fn is_usual(&self, c: char) -> bool {
        self.witness.pairs.knows(c) || self.witness.pool.binary_search(&c).is_ok()
    }

    /// The characters of the document that most likely follow.
    fn likely(&mut self, last: char) -> Vec<char> {
        let witness = self.witness;
        let choose = || {
            let mut costs: Vec<_> = witness.pool.iter().map(|&c| (witness.pairs.cost(last, c), c)).collect();
            let count = TRIED.min(costs.len());
            if count < costs.len() {
                costs.select_nth_unstable_by(count, |a, b| a.0.total_cmp(&b.0));
            }
            costs.iter().take(count).map(|&(_, c)| c).collect()
        };
        self.likely.entry(last).or_insert_with(choose).clone()
    }
}

/// Whether the best reading has been in step for some time, and none that is not comes near it.
fn is_settled(states: &[State]) -> bool {
    let settled = |state: &State| matches!(state.phase, Phase::Step(count) if count >= SETTLED);
    let Some(best) = states.first() else { return true };
    settled(best) && states.iter().take_while(|state| state.cost < best.cost + AHEAD).all(settled)
}
