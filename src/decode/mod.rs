//! Bytes to text: layer 0.

use std::borrow::Cow;

use crate::decoding::{Decoding, Evidence};
use crate::document::Document;
use crate::error::Error;
use crate::input::{Content, Input};

/// How bytes become text.
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct Decode {
    encoding: Option<String>,
    strict: bool,
}

impl Decode {
    /// Detection, and U+FFFD for malformed bytes.
    pub fn new() -> Self {
        Self::default()
    }

    /// Forces an encoding, whatever the bytes look like.
    pub fn encoding(mut self, label: impl Into<String>) -> Self {
        self.encoding = Some(label.into());
        self
    }

    /// Refuses malformed bytes.
    pub fn strict(mut self, strict: bool) -> Self {
        self.strict = strict;
        self
    }

    pub(crate) fn check(&self) -> Result<(), Error> {
        match &self.encoding {
            Some(label) if encoding_rs::Encoding::for_label(label.as_bytes()).is_none() => {
                Err(Error::UnknownLabel { label: label.clone() })
            }
            _ => Ok(()),
        }
    }

    /// Decodes `input`: fills the byte map, the decision and the findings of `doc`.
    pub(crate) fn decode<'a>(&self, input: Input<'a>, doc: &mut Document) -> Result<Cow<'a, str>, Error> {
        match input.content {
            Content::Text(text) => {
                doc.map.bytes.reset_to_identity(text.len());
                Ok(text)
            }
            Content::Bytes(bytes) => {
                doc.map.bytes.reset_to_identity(bytes.len());
                doc.decoding = Decoding::certain("UTF-8", Evidence::Utf8);
                Ok(match bytes {
                    Cow::Borrowed(bytes) => String::from_utf8_lossy(bytes),
                    Cow::Owned(bytes) => Cow::Owned(String::from_utf8_lossy(&bytes).into_owned()),
                })
            }
        }
    }
}
