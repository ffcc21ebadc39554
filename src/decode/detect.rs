//! Which encoding bytes are in, when nothing says so for certain: every candidate reads a sample of them, and the reading
//! that costs least wins.
//!
//! Nothing disqualifies: a malformed byte costs what a very rare character costs, so a right reading with one bad byte
//! still wins over a wrong one with none. What is known beforehand, a label for example, makes a candidate cheaper.

use std::ops::Range;

use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, GB18030, GBK, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};

use crate::decode::charset::{Charset, wide_languages};
use crate::decode::one_byte::{self, Entry, Weighed};
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

/// What each multi-byte encoding costs before a byte is read, in nats, as for the single-byte ones.
const LONGER: [(&Encoding, f32); 8] = [
    (UTF_8, 0.0),
    (GBK, 0.5),
    (SHIFT_JIS, 1.0),
    (EUC_KR, 1.0),
    (BIG5, 1.0),
    (EUC_JP, 1.5),
    (UTF_16LE, 5.0),
    (UTF_16BE, 6.0),
];

/// What is known beforehand about a document.
#[derive(Clone, Debug, Default)]
pub(super) struct Prior {
    /// Encodings that a label names, with the nats by which each becomes cheaper.
    pub(super) labels: Vec<(&'static Encoding, f32)>,
    /// The language that the text is likely to be in, as BCP 47 writes it.
    pub(super) language: Option<String>,
    /// Whether the bytes are known not to be Unicode: they stand inside a UTF-8 document.
    pub(super) legacy_only: bool,
}

/// How much more it costs to be rare where few bytes decide: an island of three letters finds some encoding of thirty in
/// which it makes a word.
const ISLAND_RARITY: f32 = 3.0;

impl Prior {
    fn handicap(&self, encoding: &'static Encoding, rarity: f32) -> Option<f32> {
        let unicode = encoding == UTF_8 || encoding == UTF_16LE || encoding == UTF_16BE;
        if unicode && self.legacy_only {
            return None;
        }
        let same = |label| label == encoding || (label == GB18030 && encoding == GBK);
        let named = self.labels.iter().find(|&&(label, _)| same(label));
        let rarity = if self.legacy_only { ISLAND_RARITY * rarity } else { rarity };
        let rarity = if self.speaks(encoding) { rarity - EXPECTED } else { rarity };
        Some(named.map_or(rarity, |(_, bonus)| rarity - bonus))
    }

    /// Whether the encoding was made for the language expected.
    fn speaks(&self, encoding: &'static Encoding) -> bool {
        let Some(expected) = self.language.as_deref() else { return false };
        let wide = wide_languages(encoding).iter().any(|language| is_of(expected, language.code()));
        wide || one_byte::languages(encoding).any(|language| is_of(expected, language))
    }
}

/// Nats by which the encodings of the language expected become cheaper: no more than one letter can outweigh.
const EXPECTED: f32 = 3.0;

/// Whether a tag names the language of a model. Chinese is two of them, told apart by the tag's script or country.
fn is_of(tag: &str, language: &str) -> bool {
    let primary = |tag: &str| tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    let traditional = ["hant", "tw", "hk", "mo"];
    let is_traditional =
        tag.split(['-', '_']).skip(1).any(|part| traditional.contains(&part.to_ascii_lowercase().as_str()));
    primary(tag) == primary(language) && (primary(tag) != "zh" || is_traditional == (language == "zh-Hant"))
}

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

/// Nats within which the best single-byte encodings are relatives that the samples do not tell apart.
const CLOSE: f32 = 20.0;

/// Bytes of a document that are searched for words which relatives read differently.
const SEARCHED: usize = 256 << 10;

/// Words of one and the same byte that are weighed: the common ones are not to hide the rare ones.
const WORDS_OF_ONE: usize = 6;

/// Words that are weighed in all.
const WORDS: usize = 64;

/// Relatives differ in a few bytes, which may stand anywhere: weighs the words that have them, in all finalists that are
/// close, if the best is a single-byte encoding.
fn look_where_they_differ(bytes: &[u8], ranked: &mut Vec<Weighed>) {
    let Some(best) = ranked.first().copied().filter(|best| best.encoding.is_single_byte()) else { return };
    let close = |weighed: &Weighed| weighed.encoding.is_single_byte() && weighed.cost < best.cost + CLOSE;
    let relatives: Vec<_> = ranked.iter().filter(|weighed| close(weighed)).copied().collect();
    if relatives.len() < 2 {
        return;
    }
    let sample = words_with(&one_byte::differing(&relatives), bytes.get(..SEARCHED).unwrap_or(bytes));
    let entries: Vec<_> = relatives.iter().map(Weighed::afresh).collect();
    let mut weighed = one_byte::weigh(sample.pieces(), &entries);
    weighed.sort_by(|a, b| a.cost.total_cmp(&b.cost));
    ranked.retain(|weighed| !close(weighed));
    ranked.splice(0..0, weighed);
}

/// The words of `text` that have one of the bytes wanted, each with the bytes beside it.
fn words_with(wanted: &[bool; 256], text: &[u8]) -> Sample {
    let mut sample = Sample::default();
    let (mut seen, mut end) = ([0; 256], 0);
    for (place, &byte) in text.iter().enumerate() {
        if sample.count() == WORDS {
            break;
        }
        let wanted = wanted.get(usize::from(byte)).is_some_and(|&wanted| wanted) && place >= end;
        let Some(seen) = seen.get_mut(usize::from(byte)).filter(|seen| wanted && **seen < WORDS_OF_ONE) else {
            continue;
        };
        *seen += 1;
        let word = word_around(text, place);
        end = word.end;
        sample.add(text.get(word).unwrap_or_default());
    }
    sample
}

/// Bytes on each side of a letter that are looked through for the ends of its word.
const LONGEST: usize = 16;

fn word_around(text: &[u8], place: usize) -> Range<usize> {
    let ends = |byte: &u8| byte.is_ascii() && !byte.is_ascii_alphabetic();
    let before = text.get(place.saturating_sub(LONGEST)..place).unwrap_or_default();
    let behind = text.get(place..).unwrap_or_default();
    let start = place - before.iter().rev().position(ends).map_or(before.len(), |len| len + 1);
    let len = behind.iter().take(LONGEST).position(ends).map_or(behind.len().min(LONGEST), |len| len + 1);
    start..place + len
}

/// Windows that are read to find UTF-16, and the bytes of each: none of it is ASCII, so any place will do.
const WINDOWS: usize = 4;
const WINDOW: usize = 80;

/// Bytes of each window that are enough to see that it is not UTF-16.
const GLANCE: usize = 24;

/// Nats a character from which a text cannot be UTF-16 of any language: the dearest, Chinese, costs about 7, and legacy
/// text misread as UTF-16 is random Chinese, at 13.
const TOO_DEAR: f32 = 10.5;

/// UTF-16, if a document without a byte order mark is in it.
pub(super) fn detect_utf16(bytes: &[u8]) -> Option<Verdict> {
    let is_utf16 = |encoding: &'static Encoding| encoding == UTF_16LE || encoding == UTF_16BE;
    let glance = Sample::windows(bytes, WINDOWS, GLANCE);
    let mean = |encoding| Plausibility::of(&read(encoding, &glance)).mean();
    if glance.len() < 4 || mean(UTF_16LE).min(mean(UTF_16BE)) > TOO_DEAR {
        return None;
    }
    let sample = Sample::windows(bytes, WINDOWS, WINDOW);
    verdict(&rank(&sample, &Prior::default())).filter(|verdict| is_utf16(verdict.encoding))
}

/// Decides about pieces of documents together.
pub(super) fn detect_pieces<'b>(pieces: impl Iterator<Item = &'b [u8]>, prior: &Prior) -> Option<Verdict> {
    let sample = Sample::of_pieces(pieces, SECOND_LOOK);
    verdict(&rank(&sample, prior))
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
    let entries: Vec<_> = one_byte::ENCODINGS.iter().filter_map(again).collect();
    rank_entries(sample, prior, &entries, |encoding| finalist(encoding).is_some())
}

fn rank_entries(
    sample: &Sample,
    prior: &Prior,
    entries: &[Entry],
    longer_too: impl Fn(&'static Encoding) -> bool,
) -> Vec<Weighed> {
    let mut ranked = one_byte::weigh(sample.pieces(), entries);
    let longer = LONGER.iter().filter(|&&(encoding, _)| longer_too(encoding));
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
