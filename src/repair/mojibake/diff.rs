//! The edits between a stretch of text and what it was mended to.

use std::collections::BTreeSet;

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
    let head = common_head(damaged, mended);
    let (from, with) = middles(damaged, mended);
    edits.replace(start + head..start + head + from.len(), with, rule);
}

/// The two texts without what they have in common at their ends.
pub(super) fn middles<'a>(damaged: &'a str, mended: &'a str) -> (&'a str, &'a str) {
    let head = common_head(damaged, mended);
    let (damaged, mended) = (damaged.get(head..).unwrap_or_default(), mended.get(head..).unwrap_or_default());
    let pairs = damaged.chars().rev().zip(mended.chars().rev());
    let tail: usize = pairs.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let middle = |text: &'a str| text.get(..text.len() - tail).unwrap_or_default();
    (middle(damaged), middle(mended))
}

/// The middles of two texts, widened to whole words of ASCII letters.
pub(super) fn words<'a>(damaged: &'a str, mended: &'a str) -> (&'a str, &'a str) {
    let head = common_head(damaged, mended);
    let tail = damaged.len() - head - middles(damaged, mended).0.len();
    let letters = |byte: &&u8| byte.is_ascii_alphabetic();
    let before = damaged.as_bytes().iter().take(head).rev().take_while(letters).count();
    let after = damaged.as_bytes().iter().skip(damaged.len() - tail).take_while(letters).count();
    let words = |text: &'a str| text.get(head - before..text.len() - tail + after).unwrap_or_default();
    (words(damaged), words(mended))
}

/// The characters that go and those that come: place by place where both texts have equally many, and else by which are in
/// one of them only.
pub(super) fn changed(old: &str, new: &str) -> (BTreeSet<char>, BTreeSet<char>) {
    if old.chars().count() == new.chars().count() {
        return old.chars().zip(new.chars()).filter(|(before, after)| before != after).unzip();
    }
    let (before, after): (BTreeSet<char>, BTreeSet<char>) = (old.chars().collect(), new.chars().collect());
    (&before - &after, &after - &before)
}

/// Bytes that both texts start with, in whole characters.
fn common_head(damaged: &str, mended: &str) -> usize {
    damaged.chars().zip(mended.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum()
}
