//! Pure functions on text that several stages share. Nothing here knows an edit or a stage.

pub(crate) mod blocks;
mod common_characters;
mod letter_pairs;
pub(crate) mod letters;
pub(crate) mod plausibility;
pub(crate) mod reference;
pub(crate) mod script;
pub(crate) mod shape;
pub(crate) mod wide;
