//! UTF-8 with something else in it: single bad bytes, and lines or words in another encoding.
//!
//! Whoever joins two sources without looking makes such a document. Its islands are mostly of one encoding, so they are
//! pooled and detected together; then each is read in that encoding if it reads better so than with its bad bytes
//! replaced.

use std::ops::Range;

use encoding_rs::Encoding;
use memchr::{memchr, memrchr};

use crate::decode::detect::detect_pieces;
use crate::decode::prior::{Prior, Tag};
use crate::decode::sample::Sample;
use crate::decode::sink::{Sink, rule};
use crate::decode::transcode::{BOUNDARY, BlockDecoder};
use crate::decode::utf8::{self, Census, Faults};
use crate::text::plausibility::Plausibility;

/// Decodes `bytes`, the rest of the input.
pub(super) fn decode(bytes: &[u8], prior: &Prior, sink: &mut Sink<'_>) {
    let islands = find(bytes);
    let mut decoder = islands_encoding(bytes, &islands, prior).map(BlockDecoder::new);
    let mut at = 0;
    for (place, island) in islands.into_iter().enumerate() {
        utf8::decode(bytes.get(at..island.start).unwrap_or_default(), false, sink);
        at = island.end;
        let island = bytes.get(island).unwrap_or_default();
        let own = |decoder: &&mut BlockDecoder| place >= WEIGHED || gain([island].into_iter(), decoder.encoding) > 0.0;
        match decoder.as_mut().filter(own) {
            Some(decoder) => decode_island(island, decoder, sink),
            None => utf8::decode(island, at == bytes.len(), sink),
        }
    }
    utf8::decode(bytes.get(at..).unwrap_or_default(), true, sink);
}

/// Islands that are weighed each; those behind follow them. Weighing costs some 20 microseconds, whatever the length.
const WEIGHED: usize = 1024;

/// The encoding in which the islands together read better than as bad UTF-8.
fn islands_encoding(bytes: &[u8], islands: &[Range<usize>], prior: &Prior) -> Option<&'static Encoding> {
    let mut prior = Prior { legacy_only: true, ..prior.clone() };
    prior.languages.push((Tag::of(language(bytes)), SURROUNDED));
    let pieces = islands.iter().filter_map(|island| bytes.get(island.clone()));
    let encoding = detect_pieces(pieces.clone(), &prior)?.encoding;
    let pool = pieces.take(POOL);
    let least = POOL_MARGIN.max(ISLAND_MARGIN * pool.clone().count() as f32);
    (gain(pool, encoding) > least).then_some(encoding)
}

/// Nats by which the encodings that were made for the language of the text around become cheaper: most islands are of that
/// language, too.
const SURROUNDED: f32 = 6.0;

/// Bytes that are read to tell the language of a document.
const SURROUNDINGS: usize = 512;

/// The language of what is UTF-8, as BCP 47 writes it.
fn language(bytes: &[u8]) -> &'static str {
    let sample = Sample::of(bytes, SURROUNDINGS);
    let text: String = sample.pieces().map(|piece| utf8::lossy(piece, Faults::Once)).collect();
    Plausibility::of(&text).language
}

/// The spans that may be islands: whole lines where most of what is not ASCII is not UTF-8, words in other lines.
fn find(bytes: &[u8]) -> Vec<Range<usize>> {
    let mut islands = Vec::new();
    let mut at = 0;
    while let Some(bad) = next_bad(bytes, at) {
        let start = memrchr(b'\n', bytes.get(at..bad).unwrap_or_default()).map_or(at, |place| at + place + 1);
        let rest = bytes.get(bad..).unwrap_or_default();
        let end = memchr(b'\n', rest).map_or(bytes.len(), |place| bad + place);
        let line = bytes.get(start..end).unwrap_or_default();
        if is_mostly_bad(with_next(bytes, start..end)) {
            islands.push(start..end);
        } else {
            let words = words(line).filter(|word| is_island(with_next(bytes, start + word.start..start + word.end)));
            islands.extend(words.map(|word| start + word.start..start + word.end));
        }
        at = end;
    }
    islands
}

/// A part of `bytes` and the byte behind it, if there is one: with it a character is malformed that may be cut without.
fn with_next(bytes: &[u8], part: Range<usize>) -> &[u8] {
    bytes.get(part.start..(part.end + 1).min(bytes.len())).unwrap_or_default()
}

/// Where the next byte at or behind `at` is that is not UTF-8.
fn next_bad(bytes: &[u8], at: usize) -> Option<usize> {
    let rest = bytes.get(at..)?;
    let good = Encoding::utf8_valid_up_to(rest);
    (good < rest.len()).then_some(at + good)
}

/// Whether a line is legacy text throughout: at most .29 of its bytes outside ASCII happen to be UTF-8.
fn is_mostly_bad(line: &[u8]) -> bool {
    let census = Census::of(line);
    census.bad > census.good
}

/// A short legacy word has up to three bytes in four that happen to be UTF-8; a damaged one of UTF-8 has more.
const LEAST_SHARE: usize = 4;

fn is_island(word: &[u8]) -> bool {
    let census = Census::of(word);
    census.bad * LEAST_SHARE > census.good
}

/// The parts of a line between blanks and punctuation.
fn words(line: &[u8]) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    line.split(|&byte| byte < BOUNDARY).map(move |word| {
        let range = start..start + word.len();
        start = range.end + 1;
        range
    })
}

/// Nats by which the islands together must read better in their own encoding than with U+FFFD. A stray byte can look like
/// an apostrophe or a rare letter of some encoding and gains up to 8; one likely letter gains 10, two marks 15.
const POOL_MARGIN: f32 = 12.0;

/// Nats that each must gain on average.
const ISLAND_MARGIN: f32 = 8.0;

/// Islands that are weighed together.
const POOL: usize = 64;

/// Bytes of an island that are weighed.
const LOOK: usize = 256;

/// Nats that islands gain by their own encoding.
fn gain<'b>(islands: impl Iterator<Item = &'b [u8]>, encoding: &'static Encoding) -> f32 {
    // An island begins where a word does, which the weighing of a text's first letter cannot know.
    let cost = |text: &str| Plausibility::of(&format!(" {text}")).cost;
    islands
        .map(|island| {
            let looked_at = island.get(..LOOK).unwrap_or(island);
            let own = encoding.decode_without_bom_handling(looked_at).0;
            cost(&utf8::lossy(looked_at, Faults::Once)) - cost(&own)
        })
        .sum()
}

fn decode_island(island: &[u8], decoder: &mut BlockDecoder, sink: &mut Sink<'_>) {
    sink.finding(sink.at..sink.at + island.len(), rule::ISLAND, decoder.encoding.name());
    let mut rest = island;
    while !rest.is_empty() {
        let stop = decoder.decode(rest, true, &mut sink.text);
        decoder.commit(sink);
        if stop.malformed > 0 {
            sink.malformed(stop.malformed, rule::INVALID);
        }
        rest = rest.get(stop.read + stop.malformed..).unwrap_or_default();
    }
}
