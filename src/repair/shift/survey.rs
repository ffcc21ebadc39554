//! The first look at a document: which charset it was written in, what decoded it, and what is damaged how often.

use std::ops::Range;

use crate::repair::shift::channel::{Costs, Decoder, Tally};
use crate::repair::shift::charset::Charset;
use crate::repair::shift::reader::Reader;
use crate::repair::shift::stock::Stock;
use crate::repair::shift::witness::{GAP, Witness};

/// What a document shows when it is held to be damaged in one way.
pub(super) struct Survey {
    pub(super) charset: &'static Charset,
    pub(super) decoder: Decoder,
    pub(super) tally: Tally,
    /// The characters of the stretches that are not damaged, [`GAP`] between those that do not stand together.
    pub(super) certain: String,
}

impl Survey {
    /// The way in which the document costs least.
    pub(super) fn of(text: &str, witness: &Witness, stretches: &[Range<usize>]) -> Option<Self> {
        let stocks: Vec<_> = witness.charsets().iter().map(|charset| Stock::new(charset, &witness.pairs)).collect();
        let ways = stocks.iter().flat_map(|stock| Decoder::ALL.map(|decoder| (stock, decoder)));
        let surveys = ways.map(|(stock, decoder)| Self::new(text, witness, stock, decoder, stretches));
        surveys.min_by(|a, b| a.tally.cost.total_cmp(&b.tally.cost))
    }

    fn new(text: &str, witness: &Witness, stock: &Stock<'_>, decoder: Decoder, stretches: &[Range<usize>]) -> Self {
        let costs = Costs::of(&Tally::default());
        let reader = Reader::new(text, witness, stock, decoder, &costs);
        let (mut tally, mut certain) = (Tally::default(), String::new());
        for stretch in stretches {
            for step in reader.read(stretch, &mut tally).1 {
                certain.extend(if step.damaged < CERTAIN { step.written[0] } else { Some(GAP) });
            }
            certain.push(GAP);
        }
        Self { charset: stock.charset, decoder, tally, certain }
    }
}

/// The share of readings in which a token is damaged, from which on it is not learned from.
const CERTAIN: f32 = 0.02;
