//! Properties of the `repair/gloss` pass.

use proptest::prelude::*;
use textmend::{Pipeline, PipelineBuilder, Repair};

/// Repair without its other passes.
fn only() -> Pipeline {
    let others = [
        "repair/references",
        "repair/utf-16",
        "repair/mojibake",
        "repair/escapes",
        "repair/shift",
        "repair/residue",
        "repair/c1",
        "repair/lost",
    ];
    let builder = Pipeline::builder().pass(Repair::new());
    others.into_iter().fold(builder, PipelineBuilder::without).build().unwrap()
}

proptest! {
    #[test]
    fn never_panics_and_clean_letters_stay(text in "[數重(（shùn)）?{fffd}a 我]{0,60}", plain in "[a-z ]{0,40}") {
        only().run(&text).unwrap();
        let doc = only().run(&plain).unwrap();
        prop_assert_eq!(doc.text(), plain);
    }
}
