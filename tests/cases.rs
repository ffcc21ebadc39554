//! Runs every case under `tests/cases/STAGE/KIND/NAME.in` and compares it with `NAME.out`.
//!
//! Kinds: `in-the-wild`, `synthetic`; `negative`, whose text must come back as it was; `known-failures`, whose `.out` is
//! what we should give and do not yet: one that passes fails the run, so that the list can only shrink honestly.
//! `BLESS=1 cargo test --test cases` writes the `.out` files anew; read the diff before you commit it.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use textmend::{Boilerplate, Document, DuplicateHalves, Normalize, Paragraphs, Pipeline, Repair};

fn pipeline(stage: &str) -> Pipeline {
    let builder = Pipeline::builder();
    match stage {
        "decode" => builder.build(),
        "repair" | "gloss" | "residue" | "shift" => builder.pass(Repair::new()).build(),
        "normalize" => builder.pass(Normalize::new()).build(),
        "duplicates" => builder.pass(DuplicateHalves::new()).build(),
        "boilerplate" => builder.pass(Boilerplate::new()).build(),
        "paragraphs" => builder.pass(Normalize::new()).pass(Paragraphs::new()).build(),
        "pipeline" => Ok(Pipeline::default()),
        unknown => panic!("no stage is called `{unknown}`"),
    }
    .unwrap()
}

/// All that a document says, as text. Sections with nothing in them are left out.
fn render(doc: &Document, input: &[u8]) -> String {
    let mut out = String::from(doc.text());
    let before = |source: std::ops::Range<usize>| String::from_utf8_lossy(&input[source]).into_owned();
    let mut section = |title: &str, lines: Vec<String>| {
        if !lines.is_empty() {
            write!(out, "\n=== {title}\n{}", lines.join("\n")).unwrap();
        }
    };
    let decoding = doc.decoding();
    if decoding.label() != "UTF-8" {
        section("encoding", vec![format!("{} {:?}", decoding.label(), decoding.evidence())]);
    }
    section(
        "paragraphs",
        doc.paragraphs().map(|p| format!("{:?} {:?} {:?}", p.kind(), p.source(), p.text())).collect(),
    );
    section("copies", doc.copies().iter().map(|copy| format!("{copy:?}")).collect());
    let edit = |e: textmend::Edit<'_>| {
        format!("{} {} {:?} {:?} → {:?}", e.pass(), e.rule(), e.source(), before(e.source()), e.inserted())
    };
    section("edits", doc.edits().map(edit).collect());
    let finding = |f: textmend::Finding<'_>| {
        format!("{} {} {:?} {:?} {}", f.pass(), f.rule(), f.source(), before(f.source()), f.detail())
            .trim_end()
            .to_owned()
    };
    section("findings", doc.findings().map(finding).collect());
    out
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

#[test]
fn every_case_gives_what_its_file_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let rules = listed(&fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules.md")).unwrap());
    let (mut cases, mut failures) = (0, Vec::new());
    for stage in files(&root) {
        let pipeline = pipeline(stage.file_name().unwrap().to_str().unwrap());
        for kind in files(&stage) {
            for case in files(&kind).iter().filter(|path| path.extension().is_some_and(|end| end == "in")) {
                cases += 1;
                failures.extend(check(&pipeline, kind.file_name().unwrap().to_str().unwrap(), case, &rules));
            }
        }
    }
    assert!(cases > 0, "no case under {}", root.display());
    assert!(failures.is_empty(), "{} of {cases} cases fail:\n\n{}", failures.len(), failures.join("\n\n"));
}

/// The passes and rules of the list, a row of its tables each: `| pass | rules | … |`, or `| rules | … |` under the heading of the
/// only pass.
fn listed(rules: &str) -> HashSet<(String, String)> {
    let quoted = |cell: &str| cell.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
    let (mut pass, mut listed) = (String::new(), HashSet::new());
    for line in rules.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            pass = heading.trim_matches('`').to_owned();
        }
        let cells: Vec<&str> = line.split('|').collect();
        let [_, first, behind @ ..] = &cells[..] else { continue };
        let row = if behind.len() > 2 { behind[0] } else { first };
        if let (3.., Some(named)) = (behind.len(), quoted(first).first()) {
            pass.clone_from(named);
        }
        listed.extend(quoted(row).into_iter().map(|rule| (pass.clone(), rule)));
    }
    listed
}

fn check(pipeline: &Pipeline, kind: &str, case: &Path, rules: &HashSet<(String, String)>) -> Option<String> {
    let input = fs::read(case).unwrap();
    let doc = pipeline.run(&input).unwrap();
    let got = render(&doc, &input);
    let expected_in = case.with_extension("out");
    let known_failure = kind == "known-failures";
    if std::env::var_os("BLESS").is_some() && !known_failure {
        fs::write(&expected_in, &got).unwrap();
    }
    let expected = fs::read_to_string(&expected_in).unwrap_or_default();
    let name = case.display();
    let findings = doc.findings().map(|finding| (finding.pass(), finding.rule()));
    let mut used = doc.edits().map(|edit| (edit.pass(), edit.rule())).chain(findings);
    if let Some((pass, rule)) = used.find(|(pass, rule)| !rules.contains(&((*pass).to_owned(), (*rule).to_owned()))) {
        return Some(format!("{name}: src/rules.md does not list `{rule}` of `{pass}`"));
    }
    if kind == "negative" && doc.text().as_bytes() != input {
        return Some(format!("{name}: clean text was changed\n{got}"));
    }
    match (got == expected, known_failure) {
        (false, false) => Some(format!("{name}\n--- expected\n{expected}\n--- got\n{got}")),
        (true, true) => Some(format!("{name}: passes now; move it out of known-failures")),
        _ => None,
    }
}
