//! The scripts that are written without spaces between words, and the marks that keep to a neighbour when a line is
//! broken (UAX #14).

/// Han, kana, bopomofo, and the punctuation and full-width forms that belong to them. Not Hangul, which has spaces.
pub(crate) fn is_unspaced(character: char) -> bool {
    matches!(character as u32,
        0x2E80..=0x303E | 0x3041..=0x312F | 0x3190..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0xFE30..=0xFE4F
        | 0xFF01..=0xFF9F | 0x1B000..=0x1B16F | 0x20000..=0x3FFFD)
}

/// Closing marks and small kana: no line starts with them (UAX #14, classes CL, CP, EX, NS, CJ, IN).
pub(crate) fn keeps_to_the_left(character: char) -> bool {
    matches!(
        character,
        '、' | '。'
            | '，'
            | '．'
            | '：'
            | '；'
            | '？'
            | '！'
            | '）'
            | '］'
            | '｝'
            | '」'
            | '』'
            | '】'
            | '〉'
            | '》'
            | '〕'
            | '〗'
            | '〙'
            | '〛'
            | '”'
            | '’'
            | '…'
            | '‥'
            | 'ー'
            | '々'
            | '〻'
            | '・'
            | '゛'
            | '゜'
            | 'ぁ'
            | 'ぃ'
            | 'ぅ'
            | 'ぇ'
            | 'ぉ'
            | 'っ'
            | 'ゃ'
            | 'ゅ'
            | 'ょ'
            | 'ゎ'
            | 'ァ'
            | 'ィ'
            | 'ゥ'
            | 'ェ'
            | 'ォ'
            | 'ッ'
            | 'ャ'
            | 'ュ'
            | 'ョ'
            | 'ヮ'
            | 'ヵ'
            | 'ヶ'
            | '｡'
            | '｣'
            | '､'
            | ')'
            | ']'
            | '}'
            | ','
            | '.'
            | '!'
            | '?'
            | ':'
            | ';'
    )
}

/// Opening marks: no line ends with them (UAX #14, class OP).
pub(crate) fn keeps_to_the_right(character: char) -> bool {
    matches!(
        character,
        '（' | '［'
            | '｛'
            | '「'
            | '『'
            | '【'
            | '〈'
            | '《'
            | '〔'
            | '〖'
            | '〘'
            | '〚'
            | '“'
            | '‘'
            | '｢'
            | '('
            | '['
            | '{'
    )
}
