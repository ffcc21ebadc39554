//! How fast the default pipeline and its stages are: MB/s, and the ratio to memcpy in the same run.
//!
//!     cargo bench --bench throughput                  the crate's own corpora, 4 MiB each
//!     cargo bench --bench throughput -- FOLDER        every file of a folder
//!
//! All subjects are run in turn, round by round, so that a machine whose speed drifts slows them alike; the median
//! round is quoted. Ratios hold between machines better than rates do.

mod corpora;

use std::hint::black_box;
use std::time::Instant;

use textmend::{Boilerplate, Document, DuplicateHalves, Normalize, Paragraphs, Pipeline};

const CORPUS_LEN: usize = 4 << 20;
const SMALL_DOCUMENT: usize = 1 << 10;
const ROUNDS: usize = 9;

/// What is done to a document.
type Run<'s> = Box<dyn FnMut(&[u8]) + 's>;

struct Subject<'s> {
    name: &'static str,
    run: Run<'s>,
    seconds: Vec<f64>,
}

impl<'s> Subject<'s> {
    fn new(name: &'static str, run: impl FnMut(&[u8]) + 's) -> Self {
        Self { name, run: Box::new(run), seconds: Vec::new() }
    }

    fn median(&mut self) -> f64 {
        self.seconds.sort_by(f64::total_cmp);
        self.seconds[self.seconds.len() / 2]
    }
}

fn main() {
    println!("{:<14} {:<28} {:>10} {:>10}", "corpus", "subject", "MB/s", "x memcpy");
    for corpus in &corpora::chosen(CORPUS_LEN) {
        whole(corpus);
        small_documents(corpus);
    }
}

fn whole(corpus: &corpora::Corpus) {
    let stages = [
        ("default pipeline", Pipeline::default()),
        ("decode", Pipeline::builder().build().unwrap()),
        ("normalize", Pipeline::builder().pass(Normalize::new()).build().unwrap()),
        ("duplicates", Pipeline::builder().pass(DuplicateHalves::new()).build().unwrap()),
        ("boilerplate", Pipeline::builder().pass(Boilerplate::new()).build().unwrap()),
        ("paragraphs", Pipeline::builder().pass(Paragraphs::new()).build().unwrap()),
    ];
    let mut copy = Vec::with_capacity(corpus.bytes.len());
    let mut subjects = vec![Subject::new("memcpy", move |bytes| {
        copy.clear();
        copy.extend_from_slice(black_box(bytes));
        black_box(&copy);
    })];
    for (name, pipeline) in &stages {
        let mut doc = Document::default();
        subjects.push(Subject::new(name, move |bytes| pipeline.run_into(bytes, &mut doc).unwrap()));
    }
    let default = &stages[0].1;
    subjects.push(Subject::new("default, text only", |bytes| {
        black_box(default.clean(bytes).unwrap());
    }));
    race(&mut subjects, |subject| (subject.run)(&corpus.bytes));
    print_table(corpus, &mut subjects, corpus.bytes.len());
}

fn small_documents(corpus: &corpora::Corpus) {
    let documents = corpora::documents(&corpus.bytes, SMALL_DOCUMENT);
    if documents.is_empty() {
        return;
    }
    let (pipeline, mut doc, mut copy) = (Pipeline::default(), Document::default(), Vec::new());
    let mut subjects = vec![
        Subject::new("1 KiB documents: memcpy", move |bytes| {
            copy.clear();
            copy.extend_from_slice(black_box(bytes));
            black_box(&copy);
        }),
        Subject::new("1 KiB documents: reused", |bytes| pipeline.run_into(bytes, &mut doc).unwrap()),
    ];
    race(&mut subjects, |subject| documents.iter().for_each(|document| (subject.run)(document)));
    for subject in &mut subjects {
        let nanoseconds = subject.median() * 1e9 / documents.len() as f64;
        println!("{:<14} {:<28} {:>7.0} ns a document", corpus.name, subject.name, nanoseconds);
    }
}

/// Runs the subjects in turn. The first round warms caches and buffers and does not count.
fn race(subjects: &mut [Subject<'_>], mut run: impl FnMut(&mut Subject<'_>)) {
    for round in 0..=ROUNDS {
        for subject in subjects.iter_mut() {
            let start = Instant::now();
            run(subject);
            if round > 0 {
                subject.seconds.push(start.elapsed().as_secs_f64());
            }
        }
    }
}

fn print_table(corpus: &corpora::Corpus, subjects: &mut [Subject<'_>], bytes: usize) {
    let memcpy = subjects[0].median();
    for subject in subjects {
        let seconds = subject.median();
        let (rate, ratio) = (bytes as f64 / seconds / 1e6, memcpy / seconds);
        println!("{:<14} {:<28} {rate:>10.0} {ratio:>10.3}", corpus.name, subject.name);
    }
}
