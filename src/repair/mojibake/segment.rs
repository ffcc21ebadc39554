//! The units of repair: stretches of a line with characters outside ASCII close to one another.

use std::ops::Range;

/// ASCII characters that part two segments. Words of European languages have a letter outside ASCII every 10 to 20
/// characters; a break of 80 is longer than the sentence parts that one wrong charset is seen in.
const GAP: usize = 80;

/// ASCII characters of context kept around a segment.
const CONTEXT: usize = 24;

/// Characters at most. A cut may fall inside a character that is mended on neither side, so it has to be rare; what a
/// segment costs grows with its length only.
const LONGEST: usize = 3000;

/// The segments of a line, from left to right.
pub(super) fn segments(line: &str) -> Vec<Range<usize>> {
    let mut segments: Vec<Range<usize>> = Vec::new();
    let mut characters = 0;
    for (at, c) in line.char_indices().filter(|(_, c)| !c.is_ascii()) {
        let end = at + c.len_utf8();
        match segments.last_mut().filter(|last| at - last.end <= GAP && characters < LONGEST) {
            Some(last) => {
                characters += line.get(last.end..end).map_or(1, |added| added.chars().count());
                last.end = end;
            }
            None => {
                segments.push(at..end);
                characters = 1;
            }
        }
    }
    widen(line, &mut segments);
    segments
}

/// Gives each segment its share of the ASCII around it.
fn widen(line: &str, segments: &mut [Range<usize>]) {
    let mut before = 0;
    let mut following = segments.iter().map(|segment| segment.start).skip(1).collect::<Vec<_>>().into_iter();
    for segment in segments {
        let after = following.next().unwrap_or(line.len());
        segment.start = before.max(segment.start.saturating_sub(CONTEXT));
        segment.end = after.min(segment.end + CONTEXT);
        before = segment.end;
    }
}
