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
    /// UTF-16 of one order of bytes was read in the other.
    Swapped,
}

impl Layer {
    /// Whether the text was written in UTF-8.
    pub(super) fn is_utf8(&self) -> bool {
        matches!(self, Layer::Misread { written: Charset::Utf8, .. })
    }

    /// Whether it leaves nothing as it was: UTF-8 read as a one-byte charset, bytes swapped.
    pub(super) fn is_whole(&self) -> bool {
        matches!(self, Layer::Misread { written: Charset::Utf8, read: Charset::OneByte(_) } | Layer::Swapped)
    }

    /// Whether what was written was read as a double-byte charset.
    pub(super) fn reads_double_byte(&self) -> bool {
        matches!(self, Layer::Misread { read: Charset::DoubleByte(_), .. })
    }

    /// Whether pages of the web are written in the one charset and read as the other.
    pub(super) fn is_common(&self) -> bool {
        match *self {
            Layer::Misread { written, read } | Layer::Fallback { written, read } => {
                written.is_common() && (read.is_common() || read == Charset::LATIN_1)
            }
            Layer::Swapped => true,
        }
    }

    /// Nats by which this is rarer than UTF-8 read as windows-1252, the commonest of all.
    pub(super) fn rarity(self) -> f32 {
        match self {
            Layer::Misread { written, read } => written.rarity() + read.rarity(),
            Layer::Fallback { written, .. } => written.rarity(),
            Layer::Swapped => SWAPPED,
        }
    }
}

impl fmt::Display for Layer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Layer::Misread { written, read } => write!(f, "{} read as {}", written.name(), read.name()),
            Layer::Fallback { written, read } => write!(f, "{} read as UTF-8 or {}", written.name(), read.name()),
            Layer::Swapped => f.write_str("UTF-16 read with its bytes swapped"),
        }
    }
}

/// Nats by which swapped bytes are rarer than UTF-8 read as windows-1252.
const SWAPPED: f32 = 4.0;

/// What a stretch of text may have been.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Reading {
    pub(super) text: String,
    /// What went wrong, the last first: undoing them in this order gives the text.
    pub(super) layers: Vec<Layer>,
}

/// Nats that one more layer costs.
const LAYER: f32 = 6.0;

impl Reading {
    /// Nats by which what went wrong is rarer than one layer of the commonest damage.
    pub(super) fn rarity(&self) -> f32 {
        let layers = self.layers.iter().map(|layer| layer.rarity()).sum::<f32>();
        layers + LAYER * self.layers.len().saturating_sub(1) as f32
    }

    /// The rule that reports name: what kind of damage it was.
    pub(super) fn rule(&self) -> &'static str {
        match self.layers.as_slice() {
            [_, _, ..] => "misread-in-layers",
            [Layer::Misread { written: Charset::Utf8, .. }] => "utf-8-misread",
            [Layer::Misread { written: Charset::DoubleByte(_), .. }] => "double-byte-misread",
            [Layer::Fallback { .. }] => "misread-as-utf-8",
            [Layer::Swapped] => "utf-16-misread",
            _ => "one-byte-misread",
        }
    }

    /// What went wrong, in words.
    pub(super) fn path(&self) -> String {
        self.layers.iter().map(Layer::to_string).collect::<Vec<_>>().join(", then ")
    }
}
