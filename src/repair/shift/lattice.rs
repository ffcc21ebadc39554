//! All readings of a damaged stretch at once: what each token may have been, wherever the stream stands before it.

use crate::repair::shift::brackets::{Open, are_pair};
use crate::repair::shift::channel::{Costs, Decoder, Fault};
use crate::repair::shift::charset::FIRST_LEAD;
use crate::repair::shift::context::Context;
use crate::repair::shift::graph::{Arc, Graph, Phase};
use crate::repair::shift::stock::Stock;
use crate::repair::shift::token::Token;

/// Nats for U+FFFD that stays: it was never written.
const UNREADABLE: f32 = 14.0;

/// Nats for a question mark at the start of a line: no stream one byte off, but a blank that the encoding lacked.
const UNENCODABLE: f32 = 4.0;

/// Nats for a question mark that has brackets or quotation marks to itself: the text speaks of it.
const SPOKEN_OF: f32 = 1.0;

/// Nats for a reading in brackets that stays behind a mark, since a question may have one behind it, and for one that has
/// no opening bracket.
const ASKED: f32 = 4.0;
const UNBALANCED: f32 = 12.0;

/// Nats for a reading in brackets that stays behind what it is not a reading of.
const OF_NOTHING: f32 = 6.0;

/// Nats by which a sentence is rather told than asked, in whatever words: one in twenty asks.
const ASKS: f32 = 3.0;

/// What stays the same while a document is read.
#[derive(Clone, Copy)]
pub(super) struct Model<'a> {
    pub(super) stock: &'a Stock<'a>,
    pub(super) costs: &'a Costs,
    pub(super) decoder: Decoder,
    /// What the decoder wrote for bytes that it could not read.
    pub(super) sign: char,
    /// Nats for a question mark that is not full-width.
    pub(super) question: f32,
}

pub(super) struct Lattice<'a> {
    pub(super) model: Model<'a>,
    pub(super) tokens: &'a [Token],
    pub(super) graph: Graph,
    /// The brackets that stand open before the token that is read.
    pub(super) open: Open,
    /// The token behind the one that is read is the inside of a tag, without its opening bracket.
    pub(super) tag_ahead: bool,
}

impl<'a> Lattice<'a> {
    /// Reads `tokens` behind `before`, where the brackets `open` stand open.
    pub(super) fn new(model: Model<'a>, tokens: &'a [Token], before: Context, open: Open) -> Self {
        let mut lattice = Self { model, tokens, graph: Graph::behind(before), open, tag_ahead: false };
        let suspect = lattice.suspect(before);
        let mut layer = vec![0];
        for (at, token) in tokens.iter().enumerate() {
            lattice.tag_ahead = is_inside_of_tag(tokens.get(at + 1..).unwrap_or_default());
            for &node in &layer {
                lattice.extend(node, at, suspect.get(at).copied().unwrap_or(false));
            }
            layer = lattice.graph.finish_layer();
            lattice.open.pass(token.character);
        }
        lattice
    }

    /// Nats for the token `at` as it stands.
    pub(super) fn standing(&self, context: Context, at: usize, token: &Token) -> f32 {
        let model = &self.model;
        let next = self.tokens.get(at + 1).map(|next| next.character);
        if token.character == '?' && context.last == '\n' {
            return UNENCODABLE;
        }
        if token.character == '?' && next.is_some_and(|next| are_pair(context.last, next)) {
            return SPOKEN_OF;
        }
        let own = if token.character == '\u{fffd}' { UNREADABLE } else { 0.0 };
        let reading = match &token.reading {
            Some(reading) if !reading.torn => OF_NOTHING,
            Some(reading) if reading.whole => ASKED,
            Some(_) => UNBALANCED,
            None => 0.0,
        };
        let character = match token.character {
            '?' => model.question + model.stock.cost(context, '?').min(model.stock.cost(context, '。') + ASKS),
            c => model.stock.cost(context, c),
        };
        own + reading + character
    }

    /// Before which tokens a stream may fall out of step without a mark.
    fn suspect(&self, before: Context) -> Vec<bool> {
        let mut context = before;
        let strange = self.tokens.iter().map(|token| {
            let cost = self.model.stock.cost(context, token.character);
            context = context.then(token.last);
            cost > STRANGE && !token.is_mark()
        });
        let strange: Vec<bool> = strange.collect();
        (0..strange.len()).map(|at| strange.iter().skip(at).take(REACH).any(|&strange| strange)).collect()
    }

    fn extend(&mut self, node: u32, at: usize, suspect: bool) {
        let tokens = self.tokens;
        let Some((from, token)) = self.graph.nodes.get(node as usize).copied().zip(tokens.get(at)) else { return };
        match from.phase {
            Phase::Aligned => self.in_step(node, from.context, at, token, suspect),
            Phase::HalfMarked if token.character == '?' && token.reading.is_none() => {
                self.arc(Arc::new(node), Phase::Aligned);
            }
            Phase::HalfMarked => {}
            Phase::Cut => self.behind_cut(node, from.context, token),
            Phase::Lead(lead) => self.one_off(node, from.context, at, token, Some(lead), None),
            Phase::Lost(never) => self.one_off(node, from.context, at, token, None, never),
        }
    }

    fn in_step(&mut self, node: u32, context: Context, at: usize, token: &Token, suspect: bool) {
        let cost = self.standing(context, at, token);
        let kept = Arc { kept: true, ..Arc::new(node).writing(token.character, cost) };
        let rest = token.reading.is_some().then_some(token.last);
        self.arc(rest.map_or(kept, |last| kept.and(last, 0.0)), Phase::Aligned);
        if token.reading.is_some() {
            return self.reading_in_step(node, context, at, token);
        }
        if token.is_mark() {
            self.marked(node, context, at, token);
        }
        if suspect {
            self.fall_out(node, context, token);
        }
    }

    /// A byte is missing before or inside this token, without a mark.
    fn fall_out(&mut self, node: u32, context: Context, token: &Token) {
        let Model { stock, costs, .. } = self.model;
        let start = |fault| Arc { cost: costs.fault(fault), fault: Some(fault), ..Arc::new(node) };
        for &(first, second) in token.pairs {
            for found in stock.with_trail(context, first).iter() {
                self.emit(start(Fault::LeadLost), context, found.character, found.cost, Some(second));
            }
            for found in stock.with_lead(context, first).iter() {
                self.emit(start(Fault::TrailLost), context, found.character, found.cost, Some(second));
            }
        }
        for found in token.single.map(|single| stock.with_trail(context, single)).iter().flat_map(|found| found.iter())
        {
            self.emit(start(Fault::LeadLost), context, found.character, found.cost, None);
        }
    }

    fn one_off(&mut self, node: u32, context: Context, at: usize, token: &Token, lead: Option<u8>, never: Option<u8>) {
        let Model { stock, sign, .. } = self.model;
        let plain = Arc::new(node);
        let allowed = |lead: u8| never.is_none_or(|before| stock.charset.character(before, lead).is_none());
        // A lead byte that is lost before such a mark was cut off there.
        let cut = lead.is_none() && never.is_none() && token.is_cut_at();
        let pairs = if cut { &[] } else { token.pairs };
        let pairs = pairs.iter().map(|&(first, second)| (first, Some(second)));
        for (byte, second) in pairs.chain(token.single.map(|byte| (byte, None))) {
            match lead {
                Some(lead) => {
                    let c = stock.charset.character(lead, byte);
                    c.into_iter().for_each(|c| self.emit(plain, context, c, stock.cost(context, c), second));
                }
                None => {
                    for found in stock.with_trail(context, byte).iter().filter(|found| allowed(found.pair.0)) {
                        self.emit(plain, context, found.character, found.cost, second);
                    }
                }
            }
        }
        match token.reading {
            Some(_) => self
                .reading_one_off(plain, context, at, token, |first| lead.map_or(allowed(first), |lead| lead == first)),
            None if token.character == sign => self.marked_one_off(plain, context, at, lead),
            None => {}
        }
        // Right behind a replaced lead byte that would say that nothing was damaged.
        if lead.is_some() || never.is_some() {
            let back = plain.writing(token.character, BACK_IN_STEP + self.standing(context, at, token));
            self.arc(back, Phase::Aligned);
        }
    }

    /// Writes `c`. Its trail byte was the first of a token; `second` is the token's other byte.
    pub(super) fn emit(&mut self, arc: Arc, context: Context, c: char, cost: f32, second: Option<u8>) {
        let arc = arc.writing(c, cost + self.open.cost(c));
        match second {
            None => self.arc(arc, Phase::Aligned),
            Some(lead) if lead >= FIRST_LEAD => self.arc(arc, Phase::Lead(lead)),
            Some(ascii) => {
                let ascii = char::from(ascii);
                self.arc(arc.and(ascii, self.model.stock.cost(context.then(c), ascii)), Phase::Aligned);
            }
        }
    }

    pub(super) fn arc(&mut self, mut arc: Arc, phase: Phase) {
        if self.tag_ahead && !arc.written.contains(&Some('<')) {
            arc.cost += BROKEN_TAG;
        }
        let stock = self.model.stock;
        self.graph.arc(arc, phase, |context| stock.known(context));
    }
}

/// Nats for a stream that falls back in step by a second fault, so near to the first.
const BACK_IN_STEP: f32 = 14.0;

/// Nats for the inside of a tag that has lost its opening bracket.
const BROKEN_TAG: f32 = 8.0;

/// Whether tokens start with the name of a closing tag and its closing bracket: `/p>`.
fn is_inside_of_tag(tokens: &[Token]) -> bool {
    let mut characters = tokens.iter().map(|token| token.character);
    characters.next() == Some('/')
        && characters.next().is_some_and(|c| c.is_ascii_alphabetic())
        && characters.find(|c| !c.is_ascii_alphanumeric()) == Some('>')
}

/// Nats from which on a character behind another is strange, and how many tokens before it the stream may have fallen out
/// of step.
const STRANGE: f32 = 10.0;
const REACH: usize = 3;
