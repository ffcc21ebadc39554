//! The guard that keeps one edit from making another one's work: no deletion may put a character reference together.

use super::entity::reference_len;
use super::invisible::is_invisible;
use crate::text::reference::first_of_decomposition;

/// The longest unfinished reference that is followed, in bytes: two numeric ones (a surrogate pair), or `&`, the longest
/// name and `;`.
const LONGEST: usize = 48;

/// The end of the text that a pass has written, as far as it could be the beginning of a character reference.
///
/// Were `&am` and `p;` joined by taking out what stands between them, the next run would read a reference that was not
/// there: mending twice would change more than mending once.
#[derive(Debug, Default)]
pub(super) struct Tail(String);

impl Tail {
    /// Adds `text` to what was written.
    pub(super) fn push(&mut self, text: &str) {
        if let Some(at) = memchr::memrchr(b'&', text.as_bytes()) {
            self.0.clear();
            self.push_part(text.get(at..).unwrap_or_default());
        } else if !self.0.is_empty() {
            self.push_part(text);
        }
    }

    /// Whether `text`, written next, and `rest` behind it would complete a reference that begins in this tail.
    ///
    /// What other rules may drop from `rest` is looked past, a letter with an accent counts as that letter, and what
    /// follows a name does not matter: so the answer does not depend on what else is edited.
    pub(super) fn completes(&self, text: &str, rest: &str) -> bool {
        if self.0.is_empty() && !text.starts_with('&') {
            return false;
        }
        let may_go = |c: &char| matches!(c, '\0'..='\u{8}' | '\u{E}'..='\u{1B}' | '\u{7F}') || is_invisible(*c);
        let behind = rest.chars().take(LONGEST).filter(|c| !may_go(c));
        let mut joined = self.0.clone();
        for c in text.chars().chain(behind) {
            let first = first_of_decomposition(c);
            if !is_part(first) {
                break;
            }
            joined.push(first);
            if first != c && !is_singleton(c) {
                break;
            }
        }
        reference_len(&joined).is_some_and(|len| len > self.0.len())
    }

    fn push_part(&mut self, text: &str) {
        let fits = self.0.len() + text.len() <= LONGEST;
        if fits && text.chars().all(|c| is_part(c) || is_singleton(c)) {
            self.0.extend(text.chars().map(first_of_decomposition));
        } else {
            self.0.clear();
        }
    }
}

/// What references are made of.
fn is_part(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '#' | '&' | ';')
}

/// The characters that are canonically equivalent to such a part: `;` and K.
fn is_singleton(c: char) -> bool {
    matches!(c, '\u{37E}' | '\u{212A}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_would_be_a_reference_is_held_back() {
        let mut tail = Tail::default();
        tail.push("AT&T and R&am");
        assert!(tail.completes("", "p;"));
        assert!(tail.completes("p", ";"));
        assert!(tail.completes("", "\u{ad}p\u{200b};"));
        assert!(!tail.completes("", "bl;"));
        tail.push("p");
        assert!(tail.completes(";", ""));
        tail.push("x y");
        assert!(!tail.completes(";", ""));
        tail.push("&eacute;");
        assert!(!tail.completes("", "s"));
    }
}
