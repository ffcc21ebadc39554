//! The normalizers of tokenizers 1.0, as a program that `../src/external.rs` talks to.
//!
//! A package of its own, because this crate wants unicode-normalization 0.1.25 and no later one.

use std::hint::black_box;
use std::time::Instant;
use std::{env, fs, io};

use tokenizers::normalizers::replace::ReplacePattern;
use tokenizers::normalizers::{NFKC, Replace, Strip};
use tokenizers::pipeline::Normalizer;

fn main() {
    let path = env::args().nth(1).expect("the file of documents is named");
    let file = fs::read(path).expect("the documents can be read");
    let documents = documents(&file);
    let normalizers = normalizers();
    println!("ready");
    for _ in io::stdin().lines() {
        let start = Instant::now();
        documents.iter().for_each(|text| normalize(&normalizers, text));
        println!("{}", start.elapsed().as_secs_f64());
    }
}

/// The same four as in `sequence` of `../src/peers.rs`.
fn normalizers() -> [Box<dyn Normalizer>; 4] {
    let blanks = ReplacePattern::Regex(" {2,}".to_owned());
    [
        Box::new(NFKC),
        Box::new(Strip::new(true, true)),
        Box::new(Replace::new("\u{200b}", "").expect("a string is a pattern")),
        Box::new(Replace::new(blanks, " ").expect("the pattern is valid")),
    ]
}

/// Each normalizer is given what the one before it gives back, which may be borrowed from it.
fn normalize(normalizers: &[Box<dyn Normalizer>], text: &str) {
    match normalizers.split_first() {
        Some((first, rest)) => normalize(rest, &first.normalize(text, 0).expect("these normalizers cannot fail")),
        None => {
            black_box(text);
        }
    }
}

/// Each document stands behind its length.
fn documents(mut file: &[u8]) -> Vec<&str> {
    let mut documents = Vec::new();
    while let Some((len, rest)) = file.split_first_chunk() {
        let (document, rest) = rest.split_at(u32::from_le_bytes(*len) as usize);
        documents.push(std::str::from_utf8(document).expect("documents are UTF-8"));
        file = rest;
    }
    documents
}
