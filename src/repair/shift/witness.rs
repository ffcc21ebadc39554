//! The document as a witness: its language, its encoding, its own clean characters.

use std::ops::Range;

use crate::repair::shift::charset::Charset;
use crate::repair::shift::marks::around;
use crate::text::pairs::Pairs;
use crate::text::script::{Script, is_wide, is_wide_letter, script};
use crate::text::wide::{Ranks, WideLanguage};

/// What a document says about how it was written.
pub(super) struct Witness {
    pub(super) pairs: Pairs,
    pub(super) language: WideLanguage,
    /// It went through NFKC.
    pub(super) folded: bool,
    /// Nats for a question mark that is not full-width.
    pub(super) question: f32,
    /// What the decoder wrote for bytes that it could not read.
    pub(super) sign: char,
    soundness: Soundness,
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
        let mut soundness = Soundness::default();
        clean.iter().for_each(|text| soundness.add(text, &pairs));
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
            soundness,
        })
    }

    /// The same, having learned more.
    pub(super) fn and(mut self, certain: &str) -> Self {
        self.soundness.add(certain, &Pairs::new(self.language));
        certain.split(GAP).for_each(|text| self.pairs.learn(text));
        self
    }

    /// Whether what is not held to be damaged is good text in the language, so far as there is any. Text that was read in
    /// another charset altogether is not.
    pub(super) fn is_sound(&self) -> bool {
        self.soundness.is_good()
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

/// Nats for a wide letter of good text at most, by what the language has in general.
const SOUND: f32 = 8.5;

/// Wide letters that tell well enough how good a text is.
const ENOUGH: f32 = 4096.0;

/// How good a text is in its language.
#[derive(Debug, Default)]
struct Soundness {
    /// How many wide letters it has.
    letters: f32,
    /// Nats for all of them.
    cost: f32,
}

impl Soundness {
    /// With the wide letters of `text`, by a model that has not learned from the document.
    fn add(&mut self, text: &str, general: &Pairs) {
        let mut last = GAP;
        for c in text.chars() {
            if self.letters >= ENOUGH {
                break;
            }
            if is_wide_letter(c) && last != GAP {
                self.letters += 1.0;
                self.cost += general.cost(last, c);
            }
            last = c;
        }
    }

    fn is_good(&self) -> bool {
        self.cost <= SOUND * self.letters
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
