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
    use super::super::windows::window;
    use super::*;

    /// So many runs of eight Han characters have some hundred fingerprints in common by chance.
    const RUNS: u32 = 1 << 20;

    #[test]
    fn windows_that_only_hash_alike_are_no_pairs() {
        let run = |number: u32| -> String {
            let digit = |at: u32| '\u{4e00}' as u32 + (number.wrapping_mul(0x9e37_79b1).rotate_left(4 * at) & 0xfff);
            (0..8).filter_map(|at| char::from_u32(digit(at))).collect()
        };
        let mut hashed: Vec<(u32, u32)> =
            (0..RUNS).filter_map(|number| Some((window(&run(number), 0)?, number))).collect();
        hashed.sort_unstable();
        let alike = hashed.windows(2).filter_map(|two| match two {
            &[x, y] if x.0 == y.0 => Some((run(x.1), run(y.1))),
            _ => None,
        });
        let (first, second): (Vec<String>, Vec<String>) = alike.unzip();
        let (first, second) = (first.join("\n"), second.join("\n"));
        let text = format!("{first}\n{second}");
        let anchors = Anchors::of(&text);
        assert!(anchors.groups().filter(|group| group.len() == 2).count() >= 4);
        let across = |&(p, q): &Pair| (p as usize) < first.len() && q as usize > first.len();
        assert!(!pairs(&text, &anchors, 2, 1).iter().any(across));
    }

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
