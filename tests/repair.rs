//! What holds for repair whatever the text is.

#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use textmend::{Pipeline, PipelineBuilder, Repair};

fn mended(text: &str, repair: Repair) -> String {
    Pipeline::builder().pass(repair).build().unwrap().run(text).unwrap().text().to_owned()
}

/// Bytes of text, each as one of the characters that a wrong charset makes of it.
fn misread(text: &str) -> String {
    text.bytes().map(char::from).collect()
}

#[test]
fn a_part_that_is_left_out_does_nothing() {
    let damaged = "caf&#233; Der BÃ¤cker schlieÃŸt \\u4e2d\\u6587\\u5b57";
    let parts = ["repair/references", "repair/mojibake", "repair/escapes"];
    let none = parts.into_iter().fold(Pipeline::builder().pass(Repair::new()), PipelineBuilder::without);
    assert_eq!(none.build().unwrap().run(damaged).unwrap().text(), damaged);
    assert_eq!(mended(damaged, Repair::new()), "café Der Bäcker schließt 中文字");
}

#[test]
fn report_only_changes_nothing_and_tells_what_it_would() {
    let pipeline = Pipeline::builder().report_only(Repair::new().explain()).build().unwrap();
    let doc = pipeline.run("Der BÃ¤cker schlieÃŸt").unwrap();
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
fn references_of_every_kind_are_read() {
    let kinds = [
        ("&#26202;&#39277;", "晚饭"),
        ("&#x665a;&#X996D;", "晚饭"),
        ("na&iuml;ve", "naïve"),
        ("na&amp;iuml;ve, &amp;amp;#26202;", "naïve, 晚"),
        ("gar&CCEDIL;on", "garçon"),
        ("d&eacutej&agrave; vu", "déjà vu"),
        ("#26202;#39277;", "晚饭"),
        ("点击#xff08;这里#xff09;继续", "点击（这里）继续"),
        ("caf#233;s", "cafés"),
        ("我们nbsp;回家", "我们\u{a0}回家"),
        ("＆＃26202；＆＃39277；", "晚饭"),
        ("&#195;&#169;t&#195;&#169;", "été"),
        ("&#230;&#153;&#154;", "晚"),
        ("&#55357;&#56832; &#xD83D;&#xDE00;", "😀 😀"),
    ];
    for (damaged, clean) in kinds {
        assert_eq!(mended(damaged, Repair::new()), clean, "{damaged}");
    }
}

#[test]
fn escapes_in_prose_are_read() {
    let kinds = [
        (r"\u665a\u996d\u4ee5\u540e", "晚饭以后"),
        (r"\ud83d\ude00\ud83d\ude42\ud83d\ude09", "😀🙂😉"),
        ("%E6%99%9A%E9%A5%AD%E5%90%8E", "晚饭后"),
        ("=E6=99=9A=E9=A5=AD=E5=90=8E", "晚饭后"),
        (r"\xe6\x99\x9a\xe9\xa5\xad\xe5\x90\x8e", "晚饭后"),
        (r"\346\231\232\351\245\255\345\220\216", "晚饭后"),
        ("=?utf-8?B?5pma6aWt5Lul5ZCO?= =?utf-8?Q?=E5=90=8E?=", "晚饭以后后"),
    ];
    for (damaged, clean) in kinds {
        assert_eq!(mended(damaged, Repair::new()), clean, "{damaged}");
        assert_eq!(mended(&format!("He wrote: {damaged}"), Repair::new()), format!("He wrote: {clean}"));
    }
}

#[test]
fn escapes_that_are_meant_stay() {
    let meant = [
        "https://example.org/search?q=%E6%99%9A%E9%A5%AD%E5%90%8E",
        "see www.example.org/%E6%99%9A%E9%A5%AD%E5%90%8E/ there",
        "the file /srv/%E6%99%9A%E9%A5%AD%E5%90%8E/index.html",
        r#"let supper = "\u665a\u996d\u540e";"#,
        r"Write `\u665a\u996d\u540e` for it.",
        r"The pattern is [\u4e00-\u9fff]+ and no more.",
        r"C:\users\u00e9lise",
        "Save 20%E6 or 5%EF today",
        "x=E4, y=B8, z=AD",
    ];
    for line in meant {
        assert_eq!(mended(line, Repair::new()), line);
    }
}

#[test]
fn c1_controls_are_the_last_to_be_read() {
    assert_eq!(
        mended("Der B\u{c3}\u{a4}cker backt f\u{c3}\u{bc}r M\u{c3}\u{a4}x", Repair::new()),
        "Der Bäcker backt für Mäx"
    );
    assert_eq!(
        mended("晚饭以后，我们沿着河边\u{e6}\u{85}\u{a2}\u{e6}\u{85}\u{a2}走回家", Repair::new()),
        "晚饭以后，我们沿着河边慢慢走回家"
    );
    assert_eq!(mended("It\u{92}s late, she said \u{96} too late.", Repair::new()), "It’s late, she said – too late.");
}

#[test]
fn what_is_lost_is_counted_and_left() {
    let lost = "the word is lo\u{fffd}\u{fffd}st\n锟斤拷锟斤拷烫\n名字是????吗\n";
    let doc = Pipeline::builder().pass(Repair::new()).build().unwrap().run(lost).unwrap();
    assert_eq!(doc.text(), lost);
    let found: Vec<_> = doc
        .findings()
        .filter(|finding| finding.pass() == "repair/lost")
        .map(|finding| &lost[finding.source()])
        .collect();
    assert_eq!(found, ["\u{fffd}\u{fffd}", "锟斤拷锟斤拷", "????"]);
}

/// The kinds of odd but clean text that repair must leave, each with a line of it among the traps.
const TRAPS: [(&str, &str); 16] = [
    ("capitals and signs", "LE CAFÉ® DE LA GARE"),
    ("units", "An area of 12 Å²"),
    ("tables of encodings", "0xE9 é 0xEA ê"),
    ("regexes", "[À-ÖØ-öø-ÿ]+"),
    ("addresses", "https://example.org/caf%C3%A9"),
    ("code", "let s = \"\\xe4\\xb8\\xad\";"),
    ("chess", "White: ♔g1"),
    ("music", "𝄞"),
    ("phonetics", "[ˈʃpʁaːxə]"),
    ("transliteration", "saṃskṛta"),
    ("Vietnamese", "Bà nội trồng một cây ổi"),
    ("polytonic Greek", "ὦ ἄνδρες Ἀθηναῖοι"),
    ("skin tones", "👍🏽"),
    ("mathematical letters", "𝐀𝐁𝐂 𝒜ℬ𝒞"),
    ("quotation marks", "« À L’ÉTOILE »"),
    ("half-width kana", "ｶﾀｶﾅ"),
];

/// `tests/cases.rs` holds that the traps stay as they are.
#[test]
fn the_traps_are_of_every_kind() {
    let traps = include_str!("cases/repair/negative/traps.in");
    assert!(traps.lines().count() >= 300);
    for (kind, line) in TRAPS {
        assert!(traps.contains(line), "{kind}");
    }
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

#[test]
fn a_paragraph_of_any_length_is_mended_whole() {
    let sentence = "Der BÃ¤cker schlieÃŸt frÃ¼h, weil er mÃ¼de ist. ";
    for times in [1, 20, 60, 85, 200] {
        let page = sentence.repeat(times);
        assert_eq!(mended(&page, Repair::new()), "Der Bäcker schließt früh, weil er müde ist. ".repeat(times));
    }
}

#[test]
fn damage_beyond_what_is_searched_is_left_with_a_finding() {
    let line = |number: usize| misread(&format!("晚饭以后，我们沿着河边慢慢走回家，第{number}次。\n"));
    let page: String = (0..4_000).map(line).collect();
    let pipeline = Pipeline::builder().pass(Repair::new()).build().unwrap();
    let doc = pipeline.run(&page).unwrap();
    let left = doc.findings().find(|finding| finding.rule() == "not-searched").unwrap().source();
    assert!((256 * 1024..300 * 1024).contains(&left.start) && left.end == page.len(), "{left:?} of {}", page.len());
    assert!(doc.text().starts_with("晚饭以后，") && doc.text().ends_with(&page[left.start..]));
    assert!(doc.edits().all(|edit| edit.source().end <= left.start));
}

#[test]
fn what_stands_in_a_document_many_times_is_searched_once() {
    let line = "Der BÃ¤cker schlieÃŸt frÃ¼h, weil er mÃ¼de ist.\n";
    let page = line.repeat(2 * 256 * 1024 / line.len());
    assert!(mended(&page, Repair::new()).lines().all(|line| line == "Der Bäcker schließt früh, weil er müde ist."));
}
