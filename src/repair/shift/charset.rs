//! Double-byte encodings as tables: which pair of bytes is which character.

use std::collections::HashMap;
use std::sync::{LazyLock, OnceLock};

use encoding_rs::{BIG5, EUC_KR, Encoding, GBK, SHIFT_JIS};
use unicode_normalization::UnicodeNormalization;

use crate::text::rows::{TRAILS, row};

/// A lead byte and a trail byte.
pub(crate) type Pair = (u8, u8);

/// One encoding, both ways.
#[derive(Debug)]
pub(crate) struct Charset {
    pub(super) name: &'static str,
    /// By lead and trail byte; `\0` where the pair is no character.
    characters: Vec<char>,
    /// The pairs of all characters.
    pairs: Vec<Pair>,
    /// By character, of those in the first plane: the place of its pair, from 1.
    places: Vec<u16>,
    /// The places of the other characters.
    places_beyond: HashMap<char, u16>,
    folds: OnceLock<Folds>,
    /// The half-width katakana of Shift_JIS, each a byte of its own.
    singles: bool,
}

/// What NFKC makes of characters.
#[derive(Debug, Default)]
struct Folds {
    /// The pairs of the characters that NFKC makes a character of, where one is not that character itself.
    pairs: HashMap<char, Vec<Pair>>,
    /// The characters that NFKC makes several of, by the first of them, the longest first.
    wholes: HashMap<char, Vec<(String, char)>>,
}

impl Charset {
    pub(crate) fn gbk() -> &'static Self {
        static TABLE: LazyLock<Charset> = LazyLock::new(|| Charset::new(GBK));
        &TABLE
    }

    pub(super) fn big5() -> &'static Self {
        static TABLE: LazyLock<Charset> = LazyLock::new(|| Charset::new(BIG5));
        &TABLE
    }

    pub(super) fn shift_jis() -> &'static Self {
        static TABLE: LazyLock<Charset> = LazyLock::new(|| Charset::new(SHIFT_JIS));
        &TABLE
    }

    pub(super) fn euc_kr() -> &'static Self {
        static TABLE: LazyLock<Charset> = LazyLock::new(|| Charset::new(EUC_KR));
        &TABLE
    }

    fn new(encoding: &'static Encoding) -> Self {
        let mut charset = Self {
            name: encoding.name(),
            characters: vec!['\0'; 1 << 16],
            pairs: Vec::new(),
            places: vec![0; 1 << 16],
            places_beyond: HashMap::new(),
            folds: OnceLock::new(),
            singles: encoding == SHIFT_JIS,
        };
        for lead in FIRST_LEAD..=0xfe {
            for (trail, c) in TRAILS.zip(row(encoding, lead, TRAILS)) {
                c.filter(|c| !c.is_ascii()).into_iter().for_each(|c| charset.add(c, (lead, trail)));
            }
        }
        charset
    }

    fn add(&mut self, c: char, pair: Pair) {
        // No text has private characters, but a stream one byte off may read as some.
        if !matches!(c, '\u{e000}'..='\u{f8ff}')
            && let Some(character) = self.characters.get_mut(index(pair))
        {
            *character = c;
        }
        let place = match self.places.get_mut(c as usize) {
            Some(place) => place,
            None => self.places_beyond.entry(c).or_default(),
        };
        if *place == 0 {
            self.pairs.push(pair);
            *place = self.pairs.len() as u16;
        }
    }

    pub(crate) fn character(&self, lead: u8, trail: u8) -> Option<char> {
        self.characters.get(index((lead, trail))).copied().filter(|&c| c != '\0')
    }

    pub(crate) fn pair(&self, c: char) -> Option<Pair> {
        self.pairs(c).first().copied()
    }

    /// The pair of a character, as a list.
    pub(super) fn pairs(&self, c: char) -> &[Pair] {
        let place = self.places.get(c as usize).or_else(|| self.places_beyond.get(&c)).copied().unwrap_or_default();
        let place = usize::from(place);
        place.checked_sub(1).and_then(|start| self.pairs.get(start..place)).unwrap_or_default()
    }

    /// The pairs of the characters that NFKC makes `c` of.
    pub(super) fn folded(&self, c: char) -> &[Pair] {
        self.folds().pairs.get(&c).map_or_else(|| self.pairs(c), Vec::as_slice)
    }

    /// The character that NFKC made the start of `text` of, where that is several characters, and their length.
    pub(super) fn folded_whole(&self, text: &str) -> Option<(char, usize)> {
        let wholes = self.folds().wholes.get(&text.chars().next()?)?;
        wholes.iter().find(|(whole, _)| text.starts_with(whole)).map(|(whole, c)| (*c, whole.len()))
    }

    /// The byte of a character that has one byte outside ASCII.
    pub(super) fn single(&self, c: char) -> Option<u8> {
        match c {
            '\u{ff61}'..='\u{ff9f}' if self.singles => Some((c as u32 - 0xff61 + 0xa1) as u8),
            _ => None,
        }
    }

    fn folds(&self) -> &Folds {
        self.folds.get_or_init(|| {
            let mut folds = Folds::default();
            for &(lead, trail) in &self.pairs {
                let characters = self.character(lead, trail).into_iter();
                characters.for_each(|c| folds.add(c, (lead, trail), self.pairs(c)));
            }
            folds.wholes.values_mut().for_each(|wholes| wholes.sort_by_key(|(text, _)| std::cmp::Reverse(text.len())));
            folds
        })
    }
}

impl Folds {
    /// Adds what NFKC makes of `c`: one character or several. Several that start with a letter are left out, since they
    /// are nearly always just that.
    fn add(&mut self, c: char, pair: Pair, own: &[Pair]) {
        let mut folded = [c].into_iter().nfkc();
        match (folded.next(), folded.next()) {
            (Some(first), None) if first != c => self.pairs.entry(first).or_default().push(pair),
            (Some(first), Some(_)) if !first.is_alphabetic() => {
                self.pairs.entry(c).or_insert_with(|| own.to_vec());
                self.wholes.entry(first).or_default().push(([c].into_iter().nfkc().collect(), c));
            }
            _ => {}
        }
    }
}

/// The least byte that is a lead byte in any of the encodings.
pub(super) const FIRST_LEAD: u8 = 0x81;

fn index((lead, trail): Pair) -> usize {
    usize::from(u16::from_be_bytes([lead, trail]))
}

#[cfg(test)]
mod tests {
    use super::Charset;

    #[test]
    fn pairs_and_characters_are_each_others_inverse() {
        for (charset, c, pair) in [
            (Charset::gbk(), '數', (0x94, 0xb5)),
            (Charset::big5(), '。', (0xa1, 0x43)),
            (Charset::shift_jis(), 'あ', (0x82, 0xa0)),
            (Charset::euc_kr(), '가', (0xb0, 0xa1)),
        ] {
            assert_eq!(charset.pair(c), Some(pair));
            assert_eq!(charset.character(pair.0, pair.1), Some(c));
        }
        assert_eq!(Charset::gbk().character(0xaa, 0xa1), None);
    }

    #[test]
    fn folded_characters_have_the_pairs_of_all_that_they_were() {
        let gbk = Charset::gbk();
        assert!(gbk.folded(',').contains(&(0xa3, 0xac)));
        assert_eq!(gbk.folded('數'), gbk.pairs('數'));
        assert_eq!(gbk.folded_whole("...。"), Some(('…', 3)));
    }
}
