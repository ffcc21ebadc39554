//! Charsets of seven bits whose shifts were lost or never read: UTF-7, HZ, ISO-2022-JP.

use std::ops::Range;

use encoding_rs::{EUC_JP, Encoding, GBK};

use super::Decoded;
use super::mail::base64;
use super::place::is_text;
use crate::text::lines::floor_boundary;
use crate::text::script::{is_wide, script};

/// What the shifted parts of a line say; empty where they are left.
pub(super) fn decode(line: &str) -> Vec<Decoded> {
    let shifted = [
        (Shift { open: "~{", close: "~}", charset: GBK, rule: "hz" }),
        (Shift { open: "$B", close: "(B", charset: EUC_JP, rule: "iso-2022-jp" }),
    ];
    let found = shifted.iter().map(|shift| shift.decode(line)).find(|decoded| !decoded.is_empty());
    found.unwrap_or_else(|| utf7(line))
}

/// A charset of two bytes a character between two shifts.
struct Shift {
    open: &'static str,
    close: &'static str,
    charset: &'static Encoding,
    rule: &'static str,
}

/// Characters that a shifted part has at least: one pair of ASCII characters is often one of the charset too.
const LEAST_SHIFTED: usize = 2;

/// Bytes between two shifts, and of one part of UTF-7, beyond which nothing is looked at: long lines of Chinese have some
/// hundred.
const LONGEST: usize = 1024;

impl Shift {
    fn decode(&self, line: &str) -> Vec<Decoded> {
        let mut decoded = Vec::new();
        let mut at = 0;
        while let Some(found) = line.get(at..).and_then(|rest| rest.find(self.open)) {
            let start = at + found;
            let inside = line.get(start + self.open.len()..).unwrap_or_default();
            let near = inside.get(..floor_boundary(inside, LONGEST)).unwrap_or_default();
            at = start + self.open.len();
            let Some(len) = near.find(self.close) else { continue };
            let end = start + self.open.len() + len + self.close.len();
            if let Some(text) = inside.get(..len).and_then(|inside| self.text(inside)) {
                decoded.push(Decoded { range: start..end, text, rule: self.rule });
                at = end;
            }
        }
        decoded
    }

    fn text(&self, inside: &str) -> Option<String> {
        let graphic = inside.bytes().all(|byte| (0x21..=0x7e).contains(&byte));
        if !graphic || !inside.len().is_multiple_of(2) || inside.len() < 2 * LEAST_SHIFTED {
            return None;
        }
        let bytes: Vec<u8> = inside.bytes().map(|byte| byte | 0x80).collect();
        let text = self.charset.decode_without_bom_handling_and_without_replacement(&bytes)?;
        is_text(inside, &text).then(|| text.into_owned())
    }
}

/// UTF-7 (RFC 2152): `+Ti1lhw-`. Single letters outside Latin are left, since three characters behind a plus are one by chance.
fn utf7(line: &str) -> Vec<Decoded> {
    let mut parts = utf7_parts(line);
    let characters: usize = parts.iter().map(|part| part.text.chars().count()).sum();
    parts.retain(|part| characters >= ENOUGH || is_latin_letter(line, part));
    parts
}

/// Characters that the parts of a line have at least.
const ENOUGH: usize = 3;

fn utf7_parts(line: &str) -> Vec<Decoded> {
    let mut parts = Vec::new();
    let mut at = 0;
    while let Some(found) = line.get(at..).and_then(|rest| rest.find('+')) {
        let start = at + found;
        at = start + 1;
        let inside = line.get(at..).unwrap_or_default();
        let len = inside.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/')).count();
        if len > LONGEST {
            at += len;
            continue;
        }
        let Some(text) = inside.get(..len).and_then(utf7_text) else { continue };
        let closed = usize::from(inside.get(len..).is_some_and(|rest| rest.starts_with('-')));
        at += len + closed;
        parts.push(Decoded { range: start..at, text, rule: "utf-7" });
    }
    parts
}

/// The text of one part: whole units of UTF-16, the bits left over zero.
fn utf7_text(inside: &str) -> Option<String> {
    let bytes = base64(inside).filter(|bytes| bytes.len() >= 2 && bytes.len() % 2 == 0)?;
    if inside.bytes().all(|byte| byte.is_ascii_digit()) || inside.len() != (bytes.len() * 4).div_ceil(3) {
        return None;
    }
    let units = bytes.chunks_exact(2).map(|pair| pair.iter().fold(0, |unit, &byte| unit << 8 | u16::from(byte)));
    let text = String::from_utf16(&units.collect::<Vec<_>>()).ok()?;
    (text.chars().all(|c| !c.is_ascii()) && is_of_one_script(&text) && is_text(inside, &text)).then_some(text)
}

/// Whether the letters of a text are of one script, or of those that stand together in East Asia.
fn is_of_one_script(text: &str) -> bool {
    let mut scripts = text.chars().filter_map(script);
    let first = scripts.next();
    scripts.all(|other| Some(other) == first || first.is_some_and(is_wide) && is_wide(other))
}

fn is_latin_letter(line: &str, part: &Decoded) -> bool {
    let Range { start, end } = part.range;
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_lowercase());
    part.text.chars().all(|c| c.is_lowercase() && u32::from(c) < 0x250)
        && (letter(line.get(..start).and_then(|text| text.chars().next_back()))
            || letter(line.get(end..).and_then(|text| text.chars().next())))
}
