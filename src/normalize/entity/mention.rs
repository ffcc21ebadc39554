//! References that are talked about: a page about HTML shows them to its readers.

use crate::text::reference::{MOST_ROUNDS, Reference, Value, first_of_decomposition};

/// What the whole document says about its references.
pub(super) struct Witness {
    /// A bare `<` stands in the text: it was unescaped already, or is markup. Either way an escaped one is no bare one.
    bare_less_than: bool,
    /// Some reference is a part of a word or a line: references are used here, not only shown.
    in_use: bool,
}

impl Witness {
    pub(super) fn of(text: &str, mut references: impl Iterator<Item = (usize, Reference)>) -> Self {
        let shown = Self { bare_less_than: has_bare_less_than(text), in_use: false };
        let is_used = |(at, reference): (usize, Reference)| {
            is_decodable(&reference) && !shown.is_mention(text, at, &reference) && !stands_alone(text, at, &reference)
        };
        Self { in_use: references.any(is_used), ..shown }
    }

    /// Whether the reference at `at` is shown to the reader, and must stay as it is:
    ///
    /// - in quotes or backticks of its own: `"&amp;"`;
    /// - a blank between two blanks, as in `write &nbsp; here`: a use would say nothing. Where other references are in
    ///   use it is one of them;
    /// - an angle bracket, where bare ones stand in the text.
    pub(super) fn is_mention(&self, text: &str, at: usize, reference: &Reference) -> bool {
        let escaped_bracket = matches!(reference.value, Value::Named("<" | ">") | Value::Number('<' | '>'));
        is_quoted(text, at, reference)
            || (escaped_bracket && self.bare_less_than)
            || (!self.in_use && is_blank(reference) && stands_alone(text, at, reference))
    }
}

fn is_decodable(reference: &Reference) -> bool {
    reference.rounds <= MOST_ROUNDS && !matches!(reference.value, Value::Invalid | Value::Surrogate(_))
}

fn is_blank(reference: &Reference) -> bool {
    let mut buffer = [0; 4];
    let invisible = |c: char| c.is_whitespace() || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}');
    reference.value.text(&mut buffer).is_some_and(|text| text.chars().all(invisible))
}

/// The characters before and behind the reference at `at`.
fn neighbours(text: &str, at: usize, reference: &Reference) -> Option<(char, char)> {
    let before = text.get(..at)?.chars().next_back()?;
    let behind = text.get(at + reference.len..)?.chars().next()?;
    Some((before, behind))
}

/// A word of its own, within a line that goes on.
fn stands_alone(text: &str, at: usize, reference: &Reference) -> bool {
    let is_line_end = |c| matches!(c, '\n'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}');
    let is_blank = |c: char| c.is_whitespace() && !is_line_end(c);
    let goes_on = |text: &str| text.trim_start_matches(is_blank).starts_with(char::is_alphanumeric);
    neighbours(text, at, reference).is_some_and(|(before, behind)| is_blank(before) && is_blank(behind))
        && text.get(at + reference.len..).is_some_and(goes_on)
}

/// Whether a `<` stands in the text, and will stand there when all is done: before ASCII, or a letter that ASCII and an
/// accent make. A combining mark behind it (U+0338) makes another character of it.
fn has_bare_less_than(text: &str) -> bool {
    let stays = |at: usize| match text.get(at + 1..).and_then(|behind| behind.chars().next()) {
        None => true,
        Some(next) => {
            let first = first_of_decomposition(next);
            first != '&' && (first.is_ascii_graphic() || first.is_ascii_whitespace())
        }
    };
    memchr::memchr_iter(b'<', text.as_bytes()).any(stays)
}

fn is_quoted(text: &str, at: usize, reference: &Reference) -> bool {
    matches!(neighbours(text, at, reference), Some(('"', '"') | ('\'' | '`', '\'' | '`') | ('“', '”') | ('‘', '’')))
}
