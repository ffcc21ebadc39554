//! C1 controls that are windows-1252: the last resort for bytes that were read as ISO-8859-1.

use encoding_rs::WINDOWS_1252;

use crate::edit::Edits;
use crate::pass::Pass;
use crate::signs::Signs;
use crate::text::plausibility::Plausibility;
use crate::text::shape::Shape;
use crate::view::Text;

/// The pass. Where C0 controls stand beside them, they are bytes of something else (UTF-16, a binary format).
#[derive(Debug)]
pub(super) struct C1;

impl Pass for C1 {
    fn name(&self) -> &'static str {
        "repair/c1"
    }

    fn run(&self, text: &Text<'_>, edits: &mut Edits) {
        if !text.shows(Signs::C1) || text.bytes().any(|byte| byte < b' ' && !byte.is_ascii_whitespace()) {
            return;
        }
        for (start, line) in text.lines_with(Signs::C1) {
            propose(line, start, edits);
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
    if c == '\u{85}' || !is_calm(before) || !is_calm(behind) {
        return None;
    }
    let byte = u8::try_from(u32::from(c)).ok()?;
    let meant = WINDOWS_1252.decode_without_bom_handling_and_without_replacement(std::slice::from_ref(&byte))?;
    let meant = meant.chars().next().filter(|meant| !meant.is_control())?;
    let letter = |c: Option<char>| c.is_some_and(|c| Shape::of(c).is_letter());
    let fits = match meant {
        '’' | '–' | '—' => true,
        '“' | '‘' | '„' | '‚' => !letter(before),
        'ˆ' | '˜' => false,
        _ if Shape::of(meant).is_letter() => is_spelled(&word(text, at, c, meant)),
        _ => !letter(behind),
    };
    fits.then(|| meant.to_string())
}

/// Whether a neighbour is text of an alphabet, or none.
fn is_calm(c: Option<char>) -> bool {
    c.is_none_or(|c| c.is_ascii() || Shape::of(c).alphabet().is_some() || Shape::of(c) == Shape::Mark)
}

/// The word that a control stands in, with what the control means.
fn word(text: &str, at: usize, control: char, meant: char) -> String {
    let (before, behind) = (text.get(..at).unwrap_or_default(), text.get(at..).unwrap_or_default());
    let ends = |c: char| c != control && !Shape::of(c).is_letter();
    let start = before.rsplit(ends).next().unwrap_or_default();
    let end = behind.split(ends).next().unwrap_or_default();
    [start, end].concat().replace(control, meant.encode_utf8(&mut [0; 4]))
}

/// Nats a letter up to which a word is one: letters of running text cost 2.3 to 3, those of another charset over 4.
const SPELLED: f32 = 3.4;

fn is_spelled(word: &str) -> bool {
    Plausibility::of(word).mean() <= SPELLED
}
