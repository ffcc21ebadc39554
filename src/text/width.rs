//! How wide text is drawn: cells of a terminal or of a fixed-width font (UAX #11), and characters.

use std::ops::Add;
use std::sync::LazyLock;

use super::width_table::{AMBIGUOUS, WIDE, ZERO};

/// The width of a text by the three measures that programs wrap lines by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Width {
    /// Cells, where East Asian characters take two and marks none.
    pub(crate) cells: u32,
    /// Characters, whatever they look like: what `len` counts in most languages.
    pub(crate) chars: u32,
    /// Cells of an East Asian font, where Greek, Cyrillic, quotation marks and more take two as well.
    pub(crate) east_asian_cells: u32,
}

/// One of the measures of a [`Width`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Measure {
    Cells,
    Chars,
    EastAsianCells,
}

impl Width {
    /// The same number by all measures.
    pub(crate) const fn all(width: u32) -> Self {
        Self { cells: width, chars: width, east_asian_cells: width }
    }

    pub(crate) fn by(self, measure: Measure) -> u32 {
        match measure {
            Measure::Cells => self.cells,
            Measure::Chars => self.chars,
            Measure::EastAsianCells => self.east_asian_cells,
        }
    }
}

impl Add for Width {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            cells: self.cells + other.cells,
            chars: self.chars + other.chars,
            east_asian_cells: self.east_asian_cells + other.east_asian_cells,
        }
    }
}

/// The width of `text`. ASCII costs no more than the check that it is, and Han is told by its first byte.
pub(crate) fn width(text: &str) -> Width {
    if text.is_ascii() {
        return Width::all(text.len() as u32);
    }
    let (mut at, mut ascii, mut han, mut others) = (0, 0, 0, Width::default());
    while let Some(lead) = text.as_bytes().get(at) {
        match lead {
            0..=0x7F => (at, ascii) = (at + 1, ascii + 1),
            0xE4..=0xE9 => (at, han) = (at + 3, han + 1),
            _ => {
                let Some(character) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
                at += character.len_utf8();
                others = others + width_of_char(character);
            }
        }
    }
    others + Width { cells: ascii + 2 * han, chars: ascii + han, east_asian_cells: ascii + 2 * han }
}

/// How many cells one character takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cells {
    Zero,
    One,
    Two,
    /// One or two, depending on the font.
    Either,
}

fn width_of_char(character: char) -> Width {
    let (cells, east_asian_cells) = match cells(character) {
        Cells::Zero => (0, 0),
        Cells::One => (1, 1),
        Cells::Two => (2, 2),
        Cells::Either => (1, 2),
    };
    Width { cells, chars: 1, east_asian_cells }
}

fn cells(character: char) -> Cells {
    match character as u32 {
        0x20..=0x7E => Cells::One,
        0x4E00..=0x9FFF | 0xAC00..=0xD7A3 | 0xFF01..=0xFF60 => Cells::Two,
        point => LOW.get(point as usize).copied().unwrap_or_else(|| look_up(point)),
    }
}

/// Below this, alphabets of narrow letters, kana and marks: looked up once each and kept, for they come by the page.
const LOW_END: u32 = 0x3100;

static LOW: LazyLock<Box<[Cells]>> = LazyLock::new(|| {
    let mut low = vec![Cells::One; LOW_END as usize];
    for (ranges, cells) in [(&AMBIGUOUS[..], Cells::Either), (&WIDE[..], Cells::Two), (&ZERO[..], Cells::Zero)] {
        for &(first, last) in ranges {
            low.iter_mut().take(last as usize + 1).skip(first as usize).for_each(|low| *low = cells);
        }
    }
    low.into()
});

fn look_up(point: u32) -> Cells {
    if contains(&ZERO, point) {
        Cells::Zero
    } else if contains(&WIDE, point) {
        Cells::Two
    } else if contains(&AMBIGUOUS, point) {
        Cells::Either
    } else {
        Cells::One
    }
}

fn contains(ranges: &[(u32, u32)], point: u32) -> bool {
    let after = ranges.partition_point(|&(_, high)| high < point);
    ranges.get(after).is_some_and(|&(low, _)| low <= point)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_are_as_wide_as_they_are_drawn() {
        let cells = |text| width(text).cells;
        assert_eq!(cells("width"), 5);
        assert_eq!(cells("寬度，"), 6);
        assert_eq!(cells("ひらがなｶﾅ"), 10);
        assert_eq!(cells("너비"), 4);
        assert_eq!(cells("e\u{301}"), 1);
        assert_eq!(cells("กำลัง"), 4);
        assert_eq!(cells("𠀀"), 2);
    }

    #[test]
    fn the_measures_differ_where_fonts_do() {
        let quoted = width("“да”");
        assert_eq!(quoted, Width { cells: 4, east_asian_cells: 8, chars: 4 });
        assert_eq!(width("e\u{301}").chars, 2);
    }

    #[test]
    fn the_kept_cells_are_those_of_the_tables() {
        assert!(('\u{20}'..=char::MAX).all(|c| cells(c) == look_up(c.into())));
        assert!(('é'..=char::MAX).all(|c| width(c.encode_utf8(&mut [0; 4])) == width_of_char(c)));
    }

    #[test]
    fn the_tables_are_sorted_and_disjoint() {
        for table in [&ZERO[..], &WIDE[..], &AMBIGUOUS[..]] {
            assert!(table.iter().all(|(low, high)| low <= high));
            assert!(table.windows(2).all(|pair| pair[0].1 < pair[1].0));
        }
    }
}
