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
use crate::view::Text;

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
        for (start, line) in text.lines_with(Signs::ESCAPE).filter(|(_, line)| place::has_signs(line)) {
            propose(line, start, edits);
        }
    }
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
