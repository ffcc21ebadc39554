//! How likely a character is behind others, in a language and in a document.
//!
//! Two sources are mixed: figures of the language ([`table`]), of one, two and three characters, and the same of the
//! document itself ([`own`]), which count for more the longer it is and the more of what is before a place it has: a cache
//! (Kuhn and De Mori 1990) of trigrams, interpolated.
//!
//! Measured on texts of other packages than the figures come from: one byte of a character is lost, the two characters on
//! both sides are known, and it is chosen among the 94 to 190 that the other byte leaves. How often the right one comes
//! first, and nats for it:
//!
//! | 400 places in | the pairs before these | pairs of the language | and triples | and the document's pairs | and triples |
//! |---|---|---|---|---|---|
//! | news, simplified | .748 1.03 | .766 .91 | .789 .85 | .856 .58 | .869 .49 |
//! | stories and manuals, simplified | .801 .81 | .834 .70 | .854 .62 | .853 .61 | .889 .47 |
//! | traditional, GBK | .793 .86 | .816 .73 | .828 .69 | .825 .69 | .863 .57 |
//! | traditional, Big5 | .776 .94 | .781 .83 | .790 .79 | .815 .69 | .851 .54 |
//! | Japanese | .731 1.03 | .754 .93 | .844 .63 | .819 .72 | .851 .59 |
//! | Korean | .784 .71 | .820 .61 | .874 .48 | .870 .46 | .894 .41 |
//!
//! The document's pairs alone were believed as much behind what it never had as behind what it has often, up to .55.

mod own;
mod simpler;
mod symbol;
mod table;
mod traditional;

use std::sync::LazyLock;

use crate::text::pairs::own::{Own, Seen};
use crate::text::pairs::symbol::{is_kind, kind_cost, symbol};
use crate::text::pairs::table::{Context, Table};
use crate::text::pairs::traditional::{forms, simpler, traditional};
use crate::text::script::is_wide_letter;
use crate::text::wide::{Ranks, WideLanguage};

/// The chance from which on a character may stand behind any other: some forty have it.
const COMMON: f32 = 0.004;

/// The chance from which on a character is known.
const KNOWN: f32 = 1e-6;

/// What the chance of a character outside the language's standard is multiplied by: it is rarer than the words it is in.
const OUTSIDE: f32 = 0.003;

/// The least chance of all, so that its cost is a number.
const LEAST: f32 = 1e-12;

/// How much a long document is believed rather than the language: where it has neither of the two characters before a
/// place, where it has the last one, and where it has both together. And how long it must be for half of that. The best of a
/// grid, by the nats for characters that were left out.
const BELIEF: [f32; 3] = [0.02, 0.15, 0.5];
const HALF_BELIEVED: f32 = 300.0;

/// The figures of Chinese, in simplified characters, of Japanese and of Korean.
fn tables() -> &'static [Table; 3] {
    static DATA: [&[u8]; 3] =
        [include_bytes!("chinese.bin"), include_bytes!("japanese.bin"), include_bytes!("korean.bin")];
    static TABLES: LazyLock<[Table; 3]> = LazyLock::new(|| DATA.map(Table::new));
    &TABLES
}

/// The least chance of a character behind another that makes the two part of a word, and by how much it must be more than
/// the chance of the character as such.
const WORD: f32 = 0.002;
const TOGETHER: f32 = 3.0;

/// Whether two characters of Chinese stand side by side in words.
pub(crate) fn is_in_a_word(first: char, second: char) -> bool {
    let [chinese, ..] = tables();
    let (first, second) = (simpler(first).0, simpler(second).0);
    let listed = chinese.listed(&chinese.context(None, first), second);
    listed.is_some_and(|chance| chance >= WORD && chance >= TOGETHER * chinese.alone(second))
}

/// How a document that is written in one language puts characters behind one another.
#[derive(Debug)]
pub(crate) struct Pairs {
    language: WideLanguage,
    table: &'static Table,
    own: Own,
    /// The commonest characters of the language.
    common: Vec<char>,
}

impl Pairs {
    pub(crate) fn new(language: WideLanguage) -> Self {
        let [chinese, japanese, korean] = tables();
        let table = match language {
            WideLanguage::Simplified | WideLanguage::Traditional => chinese,
            WideLanguage::Japanese => japanese,
            WideLanguage::Korean => korean,
        };
        let common = table.characters().filter(|&(_, chance)| chance >= COMMON);
        Self { language, table, own: Own::default(), common: common.map(|(c, _)| c).collect() }
    }

    /// Learns from a stretch of clean text.
    pub(crate) fn learn(&mut self, text: &str) {
        let language = self.language;
        self.own.learn(text.chars().map(|c| symbol(c, language)));
    }

    /// From how many characters of the document it learned.
    pub(crate) fn learned(&self) -> f32 {
        self.own.total()
    }

    /// How often the document has a character.
    pub(crate) fn count(&self, c: char) -> f32 {
        self.own.count(self.symbol(c))
    }

    /// Whether the document or the language has anything behind both characters that it has not behind `last` alone.
    pub(crate) fn knows_both(&self, before: char, last: char) -> bool {
        let Behind { context, seen, .. } = self.behind(Some(before), last);
        seen.characters() == 2 || context.has_triples()
    }

    /// Nats for `next` behind `previous`, whatever is before that.
    pub(crate) fn cost(&self, previous: char, next: char) -> f32 {
        self.behind(None, previous).cost(next)
    }

    /// What may stand behind `last`, which stands behind `before` where that is known. Looking up the two takes longer
    /// than asking for one character behind them, so that it pays to ask for many.
    pub(crate) fn behind(&self, before: Option<char>, last: char) -> Behind<'_> {
        let last = self.symbol(last);
        let before = before.map(|before| self.symbol(before));
        let context = self.table.context(before.map(|before| self.key(before).0), self.key(last).0);
        let seen = self.own.seen(before, last);
        let long = self.own.total() / (self.own.total() + HALF_BELIEVED);
        let belief = BELIEF.get(seen.characters()).copied().unwrap_or_default() * long;
        Behind { pairs: self, context, seen, belief }
    }

    /// Whether the document or the language has the character at all often.
    pub(crate) fn knows(&self, c: char) -> bool {
        self.own.has(c) || self.table.alone(self.key(c).0) > KNOWN && self.script(c) == 1.0
    }

    /// Every character that the document or the language has at all often.
    pub(crate) fn known(&self) -> impl Iterator<Item = char> {
        let listed = self.table.characters().map(|(c, _)| c);
        let traditional = traditional().filter(|_| self.language == WideLanguage::Traditional);
        listed.chain(traditional).chain(self.own.symbols()).filter(|&c| !is_kind(c) && self.knows(c))
    }

    /// The characters that a character of the table stands for.
    fn forms(&self, c: char) -> impl Iterator<Item = char> {
        let others = if self.language == WideLanguage::Traditional { forms(c) } else { &[] };
        others.iter().copied().chain([c])
    }

    fn key(&self, c: char) -> (char, f32) {
        if self.language == WideLanguage::Traditional { simpler(c) } else { (c, 1.0) }
    }

    fn symbol(&self, c: char) -> char {
        symbol(c, self.language)
    }

    /// Characters outside the language's standard are rarer than the words that they are in.
    fn script(&self, c: char) -> f32 {
        let usual = !is_wide_letter(c) || Ranks::of(c).is_frequent(self.language) || self.table.alone(c) > KNOWN;
        if usual { 1.0 } else { OUTSIDE }
    }
}

/// A place in a document, known by the one or two characters before it.
#[derive(Clone, Debug)]
pub(crate) struct Behind<'a> {
    pairs: &'a Pairs,
    context: Context,
    seen: Seen,
    /// The weight of what the document has.
    belief: f32,
}

impl Behind<'_> {
    /// Nats for `next` at this place.
    pub(crate) fn cost(&self, next: char) -> f32 {
        let Self { pairs, context, seen, .. } = self;
        let c = pairs.symbol(next);
        let (key, share) = pairs.key(c);
        let general = pairs.table.chance_in(context, key) * share * pairs.script(c);
        let own = pairs.own.chance(seen, c);
        kind_cost(c, next) - (general + self.belief * (own - general)).max(LEAST).ln()
    }

    /// The characters that may be expected here, in no order: what the document and the language have, and the commonest
    /// ones.
    pub(crate) fn followers(&self) -> Vec<char> {
        let Self { pairs, context, seen, .. } = self;
        let listed = pairs.table.followers(context).flat_map(|c| pairs.forms(c));
        let own = pairs.own.followers(seen.last()).iter().copied();
        let all = listed.chain(own).chain(pairs.common.iter().copied());
        let mut all: Vec<char> = all.filter(|&c| !is_kind(c)).collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

#[cfg(test)]
mod tests {
    use super::{Pairs, is_in_a_word, tables};
    use crate::text::wide::{WIDE_LANGUAGES, WideLanguage};

    fn chance(pairs: &Pairs, before: Option<char>, last: char, next: char) -> f32 {
        (-pairs.behind(before, last).cost(next)).exp()
    }

    #[test]
    fn chances_behind_any_two_characters_sum_to_about_one() {
        for table in tables() {
            let characters: Vec<char> = table.characters().map(|(c, _)| c).collect();
            assert!(characters.is_sorted() && characters.len() > 2000);
            for two in characters.windows(2).step_by(97) {
                let &[first, last] = two else { continue };
                for before in [None, Some(first), Some('の'), Some('的'), Some('의')] {
                    let context = table.context(before, last);
                    let sum: f32 = characters.iter().map(|&c| table.chance_in(&context, c)).sum();
                    assert!((0.75..1.25).contains(&sum), "{before:?} {last}: {sum}");
                }
            }
        }
    }

    #[test]
    fn two_characters_before_say_more_than_one() {
        for (language, [before, last, next]) in [
            (WideLanguage::Simplified, ['图', '书', '馆']),
            (WideLanguage::Traditional, ['圖', '書', '館']),
            (WideLanguage::Japanese, ['デ', 'ィ', 'レ']),
            (WideLanguage::Korean, ['컴', '퓨', '터']),
        ] {
            let pairs = Pairs::new(language);
            let one = chance(&pairs, None, last, next);
            assert!(chance(&pairs, Some(before), last, next) > one, "{before}{last}{next}");
            assert!(one > 10.0 * chance(&pairs, None, next, last), "{last}{next}");
        }
    }

    #[test]
    fn a_document_is_believed_more_the_more_it_has_of_what_is_before() {
        for language in WIDE_LANGUAGES {
            let mut pairs = Pairs::new(language);
            let before = chance(&pairs, Some('木'), '鳶', '亭');
            assert!(!pairs.behind(None, '鳶').followers().contains(&'亭') && !pairs.own.has('亭'));
            pairs.learn(&"木鳶亭在山上\n".repeat(40));
            assert_eq!(pairs.learned(), 280.0);
            let behind_both = chance(&pairs, Some('木'), '鳶', '亭');
            let behind_last = chance(&pairs, Some('水'), '鳶', '亭');
            let behind_neither = chance(&pairs, Some('水'), '月', '亭');
            assert!(
                behind_both > behind_last && behind_last > behind_neither && behind_neither > before,
                "{language:?}"
            );
            assert!(pairs.knows('亭') && pairs.behind(None, '鳶').followers().contains(&'亭'));
            assert!(pairs.known().any(|c| c == '鳶'));
        }
    }

    #[test]
    fn a_document_that_says_nothing_changes_little() {
        let mut pairs = Pairs::new(WideLanguage::Simplified);
        let before = pairs.behind(Some('图'), '书').cost('馆');
        pairs.learn(&"山上有风，水下有月。\n".repeat(50));
        assert!((pairs.behind(Some('图'), '书').cost('馆') - before).abs() < 0.1);
    }

    #[test]
    fn words_are_known_in_both_scripts() {
        assert!(is_in_a_word('图', '书') && is_in_a_word('圖', '書'));
        assert!(!is_in_a_word('书', '的') && !is_in_a_word('鳶', '亭'));
    }
}
