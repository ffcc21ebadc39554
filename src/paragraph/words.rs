//! The words that a document uses, to tell which hyphens belong to them.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::edges::ends_hyphenated;

/// The words of a document, plain and hyphenated, without those that a line's end cuts.
#[derive(Debug, Default)]
pub(super) struct Words {
    hashes: HashSet<u64>,
}

impl Words {
    /// Reads all of `text`: costs a hash a word, so it is only made for a document that ends a line in a hyphen.
    pub(super) fn of(text: &str) -> Self {
        let mut words = Self::default();
        let mut cut = false;
        for line in text.lines() {
            let line = line.trim();
            let starts_cut = cut;
            cut = ends_hyphenated(line);
            let whole = if cut { line.rsplit_once(char::is_whitespace).map_or("", |(whole, _)| whole) } else { line };
            let tokens = whole.split(|c: char| !c.is_alphabetic() && c != '-');
            for token in tokens.skip(usize::from(starts_cut)) {
                words.add(token);
            }
        }
        words
    }

    /// Whether the document has the word that `parts` make.
    pub(super) fn has(&self, parts: &[&str]) -> bool {
        self.hashes.contains(&hash(parts))
    }

    /// Adds a word, and each pair of neighbours in a chain of hyphens.
    fn add(&mut self, token: &str) {
        let mut parts = token.split('-').filter(|part| !part.is_empty());
        let Some(mut before) = parts.next() else { return };
        self.hashes.insert(hash(&[before]));
        for part in parts {
            self.hashes.insert(hash(&[part]));
            self.hashes.insert(hash(&[before, "-", part]));
            before = part;
        }
    }
}

fn hash(parts: &[&str]) -> u64 {
    let mut hasher = DefaultHasher::new();
    parts.iter().flat_map(|part| part.chars()).flat_map(char::to_lowercase).for_each(|c| c.hash(&mut hasher));
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_cut_by_a_line_are_no_words() {
        let words = Words::of("A Well-known ex-\nample of words.");
        assert!(words.has(&["well", "-", "known"]) && words.has(&["known"]) && words.has(&["of"]));
        assert!(!words.has(&["ex"]) && !words.has(&["ample"]));
    }
}
