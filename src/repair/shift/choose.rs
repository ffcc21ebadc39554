//! Which of the readings that the search found may be believed, and how much of it.

use std::ops::Range;

use crate::edit::Edits;
use crate::repair::shift::beam::{Beam, Found, Step};
use crate::repair::shift::token::{Token, tokens};
use crate::repair::shift::witness::Witness;

/// Nats by which a reading must be cheaper than what stands there.
const MARGIN: f32 = 4.0;

/// The share of all readings that must agree with it.
const AGREEMENT: f32 = 0.6;

/// How many characters before a mark are read, to know the lost one by.
const BEFORE: usize = 4;

/// How many characters are read at most. A stream falls in step long before.
const LONGEST: usize = 300;

/// Mends the damage around `mark`, not before `from`; where the damaged stretch ends.
pub(super) fn mend(text: &str, mark: usize, from: usize, witness: &Witness, edits: &mut Edits) -> usize {
    let stretch = stretch(text, mark, from);
    let before = text.get(..stretch.start).and_then(|before| before.chars().next_back()).unwrap_or('\n');
    let there = text.get(stretch.clone()).unwrap_or_default();
    let mut best: Option<(Vec<Found>, Vec<Token>)> = None;
    for charset in &witness.charsets {
        let tokens = tokens(there, charset, witness.folded);
        let suspect = suspect(&tokens, witness);
        let found = Beam::new(charset, &witness.pairs, witness.folded, &witness.pool).search(before, &tokens, &suspect);
        let cheaper = |best: &Vec<Found>| found.first().zip(best.first()).is_some_and(|(a, b)| a.cost < b.cost);
        if best.as_ref().is_none_or(|(best, _)| cheaper(best)) {
            best = Some((found, tokens));
        }
    }
    let Some((readings, tokens)) = best else { return stretch.end };
    let kept = kept_costs(before, &tokens, witness);
    let Some(first) = readings.first() else { return stretch.end };
    for region in regions(first) {
        settle(region, first, &readings, &tokens, &kept, (there, stretch.start), edits);
    }
    stretch.end
}

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
                && crate::text::script::script(token.character).is_some()
    };
    (0..tokens.len()).map(|at| tokens.iter().skip(at).take(3).any(|token| strange(token) && !token.lost)).collect()
}

/// Nats for what stands there, up to each token.
fn kept_costs(before: char, tokens: &[Token], witness: &Witness) -> Vec<f32> {
    let mut last = before;
    let mut sum = 0.0;
    let costs = tokens.iter().map(|token| {
        let stays = match token.character {
            '?' => 2.0,
            '\u{fffd}' => 12.0,
            _ => 0.0,
        };
        sum += stays + witness.pairs.cost(last, token.character);
        last = token.character;
        sum
    });
    [0.0].into_iter().chain(costs).collect()
}

/// The stretches of a reading that are not what stands there, as ranges of its steps.
fn regions(found: &Found) -> Vec<Range<usize>> {
    let mut regions: Vec<Range<usize>> = Vec::new();
    for (at, step) in found.steps.iter().enumerate().filter(|(_, step)| !step.kept) {
        match regions.last_mut().filter(|region| region.end == at) {
            Some(region) => region.end = at + 1,
            None => regions.push(at..at + 1),
        }
        let _ = step;
    }
    regions
}

fn reading_of(steps: &[Step], tokens: Range<u32>) -> String {
    steps.iter().filter(|step| tokens.contains(&step.token)).filter_map(|step| step.character).collect()
}

fn settle(
    region: Range<usize>,
    found: &Found,
    readings: &[Found],
    tokens: &[Token],
    kept: &[f32],
    (there, offset): (&str, usize),
    edits: &mut Edits,
) {
    let steps = found.steps.get(region.clone()).unwrap_or_default();
    let (Some(first), Some(last)) = (steps.first(), steps.last()) else { return };
    let range = first.token..last.token + 1;
    let start = tokens.get(range.start as usize).map_or(there.len(), |token| token.start);
    let end = tokens.get(range.end as usize).map_or(there.len(), |token| token.start);
    let reading = reading_of(&found.steps, range.clone());
    let cost = |steps: &[Step], at: usize| at.checked_sub(1).and_then(|i| steps.get(i)).map_or(0.0, |step| step.cost);
    // The character behind the region is part of the proof.
    let behind = (region.end + 1).min(found.steps.len());
    let mended = cost(&found.steps, behind) - cost(&found.steps, region.start);
    let after = (range.end as usize + 1).min(tokens.len());
    let standing = kept.get(after).zip(kept.get(range.start as usize)).map_or(0.0, |(end, start)| end - start);
    let weight = |reading: &Found| (found.cost - reading.cost).exp();
    let all: f32 = readings.iter().map(weight).sum();
    let agreeing: f32 =
        readings.iter().filter(|other| reading_of(&other.steps, range.clone()) == reading).map(weight).sum();
    let at = offset + start..offset + end;
    if standing - mended >= MARGIN && agreeing / all >= AGREEMENT {
        edits.replace(at, &reading, "one-byte-off");
    } else {
        edits.finding(at, &reading, "one-byte-off");
    }
}
