//! What a line breaker keeps together at the start of a line, so that all of it went to the next line.

use crate::text::punctuation::{keeps_to_the_left, keeps_to_the_right};
use crate::text::script::is_unspaced;

/// What stands at the start of `line` and may have kept together, so that it went to the next line as a whole: a word;
/// or an East Asian character with its marks, and the word that stands beside it, which many programs do not part.
pub(super) fn first_unit(line: &str) -> &str {
    if let Some(word) = ascii_word(line) {
        return word;
    }
    let mut end = piece(line);
    for _ in 0..MOST_PIECES {
        let (unit, rest) = line.split_at(end);
        let behind = rest.trim_start();
        let (Some(last), Some(next)) = (unit.chars().next_back(), behind.chars().next()) else { break };
        let spaced = behind.len() < rest.len();
        let kept = if spaced {
            is_unspaced(last) != is_unspaced(next) || is_set_off(unit, behind)
        } else {
            is_unspaced(last) && !is_unspaced(next)
        };
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
    if let Some(word) = ascii_word(line) {
        return word;
    }
    let (mut before, mut blank, mut mixed) = (None, None, false);
    for (at, character) in line.char_indices() {
        if character.is_whitespace() {
            blank.get_or_insert(at);
            continue;
        }
        let unspaced = is_unspaced(character);
        let parted = match before {
            Some(before) if unspaced && is_unspaced(before) => {
                !keeps_to_the_left(character) && !keeps_to_the_right(before)
            }
            _ => blank.is_some() && !mixed && !unspaced,
        };
        if parted {
            return line.get(..blank.unwrap_or(at)).unwrap_or(line);
        }
        mixed |= unspaced;
        (before, blank) = (Some(character), None);
    }
    line
}

/// Whether the blank between `unit` and `behind` is one that no line ends at: French sets its marks off by a no-break
/// space, which is a blank by now.
fn is_set_off(unit: &str, behind: &str) -> bool {
    let mark = behind.split(char::is_whitespace).next().unwrap_or_default();
    unit.ends_with('«') || mark.starts_with(['»', '!', '?', ':', ';']) && !mark.contains(char::is_alphanumeric)
}

/// The first word of `line` where it is ASCII and another ASCII word follows, so that it stands for itself.
fn ascii_word(line: &str) -> Option<&str> {
    let end = line.bytes().position(|byte| !byte.is_ascii_graphic())?;
    let next = line.as_bytes().get(end + 1)?;
    let alone = line.as_bytes().get(end) == Some(&b' ')
        && (next.is_ascii_alphanumeric() || matches!(next, b'(' | b'"' | b'\''));
    line.get(..end).filter(|_| alone)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_what_a_line_breaker_keeps_whole() {
        assert_eq!(first_unit("word and"), "word");
        assert_eq!(first_unit("（字，後"), "（字，");
        assert_eq!(first_unit("字詞"), "字");
        assert_eq!(first_unit("Linux上"), "Linux");
        assert_eq!(first_unit("用 Linux 系統"), "用 Linux 系");
        assert_eq!(first_unit("用Linux系統"), "用Linux");
        assert_eq!(first_unit("end."), "end.");
        assert_eq!(first_unit("« mot » et"), "« mot »");
        assert_eq!(first_unit("quoi ? Rien"), "quoi ?");
    }

    #[test]
    fn the_reach_ends_where_every_program_may_break() {
        assert_eq!(reach("word and"), "word");
        assert_eq!(reach("字詞"), "字");
        assert_eq!(reach("讀 cat /proc/cpuinfo 來看"), "讀 cat /proc/cpuinfo 來");
        assert_eq!(reach("「字」。後"), "「字」。");
        assert_eq!(reach("Linux 上, 用戶"), "Linux 上, 用");
    }
}
