//! What the end of one line and the start of the next say about the break between them.

use crate::text::east_asian::{is_unspaced, keeps_to_the_left, keeps_to_the_right};

/// The marks that end a sentence (UAX #29, Sentence_Terminal), as they come at the end of a line.
fn ends_a_sentence(character: char) -> bool {
    matches!(
        character,
        '.' | '!'
            | '?'
            | '…'
            | '。'
            | '！'
            | '？'
            | '．'
            | '｡'
            | '؟'
            | '۔'
            | '।'
            | '॥'
            | '։'
            | '෴'
            | '።'
            | '፧'
            | '។'
            | '၊'
            | '။'
            | '‽'
            | '⁇'
            | '⁈'
            | '⁉'
    )
}

/// Quotation marks and brackets that may stand behind the mark that ends a sentence.
pub(super) fn closes(character: char) -> bool {
    matches!(
        character,
        '"' | '\''
            | '”'
            | '’'
            | '»'
            | '«'
            | '›'
            | '‹'
            | '“'
            | ')'
            | ']'
            | '}'
            | '）'
            | '］'
            | '｝'
            | '」'
            | '』'
            | '】'
            | '〉'
            | '》'
            | '〕'
            | '〗'
            | '*'
            | '_'
    )
}

/// Whether `line` ends as a sentence ends, closing marks aside.
pub(super) fn is_ended(line: &str) -> bool {
    line.trim_end_matches(closes).ends_with(ends_a_sentence)
}

/// Whether a sentence ends within `line` and another starts.
pub(super) fn holds_sentence_end(line: &str) -> bool {
    let mut ended = false;
    for character in line.chars() {
        if ended && (character.is_whitespace() || character.is_alphabetic()) {
            return true;
        }
        ended = ends_a_sentence(character) || ended && closes(character);
    }
    false
}

/// Whether `line` ends in punctuation of any kind: the end of a clause, as the lines of a poem have.
pub(super) fn is_punctuated(line: &str) -> bool {
    let bare = line.trim_end_matches(closes);
    bare.len() < line.len()
        || bare.ends_with(ends_a_sentence)
        || bare.ends_with([',', ';', ':', '，', '；', '：', '、', '،', '؛', '·', '—', '–'])
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

/// What stands at the start of `line` and may have kept together, so that it went to the next line as a whole: a word;
/// or an East Asian character with its marks, and the word that stands beside it, which many programs do not part.
pub(super) fn first_unit(line: &str) -> &str {
    let mut end = piece(line);
    for _ in 0..MOST_PIECES {
        let (unit, rest) = line.split_at(end);
        let behind = rest.trim_start();
        let (Some(last), Some(next)) = (unit.chars().next_back(), behind.chars().next()) else { break };
        let spaced = behind.len() < rest.len();
        let kept =
            if spaced { is_unspaced(last) != is_unspaced(next) } else { is_unspaced(last) && !is_unspaced(next) };
        if !kept {
            break;
        }
        end = line.len() - behind.len() + piece(behind);
    }
    line.get(..end).unwrap_or(line)
}

/// The longest start of `line` that some program may keep whole: up to where an East Asian character follows another or,
/// in text without any, up to a blank. What stands between East Asian text and words of another script is often a
/// no-break space.
pub(super) fn reach(line: &str) -> &str {
    let (mut before, mut mixed) = (None, false);
    for (at, character) in line.char_indices() {
        let unspaced = is_unspaced(character);
        let parted = match before {
            Some(before) if is_unspaced(before) && unspaced => {
                !keeps_to_the_left(character) && !keeps_to_the_right(before)
            }
            _ => {
                !mixed
                    && character.is_whitespace()
                    && !line.get(at..).unwrap_or_default().trim_start().starts_with(is_unspaced)
            }
        };
        if parted {
            return line.get(..at).unwrap_or(line);
        }
        mixed |= unspaced;
        before = Some(character);
    }
    line
}

/// A character, a word, a character more: longer chains were broken somewhere.
const MOST_PIECES: usize = 4;

/// The least that could have been broken off the start of `line`: a character or a word.
pub(super) fn first_piece(line: &str) -> &str {
    line.get(..piece(line)).unwrap_or(line)
}

/// The bytes of one East Asian character with the marks that keep to it, or of one word.
fn piece(line: &str) -> usize {
    let opened = line.trim_start_matches(keeps_to_the_right);
    let Some(first) = opened.chars().next() else { return line.len() };
    if !is_unspaced(first) {
        return opened
            .find(|c: char| c.is_whitespace() || is_unspaced(c) && !keeps_to_the_left(c))
            .map_or(line.len(), |at| line.len() - opened.len() + at);
    }
    let rest = opened.get(first.len_utf8()..).unwrap_or_default();
    line.len() - rest.trim_start_matches(|c| is_unspaced(c) && keeps_to_the_left(c)).len()
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
    fn sentence_ends_are_seen_through_closing_marks() {
        for line in ["Done.", "“Go!”", "走吧。」", "(see above.)", "ठीक है।", "Wait…"] {
            assert!(is_ended(line), "{line}");
        }
        for line in ["Done", "then,", "a)", "他说："] {
            assert!(!is_ended(line), "{line}");
        }
    }

    #[test]
    fn units_are_what_a_line_breaker_keeps_whole() {
        assert_eq!(first_unit("word and"), "word");
        assert_eq!(first_unit("（字，後"), "（字，");
        assert_eq!(first_unit("字詞"), "字");
        assert_eq!(first_unit("Linux上"), "Linux");
        assert_eq!(first_unit("用 Linux 系統"), "用 Linux 系");
        assert_eq!(first_unit("用Linux系統"), "用Linux");
        assert_eq!(first_unit("end."), "end.");
    }

    #[test]
    fn hyphens_cut_words_and_dashes_do_not() {
        assert!(ends_hyphenated("Wander-"));
        assert!(!ends_hyphenated("so -"));
        assert!(!ends_hyphenated("1-"));
    }
}
