//! The gate: which lines are looked at at all. It reads all text, so it has to be cheap.

use std::sync::LazyLock;

use super::{fallback, screen};
use crate::text::ordinary;
use crate::text::plausibility::Plausibility;
use crate::text::shape::Shape;
use crate::text::wide::Ranks;

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
const MOST_COUNTED: u64 = 8192;

/// Whether a line may hold mojibake.
pub(super) fn is_suspicious(line: &str) -> bool {
    has_uncommon(line) && (!ordinary::is_ordinary(line) || screen::is_suspect(line))
}

/// Whether many characters are neither marks nor common wide ones.
fn has_uncommon(line: &str) -> bool {
    let weights = weights();
    let (mut lanes, mut counted) = (0, 0);
    for c in line.chars().filter(|c| !c.is_ascii()) {
        let class = weights.classes.get(c as usize).copied().unwrap_or(WEIGHED);
        lanes += weights.lanes.get(usize::from(class)).copied().unwrap_or(EACH);
        counted += 1;
        if counted == MOST_COUNTED {
            if is_uncommon(lanes, counted) {
                return true;
            }
            (lanes, counted) = (0, 0);
        }
    }
    is_uncommon(lanes, counted)
}

fn is_uncommon(lanes: Lanes, counted: u64) -> bool {
    let least = (0..4).map(|lane| lanes >> (LANE * lane) & 0xffff).min().unwrap_or_default();
    least * UNCOMMON_SHARE > counted
}

/// For each character, what it adds to the four counts: its class, a byte for each code point of the first plane, and what
/// each class adds.
struct Weights {
    classes: Vec<u8>,
    lanes: [Lanes; CLASSES],
}

/// The classes below are sets of languages that a wide character is uncommon in; these are the others.
const FREE: u8 = 0;
const WEIGHED: u8 = 0b1111;
const HEAVY: u8 = 16;
const CLASSES: usize = HEAVY as usize + 1;

fn weights() -> &'static Weights {
    static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| Weights {
        classes: (0..0x1_0000).map(|code| char::from_u32(code).map_or(FREE, class)).collect(),
        lanes: std::array::from_fn(added),
    });
    &WEIGHTS
}

fn added(class: usize) -> Lanes {
    if class == usize::from(HEAVY) {
        return EACH * ODD;
    }
    (0..4).filter(|lane| class >> lane & 1 != 0).map(|lane| 1 << (LANE * lane)).sum()
}

fn class(c: char) -> u8 {
    match Shape::of(c) {
        _ if is_in_no_charset(c) => FREE,
        Shape::Wide => Ranks::of(c).uncommon(),
        Shape::Mark | Shape::Apostrophe | Shape::WideMark | Shape::Space | Shape::Other => FREE,
        Shape::Control | Shape::Missing | Shape::OddSign | Shape::Sign => HEAVY,
        _ => WEIGHED,
    }
}

/// Whether a character is in blocks that no legacy charset has a part of: scripts from Samaritan to Ogham, Thai aside, from
/// Runic to Cherokee, Vai and Ethiopic supplements, presentation forms, and the spaces that break words invisibly.
fn is_in_no_charset(c: char) -> bool {
    matches!(u32::from(c), 0x800..=0xdff | 0xe80..=0x1dff | 0x1f00..=0x1fff | 0x200b | 0x2060 | 0xa000..=0xabff
        | 0xfb1d..=0xfdff | 0xfe70..=0xfeff)
}

/// One in so many characters of what is no text is a control: of random bytes, one in nine is a control. Escape
/// codes and the form feeds of listings are fewer, and UTF-16 has been read by the pass before.
const CONTROL_SHARE: usize = 16;

/// Controls from which that is not by chance.
const LEAST_CONTROLS: usize = 4;

/// Whether a line is no text that could be mended: controls all over it.
pub(super) fn is_binary(line: &str) -> bool {
    let controls = line.bytes().filter(|byte| byte.is_ascii_control() && !byte.is_ascii_whitespace()).count();
    controls >= LEAST_CONTROLS && controls * CONTROL_SHARE >= line.chars().count()
}

/// Different wide characters that a misreading leaves at least.
const WIDE_DISTINCT: usize = 3;

/// Whether a segment is too little to go by: of characters that no one-byte charset holds, one or two.
pub(super) fn is_too_little(segment: &str) -> bool {
    let mut others = segment.chars().filter(|c| !c.is_ascii());
    let mut known = ['\0'; WIDE_DISTINCT - 1];
    others.all(|c| {
        let place = known.iter_mut().find(|known| **known == '\0' || **known == c);
        let is_wide = matches!(Shape::of(c), Shape::Wide | Shape::WideMark);
        is_wide && place.map(|place| *place = c).is_some()
    })
}

/// Nats a character up to which a segment in an alphabet is good text as it stands, scripts that cannot be weighed aside. Of
/// 1,084 clean lines in 40 languages, 223 are not below, at 2.6 621 and at 3.2 about 150; of the damaged texts of the
/// development set, none that can be restored is passed over at 2.9, and 20 are at 3.2.
const GOOD: f32 = 2.9;

/// The same of a segment with wide letters: no reading of less is taken, UTF-8 aside.
const GOOD_WIDE: f32 = 6.0;

/// Whether a segment, given what it costs, needs no search: it is text of a known language, or of one that no legacy charset
/// has the letters of. This is exact and slower than the gate.
pub(super) fn is_good(segment: &str, cost: Plausibility) -> bool {
    let wide = segment.contains(|c| Shape::of(c) == Shape::Wide);
    is_calm(segment, cost, wide) || !wide && is_beyond_charsets(segment) && is_readable(segment)
}

/// Whether a reading, given what it costs, is good text of a language that the scorer knows, so that no other has to be
/// looked for.
pub(super) fn is_text(reading: &str, cost: Plausibility) -> bool {
    let letters = reading.chars().filter(|c| !c.is_ascii() && Shape::of(*c).is_letter());
    let (all, wide) = letters.fold((0, 0), |(all, wide), c| (all + 1, wide + usize::from(Shape::of(c) == Shape::Wide)));
    is_calm(reading, cost, wide * 2 > all)
}

fn is_calm(text: &str, cost: Plausibility, wide: bool) -> bool {
    cost.known_mean() < if wide { GOOD_WIDE } else { GOOD }
        && is_readable(text)
        && !(wide && screen::is_suspect_double_byte(text))
}

/// Whether a text has neither characters out of place nor what looks like UTF-8.
pub(super) fn is_readable(text: &str) -> bool {
    !text.contains(is_strange) && !screen::is_suspect(text)
}

/// One in so many letters outside ASCII that no one-byte charset holds shows that none was read: Kazakh, Vietnamese, Urdu and
/// many others have more, and a name in a line of another language is less.
const BEYOND_SHARE: usize = 16;

/// Whether a segment has letters that no misreading leaves, and enough of them; where bytes were taken for UTF-8 they come
/// about, but then there are others.
fn is_beyond_charsets(segment: &str) -> bool {
    let is_letter = |c: &char| !c.is_ascii() && Shape::of(*c).alphabet().is_some() && Shape::of(*c) != Shape::Combining;
    let letters = segment.chars().filter(is_letter);
    let (all, beyond) = letters.fold((0, 0), |(all, beyond), c| (all + 1, beyond + usize::from(!screen::is_held(c))));
    beyond > 1 && beyond * BEYOND_SHARE >= all && !fallback::may_be_legacy(segment)
}

/// Whether a character has no place in text: C1 controls, private use, what could not be read.
fn is_strange(c: char) -> bool {
    matches!(c, '\u{80}'..='\u{9f}' | '\u{e000}'..='\u{f8ff}' | '\u{fffd}')
}

#[cfg(test)]
mod tests {
    use super::is_binary;

    #[test]
    fn controls_all_over_a_line_are_no_text() {
        assert!(is_binary("\u{1}ÿþ\u{3}é\u{8}§\u{5}¬"));
        assert!(!is_binary("\u{1b}[1mКошка спит на печи\u{1b}[0m, и ничего ей больше не надо, кроме миски молока"));
        assert!(!is_binary("Кошка\u{c}\tспит\r\n"));
    }
}
