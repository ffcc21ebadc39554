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
    let mut search = Search::new(damage, model, stripped);
    for c in text.chars() {
        search.restore();
        search.advance(c);
    }
    search.restore();
    let ends = search.fronts.iter().filter(|front| front.lead.is_none());
    let best = ends.min_by(|a, b| a.cost.total_cmp(&b.cost))?;
    Some((best.cost, search.text(best)))
}

/// Paths that are so many nats worse than the best are given up. No character costs less than nothing, so that a path is
/// given up as soon as it is too dear.
const BEAM: f32 = 14.0;

struct Search<'m, M> {
    damage: Damage,
    model: &'m M,
    /// The characters that are nowhere in the text, so that they may be missing anywhere.
    stripped: Vec<char>,
    /// All characters of all paths, each with the one before it.
    nodes: Vec<Node>,
    /// The paths to this place, the cheapest first.
    fronts: Vec<Front>,
    /// The paths to the next one that are kept so far, one of each kind, the cheapest first.
    next: Vec<Front>,
    /// Paths that end with a character restored here.
    restored: Vec<Front>,
    /// Nats from which a path to the next place is too dear.
    limit: f32,
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

impl<'m, M: Model> Search<'m, M> {
    fn new(damage: Damage, model: &'m M, stripped: Vec<char>) -> Self {
        let (fronts, next, restored) = (vec![Front::default()], Vec::with_capacity(M::WIDTH), Vec::new());
        Self { damage, model, stripped, nodes: Vec::new(), fronts, next, restored, limit: f32::INFINITY }
    }

    /// Goes on with all that the next character may be.
    fn advance(&mut self, c: char) {
        let byte = self.damage.read.byte(c);
        let fronts = std::mem::take(&mut self.fronts);
        self.limit = f32::INFINITY;
        for &front in &fronts {
            self.keep_as_it_is(front, c);
            self.mend(front, c, byte);
        }
        self.arrive(fronts);
    }

    /// Adds the paths on which characters were stripped here. That is free: where one stood, it went.
    fn restore(&mut self) {
        self.restored.clear();
        self.restored.extend(self.fronts.iter().filter(|front| front.damaged));
        for _ in 0..M::STRIPPED_IN_A_ROW {
            let fronts = std::mem::take(&mut self.fronts);
            self.limit = fronts.first().map_or(f32::INFINITY, |best| best.cost + BEAM);
            let known = self.restored.len();
            (0..known).for_each(|at| self.restore_behind(at));
            self.restored.drain(..known);
            for &front in &fronts {
                self.offer(front);
            }
            self.arrive(fronts);
        }
    }

    /// Offers each stripped character behind one of the restored paths, and restores what was taken.
    fn restore_behind(&mut self, at: usize) {
        let Some(&front) = self.restored.get(at) else { return };
        for stripped in 0..self.stripped.len() {
            if let Some(&c) = self.stripped.get(stripped) {
                let taken = self.mend(front, c, self.damage.read.byte(c));
                self.restored.extend(taken.into_iter().flatten());
            }
        }
    }

    /// The next place is this one; `fronts` lends its memory.
    fn arrive(&mut self, fronts: Vec<Front>) {
        let near = self.next.partition_point(|path| path.cost <= self.limit);
        self.next.truncate(near);
        self.fronts = std::mem::replace(&mut self.next, fronts);
        self.next.clear();
    }

    /// Keeps a path if it is among the cheapest, and the first of its kind among those.
    fn offer(&mut self, path: Front) -> bool {
        let place = self.next.partition_point(|kept| kept.cost <= path.cost);
        let same = self.next.iter().position(|kept| self.is_same(kept, &path));
        match same {
            Some(cheaper) if cheaper < place => return false,
            Some(dearer) => drop(self.next.remove(dearer)),
            None if place == M::WIDTH => return false,
            None => self.next.truncate(M::WIDTH - 1),
        }
        self.next.insert(place, path);
        self.limit = self.limit.min(path.cost + BEAM);
        true
    }

    fn is_same(&self, a: &Front, b: &Front) -> bool {
        (a.lead, a.alone, a.damaged) == (b.lead, b.alone, b.damaged) && self.model.is_same(a.past, b.past)
    }

    /// Offers `c` as it is behind one path: it was not damaged.
    fn keep_as_it_is(&mut self, front: Front, c: char) {
        if front.lead.is_some() {
            return;
        }
        let byte = if !c.is_ascii() && self.damage.read.holds(c) { KEPT_BYTE } else { 0.0 };
        let switch = if front.damaged && !c.is_ascii() { SWITCH + byte } else { byte };
        let damaged = front.damaged && c.is_ascii();
        let kept = Front { cost: front.cost + switch, damaged, alone: Alone::default(), ..front };
        self.take(|search| search.push(kept, c));
    }

    /// Offers what `c` may have been: the byte that it was read from, or its own bytes of UTF-8. Those that were taken.
    fn mend(&mut self, front: Front, c: char, byte: Option<u8>) -> [Option<Front>; 2] {
        let damage = if front.damaged { 0.0 } else { SWITCH };
        let front = Front { damaged: true, cost: front.cost + damage, ..front };
        if front.cost > self.limit {
            return [None; 2];
        }
        let alone = byte.and_then(|byte| {
            self.take(|search| search.write(Front { alone: front.alone.and(byte)?, ..front }, &[byte]))
        });
        if c.is_ascii() {
            return [alone, None];
        }
        let mut buffer = [0; 4];
        let bytes = c.encode_utf8(&mut buffer).as_bytes();
        [alone, self.take(|search| search.write(Front { alone: Alone::default(), ..front }, bytes))]
    }

    /// Offers a path; where it is not kept, its characters are forgotten.
    fn take(&mut self, path: impl FnOnce(&mut Self) -> Option<Front>) -> Option<Front> {
        let known = self.nodes.len();
        let path = path(self).filter(|&path| self.offer(path));
        if path.is_none() {
            self.nodes.truncate(known);
        }
        path
    }

    /// The path behind `front` with these bytes of the charset, if it has characters for them.
    fn write(&mut self, mut front: Front, bytes: &[u8]) -> Option<Front> {
        let Damage { written, .. } = self.damage;
        for &byte in bytes {
            let Some(lead) = front.lead.take() else {
                match written.character(&[byte]) {
                    Some(c) => front = self.push(front, c)?,
                    None if byte >= 0x80 => front.lead = Some(byte),
                    None => return None,
                }
                continue;
            };
            let c = written.character(&[lead, byte])?;
            front = self.push(front, c)?;
        }
        Some(front).filter(|front| front.cost <= self.limit)
    }

    /// The path with one more character, unless that makes it too dear.
    fn push(&mut self, front: Front, c: char) -> Option<Front> {
        if front.cost > self.limit {
            return None;
        }
        let cost = front.cost + self.model.cost(front.past, c);
        self.nodes.push(Node { before: front.node, c });
        let node = Some(self.nodes.len() as u32 - 1);
        (cost <= self.limit).then(|| Front { cost, node, past: front.past.then(c), ..front })
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
