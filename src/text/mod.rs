//! Pure functions on text that several stages share. Nothing here knows an edit or a stage.

pub(crate) mod lines;
pub(crate) mod shingle;
