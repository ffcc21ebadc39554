//! Where a character is written: what stands before it.

/// The two characters before a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Context {
    /// `None` where it makes no difference.
    pub(super) before: Option<char>,
    pub(super) last: char,
}

impl Context {
    /// At the end of `text`; a line break stands for what is not there.
    pub(super) fn behind(text: &str) -> Self {
        let mut characters = text.chars();
        let last = characters.next_back().unwrap_or('\n');
        Self { before: characters.next_back().or(Some('\n')), last }
    }

    /// Behind one more character.
    pub(super) fn then(self, c: char) -> Self {
        Self { before: Some(self.last), last: c }
    }
}
