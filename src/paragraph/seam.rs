//! What stands between two lines once they are joined.

use super::edges::{ends_hyphenated, meets_unspaced};

/// How two lines become one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Seam {
    /// Bytes at the end of the left line that go: a hyphen that only cut a word.
    pub(super) cut: usize,
    pub(super) joiner: &'static str,
    pub(super) rule: &'static str,
}

pub(super) fn seam(left: &str, right: &str) -> Seam {
    if let Some(cut) = left.strip_suffix('\u{AD}') {
        return Seam { cut: left.len() - cut.len(), joiner: "", rule: "soft-hyphen" };
    }
    if ends_hyphenated(left) && right.starts_with(char::is_lowercase) {
        return Seam { cut: 1, joiner: "", rule: "word-break" };
    }
    let joiner = if meets_unspaced(left, right) || ends_hyphenated(left) { "" } else { " " };
    Seam { cut: 0, joiner, rule: "line-wrap" }
}
