//! One pass of repair by itself.

use textmend::{Pipeline, PipelineBuilder, Repair};

/// The passes of repair.
const PASSES: [&str; 9] = [
    "repair/references",
    "repair/utf-16",
    "repair/mojibake",
    "repair/escapes",
    "repair/gloss",
    "repair/shift",
    "repair/residue",
    "repair/c1",
    "repair/lost",
];

/// Repair without its other passes.
pub(crate) fn only(pass: &str) -> Pipeline {
    let others = PASSES.into_iter().filter(|other| *other != pass);
    others.fold(Pipeline::builder().pass(Repair::new()), PipelineBuilder::without).build().unwrap()
}
