//! Properties of the `repair/residue` pass.

mod only;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use textmend::Pipeline;

fn only() -> Pipeline {
    only::only("repair/residue")
}

/// What lines of scripts are made of, and their line ends.
const SCRIPT: [&str; 9] = ["$(x", "});", "}", ";", "\r", "\n", "\n2\n", "\nText\n", " "];

proptest! {
    #[test]
    fn never_panics_and_clean_letters_stay(text in "[<>/!pbr &;a=\"。{}?\r\n]{0,60}", plain in "[a-z ]{0,40}") {
        only().run(&text).unwrap();
        let doc = only().run(&plain).unwrap();
        prop_assert_eq!(doc.text(), plain);
    }

    #[test]
    fn lines_of_scripts_go_once(pieces in vec(select(SCRIPT.to_vec()), 0..30)) {
        only().run(pieces.concat()).unwrap();
    }
}
