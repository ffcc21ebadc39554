//! What stands between two lines once they are joined.

use std::cell::OnceCell;

use super::edges::ends_hyphenated;
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
    habits: OnceCell<Habits>,
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
        Self { text, hyphenated: hyphenated as f32 / all.max(1) as f32, words, habits: OnceCell::new() }
    }

    /// What joins two lines.
    pub(super) fn between(&self, left: &str, right: &str) -> Seam {
        if let Some(cut) = left.strip_suffix('\u{AD}') {
            return Seam { cut: left.len() - cut.len(), joiner: "", rule: "soft-hyphen" };
        }
        if ends_hyphenated(left) {
            return self.hyphen(left, right);
        }
        let (Some(last), Some(first)) = (left.chars().next_back(), right.chars().next()) else {
            return Seam { cut: 0, joiner: " ", rule: "line-wrap" };
        };
        match (is_unspaced(last), is_unspaced(first)) {
            (true, true) => Seam { cut: 0, joiner: "", rule: "line-wrap-unspaced" },
            (false, false) => Seam { cut: 0, joiner: " ", rule: "line-wrap" },
            _ => Seam { cut: 0, joiner: if self.spaces(last, first) { " " } else { "" }, rule: "line-wrap" },
        }
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

    /// Whether a space belongs between East Asian text and text of another script: where the document writes one more
    /// often than not, and never beside East Asian punctuation.
    fn spaces(&self, last: char, first: char) -> bool {
        let meeting = Meeting::of(last, first);
        meeting.is_some_and(|meeting| self.habits.get_or_init(|| Habits::of(self.text)).spaces(meeting))
    }
}

/// Where a letter of East Asian text stands beside a character of another script: which, and on which side of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Meeting {
    behind: bool,
    /// All letters and digits are one.
    other: char,
}

impl Meeting {
    fn of(left: char, right: char) -> Option<Self> {
        let (behind, letter, other) = match (is_unspaced(left), is_unspaced(right)) {
            (true, false) => (true, left, right),
            (false, true) => (false, right, left),
            _ => return None,
        };
        let met = letter.is_alphanumeric() && !other.is_whitespace();
        met.then_some(Self { behind, other: if other.is_alphanumeric() { 'a' } else { other } })
    }

    fn is_of_words(self) -> bool {
        self.other == 'a'
    }
}

/// Whether a document writes spaces where its East Asian text meets text of other scripts.
#[derive(Debug, Default)]
struct Habits {
    /// Spaces less their absence, for words and for each mark on each side.
    words: i32,
    marks: Vec<(Meeting, i32)>,
}

impl Habits {
    /// Reads `text` up to [`MOST_MEETINGS`].
    fn of(text: &str) -> Self {
        let mut habits = Self::default();
        let (mut before, mut spaced, mut left) = ('\n', false, MOST_MEETINGS);
        for character in text.chars() {
            if character == ' ' {
                spaced = true;
                continue;
            }
            if let Some(meeting) = Meeting::of(before, character) {
                habits.count(meeting, spaced);
                left -= 1;
                if left == 0 {
                    break;
                }
            }
            (before, spaced) = (character, false);
        }
        habits
    }

    fn count(&mut self, meeting: Meeting, spaced: bool) {
        let change = match spaced {
            true => 1,
            false if meeting.other.is_ascii() => -1,
            false => -TIGHT_MARK,
        };
        let mark = self.marks.iter_mut().find(|(known, _)| *known == meeting);
        match mark {
            _ if meeting.is_of_words() => self.words += change,
            Some((_, count)) => *count += change,
            None => self.marks.push((meeting, change)),
        }
    }

    /// Marks of ASCII that the document has nowhere else are treated as its words are; others have no space.
    fn spaces(&self, meeting: Meeting) -> bool {
        let mark = self.marks.iter().find(|(known, _)| *known == meeting).map(|(_, count)| *count);
        if meeting.other.is_ascii() {
            mark.unwrap_or(self.words) > 0
        } else {
            mark.is_some_and(|count| count > TIGHT_MARK)
        }
    }
}

/// How many spaces beside a mark that East Asian text has, too, one absence outweighs: most texts have no space there, so
/// that two of three must be spaces to be a habit, and the first two tell nothing.
const TIGHT_MARK: i32 = 2;

/// A habit shows in fewer.
const MOST_MEETINGS: usize = 1 << 10;

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
        assert_eq!(joined("用 Rust 寫的 (在這) 和那", "用", "(一)"), "用 (一)");
        assert_eq!(joined("用Rust寫的 (在這) 和那", "用", "(一)"), "用 (一)");
        assert_eq!(joined("用 Rust 寫的, 在這", "寫,", "用"), "寫, 用");
        assert_eq!(joined("用 Rust 寫的", "好。", "Rust"), "好。Rust");
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
