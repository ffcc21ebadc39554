//! The units of repair: stretches of a line with characters outside ASCII close to one another.

use std::ops::Range;

/// ASCII characters that part two segments. Words of European languages have a letter outside ASCII every 10 to 20
/// characters; a break of 80 is longer than the sentence parts that one wrong charset is seen in.
const GAP: usize = 80;

/// ASCII characters of context kept around a segment.
const CONTEXT: usize = 24;

/// Characters from which a segment ends at the next blank, if as many bytes of the line come behind it: more of the same
/// says nothing new about what went wrong, and a short rest would have too little to say.
const ENOUGH: usize = 1000;

/// Characters at most, where there is no blank. A cut may fall inside a character that is mended on neither side, so it has
/// to be rare; what a segment costs grows with its length only.
const LONGEST: usize = 3000;

/// The segments of a line, from left to right, each with its share of the ASCII around it.
pub(super) fn segments(line: &str) -> impl Iterator<Item = Range<usize>> {
    let mut before = 0;
    let mut next = core(line, 0);
    std::iter::from_fn(move || {
        let core = next.take()?;
        next = self::core(line, core.end);
        let after = next.as_ref().map_or(line.len(), |following| following.start);
        let segment = before.max(core.start.saturating_sub(CONTEXT))..after.min(core.end + CONTEXT);
        before = segment.end;
        Some(segment)
    })
}

/// The first stretch from `from` on, from its first character outside ASCII to its last.
fn core(line: &str, from: usize) -> Option<Range<usize>> {
    let start = from + ascii_len(line, from);
    let mut end = start;
    let mut characters = 0;
    while characters < LONGEST {
        let gap = ascii_len(line, end);
        let Some(c) = line.get(end + gap..).and_then(|rest| rest.chars().next()) else { break };
        let is_enough = || {
            let blank = line.get(end..end + gap).is_some_and(|gap| gap.contains(' '));
            blank && characters >= ENOUGH && line.len() - end >= ENOUGH
        };
        if end > start && (gap > GAP || is_enough()) {
            break;
        }
        end += gap + c.len_utf8();
        characters += gap + 1;
    }
    (end > start).then_some(start..end)
}

/// Bytes of ASCII that stand from `at` on.
fn ascii_len(line: &str, at: usize) -> usize {
    let rest = line.as_bytes().get(at..).unwrap_or_default();
    rest.iter().position(|byte| !byte.is_ascii()).unwrap_or(rest.len())
}
