//! What the paragraph stage promises on any text: nothing is lost, nothing is done twice, and it takes linear time.

use std::time::{Duration, Instant};

use proptest::prelude::*;
use textmend::{Document, Paragraphs, Pipeline};

fn split(text: &str) -> Document {
    Pipeline::builder().pass(Paragraphs::new()).build().unwrap().run_str(text).unwrap()
}

fn texts(doc: &Document) -> Vec<&str> {
    doc.paragraphs().map(|paragraph| paragraph.text()).collect()
}

/// Text as layouts make it: words of several scripts, marks, indents, markers, page numbers, blank lines.
fn layouts() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "a",
        "the",
        "wander-",
        "Ferry",
        "wharf.",
        "lamp,",
        "字",
        "船在河上",
        "。",
        "“",
        "”",
        "かな",
        "다리",
        "они",
        "12",
        "- 7 -",
        ">",
        "* ",
        "- ",
        "3. ",
        "## ",
        "```",
        "|",
        "| b |",
        "---",
        "\u{3000}\u{3000}",
        "    ",
        "\t",
        "\n",
        "\n",
        "\n",
        "\n\n",
        "\u{c}",
        "…",
        "?",
        "\u{ad}",
        "(",
        ")",
        "=",
        "第三章",
    ]);
    let joints = prop::sample::select(vec!["", " ", " "]);
    prop::collection::vec((words, joints), 0..80)
        .prop_map(|parts| parts.into_iter().flat_map(|(word, joint)| [word, joint]).collect())
}

/// Prose wrapped at a margin, with paragraphs marked in one of the ways that texts have.
fn wrapped() -> impl Strategy<Value = String> {
    let word = "[a-zäß]{1,9}[,.]?|[A-Z][a-z]{2,7}|[一-龠]{2,9}。?";
    let paragraph = prop::collection::vec(word, 3..60);
    let marks = prop::sample::select(vec!["\n\n", "\n  ", "\n\u{3000}\u{3000}", "\n", "\n\n12\n\n"]);
    (prop::collection::vec(paragraph, 1..8), 30..80_usize, marks).prop_map(|(paragraphs, margin, mark)| {
        let wrap = |words: Vec<String>| {
            let mut lines = vec![String::new()];
            for word in words {
                let line = lines.last_mut().unwrap();
                if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > margin {
                    lines.push(word);
                } else {
                    line.push_str(if line.is_empty() { "" } else { " " });
                    line.push_str(&word);
                }
            }
            lines.join("\n")
        };
        paragraphs.into_iter().map(wrap).collect::<Vec<_>>().join(mark)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn splitting_what_was_split_changes_nothing(text in prop_oneof![layouts(), wrapped()]) {
        let once = split(&text);
        let twice = split(once.text());
        prop_assert_eq!(twice.text(), once.text());
        prop_assert_eq!(texts(&twice), texts(&once));
    }

    #[test]
    fn paragraphs_come_in_order_and_hold_all_that_is_said(text in prop_oneof![layouts(), wrapped(), any::<String>()]) {
        let doc = split(&text);
        let mut end = 0;
        for paragraph in doc.paragraphs() {
            prop_assert!(paragraph.range().start >= end);
            prop_assert_eq!(paragraph.text().trim(), paragraph.text());
            prop_assert!(!paragraph.text().is_empty());
            prop_assert!(!doc.text()[end..paragraph.range().start].contains(char::is_alphabetic));
            end = paragraph.range().end;
        }
        prop_assert!(!doc.text()[end..].contains(char::is_alphabetic));
    }

    #[test]
    fn only_blanks_hyphens_marks_and_furniture_are_edited(text in prop_oneof![layouts(), wrapped()]) {
        let doc = split(&text);
        for edit in doc.edits().filter(|edit| edit.rule() != "page-furniture") {
            let removed = &text[edit.source()];
            let furniture = removed.contains(|c: char| c.is_ascii_digit());
            prop_assert!(furniture || !removed.contains(char::is_alphanumeric), "{} {removed:?}", edit.rule());
            prop_assert!(edit.inserted().trim().is_empty());
        }
    }

    #[test]
    fn sentences_are_the_paragraph_without_its_blanks(text in prop_oneof![layouts(), any::<String>()]) {
        let doc = split(&text);
        for paragraph in doc.paragraphs() {
            let sentences: String = paragraph.sentences().map(|sentence| sentence.text()).collect();
            let squeezed = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(squeezed(&sentences), squeezed(paragraph.text()));
        }
    }
}

/// Texts that make each part of the stage look far: all must cost about twice as much when they are twice as long.
#[test]
fn crafted_texts_cost_linear_time() {
    let lines = |line: &str| line.repeat((1 << 18) / line.len());
    for text in [
        lines("a\n"),
        lines("```\n"),
        lines("~~~\n\n```x\n"),
        lines("> "),
        lines("> a\n"),
        lines("- a\n  b\n"),
        lines("7\n\n"),
        lines("a)))))))"),
        lines("wander-\ning\n"),
        lines("“("),
        lines("… "),
        lines("…"),
        lines("\u{3000}"),
        lines("\n"),
        lines("Dr. "),
        lines("1.1."),
        lines("a.\"\"\"\" "),
        lines("\u{ad}\n"),
        lines("the wharf is as wide as that line\nof text, and no\n"),
    ] {
        let start = Instant::now();
        let doc = split(&text);
        let sentences: usize = doc.paragraphs().map(|paragraph| paragraph.sentences().count()).sum();
        let (took, head) = (start.elapsed(), text.chars().take(20).collect::<String>());
        println!("{head:?}… {sentences} sentences {took:?}");
        assert!(took < Duration::from_secs(2), "{head:?}… {took:?}");
    }
}
