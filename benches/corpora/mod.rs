//! The texts that the benches run on: made from phrases of the crate's own, without a line twice, or read from a folder.

mod languages;

use std::path::Path;
use std::process::Command;
use std::{fs, io};

use languages::{ALPHABETS, CHINESE, ENGLISH, Language, Marks};

pub(crate) struct Corpus {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

/// What a crawl adds: each of these gives some pass something to do.
const DIRT: [&str; 6] = ["&nbsp;", "&amp;", "\u{200b}", "\u{a0}", "  ", "\u{1}"];

/// The corpora made here, of `len` bytes each, and then every file of the folder.
pub(crate) fn all(len: usize, folder: Option<&Path>) -> Vec<Corpus> {
    let mut corpora = made(len);
    corpora.extend(folder.map(|folder| read(folder).expect("the folder can be read")).unwrap_or_default());
    corpora
}

/// Clean ASCII, clean Chinese, half of each, twelve languages in turn, and Chinese with something to mend in every other
/// line.
pub(crate) fn made(len: usize) -> Vec<Corpus> {
    let corpus = |name: &str, bytes| Corpus { name: name.to_owned(), bytes };
    vec![
        corpus("ascii", lines(len, &[ENGLISH], &[])),
        corpus("zh", lines(len, &[CHINESE], &[])),
        corpus("mixed", [lines(len / 2, &[ENGLISH], &[]), lines(len / 2, &[CHINESE], &[])].concat()),
        corpus("alphabets", lines(len, &ALPHABETS, &[])),
        corpus("dirty_zh", lines(len, &[CHINESE], &DIRT)),
    ]
}

/// Paragraphs of one line, each in the next of the languages, of three to eight clauses of three to seven words, in an
/// order that does not come again.
fn lines(len: usize, languages: &[Language], dirt: &[&str]) -> Vec<u8> {
    let words: Vec<Vec<_>> = languages.iter().map(|language| language.words.split_whitespace().collect()).collect();
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let mut text = String::with_capacity(len + 2048);
    for (language, words) in languages.iter().zip(&words).cycle() {
        if text.len() >= len {
            break;
        }
        let marks = &language.marks;
        let clauses: Vec<_> = (0..3 + random.below(6)).map(|_| clause(words, marks, &mut random)).collect();
        text.push_str(&clauses.join(marks.comma));
        if !dirt.is_empty() && random.below(2) == 0 {
            text.push_str(dirt[random.below(dirt.len())]);
        }
        text.push_str(marks.stop);
        text.push_str("\n\n");
    }
    text.into_bytes()
}

fn clause(words: &[&str], marks: &Marks, random: &mut Random) -> String {
    let words: Vec<_> = (0..3 + random.below(5))
        .map(|_| {
            format!("{}{}", marks.particles[random.below(marks.particles.len())], words[random.below(words.len())])
        })
        .collect();
    words.join(marks.space)
}

/// Every file of a folder; `.gz` through the `gzip` program.
fn read(folder: &Path) -> io::Result<Vec<Corpus>> {
    let mut corpora = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let packed = path.extension().is_some_and(|end| end == "gz");
        let bytes = if packed { Command::new("gzip").arg("-dc").arg(&path).output()?.stdout } else { fs::read(&path)? };
        let name = path.file_name().unwrap_or_default().to_string_lossy().trim_end_matches(".gz").to_owned();
        corpora.push(Corpus { name, bytes });
    }
    corpora.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(corpora)
}

/// The text cut into documents of about `size` bytes, at line ends.
pub(crate) fn documents(bytes: &[u8], size: usize) -> Vec<&[u8]> {
    let (mut documents, mut rest) = (Vec::new(), bytes);
    while rest.len() > size {
        let end = rest[size..].iter().position(|&byte| byte == b'\n').map_or(rest.len(), |at| size + at + 1);
        documents.push(&rest[..end]);
        rest = &rest[end..];
    }
    documents
}

/// Marsaglia's xorshift64*: the same numbers on every machine.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 16
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound as u64) as usize
    }
}
