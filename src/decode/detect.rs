//! Which encoding bytes are in, when nothing says so for certain: every candidate reads a sample of them, and the reading
//! that costs least wins.
//!
//! Nothing disqualifies: a malformed byte costs what a very rare character costs, so a right reading with one bad byte
//! still wins over a wrong one with none. What is known beforehand, a label for example, makes a candidate cheaper.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::decode::charset::{Charset, wide_languages};
use crate::decode::one_byte::{self, Entry, Weighed};
use crate::decode::prior::Prior;
use crate::decode::rarity::{MULTI_BYTE, SINGLE_BYTE};
use crate::decode::relatives::look_where_they_differ;
use crate::decode::sample::Sample;
use crate::decode::utf8::{self, Census, Faults};
use crate::text::plausibility::Plausibility;

/// Bytes that all candidates read, and bytes that the best ones read then, where there are as many. A 256-byte sample
/// tells the encoding of 98 of 100 documents; what it cannot tell are close relatives, and these come to the second round.
const FIRST_LOOK: usize = 128;
const SECOND_LOOK: usize = 1024;

/// Candidates that come to the second round: some, and none that the first has left further behind than its few words can
/// be mistaken, in nats.
const FINALISTS: usize = 8;
const FAR_BEHIND: f32 = 50.0;

/// The outcome.
#[derive(Clone, Copy, Debug)]
pub(super) struct Verdict {
    pub(super) encoding: &'static Encoding,
    pub(super) runner_up: Option<&'static Encoding>,
    pub(super) confidence: f32,
}

impl Verdict {
    pub(super) fn charset(&self) -> Charset {
        self.encoding.into()
    }
}

/// Decides about a document.
pub(super) fn detect(bytes: &[u8], prior: &Prior) -> Option<Verdict> {
    let ranked = rank(&Sample::of(bytes, FIRST_LOOK), prior);
    if bytes.len() <= FIRST_LOOK {
        return verdict(&ranked);
    }
    let sample = Sample::of(bytes, SECOND_LOOK);
    let mut ranked = rank_again(&sample, prior, finalists(&ranked));
    if bytes.len() > SECOND_LOOK {
        look_where_they_differ(bytes, &mut ranked);
    }
    verdict(&ranked)
}

fn finalists(ranked: &[Weighed]) -> &[Weighed] {
    let limit = ranked.first().map_or(0.0, |best| best.cost + FAR_BEHIND);
    let near = ranked.partition_point(|weighed| weighed.cost < limit);
    ranked.get(..near.min(FINALISTS)).unwrap_or(ranked)
}

/// Nats a character from which bytes are no text in the encoding. Of 2,700 documents of 48 characters or more in some forty
/// encodings the dearest costs 9.3; programs, pictures and archives cost 12 in the cheapest encoding, as random Chinese does.
pub(super) const TOO_DEAR: f32 = 10.5;

/// Bytes that are read to see it.
const TEXT_LOOK: usize = 256;

/// Characters of a sample from which that is no chance: shorter text costs up to 11.
const TELLING: usize = 48;

/// Whether bytes read like text in `encoding`, or are too few to tell.
pub(super) fn is_text(encoding: &'static Encoding, bytes: &[u8]) -> bool {
    let read = Plausibility::of(&read(encoding, &Sample::of(bytes, TEXT_LOOK)));
    read.characters < TELLING || read.mean() <= TOO_DEAR
}

/// Nats a character of a sample in `encoding`.
pub(super) fn mean(encoding: &'static Encoding, sample: &Sample) -> f32 {
    Plausibility::of(&read(encoding, sample)).mean()
}

/// Decides about pieces of documents together.
pub(super) fn detect_pieces<'b>(pieces: impl Iterator<Item = &'b [u8]>, prior: &Prior) -> Option<Verdict> {
    weigh(&Sample::of_pieces(pieces, SECOND_LOOK), prior)
}

/// Decides by one sample.
pub(super) fn weigh(sample: &Sample, prior: &Prior) -> Option<Verdict> {
    verdict(&rank(sample, prior))
}

/// All candidates, the cheapest first.
fn rank(sample: &Sample, prior: &Prior) -> Vec<Weighed> {
    let entries = one_byte::entries(|encoding, rarity| prior.handicap(encoding, rarity));
    rank_entries(sample, prior, &entries, |_| true)
}

/// The best of a first round again, on more of the document.
fn rank_again(sample: &Sample, prior: &Prior, finalists: &[Weighed]) -> Vec<Weighed> {
    let finalist = |encoding| finalists.iter().find(|weighed| weighed.encoding == encoding);
    let again = |&(encoding, rarity)| Some(finalist(encoding)?.again(prior.handicap(encoding, rarity)?));
    let entries: Vec<_> = SINGLE_BYTE.iter().filter_map(again).collect();
    rank_entries(sample, prior, &entries, |encoding| finalist(encoding).is_some())
}

fn rank_entries(
    sample: &Sample,
    prior: &Prior,
    entries: &[Entry],
    longer_too: impl Fn(&'static Encoding) -> bool,
) -> Vec<Weighed> {
    let mut ranked = one_byte::weigh(sample.pieces(), entries);
    let longer = MULTI_BYTE.iter().filter(|&&(encoding, _)| longer_too(encoding));
    ranked.extend(longer.filter_map(|&(encoding, rarity)| weigh_longer(sample, prior, encoding, rarity)));
    ranked.sort_by(|a, b| a.cost.total_cmp(&b.cost));
    ranked
}

fn weigh_longer(sample: &Sample, prior: &Prior, encoding: &'static Encoding, rarity: f32) -> Option<Weighed> {
    let handicap = prior.handicap(encoding, rarity)?;
    let cost = if encoding == UTF_8 {
        weigh_utf8(sample)?
    } else if encoding == UTF_16LE || encoding == UTF_16BE {
        Plausibility::of(&read(encoding, sample)).cost
    } else {
        Plausibility::of_wide(&read(encoding, sample), wide_languages(encoding)).cost
    };
    Some(Weighed::elsewhere(encoding, handicap + cost))
}

/// Nats by which the first fault of UTF-8 is cheaper than any other malformed byte: without a fault, the bytes would not
/// have come here. More where some of it is UTF-8 indeed.
const FIRST_FAULT: f32 = 4.0;
const FIRST_FAULT_IN_UTF8: f32 = 8.0;

/// Bytes that are no UTF-8, from which a sample with less that is has something else to be.
const HOPELESS: usize = 16;

fn weigh_utf8(sample: &Sample) -> Option<f32> {
    let census = sample.pieces().map(Census::of).fold(Census::default(), Census::plus);
    if census.bad >= HOPELESS && census.bad > census.good {
        return None;
    }
    let (faults, discount) = match census {
        Census { bad: 0, .. } => (Faults::Once, 0.0),
        Census { characters: 0, .. } => (Faults::Each, FIRST_FAULT),
        _ => (Faults::Once, FIRST_FAULT_IN_UTF8),
    };
    let text: String = sample.pieces().map(|piece| utf8::lossy(piece, faults)).collect();
    Some(Plausibility::of(&text).cost - discount)
}

/// The sample as text, piece by piece. A character that a piece's end cuts counts for nothing, the end of the document
/// for a malformed one.
fn read(encoding: &'static Encoding, sample: &Sample) -> String {
    let mut text = String::with_capacity(2 * sample.len());
    for piece in sample.pieces() {
        let mut decoder = encoding.new_decoder_without_bom_handling();
        text.reserve(decoder.max_utf8_buffer_length(piece.len()).unwrap_or_default());
        let _ = decoder.decode_to_string(piece, &mut text, sample.is_whole());
    }
    text
}

/// The share of the difference in nats that counts as evidence: letters of one text are not independent of each other.
const EVIDENCE: f32 = 0.3;

fn verdict(ranked: &[Weighed]) -> Option<Verdict> {
    let (best, others) = ranked.split_first()?;
    let runner_up = others.first();
    let margin = runner_up.map_or(f32::INFINITY, |other| other.cost - best.cost);
    Some(Verdict {
        encoding: best.encoding,
        runner_up: runner_up.map(|other| other.encoding),
        confidence: 1.0 / (1.0 + (-EVIDENCE * margin).exp()),
    })
}
