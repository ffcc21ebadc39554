//! References that lost a part: the `&`, the case, the `;`, or their ASCII.

use crate::text::reference;
use crate::text::shape::Shape;

/// How a reference is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// As HTML has it.
    Whole,
    /// One reference a byte of UTF-8.
    Bytes,
    /// `＆＃20154；`, as width folding in the wrong direction leaves it.
    FullWidth,
    /// `#20154;`
    WithoutAmpersand,
    /// `nbsp;`, `amp;nbsp;`: the rest of a blank that was cut.
    Blank,
    /// `&EACUTE;`
    Upper,
    /// `&eacutet`, a name that runs into the word.
    Open,
}

impl Form {
    pub(super) fn rule(self) -> &'static str {
        match self {
            Form::Whole => "reference",
            Form::Bytes => "reference-bytes",
            Form::FullWidth => "reference-full-width",
            Form::WithoutAmpersand | Form::Blank => "reference-without-ampersand",
            Form::Upper => "reference-upper-case",
            Form::Open => "reference-open",
        }
    }
}

/// The damaged reference at the start of `text`, which stands behind `before`.
pub(super) fn read(text: &str, before: &str) -> Option<(usize, String, Form)> {
    match text.chars().next()? {
        '＆' => full_width(text),
        '#' => without_ampersand(text, before),
        '&' => upper(text, before).or_else(|| open(text)),
        'a' | 'n' => blank(text),
        _ => None,
    }
}

/// Characters of the longest full-width reference looked at: `＆＃x10FFFF；`.
const LONGEST_FULL_WIDTH: usize = 12;

fn full_width(text: &str) -> Option<(usize, String, Form)> {
    let narrow = |c: char| match u32::from(c) {
        code @ 0xff01..=0xff5e => char::from_u32(code - 0xfee0).unwrap_or(c),
        _ => c,
    };
    let mut folded = String::new();
    let mut len = 0;
    for c in text.chars().take(LONGEST_FULL_WIDTH) {
        folded.push(narrow(c));
        len += c.len_utf8();
        if narrow(c) == ';' {
            break;
        }
    }
    let named = character(folded.strip_suffix(';').map(|_| &*folded)?)?;
    Some((len, named, Form::FullWidth))
}

/// What a whole reference that takes all of `text` stands for, outside ASCII.
fn character(text: &str) -> Option<String> {
    let reference = reference::read(text).filter(|reference| reference.len == text.len())?;
    reference.value.text(&mut [0; 4]).filter(|text| !text.is_ascii()).map(String::from)
}

/// The last character that a number without its `&` is taken for. Beyond lie rare Han characters, and the numbers of
/// colours.
const LAST_EMOJI: u32 = 0x1faff;

/// Digits of a number that a reference has lost its `&` before.
const DIGITS: std::ops::RangeInclusive<usize> = 3..=7;

fn without_ampersand(text: &str, before: &str) -> Option<(usize, String, Form)> {
    if before.ends_with(['&', '＆', '#', '/', '=']) || before.ends_with("&amp;") {
        return None;
    }
    let end = text.bytes().take(DIGITS.end() + 3).position(|byte| byte == b';')?;
    let digits = text.get(1..end)?.trim_start_matches(['x', 'X']);
    if !DIGITS.contains(&digits.len()) {
        return None;
    }
    let named = character(&format!("&{}", text.get(..=end)?))?;
    let first = named.chars().next()?;
    if matches!(Shape::of(first), Shape::Control | Shape::Missing) || u32::from(first) > LAST_EMOJI {
        return None;
    }
    Some((end + 1, named, Form::WithoutAmpersand))
}

/// The only name that is taken for a reference without its `&`: no language has such a word.
pub(super) const BLANK: &str = "nbsp;";

/// What each layer of escaping leaves of its `&` where that was cut off.
pub(super) const LAYER: &str = "amp;";

fn blank(text: &str) -> Option<(usize, String, Form)> {
    let rest = text.trim_start_matches(LAYER).strip_prefix(BLANK)?;
    Some((text.len() - rest.len(), "\u{a0}".to_owned(), Form::Blank))
}

/// A name in capitals: `&EACUTE;` is é beside small letters, É elsewhere.
fn upper(text: &str, before: &str) -> Option<(usize, String, Form)> {
    let end = text.bytes().take(12).position(|byte| byte == b';')?;
    let name = text.get(1..end)?;
    if !name.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return None;
    }
    let small = name.to_ascii_lowercase();
    let behind = text.get(end + 1..).and_then(|rest| rest.chars().next());
    let in_small = before.chars().next_back().is_some_and(char::is_lowercase) || behind.is_some_and(char::is_lowercase);
    let capital = small.get(..1)?.to_ascii_uppercase() + small.get(1..)?;
    let capital = character(&format!("&{capital};")).filter(|_| !in_small);
    Some((end + 1, capital.or_else(|| character(&format!("&{small};")))?, Form::Upper))
}

/// What the names of accented letters end in.
const ACCENTS: [&str; 9] = ["acute", "grave", "circ", "uml", "tilde", "cedil", "ring", "slash", "lig"];

/// A name of an accented letter without `;`, with the rest of the word behind it. Other names are words too
/// (`&copyright`, `&notify`).
fn open(text: &str) -> Option<(usize, String, Form)> {
    let end = ACCENTS.iter().find_map(|accent| {
        let start = if *accent == "lig" { 3 } else { 2 };
        text.get(start..)?.starts_with(accent).then_some(start + accent.len())
    });
    let whole = || ["&rsquo", "&nbsp"].into_iter().find(|name| text.starts_with(name)).map(str::len);
    let end = end.or_else(whole)?;
    if text.get(end..)?.starts_with(['=', ';']) {
        return None;
    }
    Some((end, character(&format!("{};", text.get(..end)?))?, Form::Open))
}
