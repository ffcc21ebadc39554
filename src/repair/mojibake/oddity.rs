//! What is odd about a text, whatever its language: signs inside words, scripts that mix inside a word, characters that
//! nobody can read, a script torn apart.

use std::collections::HashSet;

use crate::text::script::{Script, script};
use crate::text::shape::Shape;

/// Whether text was damaged by the look of it: a sign, a control or a capital letter touches a small one's word.
pub(super) fn is_startling(text: &str) -> bool {
    let shapes: Vec<Shape> = text.chars().map(Shape::of).collect();
    shapes.windows(2).any(|pair| match *pair {
        [Shape::LatinLower | Shape::CyrillicLower | Shape::GreekLower, after] => is_capital(after) || is_sign(after),
        [before, after] => is_sign(before) && after.alphabet().is_some(),
        _ => false,
    })
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

/// Whether a sign stands between two letters of an alphabet, the apostrophe aside.
fn has_sign_in_word(text: &str) -> bool {
    let shapes: Vec<(char, Shape)> = text.chars().map(|c| (c, Shape::of(c))).collect();
    shapes.windows(3).any(|window| match window {
        [(_, before), (c, sign), (_, after)] => {
            let marks = matches!(sign, Shape::Mark | Shape::WideMark | Shape::Wide);
            before.alphabet().is_some() && after.alphabet().is_some() && (marks || is_sign(*sign)) && *c != '’'
        }
        _ => false,
    })
}

/// Whether letters of two alphabets touch.
fn mixes_alphabets(text: &str) -> bool {
    let alphabets: Vec<Option<Script>> = text.chars().map(|c| Shape::of(c).alphabet()).collect();
    alphabets.windows(2).any(|pair| matches!(*pair, [Some(before), Some(after)] if before != after))
}

/// Whether letters of a script outside Latin that go stay elsewhere in `whole`, while none of them come.
pub(super) fn is_torn(old: &str, new: &str, whole: &str) -> bool {
    let (before, after): (HashSet<char>, HashSet<char>) = (old.chars().collect(), new.chars().collect());
    let scripts = |characters: &HashSet<char>, others: &HashSet<char>| -> HashSet<Script> {
        let gone = characters.difference(others).copied().filter_map(script);
        gone.filter(|&script| script != Script::Latin).collect()
    };
    let (taken, brought) = (scripts(&before, &after), scripts(&after, &before));
    let stays: HashSet<Script> = whole.chars().filter_map(script).collect();
    taken.difference(&brought).any(|script| stays.contains(script))
}

/// The scripts of the letters outside ASCII.
pub(super) fn scripts(text: &str) -> HashSet<Script> {
    text.chars().filter(|c| !c.is_ascii()).filter_map(script).collect()
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
