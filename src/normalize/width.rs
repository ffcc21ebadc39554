//! Full-width and half-width characters (UAX #11).

use unicode_normalization::char::compose;

use crate::edit::Edits;
use crate::pass::Pass;
use crate::signs::Signs;
use crate::view::Text;

/// What becomes of full-width and half-width characters (UAX #11).
///
/// ```
/// use textmend::{Normalize, Pipeline, Width};
///
/// let mend = |width, text| {
///     let pipeline = Pipeline::builder().pass(Normalize::new().width(width)).build()?;
///     pipeline.run(text).map(|doc| doc.into_text())
/// };
/// assert_eq!(mend(Width::Keep, "ＡＢＣ，ｶﾞｽ")?, "ＡＢＣ，ｶﾞｽ");
/// assert_eq!(mend(Width::Fold, "ＡＢＣ，ｶﾞｽ")?, "ABC,ガス");
/// assert_eq!(mend(Width::Restore, "你好,世界(上)的人.")?, "你好，世界（上）的人.");
/// # Ok::<(), textmend::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Width {
    /// They stay: ， is the right comma in Chinese and Japanese.
    #[default]
    Keep,
    /// Full-width ASCII (U+FF01 to U+FF5E) becomes ASCII, half-width kana and their marks (U+FF61 to U+FF9F) become
    /// full-width, a voiced mark in one with its kana.
    Fold,
    /// The ASCII marks `, ; : ? ! ( )` become full-width between Han, kana and their punctuation; brackets in pairs
    /// only. The full stop stays: there it could be 。 as well as ．. Does nothing under a compatibility form, which
    /// would fold them again.
    Restore,
}

/// [`Width::Fold`].
pub(super) struct Fold;

impl Pass for Fold {
    fn name(&self) -> &'static str {
        "normalize/width"
    }

    fn run(&self, text: &Text<'_>, edits: &mut Edits) {
        // U+FF00 to U+FF9F: EF BC 80 to EF BE 9F.
        let may_fold = |a, b, c| (a == 0xEF) & ((b == 0xBC) | (b == 0xBD) | ((b == 0xBE) & (c <= 0x9F)));
        let mut done = 0;
        for at in text.hits(Signs::NON_ASCII, may_fold) {
            let mut chars = text.get(at..).unwrap_or_default().chars();
            let Some(wide) = chars.next().filter(|&c| at >= done && fold(c) != c) else { continue };
            let mark = chars.next().filter(|mark| matches!(mark, '\u{FF9E}' | '\u{FF9F}'));
            let voiced = mark.and_then(|mark| Some((compose(fold(wide), fold(mark))?, mark)));
            let (with, mark) = voiced.map_or((fold(wide), 0), |(kana, mark)| (kana, mark.len_utf8()));
            done = at + wide.len_utf8() + mark;
            let rule = if wide < '\u{FF61}' { "full-width" } else { "half-width" };
            edits.replace(at..done, with.encode_utf8(&mut [0; 4]), rule);
        }
    }
}

/// The kana and marks that U+FF61 to U+FF9F are the half-width forms of (UnicodeData.txt, <narrow>).
const KANA: &str = "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン\u{3099}\u{309A}";

/// The usual width of `c`, which is returned if it has that already.
pub(super) fn fold(c: char) -> char {
    let code = u32::from(c);
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(code - 0xFEE0).unwrap_or(c),
        '\u{FF61}'..='\u{FF9F}' => KANA.chars().nth(code as usize - 0xFF61).unwrap_or(c),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    #[test]
    fn folds_as_nfkc_does() {
        for c in ('\u{FF01}'..='\u{FF5E}').chain('\u{FF61}'..='\u{FF9F}') {
            assert_eq!(fold(c).to_string(), c.nfkc().collect::<String>());
        }
    }
}
