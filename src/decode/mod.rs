//! Bytes to text: layer 0.
//!
//! The stage finds out which encoding a document is in, decodes it, and keeps account: what decided, where each byte of
//! the text came from, and what was wrong with the bytes.

mod bom;
mod charset;
mod decide;
mod detect;
mod islands;
mod label;
mod one_byte;
mod resync;
mod sample;
mod seven_bit;
mod sink;
mod transcode;
mod utf32;
mod utf8;

use std::borrow::Cow;

use crate::decode::charset::Charset;
use crate::decode::decide::{Decision, Wishes, decide};
use crate::decode::detect::Prior;
use crate::decode::seven_bit::Switching;
use crate::decode::sink::Sink;
use crate::document::Document;
use crate::error::Error;
use crate::input::{Content, Input};

/// How bytes become text.
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct Decode {
    encoding: Option<String>,
    strict: bool,
    seven_bit: bool,
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

    /// Reads ISO-2022-KR and HZ as well, which is off unless asked for: the Encoding Standard leaves them out, because
    /// bytes that one program shows as harmless text are markup to another.
    pub fn seven_bit(mut self, seven_bit: bool) -> Self {
        self.seven_bit = seven_bit;
        self
    }

    pub(crate) fn check(&self) -> Result<(), Error> {
        match &self.encoding {
            Some(label) if self.forced().is_none() => Err(Error::UnknownLabel { label: label.clone() }),
            _ => Ok(()),
        }
    }

    fn forced(&self) -> Option<Charset> {
        Charset::for_label(self.encoding.as_deref()?)
    }

    /// Decodes `input`: fills the byte map, the decision and the findings of `doc`.
    pub(crate) fn decode<'a>(&self, input: Input<'a>, doc: &mut Document) -> Result<Cow<'a, str>, Error> {
        let wishes = Wishes { forced: self.forced(), label: input.label.as_deref(), seven_bit: self.seven_bit };
        match input.content {
            Content::Text(text) => {
                doc.map.bytes.reset_to_identity(text.len());
                Ok(text)
            }
            Content::Bytes(Cow::Borrowed(bytes)) => {
                let valid = utf8::valid(bytes);
                Ok(match self.read(bytes, valid.is_some(), wishes, doc)? {
                    Read::AsItIs { mark } => Cow::Borrowed(valid.and_then(|text| text.get(mark..)).unwrap_or_default()),
                    Read::Decoded(text) => Cow::Owned(text),
                })
            }
            // The standard library validates slower, but it takes the vector over without a copy.
            Content::Bytes(Cow::Owned(bytes)) => Ok(Cow::Owned(match String::from_utf8(bytes) {
                Ok(mut text) => match self.read(text.as_bytes(), true, wishes, doc)? {
                    Read::AsItIs { mark } => {
                        text.drain(..mark);
                        text
                    }
                    Read::Decoded(text) => text,
                },
                Err(error) => match self.read(error.as_bytes(), false, wishes, doc)? {
                    Read::AsItIs { .. } => String::new(),
                    Read::Decoded(text) => text,
                },
            })),
        }
    }

    fn read(&self, bytes: &[u8], valid: bool, wishes: Wishes<'_>, doc: &mut Document) -> Result<Read, Error> {
        let decision = decide(bytes, valid, wishes);
        for (source, rule, label) in &decision.ignored_labels {
            doc.push_finding(source.start as u32..source.end as u32, ("decode", rule), label);
        }
        let Decision { charset, mark, decoding, prior, .. } = decision;
        doc.decoding = decoding;
        if valid && charset == Charset::Utf8 {
            doc.map.bytes.reset_to_marked(bytes.len(), mark);
            return Ok(Read::AsItIs { mark });
        }
        doc.map.bytes.reset();
        let mut sink = Sink::new(doc);
        sink.replace(mark, "");
        decode_as(charset, bytes.get(mark..).unwrap_or_default(), &prior, &mut sink);
        match sink.finish(bytes) {
            (_, Some(at)) if self.strict => Err(Error::Malformed { encoding: charset.name(), offset: at as u64 }),
            (text, _) => Ok(Read::Decoded(text)),
        }
    }
}

/// What decoding made.
enum Read {
    /// The bytes behind the byte order mark are the text.
    AsItIs {
        mark: usize,
    },
    Decoded(String),
}

/// Decodes `bytes`, the rest of the input.
fn decode_as(charset: Charset, bytes: &[u8], prior: &Prior, sink: &mut Sink<'_>) {
    match charset {
        Charset::Utf8 => islands::decode(bytes, prior, sink),
        Charset::Iso2022Jp => seven_bit::decode(Switching::Iso2022Jp, bytes, sink),
        Charset::Iso2022Kr => seven_bit::decode(Switching::Iso2022Kr, bytes, sink),
        Charset::Hz => seven_bit::decode(Switching::Hz, bytes, sink),
        Charset::Utf32Le => utf32::decode(bytes, false, sink),
        Charset::Utf32Be => utf32::decode(bytes, true, sink),
        Charset::Standard(encoding) => transcode::transcode(encoding, bytes, sink),
    }
}
