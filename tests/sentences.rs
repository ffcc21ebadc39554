//! The marked sentences under `tests/sentences`, one file a language, against [`Paragraph::sentences`] and against
//! the rules of UAX #29 as they stand.
//!
//! `cargo test --test sentences -- --nocapture` prints the figures by language, and every boundary that is wrong.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use textmend::{Paragraphs, Pipeline};
use unicode_segmentation::UnicodeSegmentation;

/// Where sentences start but the first, in bytes.
type Starts = BTreeSet<usize>;

/// Starts that are right, and starts that there are: marked, and found.
#[derive(Clone, Copy, Default)]
struct Score {
    right: usize,
    all: usize,
}

impl Score {
    fn add(&mut self, marked: &Starts, found: &Starts) {
        self.right += 2 * marked.intersection(found).count();
        self.all += marked.len() + found.len();
    }

    /// The harmonic mean of precision and recall.
    fn share(self) -> f64 {
        self.right as f64 / self.all as f64
    }
}

/// A marked paragraph without its marks, and where they stood.
fn marked(line: &str) -> (String, Starts) {
    let mut text = String::new();
    let mut starts = Starts::new();
    for (index, sentence) in line.split('|').enumerate() {
        if index > 0 {
            starts.insert(text.len());
        }
        text.push_str(sentence);
    }
    (text, starts)
}

fn ours(text: &str) -> Starts {
    let pipeline = Pipeline::builder().pass(Paragraphs::new()).build().unwrap();
    let doc = pipeline.run(text).unwrap();
    assert_eq!(doc.paragraphs().len(), 1, "{text}");
    let paragraph = doc.paragraphs().next().unwrap();
    assert_eq!(paragraph.text(), text);
    paragraph.sentences().skip(1).map(|sentence| sentence.range().start).collect()
}

fn untailored(text: &str) -> Starts {
    text.split_sentence_bound_indices().skip(1).map(|(start, _)| start).collect()
}

#[test]
fn sentences_start_where_they_are_marked() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sentences");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let (mut all, mut plain, mut sentences) = (Score::default(), Score::default(), 0);
    println!("{:10}{:>10}{:>10}{:>10}", "language", "sentences", "textmend", "UAX #29");
    for file in &files {
        let (mut here, mut plain_here, mut count) = (Score::default(), Score::default(), 0);
        let lines = fs::read_to_string(file).unwrap();
        for line in lines.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            let (text, starts) = marked(line);
            let found = ours(&text);
            count += starts.len() + 1;
            here.add(&starts, &found);
            plain_here.add(&starts, &untailored(&text));
            for at in starts.symmetric_difference(&found) {
                let what = if starts.contains(at) { "missed" } else { "wrong" };
                println!("    {what}: {} | {}", &text[..*at], &text[*at..]);
            }
        }
        let language = file.file_stem().unwrap().to_str().unwrap();
        println!("{language:10}{count:>10}{:>10.3}{:>10.3}", here.share(), plain_here.share());
        for (total, part) in [(&mut all, here), (&mut plain, plain_here)] {
            total.right += part.right;
            total.all += part.all;
        }
        sentences += count;
    }
    println!("{:10}{sentences:>10}{:>10.3}{:>10.3}", "all", all.share(), plain.share());
    assert!(files.len() >= 12 && sentences >= 300, "{sentences} sentences in {} languages", files.len());
    assert!(all.share() >= 0.97, "{:.3} of the starts are right", all.share());
    assert!(all.share() > plain.share());
}
