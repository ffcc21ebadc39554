//! UTF-8 with something else in it: single bad bytes, and lines or words in another encoding.
//!
//! Whoever joins two sources without looking makes such a document. Its islands are mostly of one encoding, so they are
//! pooled and detected together; then each is read in that encoding if it reads better so than with its bad bytes
//! replaced.

use std::ops::Range;

use encoding_rs::Encoding;
use memchr::{memchr, memrchr};

use crate::byte_map::Reading;
use crate::decode::detect::{Prior, Verdict, detect_pieces};
use crate::decode::sink::{Sink, rule};
use crate::decode::transcode::{BOUNDARY, decode_block};
use crate::decode::utf8::{self, Census};
use crate::text::plausibility::Plausibility;

/// Decodes `bytes`, the rest of the input.
pub(super) fn decode(bytes: &[u8], prior: &Prior, sink: &mut Sink<'_>) {
    let islands = find(bytes);
    let prior = Prior { legacy_only: true, ..prior.clone() };
    let pieces = islands.iter().filter_map(|island| bytes.get(island.clone()));
    let verdict = detect_pieces(pieces, &prior);
    let mut at = 0;
    for island in islands {
        utf8::decode(bytes.get(at..island.start).unwrap_or_default(), false, sink);
        let last = island.end == bytes.len();
        decode_island(bytes.get(island.clone()).unwrap_or_default(), verdict, last, sink);
        at = island.end;
    }
    utf8::decode(bytes.get(at..).unwrap_or_default(), true, sink);
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
        if is_island(line) {
            islands.push(start..end);
        } else {
            let words = words(line).filter(|word| line.get(word.clone()).is_some_and(is_island));
            islands.extend(words.map(|word| start + word.start..start + word.end));
        }
        at = end;
    }
    islands
}

/// Where the next byte at or behind `at` is that is not UTF-8.
fn next_bad(bytes: &[u8], at: usize) -> Option<usize> {
    let rest = bytes.get(at..)?;
    let good = Encoding::utf8_valid_up_to(rest);
    (good < rest.len()).then_some(at + good)
}

fn is_island(span: &[u8]) -> bool {
    let census = Census::of(span);
    census.bad > census.good
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

/// Nats by which an island's own encoding must be the better reading. A stray byte inside a word can look like a letter
/// or a sign of some encoding; a real island wins by this much with its second letter at the latest.
const MARGIN: f32 = 6.0;

/// Bytes of an island that are weighed.
const LOOK: usize = 256;

fn decode_island(island: &[u8], verdict: Option<Verdict>, last: bool, sink: &mut Sink<'_>) {
    let Some(verdict) = verdict.filter(|verdict| reads_better(island, verdict.encoding)) else {
        return utf8::decode(island, last, sink);
    };
    let encoding = verdict.encoding;
    sink.finding(sink.at..sink.at + island.len(), rule::ISLAND, encoding.name());
    let mut rest = island;
    while !rest.is_empty() {
        let mut stretches = Vec::new();
        let stop = decode_block(encoding, rest, true, &mut sink.text, &mut stretches);
        for (input, text) in stretches {
            sink.wrote(Reading::Encoded(encoding), input, text);
        }
        if stop.malformed > 0 {
            sink.malformed(stop.malformed, rule::INVALID);
        }
        rest = rest.get(stop.read + stop.malformed..).unwrap_or_default();
    }
}

fn reads_better(island: &[u8], encoding: &'static Encoding) -> bool {
    let looked_at = island.get(..LOOK).unwrap_or(island);
    let own = Plausibility::of(&encoding.decode_without_bom_handling(looked_at).0);
    let replaced = Plausibility::of(&String::from_utf8_lossy(looked_at));
    own.cost + MARGIN < replaced.cost
}
