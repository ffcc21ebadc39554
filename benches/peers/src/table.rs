//! Tables in Markdown, to paste.

use crate::subject::{Side, Subject};

/// The rates of all subjects, and how many times as fast as each peer ours are.
pub(crate) fn print(title: &str, documents: &[&[u8]], subjects: &mut [Subject<'_>]) {
    let bytes: usize = documents.iter().map(|document| document.len()).sum();
    println!("\n### {title}\n{bytes} bytes in {} documents\n", documents.len());
    print_rates(bytes as f64, documents.len() as f64, subjects);
    print_ratios(subjects);
}

fn print_rates(bytes: f64, documents: f64, subjects: &mut [Subject<'_>]) {
    println!("| subject | MB/s | × memcpy | µs a document | rounds |\n|---|--:|--:|--:|--:|");
    let memcpy = median_of(Side::Memory, subjects)[0].1;
    for subject in subjects {
        let (name, seconds, rounds) = (subject.name, subject.median(), subject.rounds());
        let (rate, ratio, each) = (bytes / seconds / 1e6, memcpy / seconds, seconds / documents * 1e6);
        println!("| {name} | {} | {} | {} | {rounds} |", digits(rate), digits(ratio), digits(each));
    }
}

fn print_ratios(subjects: &mut [Subject<'_>]) {
    let peers = median_of(Side::Peer, subjects);
    let names: String = peers.iter().map(|(name, _)| format!(" {name} |")).collect();
    println!("\n| times as fast as |{names}\n|---|{}", "--:|".repeat(peers.len()));
    for (name, seconds) in median_of(Side::Ours, subjects) {
        let ratios: String = peers.iter().map(|(_, peer)| format!(" {} |", digits(peer / seconds))).collect();
        println!("| {name} |{ratios}");
    }
}

fn median_of(side: Side, subjects: &mut [Subject<'_>]) -> Vec<(&'static str, f64)> {
    let subjects = subjects.iter_mut().filter(|subject| subject.side == side);
    subjects.map(|subject| (subject.name, subject.median())).collect()
}

/// At least two digits that count.
fn digits(figure: f64) -> String {
    match figure {
        ..0.01 => format!("{figure:.5}"),
        ..1.0 => format!("{figure:.3}"),
        ..10.0 => format!("{figure:.2}"),
        ..100.0 => format!("{figure:.1}"),
        _ => format!("{figure:.0}"),
    }
}

/// Peers do different work; a table without this would mislead.
pub(crate) fn print_limits<'l>(limits: impl Iterator<Item = &'l (&'l str, &'l str)>) {
    println!("\nWhat the peers do not do:\n");
    for (name, limit) in limits {
        println!("- {name}: {limit}");
    }
}
