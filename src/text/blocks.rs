//! A prescan by blocks: which stretches of a text hold a byte window that could matter to a pass.

use std::ops::Range;

/// Windows that are tested together. Long enough that the loop over a block is vectorised and its set-up is paid off,
/// short enough that one hit does not send a whole page down the slow path (256 to 1024 measured alike).
const BLOCK: usize = 512;

/// How finely a block that was hit is looked at again, still by vectors: what is left is looked at byte by byte.
const SUB_BLOCK: usize = 32;

/// The stretches of a text in which some window of three bytes passes a test, from left to right and disjoint.
///
/// The test is run on every window by a loop that the compiler turns into vector instructions, so it must be made of
/// comparisons joined by `|` and `&` alone. Behind the end of the text stand zeros. With `skip_ascii`, blocks of ASCII
/// alone are passed over untested: the test must fail for windows that start in ASCII.
pub(crate) fn blocks<'t>(
    text: &'t str,
    test: impl Fn(u8, u8, u8) -> bool + 't,
    skip_ascii: bool,
) -> impl Iterator<Item = Range<usize>> + 't {
    Blocks { bytes: text.as_bytes(), at: 0, test, skip_ascii }
}

struct Blocks<'t, F> {
    bytes: &'t [u8],
    at: usize,
    test: F,
    skip_ascii: bool,
}

impl<F: Fn(u8, u8, u8) -> bool> Blocks<'_, F> {
    fn is_hit(&self, block: &Range<usize>) -> bool {
        let from = |shift: usize| self.bytes.get(block.start + shift..).unwrap_or_default();
        let firsts = self.bytes.get(block.clone()).unwrap_or_default();
        if self.skip_ascii && firsts.is_ascii() {
            return false;
        }
        let test = |hit: u8, ((a, b), c): ((&u8, &u8), &u8)| hit | u8::from((self.test)(*a, *b, *c));
        if firsts.iter().zip(from(1)).zip(from(2)).fold(0, test) != 0 {
            return true;
        }
        let last_windows = self.bytes.len().saturating_sub(2).max(block.start)..block.end;
        last_windows.into_iter().any(|at| {
            let byte = |shift| self.bytes.get(at + shift).copied().unwrap_or_default();
            (self.test)(byte(0), byte(1), byte(2))
        })
    }
}

impl<F: Fn(u8, u8, u8) -> bool> Iterator for Blocks<'_, F> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        while self.at < self.bytes.len() {
            let block = self.at..self.bytes.len().min(self.at + BLOCK);
            self.at = block.end;
            if self.is_hit(&block) {
                return Some(block);
            }
        }
        None
    }
}

/// The places where a window passes the test of [`blocks`], from left to right.
pub(crate) fn hits<'t>(
    text: &'t str,
    test: impl Fn(u8, u8, u8) -> bool + Copy + 't,
    skip_ascii: bool,
) -> impl Iterator<Item = usize> + 't {
    let bytes = text.as_bytes();
    let byte = move |at: usize| bytes.get(at).copied().unwrap_or_default();
    let sub_blocks = |block: Range<usize>| {
        let end = block.end;
        block.step_by(SUB_BLOCK).map(move |start| start..end.min(start + SUB_BLOCK))
    };
    let fine = Blocks { bytes, at: 0, test, skip_ascii };
    blocks(text, test, skip_ascii)
        .flat_map(sub_blocks)
        .filter(move |sub_block| fine.is_hit(sub_block))
        .flatten()
        .filter(move |&at| test(byte(at), byte(at + 1), byte(at + 2)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_is_found_wherever_it_stands() {
        for before in 0..1200 {
            let text = format!("{}\u{a0}", "x".repeat(before));
            let nbsp = |a, b, _| (a == 0xC2) & (b == 0xA0);
            assert_eq!(hits(&text, nbsp, true).collect::<Vec<_>>(), [before]);
            assert_eq!(hits(&text, nbsp, false).collect::<Vec<_>>(), [before]);
        }
    }

    #[test]
    fn zeros_stand_behind_the_end() {
        let blank_at_end = |a, b, _| (a == b' ') & (b == 0);
        assert_eq!(hits("a b ", blank_at_end, false).collect::<Vec<_>>(), [3]);
        assert_eq!(blocks("", blank_at_end, false).count(), 0);
    }
}
