//! Pure functions on text that several stages share. Nothing here knows an edit or a stage.

mod alphabet;
pub(crate) mod columns;
mod common_characters;
pub(crate) mod counter;
pub(crate) mod hash;
pub(crate) mod languages;
mod letter_pairs;
pub(crate) mod letters;
pub(crate) mod lines;
pub(crate) mod memo;
pub(crate) mod ordinary;
pub(crate) mod pairs;
pub(crate) mod plausibility;
pub(crate) mod punctuation;
pub(crate) mod reference;
pub(crate) mod rows;
pub(crate) mod script;
pub(crate) mod shape;
pub(crate) mod shingle;
pub(crate) mod wide;
pub(crate) mod width;
mod width_table;
