//! How many instructions the default pipeline and its stages take: a byte of 1 MiB, and a document of 1 KiB. The same on
//! every run of one build, whatever else the machine does.
//!
//!     cargo bench --bench instructions                     the crate's own corpora
//!     cargo bench --bench instructions -- FOLDER           every file of a folder, too
//!     cargo bench --bench instructions -- --only zh        one corpus
//!     cargo bench --bench instructions -- --record FILE    writes the figures to benches/record/YYYY-MM-DD.tsv
//!     cargo bench --bench instructions -- --check          fails where a figure is above the newest record
//!
//! The program runs itself under valgrind's callgrind, once for each corpus, stage and size, and counts one function.

mod corpora;
mod record;
mod stages;

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::sync::Mutex;
use std::{env, fs, thread};

use textmend::{Document, Pipeline};

const CORPUS_LEN: usize = 1 << 20;
const SMALL_DOCUMENT: usize = 1 << 10;

/// Enough that their mean stands for the corpus.
const SMALL_DOCUMENTS: usize = 100;

/// The first argument of the program that callgrind runs. Behind it: the corpus, the stage, the size.
const UNDER_CALLGRIND: &str = "--under-callgrind";

fn main() -> ExitCode {
    let arguments: Vec<_> = env::args().collect();
    if let [_, first, corpus, stage, size] = &arguments[..]
        && first == UNDER_CALLGRIND
    {
        run_stage(Path::new(corpus), stage, Size::of(size));
        return ExitCode::SUCCESS;
    }
    if Command::new("valgrind").arg("--version").output().is_err() {
        eprintln!("instructions are counted by valgrind, which is not here");
        return ExitCode::FAILURE;
    }
    let options = record::Options::parse().expect("the arguments are valid");
    let scratch = env::temp_dir().join(format!("textmend-instructions-{}", std::process::id()));
    fs::create_dir(&scratch).expect("there is room for the corpora");
    let figures = count_all(&options, &scratch);
    fs::remove_dir_all(&scratch).expect("the corpora can be removed");
    figures.finish(&options)
}

#[derive(Clone, Copy)]
enum Size {
    Whole,
    Small,
}

impl Size {
    fn of(name: &str) -> Self {
        if name == Self::Whole.name() { Self::Whole } else { Self::Small }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Small => "small",
        }
    }

    fn unit(self) -> &'static str {
        match self {
            Self::Whole => "byte",
            Self::Small => "1 KiB document",
        }
    }

    fn documents(self, bytes: &[u8]) -> Vec<&[u8]> {
        match self {
            Self::Whole => vec![bytes],
            Self::Small => corpora::documents(bytes, SMALL_DOCUMENT).into_iter().take(SMALL_DOCUMENTS).collect(),
        }
    }

    /// What the instructions are divided by.
    fn units(self, bytes: &[u8]) -> usize {
        match self {
            Self::Whole => bytes.len(),
            Self::Small => self.documents(bytes).len(),
        }
    }
}

/// Runs the stage once to fill the document's buffers and the tables that are built once, and once to be counted.
fn run_stage(corpus: &Path, stage: &str, size: Size) {
    let bytes = fs::read(corpus).expect("the corpus was written");
    let (_, pipeline) = stages::stages().into_iter().find(|(name, _)| *name == stage).expect("a stage of this name");
    let (documents, mut doc) = (size.documents(&bytes), Document::default());
    documents.iter().for_each(|document| pipeline.run_into(*document, &mut doc).unwrap());
    counted(&pipeline, &documents, &mut doc);
}

/// What callgrind counts: it finds this function by its name.
#[inline(never)]
fn counted(pipeline: &Pipeline, documents: &[&[u8]], doc: &mut Document) {
    for document in documents {
        pipeline.run_into(*document, doc).unwrap();
    }
}

/// One run under callgrind.
struct Task {
    corpus: String,
    path: PathBuf,
    stage: &'static str,
    size: Size,
    units: usize,
}

/// Counts all tasks, one on each core at a time, which changes no count.
fn count_all(options: &record::Options, scratch: &Path) -> record::Figures {
    let tasks = Mutex::new(tasks(options, scratch));
    let figures = Mutex::new(record::Figures::new("instructions"));
    println!("{:<14} {:<12} {:<16} {:>14}", "corpus", "stage", "unit", "instructions");
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                while let Some(task) = next(&tasks) {
                    let each = count(&task) as f64 / task.units as f64;
                    let each = (each * 100.0).round() / 100.0;
                    println!("{:<14} {:<12} {:<16} {each:>14.2}", task.corpus, task.stage, task.size.unit());
                    figures.lock().unwrap().add(&task.corpus, &format!("{}, {}", task.stage, task.size.unit()), each);
                }
            });
        }
    });
    figures.into_inner().unwrap()
}

fn next(tasks: &Mutex<VecDeque<Task>>) -> Option<Task> {
    tasks.lock().unwrap().pop_front()
}

fn tasks(options: &record::Options, scratch: &Path) -> VecDeque<Task> {
    let mut tasks = VecDeque::new();
    let corpora = corpora::all(CORPUS_LEN, options.folder.as_deref());
    for corpus in corpora.into_iter().filter(|corpus| options.wants(&corpus.name)) {
        let path = scratch.join(&corpus.name);
        fs::write(&path, &corpus.bytes).expect("there is room for the corpora");
        for (stage, _) in stages::stages() {
            for size in [Size::Whole, Size::Small] {
                let units = size.units(&corpus.bytes);
                tasks.push_back(Task { corpus: corpus.name.clone(), path: path.clone(), stage, size, units });
            }
        }
    }
    tasks
}

/// The instructions that callgrind collects for the task.
fn count(task: &Task) -> u64 {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null", "--toggle-collect=instructions::counted*"])
        .arg(env::current_exe().expect("this program has a path"))
        .args([UNDER_CALLGRIND.as_ref(), task.path.as_os_str(), task.stage.as_ref(), task.size.name().as_ref()])
        .output()
        .expect("valgrind runs");
    let log = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{log}");
    let collected = log.lines().find_map(|line| line.split("Collected : ").nth(1));
    let collected = collected.and_then(|count| count.trim().parse().ok()).unwrap_or_else(|| panic!("no count:\n{log}"));
    assert!(collected > 0, "the function to be counted was not found");
    collected
}
