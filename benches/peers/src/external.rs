//! The peers that are programs of their own: Python, and a crate whose dependencies exclude ours.
//!
//! A program is given a file of documents, each behind its length (32 bits, little-endian). It prints a line when it is
//! ready, and then, for each line that it reads, does its work to all documents and prints the seconds that it took.

use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;
use std::{env, fs, process};

use crate::subject::{Side, Subject};

const FOLDER: &str = env!("CARGO_MANIFEST_DIR");

/// What each does not do that the default pipeline does.
pub(crate) const LIMITS: &[(&str, &str)] = &[
    ("HF 1.0 rc", "no decoding, no repair, no duplicates, no paragraphs, and no positions any more"),
    ("ftfy", "no decoding, no positions, no duplicates, no paragraphs; repairs single-byte mojibake alone"),
    ("trafilatura", "lines seen before alone: no article within a page, nothing that is nearly the same, no positions"),
];

/// Names of the peers, and the commands that start them.
const COMMANDS: [(&str, &[&str]); 3] = [
    (
        "HF 1.0 rc",
        &[env!("CARGO"), "run", "--quiet", "--release", "--manifest-path", "release-candidate/Cargo.toml", "--"],
    ),
    ("ftfy", &["python3", "python_peers.py", "ftfy"]),
    ("trafilatura", &["python3", "python_peers.py", "trafilatura"]),
];

/// The programs that work here.
pub(crate) struct Externals {
    commands: Vec<(&'static str, Vec<String>)>,
    documents: PathBuf,
}

impl Externals {
    /// Tries each program on no documents. Says which are skipped.
    pub(crate) fn find(python: &str) -> Self {
        let documents = env::temp_dir().join(format!("textmend-peers-{}", process::id()));
        let mut found = Self { commands: Vec::new(), documents };
        for (name, command) in COMMANDS {
            let command: Vec<_> = command
                .iter()
                .map(|&word| if word == "python3" { python.to_owned() } else { word.to_owned() })
                .collect();
            found.write(&[]);
            match Program::start(&command, &found.documents) {
                Some(_) => found.commands.push((name, command)),
                None => println!("skipped: {name}, because `{}` does not run here", command.join(" ")),
            }
        }
        found
    }

    /// Starts every program on the documents. It ends when its subject is dropped.
    pub(crate) fn subjects<'d>(&self, documents: &[&[u8]]) -> Vec<Subject<'d>> {
        self.write(documents);
        let subjects = self.commands.iter().map(|(name, command)| {
            let mut program = Program::start(command, &self.documents).expect("what ran once runs again");
            Subject::timing_itself(Side::Peer, name, move || program.round())
        });
        subjects.collect()
    }

    fn write(&self, documents: &[&[u8]]) {
        let mut file = Vec::new();
        for document in documents {
            file.extend_from_slice(&(document.len() as u32).to_le_bytes());
            file.extend_from_slice(document);
        }
        fs::write(&self.documents, file).expect("there is room for the documents");
    }
}

impl Drop for Externals {
    fn drop(&mut self) {
        // A file in the folder for temporary files may be left over.
        let _ = fs::remove_file(&self.documents);
    }
}

struct Program {
    child: Child,
    ask: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

impl Program {
    /// The program, when it says that it is ready.
    fn start(command: &[String], documents: &PathBuf) -> Option<Self> {
        let mut child = Command::new(&command[0])
            .args(&command[1..])
            .arg(documents)
            .current_dir(FOLDER)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .ok()?;
        let (ask, answers) = (child.stdin.take(), BufReader::new(child.stdout.take()?));
        let mut program = Self { child, ask, answers };
        (program.answer()? == "ready").then_some(program)
    }

    fn round(&mut self) -> Duration {
        writeln!(self.ask.as_mut().expect("it is asked until it is dropped")).expect("the program reads");
        let seconds = self.answer().and_then(|line| line.parse().ok()).expect("the program answers with seconds");
        Duration::from_secs_f64(seconds)
    }

    fn answer(&mut self) -> Option<String> {
        let mut line = String::new();
        self.answers.read_line(&mut line).ok()?;
        Some(line.trim().to_owned())
    }
}

impl Drop for Program {
    /// A program ends where its input ends.
    fn drop(&mut self) {
        drop(self.ask.take());
        let _ = self.child.wait();
    }
}
