//! Where furniture can be at all: among short lines, at the ends of a text or a few in a row inside it.

use std::ops::Range;

use memchr::memchr;

use crate::text::lines::{ends_a_sentence, is_blank};

/// Neighbouring lines, with one longer line on either side where there is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stretch {
    pub(crate) range: Range<usize>,
    /// Whether no line stands before it, and none behind it.
    pub(crate) first: bool,
    pub(crate) last: bool,
}

/// Lines up to this length are looked at whatever they end in: 20 Han characters.
const SHORT_BYTES: usize = 60;

/// Longer lines are not looked at for themselves.
const LONGEST_BYTES: usize = 300;

/// Inside a text, so many short lines make furniture possible: a single line is never dropped there.
const FEWEST: usize = 2;

/// A stretch that is being read.
#[derive(Debug)]
struct Open {
    stretch: Stretch,
    short: usize,
    /// Whether its last line is a longer one.
    closing: bool,
}

/// Calls `visit` with every stretch of `text` inside `within` that furniture may stand in, from left to right. Costs a
/// search for line breaks, and a look at the ends of lines.
pub(crate) fn stretches(text: &str, within: &Range<usize>, mut visit: impl FnMut(Stretch)) {
    let mut open: Option<Open> = None;
    let mut before: Option<(usize, bool)> = None;
    for (index, line) in lines(text, within).enumerate() {
        let short = looks_short(text, &line);
        match &mut open {
            Some(stretch) if short || !stretch.closing => {
                stretch.stretch.range.end = line.end;
                stretch.short += usize::from(short);
                stretch.closing = !short;
            }
            Some(_) => {
                open.take().into_iter().for_each(|open| emit(open, &mut visit));
                before = Some((line.start, false));
            }
            None if short => {
                let (start, first) = before.take().unwrap_or((line.start, index == 0));
                let stretch = Stretch { range: start..line.end, first, last: false };
                open = Some(Open { stretch, short: 1, closing: false });
            }
            None => before = Some((line.start, index == 0)),
        }
    }
    if let Some(mut open) = open {
        open.stretch.last = true;
        emit(open, &mut visit);
    }
}

fn emit(open: Open, visit: &mut impl FnMut(Stretch)) {
    if open.short >= FEWEST || open.stretch.first || open.stretch.last {
        visit(open.stretch);
    }
}

fn looks_short(text: &str, line: &Range<usize>) -> bool {
    line.len() <= SHORT_BYTES
        || line.len() <= LONGEST_BYTES && !ends_a_sentence(text.get(line.clone()).unwrap_or_default())
}

/// The lines of `text` inside `within` that are not blank, without their line breaks.
pub(crate) fn lines<'t>(text: &'t str, within: &Range<usize>) -> impl Iterator<Item = Range<usize>> + 't {
    let end = within.end;
    let mut start = within.start;
    let all = std::iter::from_fn(move || {
        let rest = text.as_bytes().get(start..end).filter(|rest| !rest.is_empty())?;
        let line = start..start + memchr(b'\n', rest).unwrap_or(rest.len());
        start = line.end + 1;
        Some(line)
    });
    all.filter(|line| !is_blank(text, line))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, bool, bool)> {
        let mut found = Vec::new();
        stretches(text, &(0..text.len()), |stretch| found.push((&text[stretch.range], stretch.first, stretch.last)));
        found
    }

    #[test]
    fn short_lines_count_at_the_ends_and_in_pairs() {
        let long = "x".repeat(400);
        let l = long.as_str();
        assert_eq!(found(""), []);
        assert_eq!(found(&format!("{l}\n{l}\none\n{l}\n{l}\n")), []);
        assert_eq!(
            found(&format!("one\n{l}\n{l}\ntwo\n\nthree\n{l}\n{l}\nfour")),
            [
                (&*format!("one\n{l}"), true, false),
                (&*format!("{l}\ntwo\n\nthree\n{l}"), false, false),
                (&*format!("{l}\nfour"), false, true)
            ]
        );
        assert_eq!(found(&format!("{l}\none\n{l}")), [(&*format!("{l}\none\n{l}"), true, true)]);
    }
}
