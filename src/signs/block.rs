//! A block of a text, read by loops that the compiler turns into vector instructions.
//!
//! A loop's test is made of comparisons joined by `|` and `&`, and inlined: called for each window it costs forty times as
//! many instructions. Each loop stands in a function of its own, has two results at most, and a length that comes from the
//! text: where one of these is not so, the compiler reads byte by byte. `cargo bench --bench instructions` shows it.

/// Bytes that share their signs. Long enough that the set-up of a loop is paid off, short enough that one hit does not send
/// a whole page down the slow path: at 512, a tenth more instructions.
pub(crate) const BLOCK: usize = 256;

/// The last block is filled up to a multiple of this, so that no bytes are left over by a loop over vectors.
const STEP: usize = 32;

/// What it is filled with behind a line's end: nothing that shows a sign.
const FILLER: u8 = b'x';

/// A block of a text with the two bytes behind it.
type Padded = [u8; BLOCK + 2];

/// The last block of a text, where less than a block and two bytes are left.
pub(super) fn padded(rest: &[u8]) -> Padded {
    let mut padded = [FILLER; BLOCK + 2];
    padded.iter_mut().zip(rest.iter().chain(b"\n")).for_each(|(slot, byte)| *slot = *byte);
    padded
}

/// The windows of three bytes that start in a block: their first bytes, their second and their third ones.
pub(super) struct Windows<'t> {
    firsts: &'t [u8],
    seconds: &'t [u8],
    thirds: &'t [u8],
}

impl<'t> Windows<'t> {
    /// Those that start in the first `len` bytes of a block, or some more.
    pub(super) fn new(block: &'t [u8], len: usize) -> Self {
        let from = |at: usize| block.get(at..).unwrap_or_default();
        let firsts = block.get(..len.next_multiple_of(STEP)).unwrap_or_default();
        Self { firsts, seconds: from(1), thirds: from(2) }
    }

    pub(super) fn is_ascii(&self) -> bool {
        self.firsts.is_ascii()
    }

    /// What `step` makes of all windows, one after the other.
    #[inline(always)]
    pub(super) fn fold<T>(&self, start: T, step: impl Fn(T, u8, u8, u8) -> T) -> T {
        let windows = self.firsts.iter().zip(self.seconds).zip(self.thirds);
        windows.fold(start, |state, ((a, b), c)| step(state, *a, *b, *c))
    }

    /// The bits that `test` gives for any window.
    #[inline(never)]
    pub(super) fn bits(&self, test: impl Fn(u8, u8, u8) -> u8) -> u8 {
        self.fold(0, |bits, a, b, c| bits | test(a, b, c))
    }
}

/// Whether a byte is one of `count` from `first` on. A comparison of signed numbers, which takes two vector instructions
/// where one of unsigned numbers takes three.
#[inline(always)]
pub(super) fn is_within(byte: u8, first: u8, count: u8) -> bool {
    (byte.wrapping_sub(first).wrapping_add(0x80) as i8) < count.wrapping_add(0x80) as i8
}
