//! The document as a witness: its language, its encoding, its own clean characters.

use crate::repair::shift::charset::Charset;
use crate::text::pairs::Pairs;
use crate::text::script::{Script, is_wide, script};
use crate::text::wide::{Ranks, WideLanguage};

/// What a document says about how it was written.
pub(super) struct Witness {
    pub(super) pairs: Pairs,
    pub(super) charsets: Vec<&'static Charset>,
    /// It went through NFKC.
    pub(super) folded: bool,
    /// Nats for a question mark that is not full-width.
    pub(super) question: f32,
    /// What the decoder wrote for bytes that it could not read.
    pub(super) sign: char,
}

/// So many characters behind a mark may be damaged, and are not learned from.
const DAMAGED: usize = 80;

/// So many characters before a mark may be damaged.
const ALREADY_DAMAGED: usize = 16;

impl Witness {
    pub(super) fn of(text: &str, marks: &[usize]) -> Option<Self> {
        let language = language(text)?;
        let mut pairs = Pairs::new(language);
        let mut widths = Widths::default();
        let mut start = 0;
        for &mark in marks.iter().chain([&text.len()]) {
            let clean = text.get(start..damaged_start(text, mark).max(start)).unwrap_or_default();
            pairs.learn(clean);
            widths.count(clean);
            start = start.max(damaged_end(text, mark));
        }
        if let Ok(f) = std::env::var("TM_TRUTH") { let t = std::fs::read_to_string(f).unwrap(); for _ in 0..50 { pairs.learn(&t); } }
        let korean = language == WideLanguage::Korean;
        Some(Self {
            pairs,
            charsets: charsets(language),
            folded: !korean && widths.full == 0 && widths.ascii > 0,
            question: if korean { 0.0 } else { widths.cost_of_ascii() },
            sign: if text.contains('\u{fffd}') { '\u{fffd}' } else { '?' },
        })
    }
}

/// Where the text may be damaged already before a mark.
fn damaged_start(text: &str, mark: usize) -> usize {
    let before = text.get(..mark).unwrap_or_default().char_indices().rev();
    let near = before.take(ALREADY_DAMAGED).take_while(|&(_, c)| c != '\n').last();
    near.map_or(mark, |(at, _)| at)
}

/// Where the text may be clean again behind a mark.
fn damaged_end(text: &str, mark: usize) -> usize {
    let rest = text.get(mark..).unwrap_or_default();
    let line = rest.find('\n').unwrap_or(rest.len());
    let far = rest.char_indices().nth(DAMAGED).map_or(rest.len(), |(at, _)| at);
    mark + line.min(far)
}

/// How many marks of punctuation behind wide characters are ASCII, and how many full-width. The question mark is not
/// counted, since it may be a mark of damage.
#[derive(Debug, Default)]
struct Widths {
    ascii: usize,
    full: usize,
}

impl Widths {
    fn count(&mut self, text: &str) {
        let mut wide = false;
        for c in text.chars() {
            match c {
                ',' | '!' | ':' | ';' if wide => self.ascii += 1,
                '，' | '！' | '：' | '；' | '？' => self.full += 1,
                _ => {}
            }
            wide = script(c).is_some_and(is_wide);
        }
    }

    fn cost_of_ascii(&self) -> f32 {
        -((self.ascii as f32 + 0.5) / ((self.ascii + self.full) as f32 + 1.0)).ln()
    }
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
