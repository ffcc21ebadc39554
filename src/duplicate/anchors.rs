//! Windows of a text that stand in it more than once: the first sign of a copy, and where to look for it.

use super::windows::sample;

/// How often an article stands in one page at most. What stands more often is a refrain, a row or a phrase.
pub(crate) const MOST_COPIES: usize = 4;

/// A window by its fingerprint and its place, packed so that sorting brings equal fingerprints together, in order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Anchor(u64);

impl Anchor {
    pub(crate) fn new(at: usize, hash: u32) -> Self {
        Self(u64::from(hash) << 32 | at as u64 & 0xffff_ffff)
    }

    pub(crate) fn hash(self) -> u32 {
        (self.0 >> 32) as u32
    }

    /// Where the window starts.
    pub(crate) fn at(self) -> u32 {
        self.0 as u32
    }
}

/// How close anchors lie in a short text, in bytes, and what a long one has: so many, and one more in so many bytes.
///
/// At one anchor in 128 bytes the whole search stays below a quarter of the text's size in memory.
const ANCHOR_SPACING: usize = 8;
const ANCHORS: usize = 16_384;
const LONG_ANCHOR_SPACING: usize = 128;

/// The anchors of a text, sorted.
#[derive(Debug)]
pub(crate) struct Anchors {
    sorted: Vec<Anchor>,
}

impl Anchors {
    pub(crate) fn of(text: &str) -> Self {
        let wanted = (text.len() / ANCHOR_SPACING).min(ANCHORS + text.len() / LONG_ANCHOR_SPACING);
        let most = wanted + wanted / 2;
        let mut sorted = Vec::with_capacity(most);
        sample(text, wanted, |at, hash| {
            if sorted.len() < most {
                sorted.push(Anchor::new(at, hash));
            }
        });
        sorted.sort_unstable();
        Self { sorted }
    }

    /// The groups of anchors with one fingerprint, each in the order of the text.
    pub(crate) fn groups(&self) -> impl Iterator<Item = &[Anchor]> {
        self.sorted.chunk_by(|a, b| a.hash() == b.hash())
    }
}
