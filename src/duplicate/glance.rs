//! A first look at a text: whether enough of it stands in it twice, the second time as far behind the first.

use super::anchors::{Anchor, MOST_COPIES};
use super::windows::part;
use crate::text::hash::Hash;

/// How many windows are looked at, at most, and how many bytes there are for each in a short text.
const WINDOWS: usize = 256;
const SPACING: usize = BLOCK;

/// Distances between windows that read the same fall into so many classes. Lines that one copy lacks move what follows:
/// two neighbouring classes hold what is left where an eighth of the text is missing.
const CLASSES: usize = 16;

/// One in so many windows must stand again at about one distance, and two in any case.
///
/// Of two copies that fill half of a text, one of them with every twentieth character wrong, it is one window in 13; of
/// running text, where a phrase comes again now here and now there, one in 100 or less.
const SHARE: usize = 48;
const FEWEST: usize = 2;

/// And of all that stand as often, one in so many: phrases that come again by chance do so at all distances.
const AGREEING: usize = 2;

/// Whether enough of a text repeats that it may hold a copy of itself. Four instructions a byte; allocates nothing.
pub(crate) fn may_repeat(text: &str) -> bool {
    let bytes = text.as_bytes();
    let wanted = (bytes.len() / SPACING).min(WINDOWS * 3 / 4);
    let mut windows = [Anchor::default(); WINDOWS];
    let mut found = 0;
    spread_windows(bytes, wanted, |at, hash| {
        windows.get_mut(found).into_iter().for_each(|slot| *slot = Anchor::new(at, hash));
        found += 1;
    });
    // More than were asked for are one phrase many times over: what was kept says nothing about the rest of the text.
    let Some(windows) = windows.get_mut(..found) else { return true };
    windows.sort_unstable();
    is_displaced(windows, bytes.len())
}

/// Where more than one window in so many stands more often than copies do, the text is made of a few phrases, and the rest says
/// too little about it.
const SILENT: usize = 2;

/// Whether enough of the sorted windows that stand as often stand again at about one distance.
fn is_displaced(windows: &[Anchor], len: usize) -> bool {
    let mut classes = [[0; CLASSES]; MOST_COPIES + 1];
    let mut silent = 0;
    for group in windows.chunk_by(|a, b| a.hash() == b.hash()) {
        silent += if group.len() > MOST_COPIES { group.len() } else { 0 };
        if let [here, there, ..] = group
            && let Some(classes) = classes.get_mut(group.len())
            && let Some(class) = classes.get_mut((there.at() - here.at()) as usize * CLASSES / len)
        {
            *class += 1;
        }
    }
    let fewest = FEWEST.max(windows.len() / SHARE);
    silent * SILENT > windows.len()
        || classes.iter().any(|classes| {
            let all: usize = classes.iter().sum();
            let agree = |neighbours: &[usize]| neighbours.iter().sum::<usize>() >= fewest.max(all / AGREEING);
            all >= fewest && classes.windows(2).any(agree)
        })
}

/// One place is chosen out of each block of so many bytes.
///
/// The place chosen is that of the lowest hash, so a passage in two copies gives the same place in both unless a lower one
/// stands right before or behind it: 77 % of the places of one copy are places of the other.
const BLOCK: usize = 32;
const PAIRS: usize = BLOCK / 2;

/// So many pairs of bytes are hashed by one loop. A multiple of [`PAIRS`].
const CHUNK: usize = 256;

/// Calls `found` with the lowest place of each block and its fingerprint, thinned out to about `wanted` by that.
fn spread_windows(bytes: &[u8], wanted: usize, mut found: impl FnMut(usize, u32)) {
    let share = part(wanted as u64, (bytes.len() / BLOCK) as u64);
    let (mut even, mut odd) = ([0; CHUNK], [0; CHUNK]);
    for start in (0..bytes.len()).step_by(2 * CHUNK) {
        let chunk = bytes.get(start..bytes.len().min(start + 2 * CHUNK + 3)).unwrap_or_default();
        let behind = chunk.get(1..).unwrap_or_default();
        hash_pairs(chunk, 0, &mut even);
        hash_pairs(behind, 1, &mut odd);
        let blocks = even.as_chunks::<PAIRS>().0.iter().zip(odd.as_chunks::<PAIRS>().0);
        for (index, (even, odd)) in blocks.take(chunk.len().saturating_sub(3) / BLOCK).enumerate() {
            let at = start + index * BLOCK + lowest(even, odd);
            let hash = fingerprint(bytes, at);
            if hash <= share {
                found(at, hash);
            }
        }
    }
}

/// Sets the bit that tells small letters from capitals.
const SMALL: u16 = 0x2020;

/// What the place in a block takes of a hash.
const PLACE: i16 = BLOCK as i16 - 1;

/// Hashes one pair of bytes after the other with the pair behind it, whatever the case of letters, with the place of the
/// pair in its block in the low bits; a pair inside a character is never the lowest. Pairs alone would not do: in some
/// scripts all letters begin with the same two bytes. The compiler makes vector instructions of this loop.
fn hash_pairs(bytes: &[u8], shift: i16, hashes: &mut [i16; CHUNK]) {
    let pairs = bytes.as_chunks().0.iter().zip(bytes.get(2..).unwrap_or_default().as_chunks().0);
    for (index, (hash, (pair, behind))) in hashes.iter_mut().zip(pairs).enumerate() {
        let (pair, behind) = (u16::from_le_bytes(*pair), u16::from_le_bytes(*behind));
        let inside = if pair & 0xc0 == 0x80 { i16::MAX } else { 0 };
        let place = (2 * index as i16 + shift) & PLACE;
        let both = (pair | SMALL).wrapping_mul(0x9e37).wrapping_add((behind | SMALL).wrapping_mul(0x85eb));
        *hash = both as i16 & i16::MAX & !PLACE | place | inside;
    }
}

/// The place in a block that has the lowest hash, of two alike the first one.
fn lowest(even: &[i16; PAIRS], odd: &[i16; PAIRS]) -> usize {
    let lowest = |hashes: &[i16; PAIRS]| hashes.iter().copied().fold(i16::MAX, i16::min);
    (lowest(even).min(lowest(odd)) & PLACE) as usize
}

/// What blanks and line breaks, capitals and small letters have in common, for eight bytes at once.
const FOLDED: u64 = 0xd5d5_d5d5_d5d5_d5d5;

/// A hash of the `EIGHTS` times eight bytes at a place, whatever their case and where their lines are broken.
fn hash_at<const EIGHTS: usize>(bytes: &[u8], at: usize) -> u32 {
    let eights = bytes.get(at..).unwrap_or_default().as_chunks().0.iter().take(EIGHTS);
    let hash = eights.fold(Hash::new(), |hash, eight| hash.with(u64::from_le_bytes(*eight) & FOLDED));
    (hash.value() >> 32) as u32
}

/// The fingerprint of a window: sixteen letters of ASCII, eight Han characters, twelve letters of most other scripts.
fn fingerprint(bytes: &[u8], at: usize) -> u32 {
    if bytes.get(at).is_some_and(u8::is_ascii) { hash_at::<2>(bytes, at) } else { hash_at::<3>(bytes, at) }
}
