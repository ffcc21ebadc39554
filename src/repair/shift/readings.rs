//! What readings say that a converter put where the bytes of a character stood, wherever that was: `當?shù)貢r` is 當地時.
//!
//! 數 is 94 B5, and 當地 is AE 94 B5 D8. The reading went behind the B5, which now stands alone; from there on the stream is
//! one byte off. It names the bytes around it, so that little is left to guess.

use crate::repair::shift::channel::Fault;
use crate::repair::shift::charset::FIRST_LEAD;
use crate::repair::shift::context::Context;
use crate::repair::shift::graph::{Arc, Phase};
use crate::repair::shift::lattice::{Lattice, Model};
use crate::repair::shift::token::{Reading, Token};

impl Lattice<'_> {
    /// A stream that was in step meets a reading.
    pub(super) fn reading_in_step(&mut self, node: u32, context: Context, at: usize, token: &Token) {
        let Some(reading) = &token.reading else { return };
        match reading.torn {
            true => self.tear(node, context, reading),
            false if !self.stands_behind(at, reading) => self.drop_behind(Arc::new(node), context.last, reading),
            // Whether a reading behind a whole character is meant is for others to say.
            false => {}
        }
    }

    /// The bytes that the reading was put behind are the last one of the character before it and the first one of the next,
    /// which the mark stands for.
    fn tear(&mut self, node: u32, context: Context, reading: &Reading) {
        let Model { stock, costs, .. } = self.model;
        let torn = Arc { cost: costs.fault(Fault::Torn), fault: Some(Fault::Torn), ..Arc::new(node) };
        for &(_, lead) in stock.charset.pairs(context.last) {
            for (named, cost) in costs.named(reading, stock).filter(|(named, _)| named.pair.0 == lead) {
                let arc = Arc { cost: torn.cost + cost, named: Some(named.character), ..torn };
                self.arc(arc, Phase::Lead(named.pair.1));
            }
        }
    }

    /// A stream that is one byte off meets a reading: it stands behind a character that was in step, of which the mark is
    /// the last byte, or behind the bytes of two, and was put there as if they were one. `allowed` are the lead bytes that
    /// the character may have.
    pub(super) fn reading_one_off(
        &mut self,
        plain: Arc,
        context: Context,
        at: usize,
        token: &Token,
        allowed: impl Fn(u8) -> bool,
    ) {
        let Model { stock, costs, .. } = self.model;
        let Some(reading) = &token.reading else { return };
        if !reading.torn {
            if self.stands_behind(at, reading) {
                self.stay_off(plain);
            }
            return;
        }
        let possible = |(lead, trail)| allowed(lead) && trail >= FIRST_LEAD;
        for (named, cost) in costs.named(reading, stock).filter(|(named, _)| possible(named.pair)) {
            let c = named.character;
            let arc = Arc { named: Some(c), ..plain }.writing(c, cost + stock.cost(context, c));
            self.arc(arc, Phase::Aligned);
        }
    }

    /// Drops a reading behind a character that has it and was read back.
    fn drop_behind(&mut self, arc: Arc, last: char, reading: &Reading) {
        let Model { stock, costs, .. } = self.model;
        let named = costs.named(reading, stock).find(|(named, _)| named.character == last);
        if let Some((named, cost)) = named {
            let cost = arc.cost + cost;
            self.arc(Arc { cost, named: Some(named.character), ..arc }, Phase::Aligned);
        }
    }

    fn stay_off(&mut self, arc: Arc) {
        if let Some(phase) = self.graph.nodes.get(arc.from as usize).map(|node| node.phase) {
            self.arc(arc, phase);
        }
    }

    /// Whether the token before the reading stands there as a character that has it.
    fn stands_behind(&self, at: usize, reading: &Reading) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.tokens.get(before));
        before.is_some_and(|before| reading.characters.iter().any(|named| named.character == before.character))
    }
}
