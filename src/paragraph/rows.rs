//! Lines that are laid out alike: rows of tables, of delimited values, of logs, and headers of mail.
//!
//! Each is told by two lines next to each other, for running text looks like that once by chance, and hardly twice.

use super::lines::Line;
use super::shape::Shape;
use crate::text::columns::are_aligned;
use crate::text::hash::Hash;
use crate::text::punctuation::is_ended;

/// Makes table rows of all `lines` of `text` that are laid out as a neighbour is. Costs a look at the starts of lines that have
/// neighbours, and a search in them for marks that part cells.
pub(super) fn mark_rows(text: &str, lines: &mut [Line]) {
    let mut before: Option<(usize, Role)> = None;
    for index in 0..lines.len() {
        let Some(line) = lines.get(index).copied() else { continue };
        let above = before.filter(|_| line.follows_directly());
        mark_aligned_with_rule(text, lines, index);
        if line.shape == Shape::Rule && above.is_some() {
            continue;
        }
        let role = above.map_or(Role::None, |(above, role)| role_below(text, lines, (above, role), &line));
        if role != Role::None {
            let rows = above.map(|(above, _)| above).into_iter().chain([index]);
            rows.for_each(|row| lines.iter_mut().skip(row).take(1).for_each(|row| make_row(row, role)));
        }
        before = Some((index, role));
    }
}

/// A rule of a table (`-----  ---`) is aligned with the rows around it.
fn mark_aligned_with_rule(text: &str, lines: &mut [Line], index: usize) {
    let Some([above, line]) = index.checked_sub(1).and_then(|above| lines.get_mut(above..=index)) else { return };
    let is_rule = above.shape == Shape::Rule || line.shape == Shape::Rule;
    if is_rule && line.follows_directly() && are_aligned(with_indent(text, above), with_indent(text, line)) {
        [above, line].into_iter().for_each(|row| make_row(row, Role::Aligned));
    }
}

/// A line keeps its shape where it has one, and to itself whatever blanks align.
fn make_row(line: &mut Line, role: Role) {
    line.aligned |= role == Role::Aligned;
    if line.shape == Shape::Plain {
        line.shape = Shape::TableRow;
    }
}

/// What a line is to the line above it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    None,
    Row,
    /// A row of what blanks align, whatever shape it has.
    Aligned,
    /// A part of the field above it, which is too long for one line.
    Continuation,
}

fn role_below(text: &str, lines: &[Line], (index, role): (usize, Role), line: &Line) -> Role {
    let Some(above) = lines.get(index) else { return Role::None };
    if are_aligned(with_indent(text, above), with_indent(text, line)) {
        return Role::Aligned;
    }
    let is_open = |line: &Line| matches!(line.shape, Shape::Plain | Shape::TableRow);
    if !is_open(above) || line.shape != Shape::Plain {
        return Role::None;
    }
    let continues = role == Role::Continuation || role == Role::Row && field_name(above.text(text)).is_some();
    if continues && line.indent > 0 {
        return Role::Continuation;
    }
    let (said, says) = (above.text(text), line.text(text));
    let may_be_field = role != Role::None || index == 0 || !above.follows_directly();
    let alike = may_be_field && are_fields(said, says) || are_stamped(said, says) || are_delimited(said, says);
    if alike { Role::Row } else { Role::None }
}

/// The line with the blanks before it.
fn with_indent<'t>(text: &'t str, line: &Line) -> &'t str {
    let before = text.get(..line.start()).unwrap_or_default();
    let indent = before.len() - before.trim_end_matches(|c: char| c.is_whitespace() && c != '\n').len();
    text.get(line.start() - indent..line.end()).unwrap_or_default()
}

/// The fields of a header, which stand at the start of a block: `From: somebody` above `To: somebody else`. Two that say
/// sentences talk to each other.
fn are_fields(line: &str, next: &str) -> bool {
    let names = field_name(line).zip(field_name(next));
    names.is_some_and(|(name, next)| name != next) && !(is_ended(line) || is_ended(next))
}

/// The longest name of a field, in bytes.
const LONGEST_NAME: usize = 32;

/// The name of the field that a line is: a word or a few before a colon and a blank.
fn field_name(line: &str) -> Option<&str> {
    let end = line.bytes().take(LONGEST_NAME).position(|byte| byte == b':')?;
    let (name, value) = line.split_at_checked(end)?;
    let is_name = name.starts_with(char::is_alphabetic)
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ' '));
    (is_name && value.starts_with(": ")).then_some(name)
}

/// Both start with a stamp of one form: a date, a time, an address; or with who says them.
fn are_stamped(line: &str, next: &str) -> bool {
    stamp(line).is_some_and(|form| stamp(next) == Some(form))
}

/// A stamp shows a digit among so many bytes, and is no longer.
const STAMP_SHOWS: usize = 8;
const LONGEST_STAMP: usize = 32;

/// One number alone is a quantity.
const NUMBERS_IN_STAMP: usize = 2;

/// The form of the stamp that `line` starts with: what stands before the first blank behind two numbers, whatever those are;
/// or a name in angle brackets, whoever it is.
fn stamp(line: &str) -> Option<u64> {
    if let Some(named) = line.strip_prefix('<') {
        let (name, said) = named.split_once('>')?;
        let is_name =
            !name.is_empty() && name.len() < LONGEST_STAMP && !name.contains(['/', ' ']) && said.starts_with(' ');
        return is_name.then_some(Hash::new().value());
    }
    if !line.bytes().take(STAMP_SHOWS).any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (mut form, mut numbers, mut in_number) = (Hash::new(), 0, false);
    for byte in line.bytes().take(LONGEST_STAMP) {
        let is_digit = byte.is_ascii_digit();
        numbers += usize::from(is_digit && !in_number);
        if numbers >= NUMBERS_IN_STAMP && byte.is_ascii_whitespace() {
            return Some(form.value());
        }
        if !is_digit || !in_number {
            form = form.with(if is_digit { b'0' } else { byte }.into());
        }
        in_number = is_digit;
    }
    None
}

/// The fewest marks between cells of one row; a wrapped sentence may have one without a blank behind it.
const FEWEST_MARKS: usize = 2;

/// Lines with a single tab each are rows where both are shorter, in bytes: justified text was written with tabs, too.
const SHORT_ROW: usize = 60;

/// Both have tabs, or as many commas or semicolons without a blank behind them; and neither ends as a sentence does.
fn are_delimited(line: &str, next: &str) -> bool {
    let [tabs, tabs_below] = [line, next].map(|line| memchr::memchr_iter(b'\t', line.as_bytes()).count());
    let is_short = line.len().max(next.len()) < SHORT_ROW;
    if tabs.min(tabs_below) > usize::from(!is_short) {
        return true;
    }
    [b',', b';'].into_iter().any(|mark| {
        let marks = tight_marks(line, mark);
        marks >= FEWEST_MARKS && tight_marks(next, mark) == marks && !is_ended(line) && !is_ended(next)
    })
}

/// How many of a mark in `line` have no blank behind them, and no East Asian text around them.
fn tight_marks(line: &str, mark: u8) -> usize {
    let bytes = line.as_bytes();
    let is_tight = |&at: &usize| {
        let before = at.checked_sub(1).and_then(|at| bytes.get(at));
        match (before, bytes.get(at + 1)) {
            (_, Some(next)) if next.is_ascii_whitespace() => false,
            (Some(before), Some(next)) => before.is_ascii() || next.is_ascii(),
            _ => true,
        }
    };
    memchr::memchr_iter(mark, bytes).filter(is_tight).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_of_one_form_are_rows() {
        assert!(are_fields("From: a", "Message-ID: <b>"));
        assert!(!are_fields("Anna: a", "Anna: b"), "somebody goes on");
        assert!(!are_fields("Anna: Come here.", "Ben: No."), "a dialogue");
        for (line, next) in [
            ("2025-11-01 10:00:01 start", "2025-11-02 9:00:01 stop"),
            ("[12:01] <a> hi", "[13:45] <b> ho"),
            ("<anna> hi", "<ben> ho"),
            ("Nov  3 10:00:01 host", "Nov  4 11:00:01 host"),
            ("1.5 l milk", "2.5 l stock"),
        ] {
            assert!(are_stamped(line, next), "{line}");
        }
        assert!(!are_stamped("3 eggs and", "4 hens and"));
        assert!(!are_stamped("<p> one", "</p> two"));
        assert!(are_delimited("day,wind,note", "1,\"a, b\","));
        assert!(are_delimited("a\tb", "c\td\te"));
        assert!(!are_delimited("one, two, three", "four, five, six"));
        assert!(!are_delimited("他来了,坐下,不说话", "我走了,回头,看一看"));
    }
}
