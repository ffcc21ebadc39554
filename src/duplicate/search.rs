//! The search for copies: from anchors to blocks, and the tests that a block must pass.

use std::ops::Range;

use super::anchors::{Anchors, MOST_COPIES};
use super::block::Block;
use super::chain::{Pair, densest, longest, pairs};
use super::edges::Edges;

/// What must hold before a copy is deleted.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bar {
    /// The least part of the text that the copies fill together, in percent.
    pub(crate) share: usize,
    /// The least that must be the same in both, in bytes.
    pub(crate) len: usize,
}

/// Below the bar but above this share, in percent, a copy is worth a finding.
const REPORTED_SHARE: usize = 25;

/// A chain of fewer pairs is chance.
const CHAINED: usize = 4;

/// How much of what stands in both copies must be the same, in percent. With every twentieth character wrong in one copy
/// it is 93; three sections from one template gave 84.
const PURITY: usize = 88;

/// How much of the longer copy the other must hold, in percent.
const COVER: usize = 50;

/// How many of the repeated windows of the first copy must stand as often in every other and nowhere else, in percent:
/// refrains, tables and logs repeat themselves and not the whole.
const EXPLAINED_PERCENT: usize = 45;

/// A copy that was found, beside the first one.
#[derive(Clone, Debug)]
pub(crate) struct Copy {
    pub(crate) block: Block,
    pub(crate) edges: Edges,
    pub(crate) chain: Vec<Pair>,
}

impl Copy {
    /// Whether the copy and the first one are renderings of one text, and not two texts that are somewhat alike.
    fn is_pure(&self) -> bool {
        self.block.purity() >= PURITY
    }
}

/// What a search came to.
#[derive(Clone, Debug)]
pub(crate) enum Found {
    /// The first copy and each of these are one article.
    Copies(Vec<Copy>),
    /// A part stands twice, though not enough of it to act: where it stands again, and its share in percent.
    Part(Range<usize>, usize),
}

/// Searches a text for copies of one article.
pub(crate) fn search(text: &str, bar: Bar) -> Option<Found> {
    let anchors = Anchors::of(text);
    let mut part = None;
    for times in 2..=MOST_COPIES {
        let copies: Option<Vec<Copy>> = (1..times).map(|other| candidate(text, &anchors, times, other, bar)).collect();
        let Some(copies) = copies.map(|copies| to_common_lines(text, copies)) else { continue };
        let share = share(text, &copies);
        let enough = 100 - (100 - bar.share) / (times - 1);
        let are_copies = share >= enough && are_disjoint(&copies) && copies.iter().all(Copy::is_pure);
        let is_template = are_copies && copies.iter().any(|copy| copy.block.is_reworded());
        if are_copies && !is_template {
            return Some(Found::Copies(copies));
        }
        if let Some(copy) = copies.first().filter(|_| part.is_none() && share >= REPORTED_SHARE) {
            part = Some(Found::Part(copy.edges.b.clone(), share));
        }
        // What its sections have in common in threes would be no copy of the rest.
        if is_template {
            break;
        }
    }
    part
}

/// The block between the first and the `other`-th place of the anchors that stand `times` times, if it passes the tests
/// that a block can pass on its own.
fn candidate(text: &str, anchors: &Anchors, times: usize, other: usize, bar: Bar) -> Option<Copy> {
    let chain = longest(&pairs(text, anchors, times, other));
    let chain = densest(&chain, widest_hole(text)).to_vec();
    if !is_promising(text, anchors, times, &chain) {
        return None;
    }
    let block = Block::heaviest(text, &chain)?;
    let edges = Edges::of(text, &block, &block.a)?;
    (block.same >= bar.len && block.cover() >= COVER).then_some(Copy { block, edges, chain })
}

/// What a chain must span on both sides together to be followed, in percent of the text: half of what is worth a finding,
/// since copies reach further than their first and last anchor.
const SPANNED_SHARE: usize = REPORTED_SHARE / 2;

/// How many of all windows between its ends must be in a chain, in percent. With every twentieth character wrong it is 40;
/// chance gives 1 or 2.
const DENSITY_PERCENT: usize = 8;

/// Whether a chain is worth following: long and dense enough, and most of what repeats is in it.
fn is_promising(text: &str, anchors: &Anchors, times: usize, chain: &[Pair]) -> bool {
    let Some((&first, &last)) = chain.first().zip(chain.last()) else { return false };
    let span = (last.0 - first.0) as usize + (last.1 - first.1) as usize;
    if chain.len() < CHAINED || span * 100 < text.len() * SPANNED_SHARE {
        return false;
    }
    let (mut all, mut repeated, mut explained) = (0, 0, 0);
    for group in anchors.groups() {
        let within = |from: u32, to: u32| group.iter().filter(|anchor| (from..=to).contains(&anchor.at())).count();
        let (here, there) = (within(first.0, last.0), within(first.1, last.1));
        all += here;
        repeated += if group.len() > 1 { here } else { 0 };
        explained += if here == there && here * times == group.len() { here } else { 0 };
    }
    explained * 100 >= repeated * EXPLAINED_PERCENT && chain.len() * 100 >= all * DENSITY_PERCENT
}

/// Drops the short lines at the edges of some copies that the others do not have.
fn to_common_lines(text: &str, mut copies: Vec<Copy>) -> Vec<Copy> {
    let start = copies.iter().map(|copy| copy.edges.a.start).max().unwrap_or(0);
    let end = copies.iter().map(|copy| copy.edges.a.end).min().unwrap_or(0);
    for copy in &mut copies {
        copy.edges = Edges::of(text, &copy.block, &(start..end)).unwrap_or_else(|| copy.edges.clone());
    }
    copies
}

/// Whether every copy ends before the next begins.
fn are_disjoint(copies: &[Copy]) -> bool {
    let ends =
        copies.iter().map(|copy| copy.edges.a.end).max().into_iter().chain(copies.iter().map(|copy| copy.edges.b.end));
    ends.zip(copies).all(|(end, next)| end <= next.edges.b.start)
}

/// A chain is cut where nothing agrees over this share, one in so many, of the text; and never below so many bytes.
const HOLE_SHARE: usize = 8;
const HOLE_BYTES: usize = 512;

fn widest_hole(text: &str) -> u32 {
    (text.len() / HOLE_SHARE).max(HOLE_BYTES) as u32
}

/// The part of the text that copies fill, in percent. What goes on behind one of them where the others are cut short
/// belongs to it.
fn share(text: &str, copies: &[Copy]) -> usize {
    let first = copies.first().map_or(0, |copy| copy.edges.a.len());
    let others: usize = copies.iter().map(|copy| copy.edges.b.len() + copy.edges.continued).sum();
    (first + others) * 100 / text.len().max(1)
}
