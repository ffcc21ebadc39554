//! Escaped bytes: `\xe4\xb8\xad`, `\344\270\255`, `%E4%B8%AD`, `%25E4%25B8%25AD`, `=E4=B8=AD`.

use std::ops::Range;

use encoding_rs::{BIG5, EUC_KR, Encoding, GBK, SHIFT_JIS, UTF_8};

use super::Decoded;
use super::place::{is_address, is_quoted, is_text};
use super::token::Octets;

/// What the escaped bytes of a line say; empty where they are left.
pub(super) fn decode(line: &str) -> Vec<Decoded> {
    let kinds = Octets::ALL.into_iter().filter(|kind| line.contains(kind.sign()));
    kinds.map(|kind| of_kind(line, kind)).find(|decoded| !decoded.is_empty()).unwrap_or_default()
}

fn of_kind(line: &str, kind: Octets) -> Vec<Decoded> {
    let spans = spans(line, kind);
    let high: usize = spans.iter().map(|span| span.high).sum();
    let mut decoded: Vec<Decoded> = spans.iter().filter_map(|span| span.decode(line, kind)).collect();
    decoded.retain(|part| !is_address(line, &part.range) && !is_quoted_bytes(line, &part.range, kind));
    if high < ENOUGH {
        decoded.retain(|part| is_part_of_word(line, &part.range));
    }
    match kind {
        Octets::Printable if !decoded.is_empty() => between(line, decoded),
        _ => unwrap_bytes_literal(line, decoded),
    }
}

/// So many bytes above ASCII in a line are no example: a character and a half of Chinese.
const ENOUGH: usize = 4;

/// Escapes that touch or have only ASCII letters between them that may be trail bytes.
#[derive(Debug)]
struct Span {
    range: Range<usize>,
    bytes: Vec<u8>,
    /// Escaped bytes above ASCII.
    high: usize,
}

fn spans(line: &str, kind: Octets) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut at = 0;
    while let Some(found) = line.get(at..).and_then(|rest| rest.find(kind.sign())) {
        let mut span = Span { range: at + found..at + found, bytes: Vec::new(), high: 0 };
        while let Some((len, byte)) = line.get(span.range.end..).and_then(|rest| span.next(rest, kind)) {
            span.push(len, byte);
        }
        at = span.range.end.max(at + found + 1);
        if span.high > 0 {
            spans.push(span);
        }
    }
    spans
}

/// The length of the soft line break (RFC 2045, section 6.7, rule 5) that `text` starts with; 0 where none is. A blank may
/// have replaced its line end.
fn soft_break(text: &str) -> usize {
    ["=\r\n", "=\n", "= "].into_iter().find(|end| text.starts_with(end)).map_or(0, str::len)
}

/// The soft line breaks between what was decoded: at the ends of lines, and where a blank follows the one that replaced
/// the line end.
fn between(line: &str, decoded: Vec<Decoded>) -> Vec<Decoded> {
    let mut all = Vec::with_capacity(decoded.len());
    let mut at = 0;
    let end = Decoded { range: line.len()..line.len(), text: String::new(), rule: "" };
    for part in decoded.into_iter().chain([end]) {
        let gap = line.get(at..part.range.start).unwrap_or_default();
        let soft = gap.match_indices('=').filter_map(|(sign, _)| {
            let rest = gap.get(sign..)?;
            let len = if rest.starts_with("= ") && !rest.starts_with("=  ") { 0 } else { soft_break(rest) };
            let start = at + sign;
            (len > 0).then(|| Decoded { range: start..start + len, text: String::new(), rule: "soft-line-break" })
        });
        all.extend(soft);
        at = part.range.end;
        all.push(part);
    }
    all.pop();
    all
}

impl Span {
    /// The byte at the start of `rest`, which follows the span, and how long its escape is: a letter that needs no escape
    /// may be the second byte of a character, and a soft line break may stand before an escape.
    fn next(&self, rest: &str, kind: Octets) -> Option<(usize, u8)> {
        let escaped = kind.read(rest);
        let trail = || rest.bytes().next().filter(|b| kind != Octets::Printable && (0x40..0x7f).contains(b));
        let unescaped = || trail().filter(|_| self.is_cut()).map(|byte| (1, byte));
        let broken = || {
            let len = if kind == Octets::Printable { soft_break(rest) } else { 0 };
            let (escape, byte) = kind.read(rest.get(len..)?)?;
            Some((len + escape, byte))
        };
        escaped.or_else(unescaped).or_else(broken)
    }

    fn push(&mut self, len: usize, byte: u8) {
        self.bytes.push(byte);
        self.high += usize::from(byte >= 0x80);
        self.range.end += len;
    }

    /// Whether the last byte is the first of a character of two.
    fn is_cut(&self) -> bool {
        self.bytes.iter().rev().take_while(|&&byte| byte >= 0x80).count() % 2 == 1
    }

    /// The text of the bytes: UTF-8, or with enough of them a double-byte charset.
    fn decode(&self, line: &str, kind: Octets) -> Option<Decoded> {
        let charsets: &[&'static Encoding] =
            if self.high >= ENOUGH { &[UTF_8, GBK, SHIFT_JIS, BIG5, EUC_KR] } else { &[UTF_8] };
        let escaped = line.get(self.range.clone())?;
        let mut texts = charsets
            .iter()
            .filter_map(|charset| charset.decode_without_bom_handling_and_without_replacement(&self.bytes));
        let text = texts.find(|text| is_text(escaped, text))?;
        Some(Decoded { range: self.range.clone(), text: text.into_owned(), rule: kind.rule() })
    }
}

/// Whether the bytes are program text: in quotes, unless these are of a literal of bytes.
fn is_quoted_bytes(line: &str, range: &Range<usize>, kind: Octets) -> bool {
    is_quoted(line, range) && !(kind == Octets::Backslash && line.get(..range.start).is_some_and(is_literal_start))
}

fn is_literal_start(before: &str) -> bool {
    before.ends_with("b'") || before.ends_with("b\"")
}

fn is_part_of_word(line: &str, range: &Range<usize>) -> bool {
    let small = |c: Option<char>| c.is_some_and(|c| c.is_ascii_lowercase());
    small(line.get(..range.start).and_then(|text| text.chars().next_back()))
        || small(line.get(range.end..).and_then(|text| text.chars().next()))
}

/// Takes the `b'` and `'` away where a whole line is a literal of bytes that says text.
fn unwrap_bytes_literal(line: &str, mut decoded: Vec<Decoded>) -> Vec<Decoded> {
    let body = line.trim_end();
    let literal = ["'", "\""].into_iter().find(|quote| {
        body.len() > 3 && body.starts_with('b') && body.get(1..2) == Some(quote) && body.ends_with(quote)
    });
    if literal.is_some() && !decoded.is_empty() {
        let delete = |range| Decoded { range, text: String::new(), rule: "bytes-literal" };
        decoded.insert(0, delete(0..2));
        decoded.push(delete(body.len() - 1..body.len()));
    }
    decoded
}
