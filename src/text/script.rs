//! Which script a character is written in, as far as telling texts apart needs it.

/// The scripts that legacy encodings were made for; all others are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Script {
    Latin,
    Cyrillic,
    Greek,
    Hebrew,
    Arabic,
    Thai,
    Han,
    Kana,
    Hangul,
    Other,
}

/// The script of a letter or a mark that belongs to one; `None` for punctuation, digits, signs, and what is unassigned
/// or private.
pub(crate) fn script(c: char) -> Option<Script> {
    use Script::{Arabic, Cyrillic, Greek, Han, Hangul, Hebrew, Kana, Latin, Other, Thai};
    Some(match u32::from(c) {
        0x41..=0x5a | 0x61..=0x7a | 0xaa | 0xba => Latin,
        0..=0xbf | 0xd7 | 0xf7 => return None,
        0xc0..=0x2af | 0x1e00..=0x1eff | 0xfb00..=0xfb06 => Latin,
        0x370..=0x3ff | 0x1f00..=0x1fff => Greek,
        0x400..=0x52f => Cyrillic,
        0x5d0..=0x5f2 => Hebrew,
        0x620..=0x63f | 0x641..=0x64a | 0x671..=0x6d3 | 0x6d5 | 0x6ee..=0x6ef | 0x6fa..=0x6ff | 0x750..=0x77f => Arabic,
        0xe01..=0xe3a | 0xe40..=0xe4e => Thai,
        0x3041..=0x309f | 0x30a1..=0x30fa | 0x30fc..=0x30ff | 0x31f0..=0x31ff | 0xff66..=0xff9f => Kana,
        0x3005..=0x3007 | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x20000..=0x3fffd => Han,
        0x1100..=0x11ff | 0x3131..=0x318e | 0xac00..=0xd7a3 => Hangul,
        0x2000..=0x2bff | 0x3000..=0x33ff | 0xe000..=0xf8ff | 0xfe00..=0xffff => return None,
        _ if c.is_alphabetic() => Other,
        _ => return None,
    })
}

/// Whether the script is written with the wide characters of East Asia.
pub(crate) fn is_wide(script: Script) -> bool {
    matches!(script, Script::Han | Script::Kana | Script::Hangul)
}

/// Whether a letter is one of the wide ones of East Asia, and says about as much as two others do.
#[inline]
pub(crate) fn is_wide_letter(c: char) -> bool {
    match c {
        '\0'..='\u{10ff}' => false,
        // Nearly all of them, without a search through the scripts.
        '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' => true,
        _ => script(c).is_some_and(is_wide),
    }
}

/// The ideographs and their radicals.
pub(crate) fn is_han(c: char) -> bool {
    matches!(u32::from(c), 0x2e80..=0x2fdf) || script(c) == Some(Script::Han)
}

/// Whether a character is written without spaces around it: Han, kana, bopomofo, and the punctuation and full-width forms
/// that belong to them. Not Hangul, which has spaces.
pub(crate) fn is_unspaced(c: char) -> bool {
    matches!(u32::from(c),
        0x2e80..=0x303e | 0x3041..=0x312f | 0x3190..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0xfe30..=0xfe4f
        | 0xff01..=0xff9f | 0x1b000..=0x1b16f | 0x20000..=0x3fffd)
}

#[cfg(test)]
mod tests {
    use super::{Script, script};

    #[test]
    fn letters_have_a_script_and_signs_have_none() {
        let found: Vec<_> = "aÉя ωשعกあ한漢क½×。".chars().map(script).collect();
        use Script::*;
        let letters = [Latin, Latin, Cyrillic].map(Some);
        let others = [Greek, Hebrew, Arabic, Thai, Kana, Hangul, Han, Other].map(Some);
        assert_eq!(found, [&letters[..], &[None], &others[..], &[None; 3]].concat());
    }
}
