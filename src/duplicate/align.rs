//! Two copies side by side, key by key: which stretches are the same and which differ.

use std::ops::Range;

use super::chain::Pair;
use super::damage::one_is_damaged;
use crate::text::script::is_wide_letter;
use crate::text::shingle::{Key, next_key, previous_key};

/// One stretch of an alignment. Stretches follow one another without holes, the same on both sides or differing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stretch {
    pub(crate) a: Range<usize>,
    pub(crate) b: Range<usize>,
    pub(crate) same: bool,
}

/// How many keys ahead a copy is searched for the place where both agree again.
const REACH: usize = 24;

/// How many keys must agree there, and one more for every so many keys that were passed over.
const AGREEMENT: usize = 6;
const AGREEMENT_PER_SKIPPED: usize = 8;

/// How many keys may be passed over where no anchor vouches for what follows: a wrong, a lost or an added character or
/// two at the edge of a copy, but no step into the furniture around it. Damage that shows on one side may be longer.
const EDGE_REACH: usize = 5;

/// Equal bytes are compared in blocks of this size before they are read key by key.
const BLOCK: usize = 64;

/// The two copies to read, and where they may not be read any further.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sides<'t> {
    pub(crate) text: &'t str,
    pub(crate) a_end: usize,
    pub(crate) b_end: usize,
}

impl Sides<'_> {
    /// The next key of each copy.
    fn next(&self, a: usize, b: usize) -> Option<(Key, Key)> {
        let x = next_key(self.text, a).filter(|key| key.end <= self.a_end)?;
        let y = next_key(self.text, b).filter(|key| key.end <= self.b_end)?;
        Some((x, y))
    }

    /// Aligns both copies from `start` on, guided by `chain`. The last stretch is what follows where they part for good
    /// behind its last pair.
    pub(crate) fn walk(&self, start: (usize, usize), mut chain: &[Pair], mut visit: impl FnMut(Stretch)) {
        let (mut a, mut b) = start;
        loop {
            let (x, y) = self.skip_same(a, b);
            if x > a || y > b {
                visit(Stretch { a: a..x, b: b..y, same: true });
            }
            chain = self.ahead(chain, x, y);
            let Some((next_a, next_b)) = self.resume(x, y, chain.first().copied()) else {
                let (a, b) = (x..self.a_end.max(x), y..self.b_end.max(y));
                return if !(a.is_empty() && b.is_empty()) {
                    visit(Stretch { a, b, same: false })
                };
            };
            visit(Stretch { a: x..next_a, b: y..next_b, same: false });
            (a, b) = (next_a, next_b);
        }
    }

    /// The pairs of `chain` that lie at or behind `a` and `b`.
    fn ahead<'c>(&self, mut chain: &'c [Pair], a: usize, b: usize) -> &'c [Pair] {
        while let Some((&(p, q), rest)) = chain.split_first() {
            if p as usize >= a && q as usize >= b {
                break;
            }
            chain = rest;
        }
        chain
    }

    /// Where to go on behind a difference that starts at `a` and `b`, if `pair` is the next that is known to agree.
    fn resume(&self, a: usize, b: usize, pair: Option<Pair>) -> Option<(usize, usize)> {
        let at_keys = |(p, q): Pair| {
            let (x, y) = self.next(p as usize, q as usize).filter(|(x, y)| x.value == y.value)?;
            Some((x.start, y.start))
        };
        let pair = pair.and_then(at_keys);
        self.agree_again(a, b, EDGE_REACH).or_else(|| {
            let again = self.agree_again(a, b, REACH);
            match pair {
                Some(pair) => again.or_else(|| Some(self.back(pair, a, b))),
                None => again.filter(|&(x, y)| one_is_damaged(self.text, &(a..x), &(b..y))),
            }
        })
    }

    /// The ends of the stretch of equal keys that starts at `a` and `b`.
    fn skip_same(&self, mut a: usize, mut b: usize) -> (usize, usize) {
        loop {
            (a, b) = self.skip_equal_blocks(a, b);
            match self.next(a, b) {
                Some((x, y)) if x.value == y.value => (a, b) = (x.end, y.end),
                _ => return (a, b),
            }
        }
    }

    /// Skips what is equal byte for byte.
    fn skip_equal_blocks(&self, a: usize, b: usize) -> (usize, usize) {
        let bytes = self.text.as_bytes();
        let rest = |from: usize, to: usize| bytes.get(from..to.max(from)).unwrap_or_default();
        let blocks = rest(a, self.a_end).chunks_exact(BLOCK).zip(rest(b, self.b_end).chunks_exact(BLOCK));
        let equal = BLOCK * blocks.take_while(|(x, y)| x == y).count();
        let boundary = (a..=a + equal).rev().find(|&at| self.text.is_char_boundary(at)).unwrap_or(a);
        (boundary, b + (boundary - a))
    }

    /// Where both copies agree again, at most `reach` keys ahead in each.
    fn agree_again(&self, a: usize, b: usize, reach: usize) -> Option<(usize, usize)> {
        let ahead_a = Ahead::forwards(self.text, a, self.a_end, reach);
        let ahead_b = Ahead::forwards(self.text, b, self.b_end, reach);
        let (i, j) = ahead_a.meet(&ahead_b, reach)?;
        Some((ahead_a.key(i)?.start, ahead_b.key(j)?.start))
    }

    /// Moves a pair back over what agrees before it, though not past `a` and `b`.
    fn back(&self, pair: (usize, usize), a: usize, b: usize) -> (usize, usize) {
        let (mut p, mut q) = pair;
        while let (Some(x), Some(y)) = (previous_key(self.text, p), previous_key(self.text, q)) {
            if x.value != y.value || x.start < a || y.start < b {
                break;
            }
            (p, q) = (x.start, y.start);
        }
        (p, q)
    }

    /// Moves a pair back to where the copies begin to agree.
    pub(crate) fn begin(&self, pair: Pair) -> (usize, usize) {
        let (mut a, mut b) = (pair.0 as usize, pair.1 as usize);
        loop {
            (a, b) = self.back((a, b), 0, 0);
            let damaged = |&(x, y): &(usize, usize)| one_is_damaged(self.text, &(x..a), &(y..b));
            let before = self.agree_before(a, b, EDGE_REACH);
            let Some(before) = before.or_else(|| self.agree_before(a, b, REACH).filter(damaged)) else {
                return (a, b);
            };
            (a, b) = before;
        }
    }

    /// Where both copies last agreed, at most `reach` keys before `a` and `b`.
    fn agree_before(&self, a: usize, b: usize, reach: usize) -> Option<(usize, usize)> {
        let before_a = Ahead::backwards(self.text, a, reach);
        let before_b = Ahead::backwards(self.text, b, reach);
        let (i, j) = before_a.meet(&before_b, reach)?;
        Some((before_a.key(i)?.end, before_b.key(j)?.end))
    }
}

/// The keys ahead of a place, in one direction.
struct Ahead {
    keys: [Option<Key>; Self::LEN],
}

impl Ahead {
    /// As many as the search may pass over, and as many as must then agree.
    const LEN: usize = REACH + AGREEMENT + 2 * REACH / AGREEMENT_PER_SKIPPED;

    fn forwards(text: &str, mut at: usize, end: usize, reach: usize) -> Self {
        Self::read(reach, || {
            let key = next_key(text, at).filter(|key| key.end <= end)?;
            at = key.end;
            Some(key)
        })
    }

    fn backwards(text: &str, mut at: usize, reach: usize) -> Self {
        Self::read(reach, || {
            let key = previous_key(text, at)?;
            at = key.start;
            Some(key)
        })
    }

    fn read(reach: usize, mut next: impl FnMut() -> Option<Key>) -> Self {
        let mut keys = [None; Self::LEN];
        for slot in keys.iter_mut().take(reach + AGREEMENT + 2 * reach / AGREEMENT_PER_SKIPPED) {
            *slot = next();
            if slot.is_none() {
                break;
            }
        }
        Self { keys }
    }

    fn key(&self, index: usize) -> Option<Key> {
        self.keys.get(index).copied().flatten()
    }

    /// The fewest keys to pass over, on this side and the other, until enough agree.
    fn meet(&self, other: &Self, reach: usize) -> Option<(usize, usize)> {
        (1..=2 * reach)
            .flat_map(|skipped| (0..=skipped).map(move |i| (i, skipped - i)))
            .filter(|&(i, j)| i <= reach && j <= reach)
            .find(|&(i, j)| self.agrees(i, other, j, AGREEMENT + (i + j) / AGREEMENT_PER_SKIPPED))
    }

    /// Whether so many keys agree from `i` and `j` on. Four wide ones say as much as six others. A lost one agrees with any
    /// and says half as much.
    fn agrees(&self, i: usize, other: &Self, j: usize, keys: usize) -> bool {
        let mut agreed = 0;
        for (x, y) in (0..2 * keys).map_while(|step| self.key(i + step).zip(other.key(j + step))) {
            agreed += match (x.value, y.value) {
                ('\u{fffd}', _) | (_, '\u{fffd}') => 1,
                (x, y) if x != y => return false,
                (x, _) if is_wide_letter(x) => 3,
                _ => 2,
            };
            if agreed >= 2 * keys {
                return true;
            }
        }
        false
    }
}
