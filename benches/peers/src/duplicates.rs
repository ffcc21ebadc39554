//! The search for copies alone, against a suffix array of the same text, from which copies could be read.

use std::time::Duration;

use crate::subject::{Side, Subject, memcpy};
use crate::{bytes_of, corpora, ours, peers, race, stages, table};

const LEN: usize = 16 << 20;

/// Races over each of the crate's own corpora, without a copy, and over a text of two copies of half of it.
pub(crate) fn run(budget: Duration) {
    for corpus in corpora::made(LEN) {
        let text = str::from_utf8(&corpus.bytes).expect("the crate's own corpora are UTF-8");
        let middle = text.floor_char_boundary(text.len() / 2);
        let half = text.get(..middle).unwrap_or_default();
        race_over(&format!("{}, without a copy", corpus.name), text, budget);
        race_over(&format!("{}, one half twice", corpus.name), &format!("{half}\n{half}\n"), budget);
    }
}

fn race_over(title: &str, text: &str, budget: Duration) {
    let (documents, stages) = ([text], stages::stages());
    let bytes = bytes_of(&documents);
    let mut subjects: Vec<Subject<'_>> = vec![memcpy(&bytes)];
    subjects.extend(ours::subjects(&stages, &documents).into_iter().filter(|subject| subject.name == "duplicates"));
    subjects.extend(peers::subjects(&documents).into_iter().filter(|subject| subject.name == "libsais"));
    assert!(subjects.iter().any(|subject| subject.side == Side::Ours), "the stage has this name");
    race::race(&mut subjects, budget);
    table::print(title, &bytes, &mut subjects);
}
