//! Escapes of UTF-16 code units: `\u4e2d`, `%u4e2d`, `u4e2d`.

use super::Decoded;
use super::place::{is_address, is_quoted, is_text};
use super::token::Units;

/// What the escapes of a line say; empty where they are left.
pub(super) fn decode(line: &str) -> Vec<Decoded> {
    Units::ALL.into_iter().map(|kind| of_kind(line, kind)).find(|decoded| !decoded.is_empty()).unwrap_or_default()
}

fn of_kind(line: &str, kind: Units) -> Vec<Decoded> {
    let mut groups = groups(line, kind);
    groups.retain(|group| {
        !is_address(line, &group.range)
            && !is_quoted(line, &group.range)
            && is_text(line.get(group.range.clone()).unwrap_or_default(), &group.text)
    });
    let units: usize = groups.iter().map(|group| group.range.len() / kind.len()).sum();
    groups.retain(|group| {
        let touching = group.range.len() / kind.len();
        let among_many = units >= ENOUGH && (kind != Units::Bare || touching > 1 || units >= ENOUGH * 2);
        among_many || touching > 1 && kind != Units::Bare || is_part_of_word(line, group)
    });
    groups
}

/// So many escapes in a line are no example.
const ENOUGH: usize = 3;

/// Escapes that touch, each group decoded. Escapes of ASCII and of half surrogate pairs stay as they are.
fn groups(line: &str, kind: Units) -> Vec<Decoded> {
    let mut groups = Vec::new();
    let mut at = 0;
    while let Some(found) = line.get(at..).and_then(|rest| rest.find(kind.sign())) {
        let start = at + found;
        let mut units = Vec::new();
        let mut end = start;
        while let Some(unit) = line.get(end..).and_then(|rest| kind.read(rest)).filter(|unit| *unit >= 0xa0) {
            units.push(unit);
            end += kind.len();
        }
        if let Some(text) = String::from_utf16(&units).ok().filter(|text| !text.is_empty()) {
            groups.push(Decoded { range: start..end, text, rule: kind.rule() });
        }
        at = end.max(start + kind.sign().len());
    }
    groups
}

/// Whether the letters of a group continue a word of small letters: `caf\u00e9`.
fn is_part_of_word(line: &str, group: &Decoded) -> bool {
    let before = line.get(..group.range.start).and_then(|text| text.chars().next_back());
    let behind = line.get(group.range.end..).and_then(|text| text.chars().next());
    let small = |c: Option<char>| c.is_some_and(|c| c.is_ascii_lowercase());
    let latin = group.text.chars().all(|c| c.is_lowercase() && u32::from(c) < 0x250);
    let apostrophe = matches!(&*group.text, "’") && small(before) && small(behind);
    latin && (small(before) || small(behind)) || apostrophe
}
