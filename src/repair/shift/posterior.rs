//! What the readings of a graph agree on.

use crate::repair::shift::channel::Tally;
use crate::repair::shift::graph::{Arc, Graph, Node, Phase, together};

/// One token of the cheapest reading.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    pub(super) written: [Option<char>; 2],
    pub(super) kept: bool,
    /// The share of all readings, by their likelihood, that write the first character, and that write both.
    pub(super) shares: [f32; 2],
    /// The share of all readings in which the token is not what stands there.
    pub(super) damaged: f32,
    /// A reading in brackets names the character.
    pub(super) named: bool,
}

/// The cheapest reading, a step for each token; empty where no reading ends in step.
pub(super) fn read(graph: &Graph, tally: &mut Tally) -> Vec<Step> {
    let Some((behind, total)) = behind(graph) else {
        let tokens = graph.starts.len();
        tally.stretch(tokens, NO_READING * tokens as f32);
        return Vec::new();
    };
    let share = |arc: &Arc| {
        let before = graph.nodes.get(arc.from as usize).map_or(f32::INFINITY, |node| node.all);
        let after = behind.get(arc.to as usize).copied().unwrap_or(f32::INFINITY);
        (total - before - arc.cost - after).exp()
    };
    let path = path(graph);
    tally.stretch(path.len(), total);
    let mut steps = Vec::with_capacity(path.len());
    for (arc, range) in path.iter().zip(graph.starts.windows(2)) {
        let arcs = match range {
            &[start, end] => graph.arcs.get(start..end).unwrap_or_default(),
            _ => &[],
        };
        let mut step =
            Step { written: arc.written, kept: arc.kept, shares: [0.0; 2], damaged: 0.0, named: arc.named.is_some() };
        for other in arcs {
            let share = share(other);
            if share < NEGLIGIBLE {
                continue;
            }
            let [first, both] = &mut step.shares;
            *first += if other.written.first() == arc.written.first() { share } else { 0.0 };
            *both += if other.written == arc.written { share } else { 0.0 };
            step.damaged += if other.kept { 0.0 } else { share };
            other.fault.into_iter().for_each(|fault| tally.fault(fault, share));
            other.named.into_iter().for_each(|c| tally.named(c, share));
        }
        steps.push(step);
    }
    steps
}

const NEGLIGIBLE: f32 = 1e-6;

/// Nats for a token of a stretch that no reading explains: more than for one in any that does, so that a document is not held to
/// be damaged in the way that reads least of it.
const NO_READING: f32 = 14.0;

/// Nats from each node to the end, for all readings together, and for all readings of the whole.
fn behind(graph: &Graph) -> Option<(Vec<f32>, f32)> {
    let mut behind = vec![f32::INFINITY; graph.nodes.len()];
    for (node, cost) in last_layer(graph) {
        *behind.get_mut(node)? = 0.0;
        debug_assert!(cost.is_finite());
    }
    for arc in graph.arcs.iter().rev() {
        let after = behind.get(arc.to as usize).copied()? + arc.cost;
        let before = behind.get_mut(arc.from as usize)?;
        *before = if before.is_infinite() { after } else { together(*before, after) };
    }
    let total = behind.first().copied().filter(|total| total.is_finite())?;
    Some((behind, total))
}

/// The nodes behind the last token in which a reading may end.
fn last_layer<'a>(graph: &'a Graph) -> impl Iterator<Item = (usize, f32)> + 'a {
    let last = match graph.starts.as_slice() {
        [.., start, end] => graph.arcs.get(*start..*end).unwrap_or_default(),
        _ => &[],
    };
    let first = last.iter().map(|arc| arc.to as usize).min().unwrap_or(graph.nodes.len());
    let ends = |node: &Node| node.phase != Phase::HalfMarked;
    graph.nodes.iter().enumerate().skip(first).filter(move |(_, node)| ends(node)).map(|(at, node)| (at, node.best))
}

/// The arcs of the cheapest reading.
fn path(graph: &Graph) -> Vec<Arc> {
    let end = last_layer(graph).min_by(|a, b| a.1.total_cmp(&b.1)).map(|(node, _)| node);
    let mut node = end.and_then(|end| graph.nodes.get(end));
    let mut arcs = Vec::new();
    while let Some(arc) = node.and_then(|node| graph.arcs.get(node.by as usize)) {
        arcs.push(*arc);
        node = graph.nodes.get(arc.from as usize);
    }
    arcs.reverse();
    arcs
}
