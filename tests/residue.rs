//! Properties of the `repair/residue` pass.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use textmend::{Pipeline, Repair, RepairPart};

fn only() -> Pipeline {
    use RepairPart::{C1, Escapes, Gloss, Lost, Mojibake, References, Residue, Shift};
    let others = [References, Mojibake, Escapes, Gloss, Shift, Residue, C1, Lost];
    let others = others.into_iter().filter(|part| *part != RepairPart::Residue);
    let repair = others.fold(Repair::new(), Repair::without);
    Pipeline::builder().pass(repair).build().unwrap()
}

/// What lines of scripts are made of, and their line ends.
const SCRIPT: [&str; 9] = ["$(x", "});", "}", ";", "\r", "\n", "\n2\n", "\nText\n", " "];

proptest! {
    #[test]
    fn never_panics_and_clean_letters_stay(text in "[<>/!pbr &;a=\"。{}?\r\n]{0,60}", plain in "[a-z ]{0,40}") {
        only().run_str(&text).unwrap();
        let doc = only().run_str(&plain).unwrap();
        prop_assert_eq!(doc.text(), plain);
    }

    #[test]
    fn lines_of_scripts_go_once(pieces in vec(select(SCRIPT.to_vec()), 0..30)) {
        only().run_str(&pieces.concat()).unwrap();
    }
}
