//! Where an escape may stand that was not meant for a machine.

use std::ops::Range;

use crate::text::lines::floor_boundary;
use crate::text::plausibility::Plausibility;
use crate::text::shape::Shape;

/// How much of the word around an escape is looked at, in bytes: addresses of pages are rarely longer.
const WORD: usize = 512;

/// Whether the word around a range is an address, a path or a name of a file.
pub(super) fn is_address(line: &str, range: &Range<usize>) -> bool {
    let parts = |c: char| c.is_whitespace() || "\"'()<>[]{}“”«»（），。、".contains(c);
    let before = line.get(floor_boundary(line, range.start.saturating_sub(WORD))..range.start).unwrap_or_default();
    let behind = line.get(range.end..floor_boundary(line, range.end + WORD)).unwrap_or_default();
    let before = before.rsplit(parts).next().unwrap_or_default();
    let behind = behind.split(parts).next().unwrap_or_default();
    let addressed = |part: &str| {
        let lower = part.to_ascii_lowercase();
        part.contains(['/', '@', '?', '#']) || lower.contains("www.") || part.contains(":\\") || part.contains("&")
    };
    let file =
        |part: &str| part.rsplit_once('.').is_some_and(|(_, end)| (2..=4).contains(&end.len()) && end.is_ascii());
    addressed(before) || addressed(behind) || file(behind)
}

/// Whether a range stands in quotes of its own, as program text and examples do.
pub(super) fn is_quoted(line: &str, range: &Range<usize>) -> bool {
    let before = line.get(..range.start).and_then(|text| text.chars().next_back());
    let behind = line.get(range.end..).and_then(|text| text.chars().next());
    before == behind && matches!(before, Some('"' | '\'' | '`')) || before == Some('[')
}

/// Whether what an escape says is text: likelier than its escapes, and nothing in it that cannot be read.
pub(super) fn is_text(escaped: &str, decoded: &str) -> bool {
    let unreadable = |c: char| matches!(Shape::of(c), Shape::Control | Shape::Missing) && !c.is_ascii_whitespace();
    if decoded.chars().any(unreadable) {
        return false;
    }
    let weight = Plausibility::of(decoded);
    weight.cost < Plausibility::of(escaped).cost && weight.mean() < WORST_MEAN
}

/// Nats a character of the strangest texts that escapes stood for: emoji among Chinese, single accented letters.
const WORST_MEAN: f32 = 10.5;
