//! Double-byte streams that were read one byte off.
//!
//! A byte of a legacy encoding was lost or replaced, and from there on each character was made of the second byte of one
//! and the first byte of the next, until a single byte put the stream back in step.
//!
//! What is looked for is the text that, damaged in one of the known ways, reads as what stands there: a fault
//! ([`channel::Fault`]), what the decoder made of it ([`channel::Decoder`]), and NFKC where the document went through it.
//! All readings of a stretch are one graph ([`lattice`]), weighed by pairs of characters of the language and of the document
//! ([`crate::text::pairs`]). It is read twice: once to see which fault, which decoder and which characters the document
//! has, and once to mend. A character is written where most of the likelihood agrees on it ([`posterior`]), and U+FFFD where
//! not, so that what is known around it can be mended.
//!
//! Measured on 900 documents with one to five damaged places in GBK, Big5, Shift_JIS and EUC-KR: 13 in a hundred restored
//! whole, 50 brought nearer, one document of the 900 farther. The ceiling: with the truth known to the weights the readings
//! hold it in about half of the documents; the likeliest reading of each place, believed whatever speaks for others,
//! restores 26 in a hundred and brings 6 farther. What is missing are characters of which no byte is left. A document
//! without a mark of loss is passed over, as many in Shift_JIS and Big5 are, whose punctuation turns into a capital letter.
//!
//! It is slow: some 300 kB a second where a document is damaged here and there, 40 where marks are dense.

mod channel;
mod charset;
mod choose;
mod lattice;
mod posterior;
mod stock;
mod token;
mod witness;

use std::ops::Range;

use memchr::{memchr_iter, memmem};

use crate::edit::Edits;
use crate::pass::Pass;
use crate::repair::shift::channel::{Costs, Decoder, Tally};
use crate::repair::shift::charset::Charset;
use crate::repair::shift::choose::{Demands, Stretch, settle};
use crate::repair::shift::lattice::{Lattice, Model};
use crate::repair::shift::posterior::{Step, read};
use crate::repair::shift::stock::Stock;
use crate::repair::shift::token::{Token, is_mark, tokens};
use crate::repair::shift::witness::{GAP, Witness};
use crate::signs::Signs;
use crate::view::Text;

/// The pass `repair/shift`.
#[derive(Debug)]
pub(super) struct Shift {
    /// Takes readings at less evidence.
    pub(super) bold: bool,
}

impl Pass for Shift {
    fn name(&self) -> &'static str {
        "repair/shift"
    }

    fn run(&self, text: &Text<'_>, edits: &mut Edits) {
        if !text.shows(Signs::LOST) {
            return;
        }
        let marks = marks(text);
        if marks.is_empty() {
            return;
        }
        let stretches = stretches(text, &marks);
        if stretches.iter().map(ExactSizeIterator::len).sum::<usize>() > MOST_SEARCHED {
            edits.finding(0..text.len(), "more damage than is searched", "not-searched");
            return;
        }
        let Some(witness) = Witness::of(text, &stretches) else { return };
        let stocks: Vec<_> = witness.charsets().iter().map(|charset| Stock::new(charset, &witness.pairs)).collect();
        let ways = stocks.iter().flat_map(|stock| Decoder::ALL.map(|decoder| (stock, decoder)));
        let sightings = ways.map(|(stock, decoder)| Sighting::new(text, &witness, stock, decoder, &stretches));
        let Some(best) = sightings.min_by(|a, b| a.tally.cost.total_cmp(&b.tally.cost)) else { return };
        let witness = witness.and(&best.certain);
        let stock = Stock::new(best.charset, &witness.pairs);
        let reader = Reader::new(text, &witness, &stock, best.decoder, Costs::of(&best.tally));
        let demands = if self.bold { Demands::bold() } else { Demands::safe() };
        for stretch in stretches {
            reader.mend(stretch, demands, edits);
        }
    }
}

/// Bytes of text with marks in them that are searched at most: where marks are dense, a kilobyte takes 25 ms.
const MOST_SEARCHED: usize = 16 << 10;

/// What a document shows when it is held to be damaged in one way.
struct Sighting {
    charset: &'static Charset,
    decoder: Decoder,
    tally: Tally,
    /// The characters of the stretches that are not damaged, a line break between those that do not stand together.
    certain: String,
}

impl Sighting {
    fn new(text: &str, witness: &Witness, stock: &Stock, decoder: Decoder, stretches: &[Range<usize>]) -> Self {
        let reader = Reader::new(text, witness, stock, decoder, Costs::of(&Tally::default()));
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

/// Reads the damaged stretches of a document, as it was damaged in one way.
struct Reader<'a> {
    text: &'a str,
    folded: bool,
    model: Model<'a>,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, witness: &'a Witness, stock: &'a Stock, decoder: Decoder, costs: Costs) -> Self {
        let Witness { pairs, question, sign, folded, .. } = witness;
        let model = Model { charset: stock.charset, pairs, stock, costs, decoder, sign: *sign, question: *question };
        Self { text, folded: *folded, model }
    }

    fn before(&self, stretch: &Range<usize>) -> char {
        self.text.get(..stretch.start).and_then(|before| before.chars().next_back()).unwrap_or('\n')
    }

    fn read(&self, stretch: &Range<usize>, tally: &mut Tally) -> (Vec<Token>, Vec<Step>) {
        let tokens = tokens(self.text.get(stretch.clone()).unwrap_or_default(), self.model.charset, self.folded);
        let lattice = Lattice::new(self.model, &tokens, self.before(stretch));
        let steps = read(&lattice, tally);
        (tokens, steps)
    }

    fn mend(&self, stretch: Range<usize>, demands: Demands, edits: &mut Edits) {
        let (tokens, steps) = self.read(&stretch, &mut Tally::default());
        let (before, offset) = (self.before(&stretch), stretch.start);
        let text = self.text.get(stretch).unwrap_or_default();
        let stretch = Stretch { text, offset, before, tokens: &tokens, folded: self.folded };
        settle(&stretch, &steps, &self.model, demands, edits);
    }
}

/// The marks that bytes were lost: U+FFFD, and question marks beside wide characters.
fn marks(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let mut marks: Vec<_> = memchr_iter(b'?', bytes).filter(|&at| is_beside_wide(text, at)).collect();
    marks.extend(memmem::find_iter(bytes, "\u{fffd}"));
    marks.sort_unstable();
    marks
}

fn is_beside_wide(text: &str, mark: usize) -> bool {
    let before = text.get(..mark).and_then(|before| before.chars().next_back());
    let after = text.get(mark + 1..).and_then(|after| after.chars().next());
    [before, after].into_iter().flatten().any(|c| c >= FIRST_WIDE)
}

/// The first of the blocks of East Asia. What a stream one byte off reads as is not only letters.
const FIRST_WIDE: char = '\u{2e80}';

/// How many characters before a mark are read, as far as its line goes, and how many behind it at most.
const BEFORE: usize = 40;
const BEHIND: usize = 300;

/// The stretches around the marks that may be damaged.
fn stretches(text: &str, marks: &[usize]) -> Vec<Range<usize>> {
    let mut stretches: Vec<Range<usize>> = Vec::new();
    for &mark in marks {
        let (start, end) = (start_of(text, mark), end_of(text, mark));
        match stretches.last_mut().filter(|stretch| start < stretch.end) {
            Some(stretch) => stretch.end = stretch.end.max(end),
            None => stretches.push(start..end),
        }
    }
    stretches.retain(|stretch| !is_beyond_repair(text.get(stretch.clone()).unwrap_or_default()));
    stretches
}

/// Whether so much of a stretch is lost that any reading would be a guess, and the search for it costly: two fifths of
/// it. Streams one byte off lose up to a third.
fn is_beyond_repair(text: &str) -> bool {
    let lost = text.chars().filter(|&c| is_mark(c)).count();
    lost > FEW_LOST && lost * 5 > text.chars().count() * 2
}

/// So few marks are read whatever their share is.
const FEW_LOST: usize = 12;

fn start_of(text: &str, mark: usize) -> usize {
    let before = text.get(..mark).unwrap_or_default();
    let near = before.char_indices().rev().take(BEFORE).take_while(|&(_, c)| c != '\n');
    near.last().map_or(mark, |(at, _)| at)
}

/// The end of a mark's line, with its line break.
fn end_of(text: &str, mark: usize) -> usize {
    let behind = text.get(mark..).unwrap_or_default();
    let mut line = false;
    let end = behind.char_indices().take(BEHIND).find(|&(_, c)| std::mem::replace(&mut line, c == '\n'));
    let far = || behind.char_indices().nth(BEHIND).map_or(text.len(), |(at, _)| mark + at);
    end.map_or_else(far, |(at, _)| mark + at)
}
