//! Bytes to text: layer 0.
//!
//! The stage finds out which encoding a document is in, decodes it, and keeps account: what decided, where each byte of
//! the text came from, and what was wrong with the bytes. Valid UTF-8 is borrowed, and never meets the detector.
//! [`decide`](decide::decide) weighs the evidence, strongest first; [`detect`](detect::detect) lets candidate encodings
//! read a sample where nothing stronger decides; the other files each decode one kind of encoding into a [`Sink`].

mod bom;
mod charset;
mod decide;
mod detect;
mod domain;
mod domain_table;
mod islands;
mod labels;
mod markup;
mod one_byte;
mod prior;
mod rarity;
mod relatives;
mod resync;
mod sample;
mod seven_bit;
mod sink;
mod transcode;
mod unmarked;
mod utf32;
mod utf8;

use std::borrow::Cow;

use crate::decode::charset::Charset;
use crate::decode::decide::{Decision, Wishes, decide};
use crate::decode::prior::Prior;
use crate::decode::seven_bit::Switching;
use crate::decode::sink::{Sink, rule};
use crate::document::Document;
use crate::error::Error;
use crate::input::{Content, Input};

/// How bytes become text.
///
/// # What decides
/// The strongest first; [`Document::decoding`] says what it was, how sure it is, and which encoding came next.
///
/// | evidence | what it is |
/// |---|---|
/// | [`Forced`](crate::Evidence::Forced) | [`Decode::encoding`] |
/// | [`ByteOrderMark`](crate::Evidence::ByteOrderMark) | of UTF-8, UTF-16 or UTF-32 |
/// | [`NulPattern`](crate::Evidence::NulPattern) | UTF-16 and UTF-32 without a mark, if all of the document reads so |
/// | [`Escapes`](crate::Evidence::Escapes) | those of ISO-2022-JP |
/// | [`Utf8`](crate::Evidence::Utf8), [`MostlyUtf8`](crate::Evidence::MostlyUtf8) | bytes that are UTF-8, or are but for a few |
/// | [`Label`](crate::Evidence::Label), [`Detected`](crate::Evidence::Detected) | a sample reads most like text in it |
/// | [`Fallback`](crate::Evidence::Fallback) | none: windows-1252, a guess |
///
/// # Hints
/// In detection a label makes its encoding cheaper, and a language the encodings that were made for it. None rules an
/// encoding out, and none turns valid UTF-8 into something else. Labels come from the caller ([`Input::label`]) or a `<meta>`
/// or `<?xml?>` of the first 1,024 bytes; languages from the caller ([`Input::language`]), from the country of the host
/// ([`Input::host`]), or from `<html lang>`.
///
/// # How much text it takes
/// Detection reads a sample of about a kilobyte from all over the document, around its bytes outside ASCII, wherever they
/// are. A page in a script of its own is told from 24 bytes of it, however it is cut (Thai: 64). Documents right, whole, on the
/// development set, and on interface messages and manual pages in 44 languages that it was not made with, without and with
/// a host as hint:
///
/// | bytes | development | other text | with a host |
/// |---|---|---|---|
/// | 16 | .993 | .961 | .980 |
/// | 64 | .998 | .995 | .996 |
/// | 256 | .993 | .999 | .999 |
/// | 4,096 | .989 | .998 | .998 |
///
/// Less than that is a guess, and [`Decoding::confidence`](crate::Decoding::confidence) says so. Some encodings cannot be told
/// apart: Romanian in windows-1250 and in ISO-8859-16 is the same bytes, unless quotation marks stand in it, and needs a
/// label.
///
/// # What is wrong with the bytes
/// Each malformed range is a finding, with the bytes it is about and, as its detail, what was put there:
///
/// | rule | what it is |
/// |---|---|
/// | `invalid` | bytes that mean nothing: U+FFFD. A lead byte before an ASCII byte leaves that byte alone |
/// | `truncated` | a character that the end of the input cuts: U+FFFD |
/// | `slip` | a byte lost or gained in double-byte text: U+FFFD, and what follows is read in step |
/// | `island` | a line or word in another encoding than the UTF-8 around it, read in its own; the detail names it |
/// | `cesu-8`, `modified-nul` | a pair of surrogates, or U+0000, as Java writes them in UTF-8: the character |
/// | `surrogate` | half a pair: U+FFFD |
/// | `label-conflict`, `unknown-label` | a label that was not followed |
/// | `byte-order-mark` | not malformed, and left out of the text |
/// | `not-text` | the whole document: it reads like text in no encoding, as pictures and archives do; windows-1252 unless a label says other |
///
/// It is least reliable on short text. Of other text that one byte was cut from, added to or taken from, 98 of 100 documents in
/// double-byte encodings come out within four characters of what they were, and all in UTF-8. Of UTF-8 with two lines in a
/// single-byte encoding 98 of 100 are right, with three words in one, 95; the words' neighbours are.
///
/// # What it costs
/// Valid UTF-8 is validated, searched for two characters, and borrowed: about a fifth of an instruction a byte. Legacy
/// text takes up to a half more time than decoding alone. Detection takes about 0.1 ms, and in long documents of Latin text up
/// to 0.3 ms; the first of a process builds tables, for some milliseconds. Time is linear in the length, whatever the bytes.
///
/// # Safety
/// UTF-7 is never read, nor what the Encoding Standard maps to its `replacement` encoding, unless
/// [asked for](Decode::seven_bit); overlong UTF-8 is malformed.
///
/// ```
/// use textmend::{Evidence, Pipeline};
///
/// let doc = Pipeline::builder().build()?.run(b"\xcf\xf0\xe8\xe2\xe5\xf2, \xec\xe8\xf0! \xca\xe0\xea \xe4\xe5\xeb\xe0?")?;
/// assert_eq!(doc.text(), "Привет, мир! Как дела?");
/// assert_eq!((doc.encoding(), doc.decoding().evidence()), ("windows-1251", Evidence::Detected));
/// # Ok::<(), textmend::Error>(())
/// ```
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

    /// Forces an encoding, whatever the bytes look like: a label of the
    /// [Encoding Standard](https://encoding.spec.whatwg.org/#names-and-labels), or `utf-32`, `utf-32le`, `utf-32be`.
    ///
    /// Building the pipeline fails with [`Error::UnknownLabel`] for any other name.
    ///
    /// ```
    /// use textmend::{Decode, Pipeline};
    ///
    /// let pipeline = Pipeline::builder().decode(Decode::new().encoding("koi8-r")).build()?;
    /// assert_eq!(pipeline.run(b"\xcd\xc9\xd2")?.text(), "мир");
    /// # Ok::<(), textmend::Error>(())
    /// ```
    pub fn encoding(mut self, label: impl Into<String>) -> Self {
        self.encoding = Some(label.into());
        self
    }

    /// Refuses malformed bytes: the run fails with [`Error::Malformed`] at the first. Off by default. UTF-8 with islands
    /// in another encoding is malformed.
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
        let wishes = Wishes {
            forced: self.forced(),
            label: input.label.as_deref(),
            language: input.language.as_deref(),
            host: input.host.as_deref(),
            seven_bit: self.seven_bit,
        };
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
        if decision.is_no_text {
            doc.push_finding(0..bytes.len() as u32, ("decode", rule::NOT_TEXT), "");
        }
        let Decision { charset, mark, decoding, prior, .. } = decision;
        doc.decoding = decoding;
        if mark > 0 {
            doc.push_finding(0..mark as u32, ("decode", rule::BYTE_ORDER_MARK), "");
        }
        if valid && charset == Charset::Utf8 {
            doc.map.bytes.reset_to_marked(bytes.len(), mark);
            return Ok(Read::AsItIs { mark });
        }
        doc.map.bytes.reset();
        let mut sink = Sink::new(doc);
        sink.replace(mark, "");
        let islands = !self.strict && wishes.forced.is_none();
        decode_as(charset, bytes.get(mark..).unwrap_or_default(), islands.then_some(&prior), &mut sink);
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

/// Decodes `bytes`, the rest of the input. With a prior, UTF-8 may have islands in other encodings.
fn decode_as(charset: Charset, bytes: &[u8], prior: Option<&Prior>, sink: &mut Sink<'_>) {
    match charset {
        Charset::Utf8 => match prior {
            Some(prior) => islands::decode(bytes, prior, sink),
            None => utf8::decode(bytes, true, sink),
        },
        Charset::Iso2022Jp => seven_bit::decode(Switching::Iso2022Jp, bytes, sink),
        Charset::Iso2022Kr => seven_bit::decode(Switching::Iso2022Kr, bytes, sink),
        Charset::Hz => seven_bit::decode(Switching::Hz, bytes, sink),
        Charset::Utf32Le => utf32::decode(bytes, false, sink),
        Charset::Utf32Be => utf32::decode(bytes, true, sink),
        Charset::Standard(encoding) => transcode::transcode(encoding, bytes, sink),
    }
}
