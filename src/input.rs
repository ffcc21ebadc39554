//! What a pipeline is given: bytes or text, and what the caller knows about them.

use std::borrow::Cow;

/// One document to mend: its bytes (or its text), and what is known about them from elsewhere.
///
/// Bytes and text convert into an `Input`, so `pipeline.run(bytes)` is the usual call; text (`&str`, `String`) is taken as
/// decoded. Give a `Vec<u8>` where you have one to spare: clean UTF-8 then becomes the document's text without a
/// copy.
///
/// ```
/// use textmend::{Input, Pipeline};
///
/// let gbk = b"\xc4\xe3\xba\xc3\xa3\xac\xca\xc0\xbd\xe7";
/// let doc = Pipeline::default().run(Input::from(gbk).label("gb2312"))?;
/// assert_eq!(doc.text(), "你好，世界");
/// # Ok::<(), textmend::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Input<'a> {
    pub(crate) content: Content<'a>,
    pub(crate) label: Option<Cow<'a, str>>,
    pub(crate) language: Option<Cow<'a, str>>,
    pub(crate) host: Option<Cow<'a, str>>,
}

#[derive(Clone, Debug)]
pub(crate) enum Content<'a> {
    Bytes(Cow<'a, [u8]>),
    Text(Cow<'a, str>),
}

impl<'a> Input<'a> {
    /// Text that is decoded already: nothing is detected or validated, and U+FEFF at its start is a character like another.
    /// Takes a `&str` or a `String`.
    ///
    /// ```
    /// use textmend::{Input, Pipeline};
    ///
    /// let doc = Pipeline::default().run(Input::text("a &amp; b"))?;
    /// assert_eq!(doc.text(), "a & b");
    /// # Ok::<(), textmend::Error>(())
    /// ```
    pub fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Self::of(Content::Text(text.into()))
    }

    /// The encoding label that came with the bytes: a label of the
    /// [Encoding Standard](https://encoding.spec.whatwg.org/#names-and-labels), or a whole `Content-Type` header.
    ///
    /// Labels are often wrong, so this is a hint and not an instruction: a byte order mark or bytes that are UTF-8 outweigh
    /// it, and a label that lost is a finding. To force an encoding, use [`Decode::encoding`](crate::Decode::encoding).
    ///
    /// ```
    /// use textmend::{Input, Pipeline};
    ///
    /// let input = Input::from(b"\xc4\xe3\xba\xc3").label("text/html; charset=gbk");
    /// assert_eq!(Pipeline::default().run(input)?.text(), "你好");
    /// # Ok::<(), textmend::Error>(())
    /// ```
    #[must_use]
    pub fn label(mut self, label: impl Into<Cow<'a, str>>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// The language that the text is likely to be in, as BCP 47 writes it: from an HTTP header for example. What the page
    /// says itself, in `<html lang>`, is found, and is worth a little less.
    ///
    /// It is evidence like a label, and a weak one: of encodings that read the bytes about as well, one that was made for
    /// the language wins. It helps text of one or two dozen bytes, and does nothing where the bytes speak.
    ///
    /// ```
    /// use textmend::{Input, Pipeline};
    ///
    /// let input = Input::from(b"s\xf5\xf5re").language("et");
    /// assert_eq!(Pipeline::default().run(input)?.text(), "sõõre");
    /// # Ok::<(), textmend::Error>(())
    /// ```
    #[must_use]
    pub fn language(mut self, language: impl Into<Cow<'a, str>>) -> Self {
        self.language = Some(language.into());
        self
    }

    /// The host that the page came from, as its address has it (`www.example.ee`; international names in their ASCII form),
    /// or its top-level domain alone.
    ///
    /// It is evidence like a [language](Input::language): the official languages of the host's country are the likely ones
    /// (Unicode CLDR). Hosts of no country, under `com` for example, say nothing.
    ///
    /// ```
    /// use textmend::{Input, Pipeline};
    ///
    /// let input = Input::from(b"s\xf5\xf5re").host("www.example.ee");
    /// assert_eq!(Pipeline::default().run(input)?.text(), "sõõre");
    /// # Ok::<(), textmend::Error>(())
    /// ```
    #[must_use]
    pub fn host(mut self, host: impl Into<Cow<'a, str>>) -> Self {
        self.host = Some(host.into());
        self
    }

    fn of(content: Content<'a>) -> Self {
        Self { content, label: None, language: None, host: None }
    }

    /// The length in bytes.
    pub(crate) fn len(&self) -> usize {
        match &self.content {
            Content::Bytes(bytes) => bytes.len(),
            Content::Text(text) => text.len(),
        }
    }
}

/// What is bytes is decoded, and what is text need not be.
macro_rules! input_from {
    ($content:ident: $($source:ty),*) => {
        $(impl<'a> From<$source> for Input<'a> {
            fn from(content: $source) -> Self {
                Self::of(Content::$content(Cow::from(content)))
            }
        })*
    };
}

input_from!(Bytes: &'a [u8], &'a Vec<u8>, Vec<u8>, Cow<'a, [u8]>);
input_from!(Text: &'a str, &'a String, String, Cow<'a, str>);

impl<'a, const LEN: usize> From<&'a [u8; LEN]> for Input<'a> {
    fn from(bytes: &'a [u8; LEN]) -> Self {
        Self::from(bytes.as_slice())
    }
}
