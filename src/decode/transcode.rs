//! Bytes of one encoding to text, with a map that can be read from many places.
//!
//! encoding_rs decodes; a new decoder starts every [`MAX_STRETCH`] bytes, so that a lookup in the map needs to decode no
//! more than that. A stretch that ends inside a character is cut before it.

use encoding_rs::{DecoderResult, Encoding};

use crate::byte_map::{MAX_STRETCH, Reading};
use crate::decode::resync;
use crate::decode::sink::{Sink, rule};

/// Bytes that are decoded before what was decoded is final. Where one of them is malformed, double-byte text is put back
/// in step from the last ASCII byte before it, which has to lie in the same block.
const BLOCK: usize = 4096;

/// Below this no byte is part of a multi-byte character, in any encoding of the Encoding Standard but UTF-16 and
/// ISO-2022-JP: the digits are the second bytes of GB18030's four.
pub(super) const BOUNDARY: u8 = 0x30;

/// Decodes `bytes`, the rest of the input.
pub(super) fn transcode(encoding: &'static Encoding, bytes: &[u8], sink: &mut Sink<'_>) {
    let mut decoder = BlockDecoder::new(encoding);
    let mut rest = bytes;
    sink.text.reserve(bytes.len() + bytes.len() / 2);
    while !rest.is_empty() {
        let (block, behind) = rest.split_at(block_len(encoding, rest));
        let last = behind.is_empty();
        let text_len = sink.text.len();
        let mut stop = decoder.decode(block, last, &mut sink.text);
        if resync::can_slip(encoding) && (stop.malformed > 0 || has_private_use(sink.text.get(text_len..))) {
            sink.text.truncate(text_len);
            decoder.stretches.clear();
            stop = Stop { read: resync::decode(&mut decoder, block, last, sink), malformed: 0 };
        }
        decoder.commit(sink);
        let done = stop.read + stop.malformed;
        debug_assert!(done > 0);
        if stop.malformed > 0 {
            let truncated = last && done == block.len();
            sink.malformed(stop.malformed, if truncated { rule::TRUNCATED } else { rule_for(encoding) });
        }
        rest = rest.get(done..).unwrap_or_default();
    }
}

/// Whether a character for private use is in a text, U+E000 to U+EFFF: what double-byte text that is out of step is full of,
/// and no other.
fn has_private_use(text: Option<&str>) -> bool {
    memchr::memchr(0xee, text.unwrap_or_default().as_bytes()).is_some()
}

/// What is malformed in UTF-16 is half of a surrogate pair.
fn rule_for(encoding: &'static Encoding) -> &'static str {
    if encoding.is_ascii_compatible() { rule::INVALID } else { rule::SURROGATE }
}

/// A block ends behind a byte that no character goes across, if its second half has one.
fn block_len(encoding: &'static Encoding, rest: &[u8]) -> usize {
    let Some(block) = rest.get(..BLOCK).filter(|_| rest.len() > BLOCK) else { return rest.len() };
    let second_half = block.get(BLOCK / 2..).unwrap_or_default();
    match second_half.iter().rposition(|&byte| byte < BOUNDARY) {
        Some(place) if encoding.is_ascii_compatible() => BLOCK / 2 + place + 1,
        _ => BLOCK,
    }
}

/// How far decoding came, and how many malformed bytes stopped it there: none, where the end did.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stop {
    pub(super) read: usize,
    pub(super) malformed: usize,
}

/// The most text that a stretch can become, in bytes: three for each of its own, and room for what the decoder holds.
const SCRATCH: usize = 3 * MAX_STRETCH + 64;

/// Decodes stretch by stretch, and remembers the stretches until they are final.
pub(super) struct BlockDecoder {
    pub(super) encoding: &'static Encoding,
    /// The lengths of each stretch, in bytes and in bytes of text.
    stretches: Vec<(usize, usize)>,
    /// The text of one stretch: encoding_rs clears all the spare room of a `String` at each call, so it is not given the
    /// document's.
    scratch: String,
}

impl BlockDecoder {
    pub(super) fn new(encoding: &'static Encoding) -> Self {
        Self { encoding, stretches: Vec::new(), scratch: "\0".repeat(SCRATCH) }
    }

    /// Decodes up to the end of `block` or to the first malformed sequence, whichever comes first, and adds what it reads
    /// to `text`. A character that the block's end cuts is left for the next block, unless the block is the `last`.
    pub(super) fn decode(&mut self, block: &[u8], last: bool, text: &mut String) -> Stop {
        let mut read = 0;
        while let Some(rest) = block.get(read..).filter(|rest| !rest.is_empty()) {
            let bytes = rest.get(..MAX_STRETCH).unwrap_or(rest);
            let text_len = text.len();
            let (stop, at_end) = self.decode_stretch(bytes, text);
            if stop.read > 0 {
                self.stretches.push((stop.read, text.len() - text_len));
                read += stop.read;
            }
            if stop.malformed == 0 || (at_end && bytes.len() < rest.len() && stop.read > 0) {
                continue;
            }
            let left_for_later = at_end && bytes.len() == rest.len() && !last && read > 0;
            return Stop { read, malformed: if left_for_later { 0 } else { stop.malformed } };
        }
        Stop { read, malformed: 0 }
    }

    /// Makes what was decoded final.
    pub(super) fn commit(&mut self, sink: &mut Sink<'_>) {
        for (input, text) in self.stretches.drain(..) {
            sink.wrote(Reading::Encoded(self.encoding), input, text);
        }
    }

    /// Decodes `bytes` up to the first malformed sequence, with a decoder of their own. Says also whether the decoder had
    /// to see the end to find it malformed: then it may be a character that is cut.
    fn decode_stretch(&mut self, bytes: &[u8], text: &mut String) -> (Stop, bool) {
        let mut decoder = self.encoding.new_decoder_without_bom_handling();
        let (result, consumed, written) = decoder.decode_to_str_without_replacement(bytes, &mut self.scratch, true);
        text.push_str(self.scratch.get(..written).unwrap_or_default());
        match result {
            DecoderResult::Malformed(len, after) => {
                let behind = consumed.saturating_sub(usize::from(after));
                let read = behind.saturating_sub(usize::from(len));
                (Stop { read, malformed: behind - read }, consumed == bytes.len())
            }
            _ => (Stop { read: consumed, malformed: 0 }, false),
        }
    }
}
