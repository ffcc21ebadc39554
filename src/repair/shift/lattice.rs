//! All readings of a damaged stretch at once: a graph with a layer of nodes before each token.
//!
//! A node is where the original stream stands between two tokens and the character that it wrote last; an arc is what a
//! token was in the original. Many readings share nodes, so that their number may grow with the power of the length while
//! the graph grows in proportion.

use std::collections::HashMap;

use crate::repair::shift::channel::{Costs, Decoder, Fault};
use crate::repair::shift::charset::Charset;
use crate::repair::shift::stock::Stock;
use crate::repair::shift::token::Token;
use crate::text::pairs::Pairs;

/// Nodes that are so many nats worse than the best of their layer are given up.
const BEAM: f32 = 10.0;

/// How many nodes a layer has at most.
const WIDTH: usize = 32;

/// Nats for U+FFFD that stays: it was never written.
const UNREADABLE: f32 = 14.0;

/// Nats for a question mark at the start of a line: no stream one byte off, but a blank that the encoding lacked.
const UNENCODABLE: f32 = 4.0;

/// Where the original stream stands between two tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Phase {
    /// In step.
    Aligned,
    /// Behind the first of two marks for one character.
    HalfMarked,
    /// One byte off: the lead byte of the next character was read.
    Lead(u8),
    /// One byte off: the lead byte is lost. It makes no character with this byte before it.
    Lost(Option<u8>),
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    pub(super) phase: Phase,
    pub(super) last: char,
    /// Nats for all readings up to here together, and for the cheapest of them.
    pub(super) all: f32,
    pub(super) best: f32,
    /// The arc that the cheapest comes by.
    pub(super) by: u32,
}

/// What a token was: up to two characters.
#[derive(Clone, Copy, Debug)]
pub(super) struct Arc {
    pub(super) from: u32,
    pub(super) to: u32,
    pub(super) written: [Option<char>; 2],
    /// The character stands there as it is.
    pub(super) kept: bool,
    pub(super) cost: f32,
    pub(super) fault: Option<Fault>,
}

impl Arc {
    fn new(from: u32) -> Self {
        Self { from, to: 0, written: [None; 2], kept: false, cost: 0.0, fault: None }
    }
}

/// What stays the same while a document is read.
#[derive(Clone, Copy)]
pub(super) struct Model<'a> {
    pub(super) charset: &'static Charset,
    pub(super) pairs: &'a Pairs,
    pub(super) stock: &'a Stock,
    pub(super) costs: Costs,
    pub(super) decoder: Decoder,
    /// What the decoder wrote for bytes that it could not read.
    pub(super) sign: char,
    /// Nats for a question mark that is not full-width.
    pub(super) question: f32,
}

pub(super) struct Lattice<'a> {
    model: Model<'a>,
    tokens: &'a [Token],
    pub(super) nodes: Vec<Node>,
    pub(super) arcs: Vec<Arc>,
    /// Where the arcs of each token start, and after the last of them.
    pub(super) starts: Vec<usize>,
    layer: HashMap<(Phase, char), u32>,
    /// The token behind the one that is read is the inside of a tag, without its opening bracket.
    tag_ahead: bool,
}

impl<'a> Lattice<'a> {
    /// Builds the graph of `tokens` behind the character `before`.
    pub(super) fn new(model: Model<'a>, tokens: &'a [Token], before: char) -> Self {
        let mut lattice = Self {
            model,
            tokens,
            nodes: Vec::new(),
            arcs: Vec::new(),
            starts: vec![0],
            layer: HashMap::new(),
            tag_ahead: false,
        };
        lattice.nodes.push(Node { phase: Phase::Aligned, last: before, all: 0.0, best: 0.0, by: u32::MAX });
        let suspect = lattice.suspect(before);
        let mut layer = vec![0];
        for at in 0..tokens.len() {
            lattice.layer.clear();
            lattice.tag_ahead = is_inside_of_tag(tokens.get(at + 1..).unwrap_or_default());
            for &node in &layer {
                lattice.extend(node, at, suspect.get(at).copied().unwrap_or(false));
            }
            lattice.starts.push(lattice.arcs.len());
            layer = lattice.prune();
        }
        lattice
    }

    /// Nats for a token as it stands.
    pub(super) fn standing(model: &Model<'_>, last: char, token: &Token) -> f32 {
        let own = match token.character {
            '?' if last == '\n' => return UNENCODABLE,
            '?' => model.question,
            '\u{fffd}' => UNREADABLE,
            _ => 0.0,
        };
        own + model.pairs.cost(last, token.character)
    }

    /// Before which tokens a stream may fall out of step without a mark.
    fn suspect(&self, before: char) -> Vec<bool> {
        let mut last = before;
        let strange = self.tokens.iter().map(|token| {
            let cost = self.model.pairs.cost(std::mem::replace(&mut last, token.character), token.character);
            cost > STRANGE && !token.is_mark()
        });
        let strange: Vec<bool> = strange.collect();
        (0..strange.len()).map(|at| strange.iter().skip(at).take(REACH).any(|&strange| strange)).collect()
    }

    fn prune(&self) -> Vec<u32> {
        let cost = |&node: &u32| self.nodes.get(node as usize).map_or(f32::MAX, |node| node.all);
        let mut layer: Vec<u32> = self.layer.values().copied().collect();
        layer.sort_unstable_by(|a, b| cost(a).total_cmp(&cost(b)).then(a.cmp(b)));
        let limit = layer.first().map_or(0.0, cost) + BEAM;
        layer.truncate(WIDTH);
        layer.retain(|node| cost(node) <= limit);
        layer
    }

    fn extend(&mut self, node: u32, at: usize, suspect: bool) {
        let Some((from, token)) = self.nodes.get(node as usize).copied().zip(self.tokens.get(at)) else { return };
        match from.phase {
            Phase::Aligned => self.in_step(node, from.last, at, token, suspect),
            Phase::HalfMarked if token.character == '?' => {
                self.arc(Arc::new(node), from.last, Phase::Aligned);
            }
            Phase::HalfMarked => {}
            Phase::Lead(lead) => self.one_off(node, from.last, at, token, Some(lead), None),
            Phase::Lost(never) => self.one_off(node, from.last, at, token, None, never),
        }
    }

    fn in_step(&mut self, node: u32, last: char, at: usize, token: &Token, suspect: bool) {
        let cost = Self::standing(&self.model, last, token);
        let kept = Arc { written: [Some(token.character), None], kept: true, cost, ..Arc::new(node) };
        self.arc(kept, token.character, Phase::Aligned);
        if token.is_mark() {
            self.marked(node, last, at, token);
        }
        if suspect {
            self.fall_out(node, last, token);
        }
    }

    /// A stream that was in step meets a mark.
    fn marked(&mut self, node: u32, last: char, at: usize, token: &Token) {
        let model = self.model;
        let fault = |fault| Arc { cost: model.costs.fault(fault), fault: Some(fault), ..Arc::new(node) };
        if token.character == '?' {
            self.arc(fault(Fault::LeadReplaced), last, Phase::Lost(None));
        }
        if token.character != model.sign {
            return;
        }
        let half = self.tokens.get(at + 1).is_some_and(|next| next.character == '?');
        for &(c, (lead, trail)) in model.stock.likely(last, model.pairs).iter() {
            let cost = model.pairs.cost(last, c);
            let whole = |arc: Arc| Arc { written: [Some(c), None], cost: arc.cost + cost, ..arc };
            match model.decoder {
                Decoder::Pairs => self.arc(whole(fault(Fault::TrailReplaced)), c, Phase::Aligned),
                Decoder::Each | Decoder::Web if half => {
                    self.arc(whole(fault(Fault::TrailReplaced)), c, Phase::HalfMarked)
                }
                Decoder::Each | Decoder::Web => {}
            }
            self.lone(whole(fault(Fault::TrailLost)), c, at, lead);
            self.lone(whole(fault(Fault::LeadLost)), c, at, trail);
        }
    }

    /// A mark in place of `byte`, which belongs to `c`, and of what the decoder took with it.
    fn lone(&mut self, arc: Arc, c: char, at: usize, byte: u8) {
        let Model { charset, decoder, .. } = self.model;
        if byte < FIRST_LEAD {
            return;
        }
        let Some(next) = self.tokens.get(at + 1) else { return self.arc(arc, c, Phase::Aligned) };
        let reads_on = match decoder {
            Decoder::Each => true,
            Decoder::Web => next.character.is_ascii(),
            Decoder::Pairs => false,
        };
        if reads_on && next.parts_from(byte, charset) {
            self.arc(arc, c, Phase::Aligned);
        }
        if decoder != Decoder::Each {
            self.arc(arc, c, Phase::Lost(Some(byte)));
        }
        if decoder == Decoder::Pairs {
            self.eaten(arc, c, at);
        }
    }

    /// The decoder took the ASCII character behind `c` with it. One that is not common is not known.
    fn eaten(&mut self, arc: Arc, c: char, at: usize) {
        let ahead = |by: usize| self.tokens.get(at + by).map(|token| token.character);
        let (next, second) = (ahead(1), ahead(2));
        let possible = |eaten: char| match eaten {
            ' ' | '<' => next != Some(eaten),
            '\n' => (next, second) != (Some('\n'), Some('\n')),
            _ => true,
        };
        for eaten in ['\n', ' ', '<'].into_iter().filter(|&eaten| possible(eaten)) {
            let cost = arc.cost + self.model.pairs.cost(c, eaten);
            self.arc(Arc { cost, written: [Some(c), Some(eaten)], ..arc }, eaten, Phase::Aligned);
        }
        let unknown = '\u{fffd}';
        self.arc(
            Arc { cost: arc.cost + SOME_ASCII, written: [Some(c), Some(unknown)], ..arc },
            unknown,
            Phase::Aligned,
        );
    }

    /// A byte is missing before or inside this token, without a mark.
    fn fall_out(&mut self, node: u32, last: char, token: &Token) {
        let model = self.model;
        let start = |fault| Arc { cost: model.costs.fault(fault), fault: Some(fault), ..Arc::new(node) };
        for &(first, second) in token.pairs {
            for &(_, c) in model.stock.with_trail(first) {
                self.emit(start(Fault::LeadLost), last, c, Some(second));
            }
            for &(_, c) in model.stock.with_lead(first) {
                self.emit(start(Fault::TrailLost), last, c, Some(second));
            }
        }
        if let Some(single) = token.single {
            for &(_, c) in model.stock.with_trail(single) {
                self.emit(start(Fault::LeadLost), last, c, None);
            }
        }
    }

    fn one_off(&mut self, node: u32, last: char, at: usize, token: &Token, lead: Option<u8>, never: Option<u8>) {
        let Model { charset, stock, .. } = self.model;
        let plain = Arc::new(node);
        let allowed = |lead: u8| never.is_none_or(|before| charset.character(before, lead).is_none());
        let pairs = token.pairs.iter().map(|&(first, second)| (first, Some(second)));
        for (byte, second) in pairs.chain(token.single.map(|byte| (byte, None))) {
            match lead {
                Some(lead) => charset.character(lead, byte).into_iter().for_each(|c| self.emit(plain, last, c, second)),
                None => {
                    for &(_, c) in stock.with_trail(byte).iter().filter(|&&(lead, _)| allowed(lead)) {
                        self.emit(plain, last, c, second);
                    }
                }
            }
        }
        if token.character == self.model.sign {
            self.marked_one_off(plain, last, at, lead);
        }
        let cost = BACK_IN_STEP + Self::standing(&self.model, last, token);
        self.arc(Arc { cost, written: [Some(token.character), None], ..plain }, token.character, Phase::Aligned);
    }

    /// A mark in a stream that is one byte off: it stands for the trail byte of a character.
    fn marked_one_off(&mut self, plain: Arc, last: char, at: usize, lead: Option<u8>) {
        let model = self.model;
        let mut mark = |c: char, trail: u8| {
            let cost = model.pairs.cost(last, c);
            self.lone(Arc { written: [Some(c), None], cost, ..plain }, c, at, trail);
        };
        match lead {
            Some(lead) => model.stock.with_lead(lead).iter().for_each(|&(trail, c)| mark(c, trail)),
            None => model.stock.likely(last, model.pairs).iter().for_each(|&(c, (_, trail))| mark(c, trail)),
        }
    }

    /// Writes `c`. Its trail byte was the first of a token; `second` is the token's other byte.
    fn emit(&mut self, arc: Arc, last: char, c: char, second: Option<u8>) {
        let cost = arc.cost + self.model.pairs.cost(last, c);
        match second {
            None => self.arc(Arc { written: [Some(c), None], cost, ..arc }, c, Phase::Aligned),
            Some(lead) if lead >= FIRST_LEAD => {
                self.arc(Arc { written: [Some(c), None], cost, ..arc }, c, Phase::Lead(lead))
            }
            Some(ascii) => {
                let ascii = char::from(ascii);
                let cost = cost + self.model.pairs.cost(c, ascii);
                self.arc(Arc { written: [Some(c), Some(ascii)], cost, ..arc }, ascii, Phase::Aligned);
            }
        }
    }

    fn arc(&mut self, mut arc: Arc, last: char, phase: Phase) {
        if self.tag_ahead && last != '<' && phase == Phase::Aligned {
            arc.cost += BROKEN_TAG;
        }
        let Some(from) = self.nodes.get(arc.from as usize).copied() else { return };
        let (all, best, by) = (from.all + arc.cost, from.best + arc.cost, self.arcs.len() as u32);
        let fresh = self.nodes.len() as u32;
        arc.to = *self.layer.entry((phase, last)).or_insert(fresh);
        match self.nodes.get_mut(arc.to as usize) {
            None => self.nodes.push(Node { phase, last, all, best, by }),
            Some(node) => {
                node.all = together(node.all, all);
                if best < node.best {
                    (node.best, node.by) = (best, by);
                }
            }
        }
        self.arcs.push(arc);
    }
}

/// Nats for a stream that falls back in step by a second fault, so near to the first.
const BACK_IN_STEP: f32 = 14.0;

/// Nats for an ASCII character that the decoder took with it, whichever it was.
const SOME_ASCII: f32 = 6.0;

/// Nats for the inside of a tag that has lost its opening bracket.
const BROKEN_TAG: f32 = 8.0;

/// Whether tokens start with the name of a closing tag and its closing bracket: `/p>`.
fn is_inside_of_tag(tokens: &[Token]) -> bool {
    let mut characters = tokens.iter().map(|token| token.character);
    characters.next() == Some('/')
        && characters.next().is_some_and(|c| c.is_ascii_alphabetic())
        && characters.find(|c| !c.is_ascii_alphanumeric()) == Some('>')
}

/// The least byte that is a lead byte in any of the encodings.
const FIRST_LEAD: u8 = 0x81;

/// Nats from which on a character behind another is strange, and how many tokens before it the stream may have fallen out
/// of step.
const STRANGE: f32 = 10.0;
const REACH: usize = 3;

/// Nats for either of two, by the nats for each.
pub(super) fn together(a: f32, b: f32) -> f32 {
    let (less, more) = if a < b { (a, b) } else { (b, a) };
    less - (less - more).exp().ln_1p()
}
