//! Columns: lines that blanks make a table of, and the indent of code.
//!
//! What cleans blanks and what splits lines must agree about both, or the one would destroy what the other looks for.

use std::ops::Range;

use super::punctuation::is_ended;
use super::width::width;

/// The least indent of code in flush text, in cells, as in Markdown.
const CODE_INDENT: u16 = 4;

/// Where fewer than one block in so many is flush, the text itself is indented, as in manual pages.
const FLUSH_ONE_IN: u32 = 6;

/// The deepest indent of a text itself, in cells.
const DEEPEST_TEXT: usize = 16;

/// A tab moves to the next column that is a multiple of this: the habit of plain text and of Markdown.
const TAB: u16 = 4;

/// Two blanks part words in justified text as well; a table needs wider ones.
const NARROW: usize = 2;

/// As many narrow gaps that stand below each other are no accident.
const FEWEST_NARROW: usize = 3;

/// Longer lines are no rows of a table that blanks align, in bytes.
const LONGEST_ROW: usize = 400;

/// The cells of the blanks that a line starts with.
pub(crate) fn cells_of_indent(blanks: &str) -> u16 {
    blanks.chars().fold(0_u16, |column, blank| match blank {
        '\t' => column.saturating_add(TAB - column % TAB),
        '\u{3000}' => column.saturating_add(2),
        _ => column.saturating_add(1),
    })
}

/// The least indent of code in a text, in cells: four more than the text itself, which is indented where blocks with that
/// indent mostly end as sentences do and hardly a block is flush. None where all of it is indented.
///
/// `lines` are all that are not blank, by their indent; the last one of a block with what it says.
pub(crate) fn code_indent<'t>(lines: impl Iterator<Item = (u16, Option<&'t str>)>) -> Option<u16> {
    let (mut any_flush, mut blocks, mut flush) = (false, 0_u32, 0_u32);
    let mut deep = [(0_u32, 0_u32); DEEPEST_TEXT + 1];
    for (indent, last) in lines {
        any_flush |= indent < CODE_INDENT;
        let Some(said) = last else { continue };
        blocks += 1;
        flush += u32::from(indent < CODE_INDENT);
        if let Some((all, ended)) = deep.get_mut(usize::from(indent)).filter(|_| indent >= CODE_INDENT) {
            *all += 1;
            *ended += u32::from(is_ended(said));
        }
    }
    if !any_flush || flush * FLUSH_ONE_IN >= blocks {
        return Some(CODE_INDENT).filter(|_| any_flush);
    }
    let text = deep.iter().enumerate().max_by_key(|(indent, (all, _))| (*all, usize::MAX - indent));
    let text = text.filter(|(_, (all, ended))| 2 * ended > *all).map_or(0, |(indent, _)| indent as u16);
    Some(CODE_INDENT + text)
}

/// Whether two lines, with their indents, are rows of one table: words end or start in the same column at wide gaps. It
/// holds of two lines whichever comes first.
pub(crate) fn are_aligned(line: &str, other: &str) -> bool {
    if !may_have_gaps(line) || !may_have_gaps(other) {
        return false;
    }
    let (mut gaps, mut others) = (Gaps::of(line), Gaps::of(other));
    let (mut left, mut right, mut narrow) = (gaps.next(), others.next(), 0);
    while let (Some(gap), Some(other)) = (&left, &right) {
        let (meet, first) = (gap.start == other.start || gap.end == other.end, gap.end <= other.end);
        if meet && gap.len().max(other.len()) > NARROW {
            return true;
        }
        narrow += usize::from(meet);
        let both = gap.end == other.end;
        if !first || both {
            right = others.next();
        }
        if first {
            left = gaps.next();
        }
    }
    narrow >= FEWEST_NARROW
}

/// Whether blanks that may align something stand between the words of `line`.
pub(crate) fn has_gaps(line: &str) -> bool {
    may_have_gaps(line) && Gaps::of(line).next().is_some()
}

/// Whether a line is short enough for a row, and shows two blanks side by side or is not all ASCII: made of comparisons that
/// become vector instructions, since nearly all lines of running text end here.
fn may_have_gaps(line: &str) -> bool {
    let bytes = line.as_bytes();
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    let shown = |(&a, &b): (&u8, &u8)| u8::from((a <= b' ') & (b <= b' ') | (a >= 0x80));
    line.len() <= LONGEST_ROW && pairs.map(shown).fold(0, |any, shown| any | shown) != 0
}

/// The gaps between the words of a line, in cells from its start: two blanks and more, but not behind the end of a
/// sentence, where many write two. A tab aligns by itself and ends the search.
struct Gaps<'t> {
    rest: &'t str,
    column: u32,
}

impl<'t> Gaps<'t> {
    fn of(line: &'t str) -> Self {
        let rest = line.trim_start();
        let indent = line.get(..line.len() - rest.len()).unwrap_or_default();
        Self { rest, column: cells_of_indent(indent).into() }
    }

    /// The next words and the blanks behind them; nothing at the end of the line.
    fn step(&mut self) -> Option<(&'t str, Range<u32>)> {
        let end = self.rest.find(char::is_whitespace)?;
        let (words, behind) = self.rest.split_at_checked(end)?;
        let rest = behind.trim_start();
        let blanks = behind.get(..behind.len() - rest.len())?;
        if rest.is_empty() || blanks.contains('\t') {
            return None;
        }
        let start = self.column + width(words).cells;
        let gap = start..start + width(blanks).cells;
        (self.rest, self.column) = (rest, gap.end);
        Some((words, gap))
    }
}

impl Iterator for Gaps<'_> {
    type Item = Range<u32>;

    fn next(&mut self) -> Option<Range<u32>> {
        loop {
            let (words, gap) = self.step()?;
            if gap.len() >= NARROW && !is_ended(words) {
                return Some(gap);
            }
        }
    }
}

/// Whether a line, without its indent, opens or closes a block of code.
pub(crate) fn is_fence(line: &str) -> bool {
    line.starts_with("```") && !line.trim_start_matches('`').contains('`') || line.starts_with("~~~")
}

/// The marks that rules are made of.
const RULERS: &[char] = &['=', '_', '~', '-', '*', '+', '─', '━', '═', '—'];

/// Whether `line` is a rule: at least three marks, all the same, blanks between them or not.
pub(crate) fn is_rule(line: &str) -> bool {
    let mut marks = line.chars().filter(|character| *character != ' ');
    let Some(first) = marks.next().filter(|first| RULERS.contains(first)) else { return false };
    let mut count = 1;
    for mark in marks {
        if mark != first {
            return false;
        }
        count += 1;
    }
    count >= 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tabs_and_spaces_make_one_column() {
        assert_eq!(cells_of_indent("  \t"), 4);
        assert_eq!(cells_of_indent("\t "), 5);
        assert_eq!(cells_of_indent("\u{3000} "), 3);
    }

    #[test]
    fn code_is_indented_more_than_the_text() {
        let blocks = |blocks: &[(u16, usize, &'static str)]| {
            code_indent(blocks.iter().flat_map(|&(indent, many, said)| {
                std::iter::repeat_n([(indent, None), (indent, Some(said))], many).flatten()
            }))
        };
        assert_eq!(blocks(&[(0, 20, "Text."), (4, 30, "x = 1;")]), Some(4));
        assert_eq!(blocks(&[(0, 2, "TITLE"), (7, 30, "Text."), (14, 9, "more")]), Some(11));
        assert_eq!(blocks(&[(0, 2, "Text."), (4, 30, "x = 1;")]), Some(4), "mostly code");
        assert_eq!(blocks(&[(7, 30, "Text.")]), None, "no line is flush");
    }

    #[test]
    fn rows_are_aligned_by_either_side_of_a_cell() {
        for (line, other) in [
            ("North pier    4.50", "South pier    6.00"),
            ("North pier     4.50", "Lighthouse    12.00"),
            ("航线      成人", "北码头    4.50"),
            ("  -a   all", "  -b   both"),
            ("a  b  c  d", "e  f  g  h"),
        ] {
            assert!(are_aligned(line, other) && are_aligned(other, line), "{line} {other}");
        }
        for (line, other) in [
            ("It is late.   Go home", "It is dark.   Go home"),
            ("a justified  line of words", "a narrow one  of others"),
            ("one   two", "three   four"),
            ("no gap", "no   gap"),
            ("tabs\t\tare  other", "tabs\t\tare  other"),
        ] {
            assert!(!are_aligned(line, other), "{line} {other}");
        }
    }
}
