//! A cheap hash of pieces of text, for questions within one document: whoever crafts a collision misleads only the reading
//! of his own text.

/// A hash that grows by values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hash(u64);

impl Hash {
    pub(crate) const fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    #[inline]
    #[must_use]
    pub(crate) fn with(self, value: u64) -> Self {
        Self((self.0 ^ value).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29))
    }

    /// With bytes, eight at a time.
    #[must_use]
    pub(crate) fn with_bytes(self, bytes: &[u8]) -> Self {
        let (eights, rest) = bytes.as_chunks::<8>();
        let hash = eights.iter().fold(self, |hash, eight| hash.with(u64::from_le_bytes(*eight)));
        rest.iter().fold(hash.with(rest.len() as u64), |hash, &byte| hash.with(byte.into()))
    }

    #[inline]
    pub(crate) fn value(self) -> u64 {
        self.0 ^ self.0 >> 32
    }
}
