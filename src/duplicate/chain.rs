//! From anchors to one colinear chain of pairs: what stands here stands there as well, in the same order.

use super::anchors::Anchors;
use crate::text::shingle::common_keys;

/// A place in the first copy and the place in another copy that reads the same.
pub(crate) type Pair = (u32, u32);

/// How many keys of a pair must really be equal: the fewest that a window has.
const VERIFIED_KEYS: usize = 8;

/// The pairs between the first and the `other`-th place of every anchor that stands exactly `times` times, in order.
///
/// Exactly: a refrain, a row of a table or a phrase that the author is fond of stands more often and is left out.
pub(crate) fn pairs(text: &str, anchors: &Anchors, times: usize, other: usize) -> Vec<Pair> {
    let mut pairs: Vec<Pair> = anchors
        .groups()
        .filter(|group| group.len() == times)
        .filter_map(|group| Some((group.first()?.at(), group.get(other)?.at())))
        .filter(|&(p, q)| common_keys(text, p as usize, q as usize, VERIFIED_KEYS) == VERIFIED_KEYS)
        .collect();
    pairs.sort_unstable();
    pairs
}

/// The longest subsequence of `pairs` that rises on both sides, by patience sorting: O(n log n).
pub(crate) fn longest(pairs: &[Pair]) -> Vec<Pair> {
    let second = |index: u32| pairs.get(index as usize).map_or(0, |pair| pair.1);
    let mut tops: Vec<u32> = Vec::new();
    let mut below: Vec<u32> = Vec::with_capacity(pairs.len());
    for (index, pair) in pairs.iter().enumerate() {
        let pile = tops.partition_point(|&top| second(top) < pair.1);
        below.push(pile.checked_sub(1).and_then(|pile| tops.get(pile)).copied().unwrap_or(u32::MAX));
        match tops.get_mut(pile) {
            Some(top) => *top = index as u32,
            None => tops.push(index as u32),
        }
    }
    let last = tops.last().copied();
    let mut chain: Vec<Pair> =
        std::iter::successors(last, |&index| below.get(index as usize).copied().filter(|&index| index != u32::MAX))
            .filter_map(|index| pairs.get(index as usize).copied())
            .collect();
    chain.reverse();
    chain
}

/// The widest stretch of a chain without a hole longer than `hole` bytes on either side.
pub(crate) fn densest(chain: &[Pair], hole: u32) -> &[Pair] {
    chain
        .chunk_by(|before, behind| behind.0 - before.0 <= hole && behind.1 - before.1 <= hole)
        .max_by_key(|stretch| stretch.len())
        .unwrap_or_default()
}

/// The pairs between two other copies, by what the first copy has in common with each.
pub(crate) fn through(from: &[Pair], to: &[Pair]) -> Vec<Pair> {
    let place = |p: u32| to.binary_search_by_key(&p, |pair| pair.0).ok().and_then(|index| to.get(index));
    from.iter().filter_map(|&(p, q)| place(p).map(|pair| (q, pair.1))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_rising_chain_is_found() {
        assert_eq!(longest(&[]), []);
        assert_eq!(longest(&[(1, 9), (2, 5), (3, 6), (4, 2), (5, 7)]), [(2, 5), (3, 6), (5, 7)]);
        assert_eq!(longest(&[(1, 4), (2, 4), (3, 4)]).len(), 1);
    }

    #[test]
    fn a_chain_is_cut_at_its_holes() {
        let chain = [(0, 100), (10, 110), (20, 900), (30, 910), (40, 920)];
        assert_eq!(densest(&chain, 50), &chain[2..]);
        assert_eq!(densest(&[], 50), []);
    }
}
