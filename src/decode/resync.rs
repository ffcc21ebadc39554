//! Double-byte text back in step.
//!
//! One byte lost or gained, and every character up to the next ASCII byte is read from the wrong byte on. Decoders do
//! not notice before that ASCII byte, and then blame the byte in front of it. Here a run is read the way that costs
//! least: each byte may be left out, at a price, and each character costs what it is worth in its language. The
//! cheapest way through a run is found from its end, in time linear in its length.

use encoding_rs::Encoding;

use crate::decode::charset::wide_languages;
use crate::decode::sink::{Sink, rule};
use crate::decode::transcode::{BOUNDARY, BlockDecoder};
use crate::text::shape::Shape;
use crate::text::wide::Ranks;

/// Whether text of the encoding can get out of step.
pub(super) fn can_slip(encoding: &'static Encoding) -> bool {
    !wide_languages(encoding).is_empty()
}

/// Nats for leaving out a byte where none was left out before it, and where one was. A character that is read from the
/// wrong byte costs some 7 nats more than one that is not, so two or three of them pay for a slip.
const DROP: f32 = 14.0;
const DROP_MORE: f32 = 6.0;

/// Nats for leaving out what the end of the document cuts: half of all cut documents end inside a character.
const CUT: f32 = 2.0;

/// The bytes that a block's end can cut off a character, which has four at most, in GB18030.
const LONGEST_CUT: usize = 3;

/// Nats for characters that ranks say nothing about.
const ASCII: f32 = 3.0;
const WIDE_MARK: f32 = 3.4;
const SIGN: f32 = 9.0;
const CONTROL: f32 = 16.0;

/// Nats for a character for private use: two bytes cost no more to leave out where others are left out beside them, so that a
/// run of such characters stays.
const PRIVATE: f32 = 2.0 * DROP_MORE;

/// Decodes a block that has something malformed in it. A character that the block's end cuts is left for the next
/// block, unless the block is the `last`. Gives the bytes done.
pub(super) fn decode(decoder: &mut BlockDecoder, block: &[u8], last: bool, sink: &mut Sink<'_>) -> usize {
    let encoding = decoder.encoding;
    let mut dropped = dropped_bytes(encoding, block, last);
    let mut end = block.len();
    let least = if last { end } else { end.saturating_sub(LONGEST_CUT).max(1) };
    while end > least && dropped.last() == Some(&(end - 1)) {
        dropped.pop();
        end -= 1;
    }
    let block = block.get(..end).unwrap_or_default();
    let mut at = 0;
    for gap in dropped.chunk_by(|left, right| left + 1 == *right) {
        let (Some(&start), Some(&final_byte)) = (gap.first(), gap.last()) else { continue };
        keep(decoder, block.get(at..start).unwrap_or_default(), sink);
        at = final_byte + 1;
        let kind = if at == end && last {
            rule::TRUNCATED
        } else if is_malformed(encoding, block, start) {
            rule::INVALID
        } else {
            rule::SLIP
        };
        sink.malformed(at - start, kind);
    }
    keep(decoder, block.get(at..).unwrap_or_default(), sink);
    end
}

/// Decodes bytes that are well-formed.
fn keep(decoder: &mut BlockDecoder, bytes: &[u8], sink: &mut Sink<'_>) {
    let stop = decoder.decode(bytes, true, &mut sink.text);
    debug_assert_eq!((stop.read, stop.malformed), (bytes.len(), 0));
    decoder.commit(sink);
}

/// Whether the byte at `at` cannot begin a character, whatever stands before it.
fn is_malformed(encoding: &'static Encoding, block: &[u8], at: usize) -> bool {
    first_character(encoding, block.get(at..).unwrap_or_default()).is_none()
}

/// The bytes that the cheapest way through each run leaves out. `last` says that the document ends with the block.
fn dropped_bytes(encoding: &'static Encoding, block: &[u8], last: bool) -> Vec<usize> {
    let mut dropped = Vec::new();
    let mut start = 0;
    for run in block.split_inclusive(|&byte| byte < BOUNDARY) {
        let end = start + run.len();
        if !run.is_ascii() {
            let run = Run { encoding, bytes: run, ends_document: last && end == block.len() };
            dropped.extend(run.cheapest_way().into_iter().map(|place| start + place));
        }
        start = end;
    }
    dropped
}

/// What the rest of a run costs from one of its bytes on.
#[derive(Clone, Copy, Default)]
struct Way {
    /// If the byte before was read, and if it was left out.
    cost: [f32; 2],
    /// The length of the character to read there; 0 leaves the byte out.
    step: [u8; 2],
}

/// Bytes between two that cannot be part of a longer character.
struct Run<'r> {
    encoding: &'static Encoding,
    bytes: &'r [u8],
    ends_document: bool,
}

impl Run<'_> {
    fn cheapest_way(&self) -> Vec<usize> {
        let len = self.bytes.len();
        let mut ways = vec![Way::default(); len + 1];
        for at in (0..len).rev() {
            let way = self.way_from(at, &ways);
            ways.iter_mut().skip(at).take(1).for_each(|place| *place = way);
        }
        let mut dropped = Vec::new();
        let (mut at, mut out_before) = (0, 0);
        while let Some(way) = ways.get(at).filter(|_| at < len) {
            let step = way.step.get(out_before).copied().unwrap_or_default();
            if step == 0 {
                dropped.push(at);
            }
            out_before = usize::from(step == 0);
            at += usize::from(step.max(1));
        }
        dropped
    }

    fn way_from(&self, at: usize, ways: &[Way]) -> Way {
        let behind =
            |at: usize, out: usize| ways.get(at).and_then(|way| way.cost.get(out)).copied().unwrap_or_default();
        let rest = self.bytes.get(at..).unwrap_or_default();
        let read = first_character(self.encoding, rest)
            .map(|(len, c)| (len, cost(self.encoding, c) + behind(at + usize::from(len), 0)));
        let cut = self.ends_document && is_cut(self.encoding, rest);
        let choose = |price: f32| {
            let left_out = if cut { CUT } else { price } + behind(at + 1, 1);
            match read {
                Some((len, cost)) if cost <= left_out => (cost, len),
                _ => (left_out, 0),
            }
        };
        let (first, more) = (choose(DROP), choose(DROP_MORE));
        Way { cost: [first.0, more.0], step: [first.1, more.1] }
    }
}

/// Whether `bytes` are the beginning of a character, and no more.
fn is_cut(encoding: &'static Encoding, bytes: &[u8]) -> bool {
    if bytes.len() >= 4 {
        return false;
    }
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let (result, _, written) = decoder.decode_to_utf8_without_replacement(bytes, &mut [0; 16], false);
    matches!(result, encoding_rs::DecoderResult::InputEmpty) && written == 0
}

fn cost(encoding: &'static Encoding, c: char) -> f32 {
    match Shape::of(c) {
        Shape::Wide => {
            let ranks = Ranks::of(c);
            wide_languages(encoding).iter().map(|&language| ranks.cost(language)).fold(f32::INFINITY, f32::min)
        }
        Shape::WideMark => WIDE_MARK,
        Shape::Control if matches!(c, '\u{e000}'..='\u{f8ff}') => PRIVATE,
        Shape::Control => CONTROL,
        _ if c.is_ascii() => ASCII,
        _ => SIGN,
    }
}

/// The character that `bytes` begin with, and its length in bytes.
fn first_character(encoding: &'static Encoding, bytes: &[u8]) -> Option<(u8, char)> {
    let first = *bytes.first()?;
    if first.is_ascii() {
        return Some((1, char::from(first)));
    }
    let mut decoder = encoding.new_decoder_without_bom_handling();
    for (len, byte) in (1..=4).zip(bytes) {
        let mut text = [0; 16];
        let (result, _, written) =
            decoder.decode_to_utf8_without_replacement(std::slice::from_ref(byte), &mut text, false);
        if matches!(result, encoding_rs::DecoderResult::Malformed(..)) {
            return None;
        }
        if written > 0 {
            let text = str::from_utf8(text.get(..written)?).ok()?;
            return Some((len, text.chars().next()?));
        }
    }
    None
}
