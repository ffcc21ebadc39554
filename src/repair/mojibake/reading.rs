//! A reading: what a text may have been, and through which charsets it came to what it is.

use std::fmt;

use super::charset::Charset;

/// One thing that went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layer {
    /// Bytes of one charset were read as another.
    Misread { written: Charset, read: Charset },
    /// Bytes of a charset were read as UTF-8, and what is no UTF-8 byte by byte as a one-byte charset.
    Fallback { written: Charset, read: Charset },
    /// The two bytes of each unit of UTF-16 were read in the wrong order.
    Swapped,
    /// Each byte of UTF-16 was read as a character.
    Halved,
}

impl fmt::Display for Layer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Layer::Misread { written, read } => write!(f, "{} read as {}", written.name(), read.name()),
            Layer::Fallback { written, read } => write!(f, "{} read as UTF-8 or {}", written.name(), read.name()),
            Layer::Swapped => f.write_str("UTF-16LE read as UTF-16BE"),
            Layer::Halved => f.write_str("UTF-16LE read as ISO-8859-1"),
        }
    }
}

/// What a stretch of text may have been.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    pub(super) text: String,
    /// What went wrong, the last first: undoing them in this order gives the text.
    pub(super) layers: Vec<Layer>,
    /// How many characters of the text are mended.
    pub(super) mended: usize,
}

impl Reading {
    pub(super) fn path(&self) -> String {
        self.layers.iter().map(Layer::to_string).collect::<Vec<_>>().join(", then ")
    }
}
