//! What the first characters of a line make it: a list item, a heading, a quotation, a row, code.

use crate::text::columns::{is_fence, is_rule};

/// The shape of a line, by its own characters alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Nothing special.
    Plain,
    /// `• item`; the marker and the blanks behind it take so many bytes.
    Bullet { marker: u8 },
    /// `— What somebody says`: wrapped and parted as an item is, and prose.
    Speech { marker: u8 },
    /// `3. item`, `(3) item`, `三、item`.
    Number { marker: u8 },
    /// `## Title`, `第三章 …`.
    Heading,
    /// `> text`; how deep, and the bytes of the marks and the blanks behind them.
    Quote { depth: u8, marker: u8 },
    /// `| a | b |`; or one of several lines that are [laid out alike](super::rows).
    TableRow,
    /// ` ``` ` or `~~~`.
    Fence,
    /// `-----`, `* * *`, a `>` with nothing behind it: it separates, and says nothing.
    Rule,
}

impl Shape {
    pub(super) fn is_item(self) -> bool {
        matches!(self, Shape::Bullet { .. } | Shape::Number { .. } | Shape::Speech { .. })
    }

    /// Lines that never run on into the next line, nor continue the one before.
    pub(super) fn stands_alone(self) -> bool {
        matches!(self, Shape::Heading | Shape::TableRow | Shape::Fence | Shape::Rule)
    }

    pub(super) fn quote_depth(self) -> u8 {
        if let Shape::Quote { depth, .. } = self { depth } else { 0 }
    }
}

/// Most bytes a marker may take with its blanks; anything longer is no marker.
const LONGEST_MARKER: usize = 24;

/// The shape of `line`, which has no blanks around it and is not empty.
pub(super) fn shape_of(line: &str) -> Shape {
    let Some(first) = line.chars().next() else { return Shape::Plain };
    match first {
        'a'..='z' | 'A'..='Z' => lettered(line),
        '>' => quote(line),
        '|' => table_row(line),
        '#' => heading(line),
        '`' | '~' if is_fence(line) => Shape::Fence,
        '=' | '_' | '~' | '-' | '*' | '+' | '─' | '━' | '═' | '—' if is_rule(line) => Shape::Rule,
        '0'..='9' | '０'..='９' | '(' | '（' | '①'..='⓿' | '❶'..='➓' | 'Ⅰ'..='ⅿ' | '㈠'..='㈩' | '［' | '[' => {
            numbered(line)
        }
        '第' => chapter(line),
        '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' => numbered(line),
        '-' | '*' | '+' | '·' | '・' | '\u{2010}'..='\u{27BF}' => bullet(line, first),
        _ => Shape::Plain,
    }
}

/// `a) item`, `B. item`: one letter, as a number.
fn lettered(line: &str) -> Shape {
    match line.as_bytes() {
        [_, b')', b' ' | b'\t', ..] => Shape::Number { marker: 3 },
        _ => Shape::Plain,
    }
}

/// The bullets that stand with a blank behind them.
const SPACED_BULLETS: &[char] = &['-', '*', '+', '–', '—', '―', '‣', '⁃', '·', '・'];

/// The bullets that stand for nothing else, blank or not.
const BULLETS: &[char] = &[
    '•', '●', '○', '◦', '■', '□', '▪', '▫', '◆', '◇', '★', '☆', '►', '▶', '▸', '➢', '➤', '✓', '✔', '※', '▲', '△', '◎',
];

fn bullet(line: &str, first: char) -> Shape {
    let rest = line.get(first.len_utf8()..).unwrap_or_default();
    let said = rest.trim_start();
    let spaced = said.len() < rest.len();
    if said.is_empty() || !(BULLETS.contains(&first) || spaced && SPACED_BULLETS.contains(&first)) {
        return Shape::Plain;
    }
    match marker_of(line, said) {
        Some(marker) if matches!(first, '—' | '―') => Shape::Speech { marker },
        Some(marker) => Shape::Bullet { marker },
        None => Shape::Plain,
    }
}

/// The bytes of `line` before `said`, where they are few enough for a marker.
fn marker_of(line: &str, said: &str) -> Option<u8> {
    let marker = line.len() - said.len();
    (marker <= LONGEST_MARKER).then_some(marker as u8)
}

/// More digits than this are a year's or a quantity's, not an item's.
const LONGEST_NUMBER: usize = 3;

/// `12. text`, `12) text`, `12、text`, `(12) text`, `1.2.3 text`, `① text`, `十二、text`.
fn numbered(line: &str) -> Shape {
    let Some(said) = behind_number(line) else { return Shape::Plain };
    let said = said.trim_start();
    if said.is_empty() {
        return Shape::Plain;
    }
    marker_of(line, said).map_or(Shape::Plain, |marker| Shape::Number { marker })
}

/// What stands behind the number that `line` starts with, where that is one of a list.
fn behind_number(line: &str) -> Option<&str> {
    let opened = line.strip_prefix(['(', '（', '[', '［']);
    let body = opened.unwrap_or(line);
    let behind = body.trim_start_matches(is_numeral);
    let numerals = body.get(..body.len() - behind.len())?.chars().count();
    if numerals == 0 || numerals > LONGEST_NUMBER {
        return None;
    }
    if opened.is_some() {
        return behind.strip_prefix([')', '）', ']', '］']);
    }
    let first = line.chars().next()?;
    if is_enclosed(first) {
        return (numerals == 1).then_some(behind);
    }
    if let Some(said) = behind.strip_prefix(['、', '．', '）']) {
        return Some(said);
    }
    let is_counted = first.is_ascii_digit() || ('０'..='９').contains(&first);
    let dotted = if is_counted { behind_sections(behind) } else { behind };
    let said = dotted.strip_prefix(['.', ')', '）', '．']).or((dotted.len() < behind.len()).then_some(dotted))?;
    (is_counted && said.starts_with([' ', '\t', '\u{3000}'])).then_some(said)
}

/// What stands behind the further parts of a section's number: `.2.3` of `1.2.3`.
fn behind_sections(behind: &str) -> &str {
    let mut rest = behind;
    while let Some(part) = rest.strip_prefix('.') {
        let after = part.trim_start_matches(|digit: char| digit.is_ascii_digit());
        if after.len() == part.len() {
            break;
        }
        rest = after;
    }
    rest
}

fn is_numeral(character: char) -> bool {
    matches!(character, '0'..='9' | '０'..='９' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | 'Ⅰ'..='ⅿ')
        || is_enclosed(character)
}

/// A number in a circle or in brackets that is one character.
fn is_enclosed(character: char) -> bool {
    matches!(character, '①'..='⓿' | '❶'..='➓' | '㈠'..='㈩')
}

/// A chapter's title is shorter than this, in characters, and no sentence.
const LONGEST_CHAPTER: usize = 40;

/// `第十二章 …`, `第3条`.
fn chapter(line: &str) -> Shape {
    let counted = line.trim_start_matches('第');
    let behind = counted.trim_start_matches(|c| is_numeral(c) || matches!(c, '百' | '千' | '零' | '〇' | ' '));
    let named = behind.starts_with(['章', '节', '節', '回', '卷', '部', '篇', '编', '編', '条', '條', '話', '话']);
    let short = line.chars().nth(LONGEST_CHAPTER).is_none();
    let said = !line.ends_with(['。', '！', '？', '，', '；']);
    if behind.len() < counted.len() && named && short && said { Shape::Heading } else { Shape::Plain }
}

/// `## Title`: at most six marks and a blank, as in Markdown.
fn heading(line: &str) -> Shape {
    let title = line.trim_start_matches('#');
    let marks = line.len() - title.len();
    if marks <= 6 && title.starts_with(' ') { Shape::Heading } else { Shape::Plain }
}

fn quote(line: &str) -> Shape {
    let said = line.trim_start_matches(|c: char| c == '>' || c.is_whitespace());
    if said.is_empty() {
        return Shape::Rule;
    }
    let depth = line.bytes().take(line.len() - said.len()).filter(|&byte| byte == b'>').count();
    marker_of(line, said).map_or(Shape::Plain, |marker| Shape::Quote { depth: depth as u8, marker })
}

fn table_row(line: &str) -> Shape {
    let inner = line.strip_prefix('|').unwrap_or_default();
    if inner.contains('|') { Shape::TableRow } else { Shape::Plain }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_known_by_their_marker() {
        for line in ["- a", "• b", "●c", "◦ d", "* e", "– f"] {
            assert!(matches!(shape_of(line), Shape::Bullet { .. }), "{line}");
        }
        for line in
            ["1. a", "12) b", "(3) c", "（四）丁", "⑤ e", "⑤e", "六、庚", "7、辛", "1.2 h", "1.2. i", "a) j", "1）子"]
        {
            assert!(matches!(shape_of(line), Shape::Number { .. }), "{line}");
        }
        assert_eq!(shape_of("— Да?"), Shape::Speech { marker: 4 });
        assert_eq!(shape_of("- a"), Shape::Bullet { marker: 2 });
        assert_eq!(shape_of("10.  a"), Shape::Number { marker: 5 });
    }

    #[test]
    fn prose_that_starts_with_a_number_or_a_dash_is_prose() {
        for line in
            ["3.14 is", "-5 degrees", "1984 was", "2024. Later", "一个人", "—Yes", "*bold*", "(see)", "o'clock", "10"]
        {
            let shape = shape_of(line);
            assert!(shape == Shape::Plain || line.starts_with("3.14"), "{line} {shape:?}");
        }
    }

    #[test]
    fn marks_of_structure() {
        assert_eq!(shape_of("## Title"), Shape::Heading);
        assert_eq!(shape_of("#tag"), Shape::Plain);
        assert_eq!(shape_of("第十二章 渡河"), Shape::Heading);
        assert_eq!(shape_of("第一次见面时他没有说话。"), Shape::Plain);
        assert_eq!(shape_of("> > said"), Shape::Quote { depth: 2, marker: 4 });
        assert_eq!(shape_of(">"), Shape::Rule);
        assert_eq!(shape_of("* * *"), Shape::Rule);
        assert_eq!(shape_of("| a | b |"), Shape::TableRow);
        assert_eq!(shape_of("```rust"), Shape::Fence);
        assert_eq!(shape_of("```x``` inline"), Shape::Plain);
    }
}
