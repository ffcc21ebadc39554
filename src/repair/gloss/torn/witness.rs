//! The document as a witness: its language, and what it says where it is not damaged.

use std::collections::HashSet;
use std::ops::Range;

use crate::text::pairs::Pairs;
use crate::text::script::{Script, script};
use crate::text::wide::{Ranks, WideLanguage};

/// What a document says about the characters that it is written in.
pub(super) struct Witness {
    pub(super) pairs: Pairs,
    /// The characters that it has, and the marks that all texts have, sorted.
    pub(super) pool: Vec<char>,
    /// The characters that it glosses elsewhere.
    pub(super) glossed: HashSet<char>,
}

/// Marks of Chinese sentences.
const MARKS: &str = "，。、！？：；“”‘’（）《》「」『』…—·";

impl Witness {
    /// Learns from `text` but for what is `damaged` and for the readings at `readings`; both from left to right.
    pub(super) fn of(text: &str, damaged: &[Range<usize>], readings: &[Range<usize>], glossed: HashSet<char>) -> Self {
        let mut pairs = Pairs::new(language(text));
        let mut pool: HashSet<char> = MARKS.chars().collect();
        let mut readings = readings.iter().peekable();
        let mut start = 0;
        for place in damaged.iter().chain([&(text.len()..text.len())]) {
            let mut clean = String::new();
            while let Some(reading) = readings.next_if(|reading| reading.start < place.start) {
                clean.push_str(text.get(start..reading.start).unwrap_or_default());
                start = start.max(reading.end);
            }
            clean.push_str(text.get(start..place.start).unwrap_or_default());
            pool.extend(clean.chars().filter(|c| !c.is_ascii()));
            pairs.learn(&clean);
            start = start.max(place.end);
        }
        let mut pool: Vec<char> = pool.into_iter().collect();
        pool.sort_unstable();
        Self { pairs, pool, glossed }
    }
}

/// Which of the two scripts of Chinese the text is written in.
fn language(text: &str) -> WideLanguage {
    let mut traditional = 0isize;
    for c in text.chars().filter(|&c| script(c) == Some(Script::Han)) {
        let ranks = Ranks::of(c);
        traditional += isize::from(ranks.is_frequent(WideLanguage::Traditional));
        traditional -= isize::from(ranks.is_frequent(WideLanguage::Simplified));
    }
    if traditional > 0 { WideLanguage::Traditional } else { WideLanguage::Simplified }
}
