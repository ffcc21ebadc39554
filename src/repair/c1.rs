//! C1 controls that are windows-1252: the last resort for bytes that were read as ISO-8859-1.

use encoding_rs::WINDOWS_1252;

use crate::edit::Edits;
use crate::pass::Pass;
use crate::text::blocks::hits;
use crate::text::lines::LINE_ENDS;

/// The pass. Where C0 controls stand beside them, they are bytes of something else (UTF-16, a binary format).
#[derive(Debug)]
pub(super) struct C1;

/// The gate: whether a C1 control, U+0080 to U+009F, starts here.
fn is_control(a: u8, b: u8, _: u8) -> bool {
    (a == 0xc2) & (b < 0xa0)
}

impl Pass for C1 {
    fn name(&self) -> &'static str {
        "repair/c1"
    }

    fn run(&self, text: &str, edits: &mut Edits) {
        let mut controls = hits(text, is_control, true).peekable();
        if controls.peek().is_none() || text.bytes().any(|byte| byte < b' ' && !byte.is_ascii_whitespace()) {
            return;
        }
        let mut start = 0;
        for line in text.split_inclusive(LINE_ENDS) {
            let end = start + line.len();
            if controls.next_if(|&at| at < end).is_some() {
                propose(line, start, edits);
                while controls.next_if(|&at| at < end).is_some() {}
            }
            start = end;
        }
    }
}

/// Proposes the edits of a line: all of its controls or none, since one that is no mark shows that all are bytes.
fn propose(line: &str, start: usize, edits: &mut Edits) {
    let controls: Vec<(usize, char)> = line.char_indices().filter(|(_, c)| matches!(c, '\u{80}'..='\u{9f}')).collect();
    let meant: Option<Vec<String>> = controls.iter().map(|&(at, c)| windows_1252(line, at, c)).collect();
    for (index, &(at, c)) in controls.iter().enumerate() {
        let range = start + at..start + at + c.len_utf8();
        match meant.as_ref().and_then(|meant| meant.get(index)) {
            Some(meant) => edits.replace(range, meant, "c1-windows-1252"),
            None => edits.finding(range, "", "c1"),
        }
    }
}

/// What a C1 control is in windows-1252, where it stands as a mark or a letter of text does: beside ASCII or space, not
/// among other characters that may be bytes of something else. NEL is a line end.
fn windows_1252(text: &str, at: usize, c: char) -> Option<String> {
    let before = text.get(..at)?.chars().next_back();
    let behind = text.get(at + c.len_utf8()..)?.chars().next();
    let calm = |c: Option<char>| c.is_none_or(|c| c.is_ascii() || c.is_alphabetic());
    if c == '\u{85}' || !calm(before) || !calm(behind) {
        return None;
    }
    let byte = u8::try_from(u32::from(c)).ok()?;
    let meant = WINDOWS_1252.decode_without_bom_handling_and_without_replacement(std::slice::from_ref(&byte))?;
    (!meant.chars().any(char::is_control)).then(|| meant.into_owned())
}
