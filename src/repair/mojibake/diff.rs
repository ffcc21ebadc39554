//! The edits between a stretch of text and what it was mended to.

use std::collections::BTreeSet;

use crate::edit::Edits;

/// Proposes what turns `damaged`, which stands at `start` of the text, into `mended`: between the ASCII characters that both
/// have, where they have the same, and else all in one.
pub(super) fn propose(damaged: &str, mended: &str, start: usize, edits: &mut Edits, rule: &'static str) {
    if !damaged.bytes().filter(u8::is_ascii).eq(mended.bytes().filter(u8::is_ascii)) {
        return propose_piece(damaged, mended, start, edits, rule);
    }
    let (mut before, mut after) = (damaged, mended);
    while !before.is_empty() || !after.is_empty() {
        let (old, new) = (non_ascii(before), non_ascii(after));
        propose_piece(old, new, start + damaged.len() - before.len(), edits, rule);
        before = before.get(old.len() + 1..).unwrap_or_default();
        after = after.get(new.len() + 1..).unwrap_or_default();
    }
}

/// What stands before the first ASCII character.
fn non_ascii(text: &str) -> &str {
    text.split(|c: char| c.is_ascii()).next().unwrap_or_default()
}

/// Character by character where both have equally many, and else as one edit between what they have in common at their
/// ends.
fn propose_piece(damaged: &str, mended: &str, start: usize, edits: &mut Edits, rule: &'static str) {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn edits(damaged: &str, mended: &str) -> Vec<(std::ops::Range<u32>, String)> {
        let mut edits = Edits::default();
        edits.reset("test", damaged.len() as u32);
        propose(damaged, mended, 0, &mut edits, "test");
        edits.replacements().map(|edit| (edit.before, edit.text.to_owned())).collect()
    }

    #[test]
    fn ascii_that_both_have_stands_between_edits() {
        assert_eq!(edits("BÃ¤cker frÃ¼h", "Bäcker früh"), [(1..5, "ä".to_owned()), (12..16, "ü".to_owned())]);
        assert_eq!(edits("Ïðè âåò", "При вет"), [(0..6, "При".to_owned()), (7..13, "вет".to_owned())]);
        assert_eq!(edits("Ã¤", "ä"), [(0..4, "ä".to_owned())]);
        assert_eq!(edits("aé", "aé"), []);
    }

    #[test]
    fn without_ascii_in_common_all_is_one_edit() {
        assert_eq!(edits("a鍟?b", "a啊b"), [(1..5, "啊".to_owned())]);
    }
}
