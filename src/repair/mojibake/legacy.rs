//! Readings in which the bytes of a legacy charset were read as another.

use std::collections::HashSet;
use std::ops::Range;

use super::charset::Charset;
use super::reading::{Layer, Reading};

/// A stretch of text and the bytes it was read from, if it was read as the charset.
#[derive(Debug)]
struct Stretch {
    range: Range<usize>,
    bytes: Vec<u8>,
    read: Charset,
}

/// Of the characters outside ASCII, the share that one stretch has to hold: shorter ones are words and signs that many
/// charsets hold by chance, and what is damaged beside them is seen in the next round.
const LEAST_SHARE: usize = 4;

/// Every text that `text` may have been before bytes of one legacy charset were read as another.
pub(super) fn readings(text: &str) -> Vec<Reading> {
    let least = text.chars().filter(|c| !c.is_ascii()).count() / LEAST_SHARE;
    let stretches = Charset::misreaders()
        .flat_map(|read| held_by(read, text))
        .filter(|stretch| stretch.bytes.iter().filter(|byte| !byte.is_ascii()).count() >= least);
    let mut seen = HashSet::new();
    let mut texts = HashSet::from([String::from(text)]);
    let mut readings = Vec::new();
    for stretch in stretches {
        if seen.insert((stretch.range.clone(), stretch.bytes.clone())) {
            let all = Charset::legacy_writers().filter_map(|written| stretch.read_as(written, text));
            readings.extend(all.filter(|reading| texts.insert(reading.text.clone())));
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
        Some(Reading { text: whole, layers })
    }
}
