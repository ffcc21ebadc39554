//! Pure leaves that stages share: they look at text and make no edits.

pub(crate) mod blocks;
