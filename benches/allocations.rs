//! What the default pipeline takes from the allocator: allocations and peak bytes a document. Deterministic.
//!
//!     cargo bench --bench allocations                  the crate's own corpora, 1 MiB each
//!     cargo bench --bench allocations -- FOLDER        every file of a folder
//!
//! Fails where clean text makes a copy of itself or a small clean document allocates more than it may.

mod corpora;

use allocation_counter::{AllocationInfo, measure};
use textmend::{Document, Pipeline};

const CORPUS_LEN: usize = 1 << 20;
const SMALL_DOCUMENT: usize = 1 << 10;

/// A clean document of 1 KiB, run into a document that was used before, may allocate this often.
const MOST_ALLOCATIONS_REUSED: u64 = 2;

/// Clean text whose text alone is asked for may take this share of its size from the heap: a table of its lines takes up to
/// a third. A copy of the text would take all of it.
const MOST_HEAP_CLEAN: f64 = 0.5;

fn main() {
    let pipeline = Pipeline::default();
    println!("{:<10} {:<34} {:>12} {:>14} {:>8}", "corpus", "subject", "allocations", "peak bytes", "x input");
    for corpus in corpora::chosen(CORPUS_LEN) {
        let (bytes, clean) = (&corpus.bytes[..], !corpus.name.starts_with("dirty"));
        drop(pipeline.clean(bytes).unwrap()); // builds the tables that are built once
        let text = print(&corpus.name, "text only", bytes.len(), measure(|| drop(pipeline.clean(bytes).unwrap())));
        print(&corpus.name, "document, fresh", bytes.len(), measure(|| drop(pipeline.run(bytes).unwrap())));

        let small = corpora::documents(bytes, SMALL_DOCUMENT)[7];
        print(&corpus.name, "1 KiB document, fresh", small.len(), measure(|| drop(pipeline.run(small).unwrap())));
        let mut doc = Document::default();
        pipeline.run_into(bytes, &mut doc).unwrap();
        let reused = measure(|| pipeline.run_into(small, &mut doc).unwrap());
        let reused = print(&corpus.name, "1 KiB document, reused", small.len(), reused);

        if clean {
            assert!((text.bytes_max as f64) < MOST_HEAP_CLEAN * bytes.len() as f64, "clean text was copied");
            assert!(reused.count_total <= MOST_ALLOCATIONS_REUSED, "a small clean document allocates too often");
        }
    }
}

fn print(corpus: &str, subject: &str, len: usize, info: AllocationInfo) -> AllocationInfo {
    let ratio = info.bytes_max as f64 / len as f64;
    println!("{corpus:<10} {subject:<34} {:>12} {:>14} {ratio:>8.2}", info.count_total, info.bytes_max);
    info
}
