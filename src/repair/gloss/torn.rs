//! Readings inside characters, 當?shù)貢r for 當地時: a sign that a converter put readings there, byte by byte.

use memchr::{memchr_iter, memmem};

use crate::repair::gloss::reading::Syllable;
use crate::repair::shift::Charset;

/// Whether a reading was put inside a character for certain: the second byte of the character before a mark of loss is the
/// first one of a character that is read so. A question before a reading in brackets is followed by any.
pub(super) fn is_evident(text: &str) -> bool {
    let bytes = text.as_bytes();
    let questions = memchr_iter(b'?', bytes).map(|at| (at, at + 1));
    let replaced = memmem::find_iter(bytes, "\u{fffd}").map(|at| (at, at + '\u{fffd}'.len_utf8()));
    questions.chain(replaced).any(|(start, end)| is_torn(text, start, end).unwrap_or(false))
}

/// Whether the mark at `start..end` stands for half a character, whose reading follows. Some decoders took the opening
/// bracket for the second byte of what they could not read.
fn is_torn(text: &str, start: usize, end: usize) -> Option<bool> {
    let behind = text.get(end..)?;
    let inside = behind.strip_prefix(['(', '（']).unwrap_or(behind);
    let (syllable, len) = Syllable::at_start(inside)?;
    inside.get(len..)?.strip_prefix([')', '）'])?;
    let gbk = Charset::gbk();
    let (_, lead) = gbk.pair(text.get(..start)?.chars().next_back()?)?;
    Some(syllable.characters().any(|(c, _)| gbk.pair(c).is_some_and(|(first, _)| first == lead)))
}
