//! How the bytes of a document were read, and why so.

/// What decided the encoding of a document, the strongest evidence first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Evidence {
    /// The input was text already.
    Text,
    /// [`Decode::encoding`](crate::Decode::encoding) said so.
    Forced,
    /// A byte order mark.
    ByteOrderMark,
    /// Zero bytes where UTF-16 or UTF-32 has them.
    NulPattern,
    /// The escape sequences of ISO-2022-JP.
    Escapes,
    /// The bytes are well-formed UTF-8 (as ASCII is).
    Utf8,
    /// The bytes are UTF-8 but for a few.
    MostlyUtf8,
    /// A label that came with the document, and bytes that agree with it.
    Label,
    /// The bytes look like text of that encoding more than of any other.
    Detected,
    /// Nothing decided; windows-1252 reads any bytes.
    Fallback,
}

/// The decision about a document's encoding.
///
/// ```
/// use textmend::{Evidence, Pipeline};
///
/// let doc = Pipeline::default().run(b"\xff\xfeh\0i\0")?;
/// assert_eq!(doc.decoding().label(), "UTF-16LE");
/// assert_eq!(doc.decoding().evidence(), Evidence::ByteOrderMark);
/// # Ok::<(), textmend::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Decoding {
    pub(crate) label: &'static str,
    pub(crate) evidence: Evidence,
    pub(crate) confidence: f32,
    pub(crate) runner_up: Option<&'static str>,
}

impl Decoding {
    /// A decision without doubt.
    pub(crate) fn certain(label: &'static str, evidence: Evidence) -> Self {
        Self { label, evidence, confidence: 1.0, runner_up: None }
    }

    /// The name of the encoding, as the Encoding Standard spells it; `UTF-32LE` and `UTF-32BE`, which it does not know.
    pub fn label(&self) -> &'static str {
        self.label
    }

    /// What decided.
    pub fn evidence(&self) -> Evidence {
        self.evidence
    }

    /// How sure the decision is, from 0.5 (the [runner-up](Decoding::runner_up) reads as well, and may read the same) to 1 (no
    /// doubt); for [`MostlyUtf8`](Evidence::MostlyUtf8), the share of bytes outside ASCII that are UTF-8.
    ///
    /// ```
    /// use textmend::Pipeline;
    ///
    /// let pipeline = Pipeline::default();
    /// let (letter, greeting) = (pipeline.run(b"\xe8")?, pipeline.run(b"\xc4\xe3\xba\xc3\xa3\xac\xca\xc0\xbd\xe7")?);
    /// assert!(letter.decoding().confidence() < 0.7 && greeting.decoding().confidence() > 0.9);
    /// # Ok::<(), textmend::Error>(())
    /// ```
    pub fn confidence(&self) -> f32 {
        self.confidence
    }

    /// The name of the next best encoding, where several were weighed (for [`Detected`](Evidence::Detected) and
    /// [`Label`](Evidence::Label), and for UTF-16 without a mark); `None` where nothing was.
    pub fn runner_up(&self) -> Option<&'static str> {
        self.runner_up
    }
}

impl Default for Decoding {
    fn default() -> Self {
        Self::certain("UTF-8", Evidence::Text)
    }
}
