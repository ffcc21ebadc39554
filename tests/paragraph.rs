//! What the paragraph stage promises on any text: nothing is lost, nothing is done twice, and it takes linear time.

use std::time::{Duration, Instant};

use proptest::prelude::*;
use textmend::ParagraphKind::{self, Code, Heading, ListItem, Prose, Quote, TableRow, Verse};
use textmend::{Document, Edits, Paragraphs, Pipeline, pass_fn};

fn split(text: &str) -> Document {
    Pipeline::builder().pass(Paragraphs::new()).build().unwrap().run(text).unwrap()
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
    let breaks = prop::sample::select(vec!["\n", "\n", "\n\n"]);
    (prop::collection::vec(paragraph, 1..8), 30..80_usize, marks, breaks).prop_map(
        |(paragraphs, margin, mark, line_break)| {
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
                lines.join(line_break)
            };
            paragraphs.into_iter().map(wrap).collect::<Vec<_>>().join(mark)
        },
    )
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

const EVERY_KIND: &str = "\
The Kinds

Running text comes first, because there is more of it than of all the
rest; it was broken where the next word would not have fitted, and in
no other place.

- an item, which is as long as a line and goes on below its own mark
  without becoming another

> what somebody else has said, and what the mail program broke before
> it was answered

| a | b |
| c | d |

    let code = true;
    assert!(code);

Lanterns in a row,
nobody beneath";

#[test]
fn every_paragraph_tells_its_kind_its_text_and_where_it_stands() {
    let doc = split(EVERY_KIND);
    let told: Vec<(ParagraphKind, &str)> =
        doc.paragraphs().map(|paragraph| (paragraph.kind(), paragraph.text())).collect();
    let prose = "Running text comes first, because there is more of it than of all the rest; \
                 it was broken where the next word would not have fitted, and in no other place.";
    assert_eq!(
        told,
        [
            (Heading, "The Kinds"),
            (Prose, prose),
            (ListItem, "- an item, which is as long as a line and goes on below its own mark without becoming another"),
            (Quote, "what somebody else has said, and what the mail program broke before it was answered"),
            (TableRow, "| a | b |"),
            (TableRow, "| c | d |"),
            (Code, "let code = true;\n    assert!(code);"),
            (Verse, "Lanterns in a row,\nnobody beneath"),
        ]
    );
    for paragraph in doc.paragraphs() {
        assert_eq!(&doc.text()[paragraph.range()], paragraph.text());
        let words = |text: &str| text.replace('>', " ").split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(words(&EVERY_KIND[paragraph.source()]), words(paragraph.text()));
    }
}

#[test]
fn every_join_is_an_edit_that_says_why() {
    let doc = split(EVERY_KIND);
    let edits: Vec<_> = doc.edits().map(|edit| (edit.rule(), &EVERY_KIND[edit.source()])).collect();
    let expected = ["\n", "\n", "\n  ", "\n> "].map(|gone| ("line-wrap", gone));
    assert_eq!(edits, expected);
}

#[test]
fn options_change_what_is_joined_and_what_is_listed() {
    let listed = |pass: Paragraphs| {
        let doc = Pipeline::builder().pass(pass).build().unwrap().run(EVERY_KIND).unwrap();
        (doc.edits().count(), texts(&doc).len(), doc.text().len())
    };
    let len = EVERY_KIND.len();
    let (joins, paragraphs, joined) = listed(Paragraphs::new());
    assert_eq!((joins, paragraphs), (4, 8));
    assert!(joined < len);
    assert_eq!(listed(Paragraphs::new().unwrap(false)), (0, 12, len), "every line of prose, item and quotation");
    assert_eq!(listed(Paragraphs::new().keep_line_breaks(false)).1, 10, "every line of code and verse");
    assert_eq!(listed(Paragraphs::new().smallest(10)), (4, 5, joined), "no title and no row of nine characters");
}

#[test]
fn blank_lines_between_lines_are_noise_and_between_paragraphs_are_not() {
    let words =
        "the ferry man keeps a list of all that was ever left behind in his boat and reads it out to whoever asks";
    let lines = |words: &mut dyn Iterator<Item = &str>| {
        let mut lines = vec![String::new()];
        for word in words {
            let line = lines.last_mut().unwrap();
            if line.len() + word.len() < 44 {
                line.push_str(if line.is_empty() { "" } else { " " });
                line.push_str(word);
            } else {
                lines.push(word.to_owned());
            }
        }
        lines
    };
    let wrapped = lines(&mut words.split(' ').cycle().take(90));
    let doubled = format!("{}.", wrapped.join("\n\n"));
    assert_eq!(texts(&split(&doubled)), [format!("{}.", wrapped.join(" "))]);

    let sentences: Vec<_> = wrapped.iter().map(|line| format!("{line}.")).collect();
    let parted = sentences.join("\n\n");
    assert_eq!(split(&parted).text(), parted, "each line is a sentence");
    let titles: Vec<_> =
        wrapped.iter().map(|line| line[..line.len() / (1 + line.len() % 3)].trim().to_owned()).collect();
    let parted = titles.join("\n\n");
    assert_eq!(split(&parted).text(), parted, "no margin forced them");
}

fn sentences(doc: &Document) -> Vec<&str> {
    doc.paragraphs().flat_map(|paragraph| paragraph.sentences()).map(|sentence| sentence.text()).collect()
}

#[test]
fn no_sentence_ends_at_a_question_mark_that_is_reported_as_damage() {
    let text = "Zürich ist sch?n. Wer fragt? Niemand?Alle kommen.";
    assert_eq!(sentences(&split("Er fragt? Sie nickt.")), ["Er fragt?", "Sie nickt."]);
    let report = pass_fn("lost", |text: &str, edits: &mut Edits| {
        let at = text.find("fragt?").unwrap() + 5;
        edits.finding(at..at + 1, "", "lost-character");
    });
    let doc = Pipeline::builder().pass(report).pass(Paragraphs::new()).build().unwrap().run(text).unwrap();
    assert_eq!(sentences(&doc), ["Zürich ist sch?n.", "Wer fragt? Niemand?Alle kommen."]);
}

#[test]
fn sentences_stay_in_their_paragraph_and_say_where_they_came_from() {
    let page = "The keeper, who had never been known to\nleave the island by day, left it at noon\nin the small boat. Nobody saw it\n\n\
                and nobody asked. It rained.";
    let doc = split(page);
    assert_eq!(
        sentences(&doc),
        [
            "The keeper, who had never been known to leave the island by day, left it at noon in the small boat.",
            "Nobody saw it",
            "and nobody asked.",
            "It rained."
        ]
    );
    for sentence in doc.paragraphs().flat_map(|paragraph| paragraph.sentences()) {
        assert_eq!(&doc.text()[sentence.range()], sentence.text());
        assert_eq!(page[sentence.source()].replace('\n', " "), sentence.text());
    }
}
