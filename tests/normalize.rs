//! Properties of the normalize stage, whatever the text and the options.

use proptest::prelude::*;
use textmend::{Document, Form, Normalize, Pipeline, Quotes, Width};
use unicode_normalization::UnicodeNormalization;

const FORMS: [Form; 5] = [Form::Nfc, Form::Nfd, Form::Nfkc, Form::Nfkd, Form::Keep];
const WIDTHS: [Width; 3] = [Width::Keep, Width::Fold, Width::Restore];
const QUOTES: [Quotes; 2] = [Quotes::Keep, Quotes::Straighten];

/// Pieces that some rule looks for, and what could bring one about where another rule has acted.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "&amp;", "&lt;", "&", "am", "p", "l", "t", ";", "#", "x", "38", "&#38;", "&#59;", "&#108;", "&#x26;", "&nbsp;",
    "&shy;", "&#8203;", "&copy", "&copy ", "=", "&hellip", "&#xFF06;", "&#xFF1B;", "＆", "；", "ａ", "ｍ", "\u{37e}",
    "\u{212a}", "&Kcy;", "&#55357;", "&#56832;", "&#0;", "&#27;", "[0m", "\u{1b}", "\u{1b}[1m", "\u{1b}$B", "\u{0}",
    "\u{1f}", "\u{7f}", "\u{80}", "\u{99}", "\u{85}", "\r", "\n", "\r\n", "\u{b}", "\u{c}", "\u{2028}", "\u{2029}",
    " ", "  ", "\t", "\u{a0}", "\u{2009}", "\u{2000}", "\u{3000}", "\u{ad}", "\u{200b}", "\u{200c}", "\u{200d}",
    "\u{200e}", "\u{202e}", "\u{2066}", "\u{2060}", "\u{feff}", "\u{fe0f}", "\u{e0100}", "\u{e0067}", "\u{e0062}",
    "\u{e007f}", "\u{1f3f4}", "👩", "☺", "™", "ا", "ب", "क", "\u{94d}", "ก", "中", "国", "(", ")", ",", "?", "!", "。",
    "（", "）", "“", "”", "’", "\"", "'", "`", "<", "e", "é", "E", "\u{301}", "\u{338}", "\u{327}", "\u{345}",
    "\u{e38}", "ｶ", "ﾞ", "か", "\u{3099}", "\u{1100}", "\u{1161}", "\u{11a8}", "가", "Å", "ﬁ", "½", "№", "¨", "´", "Ã",
    "Ê", "á", "»", "\u{fb1d}", "\u{958}", "\u{f900}", "\u{9be}", "\u{9c7}", "ﷺ", "a",
];

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => prop::collection::vec(prop::sample::select(PIECES), 0..24).prop_map(|pieces| pieces.concat()),
        1 => any::<String>(),
    ]
}

fn options() -> impl Strategy<Value = Normalize> {
    let of = |values: &'static [_]| prop::sample::select(values);
    let switch = || prop::bool::weighted(0.8);
    let choices = (of(&FORMS), prop::sample::select(&WIDTHS[..]), prop::sample::select(&QUOTES[..]));
    (choices, switch(), switch(), switch(), switch(), switch()).prop_map(|((form, width, quotes), a, b, c, d, e)| {
        let stage = Normalize::new().form(form).width(width).quotes(quotes);
        stage.entities(a).controls(b).invisibles(c).line_ends(d).spaces(e)
    })
}

fn run(stage: Normalize, text: &str) -> Document {
    let pipeline = Pipeline::builder().pass(stage).build().expect("the default limits are valid");
    pipeline.run(text).expect("these passes stay below the default growth")
}

fn nothing_but(form: Form) -> Normalize {
    Normalize::new().form(form).entities(false).controls(false).invisibles(false).line_ends(false).spaces(false)
}

fn edits(doc: &Document) -> Vec<String> {
    doc.edits()
        .map(|edit| format!("{} {} {:?} {:?}", edit.pass(), edit.rule(), edit.source(), edit.inserted()))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4096, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn normalizing_twice_changes_nothing_more(text in text(), stage in options()) {
        let once = run(stage.clone(), &text).into_text();
        let twice = run(stage, &once);
        prop_assert_eq!(edits(&twice), Vec::<String>::new(), "{:?} became {:?}", text, once);
    }

    #[test]
    fn the_form_is_the_one_of_uax_15(text in text()) {
        let expected: [(Form, String); 4] = [
            (Form::Nfc, text.nfc().collect()),
            (Form::Nfd, text.nfd().collect()),
            (Form::Nfkc, text.nfkc().collect()),
            (Form::Nfkd, text.nfkd().collect()),
        ];
        for (form, expected) in expected {
            prop_assert_eq!(run(nothing_but(form), &text).into_text(), expected, "{:?} of {:?}", form, text);
        }
    }

    #[test]
    fn the_output_is_in_the_form_asked_for(text in text()) {
        let doc = run(Normalize::new(), &text);
        prop_assert!(unicode_normalization::is_nfc(doc.text()));
        let doc = run(Normalize::new().form(Form::Nfkd), &text);
        prop_assert!(unicode_normalization::is_nfkd(doc.text()));
    }

    #[test]
    fn lines_end_in_one_way_and_blank_lines_stand_alone(text in text()) {
        let doc = run(Normalize::new(), &text);
        prop_assert!(!doc.text().contains(['\r', '\u{b}', '\u{c}', '\u{2028}', '\u{2029}']), "{:?}", doc.text());
        prop_assert!(!doc.text().contains("\n\n\n"), "{:?}", doc.text());
        prop_assert!(doc.text().split('\n').all(|line| !line.ends_with([' ', '\t', '\u{3000}'])), "{:?}", doc.text());
    }
}
