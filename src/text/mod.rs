//! Pure functions on text that several stages share. Nothing here knows an edit or a stage.

pub(crate) mod east_asian;
pub(crate) mod width;
mod width_table;
//! Pure leaves that stages share: they look at text and make no edits.

pub(crate) mod blocks;
