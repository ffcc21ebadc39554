//! The suspects of a text: segments that are not good text as they stand.

use std::ops::Range;

use super::{gate, segment};
use crate::text::plausibility::Plausibility;

/// A segment that may be damaged.
#[derive(Debug)]
pub(super) struct Suspect<'t> {
    /// The line that it stands in, in bytes of the text.
    pub(super) line: Range<usize>,
    /// The segment, in bytes of the text.
    pub(super) range: Range<usize>,
    pub(super) damaged: &'t str,
    pub(super) standing: Plausibility,
}

/// The suspects in some lines, each line given with where it starts, from left to right.
pub(super) fn suspects<'t>(lines: impl Iterator<Item = (usize, &'t str)>) -> impl Iterator<Item = Suspect<'t>> {
    let suspicious =
        |&(_, line): &(usize, &str)| !line.is_ascii() && gate::is_suspicious(line) && !gate::is_binary(line);
    lines.filter(suspicious).flat_map(|(start, line)| of_line(start, line))
}

fn of_line(start: usize, line: &str) -> impl Iterator<Item = Suspect<'_>> {
    segment::segments(line).filter_map(move |segment| {
        let damaged = line.get(segment.clone()).filter(|damaged| !gate::is_too_little(damaged))?;
        let standing = Plausibility::of(damaged);
        let range = start + segment.start..start + segment.end;
        let suspect = || Suspect { line: start..start + line.len(), range, damaged, standing };
        (!gate::is_good(damaged, standing)).then(suspect)
    })
}
