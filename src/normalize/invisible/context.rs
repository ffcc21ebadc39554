//! What an invisible character needs beside it to do something. Blocks of The Unicode Standard, chapters 9 to 22.

/// Scripts whose letters join or stack, where a joiner chooses the form: Hebrew, the Arabic family, the Indic scripts and
/// their relatives. The dotted circle stands for a letter of them.
pub(super) fn joins_or_stacks(c: char) -> bool {
    matches!(c,
        '\u{0590}'..='\u{109F}'
        | '\u{1700}'..='\u{18AF}'
        | '\u{1900}'..='\u{1C7F}'
        | '\u{1CD0}'..='\u{1CFF}'
        | '\u{25CC}'
        | '\u{A800}'..='\u{ABFF}'
        | '\u{FB1D}'..='\u{FDFF}'
        | '\u{FE70}'..='\u{FEFC}'
        | '\u{10800}'..='\u{11FFF}'
        | '\u{16100}'..='\u{1613F}'
        | '\u{1E800}'..='\u{1EFFF}')
}

/// Scripts of South East Asia that write no spaces between words and mark them with U+200B (UAX #14, class SA).
pub(super) fn marks_words_invisibly(c: char) -> bool {
    matches!(c,
        '\u{0E00}'..='\u{109F}'
        | '\u{1780}'..='\u{17FF}'
        | '\u{1950}'..='\u{1AAF}'
        | '\u{1B00}'..='\u{1BBF}'
        | '\u{A980}'..='\u{A9FF}'
        | '\u{AA00}'..='\u{AADF}'
        | '\u{11700}'..='\u{1174F}')
}

/// Characters with the Bidi_Class R, AL or AN, by block (UAX #9).
pub(super) fn is_right_to_left(c: char) -> bool {
    matches!(c,
        '\u{0590}'..='\u{061B}'
        | '\u{061D}'..='\u{08FF}'
        | '\u{FB1D}'..='\u{FDFF}'
        | '\u{FE70}'..='\u{FEFC}'
        | '\u{10800}'..='\u{10FFF}'
        | '\u{1E800}'..='\u{1EFFF}')
}

/// Pictographs, by block (UTS #51): what U+200D can join into one.
pub(super) fn is_emoji(c: char) -> bool {
    matches!(c,
        '\u{1F000}'..='\u{1FAFF}'
        | '\u{2190}'..='\u{21FF}'
        | '\u{2300}'..='\u{2328}'
        | '\u{232B}'..='\u{23FF}'
        | '\u{24C2}'
        | '\u{25A0}'..='\u{27BF}'
        | '\u{2900}'..='\u{297F}'
        | '\u{2B00}'..='\u{2BFF}'
        | '\u{20E3}' | '\u{203C}' | '\u{2049}' | '\u{2122}' | '\u{2139}'
        | '\u{3030}' | '\u{303D}' | '\u{3297}' | '\u{3299}'
        | '\u{A9}' | '\u{AE}')
}

/// Whether some sequence of `c` with a selector up to U+FE0F may exist (StandardizedVariants.txt,
/// emoji-variation-sequences.txt). Certain to have none: blanks, controls, ASCII but digits, `#` and `*`, and what is
/// canonically equivalent to such ASCII.
pub(super) fn may_vary(c: char) -> bool {
    let ascii = c.is_ascii() || matches!(c, '\u{37E}' | '\u{1FEF}' | '\u{212A}');
    c.is_ascii_digit() || matches!(c, '#' | '*') || !(ascii || c.is_whitespace() || c.is_control())
}
