//! A graph with a layer of nodes before each token, in which every path is a reading.
//!
//! A node is where the original stream stands between two tokens and the characters that it wrote last; an arc is what a
//! token was in the original. Many readings share nodes, so that their number may grow with the power of the length while
//! the graph grows in proportion.

use crate::repair::shift::channel::Fault;
use crate::repair::shift::context::Context;
use crate::text::memo::Memo;

/// Nodes that are so many nats worse than the best of their layer are given up.
const BEAM: f32 = 10.0;

/// How many nodes a layer has at most.
const WIDTH: usize = 64;

/// Where the original stream stands between two tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Phase {
    /// In step.
    Aligned,
    /// Behind the first of two marks for one character.
    HalfMarked,
    /// One byte off: the lead byte of the next character is behind a cut, and a mark stands for it.
    Cut,
    /// One byte off: the lead byte of the next character was read.
    Lead(u8),
    /// One byte off: the lead byte is lost. It makes no character with this byte before it.
    Lost(Option<u8>),
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    pub(super) phase: Phase,
    pub(super) context: Context,
    /// Nats for all readings up to here together, and for the cheapest of them.
    pub(super) all: f32,
    pub(super) best: f32,
    /// The arc that the cheapest comes by.
    pub(super) by: u32,
}

/// What a token was: up to two characters.
#[derive(Clone, Copy, Debug)]
pub(super) struct Arc {
    pub(super) from: u32,
    pub(super) to: u32,
    pub(super) written: [Option<char>; 2],
    /// The token stands there as it is.
    pub(super) kept: bool,
    pub(super) cost: f32,
    pub(super) fault: Option<Fault>,
    /// The character that the token has the reading of.
    pub(super) named: Option<char>,
}

impl Arc {
    pub(super) fn new(from: u32) -> Self {
        Self { from, to: 0, written: [None; 2], kept: false, cost: 0.0, fault: None, named: None }
    }

    /// The same with a character, and nats for it.
    pub(super) fn writing(self, c: char, cost: f32) -> Self {
        Self { written: [Some(c), None], cost: self.cost + cost, ..self }
    }

    /// The same with a second character.
    pub(super) fn and(self, c: char, cost: f32) -> Self {
        Self { written: [self.written[0], Some(c)], cost: self.cost + cost, ..self }
    }
}

#[derive(Default)]
pub(super) struct Graph {
    pub(super) nodes: Vec<Node>,
    pub(super) arcs: Vec<Arc>,
    /// Where the arcs of each token start, and after the last of them.
    pub(super) starts: Vec<usize>,
    /// The layer that arcs lead to.
    layer: Memo<(Phase, Context), u32>,
    /// Nats for the cheapest reading that an arc to it was added for.
    cheapest: f32,
}

impl Graph {
    /// With the node of a stream that is in step behind `before`.
    pub(super) fn behind(context: Context) -> Self {
        let start = Node { phase: Phase::Aligned, context, all: 0.0, best: 0.0, by: u32::MAX };
        Self { nodes: vec![start], starts: vec![0], cheapest: f32::INFINITY, ..Self::default() }
    }

    /// Adds an arc to the node of a phase behind what was written; `known` is that as far as it matters.
    pub(super) fn arc(&mut self, mut arc: Arc, phase: Phase, known: impl Fn(Context) -> Context) {
        let Some(from) = self.nodes.get(arc.from as usize).copied() else { return };
        let (all, best, by) = (from.all + arc.cost, from.best + arc.cost, self.arcs.len() as u32);
        self.cheapest = self.cheapest.min(all);
        if all > self.cheapest + BEAM {
            return;
        }
        let context = known(arc.written.into_iter().flatten().fold(from.context, Context::then));
        let fresh = self.nodes.len() as u32;
        arc.to = *self.layer.entry((phase, context)).or_insert(fresh);
        match self.nodes.get_mut(arc.to as usize) {
            None => self.nodes.push(Node { phase, context, all, best, by }),
            Some(node) => {
                node.all = together(node.all, all);
                if best < node.best {
                    (node.best, node.by) = (best, by);
                }
            }
        }
        self.arcs.push(arc);
    }

    /// Ends the layer that arcs led to, and gives those of its nodes from which to go on.
    pub(super) fn finish_layer(&mut self) -> Vec<u32> {
        self.starts.push(self.arcs.len());
        self.cheapest = f32::INFINITY;
        let cost = |&node: &u32| self.nodes.get(node as usize).map_or(f32::MAX, |node| node.all);
        let mut layer: Vec<u32> = self.layer.drain().map(|(_, node)| node).collect();
        layer.sort_unstable_by(|a, b| cost(a).total_cmp(&cost(b)).then(a.cmp(b)));
        let limit = layer.first().map_or(0.0, cost) + BEAM;
        layer.truncate(WIDTH);
        layer.retain(|node| cost(node) <= limit);
        layer
    }
}

/// Nats for either of two, by the nats for each.
pub(super) fn together(a: f32, b: f32) -> f32 {
    let (less, more) = if a < b { (a, b) } else { (b, a) };
    less - (less - more).exp().ln_1p()
}
