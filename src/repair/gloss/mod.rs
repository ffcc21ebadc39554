//! Readings in brackets behind characters, 數(shù), that a converter of scripts put there.
//!
//! The signature is a habit: a converter glosses a character wherever it stands, always the same way, because it
//! replaced its bytes. People gloss a rare character or a rare reading, and once.

mod census;
mod reading;
mod table;
mod torn;

use std::ops::Range;

use memchr::{memchr_iter, memmem};

use crate::edit::Edits;
use crate::pass::Pass;
use crate::repair::gloss::census::Census;
pub(super) use crate::repair::gloss::reading::{Fit, Syllable};
use crate::signs::Signs;
use crate::text::pairs::is_in_a_word;
use crate::text::script::{Script, script};
use crate::view::Text;

/// The pass `repair/gloss`: deletes readings that a converter put behind characters.
#[derive(Debug)]
pub(super) struct Gloss;

/// A character, and a reading of it in brackets.
#[derive(Debug)]
struct Reading {
    character: char,
    syllable: Syllable,
    fit: Fit,
    /// The character is part of a word that every reader knows.
    in_word: bool,
    /// The word goes on behind the brackets.
    inside_word: bool,
    /// The brackets and what is between them.
    at: Range<usize>,
}

impl Pass for Gloss {
    fn name(&self) -> &'static str {
        "repair/gloss"
    }

    fn run(&self, text: &Text<'_>, edits: &mut Edits) {
        if !text.shows(Signs::BRACKET) {
            return;
        }
        let readings = readings(text);
        if readings.is_empty() {
            return;
        }
        let census = Census::of(text, &readings);
        let (proved, kept): (Vec<_>, Vec<_>) = readings.iter().partition(|reading| census.proves(reading));
        proved.iter().for_each(|reading| edits.delete(reading.at.clone(), "reading"));
        for reading in kept.iter().filter(|reading| reading.fit != Fit::Toneless) {
            edits.finding(reading.at.clone(), "no habit of the document", "reading-kept");
        }
    }
}

/// All readings in brackets, from left to right.
fn readings(text: &str) -> Vec<Reading> {
    let bytes = text.as_bytes();
    let narrow = memchr_iter(b'(', bytes).filter_map(|at| reading(text, at, "("));
    let mut readings: Vec<_> = narrow.collect();
    readings.extend(memmem::find_iter(bytes, "（").filter_map(|at| reading(text, at, "（")));
    readings.sort_by_key(|reading| reading.at.start);
    readings
}

/// The reading in the bracket that opens at `open`.
fn reading(text: &str, open: usize, bracket: &str) -> Option<Reading> {
    let character = text.get(..open)?.chars().next_back().filter(|&c| script(c) == Some(Script::Han))?;
    let inside = text.get(open + bracket.len()..)?;
    let (syllable, len) = Syllable::at_start(inside)?;
    let close = inside.get(len..)?.chars().next().filter(|c| matches!(c, ')' | '）'))?;
    let fit = syllable.fit(character)?;
    let end = open + bracket.len() + len + close.len_utf8();
    let neighbours = (text.get(..open)?.chars().nth_back(1), text.get(end..)?.chars().next());
    let inside_word = neighbours.1.is_some_and(|after| is_in_a_word(character, after));
    let in_word = inside_word || neighbours.0.is_some_and(|before| is_in_a_word(before, character));
    Some(Reading { character, syllable, fit, in_word, inside_word, at: open..end })
}
