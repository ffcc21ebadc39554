//! How wide text is drawn: cells of a terminal or of a fixed-width font (UAX #11), and characters.

use std::sync::LazyLock;

use super::width_table::{AMBIGUOUS, WIDE, ZERO};

/// The width of a text by the three measures that programs wrap lines by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Width {
    /// Cells, where East Asian characters take two and marks none.
    pub(crate) cells: u32,
    /// Cells of an East Asian font, where Greek, Cyrillic, quotation marks and more take two as well.
    pub(crate) east_asian_cells: u32,
    /// Characters, whatever they look like: what `len` counts in most languages.
    pub(crate) chars: u32,
}

/// The width of `text`, in one pass; ASCII costs no more than the check that it is.
pub(crate) fn width(text: &str) -> Width {
    if text.is_ascii() {
        let len = text.len() as u32;
        return Width { cells: len, east_asian_cells: len, chars: len };
    }
    let mut sum = Width::default();
    for character in text.chars() {
        let cells = cells(character);
        sum.cells += cells.narrow();
        sum.east_asian_cells += cells.east_asian();
        sum.chars += 1;
    }
    sum
}

/// The number of characters of `text`, counted by bytes.
pub(crate) fn char_count(text: &str) -> usize {
    text.bytes().filter(|&byte| (byte as i8) >= -0x40).count()
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

impl Cells {
    fn narrow(self) -> u32 {
        match self {
            Cells::Zero => 0,
            Cells::One | Cells::Either => 1,
            Cells::Two => 2,
        }
    }

    fn east_asian(self) -> u32 {
        if self == Cells::Either { 2 } else { self.narrow() }
    }
}

fn cells(character: char) -> Cells {
    match character as u32 {
        0x20..=0x7E => Cells::One,
        0x3041..=0x3096 | 0x30A1..=0x30FA | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xAC00..=0xD7A3 => Cells::Two,
        point => LOW.get(point as usize).copied().unwrap_or_else(|| look_up(point)),
    }
}

/// Below this, alphabets of narrow letters and marks: looked up once each and kept, for they come by the page.
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
        assert_eq!(char_count("寬 wide е"), 8);
    }

    #[test]
    fn the_kept_cells_are_those_of_the_tables() {
        assert!((0..LOW_END).all(|point| LOW.get(point as usize) == Some(&look_up(point))));
    }

    #[test]
    fn the_tables_are_sorted_and_disjoint() {
        for table in [&ZERO[..], &WIDE[..], &AMBIGUOUS[..]] {
            assert!(table.iter().all(|(low, high)| low <= high));
            assert!(table.windows(2).all(|pair| pair[0].1 < pair[1].0));
        }
    }
}
