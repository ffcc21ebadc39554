//! Mail headers in running text (RFC 2047): `=?UTF-8?B?5Lit?=`.

use encoding_rs::Encoding;

use super::Decoded;
use super::place::is_quoted;
use super::token::Octets;
use crate::text::lines::floor_boundary;

/// What the encoded words of a line say. White space between two of them is part of neither (RFC 2047, section 6.2).
pub(super) fn decode(line: &str) -> Vec<Decoded> {
    let mut words: Vec<Decoded> = Vec::new();
    let mut at = 0;
    while let Some(found) = line.get(at..).and_then(|rest| rest.find("=?")) {
        let start = at + found;
        at = start + 2;
        let rest = line.get(start..floor_boundary(line, start + LONGEST_WORD));
        let Some((len, text)) = rest.and_then(word) else { continue };
        at = start + len;
        let from = match words.last() {
            Some(last) if line.get(last.range.end..start).is_some_and(|between| between.trim().is_empty()) => {
                last.range.end
            }
            _ => start,
        };
        words.push(Decoded { range: from..at, text, rule: "encoded-word" });
    }
    words.retain(|word| !is_quoted(line, &word.range));
    words
}

/// No encoded word is looked at further, in bytes. The standard has 75, and nobody keeps to it.
const LONGEST_WORD: usize = 1024;

/// The encoded word that `text` starts with: its length and what it says.
fn word(text: &str) -> Option<(usize, String)> {
    let mut parts = text.strip_prefix("=?")?.splitn(3, '?');
    let (charset, scheme, rest) = (parts.next()?, parts.next()?, parts.next()?);
    let (content, _) = rest.split_once("?=")?;
    let bytes = match scheme {
        "B" | "b" => base64(content)?,
        "Q" | "q" => quoted(content)?,
        _ => return None,
    };
    let charset = Encoding::for_label(charset.split('*').next()?.as_bytes())?;
    let said = charset.decode_without_bom_handling_and_without_replacement(&bytes)?;
    let len = "=?".len() + charset_and_scheme(charset_len(text)?, scheme) + content.len() + "?=".len();
    Some((len, said.into_owned()))
}

fn charset_len(text: &str) -> Option<usize> {
    text.get(2..)?.find('?')
}

/// The length of `charset?scheme?`.
fn charset_and_scheme(charset: usize, scheme: &str) -> usize {
    charset + 1 + scheme.len() + 1
}

/// The bytes of base64 (RFC 4648); `None` where a character of another kind stands in it.
pub(super) fn base64(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() * 3 / 4);
    let (mut bits, mut held) = (0u32, 0);
    for byte in text.trim_end_matches('=').bytes() {
        bits = bits << 6 | sextet(byte)?;
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held) as u8);
            bits &= (1 << held) - 1;
        }
    }
    (bits == 0).then_some(bytes)
}

/// The six bits that a character of base64 stands for.
fn sextet(byte: u8) -> Option<u32> {
    let value = match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    };
    Some(u32::from(value))
}

fn quoted(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some(&byte) = text.as_bytes().get(at) {
        let (len, byte) = match byte {
            b'_' => (1, b' '),
            b'=' => Octets::Printable.read(text.get(at..)?)?,
            other => (1, other),
        };
        bytes.push(byte);
        at += len;
    }
    Some(bytes)
}
