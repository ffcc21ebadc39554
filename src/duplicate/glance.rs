//! A glance at a text: whether enough of it stands in it twice, the second time as far behind the first.

use super::anchors::{Anchor, MOST_COPIES};
use super::windows::part;
use crate::text::hash::Hash;

/// Whether enough of a text repeats that it may hold a copy of itself. Four instructions a byte, and as many again where the
/// first look leaves doubts; allocates nothing.
pub(crate) fn may_repeat(text: &str) -> bool {
    let bytes = text.as_bytes();
    match look::<FIRST_EIGHTS, FIRST_WINDOWS>(bytes, FIRST_SHARE) {
        Look::Repeats => true,
        Look::Differs => false,
        Look::Doubtful => {
            bytes.len() < LONG || look::<CLOSE_EIGHTS, CLOSE_WINDOWS>(bytes, CLOSE_SHARE) != Look::Differs
        }
    }
}

/// How many times eight bytes of ASCII a window of the first look reads, and how many windows there are at most. Sixteen
/// letters stay whole in most copies with wrong characters.
const FIRST_EIGHTS: usize = 2;
const FIRST_WINDOWS: usize = 256;

/// One in so many windows must stand again at about one distance.
///
/// Of two copies that fill half of a text, one of them with every twentieth character wrong, it is one window in 13; of
/// running text, where a phrase comes again now here and now there, one in 100 or less.
const FIRST_SHARE: usize = 48;

/// The same for a closer look, which a long text needs: of a text made of some hundred words, most windows of sixteen letters
/// stand anywhere in a mebibyte of it. Of thirty-two letters, none of 768 windows of 16 MiB in twelve alphabets does; in copies as
/// above it is one in 30.
const CLOSE_EIGHTS: usize = 4;
const CLOSE_WINDOWS: usize = 1024;
const CLOSE_SHARE: usize = 128;

/// In texts of less than so many bytes a closer look has too few windows to find a damaged copy by.
const LONG: usize = CLOSE_WINDOWS * BLOCK;

/// What a look at some windows of a text says of all of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    /// Much of it stands again, about as far behind.
    Repeats,
    /// A little of it does, or much of it is a few phrases many times over and what is left says too little.
    Doubtful,
    /// A copy would have been seen.
    Differs,
}

/// Looks at windows of `EIGHTS` times eight bytes, `MOST` of them in a long text and one a block in a short one.
fn look<const EIGHTS: usize, const MOST: usize>(bytes: &[u8], share: usize) -> Look {
    let wanted = (bytes.len() / BLOCK).min(MOST * 3 / 4);
    let mut windows = [Anchor::default(); MOST];
    let mut found = 0;
    spread_windows::<EIGHTS>(bytes, wanted, |at, hash| {
        windows.get_mut(found).into_iter().for_each(|slot| *slot = Anchor::new(at, hash));
        found += 1;
    });
    // More than were asked for are one phrase many times over: what was kept says nothing about the rest of the text.
    let Some(windows) = windows.get_mut(..found) else { return Look::Doubtful };
    windows.sort_unstable();
    judge(windows, bytes.len(), share)
}

/// Distances between windows that read the same fall into so many classes. Lines that one copy lacks move what follows:
/// two neighbouring classes hold what is left where an eighth of the text is missing.
const CLASSES: usize = 16;

/// So many windows must stand again at about one distance in any case.
const FEWEST: usize = 2;

/// And of all that stand as often, one in so many: phrases that come again by chance do so at all distances.
const AGREEING: usize = 2;

/// Where one window in so many stands again at about one distance, there is no doubt: of texts without a copy, made of some
/// hundred words, it is one in 25 at most.
const SURE: usize = 16;

/// Where more than one window in so many stands more often than copies do, the rest says too little about the text.
const SILENT: usize = 4;

/// What sorted windows say: how many of those that stand as often stand again at about one distance.
fn judge(windows: &[Anchor], len: usize, share: usize) -> Look {
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
    let agreeing = classes.iter().map(at_one_distance).max().unwrap_or(0);
    let says_enough = silent * SILENT <= windows.len();
    match agreeing >= FEWEST.max(windows.len() / share) {
        true if says_enough && agreeing * SURE >= windows.len() => Look::Repeats,
        false if says_enough => Look::Differs,
        _ => Look::Doubtful,
    }
}

/// How many pairs of windows fall into two neighbouring classes, if that is most of them.
fn at_one_distance(classes: &[usize; CLASSES]) -> usize {
    let all: usize = classes.iter().sum();
    let most = classes.windows(2).map(|neighbours| neighbours.iter().sum()).max().unwrap_or(0);
    if most >= all / AGREEING { most } else { 0 }
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
fn spread_windows<const EIGHTS: usize>(bytes: &[u8], wanted: usize, mut found: impl FnMut(usize, u32)) {
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
            let hash = fingerprint::<EIGHTS>(bytes, at);
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

/// A hash of the `EIGHTS` times eight bytes at a place, half as many more where no ASCII stands there, whatever their case
/// and where their lines are broken: as many letters of ASCII, half as many Han characters, three quarters as many letters of
/// most other scripts.
fn fingerprint<const EIGHTS: usize>(bytes: &[u8], at: usize) -> u32 {
    let eights = if bytes.get(at).is_some_and(u8::is_ascii) { EIGHTS } else { EIGHTS + EIGHTS / 2 };
    let read = bytes.get(at..).unwrap_or_default().as_chunks().0.iter().take(eights);
    let hash = read.fold(Hash::new(), |hash, eight| hash.with(u64::from_le_bytes(*eight) & FOLDED));
    (hash.value() >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: [&str; 12] =
        ["quay", "rope", "sail", "mast", "tide", "reef", "buoy", "gale", "knot", "helm", "deck", "hull"];

    /// Text of `words` words, of which there are only twelve.
    fn of_few_words(words: usize) -> String {
        let mut state = 7_u64;
        let word = |_| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            WORDS[(state >> 33) as usize % WORDS.len()]
        };
        (0..words).map(word).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn of_few_words_a_copy_is_seen_and_none_where_there_is_none() {
        let half = of_few_words(200_000);
        let first = |text: &str| look::<FIRST_EIGHTS, FIRST_WINDOWS>(text.as_bytes(), FIRST_SHARE);
        for (text, holds_a_copy) in [(format!("{half}\n{half}"), true), (of_few_words(400_000), false)] {
            assert_eq!(first(&text), Look::Doubtful, "a closer look is not asked for");
            assert_eq!(may_repeat(&text), holds_a_copy);
        }
    }

    #[test]
    fn a_copy_with_wrong_letters_is_seen() {
        let half = of_few_words(20_000);
        let mut state = 1_u64;
        let noise = |c| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            if (state >> 33).is_multiple_of(20) { '#' } else { c }
        };
        let noisy: String = half.chars().map(noise).collect();
        assert!(may_repeat(&format!("{half}\n{noisy}")));
    }
}
