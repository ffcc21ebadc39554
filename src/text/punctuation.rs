//! What punctuation does at the end of a sentence or of a line, whatever its script.
//!
//! Sentence ends are the marks that UAX #29 calls `Sentence_Terminal`, as far as text has them; what may close behind them
//! are its `Close`; what no line starts or ends with are classes of UAX #14.

/// Marks that end a sentence.
pub(crate) fn ends_sentence(c: char) -> bool {
    match c {
        '.' | '!' | '?' => true,
        '\0'..='\u{7f}' => false,
        '。' | '！' | '？' | '．' | '｡' | '…' | '‼' | '‽' | '⁇' | '⁈' | '⁉' => true,
        '؟' | '۔' | '।' | '॥' | '։' | '෴' | '።' | '፧' | '។' | '၊' | '။' => true,
        _ => false,
    }
}

/// Marks that part the clauses of a sentence, and say that it goes on.
pub(crate) fn parts_clauses(c: char) -> bool {
    matches!(c, ',' | ';' | ':' | '，' | '；' | '：' | '、' | '،' | '؛' | '·' | '—' | '–')
}

/// Quotation marks and brackets that may stand behind the mark that ends a sentence, and the marks of emphasis that
/// Markdown puts there.
pub(crate) fn closes(c: char) -> bool {
    match c {
        '"' | '\'' | ')' | ']' | '}' | '*' | '_' => true,
        '\0'..='\u{7f}' => false,
        '”' | '’' | '“' | '‘' | '»' | '«' | '›' | '‹' => true,
        '）' | '］' | '｝' | '」' | '』' | '】' | '〉' | '》' | '〕' | '〗' => true,
        _ => false,
    }
}

/// Whether `line` ends as a sentence ends, closing marks aside.
pub(crate) fn is_ended(line: &str) -> bool {
    line.chars().rev().find(|&c| !closes(c)).is_some_and(ends_sentence)
}

/// Whether `line` ends in punctuation of any kind: that of a sentence or a clause, or a closing mark.
pub(crate) fn is_punctuated(line: &str) -> bool {
    line.chars().next_back().is_some_and(|last| closes(last) || ends_sentence(last) || parts_clauses(last))
}

/// Closing marks and small kana: no line starts with them (UAX #14, classes CL, CP, EX, NS, CJ, IN).
pub(crate) fn keeps_to_the_left(c: char) -> bool {
    match c {
        ')' | ']' | '}' | ',' | '.' | '!' | '?' | ':' | ';' => true,
        '\0'..='\u{7f}' => false,
        '、' | '。' | '，' | '．' | '：' | '；' | '？' | '！' | '）' | '］' | '｝' | '」' | '』' | '】' | '〉'
        | '》' => true,
        '〕' | '〗' | '〙' | '〛' | '”' | '’' | '…' | '‥' | 'ー' | '々' | '〻' | '・' | '゛' | '゜' | '｡' | '｣'
        | '､' => true,
        'ぁ' | 'ぃ' | 'ぅ' | 'ぇ' | 'ぉ' | 'っ' | 'ゃ' | 'ゅ' | 'ょ' | 'ゎ' => true,
        'ァ' | 'ィ' | 'ゥ' | 'ェ' | 'ォ' | 'ッ' | 'ャ' | 'ュ' | 'ョ' | 'ヮ' | 'ヵ' | 'ヶ' => true,
        _ => false,
    }
}

/// Opening marks: no line ends with them (UAX #14, class OP).
pub(crate) fn keeps_to_the_right(c: char) -> bool {
    match c {
        '(' | '[' | '{' => true,
        '\0'..='\u{7f}' => false,
        '（' | '［' | '｛' | '「' | '『' | '【' | '〈' | '《' | '〔' | '〖' | '〘' | '〚' | '“' | '‘' | '｢' => {
            true
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentence_ends_are_seen_through_closing_marks() {
        for line in ["Done.", "“Go!”", "走吧。」", "(see above.)", "ठीक है।", "Wait…"] {
            assert!(is_ended(line) && is_punctuated(line), "{line}");
        }
        for line in ["Done", "then,", "a)", "他说：", ""] {
            assert!(!is_ended(line), "{line}");
        }
        for (line, punctuated) in [("then,", true), ("a)", true), ("他说：", true), ("Done", false), ("", false)] {
            assert_eq!(is_punctuated(line), punctuated, "{line}");
        }
    }
}
