//! What the pipeline promises whatever the passes do.

use std::borrow::Cow;
use std::sync::Arc;

use textmend::{
    Boilerplate, Decode, Document, DuplicateHalves, Edits, Error, Input, Normalize, ParagraphKind, Pass, Pipeline,
    PipelineBuilder, pass_fn,
};

fn one(run: impl Fn(&str, &mut Edits) + Send + Sync + 'static) -> Pipeline {
    Pipeline::builder().pass(pass_fn("test", run)).build().unwrap()
}

/// A pass that puts `to` in the place of `from`.
fn swap(from: &'static str, to: &'static str) -> impl Pass {
    pass_fn("swap", move |text: &str, edits: &mut Edits| {
        for (at, found) in text.match_indices(from) {
            edits.replace(at..at + found.len(), to, "swap");
        }
    })
}

#[test]
fn public_types_can_cross_threads() {
    fn check<T: Send + Sync + 'static>() {}
    check::<Pipeline>();
    check::<Document>();
    check::<textmend::Report>();
    check::<textmend::SourceMap>();
    check::<Error>();
    check::<textmend::Decoding>();
    check::<PipelineBuilder>();
    check::<Edits>();
    check::<Input<'static>>();
    check::<textmend::Paragraph<'static>>();
    check::<textmend::Edit<'static>>();
    check::<textmend::Finding<'static>>();
    check::<textmend::Sentences<'static>>();
}

#[test]
fn clean_text_is_borrowed_and_an_owned_input_is_moved() {
    let pipeline = Pipeline::default();
    let input = String::from("Clean text.\n\n干净的文字。\n");
    assert!(matches!(pipeline.clean(input.as_bytes()).unwrap(), Cow::Borrowed(text) if text == input));
    let (expected, address) = (input.clone(), input.as_ptr());
    let doc = pipeline.run(input.into_bytes()).unwrap();
    assert_eq!((doc.text(), doc.text().as_ptr()), (expected.as_str(), address));
}

#[test]
fn each_pass_sees_what_the_one_before_left() {
    let pipeline = Pipeline::builder().pass(swap("a", "bb")).pass(swap("bb", "c")).build().unwrap();
    let doc = pipeline.run("xax").unwrap();
    assert_eq!(doc.text(), "xcx");
    let edits: Vec<_> = doc.edits().map(|edit| (edit.source(), edit.range(), edit.inserted().to_owned())).collect();
    assert_eq!(edits, [(1..2, 1..2, "bb".to_owned()), (1..2, 1..2, "c".to_owned())]);
}

#[test]
fn a_pass_that_only_reports_leaves_the_text_and_its_ranges() {
    let delete_b = || pass_fn("no-b", |text: &str, edits: &mut Edits| edits.delete(text.find('b').unwrap()..2, "b"));
    let delete_a = pass_fn("no-a", |_: &str, edits: &mut Edits| edits.delete(0..1, "a"));
    let pipeline = Pipeline::builder().report_only(delete_b()).pass(delete_a).build().unwrap();
    let doc = pipeline.run("abc").unwrap();
    assert_eq!((doc.text(), doc.findings().next().map(|finding| finding.source())), ("bc", Some(1..2)));
    let doc = Pipeline::builder().report_only(delete_b()).build().unwrap().run("abc").unwrap();
    assert_eq!((doc.text(), doc.edits().count()), ("abc", 0));
    let finding = doc.findings().next().unwrap();
    assert_eq!((finding.pass(), finding.rule(), finding.source(), finding.detail()), ("no-b", "b", 1..2, ""));
}

#[test]
fn passes_can_be_chosen_at_run_time_and_shared() {
    let shared: Arc<dyn Pass> = Arc::new(swap("a", "b"));
    let chosen: Vec<Box<dyn Pass>> = vec![Box::new(Arc::clone(&shared)), Box::new(swap("b", "c"))];
    let pipeline = Pipeline::builder().pass(chosen).pass(shared).build().unwrap();
    assert_eq!(pipeline.run("aba").unwrap().text(), "ccc");
}

#[test]
fn a_builder_without_passes_says_so() {
    let error = Pipeline::builder().without("repair").build().unwrap_err();
    assert_eq!(error.to_string(), "no pass or stage is named `repair`; the builder has no passes");
}

/// What is proved to be the article is proved of the text with its copies gone.
#[test]
fn an_article_whose_copies_stay_is_no_reason_to_drop_a_line_of_them() {
    let article: String = (1..=12)
        .map(|day| {
            format!(
                "“Number {day}?” she asked.\nOn day {day} the keeper counted {} boats and wrote it down.\n",
                day * 7
            )
        })
        .collect();
    let page = format!("{article}\n{article}");
    let kept = [
        PipelineBuilder::default().without_rule("duplicates", "copy"),
        Pipeline::builder().report_only(DuplicateHalves::new()).pass(Boilerplate::new()),
    ];
    for builder in kept {
        let doc = builder.build().unwrap().run(&page).unwrap();
        assert_eq!(doc.copies().len(), 2);
        assert_eq!(doc.edits().filter(|edit| edit.pass() == "boilerplate").count(), 0, "{doc:?}");
    }
}

#[test]
fn paragraphs_stay_apart_where_an_edit_joins_them() {
    let split = pass_fn("split", |text: &str, edits: &mut Edits| {
        edits.paragraph(0..4, ParagraphKind::Prose);
        edits.paragraph(6..text.len(), ParagraphKind::Prose);
    });
    let join = pass_fn("join", |_: &str, edits: &mut Edits| edits.replace(3..7, "X", "join"));
    let doc = Pipeline::builder().pass(split).pass(join).build().unwrap().run("abc.\n\ndef.").unwrap();
    let ranges: Vec<_> = doc.paragraphs().map(|paragraph| paragraph.range()).collect();
    assert_eq!((doc.text(), ranges), ("abcXef.", vec![0..4, 4..7]));
}

#[test]
fn findings_and_copies_are_ranges_of_the_input() {
    let shift = pass_fn("shift", |_: &str, edits: &mut Edits| edits.replace(0..0, "inserted ", "shift"));
    let mark = pass_fn("mark", |text: &str, edits: &mut Edits| {
        let at = text.find("here").unwrap();
        edits.finding(at..at + 4, "why", "seen");
        edits.copy(at..at + 4);
        edits.delete(0..3, "gone");
    });
    let doc = Pipeline::builder().pass(shift).pass(mark).build().unwrap().run("it is here.").unwrap();
    assert_eq!(doc.text(), "erted it is here.");
    let finding = doc.findings().next().unwrap();
    assert_eq!((finding.source(), finding.detail(), finding.rule()), (6..10, "why", "seen"));
    assert_eq!(doc.copies(), std::slice::from_ref(&(6..10)));
}

#[test]
fn text_taken_from_elsewhere_has_two_places_in_the_input() {
    let merge = |text: &str, edits: &mut Edits| {
        let whole = text.rfind("whole").unwrap();
        edits.replace_from(0..5, "whole", whole..whole + 5, "merge");
    };
    let pipeline = Pipeline::builder()
        .pass(pass_fn("prefix", |_: &str, edits: &mut Edits| edits.delete(0..2, "prefix")))
        .pass(pass_fn("merge", merge))
        .build()
        .unwrap();
    let doc = pipeline.run("> d?m?g and whole").unwrap();
    assert_eq!(doc.text(), "whole and whole");
    assert_eq!(doc.source(0..5), 2..7);
    assert_eq!(doc.sources(0..5), [2..7, 12..17]);
    assert_eq!(doc.sources(6..9).len(), 1);
}

#[test]
fn later_edits_move_paragraphs_along() {
    let split = pass_fn("split", |text: &str, edits: &mut Edits| {
        edits.paragraph(0..3, ParagraphKind::Heading);
        edits.paragraph(4..text.len(), ParagraphKind::Prose);
        edits.replace(3..4, "\n\n", "gap");
    });
    let later = pass_fn("later", |text: &str, edits: &mut Edits| edits.replace(5..text.len(), "longer", "later"));
    let doc = Pipeline::builder().pass(split).pass(later).build().unwrap().run("one two").unwrap();
    let paragraphs: Vec<_> = doc.paragraphs().map(|p| (p.kind(), p.text(), p.source())).collect();
    assert_eq!(paragraphs, [(ParagraphKind::Heading, "one", 0..3), (ParagraphKind::Prose, "longer", 4..7)]);
}

#[test]
fn an_edit_that_changes_nothing_is_dropped() {
    let doc = one(|_, edits| {
        edits.replace(0..1, "a", "idle");
        edits.replace(1..2, "B", "real");
        edits.replace_from(2..3, "c", 0..1, "idle");
    });
    let doc = doc.run("abcd").unwrap();
    assert_eq!(doc.text(), "aBcd");
    assert_eq!(doc.edits().map(|edit| edit.rule()).collect::<Vec<_>>(), ["real"]);
    assert_eq!(doc.sources(2..3), std::slice::from_ref(&(2..3)));
}

#[test]
fn deletions_that_touch_become_one_edit() {
    let doc = one(|_, edits| {
        edits.delete(1..2, "x");
        edits.delete(2..3, "x");
        edits.delete(3..4, "y");
        edits.replace(4..5, "E", "x");
        edits.delete(5..6, "x");
    });
    let doc = doc.run("abcdefg").unwrap();
    assert_eq!(doc.text(), "aEg");
    assert_eq!(doc.edits().map(|edit| edit.source()).collect::<Vec<_>>(), [1..3, 3..4, 4..5, 5..6]);
}

#[test]
#[should_panic(expected = "pass `test`, `back`: 0..1 starts before 2")]
fn edits_out_of_order_are_a_mistake_of_the_pass() {
    let _ = one(|_, edits| {
        edits.delete(1..2, "x");
        edits.delete(0..1, "back");
    })
    .run("abc");
}

#[test]
#[should_panic(expected = "pass `test`, `half`: 1..3 is not on character boundaries")]
fn an_edit_that_cuts_a_character_is_a_mistake_of_the_pass() {
    let _ = one(|_, edits| edits.delete(1..3, "half")).run("中文");
}

#[test]
#[should_panic(expected = "pass `test`, `paragraph`: 0..4 starts before 5")]
fn paragraphs_out_of_order_are_a_mistake_of_the_pass() {
    let _ = one(|_, edits| {
        edits.paragraph(3..5, ParagraphKind::Prose);
        edits.paragraph(0..4, ParagraphKind::Prose);
    })
    .run("abcdef");
}

#[test]
#[should_panic(expected = "pass `test`, `paragraph`: 0..1 is not on character boundaries")]
fn a_paragraph_that_cuts_a_character_is_a_mistake_of_the_pass() {
    let _ = one(|_, edits| edits.paragraph(0..1, ParagraphKind::Prose)).run("中");
}

#[test]
fn the_default_pipeline_can_be_changed_by_the_names_of_its_passes() {
    let page = "A&amp;B\tÃ©tÃ© &nbsp; x";
    let mend = |builder: PipelineBuilder| builder.build().unwrap().run(page).unwrap().into_text();
    assert_eq!(mend(PipelineBuilder::default()), Pipeline::default().run(page).unwrap().text());
    assert_eq!(mend(PipelineBuilder::default().without("repair").without("normalize")), page);
    assert!(mend(PipelineBuilder::default().without("repair/mojibake")).contains("Ã©tÃ©"));
    let nothing = Normalize::new().entities(false).spaces(false);
    assert!(mend(PipelineBuilder::default().replace("normalize", nothing)).contains("A&amp;B\t"));
    let unknown = PipelineBuilder::default().without("repairs").build().unwrap_err();
    assert!(unknown.to_string().contains("`repairs`; the builder has repair/references, "), "{unknown}");
}

#[test]
fn a_rule_that_is_off_makes_no_edit() {
    let delete = |text: &str, edits: &mut Edits| {
        for (at, c) in text.char_indices().filter(|(_, c)| "ab".contains(*c)) {
            edits.delete(at..at + 1, if c == 'a' { "a" } else { "b" });
        }
        edits.finding(0..1, "", "a");
    };
    let pipeline = Pipeline::builder().pass(pass_fn("test", delete)).without_rule("test", "a").build().unwrap();
    let doc = pipeline.run("abcab").unwrap();
    assert_eq!((doc.text(), doc.edits().count(), doc.findings().len()), ("aca", 2, 1));
    assert!(Pipeline::builder().without_rule("test", "a").build().is_err());
}

#[test]
fn a_panic_of_a_pass_can_be_caught() {
    let pipeline = one(|text, _| assert_ne!(text, "bad"));
    assert!(std::panic::catch_unwind(|| pipeline.run("bad").map(|_| ())).is_err());
    assert_eq!(pipeline.run("good").unwrap().text(), "good");
}

#[test]
fn a_document_shows_its_edits_and_not_its_buffers() {
    let doc = Pipeline::default().run("R&amp;D").unwrap();
    let edit = r#"Edit { pass: "normalize/entity", rule: "named", source: 1..6, range: 1..2, inserted: "&" }"#;
    assert_eq!(format!("{:?}", doc.edits().next().unwrap()), edit);
    assert!(format!("{doc:?}").contains(edit));
}

#[test]
fn limits_name_the_pass_the_place_and_the_value() {
    let doubling = pass_fn("double", |text: &str, edits: &mut Edits| edits.replace(2000..2000, text, "double"));
    let pipeline = Pipeline::builder().max_growth(1.5).pass(doubling).build().unwrap();
    let error = pipeline.run("a".repeat(4000)).unwrap_err();
    let expected = matches!(error, Error::OutputTooLarge { pass: "double", offset: 2000, len: 8000, limit: 6000, .. });
    assert!(expected, "{error:?}");
    let gbk = b"\xd6\xd0\xce\xc4".repeat(500);
    let refused = Pipeline::builder().max_growth(1.0).build().unwrap().run(Input::from(&gbk).label("gbk")).unwrap_err();
    let expected =
        matches!(refused, Error::OutputTooLarge { pass: "decode", offset: 1332, len: 3000, limit: 2000, .. });
    assert!(expected, "{refused:?}");
    let refused = Pipeline::builder().max_input(0).build().unwrap_err();
    assert!(matches!(refused, Error::InvalidLimit { name: "max_input", .. }));
    assert!(Pipeline::builder().max_input(1 << 32).build().is_err());
    assert!(Pipeline::builder().max_growth(f64::NAN).build().is_err());
    let unknown = Pipeline::builder().decode(Decode::new().encoding("utf-9")).build().unwrap_err();
    assert!(matches!(&unknown, Error::UnknownLabel { label, .. } if label == "utf-9"), "{unknown:?}");
}

#[test]
fn a_document_that_failed_is_empty_and_can_be_used_again() {
    let pipeline = Pipeline::builder().max_input(4).build().unwrap();
    let mut doc = Document::default();
    pipeline.run_into(b"four", &mut doc).unwrap();
    assert!(pipeline.run_into(b"five5", &mut doc).is_err());
    assert_eq!((doc.text(), doc.edits().count(), doc.findings().len()), ("", 0, 0));
    pipeline.run_into(Input::text("ok"), &mut doc).unwrap();
    assert_eq!((doc.text(), doc.source(0..2)), ("ok", 0..2));
}
