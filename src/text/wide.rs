//! How common a character is in Chinese, Japanese and Korean.

use std::ops::RangeInclusive;
use std::sync::LazyLock;

use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, GBK};

use crate::text::common_characters::{
    JAPANESE, JAPANESE_COSTS, KOREAN, KOREAN_COSTS, SIMPLIFIED, SIMPLIFIED_COSTS, TIERS, TRADITIONAL, TRADITIONAL_COSTS,
};
use crate::text::rows::{TRAILS, row};
use crate::text::script::{Script, script};

/// The languages that are written with wide characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum WideLanguage {
    Simplified,
    Traditional,
    Japanese,
    Korean,
}

pub(crate) const WIDE_LANGUAGES: [WideLanguage; 4] =
    [WideLanguage::Simplified, WideLanguage::Traditional, WideLanguage::Japanese, WideLanguage::Korean];

impl WideLanguage {
    pub(crate) fn code(self) -> &'static str {
        match self {
            WideLanguage::Simplified => "zh-Hans",
            WideLanguage::Traditional => "zh-Hant",
            WideLanguage::Japanese => "ja",
            WideLanguage::Korean => "ko",
        }
    }
}

/// Behind the four tiers of commonest characters: the rest of the frequent plane of the language's national standard
/// (GB 2312 level 1, Big5 level 1, JIS level 1, the syllables of KS X 1001), and the rest of the standard. What it lacks
/// has rank 6.
const FREQUENT: u8 = 4;
const STANDARD: u8 = 5;

/// Nats for the ranks behind the tiers: the frequent plane has 8 % of Chinese running text in 2,700 characters, the rest
/// of the standard 1 % in 3,000 (wordfreq 3.1.1), and what lies outside shares less than 1 % among 20,000 and more.
const RARE_COSTS: [f32; 3] = [10.2, 12.5, 15.0];

/// Nats by language and rank; four bits of a rank leave room for ranks that there are none of.
const COSTS: [[f32; 16]; WIDE_LANGUAGES.len()] =
    [by_rank(SIMPLIFIED_COSTS), by_rank(TRADITIONAL_COSTS), by_rank(JAPANESE_COSTS), by_rank(KOREAN_COSTS)];

const fn by_rank(tiers: [f32; TIERS.len()]) -> [f32; 16] {
    let ([a, b, c, d], [frequent, standard, strange]) = (tiers, RARE_COSTS);
    let none = strange;
    [a, b, c, d, frequent, standard, strange, none, none, none, none, none, none, none, none, none]
}

/// The ranks of one character in the four languages, four bits each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ranks(u16);

impl Ranks {
    /// In no language's standard.
    const STRANGE: Self = Self(0x6666);

    fn get(self, language: WideLanguage) -> u8 {
        (self.0 >> (4 * language as u16)) as u8 & 0xf
    }

    fn set(&mut self, language: WideLanguage, rank: u8) {
        let shift = 4 * language as u16;
        self.0 = self.0 & !(0xf << shift) | u16::from(rank) << shift;
    }

    fn lower(&mut self, language: WideLanguage, rank: u8) {
        self.set(language, rank.min(self.get(language)));
    }

    pub(crate) fn of(c: char) -> Self {
        static RANKS: LazyLock<Vec<Ranks>> = LazyLock::new(ranks);
        RANKS.get(c as usize).copied().unwrap_or(Self::STRANGE)
    }

    /// Whether the character is one of the 1,024 commonest of that language.
    pub(crate) fn is_commonest(self, language: WideLanguage) -> bool {
        self.get(language) < FREQUENT
    }

    /// The languages in which the character is not one of the 1,024 commonest, a bit each in the order of [`WIDE_LANGUAGES`].
    pub(crate) fn uncommon(self) -> u8 {
        (0..WIDE_LANGUAGES.len())
            .fold(0, |set, place| set | u8::from((self.0 >> (4 * place)) as u8 & 0xf >= FREQUENT) << place)
    }

    /// Whether the character belongs to the frequent part of that language's writing.
    pub(crate) fn is_frequent(self, language: WideLanguage) -> bool {
        self.get(language) <= FREQUENT
    }

    /// Nats for the character in a text of that language.
    pub(crate) fn cost(self, language: WideLanguage) -> f32 {
        let costs = COSTS.get(language as usize).and_then(|costs| costs.get(usize::from(self.get(language))));
        costs.copied().unwrap_or_default()
    }

    /// Nats for the character in each of [`WIDE_LANGUAGES`].
    pub(crate) fn costs(self) -> [f32; WIDE_LANGUAGES.len()] {
        WIDE_LANGUAGES.map(|language| self.cost(language))
    }
}

fn ranks() -> Vec<Ranks> {
    let mut ranks = vec![Ranks::STRANGE; 0x10000];
    let lists = [SIMPLIFIED, TRADITIONAL, JAPANESE, KOREAN];
    for (language, list) in WIDE_LANGUAGES.into_iter().zip(lists) {
        for (place, c) in list.chars().enumerate() {
            let tier = TIERS.iter().position(|&end| place < end).unwrap_or(TIERS.len());
            lower(&mut ranks, c, language, tier as u8);
        }
    }
    for (language, encoding, leads, rank) in PLANES {
        for lead in leads.0..=leads.1 {
            let characters = row(encoding, lead, trails(encoding)).into_iter().flatten();
            for c in characters.filter(|&c| matches!(script(c), Some(Script::Han | Script::Hangul))) {
                lower(&mut ranks, c, language, rank);
            }
        }
    }
    // Kana outside the commonest are still kana, but the half-width forms are rare.
    for c in ('\u{3041}'..='\u{30ff}').chain("々".chars()) {
        lower(&mut ranks, c, WideLanguage::Japanese, FREQUENT);
    }
    for c in '\u{ff66}'..='\u{ff9f}' {
        lower(&mut ranks, c, WideLanguage::Japanese, FREQUENT);
    }
    ranks
}

type Plane = (WideLanguage, &'static Encoding, (u8, u8), u8);

/// The rows of the national standards: language, encoding, first and last lead byte, rank.
const PLANES: [Plane; 8] = [
    (WideLanguage::Simplified, GBK, (0xb0, 0xd7), FREQUENT),
    (WideLanguage::Simplified, GBK, (0xd8, 0xf7), STANDARD),
    (WideLanguage::Traditional, BIG5, (0xa4, 0xc6), FREQUENT),
    (WideLanguage::Traditional, BIG5, (0xc9, 0xf9), STANDARD),
    (WideLanguage::Japanese, EUC_JP, (0xb0, 0xcf), FREQUENT),
    (WideLanguage::Japanese, EUC_JP, (0xd0, 0xf4), STANDARD),
    (WideLanguage::Korean, EUC_KR, (0xb0, 0xc8), FREQUENT),
    (WideLanguage::Korean, EUC_KR, (0xca, 0xfd), STANDARD),
];

/// The rows of GB 2312, JIS X 0208 and KS X 1001 have trail bytes from A1; below lie later extensions.
fn trails(encoding: &'static Encoding) -> RangeInclusive<u8> {
    if encoding == BIG5 { TRAILS } else { 0xa1..=0xfe }
}

fn lower(ranks: &mut [Ranks], c: char, language: WideLanguage, rank: u8) {
    if let Some(ranks) = ranks.get_mut(c as usize) {
        ranks.lower(language, rank);
    }
}

#[cfg(test)]
mod tests {
    use super::{Ranks, WideLanguage};

    #[test]
    fn ranks_follow_the_standards() {
        let cost = |c, language| Ranks::of(c).cost(language);
        assert!(cost('的', WideLanguage::Simplified) < cost('鼠', WideLanguage::Simplified));
        assert!(cost('鼠', WideLanguage::Simplified) < cost('鼹', WideLanguage::Simplified));
        assert!(cost('們', WideLanguage::Traditional) < cost('們', WideLanguage::Simplified));
        assert!(cost('の', WideLanguage::Japanese) < cost('の', WideLanguage::Korean));
        assert!(cost('한', WideLanguage::Korean) < cost('韓', WideLanguage::Korean));
        assert_eq!(Ranks::of('뷁'), Ranks::STRANGE);
    }
}
