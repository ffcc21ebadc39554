//! What holds for repair whatever the text is.

#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use textmend::{Pipeline, Repair, RepairPart};

fn mended(text: &str, repair: Repair) -> String {
    Pipeline::builder().pass(repair).build().unwrap().run_str(text).unwrap().text().to_owned()
}

/// Bytes of text, each as one of the characters that a wrong charset makes of it.
fn misread(text: &str) -> String {
    text.bytes().map(char::from).collect()
}

#[test]
fn a_part_that_is_left_out_does_nothing() {
    let damaged = "caf&#233; Der BÃ¤cker schlieÃŸt \\u4e2d\\u6587\\u5b57";
    let parts = [RepairPart::References, RepairPart::Mojibake, RepairPart::Escapes, RepairPart::C1, RepairPart::Lost];
    let none = parts.into_iter().fold(Repair::new(), Repair::without);
    assert_eq!(mended(damaged, none), damaged);
    assert_eq!(mended(damaged, Repair::new()), "café Der Bäcker schließt 中文字");
}

#[test]
fn report_only_changes_nothing_and_tells_what_it_would() {
    let pipeline = Pipeline::builder().report_only(Repair::new().explain()).build().unwrap();
    let doc = pipeline.run_str("Der BÃ¤cker schlieÃŸt").unwrap();
    assert_eq!(doc.text(), "Der BÃ¤cker schlieÃŸt");
    let made: Vec<_> =
        doc.findings().filter(|f| f.rule() == "utf-8-misread").map(|f| (f.source(), f.detail())).collect();
    assert_eq!(made, [(5..9, "ä"), (20..24, "ß")]);
}

#[test]
fn three_damaged_lines_carry_a_short_fourth() {
    let long = "Dziœ wieczorem piekê ¿ytni chleb i gotujê zupê.\nW³aœnie spad³ pierwszy œnieg tej zimy.\n";
    let more = "Na ³¹ce pas³y siê trzy ¿rebiêta.\n";
    assert!(mended(&format!("{long}{more}Id¹ ulic¹.\n"), Repair::new()).ends_with("Idą ulicą.\n"));
}

/// The units of UTF-16, each as its two bytes in ISO-8859-1, the low one first.
fn unit_by_unit(text: &str) -> String {
    text.encode_utf16().flat_map(u16::to_le_bytes).map(char::from).collect()
}

const KETTLE: &str = "Чайник стоит на плите, а чашки уже тёплые.";

#[test]
fn utf_16_read_as_one_byte_comes_back_between_clean_lines() {
    let damaged = format!("A clean line first.\n{}\nA clean line last.\n", unit_by_unit(KETTLE));
    assert_eq!(mended(&damaged, Repair::new()), format!("A clean line first.\n{KETTLE}\nA clean line last.\n"));
    let stripped = unit_by_unit("晚饭以后，我们沿着河边慢慢走回家，雨停了。一直走。").replace('\0', "");
    assert_eq!(mended(&stripped, Repair::new()), "晚饭以后，我们沿着河边慢慢走回家，雨停了。一直走。");
}

#[test]
fn utf_16_with_its_bytes_swapped_comes_back() {
    let evening = "Вечером мы пили чай и слушали дождь.";
    let swapped: Vec<u16> = evening.encode_utf16().map(u16::swap_bytes).collect();
    assert_eq!(mended(&String::from_utf16(&swapped).unwrap(), Repair::new()), evening);
}

#[test]
fn control_characters_alone_prove_nothing() {
    let colours = "\u{1b}[1mBold\u{1b}[0m plain \u{1b}[31mred\u{1b}[0m\nand\u{7}\u{1}\u{2} text, été\u{0}\n";
    assert_eq!(mended(colours, Repair::new()), colours);
}

#[test]
fn one_long_line_of_damage_is_not_quadratic() {
    let line = misread("晚饭以后，我们沿着河边慢慢走回家。").repeat(2_000);
    let text = mended(&line, Repair::new());
    assert!(text.chars().filter(|&c| c == '饭').count() > 1_950);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn mending_twice_is_mending_once(
        words in proptest::collection::vec("(Straße|früh|&eacute;|chleb|żółw|река|весна|#233;|晚饭|以后|かもめ|[a-z]{1,8})", 1..12),
        damaged in any::<bool>(),
    ) {
        let clean = words.join(" ");
        let once = mended(&if damaged { misread(&clean) } else { clean }, Repair::new());
        prop_assert_eq!(mended(&once, Repair::new()), once);
    }

    #[test]
    fn garbage_survives(text in "[ -~À-ÿ¡-¿\u{80}-\u{9f}а-яα-ω一-与&#;%=+\\\\xu]{0,60}") {
        mended(&text, Repair::new());
    }

    #[test]
    fn any_text_survives(text in "\\PC{0,80}") {
        mended(&text, Repair::new().bold());
    }

    #[test]
    fn misread_russian_comes_back(words in proptest::collection::vec("(дом|река|весна|говорить|старая|лодка|пишет|письмо)", 4..12)) {
        let clean = words.join(" ");
        prop_assert_eq!(mended(&misread(&clean), Repair::new()), clean);
    }
}
