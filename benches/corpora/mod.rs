//! The texts that the benches run on: made from phrases of the crate's own, without a line twice, or read from a folder.

use std::path::Path;
use std::process::Command;
use std::{fs, io};

pub(crate) struct Corpus {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

const ENGLISH: [&str; 8] = [
    "the ferry left before the rain began",
    "nobody on the pier had brought a lamp",
    "a letter takes four days to cross the strait",
    "the keeper counts the boats twice each evening",
    "her brother mends nets behind the chapel",
    "the tide table hangs beside the kitchen door",
    "children learn to row before they learn to read",
    "the last shop on the island sells rope and bread",
];

const CHINESE: [&str; 8] = [
    "渡船在下雨之前就离开了码头",
    "栈桥上没有一个人带着灯",
    "一封信要走四天才能过海峡",
    "守灯人每天傍晚把船数两遍",
    "她的哥哥在小教堂后面补渔网",
    "潮汐表挂在厨房的门边",
    "孩子们先学会划船再学会认字",
    "岛上最后一家店卖绳子和面包",
];

const OTHERS: [&str; 8] = [
    "паром ушёл ещё до начала дождя",
    "le dernier bateau part avant la pluie",
    "島の最後の店は縄とパンを売る",
    "마지막 배는 비가 오기 전에 떠났다",
    "η βάρκα έφυγε πριν από τη βροχή",
    "der Fährmann zählt abends die Boote",
    "المركب الأخير غادر قبل المطر",
    "con thuyền cuối rời bến trước cơn mưa",
];

/// What a crawl adds: each of these gives some pass something to do.
const DIRT: [&str; 6] = ["&nbsp;", "&amp;", "\u{200b}", "\u{a0}", "  ", "\u{1}"];

/// The files of the folder named on the command line, or else the corpora made here, of `len` bytes each.
pub(crate) fn chosen(len: usize) -> Vec<Corpus> {
    match std::env::args().skip(1).find(|argument| !argument.starts_with("--")) {
        Some(folder) => read(Path::new(&folder)).expect("the folder can be read"),
        None => made(len),
    }
}

/// Clean ASCII, clean Chinese, many scripts mixed, and Chinese with something to mend in every other line.
fn made(len: usize) -> Vec<Corpus> {
    let corpus = |name: &str, bytes| Corpus { name: name.to_owned(), bytes };
    vec![
        corpus("ascii", lines(len, &ENGLISH, ", ", ".", &[])),
        corpus("zh", lines(len, &CHINESE, "，", "。", &[])),
        corpus("mixed", lines(len, &[ENGLISH, CHINESE, OTHERS].concat(), " — ", ".", &[])),
        corpus("dirty_zh", lines(len, &CHINESE, "，", "。", &DIRT)),
    ]
}

/// Lines of three to six phrases in an order of their own, numbered so that no two are alike.
fn lines(len: usize, phrases: &[&str], comma: &str, stop: &str, dirt: &[&str]) -> Vec<u8> {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let mut text = String::with_capacity(len + 512);
    while text.len() < len {
        let phrases: Vec<_> = (0..3 + random.below(4)).map(|_| phrases[random.below(phrases.len())]).collect();
        text.push_str(&phrases.join(comma));
        if !dirt.is_empty() && random.below(2) == 0 {
            text.push_str(dirt[random.below(dirt.len())]);
        }
        text.push_str(&format!(" {}{stop}\n\n", random.next() % 1_000_000_007));
    }
    text.into_bytes()
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
