//! Pure leaves that stages share: they look at text and make no edits.

pub(crate) mod blocks;
pub(crate) mod east_asian;
pub(crate) mod width;
mod width_table;
