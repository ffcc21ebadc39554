//! A house style of your own as a pass: a closure, a type, and a pass that only reports.

use std::error::Error;

use textmend::{Edits, Normalize, Pass, Pipeline, Text, pass_fn};

/// Writes the units of measurement out that a list of pairs knows.
struct Units(&'static [(&'static str, &'static str)]);

impl Pass for Units {
    fn name(&self) -> &'static str {
        "units"
    }

    fn run(&self, text: &Text<'_>, edits: &mut Edits) {
        for word in text.split_inclusive(' ') {
            let at = word.as_ptr() as usize - text.as_ptr() as usize;
            let unit = word.trim_end_matches([' ', '.', ',']);
            if let Some((_, long)) = self.0.iter().find(|(short, _)| *short == unit) {
                edits.replace(at..at + unit.len(), long, "unit");
            }
        }
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let ellipsis = pass_fn("house-style", |text, edits| {
        for (at, dots) in text.match_indices("...") {
            edits.replace(at..at + dots.len(), "…", "ellipsis");
        }
    });
    let shouting = pass_fn("shouting", |text, edits| {
        for (at, marks) in text.match_indices("!!") {
            edits.replace(at..at + marks.len(), "!", "too-loud");
        }
    });

    let pipeline = Pipeline::builder()
        .pass(Normalize::new()) // first make the text regular,
        .pass(Units(&[("km", "kilometres"), ("kg", "kilograms")])) // then apply the house style,
        .pass(ellipsis)
        .report_only(shouting) // and only be told about this one
        .build()?;

    let page = "Eight\u{a0}km later&hellip; or nine km... they sat down!!";
    let doc = pipeline.run(page.as_bytes())?;

    println!("before: {page}\nafter:  {}\n", doc.text());
    for edit in doc.edits() {
        println!("{} {}: {:?} → {:?}", edit.pass(), edit.rule(), &page[edit.source()], edit.inserted());
    }
    for finding in doc.findings() {
        println!("only reported: {} {:?} → {:?}", finding.rule(), &page[finding.source()], finding.detail());
    }
    Ok(())
}
