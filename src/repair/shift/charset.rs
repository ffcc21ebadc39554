//! Double-byte encodings as tables: which pair of bytes is which character.

use std::collections::HashMap;
use std::sync::LazyLock;

use encoding_rs::{BIG5, EUC_KR, Encoding, GBK, SHIFT_JIS};
use unicode_normalization::UnicodeNormalization;

/// A lead byte and a trail byte.
pub(super) type Pair = (u8, u8);

/// One encoding, both ways.
#[derive(Debug)]
pub(super) struct Charset {
    pub(super) name: &'static str,
    /// By lead and trail byte; `\0` where the pair is no character.
    characters: Vec<char>,
    pairs: HashMap<char, [Pair; 1]>,
    /// The pairs of each character after NFKC.
    folded: HashMap<char, Vec<Pair>>,
    /// The characters that NFKC makes several of, by the first of them.
    wholes: HashMap<char, Vec<(String, char)>>,
    /// The half-width katakana of Shift_JIS, each a byte of its own.
    singles: bool,
}

impl Charset {
    pub(super) fn gbk() -> &'static Self {
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
        let mut characters = vec!['\0'; 1 << 16];
        let mut pairs = HashMap::new();
        for (pair, place) in (0..=u16::MAX).zip(characters.iter_mut()) {
            let [lead, trail] = pair.to_be_bytes();
            if let Some(c) = decode(encoding, lead, trail) {
                // No text has private characters, but a stream one byte off may read as some.
                *place = if matches!(c, '\u{e000}'..='\u{f8ff}') { '\0' } else { c };
                pairs.entry(c).or_insert([(lead, trail)]);
            }
        }
        let (folded, wholes) = fold(&pairs);
        Self { name: encoding.name(), characters, pairs, folded, wholes, singles: encoding == SHIFT_JIS }
    }

    pub(super) fn character(&self, lead: u8, trail: u8) -> Option<char> {
        let found = self.characters.get(usize::from(u16::from_be_bytes([lead, trail])));
        found.copied().filter(|&c| c != '\0')
    }

    pub(super) fn pair(&self, c: char) -> Option<Pair> {
        self.pairs.get(&c).map(|&[pair]| pair)
    }

    /// The pair of a character, as a list.
    pub(super) fn pairs(&self, c: char) -> &[Pair] {
        self.pairs.get(&c).map(|pair| pair.as_slice()).unwrap_or_default()
    }

    /// The pairs of the characters that NFKC makes `c` of.
    pub(super) fn folded(&self, c: char) -> &[Pair] {
        self.folded.get(&c).map(Vec::as_slice).unwrap_or_default()
    }

    /// The character that NFKC made the start of `text` of, where that is several characters, and their length.
    pub(super) fn folded_whole(&self, text: &str) -> Option<(char, usize)> {
        let wholes = self.wholes.get(&text.chars().next()?)?;
        wholes.iter().find(|(whole, _)| text.starts_with(whole)).map(|(whole, c)| (*c, whole.len()))
    }

    /// The byte of a character that has one byte outside ASCII.
    pub(super) fn single(&self, c: char) -> Option<u8> {
        match c {
            '\u{ff61}'..='\u{ff9f}' if self.singles => Some((c as u32 - 0xff61 + 0xa1) as u8),
            _ => None,
        }
    }
}

type Folded = (HashMap<char, Vec<Pair>>, HashMap<char, Vec<(String, char)>>);

/// What NFKC makes of each character: one or several. Several that start with a letter are left out, since they are
/// nearly always just that.
fn fold(pairs: &HashMap<char, [Pair; 1]>) -> Folded {
    let (mut folded, mut wholes): Folded = Default::default();
    let mut sorted: Vec<(char, Pair)> = pairs.iter().map(|(&c, &[pair])| (c, pair)).collect();
    sorted.sort_unstable();
    for (c, pair) in sorted {
        let text: String = [c].into_iter().nfkc().collect();
        let mut characters = text.chars();
        match (characters.next(), characters.next()) {
            (Some(first), None) => folded.entry(first).or_default().push(pair),
            (Some(first), Some(_)) if !first.is_alphabetic() => {
                folded.entry(c).or_default().push(pair);
                wholes.entry(first).or_default().push((text, c));
            }
            _ => {}
        }
    }
    wholes.values_mut().for_each(|wholes| wholes.sort_by_key(|(text, _)| std::cmp::Reverse(text.len())));
    (folded, wholes)
}

/// The character of a pair.
fn decode(encoding: &'static Encoding, lead: u8, trail: u8) -> Option<char> {
    if lead < 0x81 || trail < 0x40 || encoding == SHIFT_JIS && (0xa0..0xe0).contains(&lead) {
        return None;
    }
    let pair = [lead, trail];
    let text = encoding.decode_without_bom_handling_and_without_replacement(&pair)?;
    let mut characters = text.chars();
    let c = characters.next().filter(|_| characters.next().is_none())?;
    (!c.is_ascii()).then_some(c)
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
}
