//! C1 controls that are windows-1252: the last resort for bytes that were read as ISO-8859-1.

use encoding_rs::WINDOWS_1252;

use crate::edit::Edits;
use crate::pass::Pass;

/// The pass. Where C0 controls stand beside them, they are bytes of something else (UTF-16, a binary format).
#[derive(Debug)]
pub(super) struct C1;

/// The first byte of the C1 controls in UTF-8, U+0080 to U+009F.
const LEAD: u8 = 0xc2;

impl Pass for C1 {
    fn name(&self) -> &'static str {
        "repair/c1"
    }

    fn run(&self, text: &str, edits: &mut Edits) {
        if memchr::memchr(LEAD, text.as_bytes()).is_none()
            || text.bytes().any(|byte| byte < b' ' && !byte.is_ascii_whitespace())
        {
            return;
        }
        for at in memchr::memchr_iter(LEAD, text.as_bytes()) {
            let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()).filter(|c| c.is_control()) else {
                continue;
            };
            match windows_1252(text, at, c) {
                Some(meant) => edits.replace(at..at + c.len_utf8(), &meant, "c1-windows-1252"),
                None => edits.finding(at..at + c.len_utf8(), "", "c1"),
            }
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
