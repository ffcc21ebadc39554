//! The tailoring of UAX #29: whether a sentence really ends where its rules end one, and where else it does.

use super::abbreviation::Abbreviations;
use crate::text::punctuation::{closes, keeps_to_the_right};
use crate::text::script::is_unspaced;

/// The bytes of the opening marks that `passed` ends in. UAX #29 counts them with the closing ones, to the sentence that
/// has ended; `ahead`, the text behind them, is what they open.
pub(super) fn opening_marks(passed: &str, ahead: &str) -> usize {
    if !ahead.starts_with(|c: char| c.is_alphanumeric() || keeps_to_the_right(c)) {
        return 0;
    }
    passed.len() - passed.trim_end_matches(|c| keeps_to_the_right(c) && c.len_utf8() > 1).len()
}

/// The end of the first sentence within `piece`, which UAX #29 takes for one: behind an ellipsis, or the question mark
/// of Greek.
pub(super) fn ends_within(piece: &str) -> Option<usize> {
    for (at, mark) in piece.char_indices().filter(|(_, mark)| matches!(mark, '…' | ';')) {
        let (left, right) = piece.split_at(at + mark.len_utf8());
        if right.starts_with(mark) {
            continue;
        }
        let closed = right.trim_start_matches(closes);
        let after = closed.trim_start();
        let spaced = after.len() < closed.len();
        let ends = match mark {
            ';' => spaced && asks_in_greek(left, after),
            _ if spaced => after.starts_with(|c: char| c.is_uppercase() || matches!(c, '«' | '“' | '—' | '"')),
            _ => trails_off(left, closed),
        };
        if ends {
            return Some(piece.len() - after.len());
        }
    }
    None
}

/// Whether the East Asian clause that `left` ends with an ellipsis is over: it is no stammer, and no mark follows.
fn trails_off(left: &str, after: &str) -> bool {
    let clause = left.trim_end_matches('…');
    let clause = clause.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let (Some(first), Some(next)) = (clause.chars().next(), after.chars().next()) else { return false };
    let goes_on = !is_unspaced(next) || !next.is_alphanumeric() || clause.contains(next);
    is_unspaced(first) && !goes_on && clause.chars().nth(SHORTEST_CLAUSE - 1).is_some()
}

/// Fewer characters before an ellipsis are a word that somebody hesitates at.
const SHORTEST_CLAUSE: usize = 5;

fn asks_in_greek(left: &str, after: &str) -> bool {
    let is_greek = |c: char| matches!(c, '\u{370}'..='\u{3FF}' | '\u{1F00}'..='\u{1FFF}');
    let asked = left.trim_end_matches(';').trim_end_matches(closes).ends_with(is_greek);
    asked && after.starts_with(|c: char| is_greek(c) && c.is_uppercase() || matches!(c, '«' | '"' | '–' | '—'))
}

/// Whether a sentence ends between `before`, all of it since the last end, and `after`, the rest of the paragraph.
pub(super) fn is_boundary(before: &str, after: &str, abbreviations: &Abbreviations) -> bool {
    let said = before.trim_end();
    if said.len() < before.len() && before.get(said.len()..).is_some_and(|blank| blank.contains('\n')) {
        return true;
    }
    let bare = said.trim_end_matches(closes);
    let next = after.trim_start();
    let first = next.chars().next();
    if first.is_some_and(char::is_lowercase) {
        return false;
    }
    match bare.chars().next_back() {
        Some('.') => ends_at_full_stop(bare, next, abbreviations),
        Some('?' | '!') if said.len() == before.len() => first.is_none_or(|first| !is_inside_word(bare, first)),
        _ => true,
    }
}

/// A `?` or `!` between letters or digits that have no blank: an address, a name.
fn is_inside_word(bare: &str, next: char) -> bool {
    let before = bare.trim_end_matches(['?', '!']).chars().next_back();
    let is_word = |c: char| c.is_alphanumeric() && !is_unspaced(c) || matches!(c, '/' | '=' | '&');
    before.is_some_and(is_word) && is_word(next)
}

/// Whether the full stop at the end of `bare` ends a sentence and not just a word.
fn ends_at_full_stop(bare: &str, next: &str, abbreviations: &Abbreviations) -> bool {
    let stem = bare.trim_end_matches('.');
    if bare.len() - stem.len() > 1 {
        return true;
    }
    let word = last_word(stem);
    if abbreviations.has(word, next) || word.contains(['.', '-']) && abbreviations.has(last_part(word), next) {
        return false;
    }
    if is_spaced_part(stem, word, next, abbreviations) {
        return false;
    }
    if word.chars().all(|c| c.is_ascii_digit()) && word.len() <= LONGEST_ORDINAL {
        return !abbreviations.follows_ordinal(first_word(next));
    }
    if word.contains('.') { !is_dotted(word, next, abbreviations) } else { !is_initial(word) }
}

/// Whether `word`, the end of `stem`, is a part of an abbreviation that is written with blanks: `z. B.`, `т. е.`
fn is_spaced_part(stem: &str, word: &str, next: &str, abbreviations: &Abbreviations) -> bool {
    let part = next.split_once('.').map(|(part, _)| part).filter(|part| is_short_part(part));
    let goes_on = |part: &str| part.chars().nth(1).is_none() || abbreviations.has(&format!("{word}.{part}"), "");
    if word.chars().nth(1).is_none() && word.starts_with(char::is_alphabetic) && part.is_some_and(goes_on) {
        return true;
    }
    let before = stem.get(..stem.len() - word.len()).unwrap_or_default();
    let mut whole = String::from(word);
    let parts = before.trim_end().rsplit(char::is_whitespace).map_while(|part| part.strip_suffix('.'));
    parts.take_while(|part| is_short_part(part)).take(MOST_PARTS - 1).any(|part| {
        whole = format!("{part}.{whole}");
        abbreviations.has(&whole, next)
    })
}

/// No abbreviation that is written with blanks has more parts.
const MOST_PARTS: usize = 4;

/// The longest part of one, in letters.
const LONGEST_PART: usize = 3;

fn is_short_part(part: &str) -> bool {
    !part.is_empty() && part.chars().all(char::is_alphabetic) && part.chars().nth(LONGEST_PART).is_none()
}

/// More digits before a full stop are a year or a sum, and no ordinal.
const LONGEST_ORDINAL: usize = 2;

/// `J` of `J. Smith`: one capital on its own, or behind a hyphen or another initial.
fn is_initial(word: &str) -> bool {
    let mut letters = last_part(word).chars();
    letters.next().is_some_and(|c| c.is_uppercase() && !is_unspaced(c)) && letters.next().is_none()
}

/// `U.S` of `U.S. Army`: capitals with full stops between them, unless a word follows that starts sentences.
fn is_dotted(word: &str, next: &str, abbreviations: &Abbreviations) -> bool {
    let is_capital = |part: &str| part.chars().all(char::is_uppercase) && part.chars().nth(1).is_none();
    word.contains('.')
        && word.split('.').all(|part| !part.is_empty() && is_capital(part))
        && !abbreviations.starts_sentences(first_word(next))
}

/// The characters before a full stop up to a blank or an opening mark.
fn last_word(stem: &str) -> &str {
    let cut = |c: char| {
        c.is_whitespace() || closes(c) || matches!(c, '(' | '[' | '„' | '‘' | '¿' | '¡' | '/') || is_unspaced(c)
    };
    stem.rsplit(cut).next().unwrap_or_default()
}

fn last_part(word: &str) -> &str {
    word.rsplit(['.', '-', '’', '\'']).next().unwrap_or_default()
}

fn first_word(next: &str) -> &str {
    next.trim_start_matches(|c: char| !c.is_alphanumeric())
        .split(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default()
}
