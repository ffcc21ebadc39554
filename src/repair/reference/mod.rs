//! Character references, whole and damaged: `&#20154;`, `#20154;`, `nbsp;`, `＆＃20154；`, `&EACUTE;`, and those of UTF-8 bytes.
//!
//! Only what stands for a character outside ASCII is touched here: an escaped `<` or `&` may be meant, and is the
//! business of normalization. Damaged ones need to stand in a word or beside others of their kind.

mod damaged;
mod whole;

use memchr::memmem;

use self::damaged::Form;
use crate::edit::Edits;
use crate::pass::Pass;
use crate::signs::Signs;
use crate::text::script::script;
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

/// A blank and a mark may stand between two words of one letter.
const BESIDE: usize = 2;

impl Found {
    fn end(&self) -> usize {
        self.at + self.len
    }

    /// The characters before and behind it.
    fn neighbours(&self, text: &str) -> (Option<char>, Option<char>) {
        let before = text.get(..self.at).and_then(|text| text.chars().next_back());
        (before, text.get(self.end()..).and_then(|text| text.chars().next()))
    }

    /// Whether blanks stand on both sides, as they do beside a number with a sign.
    fn is_alone(&self, text: &str) -> bool {
        let (before, behind) = self.neighbours(text);
        before.is_none_or(char::is_whitespace) && behind.is_none_or(char::is_whitespace)
    }

    /// Whether the two are words, or marks, of one text: side by side, and of one script.
    fn stands_by(&self, kin: &Found) -> bool {
        let near = self.at.abs_diff(kin.end()).min(kin.at.abs_diff(self.end())) <= BESIDE;
        let [own, other] = [self, kin].map(|found| found.text.chars().next().and_then(script));
        near && (own.is_none() || other.is_none() || own == other)
    }
}

impl Pass for References {
    fn name(&self) -> &'static str {
        "repair/references"
    }

    fn run(&self, text: &Text<'_>, edits: &mut Edits) {
        if !text.shows(Signs::AMPERSAND | Signs::PART_OF_REFERENCE | Signs::WIDE_REFERENCE) {
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
    let mut ahead = Ahead::default();
    let mut at = 0;
    while let Some(start) = ahead.next_sign(text.as_bytes(), at) {
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

/// Where each kind of sign is next, once it was looked for: each stretch of text is searched once for each kind.
#[derive(Debug, Default)]
struct Ahead {
    ascii: Option<usize>,
    wide: Option<usize>,
    blank: Option<usize>,
}

impl Ahead {
    /// The next byte that a reference can start with: `&`, `#`, a full-width `＆`, or a blank that has lost its `&`.
    fn next_sign(&mut self, text: &[u8], from: usize) -> Option<usize> {
        let ascii = next(&mut self.ascii, text, from, |rest| memchr::memchr2(b'&', b'#', rest));
        let wide = next(&mut self.wide, text, from, |rest| memmem::find(rest, "＆".as_bytes()));
        let blank = next(&mut self.blank, text, from, find_blank);
        let first = ascii.min(wide).min(blank);
        (first < text.len()).then_some(first)
    }
}

/// The next place of a sign from `from` on, or the end of the text. `known` is the place that was found last.
fn next(known: &mut Option<usize>, text: &[u8], from: usize, find: impl Fn(&[u8]) -> Option<usize>) -> usize {
    let search = || find(text.get(from..).unwrap_or_default()).map_or(text.len(), |at| from + at);
    let at = known.filter(|at| *at >= from).unwrap_or_else(search);
    *known = Some(at);
    at
}

/// The next blank that lost its `&`, with the layers of escaping before it.
fn find_blank(text: &[u8]) -> Option<usize> {
    let at = memmem::find(text, damaged::BLANK.as_bytes())?;
    Some(at - layers(text.get(..at)?))
}

/// The length of the layers of escaping that `before` ends with.
fn layers(before: &[u8]) -> usize {
    let mut rest = before;
    while let Some(inner) = rest.strip_suffix(damaged::LAYER.as_bytes()) {
        rest = inner;
    }
    before.len() - rest.len()
}

/// Whether a reference is one, and not a number with a sign or an example in a text about references.
fn is_meant(text: &str, found: &[Found], index: usize) -> bool {
    let Some(reference) = found.get(index) else { return false };
    let (before, behind) = reference.neighbours(text);
    let quoted = matches!((before, behind), (Some('"'), Some('"')) | (Some('`' | '\''), Some('`' | '\'')));
    let alone = reference.is_alone(text);
    let cut = reference.form == Form::Blank && reference.len > damaged::BLANK.len();
    if quoted || alone && !cut && reference.text.chars().all(|c| c.is_whitespace() || c == '\u{ad}') {
        return false;
    }
    match reference.form {
        Form::Whole | Form::FullWidth | Form::Bytes => true,
        Form::Blank => {
            let mentioned = matches!(before, Some('&' | '"' | '\'' | '`'));
            !mentioned && (cut || behind.is_some_and(char::is_alphanumeric))
        }
        Form::Upper | Form::Open => behind.is_some_and(char::is_alphabetic) || before.is_some_and(char::is_alphabetic),
        Form::WithoutAmpersand => {
            let kin = [index.checked_sub(1), Some(index + 1)]
                .map(|at| found.get(at?).filter(|kin| kin.form == reference.form));
            let run = kin.iter().any(Option::is_some);
            let inside = behind.is_some_and(char::is_lowercase);
            let wide = u32::from(reference.text.chars().next().unwrap_or_default()) >= FIRST_WIDE;
            let company = kin.into_iter().flatten().any(|kin| reference.stands_by(kin) && !kin.is_alone(text));
            inside || run && (wide || !alone) || wide && !alone || company
        }
    }
}

/// Where the wide characters of East Asia start.
const FIRST_WIDE: u32 = 0x2e80;
