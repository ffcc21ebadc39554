//! What stands between two lines once they are joined.

use std::cell::OnceCell;

use super::edges::{ends_hyphenated, meets_unspaced};
use super::words::{Words, hash};
use crate::text::script::is_unspaced;

/// How two lines become one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Seam {
    /// Bytes at the end of the left line that go: a hyphen that only cut a word.
    pub(super) cut: usize,
    pub(super) joiner: &'static str,
    pub(super) rule: &'static str,
}

/// Where a document joins its lines: what it writes between scripts, and which words it knows.
#[derive(Debug)]
pub(super) struct Seams<'t> {
    text: &'t str,
    /// The share of the joined lines that end in a hyphen.
    hyphenated: f32,
    words: Words,
    spaces_words: OnceCell<bool>,
}

impl<'t> Seams<'t> {
    /// For all the `joints` of a text, each the line before and the line behind. Reads the text for words where one of
    /// them has a hyphen.
    pub(super) fn of(text: &'t str, joints: impl Iterator<Item = (&'t str, &'t str)>) -> Self {
        let (mut all, mut hyphenated, mut wanted) = (0_u32, 0_u32, Vec::new());
        for (left, right) in joints {
            all += 1;
            if ends_hyphenated(left) {
                let Cut { head, word, .. } = Cut::between(left, right);
                wanted.extend([hash(&[head, word]), hash(&[head, "-", word])]);
                hyphenated += 1;
            }
        }
        let words = if wanted.is_empty() { Words::default() } else { Words::of(text, wanted) };
        Self { text, hyphenated: hyphenated as f32 / all.max(1) as f32, words, spaces_words: OnceCell::new() }
    }

    /// What joins two lines.
    pub(super) fn between(&self, left: &str, right: &str) -> Seam {
        if let Some(cut) = left.strip_suffix('\u{AD}') {
            return Seam { cut: left.len() - cut.len(), joiner: "", rule: "soft-hyphen" };
        }
        if ends_hyphenated(left) {
            return self.hyphen(left, right);
        }
        if meets_unspaced(left, right) {
            return Seam { cut: 0, joiner: "", rule: "line-wrap-unspaced" };
        }
        let joiner = if meets_other_script(left, right) && !self.spaces_words(left, right) { "" } else { " " };
        Seam { cut: 0, joiner, rule: "line-wrap" }
    }

    /// A hyphen at a line's end belongs to the word, or only cut it: the document's own words decide.
    fn hyphen(&self, left: &str, right: &str) -> Seam {
        let kept = Seam { cut: 0, joiner: "", rule: "line-wrap-hyphen" };
        let Cut { hyphen, head, word, is_chain } = Cut::between(left, right);
        if COORDINATORS.contains(&first_token(right)) {
            return Seam { joiner: " ", ..kept };
        }
        let belongs = !word.starts_with(char::is_lowercase)
            || !self.words.has(&[head, word])
                && (self.words.has(&[head, "-", word]) || is_chain || self.hyphenated < LEAST_HYPHENATED);
        if belongs { kept } else { Seam { cut: hyphen, joiner: "", rule: "word-break" } }
    }

    /// Whether a space belongs between East Asian text and a word of another script: never beside punctuation, and
    /// between letters where the document writes one more often than not.
    fn spaces_words(&self, left: &str, right: &str) -> bool {
        let is_letter = |c: char| c.is_alphanumeric();
        if !(left.ends_with(is_letter) && right.starts_with(is_letter)) {
            return false;
        }
        *self.spaces_words.get_or_init(|| spaces_words(self.text))
    }
}

/// Whether `text` writes more of the meetings of East Asian letters and others with a space than without, as far as its
/// first [`MOST_MEETINGS`] tell.
fn spaces_words(text: &str) -> bool {
    let (mut spaced, mut tight) = (0_usize, 0_usize);
    let mut before = [' ', ' '];
    for character in text.chars() {
        let [first, last] = before;
        let beside = if last == ' ' { first } else { last };
        let meet = is_unspaced(beside) != is_unspaced(character);
        if meet && beside.is_alphanumeric() && character.is_alphanumeric() {
            *(if last == ' ' { &mut spaced } else { &mut tight }) += 1;
            if spaced + tight == MOST_MEETINGS {
                break;
            }
        }
        before = [last, character];
    }
    spaced > tight
}

/// A habit shows in fewer.
const MOST_MEETINGS: usize = 256;

/// A word that the end of a line cuts at a hyphen.
#[derive(Clone, Copy, Debug)]
struct Cut<'t> {
    /// The bytes of the hyphen.
    hyphen: usize,
    /// The letters before it, and those on the next line.
    head: &'t str,
    word: &'t str,
    /// Whether the word has more hyphens.
    is_chain: bool,
}

impl<'t> Cut<'t> {
    fn between(left: &'t str, right: &'t str) -> Self {
        let hyphen = left.chars().next_back().map_or(0, char::len_utf8);
        let stem = left.get(..left.len() - hyphen).unwrap_or_default();
        let token = stem.rsplit(char::is_whitespace).next().unwrap_or_default();
        Self {
            hyphen,
            head: token.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default(),
            word: right.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default(),
            is_chain: token.contains('-') || first_token(right).trim_end_matches('-').contains('-'),
        }
    }
}

fn first_token(line: &str) -> &str {
    line.split(char::is_whitespace).next().unwrap_or_default()
}

/// Whether East Asian text meets text of another script.
fn meets_other_script(left: &str, right: &str) -> bool {
    left.chars()
        .next_back()
        .zip(right.chars().next())
        .is_some_and(|(last, first)| is_unspaced(last) != is_unspaced(first))
}

/// What follows a hyphen that stands for the rest of a word, as in `Vor- und Nachteile`.
const COORDINATORS: &[&str] = &["und", "oder", "bis", "sowie", "and", "or", "to", "en", "of", "och", "og", "eller"];

/// Text that was hyphenated breaks a tenth of its lines within words; where a line in thirty ends in a hyphen, the
/// hyphens are those of the words. Measured: hyphenated books have 3 to 25 %.
const LEAST_HYPHENATED: f32 = 0.03;

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(text: &str, left: &str, right: &str) -> String {
        let seam = Seams::of(text, [(left, right)].into_iter()).between(left, right);
        format!("{}{}{right}", &left[..left.len() - seam.cut], seam.joiner)
    }

    #[test]
    fn scripts_decide_the_space() {
        assert_eq!(joined("", "春眠不覺", "曉"), "春眠不覺曉");
        assert_eq!(joined("", "one", "two"), "one two");
        assert_eq!(joined("", "나는", "간다"), "나는 간다");
        assert_eq!(joined("用 Rust 寫的 crate 在這裡", "用", "Rust"), "用 Rust");
        assert_eq!(joined("用Rust寫的crate在這裡", "用", "Rust"), "用Rust");
    }

    #[test]
    fn words_of_the_document_decide_the_hyphen() {
        assert_eq!(joined("", "the wander-", "ing albatross"), "the wandering albatross");
        assert_eq!(joined("a well-known thing", "a well-", "known thing"), "a well-known thing");
        assert_eq!(joined("", "the mother-in-", "law said"), "the mother-in-law said");
        assert_eq!(joined("", "Vor-", "und Nachteile"), "Vor- und Nachteile");
        assert_eq!(joined("", "Anglo-", "Saxon"), "Anglo-Saxon");
        assert_eq!(joined("", "soft\u{AD}", "ware"), "software");
    }
}
