//! The words that a document uses, to tell which hyphens belong to them.

use super::edges::ends_hyphenated;
use crate::text::hash::Hash;
use crate::text::script::is_unspaced;

/// Which of the words that are asked for a document uses, plain or hyphenated; those that a line's end cuts do not count.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// Sorted.
    wanted: Vec<u64>,
    found: Vec<bool>,
}

impl Words {
    /// Reads all of `text` for `wanted` words, given as [`hash`]es.
    pub(super) fn of(text: &str, mut wanted: Vec<u64>) -> Self {
        wanted.sort_unstable();
        wanted.dedup();
        let found = vec![false; wanted.len()];
        let mut words = Self { wanted, found };
        let mut cut = false;
        for line in text.lines() {
            let line = line.trim();
            let starts_cut = cut;
            cut = ends_hyphenated(line);
            let whole = if cut { line.rsplit_once(char::is_whitespace).map_or("", |(whole, _)| whole) } else { line };
            let tokens = whole.split(|c: char| !is_letter(c) && c != '-');
            for token in tokens.skip(usize::from(starts_cut)).filter(|token| !token.is_empty()) {
                words.read(token);
            }
        }
        words
    }

    /// Whether the document has the word that `parts` make.
    pub(super) fn has(&self, parts: &[&str]) -> bool {
        let place = self.wanted.binary_search(&hash(parts)).ok();
        place.is_some_and(|place| self.found.get(place) == Some(&true))
    }

    /// Takes note of a word, and of each pair of neighbours in a chain of hyphens.
    fn read(&mut self, token: &str) {
        let mut before = None;
        for part in token.split('-').filter(|part| !part.is_empty()) {
            self.note(hash(&[part]));
            if let Some(before) = before {
                self.note(hash(&[before, "-", part]));
            }
            before = Some(part);
        }
    }

    fn note(&mut self, word: u64) {
        if let Ok(place) = self.wanted.binary_search(&word) {
            self.found.iter_mut().skip(place).take(1).for_each(|found| *found = true);
        }
    }
}

/// Letters of words that may be hyphenated.
fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || !c.is_ascii() && !is_unspaced(c) && c.is_alphabetic()
}

/// The hash of the word that `parts` make, whatever its case.
pub(super) fn hash(parts: &[&str]) -> u64 {
    let small = parts.iter().flat_map(|part| part.chars()).flat_map(|c| {
        let ascii = c.is_ascii().then(|| c.to_ascii_lowercase());
        ascii.into_iter().chain(c.to_lowercase().filter(move |_| !c.is_ascii()))
    });
    small.fold(Hash::new(), |hash, c| hash.with(c.into())).value()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_cut_by_a_line_are_no_words() {
        let asked: [&[&str]; 5] = [&["well", "-", "known"], &["known"], &["of"], &["ex"], &["ample"]];
        let words = Words::of("A Well-known ex-\nample of words.", asked.iter().map(|parts| hash(parts)).collect());
        assert_eq!(asked.map(|parts| words.has(parts)), [true, true, true, false, false]);
        assert!(!words.has(&["words"]), "nobody asked");
    }
}
