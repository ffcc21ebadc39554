//! The encodings that can be decoded: those of the Encoding Standard, UTF-32, and two seven-bit ones on request.

use encoding_rs::{
    BIG5, EUC_JP, EUC_KR, Encoding, GB18030, GBK, ISO_2022_JP, REPLACEMENT, SHIFT_JIS, UTF_8, WINDOWS_1252,
    X_USER_DEFINED,
};

use crate::text::wide::WideLanguage;

/// An encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Charset {
    Utf8,
    Iso2022Jp,
    /// Another one of the Encoding Standard's; never its `replacement`.
    Standard(&'static Encoding),
    Utf32Le,
    Utf32Be,
    Iso2022Kr,
    Hz,
}

impl From<&'static Encoding> for Charset {
    fn from(encoding: &'static Encoding) -> Self {
        if encoding == UTF_8 {
            Self::Utf8
        } else if encoding == ISO_2022_JP {
            Self::Iso2022Jp
        } else {
            Self::Standard(encoding)
        }
    }
}

impl Charset {
    /// The name, as the Encoding Standard spells it where it has one.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Utf8 => UTF_8.name(),
            Self::Iso2022Jp => ISO_2022_JP.name(),
            Self::Standard(encoding) => encoding.name(),
            Self::Utf32Le => "UTF-32LE",
            Self::Utf32Be => "UTF-32BE",
            Self::Iso2022Kr => "ISO-2022-KR",
            Self::Hz => "HZ-GB-2312",
        }
    }

    /// What a label names. `None` for labels that are unknown, or that the Encoding Standard maps to `replacement`
    /// because decoding them is a security risk.
    pub(super) fn for_label(label: &str) -> Option<Self> {
        match Encoding::for_label(label.as_bytes()) {
            Some(encoding) if encoding == REPLACEMENT => None,
            Some(encoding) => Some(encoding.into()),
            None => utf32(label.trim_ascii()),
        }
    }

    /// What a label inside a document names: the document was ASCII-compatible when it was found, so UTF-16 means UTF-8
    /// (HTML, "prescan a byte stream").
    pub(super) fn for_label_inside(label: &str) -> Option<Self> {
        let charset = Self::for_label(label)?;
        let ascii_compatible =
            charset.standard().is_some_and(Encoding::is_ascii_compatible) || charset == Self::Iso2022Jp;
        if charset.standard() == Some(X_USER_DEFINED) {
            return Some(WINDOWS_1252.into());
        }
        Some(if ascii_compatible { charset } else { Self::Utf8 })
    }

    /// The Encoding Standard's encoding, where it is one.
    pub(super) fn standard(self) -> Option<&'static Encoding> {
        match self {
            Self::Utf8 => Some(UTF_8),
            Self::Iso2022Jp => Some(ISO_2022_JP),
            Self::Standard(encoding) => Some(encoding),
            _ => None,
        }
    }
}

fn utf32(label: &str) -> Option<Charset> {
    let is = |name: &str| label.eq_ignore_ascii_case(name);
    if is("utf-32") || is("utf-32le") || is("utf32") {
        Some(Charset::Utf32Le)
    } else if is("utf-32be") {
        Some(Charset::Utf32Be)
    } else {
        None
    }
}

/// The languages that a double-byte encoding was made for; none, for any other encoding.
pub(super) fn wide_languages(encoding: &'static Encoding) -> &'static [WideLanguage] {
    if encoding == GBK || encoding == GB18030 {
        &[WideLanguage::Simplified, WideLanguage::Traditional]
    } else if encoding == BIG5 {
        &[WideLanguage::Traditional]
    } else if encoding == SHIFT_JIS || encoding == EUC_JP {
        &[WideLanguage::Japanese]
    } else if encoding == EUC_KR {
        &[WideLanguage::Korean]
    } else {
        &[]
    }
}
