//! Legacy bytes read as UTF-8 where that could be, and byte by byte as a one-byte charset elsewhere.
//!
//! Some pairs of bytes are well-formed UTF-8 by accident and became one character; every other byte became a Latin-1 or
//! windows-1252 character. So each character is one byte or its own UTF-8 bytes, or text that was never damaged. A
//! shortest path decides: cheap characters of the charset that was written, over the grid of lead and trail bytes.

use super::charset::Charset;
use super::heat;
use super::reading::{Layer, Reading};
use crate::text::shape::{Shape, step};
use crate::text::wide::{Ranks, WideLanguage};

/// Every text that `text` may have been, one for each charset that was written.
pub(super) fn readings(text: &str) -> Vec<Reading> {
    if !may_be_legacy(text) {
        return Vec::new();
    }
    let differs = text.chars().any(|c| Charset::WINDOWS_1252.holds(c) != Charset::LATIN_1.holds(c));
    let fallbacks = FALLBACKS.into_iter().take(if differs { 2 } else { 1 });
    let writers = Charset::legacy_writers().filter(|written| written.is_common());
    let pairs = writers.flat_map(|written| fallbacks.clone().map(move |read| (written, read))).collect();
    let unread = |text: &str, (written, read)| unread(text, written, read);
    heat::winners(text, pairs, is_byte, unread).into_iter().filter_map(|pair| unread(text, pair)).collect()
}

/// Signs of Latin-1 that tell of bytes where they are so many: those of Big5 stand alone between ASCII letters.
const TELLING_SIGNS: usize = 3;

/// Of so many characters outside ASCII one at least stands beside another where they are bytes. In clean text, a letter
/// stands beside a letter or a mark now and then.
const SIDE_BY_SIDE_SHARE: usize = 12;
const LEAST_SIDE_BY_SIDE: usize = 2;

/// Whether there are accidents, and bytes that were none: many side by side that are not all marks, or many signs.
pub(super) fn may_be_legacy(text: &str) -> bool {
    let (mut before, mut all, mut side_by_side, mut letter, mut signs) = ('\0', 0, 0, false, 0);
    for c in text.chars() {
        let pair = [std::mem::replace(&mut before, c), c];
        let bytes = pair.into_iter().all(is_byte);
        all += usize::from(!c.is_ascii());
        side_by_side += usize::from(bytes);
        letter |= bytes && pair.into_iter().any(is_latin_letter);
        signs += usize::from(is_byte(c) && matches!(Shape::of(c), Shape::Sign | Shape::OddSign));
    }
    let are_bytes =
        letter && side_by_side >= LEAST_SIDE_BY_SIDE.max(all.div_ceil(SIDE_BY_SIDE_SHARE)) || signs >= TELLING_SIGNS;
    are_bytes && text.chars().any(is_accident)
}

fn is_byte(c: char) -> bool {
    !c.is_ascii() && FALLBACKS.iter().any(|read| read.holds(c))
}

fn is_latin_letter(c: char) -> bool {
    ('\u{c0}'..='\u{ff}').contains(&c)
}

/// The charsets that decoders fall back to.
const FALLBACKS: [Charset; 2] = [Charset::WINDOWS_1252, Charset::LATIN_1];

/// A character that two or three bytes above ASCII make by accident, and that one-byte Latin charsets do not hold.
fn is_accident(c: char) -> bool {
    !c.is_ascii() && !is_byte(c) || is_latin_letter(c)
}

/// `text` with what was written in one charset and read as UTF-8 or byte by byte as the other mended, if there is any.
pub(super) fn unread(text: &str, written: Charset, read: Charset) -> Option<Reading> {
    let stripped = !text.contains(STRIPPED.map(char::from));
    let mut search = Search { written, nodes: Vec::new(), fronts: vec![Front::default()] };
    for c in text.chars() {
        if stripped {
            search.restore();
        }
        search.advance(c, read);
    }
    let best = search.fronts.iter().filter(|front| front.lead.is_none()).min_by(|a, b| a.cost.total_cmp(&b.cost))?;
    let mended = search.text(best);
    let layers = vec![Layer::Fallback { written, read }];
    (mended != text).then_some(Reading { text: mended, layers })
}

/// Paths kept at each character. They differ in whether a lead byte waits and in how the last characters were cut; the
/// right one was among the first four in all damage tried.
const WIDTH: usize = 8;

/// Nats for leaving the damage or entering it.
const SWITCH: f32 = 7.0;

/// Bytes that cleaners strip once they are characters: the soft hyphen and the no-break space.
const STRIPPED: [u8; 2] = [0xad, 0xa0];

/// Nats for a byte that was stripped: one in a hundred bytes is one of them.
const STRIP: f32 = 5.0;

/// Nats for leaving a character as it is that may be one byte: most of them are, where others are.
const KEPT_BYTE: f32 = 4.0;

struct Search {
    written: Charset,
    /// All characters of all paths, each with the one before it.
    nodes: Vec<Node>,
    fronts: Vec<Front>,
}

struct Node {
    before: Option<u32>,
    c: char,
}

/// The end of a path.
#[derive(Clone, Copy)]
struct Front {
    cost: f32,
    node: Option<u32>,
    /// The lead byte that waits for its trail.
    lead: Option<u8>,
    /// Bytes that came one by one, as far as UTF-8 might have read them together.
    alone: Alone,
    shape: Shape,
    damaged: bool,
}

impl Default for Front {
    fn default() -> Self {
        Self { cost: 0.0, node: None, lead: None, alone: Alone::default(), shape: Shape::Space, damaged: false }
    }
}

/// The start of a character of UTF-8.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Alone {
    bytes: [u8; 4],
    length: u8,
}

impl Alone {
    /// With one more byte; `None` where UTF-8 would have read them as one character.
    fn and(mut self, byte: u8) -> Option<Self> {
        self.bytes.iter_mut().skip(self.length.into()).take(1).for_each(|next| *next = byte);
        self.length += 1;
        let whole = self.bytes.get(..self.length.into()).unwrap_or_default();
        match std::str::from_utf8(whole) {
            Ok(_) if byte.is_ascii() => Some(Self::default()),
            Ok(_) => None,
            Err(error) if error.error_len().is_none() => Some(self),
            Err(_) if self.length > 1 => Self::default().and(byte),
            Err(_) => Some(Self::default()),
        }
    }
}

impl Front {
    /// The path with one more byte that was read alone.
    fn alone(self, byte: u8) -> Option<Self> {
        Some(Self { alone: self.alone.and(byte)?, ..self })
    }
}

impl Search {
    fn advance(&mut self, c: char, read: Charset) {
        let mut next = Vec::with_capacity(self.fronts.len() * 3);
        for front in std::mem::take(&mut self.fronts) {
            self.branch(front, c, read, &mut next);
        }
        next.sort_by(|a, b| a.cost.total_cmp(&b.cost));
        let mut kept: Vec<Front> = Vec::with_capacity(WIDTH);
        for front in next {
            let known =
                |other: &Front| (other.lead, other.alone, other.damaged) == (front.lead, front.alone, front.damaged);
            if !kept.iter().any(known) {
                kept.push(front);
            }
            if kept.len() == WIDTH {
                break;
            }
        }
        self.fronts = kept;
    }

    /// Adds the paths on which a byte was stripped here.
    fn restore(&mut self) {
        for front in self.fronts.clone().into_iter().filter(|front| front.damaged) {
            for byte in STRIPPED {
                let restored = front.alone(byte).and_then(|front| self.take(front, &[byte]));
                self.fronts.extend(restored.map(|restored| Front { cost: restored.cost + STRIP, ..restored }));
            }
        }
    }

    /// All that `c` may be behind one path.
    fn branch(&mut self, front: Front, c: char, read: Charset, next: &mut Vec<Front>) {
        if front.lead.is_none() {
            let byte = if !c.is_ascii() && read.holds(c) { KEPT_BYTE } else { 0.0 };
            let switch = if front.damaged && !c.is_ascii() { SWITCH + byte } else { byte };
            let damaged = front.damaged && c.is_ascii();
            let kept = Front { cost: front.cost + switch, damaged, alone: Alone::default(), ..front };
            next.push(self.push(kept, c));
        }
        let mut one = Vec::with_capacity(2);
        if read.encode(c, &mut one) {
            let alone = one.first().and_then(|&byte| front.alone(byte));
            next.extend(alone.and_then(|front| self.take(front, &one)));
        }
        if !c.is_ascii() {
            next.extend(self.take(Front { alone: Alone::default(), ..front }, c.encode_utf8(&mut [0; 4]).as_bytes()));
        }
    }

    /// The path behind `front` with these bytes of the charset, if it has characters for them.
    fn take(&mut self, mut front: Front, bytes: &[u8]) -> Option<Front> {
        if !front.damaged {
            front.damaged = true;
            front.cost += SWITCH;
        }
        for &byte in bytes {
            let Some(lead) = front.lead.take() else {
                match self.written.character(&[byte]) {
                    Some(c) => front = self.push(front, c),
                    None if byte >= 0x80 => front.lead = Some(byte),
                    None => return None,
                }
                continue;
            };
            let c = self.written.character(&[lead, byte])?;
            front = self.push(front, c);
        }
        Some(front)
    }

    fn push(&mut self, front: Front, c: char) -> Front {
        let shape = Shape::of(c);
        self.nodes.push(Node { before: front.node, c });
        let cost = front.cost + step(front.shape, shape) + letter_cost(c, shape, self.written);
        Front { cost, node: Some(self.nodes.len() as u32 - 1), shape, ..front }
    }

    /// The text of a path.
    fn text(&self, front: &Front) -> String {
        let mut characters = Vec::new();
        let mut at = front.node;
        while let Some(node) = at.and_then(|at| self.nodes.get(at as usize)) {
            characters.push(node.c);
            at = node.before;
        }
        characters.into_iter().rev().collect()
    }
}

/// Nats for a letter without its neighbours: letters of alphabets cost about what they do in the mean.
fn letter_cost(c: char, shape: Shape, written: Charset) -> f32 {
    match shape {
        Shape::Wide => {
            let ranks = Ranks::of(c);
            languages(written).iter().map(|&language| ranks.cost(language)).fold(f32::INFINITY, f32::min)
        }
        Shape::Other => UNKNOWN_LETTER,
        _ if shape.is_letter() => LETTER,
        _ => 0.0,
    }
}

const LETTER: f32 = 2.8;
const UNKNOWN_LETTER: f32 = 6.0;

/// The languages that a charset was made for.
fn languages(written: Charset) -> &'static [WideLanguage] {
    use WideLanguage::{Japanese, Korean, Simplified, Traditional};
    match written.name() {
        "Big5" => &[Traditional],
        "Shift_JIS" | "EUC-JP" => &[Japanese],
        "EUC-KR" => &[Korean],
        _ => &[Simplified, Traditional],
    }
}
