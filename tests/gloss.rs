//! Properties of the `repair/gloss` pass.

use proptest::prelude::*;
use textmend::{Pipeline, Repair, RepairPart};

fn only() -> Pipeline {
    use RepairPart::{C1, Escapes, Gloss, Lost, Mojibake, References, Residue, Shift};
    let others = [References, Mojibake, Escapes, Gloss, Shift, Residue, C1, Lost];
    let others = others.into_iter().filter(|part| *part != RepairPart::Gloss);
    let repair = others.fold(Repair::new(), Repair::without);
    Pipeline::builder().pass(repair).build().unwrap()
}

proptest! {
    #[test]
    fn never_panics_and_clean_letters_stay(text in "[數重(（shùn)）?{fffd}a 我]{0,60}", plain in "[a-z ]{0,40}") {
        only().run_str(&text).unwrap();
        let doc = only().run_str(&plain).unwrap();
        prop_assert_eq!(doc.text(), plain);
    }
}
