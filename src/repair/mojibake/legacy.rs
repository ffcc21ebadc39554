//! Readings in which the bytes of a legacy charset were read as another.

use std::collections::HashSet;
use std::ops::Range;

use super::charset::Charset;
use super::reading::{Layer, Reading};
use super::screen::Holding;
use crate::text::lines::first_characters;
use crate::text::plausibility::Plausibility;
use crate::text::shape::Shape;

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
    let least = (text.chars().filter(|c| !c.is_ascii()).count() / LEAST_SHARE).max(1);
    let holders = Holding::of(text);
    let stretches = Charset::misreaders()
        .filter(|&read| holders.count(read) >= least)
        .flat_map(|read| held_by(read, text))
        .filter(|stretch| stretch.bytes.iter().filter(|byte| !byte.is_ascii()).count() >= least);
    let mut seen = HashSet::new();
    let mut texts = HashSet::from([String::from(text)]);
    let mut readings = Vec::new();
    for stretch in stretches {
        if seen.insert((stretch.range.clone(), stretch.bytes.clone())) {
            let sample = Sample::new(&stretch, text);
            let likely = |&written: &Charset| sample.as_ref().is_none_or(|sample| sample.may_be(written));
            let all = Charset::legacy_writers().filter(likely).filter_map(|written| stretch.read_as(written, text));
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

/// Characters of a stretch that are weighed before all of it is read, and the nats by which they may be less plausible
/// than what stands there: readings that cannot win are still rivals.
const SAMPLE: usize = 16;
const SLACK: f32 = 15.0;

/// The first characters of a stretch from the first outside ASCII on, as they stand.
struct Sample<'s> {
    bytes: &'s [u8],
    read: Charset,
    standing: Plausibility,
}

/// Nats a character from which the sample may be damaged where wide characters are in question: readings are taken where
/// all of a segment costs 6.2 and more. One-byte text that was read as double-byte leaves the rarest of them, at 10 and more.
const WIDE_ODD: f32 = 4.5;
const WIDE_FOR_LETTERS_ODD: f32 = 8.5;

impl<'s> Sample<'s> {
    fn new(stretch: &'s Stretch, text: &str) -> Option<Self> {
        let standing = text.get(stretch.range.clone())?;
        let start = standing.bytes().position(|byte| !byte.is_ascii())?;
        let standing = first_characters(standing.get(start..)?, SAMPLE);
        let bytes = stretch.read.encode_all(standing)?.len();
        let bytes = stretch.bytes.get(start..start + bytes)?;
        Some(Self { bytes, read: stretch.read, standing: Plausibility::of(standing) })
    }

    /// Whether these bytes could be text of a charset.
    fn may_be(&self, written: Charset) -> bool {
        let odd = match (self.read, written) {
            (Charset::OneByte(_), Charset::OneByte(_)) => 0.0,
            (Charset::DoubleByte(_), Charset::OneByte(_)) => WIDE_FOR_LETTERS_ODD,
            _ => WIDE_ODD,
        };
        let most = self.standing.cost + SLACK;
        let mut buffer = [0; 8 * SAMPLE];
        let likely = |read: &str| Plausibility::at_least(read) <= most && Plausibility::of(read).cost <= most;
        self.standing.mean() >= odd && self.read_as(written, &mut buffer).is_some_and(likely)
    }

    fn read_as<'b>(&self, written: Charset, buffer: &'b mut [u8; 8 * SAMPLE]) -> Option<&'b str> {
        let mut rest = self.bytes;
        let mut length = 0;
        while let Some((c, size)) = written.first(rest)? {
            rest = rest.get(size..)?;
            length += c.encode_utf8(buffer.get_mut(length..)?).len();
        }
        std::str::from_utf8(buffer.get(..length)?).ok()
    }
}

impl Stretch {
    /// `text`, with this stretch of it in the charset it was written in. `None` where that charset does not fit, or
    /// where writing the result in it does not give the bytes back.
    fn read_as(&self, written: Charset, text: &str) -> Option<Reading> {
        let mended = written.decode(&self.bytes)?;
        if written.encode_all(&mended).as_deref() != Some(&self.bytes) {
            return None;
        }
        let mended = with_marks(text.get(self.range.clone())?, mended);
        let whole = [text.get(..self.range.start)?, &mended, text.get(self.range.end..)?].concat();
        let layers = vec![Layer::Misread { written, read: self.read }];
        Some(Reading { text: whole, layers })
    }
}

/// What a stretch was mended to, but for marks of running text that would become parts of frames or mathematics: those were
/// never bytes of the text, but came from references or from a converter that curls quotation marks.
fn with_marks(standing: &str, mended: String) -> String {
    let is_odd = |c| Shape::of(c) == Shape::OddSign;
    if !mended.contains(is_odd) || standing.chars().count() != mended.chars().count() {
        return mended;
    }
    let pairs = standing.chars().zip(mended.chars());
    pairs.map(|(old, new)| if is_odd(new) && Shape::of(old) == Shape::Mark { old } else { new }).collect()
}
