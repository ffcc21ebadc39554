//! The document as a witness: its language, its encoding, its own clean characters.

use std::ops::Range;

use crate::repair::shift::charset::Charset;
use crate::repair::shift::marks::around;
use crate::text::pairs::Pairs;
use crate::text::script::{Script, is_wide, script};
use crate::text::wide::{Ranks, WideLanguage};

/// What a document says about how it was written.
pub(super) struct Witness {
    pub(super) pairs: Pairs,
    language: WideLanguage,
    /// It went through NFKC.
    pub(super) folded: bool,
    /// Nats for a question mark that is not full-width.
    pub(super) question: f32,
    /// What the decoder wrote for bytes that it could not read.
    pub(super) sign: char,
}

/// Stands between characters that do not stand together.
pub(super) const GAP: char = '\u{fffd}';

impl Witness {
    /// Learns from what lies around `stretches`; `None` where there are none, or where the text is of no language that is
    /// written with wide characters.
    pub(super) fn of(text: &str, stretches: &[Range<usize>]) -> Option<Self> {
        let clean = around(text, stretches);
        let damaged: Vec<&str> = stretches.iter().filter_map(|stretch| text.get(stretch.clone())).collect();
        let language = language(clean.iter().chain(&damaged).flat_map(|text| text.chars()))?;
        let mut pairs = Pairs::new(language);
        clean.iter().for_each(|text| pairs.learn(text));
        let mut widths = Widths::default();
        clean.iter().chain(&damaged).for_each(|text| widths.count(text));
        let korean = language == WideLanguage::Korean;
        let replaced = damaged.iter().any(|text| text.contains('\u{fffd}'));
        Some(Self {
            pairs,
            language,
            folded: !korean && widths.is_folded(),
            question: if korean { 0.0 } else { widths.cost_of_ascii() },
            sign: if replaced { '\u{fffd}' } else { '?' },
        })
    }

    /// The same, having learned more.
    pub(super) fn and(mut self, certain: &str) -> Self {
        certain.split(GAP).for_each(|text| self.pairs.learn(text));
        self
    }

    /// The encodings that the language is written in.
    pub(super) fn charsets(&self) -> Vec<&'static Charset> {
        match self.language {
            WideLanguage::Simplified => vec![Charset::gbk()],
            WideLanguage::Traditional => vec![Charset::gbk(), Charset::big5()],
            WideLanguage::Japanese => vec![Charset::shift_jis()],
            WideLanguage::Korean => vec![Charset::euc_kr()],
        }
    }
}

/// How many marks of punctuation behind wide characters are ASCII, and how many full-width. The question mark is not
/// counted, since it may be a mark of damage.
#[derive(Debug, Default)]
struct Widths {
    ascii: usize,
    full: usize,
}

/// So many times as many ASCII marks as full-width ones are found in text that went through NFKC.
const FOLDED: usize = 5;

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

    /// Damage may read as a few full-width marks.
    fn is_folded(&self) -> bool {
        self.ascii > 0 && self.ascii > self.full * FOLDED
    }

    fn cost_of_ascii(&self) -> f32 {
        -((self.ascii as f32 + 0.5) / ((self.ascii + self.full) as f32 + 1.0)).ln()
    }
}

/// The language of the wide characters; `None` where there are none.
fn language(text: impl Iterator<Item = char>) -> Option<WideLanguage> {
    let (mut han, mut kana, mut hangul, mut traditional) = (0usize, 0usize, 0usize, 0isize);
    for c in text {
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
