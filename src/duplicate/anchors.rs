//! Windows of a text that stand in it more than once: the first sign of a copy, and where to look for it.

use crate::text::shingle::sample;

/// How many windows a first look takes at most, and how many bytes it spends on one in a short text.
///
/// 192 windows tell a share of repeated windows to within three points or so; in 1 KiB there are about 32.
const GLANCE_WINDOWS: usize = 256;
const GLANCE_SPACING: usize = 32;

/// The share of windows, one in so many, that must repeat before a text is searched in earnest.
///
/// Two copies that fill half of a text, one of them with every twentieth character wrong, repeat a fifth of the text's
/// windows; running text of any length repeats below one in twenty.
const GLANCE_SHARE: usize = 12;

/// How often an article stands in one page at most. What stands more often is a refrain, a row or a phrase.
pub(crate) const MOST_COPIES: usize = 4;

/// Whether enough of a text repeats that it may hold a copy of itself. Allocates nothing.
pub(crate) fn may_repeat(text: &str) -> bool {
    let wanted = (text.len() / GLANCE_SPACING).min(GLANCE_WINDOWS);
    let mut hashes = [0_u32; 2 * GLANCE_WINDOWS];
    let mut count = 0;
    sample(text, wanted, |_, hash| {
        if let Some(slot) = hashes.get_mut(count) {
            *slot = hash;
        }
        count += 1;
    });
    // Only a text of few different four-byte groups gives twice the windows that were asked for.
    let Some(hashes) = hashes.get_mut(..count) else { return true };
    hashes.sort_unstable();
    let repeated: usize =
        hashes.chunk_by(|a, b| a == b).map(<[u32]>::len).filter(|times| (2..=MOST_COPIES).contains(times)).sum();
    repeated >= (count / GLANCE_SHARE).max(2)
}

/// A window by its fingerprint and its place, packed so that sorting brings equal fingerprints together, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Anchor(u64);

impl Anchor {
    fn new(at: usize, hash: u32) -> Self {
        Self(u64::from(hash) << 32 | at as u64 & 0xffff_ffff)
    }

    fn hash(self) -> u32 {
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
