//! Reads the damaged stretches of a document, as it was damaged in one way.

use std::ops::Range;

use crate::repair::shift::brackets::Open;
use crate::repair::shift::channel::{Costs, Decoder, Tally};
use crate::repair::shift::choose::{Demands, Proposal, Stretch, settle};
use crate::repair::shift::context::Context;
use crate::repair::shift::lattice::{Lattice, Model};
use crate::repair::shift::marks::line_before;
use crate::repair::shift::posterior::{Step, read};
use crate::repair::shift::stock::Stock;
use crate::repair::shift::token::{Token, tokens};
use crate::repair::shift::witness::Witness;

pub(super) struct Reader<'a> {
    text: &'a str,
    folded: bool,
    model: Model<'a>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(
        text: &'a str,
        witness: &Witness,
        stock: &'a Stock<'a>,
        decoder: Decoder,
        costs: &'a Costs,
    ) -> Self {
        let Witness { question, sign, folded, .. } = *witness;
        Self { text, folded, model: Model { stock, costs, decoder, sign, question } }
    }

    pub(super) fn read(&self, stretch: &Range<usize>, tally: &mut Tally) -> (Vec<Token>, Vec<Step>) {
        let text = self.text.get(stretch.clone()).unwrap_or_default();
        let tokens = tokens(text, self.model.stock.charset, self.folded);
        let before = Context::behind(self.text.get(..stretch.start).unwrap_or_default());
        let open = Open::after(line_before(self.text, stretch.start));
        let lattice = Lattice::new(self.model, &tokens, before, open);
        let steps = read(&lattice.graph, tally);
        (tokens, steps)
    }

    pub(super) fn mend(&self, stretch: Range<usize>, demands: Demands) -> Vec<Proposal> {
        let (tokens, steps) = self.read(&stretch, &mut Tally::default());
        let offset = stretch.start;
        let text = self.text.get(stretch).unwrap_or_default();
        let stretch = Stretch { text, offset, tokens: &tokens, folded: self.folded };
        settle(&stretch, &steps, &self.model, demands)
    }
}
