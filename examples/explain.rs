//! Every edit explained: which rule made it, which bytes of the input it stood for, what was there, what is there now.
//!
//!     cargo run --release --example explain [-- FILE]

use std::error::Error;

use textmend::Pipeline;

fn main() -> Result<(), Box<dyn Error>> {
    let page = match std::env::args_os().nth(1) {
        Some(file) => std::fs::read(file)?,
        None => include_bytes!("pages/harbour.txt").to_vec(),
    };
    let doc = Pipeline::default().run(&page)?;

    for edit in doc.edits() {
        let bytes = edit.source();
        println!(
            "{:<34} bytes {:>6}..{:<6}  {}  →  {}",
            format!("{} {}", edit.pass(), edit.rule()),
            bytes.start,
            bytes.end,
            shown(&doc.quote(&page, bytes.clone())),
            shown(edit.inserted()),
        );
    }
    for finding in doc.findings() {
        let bytes = finding.source();
        let there = shown(&doc.quote(&page, bytes.clone()));
        println!("left as it is: {} {} bytes {bytes:?}  {there}  {}", finding.pass(), finding.rule(), finding.detail());
    }

    println!("\nWhere each paragraph came from:");
    for paragraph in doc.paragraphs() {
        println!("bytes {:?}  {:?}  {}", paragraph.source(), paragraph.kind(), shown(paragraph.text()));
    }
    Ok(())
}

/// A text on one line: short, with blanks and invisible characters made visible.
fn shown(text: &str) -> String {
    const LONGEST: usize = 24;
    let escaped: String = text.chars().take(LONGEST).flat_map(visible).collect();
    let rest = text.chars().count().saturating_sub(LONGEST);
    if rest == 0 { format!("“{escaped}”") } else { format!("“{escaped}…” and {rest} more") }
}

fn visible(c: char) -> Vec<char> {
    match c {
        '\n' => vec!['⏎'],
        ' ' => vec!['␣'],
        c if c.is_control() || c.is_whitespace() || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{feff}') => {
            c.escape_unicode().collect()
        }
        c => vec![c],
    }
}
