//! Character references, whole and damaged: `&#20154;`, `#20154;`, `＆＃20154；`, `&EACUTE;`, and those of UTF-8 bytes.
//!
//! Only what stands for a character outside ASCII is touched here: an escaped `<` or `&` may be meant, and is the
//! business of normalization. Damaged ones need to stand in a word or beside others of their kind.

mod damaged;
mod whole;

use self::damaged::Form;
use crate::edit::Edits;
use crate::pass::Pass;
use crate::signs::Signs;
use crate::view::Text;

/// The pass.
#[derive(Debug)]
pub(super) struct References;

/// A reference where it stands.
#[derive(Clone, Debug, PartialEq)]
struct Found {
    at: usize,
    len: usize,
    text: String,
    form: Form,
}

impl Found {
    fn end(&self) -> usize {
        self.at + self.len
    }
}

impl Pass for References {
    fn name(&self) -> &'static str {
        "repair/references"
    }

    fn run(&self, text: &Text<'_>, edits: &mut Edits) {
        if !text.shows(Signs::AMPERSAND | Signs::NUMBER | Signs::WIDE_REFERENCE) {
            return;
        }
        let found = all(text);
        for (index, reference) in found.iter().enumerate() {
            if is_meant(text, &found, index) {
                edits.replace(reference.at..reference.end(), &reference.text, reference.form.rule());
            }
        }
    }
}

/// Every reference in `text` to a character outside ASCII, from left to right.
fn all(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = next_sign(text, at) {
        let rest = text.get(start..).unwrap_or_default();
        let reference = whole::read(rest).or_else(|| damaged::read(rest, text.get(..start).unwrap_or_default()));
        at = start + reference.as_ref().map_or(1, |(len, ..)| *len);
        if let Some((len, text, form)) = reference {
            found.push(Found { at: start, len, text, form });
        }
        while !text.is_char_boundary(at) {
            at += 1;
        }
    }
    found
}

/// The next byte that a reference can start with: `&`, `#` or a full-width `＆`.
fn next_sign(text: &str, from: usize) -> Option<usize> {
    let rest = text.as_bytes().get(from..)?;
    let ascii = memchr::memchr2(b'&', b'#', rest);
    let wide = memchr::memmem::find(rest.get(..ascii.unwrap_or(rest.len()))?, "＆".as_bytes());
    Some(from + wide.or(ascii)?)
}

/// Whether a reference is one, and not a number with a sign or an example in a text about references.
fn is_meant(text: &str, found: &[Found], index: usize) -> bool {
    let Some(reference) = found.get(index) else { return false };
    let before = text.get(..reference.at).and_then(|text| text.chars().next_back());
    let behind = text.get(reference.end()..).and_then(|text| text.chars().next());
    let quoted = matches!((before, behind), (Some('"'), Some('"')) | (Some('`' | '\''), Some('`' | '\'')));
    let alone = before.is_none_or(char::is_whitespace) && behind.is_none_or(char::is_whitespace);
    if quoted || alone && reference.text.chars().all(|c| c.is_whitespace() || c == '\u{ad}') {
        return false;
    }
    let kin = |other: Option<&Found>| other.is_some_and(|other| other.form == reference.form);
    match reference.form {
        Form::Whole | Form::FullWidth | Form::Bytes => true,
        Form::Upper | Form::Open => behind.is_some_and(char::is_alphabetic) || before.is_some_and(char::is_alphabetic),
        Form::WithoutAmpersand => {
            let inside = |c: Option<char>| c.is_some_and(char::is_lowercase);
            let run = kin(index.checked_sub(1).and_then(|before| found.get(before))) || kin(found.get(index + 1));
            let wide = u32::from(reference.text.chars().next().unwrap_or_default()) >= FIRST_WIDE;
            inside(behind) || run && (wide || !alone) || wide && !alone
        }
    }
}

/// Where the wide characters of East Asia start.
const FIRST_WIDE: u32 = 0x2e80;
