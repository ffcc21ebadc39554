//! What the default pipeline takes from the allocator: allocations and peak bytes a document. Deterministic.
//!
//!     cargo bench --bench allocations                     the crate's own corpora, 1 MiB each
//!     cargo bench --bench allocations -- FOLDER           every file of a folder, too
//!     cargo bench --bench allocations -- --only zh        one corpus
//!     cargo bench --bench allocations -- --record FILE    writes the figures to benches/record/YYYY-MM-DD.tsv
//!     cargo bench --bench allocations -- --check          fails where a figure is above the newest record
//!
//! Fails where clean text makes a copy of itself or a small clean document allocates more than it may.

mod corpora;
mod record;

use std::process::ExitCode;

use allocation_counter::{AllocationInfo, measure};
use textmend::{Document, Pipeline};

const CORPUS_LEN: usize = 1 << 20;
const SMALL_DOCUMENT: usize = 1 << 10;

/// The corpora in which nothing is even suspicious. `alphabets` has nothing to mend either, but repair weighs its letters
/// as if they could be misread bytes, which takes memory.
const CLEAN: [&str; 3] = ["ascii", "zh", "mixed"];

/// A clean document of 1 KiB, run into a document that was used before, may allocate this often.
const MOST_ALLOCATIONS_REUSED: u64 = 2;

/// Clean text whose text alone is asked for may take this share of its size from the heap: a table of its lines takes up to
/// a third. A copy of the text would take all of it.
const MOST_HEAP_CLEAN: f64 = 0.5;

fn main() -> ExitCode {
    let options = record::Options::parse().expect("the arguments are valid");
    let mut figures = record::Figures::new("allocations");
    println!("{:<14} {:<24} {:>12} {:>14} {:>8}", "corpus", "subject", "allocations", "peak bytes", "x input");
    let corpora = corpora::all(CORPUS_LEN, options.folder.as_deref());
    for corpus in corpora.into_iter().filter(|corpus| options.wants(&corpus.name)) {
        let mut add = |subject: &str, len: usize, info: &AllocationInfo| {
            print(&corpus.name, subject, len, info);
            figures.add(&corpus.name, &format!("{subject}, allocations"), info.count_total as f64);
            figures.add(&corpus.name, &format!("{subject}, peak bytes"), info.bytes_max as f64);
        };
        measure_corpus(&corpus, &mut add);
    }
    figures.finish(&options)
}

fn measure_corpus(corpus: &corpora::Corpus, add: &mut impl FnMut(&str, usize, &AllocationInfo)) {
    let (pipeline, bytes) = (Pipeline::default(), &corpus.bytes[..]);
    drop(pipeline.clean(bytes).unwrap()); // builds the tables that are built once
    let text = measure(|| drop(pipeline.clean(bytes).unwrap()));
    add("text only", bytes.len(), &text);
    add("document, fresh", bytes.len(), &measure(|| drop(pipeline.run(bytes).unwrap())));

    let small = corpora::documents(bytes, SMALL_DOCUMENT)[7];
    add("1 KiB document, fresh", small.len(), &measure(|| drop(pipeline.run(small).unwrap())));
    let mut doc = Document::default();
    pipeline.run_into(bytes, &mut doc).unwrap();
    let reused = measure(|| pipeline.run_into(small, &mut doc).unwrap());
    add("1 KiB document, reused", small.len(), &reused);

    if CLEAN.contains(&corpus.name.as_str()) {
        assert!((text.bytes_max as f64) < MOST_HEAP_CLEAN * bytes.len() as f64, "clean text was copied");
        assert!(reused.count_total <= MOST_ALLOCATIONS_REUSED, "a small clean document allocates too often");
    }
}

fn print(corpus: &str, subject: &str, len: usize, info: &AllocationInfo) {
    let ratio = info.bytes_max as f64 / len as f64;
    println!("{corpus:<14} {subject:<24} {:>12} {:>14} {ratio:>8.2}", info.count_total, info.bytes_max);
}
