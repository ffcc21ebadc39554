//! What UTF-8 reads of bytes that came one by one.

/// The start of a character of UTF-8.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Alone {
    bytes: [u8; 4],
    length: u8,
}

impl Alone {
    /// With one more byte; `None` where UTF-8 would have read them as one character.
    pub(super) fn and(mut self, byte: u8) -> Option<Self> {
        self.bytes.iter_mut().skip(self.length.into()).take(1).for_each(|next| *next = byte);
        self.length += 1;
        let whole = self.bytes.get(..self.length.into()).unwrap_or_default();
        match std::str::from_utf8(whole) {
            Ok(_) if byte.is_ascii() => Some(Self::default()),
            Ok(_) => None,
            Err(error) if error.error_len().is_none() => Some(self),
            Err(_) if self.length > 1 => Self::default().and(byte),
            Err(_) => Some(Self::default()),
        }
    }
}
