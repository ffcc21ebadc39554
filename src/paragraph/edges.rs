//! What the end of one line and the start of the next say about the break between them.

use crate::text::punctuation::{closes, ends_sentence, keeps_to_the_left, keeps_to_the_right};
use crate::text::script::is_unspaced;

/// Whether a sentence ends within `line` and another starts.
pub(super) fn holds_sentence_end(line: &str) -> bool {
    let mut ended = false;
    for character in line.chars() {
        if ended && (character.is_whitespace() || character.is_alphabetic()) {
            return true;
        }
        ended = ends_sentence(character) || ended && closes(character);
    }
    false
}

/// Whether `line` says that something follows below it.
pub(super) fn announces(line: &str) -> bool {
    line.ends_with([':', '：'])
}

/// Whether `line` ends a part of an enumeration that goes on in a line of its own.
pub(super) fn enumerates(line: &str) -> bool {
    line.ends_with([';', '；', ':', '：'])
}

/// Whether `line` ends in a hyphen that cuts a word: letters before it, no blank.
pub(super) fn ends_hyphenated(line: &str) -> bool {
    let Some(cut) = line.strip_suffix(['-', '\u{2010}', '\u{AD}']) else { return false };
    cut.ends_with(char::is_alphabetic)
}

/// Whether a text may go on with this start of a line: a small letter, or a letter that has no other size.
pub(super) fn goes_on(line: &str) -> bool {
    line.starts_with(|first: char| first.is_alphabetic() && !first.is_uppercase())
}

/// Whether the two sides of a break meet without a space: East Asian text that goes on.
pub(super) fn meets_unspaced(left: &str, right: &str) -> bool {
    let (Some(last), Some(first)) = (left.chars().next_back(), right.chars().next()) else { return false };
    let (left_unspaced, right_unspaced) = (is_unspaced(last), is_unspaced(first));
    left_unspaced && (right_unspaced || keeps_to_the_right(first))
        || right_unspaced && (keeps_to_the_left(last) || keeps_to_the_right(last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hyphens_cut_words_and_dashes_do_not() {
        assert!(ends_hyphenated("Wander-"));
        assert!(!ends_hyphenated("so -"));
        assert!(!ends_hyphenated("1-"));
    }
}
