//! The edits between a stretch of text and what it was mended to.

use crate::edit::Edits;

/// Proposes what turns `damaged`, which stands at `start` of the text, into `mended`: character by character where both
/// have equally many, and else as one edit between what they have in common at their ends.
pub(super) fn propose(damaged: &str, mended: &str, start: usize, edits: &mut Edits, rule: &'static str) {
    if damaged.chars().count() == mended.chars().count() {
        propose_runs(damaged, mended, start, edits, rule);
    } else {
        propose_middle(damaged, mended, start, edits, rule);
    }
}

/// One edit for each run of characters that differ.
fn propose_runs(damaged: &str, mended: &str, start: usize, edits: &mut Edits, rule: &'static str) {
    let mut at = start;
    let (mut from, mut with) = (start, String::new());
    for (before, after) in damaged.chars().zip(mended.chars()) {
        if before == after {
            if from < at {
                edits.replace(from..at, &with, rule);
            }
            with.clear();
            from = at + before.len_utf8();
        } else {
            with.push(after);
        }
        at += before.len_utf8();
    }
    if from < at {
        edits.replace(from..at, &with, rule);
    }
}

fn propose_middle(damaged: &str, mended: &str, start: usize, edits: &mut Edits, rule: &'static str) {
    let pairs = damaged.chars().zip(mended.chars());
    let head: usize = pairs.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let (damaged_rest, mended_rest) = (damaged.get(head..).unwrap_or_default(), mended.get(head..).unwrap_or_default());
    let pairs = damaged_rest.chars().rev().zip(mended_rest.chars().rev());
    let tail: usize = pairs.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let with = mended_rest.get(..mended_rest.len() - tail).unwrap_or_default();
    edits.replace(start + head..start + damaged.len() - tail, with, rule);
}
