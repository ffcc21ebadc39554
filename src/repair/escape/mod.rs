//! Escapes left in prose: `\u4e2d`, `%E4%B8%AD`, `=E4=B8=AD`, `\xe4\xb8\xad`, octal, mail headers, UTF-7, HZ.
//!
//! What is written for machines stays: addresses, paths, program text in quotes, examples of a single escape.

mod code_unit;
mod mail;
mod octets;
mod place;
mod seven_bit;
mod token;

use std::ops::Range;

use crate::edit::Edits;
use crate::pass::Pass;
use crate::signs::Signs;
use crate::view::{LINE_ENDS, Text};

/// The pass.
#[derive(Debug)]
pub(super) struct Escapes;

/// Escaped text and what it says.
#[derive(Clone, Debug, PartialEq)]
struct Decoded {
    range: Range<usize>,
    text: String,
    rule: &'static str,
}

impl Pass for Escapes {
    fn name(&self) -> &'static str {
        "repair/escapes"
    }

    fn run(&self, text: &Text<'_>, edits: &mut Edits) {
        let mut end = 0;
        for (start, line) in text.lines_with(Signs::ESCAPE) {
            if start >= end && shows_sign(line) {
                let line = logical_line(text.get(start..).unwrap_or_default());
                propose(line, start, edits);
                end = start + line.len();
            }
        }
    }
}

/// Whether a line may hold an escape.
fn shows_sign(line: &str) -> bool {
    line.as_bytes().windows(3).any(|window| matches!(*window, [a, b, c] if is_sign(a, b, c)))
}

/// Whether three bytes may start an escape. A code unit without its backslash has a digit among the first two
/// of its four, but for a fifth of Hangul, which never stands without the rest.
fn is_sign(a: u8, b: u8, c: u8) -> bool {
    let digit = |b: u8| b.wrapping_sub(b'0') < 10;
    let hex = |b: u8| digit(b) | ((b | 0x20).wrapping_sub(b'a') < 6);
    let alphanumeric = |b: u8| digit(b) | ((b | 0x20).wrapping_sub(b'a') < 26);
    let octet = hex(b) & hex(c);
    ((a == b'\\') & ((b == b'u') | (b == b'x') | (digit(b) & digit(c))))
        | ((a == b'%') & (octet | (b == b'u')))
        | ((a == b'=') & (octet | (b == b'?')))
        | ((a == b'+') & alphanumeric(b) & alphanumeric(c))
        | ((a == b'~') & (b == b'{'))
        | ((a == b'$') & (b == b'B'))
        | ((a == b'u') & octet & (digit(b) | digit(c)))
}

/// The line that `text` starts with, and those behind it that a soft line break joins to it.
fn logical_line(text: &str) -> &str {
    let mut len = 0;
    for line in text.split_inclusive(LINE_ENDS) {
        len += line.len();
        let said = line.trim_end_matches(['\r', '\n']);
        let folded = said.len() < line.len() && said.ends_with('=') && !said.ends_with("?=");
        if !folded {
            break;
        }
    }
    text.get(..len).unwrap_or_default()
}

/// Proposes the edits of one line, by the first kind of escape that is found in it.
fn propose(line: &str, start: usize, edits: &mut Edits) {
    let kinds = [mail::decode, octets::decode, code_unit::decode, seven_bit::decode];
    let Some(decoded) = kinds.into_iter().map(|decode| decode(line)).find(|decoded| !decoded.is_empty()) else {
        return;
    };
    for part in decoded {
        edits.replace(start + part.range.start..start + part.range.end, &part.text, part.rule);
    }
}
