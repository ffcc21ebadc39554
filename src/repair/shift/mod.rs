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
//! No question mark is changed for being the less likely reading alone: the document has to show that bytes were lost
//! ([`evidence`]).
//!
//! A reading in brackets that a converter put inside a character ([`readings`]) is one more token of the graph. Text that is
//! no good text of its language ([`witness`]) is left alone: its damage is another.
//!
//! Measured on 900 documents with one to five damaged places in GBK, Big5, Shift_JIS and EUC-KR: 20 in a hundred restored
//! whole, 44 partly, 1.6 made worse. Half of the places are a single mark for one character, mostly one of punctuation, which only its neighbours tell. A document without a
//! mark of loss is passed over, as many in Shift_JIS and Big5 are, whose punctuation turns into a capital letter.
//!
//! It is slow: a kilobyte in which marks are dense takes some ten milliseconds, so that no more than the first such
//! stretches are searched. A document with a lone question mark costs a look at the text around it.

mod brackets;
mod channel;
mod charset;
mod choose;
mod context;
mod evidence;
mod graph;
mod lattice;
mod marked;
mod marks;
mod posterior;
mod reader;
mod readings;
mod stock;
mod survey;
mod token;
mod witness;

use std::ops::Range;

use crate::edit::Edits;
use crate::pass::Pass;
use crate::repair::shift::channel::Costs;
pub(super) use crate::repair::shift::charset::Charset;
use crate::repair::shift::choose::{Demands, Proposal};
use crate::repair::shift::evidence::Evidence;
use crate::repair::shift::marks::{marks, stretches};
use crate::repair::shift::reader::Reader;
use crate::repair::shift::stock::Stock;
use crate::repair::shift::survey::Survey;
use crate::repair::shift::token::is_mark;
use crate::repair::shift::witness::Witness;
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
        let mut stretches = stretches(text, &marks);
        let searched = few(&stretches);
        if let Some(rest) = stretches.get(searched..).and_then(|rest| Some(rest.first()?.start..rest.last()?.end)) {
            edits.finding(rest, "more damage than is searched", "not-searched");
            stretches.truncate(searched);
        }
        let Some(witness) = Witness::of(text, &stretches).filter(Witness::is_sound) else { return };
        let Some(survey) = Survey::of(text, &witness, &stretches) else { return };
        let Some(witness) = Some(witness.and(&survey.certain)).filter(Witness::is_sound) else { return };
        let (stock, costs) = (Stock::new(survey.charset, &witness.pairs), Costs::of(&survey.tally));
        let reader = Reader::new(text, &witness, &stock, survey.decoder, &costs);
        let demands = if self.bold { Demands::bold() } else { Demands::safe() };
        let mut proposals: Vec<(Proposal, Evidence)> = Vec::new();
        for proposal in stretches.into_iter().flat_map(|stretch| reader.mend(stretch, demands)) {
            let evidence = Evidence::of(text, &proposal, witness.language);
            proposals.push((proposal, evidence));
        }
        let needed = if self.bold { Evidence::Question } else { needed(text, marks.len(), &proposals) };
        for (Proposal { at, reading, rule, .. }, evidence) in proposals {
            match rule.filter(|_| evidence >= needed) {
                Some(rule) => edits.replace(at, &reading, rule),
                None => edits.finding(at, &format!("{}: {reading}", survey.charset.name), "ambiguous"),
            }
        }
    }
}

/// What a place has to show in a text with so many marks, of which these are likely to be damage.
fn needed(text: &str, marks: usize, proposals: &[(Proposal, Evidence)]) -> Evidence {
    let likely = || proposals.iter().filter(|(proposal, _)| proposal.rule.is_some());
    let proved = likely().any(|(_, evidence)| *evidence == Evidence::Proof);
    let marks_of =
        |proposal: &Proposal| text.get(proposal.at.clone()).map_or(0, |there| there.matches(is_mark).count());
    let senseless = likely().filter(|(_, evidence)| *evidence == Evidence::Senseless);
    let senseless = senseless.map(|(proposal, _)| marks_of(proposal)).sum();
    Evidence::needed(proved, senseless, marks.saturating_sub(senseless))
}

/// How many of the stretches are searched.
fn few(stretches: &[Range<usize>]) -> usize {
    let mut searched = 0;
    let fits = |stretch: &&Range<usize>| {
        searched += stretch.len();
        searched <= MOST_SEARCHED
    };
    stretches.iter().take_while(fits).count()
}

/// Bytes of text with marks in them that are searched at most.
const MOST_SEARCHED: usize = 16 << 10;
