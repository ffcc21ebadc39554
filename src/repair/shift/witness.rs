//! The document as a witness: its language, its encoding, its own clean characters.

use std::collections::HashSet;

use crate::repair::shift::charset::Charset;
use crate::text::pairs::Pairs;
use crate::text::script::{Script, script};
use crate::text::wide::{Ranks, WideLanguage};

/// What a document says about how it was written.
pub(super) struct Witness {
    pub(super) pairs: Pairs,
    pub(super) charsets: Vec<&'static Charset>,
    /// The characters that it has, and the marks that all texts have.
    pub(super) pool: Vec<char>,
    /// It went through NFKC.
    pub(super) folded: bool,
}

/// Marks that end or open what is said.
const MARKS: &str = "，。、！？：；“”（）「」《》…—";

/// So many characters behind a mark may be damaged, and are not learned from.
const DAMAGED: usize = 80;

impl Witness {
    pub(super) fn of(text: &str, marks: &[usize]) -> Option<Self> {
        let language = language(text)?;
        let mut pairs = Pairs::new(language);
        let mut pool: HashSet<char> = HashSet::new();
        let mut start = 0;
        for &mark in marks.iter().chain([&text.len()]) {
            let clean = text.get(start..mark.max(start)).unwrap_or_default();
            pairs.learn(clean.chars());
            pool.extend(clean.chars().filter(|c| !c.is_ascii()));
            start = damaged_end(text, mark);
        }
        let folded = pairs.count('，') == 0.0 && pairs.count('！') + pairs.count('？') == 0.0 && pairs.count(',') > 0.0;
        pool.extend(MARKS.chars());
        let mut pool: Vec<char> = pool.into_iter().collect();
        pool.sort_unstable();
        Some(Self { pairs, charsets: charsets(language), pool, folded })
    }
}

/// Where the text may be clean again behind a mark.
fn damaged_end(text: &str, mark: usize) -> usize {
    let rest = text.get(mark..).unwrap_or_default();
    let line = rest.find('\n').unwrap_or(rest.len());
    let far = rest.char_indices().nth(DAMAGED).map_or(rest.len(), |(at, _)| at);
    mark + line.min(far)
}

fn charsets(language: WideLanguage) -> Vec<&'static Charset> {
    match language {
        WideLanguage::Simplified => vec![Charset::gbk()],
        WideLanguage::Traditional => vec![Charset::gbk(), Charset::big5()],
        WideLanguage::Japanese => vec![Charset::shift_jis()],
        WideLanguage::Korean => vec![Charset::euc_kr()],
    }
}

/// The language of the wide characters; `None` where there are none.
fn language(text: &str) -> Option<WideLanguage> {
    let (mut han, mut kana, mut hangul, mut traditional) = (0usize, 0usize, 0usize, 0isize);
    for c in text.chars() {
        match script(c) {
            Some(Script::Han) => {
                han += 1;
                let ranks = Ranks::of(c);
                traditional += isize::from(ranks.is_frequent(WideLanguage::Traditional));
                traditional -= isize::from(ranks.is_frequent(WideLanguage::Simplified));
            }
            Some(Script::Kana) => kana += 1,
            Some(Script::Hangul) => hangul += 1,
            _ => {}
        }
    }
    match (han, kana, hangul) {
        (0, 0, 0) => None,
        _ if hangul > han + kana => Some(WideLanguage::Korean),
        _ if kana * 5 > han => Some(WideLanguage::Japanese),
        _ if traditional > 0 => Some(WideLanguage::Traditional),
        _ => Some(WideLanguage::Simplified),
    }
}
