//! JSON lines in, JSON lines out: one document a line, in the order of the input.
//!
//!     cargo run --release --example jsonl -- [--passes decode,normalize,…] [FILE]
//!
//! In:  {"id": any, "text": "…"} or {"id": any, "bytes": "<base64>", "label": "<declared encoding, optional>"}
//! Out: {"id", "text", "paragraphs", "encoding", "copies", "edits", "findings"}
//!
//! A line that cannot be read gives an error with its number on standard error, and the rest goes on. Memory is bounded
//! by the longest line.

use std::error::Error;
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write};

use base64::prelude::{BASE64_STANDARD, Engine};
use serde_json::{Value, json};
use textmend::{Boilerplate, Document, DuplicateHalves, Input, Normalize, Paragraphs, Pipeline, Repair};

fn main() -> Result<(), Box<dyn Error>> {
    let (mut passes, mut file) = (None, None);
    let mut arguments = lexopt::Parser::from_env();
    while let Some(argument) = arguments.next()? {
        match argument {
            lexopt::Arg::Long("passes") => passes = Some(arguments.value()?.into_string().map_err(|_| "not UTF-8")?),
            lexopt::Arg::Value(path) => file = Some(path),
            other => return Err(other.unexpected().into()),
        }
    }
    let pipeline = passes.map_or_else(|| Ok(Pipeline::default()), |names| with_passes(&names))?;
    let mut input: Box<dyn BufRead> = match file {
        Some(path) => Box::new(BufReader::new(File::open(path)?)),
        None => Box::new(io::stdin().lock()),
    };
    let mut output = BufWriter::new(io::stdout().lock());
    let (mut line, mut number, mut doc) = (Vec::new(), 0, Document::default());
    while input.read_until(b'\n', &mut line)? > 0 {
        number += 1;
        if !line.trim_ascii().is_empty() {
            match mend(&pipeline, &line, &mut doc) {
                Ok(mended) => writeln!(output, "{mended}")?,
                Err(error) => eprintln!("line {number}: {error}"),
            }
        }
        line.clear();
    }
    Ok(output.flush()?)
}

/// The named passes, in the order in which the library runs them.
fn with_passes(names: &str) -> Result<Pipeline, Box<dyn Error>> {
    let known = ["decode", "repair", "normalize", "duplicates", "boilerplate", "paragraphs"];
    let names: Vec<&str> = names.split(',').collect();
    if let Some(unknown) = names.iter().find(|name| !known.contains(name)) {
        return Err(format!("unknown pass `{unknown}`").into());
    }
    let mut builder = Pipeline::builder();
    for name in known.into_iter().filter(|name| names.contains(name)) {
        builder = match name {
            // Markup stands for breaks of lines and paragraphs: it goes where they are asked for.
            "repair" if names.contains(&"paragraphs") => builder.pass(Repair::new()),
            "repair" => builder.pass(Repair::new()).without("repair/residue"),
            "normalize" => builder.pass(Normalize::new()),
            "duplicates" => builder.pass(DuplicateHalves::new()),
            "boilerplate" => builder.pass(Boilerplate::new()),
            "paragraphs" => builder.pass(Paragraphs::new()),
            _ => builder,
        };
    }
    Ok(builder.build()?)
}

fn mend(pipeline: &Pipeline, line: &[u8], doc: &mut Document) -> Result<Value, Box<dyn Error>> {
    let record: Value = serde_json::from_slice(line)?;
    let mut input = match (record["text"].as_str(), record["bytes"].as_str()) {
        (Some(text), _) => Input::from(text.as_bytes()),
        (None, Some(bytes)) => Input::from(BASE64_STANDARD.decode(bytes)?),
        (None, None) => return Err("neither \"text\" nor \"bytes\"".into()),
    };
    if let Some(label) = record["label"].as_str() {
        input = input.label(label);
    }
    pipeline.run_into(input, doc)?;
    Ok(json!({
        "id": record["id"],
        "text": doc.text(),
        "paragraphs": doc.paragraphs().map(|paragraph| paragraph.text()).collect::<Vec<_>>(),
        "encoding": doc.encoding(),
        "copies": doc.copies().iter().map(|copy| [copy.start, copy.end]).collect::<Vec<_>>(),
        "edits": doc.edits().count(),
        "findings": doc.findings().len(),
    }))
}
