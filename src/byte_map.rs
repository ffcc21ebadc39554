//! Layer 0 of the source map: from the decoded text to the bytes of the input.

use std::ops::Range;

use encoding_rs::Encoding;

use crate::range::{Side, trace};

/// How a stretch of the input became text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// UTF-8: the bytes are the text.
    Verbatim,
    /// The stretch as a whole became the text as a whole: a byte order mark, a malformed sequence.
    Replaced,
    /// Well-formed in a legacy encoding or UTF-16, readable from the stretch's first byte on its own.
    Encoded(&'static Encoding),
    /// Well-formed in a legacy encoding that has the eighth bit set where the input has not.
    SevenBit(&'static Encoding),
    /// Well-formed UTF-32, least significant byte first.
    Utf32Le,
    /// Well-formed UTF-32, most significant byte first.
    Utf32Be,
}

impl Reading {
    /// Appends what `bytes` say in this reading, with U+FFFD for what they cannot say.
    fn read(self, bytes: &[u8], text: &mut String) {
        match self {
            Reading::Verbatim | Reading::Replaced => text.push_str(&String::from_utf8_lossy(bytes)),
            Reading::Encoded(encoding) => text.push_str(&encoding.decode_without_bom_handling(bytes).0),
            Reading::SevenBit(encoding) => {
                let bytes: Vec<u8> = bytes.iter().map(|byte| byte | 0x80).collect();
                text.push_str(&encoding.decode_without_bom_handling(&bytes).0);
            }
            Reading::Utf32Le | Reading::Utf32Be => {
                text.extend(utf32(bytes, self == Reading::Utf32Be).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)));
            }
        }
    }
}

/// The longest encoded stretch, in bytes: what a lookup decodes again, one byte at a time, at about 10 ns each. At 24
/// bytes a stretch the table is 5 % of the input.
pub(crate) const MAX_STRETCH: usize = 512;

/// Stretches of the input, in order, each with its reading. A map without stretches is the identity.
#[derive(Clone, Debug, Default)]
pub(crate) struct ByteMap {
    stretches: Vec<Stretch>,
    input_len: u32,
    text_len: u32,
    /// The input, kept where a stretch can only be traced by reading it again.
    bytes: Vec<u8>,
}

#[derive(Clone, Copy, Debug)]
struct Stretch {
    input: u32,
    text: u32,
    reading: Reading,
}

const _: () = assert!(size_of::<Stretch>() == 24);

impl Stretch {
    fn start(&self, side: Side) -> u32 {
        match side {
            Side::Before => self.input,
            Side::After => self.text,
        }
    }
}

impl ByteMap {
    /// Makes this the map of a text that is its input.
    pub(crate) fn reset_to_identity(&mut self, len: usize) {
        self.reset();
        self.input_len = len as u32;
        self.text_len = len as u32;
    }

    /// Makes this the map of a text that is its input but for a byte order mark of `mark` bytes.
    pub(crate) fn reset_to_marked(&mut self, len: usize, mark: usize) {
        self.reset_to_identity(len);
        if mark > 0 {
            self.reset();
            self.push(Reading::Replaced, mark, 0);
            self.push(Reading::Verbatim, len - mark, len - mark);
        }
    }

    /// Makes this the map of an empty input, to which stretches can be added.
    pub(crate) fn reset(&mut self) {
        self.stretches.clear();
        self.bytes.clear();
        self.input_len = 0;
        self.text_len = 0;
    }

    /// Adds the next stretch: `input` bytes that became `text` bytes. Verbatim stretches that touch become one. The pipeline
    /// refuses a text whose length stops at what 32 bits hold.
    pub(crate) fn push(&mut self, reading: Reading, input: usize, text: usize) {
        debug_assert!(reading != Reading::Verbatim || input == text);
        let continued =
            reading == Reading::Verbatim && self.stretches.last().is_some_and(|last| last.reading == reading);
        if !continued && (input > 0 || text > 0) {
            self.stretches.push(Stretch { input: self.input_len, text: self.text_len, reading });
        }
        self.input_len += input as u32;
        self.text_len = self.text_len.saturating_add(u32::try_from(text).unwrap_or(u32::MAX));
    }

    /// Ends the map of `input`, and keeps a copy of it where lookups will need one.
    pub(crate) fn finish(&mut self, input: &[u8]) {
        debug_assert_eq!(self.input_len as usize, input.len());
        if self.stretches.iter().any(|stretch| !matches!(stretch.reading, Reading::Verbatim | Reading::Replaced)) {
            self.bytes.extend_from_slice(input);
        }
    }

    pub(crate) fn len_on(&self, side: Side) -> u32 {
        match side {
            Side::Before => self.input_len,
            Side::After => self.text_len,
        }
    }

    /// The range across the decoding that `range` on `side` stands for.
    pub(crate) fn across(&self, range: Range<u32>, side: Side) -> Range<u32> {
        if self.stretches.is_empty() {
            return range;
        }
        trace(range, self.len_on(side), self.len_on(side.other()), |at| self.origin(at, side))
    }

    /// What `range` of `input`, which this is the map of, says when it is read stretch by stretch.
    pub(crate) fn read(&self, input: &[u8], range: Range<usize>) -> String {
        assert!(range.start <= range.end && range.end <= input.len(), "{range:?} of {} bytes", input.len());
        let whole = [Stretch { input: 0, text: 0, reading: Reading::Verbatim }];
        let stretches = if self.stretches.is_empty() { &whole } else { &self.stretches[..] };
        let first = stretches.partition_point(|stretch| stretch.input as usize <= range.start).saturating_sub(1);
        let mut text = String::new();
        for (index, stretch) in stretches.iter().enumerate().skip(first) {
            let end = stretches.get(index + 1).map_or(input.len(), |next| next.input as usize);
            let cut = range.start.max(stretch.input as usize)..range.end.min(end);
            if cut.start >= range.end {
                break;
            }
            stretch.reading.read(input.get(cut).unwrap_or_default(), &mut text);
        }
        text
    }

    pub(crate) fn heap_bytes(&self) -> usize {
        self.stretches.capacity() * size_of::<Stretch>() + self.bytes.capacity()
    }

    fn origin(&self, at: u32, side: Side) -> Range<u32> {
        let other = side.other();
        let index = self.stretches.partition_point(|stretch| stretch.start(side) <= at);
        let Some(stretch) = index.checked_sub(1).and_then(|i| self.stretches.get(i)) else { return at..at + 1 };
        let end = |side| self.stretches.get(index).map_or(self.len_on(side), |next| next.start(side));
        let whole = stretch.start(other)..end(other);
        let offset = at - stretch.start(side);
        let read_again = || self.bytes.get(stretch.input as usize..end(Side::Before) as usize).unwrap_or_default();
        let found = |range: Option<Range<u32>>| match range {
            Some(range) => whole.start + range.start..whole.start + range.end,
            None => whole.end..whole.end,
        };
        match stretch.reading {
            Reading::Verbatim => whole.start + offset..whole.start + offset + 1,
            Reading::Replaced => whole,
            Reading::Encoded(encoding) => found(find(characters(encoding, 0, read_again()), offset, side)),
            Reading::SevenBit(encoding) => found(find(characters(encoding, 0x80, read_again()), offset, side)),
            Reading::Utf32Le => found(find(utf32(read_again(), false).map(lengths), offset, side)),
            Reading::Utf32Be => found(find(utf32(read_again(), true).map(lengths), offset, side)),
        }
    }
}

/// The lengths of the characters of a well-formed stretch: (bytes of input, bytes of text) each. Each byte is read with
/// the bits of `set` set.
fn characters<'b>(encoding: &'static Encoding, set: u8, bytes: &'b [u8]) -> impl Iterator<Item = (u32, u32)> + use<'b> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut pending = 0;
    bytes.iter().filter_map(move |&byte| {
        let (_, _, written, _) = decoder.decode_to_utf8(&[byte | set], &mut [0; 16], false);
        pending += 1;
        (written > 0).then(|| (std::mem::take(&mut pending), written as u32))
    })
}

/// The characters of a stretch of UTF-32; `None` for a unit that is none.
fn utf32(bytes: &[u8], big_endian: bool) -> impl Iterator<Item = Option<char>> + use<'_> {
    bytes.chunks_exact(4).map(move |unit| {
        let unit = unit.try_into().unwrap_or_default();
        char::from_u32(if big_endian { u32::from_be_bytes(unit) } else { u32::from_le_bytes(unit) })
    })
}

/// What a unit of UTF-32 measures: (bytes of input, bytes of text).
fn lengths(unit: Option<char>) -> (u32, u32) {
    (4, unit.unwrap_or(char::REPLACEMENT_CHARACTER).len_utf8() as u32)
}

/// The character that the byte `at` of `side` belongs to, as a range on the other side.
fn find(characters: impl Iterator<Item = (u32, u32)>, at: u32, side: Side) -> Option<Range<u32>> {
    let (mut here, mut there) = (0, 0);
    for (input, text) in characters {
        let (near, far) = if side == Side::Before { (input, text) } else { (text, input) };
        if at < here + near {
            return Some(there..there + far);
        }
        here += near;
        there += far;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_past_4_gib_is_as_long_as_32_bits_say() {
        let mut map = ByteMap::default();
        map.push(Reading::Replaced, 1, u32::MAX as usize - 1);
        map.push(Reading::Replaced, 1, 1 << 33);
        map.push(Reading::Replaced, 1, 3);
        assert_eq!((map.len_on(Side::Before), map.len_on(Side::After)), (3, u32::MAX));
    }
}
