//! The search: which text, damaged in one of the known ways, reads as what stands there.

use std::collections::{HashMap, HashSet};

use crate::repair::gloss::Fit;
use crate::repair::shift::charset::{Charset, Pair};
use crate::repair::shift::token::{Token, folded};
use crate::text::pairs::Pairs;

/// How many readings are kept at each character: a guess, and the search costs in proportion to it.
const WIDTH: usize = 64;

/// How many characters are tried for one of which no byte is left.
const TRIED: usize = 24;

/// Nats for a place where a stream falls out of step at a mark, and where it does without one.
const MARKED: f32 = 3.0;
const UNMARKED: f32 = 9.0;

/// Nats for a mark that stands for one byte, for two, and for a byte and an ASCII character that went with it.
const ONE_BYTE: f32 = 1.5;
const TWO_BYTES: f32 = 1.5;
const EATEN: f32 = 2.0;

/// Nats for a mark of which nothing is left: a character that the encoding lacks, most often a blank of some kind.
const NOTHING: f32 = 5.0;
const NOTHING_AT_START: f32 = 0.0;

/// Nats for a mark that stays: a question mark behind a question, behind anything else, at the start of a line where none
/// can stand, and a character that could not be read.
const ASKED: f32 = -2.0;
const QUESTION: f32 = 2.0;
const UNASKED: f32 = 8.0;
const UNREADABLE: f32 = 12.0;

/// Characters that questions end with.
const ASKING: &str = "吗嗎呢么麼吧谁誰哪何嘛啥か까요";

/// Nats for a character that stays, beside its own.
pub(super) fn staying(before: char, character: char) -> f32 {
    match character {
        '?' if before == '\n' => UNASKED,
        '?' if ASKING.contains(before) => ASKED,
        '?' => QUESTION,
        '\u{fffd}' => UNREADABLE,
        _ => 0.0,
    }
}

/// Nats for a reading of a character that the document does not gloss elsewhere.
const RARE_READING: f32 = 2.0;

/// Where a stream stands between two tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Phase {
    /// In step.
    Aligned,
    /// In step, behind a mark for a whole character: a second mark may belong to it.
    Whole,
    /// One byte off: the lead byte of the next character.
    Lead(u8),
    /// One byte off: the lead byte is lost. It makes no character with this byte before it.
    Lost(Option<u8>),
}

/// One step of a reading: what a token became.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    parent: u32,
    pub(super) token: u32,
    pub(super) character: Option<char>,
    /// The character stands there as it is.
    pub(super) kept: bool,
    /// Nats up to here.
    pub(super) cost: f32,
}

#[derive(Clone, Copy, Debug)]
struct Reading {
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

/// What stays the same during one search.
pub(super) struct Beam<'a> {
    pub(super) charset: &'static Charset,
    pub(super) pairs: &'a Pairs,
    pub(super) folded: bool,
    pub(super) pool: &'a [char],
    likely: HashMap<char, Vec<char>>,
    steps: Vec<Step>,
    next: Vec<Reading>,
}

impl<'a> Beam<'a> {
    pub(super) fn new(charset: &'static Charset, pairs: &'a Pairs, folded: bool, pool: &'a [char]) -> Self {
        Self { charset, pairs, folded, pool, likely: HashMap::new(), steps: Vec::new(), next: Vec::new() }
    }

    /// The cheapest readings of `tokens`, the cheapest first. `suspect` tells where a stream may fall out of step
    /// without a mark.
    pub(super) fn search(&mut self, before: char, tokens: &[Token], suspect: &[bool]) -> Vec<Found> {
        self.steps.clear();
        let mut readings = vec![Reading { cost: 0.0, phase: Phase::Aligned, last: before, step: u32::MAX, hash: 0 }];
        for (at, token) in tokens.iter().enumerate() {
            self.next.clear();
            let behind = tokens.get(at + 1);
            for reading in readings.drain(..) {
                self.extend(reading, at as u32, token, behind, suspect.get(at).copied().unwrap_or(false));
            }
            readings = self.prune();
        }
        readings.retain(|reading| matches!(reading.phase, Phase::Aligned | Phase::Whole));
        readings.sort_by(|a, b| a.cost.total_cmp(&b.cost));
        readings.iter().map(|reading| Found { cost: reading.cost, steps: self.path(reading.step) }).collect()
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

    /// Keeps the cheapest readings, one of those that say the same and stand alike.
    fn prune(&mut self) -> Vec<Reading> {
        self.next.sort_unstable_by(|a, b| a.cost.total_cmp(&b.cost));
        let mut seen: HashSet<(u64, Phase)> = HashSet::with_capacity(2 * WIDTH);
        let kept = self.next.iter().filter(|reading| seen.insert((reading.hash, reading.phase))).take(WIDTH);
        kept.copied().collect()
    }

    fn push(&mut self, from: Reading, at: u32, emitted: Option<char>, kept: bool, price: f32, phase: Phase) {
        let shown = emitted.map(|c| if self.folded { folded(c) } else { c });
        let pair = shown.map_or(0.0, |c| self.pairs.cost(from.last, c));
        let cost = from.cost + price + pair;
        let step = self.steps.len() as u32;
        self.steps.push(Step { parent: from.step, token: at, character: shown, kept, cost });
        let hash = shown.map_or(from.hash, |c| {
            (from.hash ^ u64::from(u32::from(c))).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23)
        });
        self.next.push(Reading { cost, phase, last: shown.unwrap_or(from.last), step, hash });
    }

    fn extend(&mut self, from: Reading, at: u32, token: &Token, behind: Option<&Token>, suspect: bool) {
        match from.phase {
            Phase::Aligned | Phase::Whole => self.in_step(from, at, token, behind, suspect),
            Phase::Lead(lead) => self.one_off(from, at, token, behind, Some(lead), None),
            Phase::Lost(never) => self.one_off(from, at, token, behind, None, never),
        }
    }

    fn in_step(&mut self, from: Reading, at: u32, token: &Token, behind: Option<&Token>, suspect: bool) {
        let stays = staying(from.last, token.character);
        self.push(from, at, Some(token.character), true, stays, Phase::Aligned);
        if !token.gloss.is_empty() {
            self.gloss_across(from, at, token);
        } else if token.lost {
            let nothing = if from.last == '\n' { NOTHING_AT_START } else { NOTHING };
            if token.character == '?' && behind.is_some_and(|token| token.character != '\n') {
                self.push(from, at, None, false, nothing, Phase::Aligned);
            }
            self.push(from, at, None, false, MARKED, Phase::Lost(None));
            if from.phase == Phase::Whole {
                self.push(from, at, None, false, ONE_BYTE, Phase::Aligned);
            }
            for c in self.likely(from.last) {
                self.push(from, at, Some(c), false, MARKED, Phase::Whole);
            }
        }
        if suspect {
            self.fall_out(from, at, token);
        }
    }

    /// A byte is missing before or inside this token, without a mark.
    fn fall_out(&mut self, from: Reading, at: u32, token: &Token) {
        if let Some((first, second)) = token.pair {
            for lead in 0x81..=0xfe {
                self.emit(from, at, (lead, first), UNMARKED, rest(second));
            }
            for trail in 0x40..=0xfe {
                self.emit(from, at, (first, trail), UNMARKED, rest(second));
            }
        }
        if let Some(single) = token.single {
            for lead in 0x81..=0xfe {
                self.emit(from, at, (lead, single), UNMARKED, Rest::None);
            }
        }
    }

    /// A reading behind a mark, put between the two bytes of the characters on both sides.
    fn gloss_across(&mut self, from: Reading, at: u32, token: &Token) {
        let Some((_, first)) = self.charset.pair(from.last) else { return };
        for &(c, fit) in &token.gloss {
            if let Some((lead, trail)) = self.charset.pair(c).filter(|&(lead, _)| lead == first) {
                debug_assert!(lead == first);
                self.push(from, at, None, false, self.rarity(c, fit), Phase::Lead(trail));
            }
        }
    }

    fn rarity(&self, c: char, fit: Fit) -> f32 {
        let known = if self.pairs.knows(c) { 0.0 } else { RARE_READING };
        known + if fit == Fit::Customary { 0.0 } else { RARE_READING }
    }

    fn one_off(
        &mut self,
        from: Reading,
        at: u32,
        token: &Token,
        behind: Option<&Token>,
        lead: Option<u8>,
        never: Option<u8>,
    ) {
        let leads = lead.map_or(0x81..=0xfe, |lead| lead..=lead);
        let possible = |lead: u8| never.is_none_or(|before| self.charset.character(before, lead).is_none());
        let leads: Vec<u8> = leads.filter(|&lead| possible(lead)).collect();
        for &lead in &leads {
            if let Some((first, second)) = token.pair {
                self.emit(from, at, (lead, first), 0.0, rest(second));
            }
            if let Some(single) = token.single {
                self.emit(from, at, (lead, single), 0.0, Rest::None);
            }
        }
        if token.lost {
            self.lost_inside(from, at, token, behind, lead);
        }
    }

    /// A mark in a stream that is one byte off.
    fn lost_inside(&mut self, from: Reading, at: u32, token: &Token, behind: Option<&Token>, lead: Option<u8>) {
        if !token.gloss.is_empty() {
            for &(c, fit) in &token.gloss {
                if self.charset.pair(c).is_some_and(|(first, _)| lead.is_none_or(|lead| lead == first)) {
                    self.push(from, at, Some(c), false, self.rarity(c, fit), Phase::Aligned);
                }
            }
            return;
        }
        let candidates: Vec<(char, Pair)> = match lead {
            Some(lead) => (0x40..=0xfe).filter_map(|t| Some((self.charset.character(lead, t)?, (lead, t)))).collect(),
            None => self.likely(from.last).into_iter().filter_map(|c| Some((c, self.charset.pair(c)?))).collect(),
        };
        let next = behind.and_then(|token| token.pair).filter(|_| behind.is_some_and(|token| token.single.is_none()));
        let tag = behind.is_some_and(|token| token.character == '/');
        for (c, (_, trail)) in candidates {
            if !self.pairs.knows(c) && !is_mark(c) {
                continue;
            }
            let in_step_again = next.is_none_or(|(first, _)| self.charset.character(trail, first).is_none());
            if in_step_again {
                self.push(from, at, Some(c), false, ONE_BYTE, Phase::Aligned);
            }
            if trail >= 0x81 {
                self.push(from, at, Some(c), false, TWO_BYTES, Phase::Lost(Some(trail)));
            }
            self.push(from, at, Some(c), false, EATEN, Phase::Aligned);
            self.then_literal(at, if tag { '<' } else { ' ' });
        }
    }

    /// Puts an ASCII character behind the reading that was pushed last. That a tag opens is plain from what follows.
    fn then_literal(&mut self, at: u32, c: char) {
        if let Some(reading) = self.next.pop() {
            let known = if c == '<' { -self.pairs.cost(reading.last, c) } else { 0.0 };
            self.push(reading, at, Some(c), false, known, Phase::Aligned);
        }
    }

    /// Puts the character of a pair behind a reading.
    fn emit(&mut self, from: Reading, at: u32, pair: Pair, price: f32, rest: Rest) {
        let Some(c) = self.charset.character(pair.0, pair.1) else { return };
        if matches!(from.phase, Phase::Lost(_)) && !self.pairs.knows(c) && !is_mark(c) {
            return;
        }
        let phase = match rest {
            Rest::Lead(lead) => Phase::Lead(lead),
            _ => Phase::Aligned,
        };
        self.push(from, at, Some(c), false, price, phase);
        if let Rest::Literal(c) = rest {
            self.then_literal(at, c);
        }
    }

    /// The characters that most likely follow.
    fn likely(&mut self, last: char) -> Vec<char> {
        let (pairs, pool) = (self.pairs, self.pool);
        let choose = || {
            let mut costs: Vec<_> = pool.iter().map(|&c| (pairs.cost(last, c), c)).collect();
            let count = TRIED.min(costs.len());
            if count < costs.len() {
                costs.select_nth_unstable_by(count, |a, b| a.0.total_cmp(&b.0));
            }
            costs.iter().take(count).map(|&(_, c)| c).collect()
        };
        self.likely.entry(last).or_insert_with(choose).clone()
    }
}

/// What is left of a token whose first byte was used up.
#[derive(Clone, Copy)]
enum Rest {
    None,
    Lead(u8),
    Literal(char),
}

fn rest(second: u8) -> Rest {
    if second >= 0x81 { Rest::Lead(second) } else { Rest::Literal(char::from(second)) }
}

/// Punctuation that running text has.
fn is_mark(c: char) -> bool {
    matches!(
        c,
        '，' | '。'
            | '、'
            | '“'
            | '”'
            | '‘'
            | '’'
            | '：'
            | '；'
            | '！'
            | '？'
            | '（'
            | '）'
            | '《'
            | '》'
            | '「'
            | '」'
            | '『'
            | '』'
            | '…'
            | '—'
            | '·'
            | '【'
            | '】'
    )
}
