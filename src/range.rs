//! Ranges across a change of the text: which of two texts they are of, and how they are carried over.

use std::ops::Range;

/// The two texts that a layer stands between.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Before,
    After,
}

impl Side {
    pub(crate) fn other(self) -> Side {
        match self {
            Side::Before => Side::After,
            Side::After => Side::Before,
        }
    }
}

/// Carries `range` of a text of `len` bytes to a text of `other_len` bytes, given where each single byte stands there.
///
/// A range goes to all that stands from its first byte's origin to its last byte's. An empty range lies between two
/// bytes and goes to what lies between their origins: nothing, or what was removed there.
pub(crate) fn trace(range: Range<u32>, len: u32, other_len: u32, origin: impl Fn(u32) -> Range<u32>) -> Range<u32> {
    if range.start < range.end {
        return origin(range.start).start..origin(range.end - 1).end;
    }
    let left = if range.start == 0 { 0 } else { origin(range.start - 1).end };
    let right = if range.start == len { other_len } else { origin(range.start).start };
    left.min(right)..left.max(right)
}

/// Offsets are 32 bits wide inside (no document is over 4 GiB) and `usize` outside.
pub(crate) fn widen(range: Range<u32>) -> Range<usize> {
    range.start as usize..range.end as usize
}
