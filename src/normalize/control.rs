//! Terminal escape sequences and control characters (ECMA-48; The Unicode Standard, section 23.1).

use super::tail::Tail;
use crate::edit::Edits;
use crate::pass::Pass;
use crate::signs::Signs;
use crate::view::Text;

const ESCAPE: u8 = 0x1B;

/// A command string (a window title, a link) longer than this was never closed.
const LONGEST_STRING: usize = 4096;

/// Drops terminal escapes and C0 controls, and reports C1 controls.
pub(super) struct Control;

impl Pass for Control {
    fn name(&self) -> &'static str {
        "normalize/control"
    }

    fn run(&self, text: &Text<'_>, edits: &mut Edits) {
        let bytes = text.as_bytes();
        let mut tail = Tail::default();
        let mut done = 0;
        for at in text.hits(Signs::CONTROL | Signs::C1, is_control) {
            if at < done {
                continue;
            }
            if bytes.get(at) == Some(&0xC2) {
                let end = end_of_c1_run(bytes, at);
                edits.finding(at..end, "", "c1");
                tail.push(text.get(done..end).unwrap_or_default());
                done = end;
                continue;
            }
            let (end, with, rule) = mended(bytes, at);
            let Some(rule) = rule else { continue };
            tail.push(text.get(done..at).unwrap_or_default());
            if tail.completes(with, text.get(end..).unwrap_or_default()) {
                tail.push(text.get(at..end).unwrap_or_default());
            } else {
                tail.push(with);
                edits.replace(at..end, with, rule);
            }
            done = end;
        }
    }
}

/// C0 without tab and line ends, delete, and C1 without NEL.
fn is_control(a: u8, b: u8, _: u8) -> bool {
    ((a < b' ') & !(b'\t'..=b'\r').contains(&a))
        | (a == 0x7F)
        | ((a == 0xC2) & (0x80..=0x9F).contains(&b) & (b != 0x85))
}

fn end_of_c1_run(bytes: &[u8], start: usize) -> usize {
    let rest = bytes.get(start..).unwrap_or_default();
    let controls = rest.chunks_exact(2).take_while(|pair| matches!(pair, [0xC2, 0x80..=0x84 | 0x86..=0x9F]));
    start + 2 * controls.count()
}

/// What stands at `at`: where it ends, what becomes of it, and by which rule; no rule where it stays.
fn mended(bytes: &[u8], at: usize) -> (usize, &'static str, Option<&'static str>) {
    match bytes.get(at) {
        Some(&ESCAPE) => escape(bytes.get(at + 1..).unwrap_or_default(), at + 1),
        Some(0x1C..=0x1F) => (at + 1, separator(bytes, at), Some("separator")),
        _ => (at + 1, "", Some("c0")),
    }
}

/// What follows an ESC, `rest`, which starts at `from`.
///
/// The designations of ISO 2022 (`ESC $ B`, `ESC ( B`) stay: they say how the bytes between them are to be read.
fn escape(rest: &[u8], from: usize) -> (usize, &'static str, Option<&'static str>) {
    let sequence = match rest {
        [b'[', sequence @ ..] => control_sequence(sequence),
        [b']' | b'P' | b'^' | b'_', string @ ..] => command_string(string),
        [b'$' | b'(' | b')', ..] => return (from, "", None),
        _ => None,
    };
    match sequence {
        Some(len) => (from + 1 + len, "", Some("escape-sequence")),
        None => (from, "", Some("c0")),
    }
}

/// The length of the rest of a control sequence: parameters, intermediates, a final byte (ECMA-48, section 5.4).
fn control_sequence(rest: &[u8]) -> Option<usize> {
    let inner = rest.iter().take(LONGEST_STRING).take_while(|byte| matches!(byte, b' '..=b'?')).count();
    matches!(rest.get(inner), Some(b'@'..=b'~')).then_some(inner + 1)
}

/// The length of the rest of a command string, up to BEL or `ESC \`, on one line.
fn command_string(rest: &[u8]) -> Option<usize> {
    let inner =
        rest.iter().take(LONGEST_STRING).take_while(|byte| !matches!(**byte, 0x07 | ESCAPE | b'\n' | b'\r')).count();
    match rest.get(inner..)? {
        [0x07, ..] => Some(inner + 1),
        [ESCAPE, b'\\', ..] => Some(inner + 2),
        _ => None,
    }
}

/// A space, but where there is one already or another separator.
fn separator(bytes: &[u8], at: usize) -> &'static str {
    match at.checked_sub(1).and_then(|before| bytes.get(before)) {
        None | Some(b'\t'..=b'\r' | b' ' | 0x1C..=0x1F) => "",
        _ => " ",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sequences_are_measured_to_their_end() {
        assert_eq!(control_sequence(b"1;31mred"), Some(5));
        assert_eq!(control_sequence(b"12"), None);
        assert_eq!(command_string(b"0;title\x07x"), Some(8));
        assert_eq!(command_string(b"8;;http://a\x1b\\x"), Some(13));
        assert_eq!(command_string(b"never\nclosed\x07"), None);
    }
}
