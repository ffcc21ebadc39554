//! Islands of one character, which clean text may hold by chance beside damaged text: read as UTF-8, the end of `„Gruß“` is a
//! letter of N'Ko, and that of `CAFÉ»` one of phonetics. Each is judged by itself, by the words that it stands in.

use super::oddity::is_familiar;
use crate::text::lines::first_characters;
use crate::text::plausibility::Plausibility;
use crate::text::shape::Shape;

/// One character of UTF-8 in a text.
pub(super) struct Single<'t> {
    /// The text before it, itself mended, and the part of that since the last character that was mended.
    pub(super) before: &'t str,
    pub(super) untouched: &'t str,
    pub(super) damaged: &'t str,
    pub(super) mended: char,
    pub(super) behind: &'t str,
    /// Whether longer runs of the text are written in its script.
    pub(super) at_home: bool,
}

/// Characters before and behind that are weighed with it.
const BEFORE: usize = 12;
const BEHIND: usize = 6;

/// Nats that a character has to gain where it stands. True ones gain 6 (a word of one letter) to 45, and what is there by
/// chance -25 to 5 but for what the next constant is for, which gains up to 10.
const GAIN: f32 = 5.5;
const UNLIKELY_GAIN: f32 = 14.0;

impl Single<'_> {
    /// Whether it rather stands as it is. What begins with a sign that text rarely has is no chance.
    pub(super) fn is_chance(&self) -> bool {
        let unlikely = self.is_small_behind_capitals() || self.closes_quotation();
        let odd = self.damaged.chars().next().is_some_and(|c| Shape::of(c) == Shape::OddSign);
        if (odd || self.at_home) && !unlikely {
            return false;
        }
        let foreign = self.is_foreign_end() || self.is_oriental() || self.opens_quotation();
        self.gain() < if unlikely || foreign { UNLIKELY_GAIN } else { GAIN }
    }

    /// What mending it gains.
    fn gain(&self) -> f32 {
        let (before, behind) = (tail(self.before), first_characters(self.behind, BEHIND));
        let cost = |middle: &str| Plausibility::of(&[before, middle, behind].concat()).cost;
        cost(self.damaged) - cost(self.mended.encode_utf8(&mut [0; 4]))
    }

    /// Whether it ends a word, and no known language has it.
    fn is_foreign_end(&self) -> bool {
        let inside = self.behind.chars().next().is_some_and(|c| Shape::of(c).is_letter());
        !inside && !is_familiar(self.mended)
    }

    /// Whether it is of a script of which a lone letter does not stand in other text.
    fn is_oriental(&self) -> bool {
        matches!(Shape::of(self.mended), Shape::Hebrew | Shape::Arabic | Shape::Point | Shape::Thai)
    }

    /// Whether it begins with a mark that opens a quotation.
    fn opens_quotation(&self) -> bool {
        QUOTES.iter().any(|(open, _)| self.damaged.starts_with(*open))
    }

    /// Whether a capital and what stands behind it would become a small letter behind two capitals.
    fn is_small_behind_capitals(&self) -> bool {
        let capital = |c: Option<char>| c.is_some_and(char::is_uppercase);
        let mut before = self.before.chars().rev();
        self.mended.is_lowercase()
            && capital(self.damaged.chars().next())
            && capital(before.next())
            && capital(before.next())
    }

    /// Whether it has a mark in it that closes what was opened before it and was never damaged.
    fn closes_quotation(&self) -> bool {
        let opened = self.untouched.chars().rev().find_map(|c| QUOTES.iter().find(|(open, _)| *open == c));
        opened.is_some_and(|(_, close)| self.damaged.ends_with(*close))
    }
}

/// Marks that open a quotation, each with what closes it.
const QUOTES: [(char, &[char]); 8] = [
    ('„', &['“', '”']),
    ('“', &['”']),
    ('”', &['”']),
    ('«', &['»']),
    ('»', &['«', '»']),
    ('‚', &['‘', '’']),
    ('‘', &['’']),
    ('‹', &['›']),
];

fn tail(text: &str) -> &str {
    let start = text.char_indices().rev().take(BEFORE).last().map_or(text.len(), |(at, _)| at);
    text.get(start..).unwrap_or_default()
}
