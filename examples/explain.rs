//! Every edit explained: which rule made it, which bytes of the input it stood for, what was there, what is there now.
//!
//!     cargo run --release --example explain [-- [--all] FILE]
//!
//! Of a rule that made more than a dozen edits, the first dozen are shown, or all with `--all`.

use std::error::Error;
use std::ops::Range;

use textmend::{Document, Edit, Pipeline};

const DOZEN: usize = 12;

fn main() -> Result<(), Box<dyn Error>> {
    let (all, files): (Vec<_>, Vec<_>) = std::env::args_os().skip(1).partition(|argument| argument == "--all");
    let page = match files.first() {
        Some(file) => std::fs::read(file)?,
        None => include_bytes!("pages/harbour.txt").to_vec(),
    };
    let doc = Pipeline::default().run(&page)?;

    let dropped: Vec<_> = doc.edits().filter(drops).map(|edit| edit.source()).collect();
    for ((pass, rule), edits) in by_rule(&doc) {
        let (lost, made): (Vec<_>, Vec<_>) = edits.into_iter().partition(|edit| is_inside(edit, &dropped));
        println!("{pass} {rule}");
        let shown = if all.is_empty() { made.len().min(DOZEN) } else { made.len() };
        for edit in &made[..shown] {
            let bytes = edit.source();
            let (before, after) = around(&doc, edit);
            let (there, here) = (short(&doc.quote(&page, bytes.clone())), short(edit.inserted()));
            println!("{:>10}..{:<8} {before}⟦{there} → {here}⟧{after}", bytes.start, bytes.end);
        }
        if shown < made.len() {
            println!("{:>10} more", made.len() - shown);
        }
        if !lost.is_empty() {
            println!("{:>10} in lines that were dropped later", lost.len());
        }
    }

    println!("\nLeft as it is:{}", if doc.findings().len() == 0 { " nothing" } else { "" });
    for finding in doc.findings() {
        let there = short(&doc.quote(&page, finding.source()));
        println!("{} {} bytes {:?} {there} {}", finding.pass(), finding.rule(), finding.source(), finding.detail());
    }

    println!("\nWhere each paragraph came from:");
    for paragraph in doc.paragraphs() {
        println!("bytes {:?}  {:?}  {}", paragraph.source(), paragraph.kind(), short(paragraph.text()));
    }
    Ok(())
}

/// The edits of each rule, in the order in which the rules came to act.
fn by_rule(doc: &Document) -> Vec<((&str, &str), Vec<Edit<'_>>)> {
    let mut groups: Vec<((&str, &str), Vec<Edit<'_>>)> = Vec::new();
    for edit in doc.edits() {
        let name = (edit.pass(), edit.rule());
        match groups.iter_mut().find(|(known, _)| *known == name) {
            Some((_, edits)) => edits.push(edit),
            None => groups.push((name, vec![edit])),
        }
    }
    groups
}

/// Whether the edit drops whole lines.
fn drops(edit: &Edit<'_>) -> bool {
    matches!(edit.pass(), "duplicates" | "boilerplate") && edit.inserted().is_empty()
}

/// Whether the edit was made in lines that another dropped.
fn is_inside(edit: &Edit<'_>, dropped: &[Range<usize>]) -> bool {
    !drops(edit) && dropped.iter().any(|range| range.start <= edit.source().start && edit.source().end <= range.end)
}

/// The characters of the mended text on both sides of an edit.
fn around(doc: &Document, edit: &Edit<'_>) -> (String, String) {
    const CONTEXT: usize = 8;
    let (before, after) = (&doc.text()[..edit.range().start], &doc.text()[edit.range().end..]);
    let start = before.char_indices().rev().take(CONTEXT).last().map_or(before.len(), |(at, _)| at);
    (before[start..].chars().map(visible).collect(), after.chars().take(CONTEXT).map(visible).collect())
}

/// A text on one line: short, with blanks and invisible characters made visible.
fn short(text: &str) -> String {
    const LONGEST: usize = 24;
    let start: String = text.chars().take(LONGEST).map(visible).collect();
    let rest = text.chars().count().saturating_sub(LONGEST);
    if rest == 0 { start } else { format!("{start}… and {rest} more") }
}

fn visible(c: char) -> char {
    match c {
        '\n' => '⏎',
        '\r' => '↵',
        '\t' => '⇥',
        ' ' => '␣',
        '\u{3000}' => '□',
        c if c.is_whitespace() => '⍽',
        c if c.is_control() || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{feff}') => '¤',
        c => c,
    }
}
