//! Where decoded text goes: the text itself, the map of where it came from, and what was wrong with the bytes.

use std::ops::Range;

use crate::byte_map::Reading;
use crate::document::Document;

/// Names of the findings of this stage.
pub(super) mod rule {
    /// Bytes that mean nothing in the encoding.
    pub(in crate::decode) const INVALID: &str = "invalid";
    /// A character that the end of the input cuts.
    pub(in crate::decode) const TRUNCATED: &str = "truncated";
    /// A byte too many or too few in double-byte text; what follows is read one byte on.
    pub(in crate::decode) const SLIP: &str = "slip";
    /// A stretch in another encoding than the document's.
    pub(in crate::decode) const ISLAND: &str = "island";
    /// A character above U+FFFF, its two surrogates each encoded as UTF-8.
    pub(in crate::decode) const CESU_8: &str = "cesu-8";
    /// U+0000 as Java's modified UTF-8 writes it.
    pub(in crate::decode) const MODIFIED_NUL: &str = "modified-nul";
    /// Half of a surrogate pair.
    pub(in crate::decode) const SURROGATE: &str = "surrogate";
    /// The mark that says which encoding follows, which is no part of the text.
    pub(in crate::decode) const BYTE_ORDER_MARK: &str = "byte-order-mark";
    /// A document that reads like text in no encoding.
    pub(in crate::decode) const NOT_TEXT: &str = "not-text";
    /// A label that the bytes do not agree with.
    pub(in crate::decode) const LABEL_CONFLICT: &str = "label-conflict";
    /// A label that names no encoding, or one that is not decoded because it is unsafe.
    pub(in crate::decode) const UNKNOWN_LABEL: &str = "unknown-label";
}

/// What stands for bytes that cannot be read.
pub(super) const REPLACEMENT: &str = "\u{fffd}";

/// Takes the text of one document, from left to right.
pub(super) struct Sink<'d> {
    pub(super) doc: &'d mut Document,
    pub(super) text: String,
    /// Bytes of the input that are done.
    pub(super) at: usize,
    first_malformed: Option<usize>,
}

impl<'d> Sink<'d> {
    pub(super) fn new(doc: &'d mut Document) -> Self {
        let mut text = std::mem::take(&mut doc.text);
        text.clear();
        Self { doc, text, at: 0, first_malformed: None }
    }

    /// UTF-8 that goes over as it is.
    pub(super) fn verbatim(&mut self, text: &str) {
        self.text.push_str(text);
        self.wrote(Reading::Verbatim, text.len(), text.len());
    }

    /// `input` bytes that became the last `text` bytes of the text.
    pub(super) fn wrote(&mut self, reading: Reading, input: usize, text: usize) {
        self.doc.map.bytes.push(reading, input, text);
        self.at += input;
    }

    /// The next `input` bytes as a whole become `text`.
    pub(super) fn replace(&mut self, input: usize, text: &str) {
        self.text.push_str(text);
        self.wrote(Reading::Replaced, input, text.len());
    }

    /// The next `input` bytes are malformed and become U+FFFD.
    pub(super) fn malformed(&mut self, input: usize, rule: &'static str) {
        self.replace_with_finding(input, REPLACEMENT, rule);
    }

    /// The next `input` bytes are malformed and become `text`.
    pub(super) fn replace_with_finding(&mut self, input: usize, text: &str, rule: &'static str) {
        self.first_malformed.get_or_insert(self.at);
        self.finding(self.at..self.at + input, rule, text);
        self.replace(input, text);
    }

    pub(super) fn finding(&mut self, source: Range<usize>, rule: &'static str, detail: &str) {
        self.doc.push_finding(source.start as u32..source.end as u32, ("decode", rule), detail);
    }

    /// Ends the document: its text, and where its first malformed byte is.
    pub(super) fn finish(self, input: &[u8]) -> (String, Option<usize>) {
        self.doc.map.bytes.finish(input);
        (self.text, self.first_malformed)
    }
}
