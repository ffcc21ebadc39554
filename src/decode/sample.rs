//! The part of a document that is looked at to tell its encoding: what stands around its non-ASCII bytes, from its
//! beginning to its end.

use encoding_rs::Encoding;

use crate::decode::transcode::BOUNDARY;

/// Pieces of a document, each beginning and (unless it was cut short) ending at a character's edge.
#[derive(Clone, Debug, Default)]
pub(super) struct Sample {
    bytes: Vec<u8>,
    ends: Vec<usize>,
    whole: bool,
}

/// Places all over a document where a sample looks for text, at the most, and the bytes that are worth a place.
const SEGMENTS: usize = 16;
const SEGMENT_SHARE: usize = 64;

/// Pairs of bytes of a segment that are searched for a place where multi-byte text is in step.
const SEARCH: usize = 4096;

/// ASCII bytes that are taken along on each side of non-ASCII ones: a word or two say more about the language, a tag or
/// a script says nothing.
const CONTEXT: usize = 16;

impl Sample {
    /// About `budget` bytes of `bytes`: all that is not ASCII and its surroundings, where that is less.
    pub(super) fn of(bytes: &[u8], budget: usize) -> Self {
        let mut sample = Self::default();
        if bytes.len() <= budget {
            sample.add(bytes);
            sample.whole = true;
            return sample;
        }
        let count = (budget / SEGMENT_SHARE).clamp(1, SEGMENTS);
        let segments: Vec<_> = segments(bytes, count).filter(|segment| !segment.is_empty()).collect();
        if segments.is_empty() {
            sample.add_text(bytes, budget);
        }
        let share = budget / segments.len().max(1);
        for segment in segments {
            sample.add_text(segment, share);
        }
        sample
    }

    /// `windows` stretches of `len` bytes all over `bytes`, at even offsets.
    pub(super) fn windows(bytes: &[u8], windows: usize, len: usize) -> Self {
        let mut sample = Self::default();
        if bytes.len() <= windows * len {
            sample.add(bytes);
            sample.whole = true;
            return sample;
        }
        for window in 0..windows {
            let start = (bytes.len() - len) / (windows - 1).max(1) * window / 2 * 2;
            sample.add(bytes.get(start..start + len).unwrap_or_default());
        }
        sample
    }

    /// Joins pieces that are at hand already.
    pub(super) fn of_pieces<'b>(pieces: impl Iterator<Item = &'b [u8]>, budget: usize) -> Self {
        let mut sample = Self::default();
        for piece in pieces {
            if sample.bytes.len() >= budget {
                break;
            }
            sample.add(piece.get(..budget).unwrap_or(piece));
        }
        sample
    }

    pub(super) fn pieces(&self) -> impl Iterator<Item = &[u8]> + Clone {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).filter_map(|(start, &end)| self.bytes.get(start..end))
    }

    /// Whether it is one piece, the whole document.
    pub(super) fn is_whole(&self) -> bool {
        self.whole
    }

    /// How many pieces it has.
    pub(super) fn count(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn len(&self) -> usize {
        self.bytes.len()
    }

    pub(super) fn add(&mut self, piece: &[u8]) {
        if !piece.is_empty() {
            self.bytes.extend_from_slice(piece);
            self.ends.push(self.bytes.len());
        }
    }

    /// Adds the surroundings of non-ASCII bytes from the start of `text` on.
    fn add_text(&mut self, text: &[u8], budget: usize) {
        let (mut at, mut left) = (0, budget);
        while let Some((start, end)) = neighbourhood(text, at, left).filter(|_| left > 0) {
            self.add(text.get(start..end).unwrap_or_default());
            left -= end - start;
            at = end;
        }
    }
}

/// The next stretch with non-ASCII bytes at or behind `at`, of `most` bytes at the most: no gap in it is wider than the
/// context.
fn neighbourhood(text: &[u8], at: usize, most: usize) -> Option<(usize, usize)> {
    let ascii = |from: usize| Encoding::ascii_valid_up_to(text.get(from..).unwrap_or_default());
    let first = at + ascii(at);
    if first >= text.len() {
        return None;
    }
    let start = first.saturating_sub(CONTEXT).max(at);
    let text = text.get(..start + most).unwrap_or(text);
    let ascii = |from: usize| Encoding::ascii_valid_up_to(text.get(from..).unwrap_or_default());
    let mut end = first.min(text.len());
    while end < text.len() {
        let run = text.get(end..).unwrap_or_default().iter().position(u8::is_ascii).unwrap_or(text.len() - end);
        let gap = ascii(end + run);
        end += run + gap.min(CONTEXT);
        if gap > 2 * CONTEXT {
            break;
        }
        end = end.max(end + gap.saturating_sub(CONTEXT)).min(text.len());
    }
    Some((start, end))
}

/// The document in equal parts, each from its first non-ASCII text on that is known to be in step.
fn segments(bytes: &[u8], count: usize) -> impl Iterator<Item = &[u8]> {
    let len = bytes.len().div_ceil(count);
    (0..bytes.len()).step_by(len).map(move |start| {
        let segment = bytes.get(..start + len).unwrap_or(bytes);
        let rest = in_step(segment, start).and_then(|edge| segment.get(edge..)).unwrap_or_default();
        let quiet = Encoding::ascii_valid_up_to(rest);
        if quiet == rest.len() { &[] } else { rest.get(quiet.saturating_sub(CONTEXT)..).unwrap_or_default() }
    })
}

/// The first place from `start` on that no longer character goes across: the document's start, or behind a byte that is
/// part of none, or, where there is no such byte, behind two of ASCII.
fn in_step(bytes: &[u8], start: usize) -> Option<usize> {
    if start == 0 {
        return Some(0);
    }
    let searched = || bytes.iter().enumerate().skip(start).take(SEARCH);
    let single = searched().find(|&(_, &byte)| byte < BOUNDARY).map(|(place, _)| place);
    single.or_else(|| {
        let from = start.saturating_sub(2);
        let pairs = bytes.get(from..)?.windows(2).take(SEARCH);
        pairs.into_iter().position(<[u8]>::is_ascii).map(|place| from + place + 2)
    })
}
