//! What is odd about a text, whatever its language: signs inside words, scripts that mix inside a word, characters that
//! nobody can read, a script torn apart.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use crate::text::letters::Model;
use crate::text::script::{Script, script};
use crate::text::shape::Shape;
use crate::text::wide::{Ranks, WIDE_LANGUAGES};

/// Whether text stands well as it is, in a language that need not be known: words whose letters touch few signs and few
/// letters of the other case, or common wide characters one behind the other. Bytes of double-byte text that were read as
/// an alphabet are a sign or of another case every third time, and as other wide characters rarely two common ones in a row.
///
/// `gone` are the characters that would go.
pub(super) fn stands_well(text: &str, gone: &BTreeSet<char>) -> bool {
    has_regular_words(text) || has_common_words(text, gone)
}

/// Letters of an alphabet from which words are regular or not, and of how many one may be odd: capitals that write a small
/// letter of the Caucasus stand inside words.
const LETTERS: usize = 8;
const ODD_SHARE: usize = 8;

fn has_regular_words(text: &str) -> bool {
    let shapes = || text.chars().map(Shape::of);
    let letters = shapes().filter(|shape| shape.alphabet().is_some()).count();
    let odd = shapes().zip(shapes().skip(1)).filter(|&pair| is_odd_pair(pair)).count();
    let marks = text.chars().zip(text.chars().skip(1));
    let marks = marks
        .filter(|&(mark, c)| !mark.is_ascii() && Shape::of(mark) == Shape::Mark && Shape::of(c).alphabet().is_some());
    let odd = odd + marks.count();
    letters >= LETTERS && odd * ODD_SHARE <= letters && !shapes().any(|shape| shape == Shape::Wide)
}

/// Marks of what is lost for good: two U+FFFD as GBK reads them, and memory that was never written to.
const LOSSES: [&str; 3] = ["锟斤拷", "烫烫烫", "屯屯屯"];

/// Whether marks of what is lost for good would become text, which they never were.
pub(super) fn rereads_loss(old: &str, new: &str) -> bool {
    LOSSES.iter().any(|loss| old.matches(loss).count() > new.matches(loss).count())
}

/// Common characters in a row that make a word, and the share of all wide characters that such words have to be.
const COMMON_RUN: usize = 3;
const COMMON_SHARE: usize = 5;

fn has_common_words(text: &str, gone: &BTreeSet<char>) -> bool {
    let characters: Vec<char> = text.chars().collect();
    let goes = |c: &char| Shape::of(*c) == Shape::Wide && gone.contains(c);
    let all = characters.iter().filter(|c| goes(c)).count();
    let common = |language| {
        let is_common = |c: &char| goes(c) && Ranks::of(*c).is_commonest(language);
        let runs = characters.chunk_by(|a, b| is_common(a) && is_common(b)).map(<[char]>::len);
        runs.filter(|&run| run >= COMMON_RUN).sum::<usize>()
    };
    WIDE_LANGUAGES.into_iter().any(|language| common(language) > 0 && common(language) * COMMON_SHARE >= all)
}

fn is_odd_pair(pair: (Shape, Shape)) -> bool {
    match pair {
        (Shape::LatinLower | Shape::CyrillicLower | Shape::GreekLower, after) => is_capital(after) || is_sign(after),
        (before, after) => is_sign(before) && after.alphabet().is_some(),
    }
}

/// Whether text was damaged by the look of it: a sign, a control or a capital letter touches a small one's word.
pub(super) fn is_startling(text: &str) -> bool {
    let shapes = || text.chars().map(Shape::of);
    shapes().zip(shapes().skip(1)).any(is_odd_pair)
}

fn is_capital(shape: Shape) -> bool {
    matches!(shape, Shape::LatinUpper | Shape::CyrillicUpper | Shape::GreekUpper)
}

fn is_sign(shape: Shape) -> bool {
    matches!(shape, Shape::Sign | Shape::OddSign | Shape::Control)
}

/// Whether `new` is odd where `old` is not.
pub(super) fn brings_oddity(old: &str, new: &str) -> bool {
    has_sign_in_word(new) && !has_sign_in_word(old) || mixes_alphabets(new) && !mixes_alphabets(old) || {
        let count = |text: &str| text.chars().filter(|&c| is_unreadable(Shape::of(c))).count();
        count(new) > count(old)
    }
}

fn is_unreadable(shape: Shape) -> bool {
    matches!(shape, Shape::Control | Shape::Missing)
}

/// Whether a sign stands between two letters of an alphabet, the apostrophe aside, or two that are not ASCII.
fn has_sign_in_word(text: &str) -> bool {
    let signs: Vec<(char, Shape)> = text.chars().map(|c| (c, Shape::of(c))).collect();
    let letter = |(_, shape): &(char, Shape)| shape.alphabet().is_some();
    let sign = |(c, shape): &(char, Shape)| {
        *c != '’' && (is_sign(*shape) || matches!(shape, Shape::Mark | Shape::WideMark | Shape::Wide))
    };
    let two = |a: &(char, Shape), b: &(char, Shape)| sign(a) && sign(b) && !a.0.is_ascii() && !b.0.is_ascii();
    signs.windows(3).any(|window| matches!(window, [a, b, c] if letter(a) && sign(b) && letter(c)))
        || signs.windows(4).any(|window| matches!(window, [a, b, c, d] if letter(a) && two(b, c) && letter(d)))
}

/// Whether letters of two alphabets touch.
fn mixes_alphabets(text: &str) -> bool {
    let alphabets: Vec<Option<Script>> = text.chars().map(|c| Shape::of(c).alphabet()).collect();
    alphabets.windows(2).any(|pair| matches!(*pair, [Some(before), Some(after)] if before != after))
}

/// A set of scripts, one bit each.
pub(super) type Scripts = u16;

fn set_of(scripts: impl Iterator<Item = Script>) -> Scripts {
    scripts.fold(0, |set, script| set | 1 << script as u16)
}

/// Whether letters of a script outside Latin that go stay elsewhere in `whole`, while none of them come.
pub(super) fn is_torn(old: &str, new: &str, whole: &str) -> bool {
    let (before, after): (BTreeSet<char>, BTreeSet<char>) = (old.chars().collect(), new.chars().collect());
    let scripts = |characters: &BTreeSet<char>, others: &BTreeSet<char>| {
        let gone = characters.difference(others).copied().filter_map(script);
        set_of(gone.filter(|&script| script != Script::Latin))
    };
    let (taken, brought) = (scripts(&before, &after), scripts(&after, &before));
    taken & !brought & set_of(whole.chars().filter_map(script)) != 0
}

/// The scripts of the letters outside ASCII.
pub(super) fn scripts(text: &str) -> Scripts {
    set_of(text.chars().filter(|c| !c.is_ascii()).filter_map(script))
}

/// The scripts of the letters that are not Latin.
pub(super) fn foreign_scripts(text: &str) -> Scripts {
    scripts(text) & !set_of(std::iter::once(Script::Latin))
}

/// How many words have a letter outside ASCII.
pub(super) fn words(text: &str) -> usize {
    text.split(|c: char| !Shape::of(c).is_letter()).filter(|word| !word.is_ascii()).count()
}

/// Whether a word of three letters with one outside ASCII stands in the text.
pub(super) fn has_word(text: &str) -> bool {
    let words = text.split(|c: char| !Shape::of(c).is_letter());
    words.into_iter().any(|word| !word.is_ascii() && word.chars().count() >= 3)
}

/// Whether one of the languages that the scorer knows has the character.
pub(super) fn is_familiar(c: char) -> bool {
    match Shape::of(c) {
        Shape::Wide | Shape::Mark | Shape::WideMark | Shape::Apostrophe => true,
        _ if EUROPEAN.contains(&c) || VIETNAMESE.contains(&c) => true,
        shape => shape.is_letter() && Model::all().iter().any(|model| model.knows(c)),
    }
}

/// Latin-1 and Latin Extended-A; the letters with two marks.
const EUROPEAN: RangeInclusive<char> = '\u{c0}'..='\u{17f}';
const VIETNAMESE: RangeInclusive<char> = '\u{1ea0}'..='\u{1ef9}';

#[cfg(test)]
mod tests {
    use super::has_sign_in_word;

    #[test]
    fn signs_inside_words_are_odd_and_apostrophes_are_not() {
        assert!(has_sign_in_word("вода÷лед") && has_sign_in_word("вода÷«лед"));
        assert!(!has_sign_in_word("l’eau") && !has_sign_in_word("вода, «лед»") && !has_sign_in_word("said,\"ice"));
    }
}
