//! The shortest path over the bytes of a text: how its characters were cut, which of them are damaged, what was stripped.

use super::alone::Alone;
use super::model::{Model, Past};
use crate::repair::mojibake::charset::Charset;
use crate::repair::mojibake::reading::Layer;

/// Nats for leaving the damage or entering it.
const SWITCH: f32 = 7.0;

/// Nats for leaving a character as it is that may be one byte: most of them are, where others are.
const KEPT_BYTE: f32 = 4.0;

/// Characters that cleaners strip: the soft hyphen and the no-break space.
const STRIPPED: [char; 2] = ['\u{ad}', '\u{a0}'];

/// What a text was written in and read as, byte by byte, where it is no UTF-8.
#[derive(Clone, Copy, Debug)]
pub(super) struct Damage {
    pub(super) written: Charset,
    pub(super) read: Charset,
}

impl Damage {
    pub(super) fn layer(self) -> Layer {
        Layer::Fallback { written: self.written, read: self.read }
    }
}

/// The likeliest text before `damage`, and nats for it.
pub(super) fn cheapest<M: Model>(text: &str, damage: Damage, model: &M) -> Option<(f32, String)> {
    let stripped = STRIPPED.into_iter().filter(|&c| !text.contains(c)).collect();
    let mut search = Search { damage, model, stripped, nodes: Vec::new(), fronts: vec![Front::default()] };
    for c in text.chars() {
        search.restore();
        search.advance(c);
    }
    search.restore();
    let ends = search.fronts.iter().filter(|front| front.lead.is_none());
    let best = ends.min_by(|a, b| a.cost.total_cmp(&b.cost))?;
    Some((best.cost, search.text(best)))
}

/// Paths that are so many nats worse than the best are given up.
const BEAM: f32 = 14.0;

struct Search<'m, M> {
    damage: Damage,
    model: &'m M,
    /// The characters that are nowhere in the text, so that they may be missing anywhere.
    stripped: Vec<char>,
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
    past: Past,
    damaged: bool,
}

impl Default for Front {
    fn default() -> Self {
        Self { cost: 0.0, node: None, lead: None, alone: Alone::default(), past: Past::NOTHING, damaged: false }
    }
}

impl Front {
    /// The path with one more byte that was read alone.
    fn alone(self, byte: u8) -> Option<Self> {
        Some(Self { alone: self.alone.and(byte)?, ..self })
    }
}

impl<M: Model> Search<'_, M> {
    fn advance(&mut self, c: char) {
        let mut next = Vec::with_capacity(self.fronts.len() * 3);
        for front in std::mem::take(&mut self.fronts) {
            self.branch(front, c, &mut next);
        }
        self.keep(next);
    }

    /// Goes on with the cheapest of some paths, one of each kind.
    fn keep(&mut self, mut paths: Vec<Front>) {
        paths.sort_by(|a, b| a.cost.total_cmp(&b.cost));
        let limit = paths.first().map_or(0.0, |best| best.cost) + BEAM;
        for front in paths.into_iter().take_while(|front| front.cost <= limit) {
            if self.fronts.len() == M::WIDTH {
                break;
            }
            if !self.fronts.iter().any(|other| self.is_same(other, &front)) {
                self.fronts.push(front);
            }
        }
    }

    fn is_same(&self, a: &Front, b: &Front) -> bool {
        (a.lead, a.alone, a.damaged) == (b.lead, b.alone, b.damaged) && self.model.is_same(a.past, b.past)
    }

    /// Adds the paths on which characters were stripped here. That is free: where one stood, it went.
    fn restore(&mut self) {
        let mut behind = self.fronts.clone();
        for _ in 0..M::STRIPPED_IN_A_ROW {
            let mut restored = Vec::new();
            behind.retain(|front| front.damaged);
            behind.into_iter().for_each(|front| self.restore_behind(front, &mut restored));
            behind = restored.clone();
            restored.append(&mut self.fronts);
            self.keep(restored);
        }
    }

    fn restore_behind(&mut self, front: Front, restored: &mut Vec<Front>) {
        for at in 0..self.stripped.len() {
            let c = self.stripped.get(at).copied();
            c.into_iter().for_each(|c| self.mend(front, c, restored));
        }
    }

    /// All that `c` may be behind one path.
    fn branch(&mut self, front: Front, c: char, next: &mut Vec<Front>) {
        if front.lead.is_none() {
            let byte = if !c.is_ascii() && self.damage.read.holds(c) { KEPT_BYTE } else { 0.0 };
            let switch = if front.damaged && !c.is_ascii() { SWITCH + byte } else { byte };
            let damaged = front.damaged && c.is_ascii();
            let kept = Front { cost: front.cost + switch, damaged, alone: Alone::default(), ..front };
            next.push(self.push(kept, c));
        }
        self.mend(front, c, next);
    }

    /// What `c` may have been: the byte that it was read from, or its own bytes of UTF-8.
    fn mend(&mut self, front: Front, c: char, next: &mut Vec<Front>) {
        let byte = self.damage.read.byte(c);
        next.extend(byte.and_then(|byte| self.take(front.alone(byte)?, &[byte])));
        if !c.is_ascii() {
            next.extend(self.take(Front { alone: Alone::default(), ..front }, c.encode_utf8(&mut [0; 4]).as_bytes()));
        }
    }

    /// The path behind `front` with these bytes of the charset, if it has characters for them.
    fn take(&mut self, mut front: Front, bytes: &[u8]) -> Option<Front> {
        let Damage { written, .. } = self.damage;
        if !front.damaged {
            front.damaged = true;
            front.cost += SWITCH;
        }
        for &byte in bytes {
            let Some(lead) = front.lead.take() else {
                match written.character(&[byte]) {
                    Some(c) => front = self.push(front, c),
                    None if byte >= 0x80 => front.lead = Some(byte),
                    None => return None,
                }
                continue;
            };
            let c = written.character(&[lead, byte])?;
            front = self.push(front, c);
        }
        Some(front)
    }

    fn push(&mut self, front: Front, c: char) -> Front {
        self.nodes.push(Node { before: front.node, c });
        let cost = front.cost + self.model.cost(front.past, c);
        Front { cost, node: Some(self.nodes.len() as u32 - 1), past: front.past.then(c), ..front }
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
