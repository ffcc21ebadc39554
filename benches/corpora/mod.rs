//! The texts that the benches run on: made from phrases of the crate's own, without a line twice, or read from a folder.

use std::path::Path;
use std::process::Command;
use std::{fs, io};

pub(crate) struct Corpus {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

const ENGLISH: &str = "ferry pier lamp letter strait keeper boat evening brother net chapel tide table kitchen door \
    children island rope bread winter harbour stone bell gull cellar ladder market paint anchor window storm road hill \
    counts mends rows reads sells hangs waits leaves brings carries watches forgets remembers finds keeps opens closes \
    slowly twice never often behind below across before after quiet old narrow bright heavy empty blue northern small";

const CHINESE: &str = "渡船 码头 灯光 书信 海峡 守灯人 小船 傍晚 哥哥 渔网 教堂 潮汐 桌子 厨房 门口 孩子 海岛 绳子 面包 冬天 港湾 石头 \
    钟声 海鸥 地窖 梯子 集市 油漆 船锚 窗户 风暴 道路 山坡 计算 修补 划船 阅读 出售 悬挂 等待 离开 带来 搬运 看守 忘记 记得 找到 \
    留下 打开 关上 慢慢 两遍 从不 常常 后面 下面 对岸 之前 以后 安静 古老 狭窄 明亮 沉重 空荡 蓝色 北方 细小 我们 他们 这里 那里";

const ENGLISH_PARTICLES: [&str; 16] = [
    "", "", "", "the ", "the ", "a ", "of ", "to ", "in ", "by ", "with ", "from ", "each ", "every ", "some ", "her ",
];

const CHINESE_PARTICLES: [&str; 16] =
    ["", "", "", "的", "的", "了", "在", "把", "被", "和", "就", "也", "又", "还", "都", "不"];

/// What a crawl adds: each of these gives some pass something to do.
const DIRT: [&str; 6] = ["&nbsp;", "&amp;", "\u{200b}", "\u{a0}", "  ", "\u{1}"];

/// The files of the folder named on the command line, or else the corpora made here, of `len` bytes each.
pub(crate) fn chosen(len: usize) -> Vec<Corpus> {
    match std::env::args().skip(1).find(|argument| !argument.starts_with("--")) {
        Some(folder) => read(Path::new(&folder)).expect("the folder can be read"),
        None => made(len),
    }
}

/// Clean ASCII, clean Chinese, half of each, and Chinese with something to mend in every other line.
fn made(len: usize) -> Vec<Corpus> {
    let corpus = |name: &str, bytes| Corpus { name: name.to_owned(), bytes };
    vec![
        corpus("ascii", lines(len, ENGLISH, &LATIN, &[])),
        corpus("zh", lines(len, CHINESE, &HAN, &[])),
        corpus("mixed", [lines(len / 2, ENGLISH, &LATIN, &[]), lines(len / 2, CHINESE, &HAN, &[])].concat()),
        corpus("dirty_zh", lines(len, CHINESE, &HAN, &DIRT)),
    ]
}

/// What stands in front of words, between them, between clauses, and at the end.
struct Marks {
    particles: &'static [&'static str],
    space: &'static str,
    comma: &'static str,
    stop: &'static str,
}

const LATIN: Marks = Marks { particles: &ENGLISH_PARTICLES, space: " ", comma: ", ", stop: "." };
const HAN: Marks = Marks { particles: &CHINESE_PARTICLES, space: "", comma: "，", stop: "。" };

/// Paragraphs of one line, of three to eight clauses of three to seven words, in an order that does not come again.
fn lines(len: usize, words: &str, marks: &Marks, dirt: &[&str]) -> Vec<u8> {
    let words: Vec<_> = words.split_whitespace().collect();
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let mut text = String::with_capacity(len + 2048);
    while text.len() < len {
        let clauses: Vec<_> = (0..3 + random.below(6)).map(|_| clause(&words, marks, &mut random)).collect();
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
