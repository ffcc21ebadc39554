//! The labels that come with a document: what they are worth, and what becomes of those that lose.

use std::ops::Range;

use encoding_rs::{Encoding, GB18030, GBK, WINDOWS_1252};

use crate::decode::charset::Charset;
use crate::decode::markup;
use crate::decode::sink::rule;

/// The labels of a document.
#[derive(Debug, Default)]
pub(super) struct Labels {
    declared: Vec<Declared>,
}

/// A label that was not followed: where it stands in the input, the finding's rule, what it says.
pub(super) type Ignored = (Range<usize>, &'static str, String);

#[derive(Debug)]
struct Declared {
    text: String,
    /// Where it stands in the input; empty where the caller gave it.
    source: Range<usize>,
    charset: Option<Charset>,
}

/// Nats by which a label makes its encoding cheaper: the caller's, and one inside the document. A few letters that the
/// label's encoding reads wrongly outweigh it.
const CALLERS_LABEL: f32 = 10.0;
const OWN_LABEL: f32 = 8.0;

/// The same for windows-1252, which servers and editors name without looking, and which reads any bytes.
const LATIN_LABEL: f32 = 2.0;

impl Labels {
    /// The caller's label, and that of the document's own markup.
    pub(super) fn of(bytes: &[u8], callers: Option<&str>) -> Self {
        let mut labels = Self::default();
        if let Some(label) = callers.map(bare) {
            labels.declare(label, 0..0, Charset::for_label(label));
        }
        if let Some(source) = markup::label(bytes) {
            let label = String::from_utf8_lossy(bytes.get(source.clone()).unwrap_or_default());
            labels.declare(&label, source, Charset::for_label_inside(&label));
        }
        labels
    }

    fn declare(&mut self, label: &str, source: Range<usize>, charset: Option<Charset>) {
        self.declared.push(Declared { text: label.to_owned(), source, charset });
    }

    /// The encodings that they name, with the nats by which each becomes cheaper.
    pub(super) fn worth(&self) -> Vec<(&'static Encoding, f32)> {
        let named = self.declared.iter().filter_map(|declared| {
            let encoding = declared.charset?.standard()?;
            let nats = match declared.source.is_empty() {
                _ if encoding == WINDOWS_1252 => LATIN_LABEL,
                true => CALLERS_LABEL,
                false => OWN_LABEL,
            };
            Some((encoding, nats))
        });
        named.collect()
    }

    /// Whether one of them names the charset.
    pub(super) fn name(&self, charset: Charset) -> bool {
        self.declared.iter().any(|declared| declared.charset == Some(charset))
    }

    /// GBK is called GB18030 where a label does: they have one decoder.
    pub(super) fn spelled(&self, encoding: &'static Encoding) -> Charset {
        let wide = encoding == GBK && self.name(GB18030.into());
        Charset::from(if wide { GB18030 } else { encoding })
    }

    /// The labels that something else won over. Text that is all ASCII agrees with every label but UTF-16's.
    pub(super) fn ignored(&self, decided: Charset, bytes: &[u8]) -> Vec<Ignored> {
        let finding = |declared: &Declared| {
            let rule = match declared.charset {
                None => rule::UNKNOWN_LABEL,
                Some(charset) if charset == decided || agrees(charset, decided, bytes) => return None,
                Some(_) => rule::LABEL_CONFLICT,
            };
            Some((declared.source.clone(), rule, declared.text.clone()))
        };
        self.declared.iter().filter_map(finding).collect()
    }
}

/// The label in what a header says: `text/html; charset="utf-8"`.
fn bare(header: &str) -> &str {
    const PARAMETER: &str = "charset=";
    let behind = |at: usize| {
        let (name, value) = header.get(at..)?.split_at_checked(PARAMETER.len())?;
        name.eq_ignore_ascii_case(PARAMETER).then_some(value)
    };
    let value = (0..header.len()).find_map(behind).unwrap_or(header);
    value.split(';').next().unwrap_or_default().trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\''))
}

fn agrees(label: Charset, decided: Charset, bytes: &[u8]) -> bool {
    let compatible = label.standard().is_some_and(|encoding| encoding.is_ascii_compatible());
    compatible && decided == Charset::Utf8 && bytes.is_ascii()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_found_in_its_header() {
        for header in
            ["gbk", " \"gbk\" ", "text/html; charset=gbk", "text/html;Charset='gbk'; boundary=x", "é; CHARSET=gbk"]
        {
            assert_eq!(bare(header), "gbk", "{header}");
        }
    }
}
