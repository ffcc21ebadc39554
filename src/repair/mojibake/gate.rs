//! The gate: which lines are looked at at all. It reads all text, so it has to be cheap.

use std::sync::LazyLock;

use crate::text::plausibility::Plausibility;
use crate::text::script::Script;
use crate::text::shape::Shape;
use crate::text::wide::{Ranks, WIDE_LANGUAGES};

/// Counts for the four wide languages side by side, sixteen bits each.
type Lanes = u64;

const LANE: u32 = 16;

/// One in each lane.
const EACH: Lanes = 0x0001_0001_0001_0001;

/// What a character outside all alphabets and marks weighs: two of them make a line of some words suspicious.
const ODD: Lanes = 4;

/// A line is suspicious when one in so many of its characters outside ASCII is uncommon in whichever language it has the
/// fewest in. Of clean Chinese, 8 % are outside the 1,024 commonest (wordfreq 3.1.1); of mojibake in Han, over half.
const UNCOMMON_SHARE: u64 = 4;

/// Characters after which the counts are judged, before a lane can be full.
const MOST_COUNTED: usize = 8192;

/// Whether a line may hold mojibake.
pub(super) fn is_suspicious(line: &str) -> bool {
    let mut rest = line;
    while !rest.is_empty() {
        let end = rest.char_indices().nth(MOST_COUNTED).map_or(rest.len(), |(end, _)| end);
        let (part, behind) = rest.split_at(end);
        if is_uncommon(part) {
            return true;
        }
        rest = behind;
    }
    false
}

fn is_uncommon(part: &str) -> bool {
    let weights = weights();
    let (mut lanes, mut counted) = (0, 0);
    for c in part.chars().filter(|c| !c.is_ascii()) {
        lanes += weights.get(c as usize).copied().unwrap_or(EACH);
        counted += 1;
    }
    let least = (0..4).map(|lane| lanes >> (LANE * lane) & 0xffff).min().unwrap_or_default();
    least * UNCOMMON_SHARE > counted
}

/// For each character of the first plane, what it adds to the four counts.
fn weights() -> &'static [Lanes] {
    static WEIGHTS: LazyLock<Vec<Lanes>> =
        LazyLock::new(|| (0..0x1_0000).map(|code| char::from_u32(code).map_or(0, weight)).collect());
    &WEIGHTS
}

fn weight(c: char) -> Lanes {
    match Shape::of(c) {
        Shape::Wide => {
            let uncommon = |&(lane, language): &(u32, _)| !Ranks::of(c).is_commonest(language) && lane < 4;
            (0..).zip(WIDE_LANGUAGES).filter(uncommon).map(|(lane, _)| 1 << (LANE * lane)).sum()
        }
        Shape::Mark | Shape::WideMark | Shape::Space | Shape::Other => 0,
        Shape::Control | Shape::Missing | Shape::OddSign | Shape::Sign => EACH * ODD,
        _ => EACH,
    }
}

/// Nats a character up to which a segment in an alphabet is good text as it stands. Nine of ten clean lines are below,
/// one of fifty damaged ones is.
const GOOD: f32 = 2.6;

/// Whether a segment is good text of a language that the scorer knows. This is exact and slower than the gate.
pub(super) fn is_good(segment: &str) -> bool {
    let alphabetic = |c: char| Shape::of(c).alphabet().is_some_and(|script| script != Script::Thai) || c.is_ascii();
    let calm = segment.chars().all(|c| alphabetic(c) || Shape::of(c) == Shape::Mark);
    calm && Plausibility::of(segment).mean() < GOOD
}
