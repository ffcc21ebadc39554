//! Readings in which the bytes of a legacy charset were read as another.

use std::ops::Range;

use super::charset::Charset;
use super::reading::{Layer, Reading};

/// A stretch of text and the bytes it was read from, if it was read as the charset.
#[derive(Debug, PartialEq)]
struct Stretch {
    range: Range<usize>,
    bytes: Vec<u8>,
    read: Charset,
}

/// Every text that `text` may have been before bytes of one legacy charset were read as another.
pub(super) fn readings(text: &str) -> Vec<Reading> {
    let mut stretches: Vec<Stretch> = Vec::new();
    for read in Charset::misreaders() {
        for stretch in held_by(read, text) {
            if !stretches.iter().any(|known| known.range == stretch.range && known.bytes == stretch.bytes) {
                stretches.push(stretch);
            }
        }
    }
    let mut readings: Vec<Reading> = Vec::new();
    for stretch in &stretches {
        for reading in Charset::legacy_writers().filter_map(|written| stretch.read_as(written, text)) {
            if reading.text != text && !readings.iter().any(|known| known.text == reading.text) {
                readings.push(reading);
            }
        }
    }
    readings
}

/// The longest stretches of `text` that a charset holds, where they hold more than ASCII.
fn held_by(read: Charset, text: &str) -> Vec<Stretch> {
    let mut stretches = Vec::new();
    let (mut bytes, mut from) = (Vec::new(), 0);
    for (at, c) in text.char_indices() {
        if !read.encode(c, &mut bytes) {
            stretches.push(Stretch { range: from..at, bytes: std::mem::take(&mut bytes), read });
            from = at + c.len_utf8();
        }
    }
    stretches.push(Stretch { range: from..text.len(), bytes, read });
    stretches.retain(|stretch| !stretch.bytes.is_ascii());
    stretches
}

impl Stretch {
    /// `text`, with this stretch of it in the charset it was written in. `None` where that charset does not fit, or
    /// where writing the result in it does not give the bytes back.
    fn read_as(&self, written: Charset, text: &str) -> Option<Reading> {
        let mended = written.decode(&self.bytes)?;
        if written.encode_all(&mended).as_deref() != Some(&self.bytes) {
            return None;
        }
        let whole = [text.get(..self.range.start)?, &mended, text.get(self.range.end..)?].concat();
        let layers = vec![Layer::Misread { written, read: self.read }];
        Some(Reading { text: whole, layers, mended: mended.chars().filter(|c| !c.is_ascii()).count() })
    }
}
