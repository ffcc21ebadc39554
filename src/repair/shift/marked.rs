//! What the marks that a decoder wrote stand for.

use crate::repair::shift::channel::{Decoder, Fault};
use crate::repair::shift::charset::FIRST_LEAD;
use crate::repair::shift::context::Context;
use crate::repair::shift::graph::{Arc, Phase};
use crate::repair::shift::lattice::{Lattice, Model};
use crate::repair::shift::stock::Candidate;
use crate::repair::shift::token::Token;

/// Nats for an ASCII character that the decoder took with it, whichever it was.
const SOME_ASCII: f32 = 6.0;

/// Nats for a decoder that takes what is behind with it, but was given line by line.
const LINE_BY_LINE: f32 = 1.0;

impl Lattice<'_> {
    /// A stream that was in step meets a mark.
    pub(super) fn marked(&mut self, node: u32, context: Context, at: usize, token: &Token) {
        let Model { stock, costs, decoder, sign, .. } = self.model;
        let fault = |fault| Arc { cost: costs.fault(fault), fault: Some(fault), ..Arc::new(node) };
        if token.character == '?' {
            self.arc(fault(Fault::LeadReplaced), Phase::Lost(None));
        }
        if self.tokens.get(at + 1).is_some_and(Token::is_cut_at) {
            self.arc(fault(Fault::Cut), Phase::Cut);
        }
        if token.character != sign {
            return;
        }
        let half = self.tokens.get(at + 1).is_some_and(|next| next.character == '?');
        for &Candidate { character: c, pair: (lead, trail), cost } in stock.likely(context).iter() {
            let cost = cost + self.open.cost(c);
            match decoder {
                Decoder::Pairs => self.arc(fault(Fault::TrailReplaced).writing(c, cost), Phase::Aligned),
                Decoder::Each | Decoder::Web if half => {
                    self.arc(fault(Fault::TrailReplaced).writing(c, cost), Phase::HalfMarked);
                }
                Decoder::Each | Decoder::Web => {}
            }
            self.lone(fault(Fault::TrailLost).writing(c, cost), context.then(c), at, lead);
            self.lone(fault(Fault::LeadLost).writing(c, cost), context.then(c), at, trail);
        }
    }

    /// The mark of punctuation that the text was cut at: the trail byte of one character, and the lead byte of the next.
    pub(super) fn behind_cut(&mut self, node: u32, context: Context, token: &Token) {
        for &(first, second) in token.pairs {
            for found in self.model.stock.with_trail(context, first).iter() {
                self.emit(Arc::new(node), context, found.character, found.cost, Some(second));
            }
        }
    }

    /// A mark in a stream that is one byte off: it stands for the trail byte of a character.
    pub(super) fn marked_one_off(&mut self, plain: Arc, context: Context, at: usize, lead: Option<u8>) {
        let stock = self.model.stock;
        let found = lead.map_or_else(|| stock.likely(context), |lead| stock.with_lead(context, lead));
        for &Candidate { character: c, pair: (_, trail), cost } in found.iter() {
            let cost = cost + self.open.cost(c);
            self.lone(plain.writing(c, cost), context.then(c), at, trail);
        }
    }

    /// A mark in place of `byte`, which belongs to the character written last, and of what the decoder took with it.
    fn lone(&mut self, arc: Arc, context: Context, at: usize, byte: u8) {
        let Model { stock, decoder, .. } = self.model;
        if byte < FIRST_LEAD {
            return;
        }
        let Some(next) = self.tokens.get(at + 1) else { return self.arc(arc, Phase::Aligned) };
        let reads_on = match decoder {
            Decoder::Each => true,
            Decoder::Web => next.character.is_ascii(),
            Decoder::Pairs => false,
        };
        if reads_on && next.parts_from(byte, stock.charset) {
            self.arc(arc, Phase::Aligned);
        }
        if decoder != Decoder::Each {
            self.arc(arc, Phase::Lost(Some(byte)));
        }
        if decoder == Decoder::Pairs {
            self.eaten(arc, context, at);
        }
    }

    /// The decoder took the ASCII character behind with it. One that is not common is not known.
    fn eaten(&mut self, arc: Arc, context: Context, at: usize) {
        let ahead = |by: usize| self.tokens.get(at + by).map(|token| token.character);
        let (next, second) = (ahead(1), ahead(2));
        let possible = |eaten: char| match eaten {
            ' ' | '<' => next != Some(eaten),
            '\n' => (next, second) != (Some('\n'), Some('\n')),
            _ => true,
        };
        if next == Some('\n') {
            self.arc(Arc { cost: arc.cost + LINE_BY_LINE, ..arc }, Phase::Aligned);
        }
        for eaten in ['\n', ' ', '<'].into_iter().filter(|&eaten| possible(eaten)) {
            // That a tag opens is plain from what follows, and it stands where lines end.
            let as_good_as = if eaten == '<' && self.tag_ahead { '\n' } else { eaten };
            let cost = self.model.stock.cost(context, as_good_as);
            self.arc(arc.and(eaten, cost), Phase::Aligned);
        }
        let unknown = '\u{fffd}';
        self.arc(arc.and(unknown, SOME_ASCII), Phase::Aligned);
    }
}
