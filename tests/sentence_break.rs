//! The rules that sentences are tailored from, against the official SentenceBreakTest of the Unicode version that
//! unicode-segmentation implements.
//!
//! The test data is that crate's (`tests/testdata/mod.rs`, made from the Unicode Character Database). It is read from
//! cargo's folder of unpacked crates and not copied; where it is not there, the test says so and is skipped.
//! `cargo test --test sentence_break -- --nocapture` shows which.

use std::fs;
use std::path::{Path, PathBuf};

use unicode_segmentation::{UNICODE_VERSION, UnicodeSegmentation};

/// The official test has as many cases at least: a reading that finds fewer has gone wrong.
const FEWEST_CASES: usize = 500;

#[test]
fn untailored_sentences_pass_the_official_test() {
    let Some(path) = test_data() else {
        println!("skipped: cargo has no unpacked copy of unicode-segmentation with its test data");
        return;
    };
    let cases = cases_of(&fs::read_to_string(path).unwrap());
    assert!(cases.len() >= FEWEST_CASES, "{} cases were read", cases.len());
    for (text, sentences) in &cases {
        assert_eq!(sentences.concat(), *text, "the case was read wrong");
        assert_eq!(text.split_sentence_bounds().collect::<Vec<_>>(), *sentences, "{text:?}");
    }
    println!("{} cases of Unicode {UNICODE_VERSION:?} pass", cases.len());
}

/// The test data of the version that is built with.
fn test_data() -> Option<PathBuf> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(Path::new(&std::env::var_os("HOME")?).join(".cargo")))?;
    let name = format!("unicode-segmentation-{}", version_in_use()?);
    let registries = fs::read_dir(home.join("registry/src")).ok()?.flatten();
    registries.map(|registry| registry.path().join(&name).join("tests/testdata/mod.rs")).find(|path| path.is_file())
}

fn version_in_use() -> Option<String> {
    let lock = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock")).ok()?;
    let (_, package) = lock.split_once("name = \"unicode-segmentation\"\nversion = \"")?;
    Some(package.split('"').next()?.to_owned())
}

/// The table `TEST_SENTENCE`: texts, each with its sentences, as Rust literals.
fn cases_of(source: &str) -> Vec<(String, Vec<String>)> {
    let (_, table) = source.split_once("TEST_SENTENCE:").expect("the table is there");
    let (_, rows) = table.split_once("= &[").expect("the table starts");
    let (rows, _) = rows.split_once("];").expect("the table ends");
    rows.split("])").filter(|row| row.contains('"')).map(case_of).collect()
}

fn case_of(row: &str) -> (String, Vec<String>) {
    let mut literals = row.split('"').skip(1).step_by(2).map(unescape);
    (literals.next().expect("a row has a text"), literals.collect())
}

/// Text that is written in escapes `\u{…}` alone.
fn unescape(literal: &str) -> String {
    let codes = literal.split("\\u{").skip(1).map(|code| code.trim_end_matches('}'));
    codes.map(|code| u32::from_str_radix(code, 16).ok().and_then(char::from_u32).expect("a code point")).collect()
}
