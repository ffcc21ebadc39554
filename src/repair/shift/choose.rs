//! Which of the readings that the search found may be believed, and how much of it.

use std::collections::HashSet;
use std::ops::Range;

use crate::edit::Edits;
use crate::repair::shift::beam::{Beam, Found, Step, staying};
use crate::repair::shift::charset::Charset;
use crate::repair::shift::token::{Token, tokens};
use crate::repair::shift::witness::Witness;
use crate::text::script::script;

/// Nats by which a reading must be cheaper than what stands there.
const MARGIN: f32 = 5.0;

/// The same for a single question mark, which may be one.
const MARGIN_ALONE: f32 = 7.0;

/// The share of all readings that must agree with it.
const AGREEMENT: f32 = 0.5;

/// The same where no byte is left: what is read there is known by its neighbours alone.
const AGREEMENT_UNSEEN: f32 = 0.7;

/// How many characters before a mark are read, to know the lost one by.
const BEFORE: usize = 4;

/// How many characters are read at most. A stream falls in step long before.
const LONGEST: usize = 300;

/// Mends the damage around `mark`, not before `from`; where the damaged stretch ends.
pub(super) fn mend(text: &str, mark: usize, from: usize, witness: &Witness, edits: &mut Edits) -> usize {
    let stretch = stretch(text, mark, from);
    let before = text.get(..stretch.start).and_then(|before| before.chars().next_back()).unwrap_or('\n');
    let there = text.get(stretch.clone()).unwrap_or_default();
    if is_beyond_repair(there) {
        return stretch.end;
    }
    let mut best: Option<(Vec<Found>, Vec<Token>, &'static Charset)> = None;
    for charset in &witness.charsets {
        let tokens = tokens(there, charset, witness.folded);
        let suspect = suspect(&tokens, witness);
        let found = Beam::new(charset, &witness.pairs, witness.folded, &witness.pool).search(before, &tokens, &suspect);
        let cheaper = |best: &Vec<Found>| found.first().zip(best.first()).is_some_and(|(a, b)| a.cost < b.cost);
        if best.as_ref().is_none_or(|(best, ..)| cheaper(best)) {
            best = Some((found, tokens, charset));
        }
    }
    let Some((readings, tokens, charset)) = best else { return stretch.end };
    let costs = kept_costs(before, &tokens, witness);
    let standing = Standing { text: there, offset: stretch.start, charset, tokens, costs };
    for region in readings.first().map(regions).unwrap_or_default() {
        settle(region, &readings, &standing, edits);
    }
    stretch.end
}

/// Whether so much of a stretch is lost that any reading would be a guess, and the search for it costly: two fifths of
/// it. Streams one byte off lose up to a third.
fn is_beyond_repair(text: &str) -> bool {
    let lost = text.chars().filter(|&c| matches!(c, '?' | '\u{fffd}')).count();
    lost > FEW_LOST && lost * 5 > text.chars().count() * 2
}

/// So few marks are read whatever their share is.
const FEW_LOST: usize = 12;

/// The line around a mark, as far as damage can reach, with its line break.
fn stretch(text: &str, mark: usize, from: usize) -> Range<usize> {
    let before = text.get(from..mark).unwrap_or_default();
    let start = before
        .char_indices()
        .rev()
        .take(BEFORE)
        .take_while(|&(_, c)| c != '\n')
        .last()
        .map_or(mark, |(at, _)| from + at);
    let after = text.get(mark..).unwrap_or_default();
    let line = after.find('\n').map_or(after.len(), |newline| newline + 1);
    let far = after.char_indices().nth(LONGEST).map_or(after.len(), |(at, _)| at);
    start..mark + line.min(far)
}

/// Where a stream may fall out of step without a mark: just before characters that the document cannot explain.
fn suspect(tokens: &[Token], witness: &Witness) -> Vec<bool> {
    let strange = |token: &Token| {
        token.lost
            || !token.character.is_ascii()
                && token.pair.is_some()
                && !witness.pairs.knows(token.character)
                && script(token.character).is_some()
    };
    (0..tokens.len()).map(|at| tokens.iter().skip(at).take(3).any(|token| strange(token) && !token.lost)).collect()
}

/// Nats for what stands there, up to each token.
fn kept_costs(before: char, tokens: &[Token], witness: &Witness) -> Vec<f32> {
    let mut last = before;
    let mut sum = 0.0;
    let costs = tokens.iter().map(|token| {
        sum += staying(last, token.character) + witness.pairs.cost(last, token.character);
        last = token.character;
        sum
    });
    [0.0].into_iter().chain(costs).collect()
}

/// The stretches of a reading that are not what stands there, as ranges of its steps.
fn regions(found: &Found) -> Vec<Range<usize>> {
    let mut regions: Vec<Range<usize>> = Vec::new();
    for (at, _) in found.steps.iter().enumerate().filter(|(_, step)| !step.kept) {
        match regions.last_mut().filter(|region| region.end == at) {
            Some(region) => region.end = at + 1,
            None => regions.push(at..at + 1),
        }
    }
    regions
}

/// What the tokens of a region became, each with the share of all readings that have it there.
fn agreement(found: &Found, region: Range<usize>, readings: &[Found]) -> Vec<(Option<char>, f32)> {
    let steps = found.steps.get(region).unwrap_or_default();
    let weights: Vec<f32> = readings.iter().map(|reading| (found.cost - reading.cost).exp()).collect();
    let all: f32 = weights.iter().sum();
    let says: Vec<HashSet<(u32, Option<char>)>> = readings
        .iter()
        .map(|reading| reading.steps.iter().map(|step| (step.token, step.character)).collect())
        .collect();
    let share = |step: &Step| {
        let agree = says.iter().zip(&weights).filter(|(says, _)| says.contains(&(step.token, step.character)));
        agree.map(|(_, weight)| weight).sum::<f32>() / all
    };
    steps.iter().map(|step| (step.character, share(step))).collect()
}

/// The damaged stretch as text, and what it costs as it stands.
struct Standing<'t> {
    text: &'t str,
    offset: usize,
    charset: &'static Charset,
    tokens: Vec<Token>,
    costs: Vec<f32>,
}

impl Standing<'_> {
    /// The bytes of a range of tokens, in the stretch.
    fn bytes(&self, tokens: &Range<usize>) -> Range<usize> {
        let start = |at: usize| self.tokens.get(at).map_or(self.text.len(), |token| token.start);
        start(tokens.start)..start(tokens.end)
    }

    /// Nats for a range of tokens and the one behind it.
    fn cost(&self, tokens: &Range<usize>) -> f32 {
        let until = (tokens.end + 1).min(self.tokens.len());
        self.costs.get(until).zip(self.costs.get(tokens.start)).map_or(0.0, |(end, start)| end - start)
    }
}

/// Nats for the steps of a region and the one behind it.
fn cost(found: &Found, region: &Range<usize>) -> f32 {
    let up_to = |at: usize| at.checked_sub(1).and_then(|at| found.steps.get(at)).map_or(0.0, |step| step.cost);
    up_to((region.end + 1).min(found.steps.len())) - up_to(region.start)
}

/// Replaces a region by its reading where enough speaks for it, with U+FFFD for each character that could be another.
fn settle(region: Range<usize>, readings: &[Found], standing: &Standing<'_>, edits: &mut Edits) {
    let Some(found) = readings.first() else { return };
    let steps = found.steps.get(region.clone()).unwrap_or_default();
    let (Some(first), Some(last)) = (steps.first(), steps.last()) else { return };
    let tokens = first.token as usize..last.token as usize + 1;
    let bytes = standing.bytes(&tokens);
    let gain = standing.cost(&tokens) - cost(found, &region);
    let characters = agreement(found, region, readings);
    let there = standing.text.get(bytes.clone()).unwrap_or_default();
    let unseen = there.chars().all(|c| matches!(c, '?' | '\u{fffd}'));
    let needed = if unseen { AGREEMENT_UNSEEN } else { AGREEMENT };
    let certain = characters.iter().filter(|(_, share)| *share >= needed).count();
    let shown = |&(c, share): &(Option<char>, f32)| c.map(|c| if share >= needed { c } else { '\u{fffd}' });
    let reading: String = characters.iter().filter_map(shown).collect();
    let at = standing.offset + bytes.start..standing.offset + bytes.end;
    let margin = if there == "?" { MARGIN_ALONE } else { MARGIN };
    if gain >= margin && certain * 2 > characters.len() {
        edits.replace(at, &reading, "one-byte-off");
    } else {
        let likeliest: String = characters.iter().filter_map(|&(c, _)| c).collect();
        edits.finding(at, &format!("{}: {likeliest}", standing.charset.name), "one-byte-off");
    }
}
