//! A reading inside a character: 當?shù)貢r for 當地時.
//!
//! A converter that works on bytes found those of 數, 94 B5, in 當地, AE 94 B5 D8, and put the reading behind them. What
//! was the lead byte of 地 now stands alone; from there on the text is read one byte off, until a byte that is a character
//! of its own puts it back in step. The reading names the byte that could not be read.

mod cut;
mod gbk;
mod search;
mod token;
mod witness;

use std::collections::HashSet;
use std::ops::Range;

use memchr::{memchr_iter, memmem};

use crate::edit::Edits;
use crate::repair::gloss::reading::Syllable;
use crate::repair::gloss::torn::search::{Found, Search, Step};
use crate::repair::gloss::torn::token::{Kind, Token, token};
use crate::repair::gloss::torn::witness::Witness;
use crate::text::lines::floor_boundary;

/// Nats by which the text read back has to be likelier than what stands there.
const MARGIN: f32 = 5.0;

/// Nats for a mark and a reading, as the author's: a question with a reading in brackets behind it may be meant, a
/// reading without its opening bracket is not.
const QUESTION: f32 = 4.0;
const UNBALANCED: f32 = 12.0;

/// The share of all readings that have to have a character at its place.
const AGREEMENT: f32 = 0.75;

/// How many characters behind a reading are read at most: a line without a single byte that brings it back in step is
/// rarely as long.
const LONGEST: usize = 240;

/// More than these, and more than one in so many bytes, are no readings of a converter, and would be costly to search:
/// converters gloss one character in sixteen at most, and tear one gloss in five.
const FEW: usize = 64;
const SPARSE: usize = 64;

/// How far before a mark an opening mark is looked for, in bytes.
const OPEN: usize = 1024;

/// The torn characters of a text, and what their neighbours say.
struct Torn<'t> {
    text: &'t str,
    marks: Vec<usize>,
    readings: &'t [Range<usize>],
    witness: Witness,
}

/// The marks behind which a reading with its tone stands, at once or behind the character that was cut.
fn marks(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let is_torn = |at: &usize| {
        token(text, *at).is_some_and(|token| matches!(token.kind, Kind::Torn(_))) || cut::read(text, *at).is_some()
    };
    let mut marks: Vec<_> = memchr_iter(b'?', bytes).filter(is_torn).collect();
    marks.extend(memmem::find_iter(bytes, "\u{fffd}").filter(is_torn));
    marks.sort_unstable();
    marks
}

/// Whether a reading was put inside a character for certain: the second byte of the character before the mark is the first
/// one of a character that is read so. A question before a reading in brackets is followed by any.
pub(super) fn is_evident(text: &str) -> bool {
    marks(text).into_iter().any(|mark| {
        let lead =
            text.get(..mark).and_then(|before| before.chars().next_back()).and_then(gbk::pair).map(|pair| pair.1);
        let kind = token(text, mark).map(|token| token.kind);
        let readings = if let Some(Kind::Torn(readings)) = kind { readings } else { Vec::new() };
        readings.iter().any(|&(c, _)| lead.is_some() && gbk::pair(c).map(|pair| pair.0) == lead)
    })
}

/// Mends the torn characters of a text where that can be done, and tells which ranges it has changed. `readings` are
/// those behind whole characters, from left to right, and `glossed` the characters that they stand behind.
pub(super) fn mend(text: &str, readings: &[Range<usize>], glossed: HashSet<char>) -> Vec<Mended> {
    let marks = marks(text);
    if marks.is_empty() || marks.len() > FEW && marks.len() * SPARSE > text.len() {
        return Vec::new();
    }
    let mut damaged: Vec<Range<usize>> = Vec::new();
    for &mark in &marks {
        if damaged.last().is_none_or(|line| line.end <= mark) {
            let rest = text.get(mark..).unwrap_or_default();
            damaged.push(mark..mark + rest.find('\n').unwrap_or(rest.len()));
        }
    }
    let mut torn = Torn { text, marks, readings, witness: Witness::of(text, &damaged, readings, glossed) };
    // What lies between the damaged places is known only now, and may have the words that they were.
    let damaged: Vec<_> = torn.mend().into_iter().map(|mended| mended.at).collect();
    torn.witness = Witness::of(text, &damaged, readings, torn.witness.glossed);
    torn.mend()
}

impl Torn<'_> {
    fn mend(&self) -> Vec<Mended> {
        let mut mended: Vec<Mended> = Vec::new();
        for &mark in &self.marks {
            let end = mended.last().map_or(0, |last| last.at.end);
            if mark >= end {
                mended.extend(self.mend_at(mark));
            }
        }
        mended
    }

    fn mend_at(&self, mark: usize) -> Option<Mended> {
        let before = self.text.get(..mark)?.chars().next_back().unwrap_or('\n');
        if let Some(cut) = cut::read(self.text, mark) {
            return cut.mend(before, &self.witness);
        }
        let tokens = self.tokens(mark);
        let readings = Search::new(&self.witness, self.closers(mark)).readings(before, &tokens);
        let best = readings.first()?;
        let damaged = best.steps.iter().rposition(|step| !step.kept).map_or(0, |last| last + 1);
        let region = best.steps.get(..damaged)?;
        let last = region.last()?.token;
        let character = region.iter().rev().find_map(|step| step.character);
        let end = tokens.get(last)?.at.end;
        let at = mark..character.and_then(|c| reading_end(self.text, end, c)).unwrap_or(end);
        let gain = self.cost_standing(before, &tokens, best.steps.last()?.token) - best.cost;
        let shares = agreement(region, best, &readings);
        let text = region.iter().zip(&shares).filter_map(|(step, &share)| {
            step.character.map(|c| if share >= AGREEMENT { c } else { char::REPLACEMENT_CHARACTER })
        });
        let certain = shares.iter().filter(|&&share| share >= AGREEMENT).count();
        Some(Mended { at, text: text.collect(), proved: gain >= MARGIN && certain * 2 > shares.len() })
    }

    /// The tokens from a mark on, without the readings that stand behind whole characters.
    fn tokens(&self, mark: usize) -> Vec<Token> {
        let mut tokens: Vec<Token> = Vec::new();
        let mut at = mark;
        let mut skipped = self.readings.iter().skip(self.readings.partition_point(|skipped| skipped.start < mark));
        let mut skip = skipped.next();
        while let Some(token) = token(self.text, at).filter(|_| tokens.len() < LONGEST) {
            at = token.at.end;
            while skip.is_some_and(|skip| skip.start < at) {
                skip = skipped.next();
            }
            if let Some(reading) = skip.filter(|skip| skip.start == at) {
                at = reading.end;
            }
            tokens.push(Token { at: token.at.start..at, ..token });
        }
        tokens
    }

    /// Nats for what stands there up to a token.
    fn cost_standing(&self, before: char, tokens: &[Token], last: usize) -> f32 {
        let mut previous = before;
        let mut sum = 0.0;
        for token in tokens.iter().take(last + 1) {
            if let Kind::Torn(_) = token.kind {
                let there = self.text.get(token.at.clone()).unwrap_or_default();
                sum += if there.starts_with("?(") || there.starts_with("?（") { QUESTION } else { UNBALANCED };
            } else {
                sum += self.witness.pairs.cost(previous, token.character);
                previous = token.character;
            }
        }
        sum
    }

    /// The closing marks whose opening ones stand open in the line before a mark.
    fn closers(&self, mark: usize) -> Vec<char> {
        let from = floor_boundary(self.text, mark.saturating_sub(OPEN));
        let before = self.text.get(from..mark).unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default();
        let mut open = Vec::new();
        for c in line.chars() {
            match PAIRS.iter().find(|&&(opener, closer)| c == opener || c == closer) {
                Some(&(opener, closer)) if c == opener => open.push(closer),
                Some(_) if open.last() == Some(&c) => drop(open.pop()),
                _ => {}
            }
        }
        open
    }
}

/// Marks that open and close.
const PAIRS: [(char, char); 7] =
    [('“', '”'), ('‘', '’'), ('「', '」'), ('『', '』'), ('（', '）'), ('《', '》'), ('【', '】')];

/// Where the reading of `c` in brackets that stands at `at` ends.
fn reading_end(text: &str, at: usize, c: char) -> Option<usize> {
    let rest = text.get(at..)?;
    let inside = rest.strip_prefix(['(', '（'])?;
    let (syllable, len) = Syllable::at_start(inside)?;
    let close = inside.get(len..)?.chars().next().filter(|c| matches!(c, ')' | '）'))?;
    syllable.fit(c).map(|_| at + rest.len() - inside.len() + len + close.len_utf8())
}

/// A place that was read back.
pub(super) struct Mended {
    pub(super) at: Range<usize>,
    pub(super) text: String,
    /// It is likelier by enough than what stands there.
    pub(super) proved: bool,
}

impl Mended {
    pub(super) fn propose(&self, edits: &mut Edits) {
        match self.proved {
            true => edits.replace(self.at.clone(), &self.text, "reading-inside"),
            false => edits.finding(self.at.clone(), &self.text, "reading-inside"),
        }
    }
}

/// The share of all readings, by what they cost, that have each step of a region at its place.
fn agreement(region: &[Step], best: &Found, readings: &[Found]) -> Vec<f32> {
    let mut shares = vec![0.0; region.len()];
    let mut all = 0.0;
    for reading in readings {
        let weight = (best.cost - reading.cost).exp();
        let says: HashSet<_> = reading.steps.iter().map(|step| (step.token, step.character)).collect();
        all += weight;
        for (share, step) in shares.iter_mut().zip(region) {
            *share += if says.contains(&(step.token, step.character)) { weight } else { 0.0 };
        }
    }
    shares.iter().map(|share| share / all).collect()
}
