//! Properties of the `repair/gloss` pass.

mod only;

use proptest::prelude::*;
use textmend::Pipeline;

fn only() -> Pipeline {
    only::only("repair/gloss")
}

proptest! {
    #[test]
    fn never_panics_and_clean_letters_stay(text in "[數重(（shùn)）?{fffd}a 我]{0,60}", plain in "[a-z ]{0,40}") {
        only().run(&text).unwrap();
        let doc = only().run(&plain).unwrap();
        prop_assert_eq!(doc.text(), plain);
    }
}
