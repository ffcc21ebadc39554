//! Quotations and brackets: a sentence that goes on behind one is not cut inside it.

use crate::text::lines::first_characters;
use crate::text::script::is_unspaced;

/// Follows a text from left to right and knows the quotation or bracket that is open.
#[derive(Clone, Debug, Default)]
pub(super) struct Spans {
    open: Option<Span>,
    passed: usize,
}

#[derive(Clone, Copy, Debug)]
struct Span {
    start: usize,
    closes: [char; 2],
    is_bracket: bool,
}

impl Spans {
    /// Goes on to `end`, remembering the outermost span that is open there, and gives the text that it passed.
    pub(super) fn pass<'t>(&mut self, text: &'t str, end: usize) -> &'t str {
        let passed = text.get(self.passed..end).unwrap_or_default();
        for (at, character) in passed.char_indices() {
            match self.open {
                Some(span) if span.closes.contains(&character) => self.open = None,
                Some(_) => {}
                None => {
                    self.open = closing(character).map(|closes| Span {
                        start: self.passed + at,
                        closes,
                        is_bracket: matches!(character, '(' | '（' | '[' | '［' | '【' | '〔'),
                    })
                }
            }
        }
        self.passed = end;
        passed
    }

    /// Whether the sentence that started at `start` goes on at `at`, where it might end: inside a span, or behind one.
    pub(super) fn goes_on(&self, text: &str, start: usize, at: usize) -> bool {
        match self.open {
            Some(span) => self.goes_on_behind(span, text, start, at),
            None => {
                let said = text.get(start..at).unwrap_or_default().trim_end();
                let after = text.get(at..).unwrap_or_default();
                said.ends_with(is_closing_quote) && continues_quotation(after, said.len() == at - start)
                    || said.ends_with(['）', '］', '】', '〕']) && after.starts_with(is_unspaced)
            }
        }
    }

    /// Whether the text goes on behind the end of `span`, which is looked for as far as [`LONGEST_SPAN`].
    fn goes_on_behind(&self, span: Span, text: &str, start: usize, at: usize) -> bool {
        let rest = text.get(at..).unwrap_or_default();
        let mut within = rest.char_indices().take_while(|(index, _)| *index < LONGEST_SPAN);
        let Some((index, close)) = within.find(|(_, character)| span.closes.contains(character)) else { return false };
        let inside = rest.get(..index).unwrap_or_default().trim_end();
        let behind = rest.get(index + close.len_utf8()..).unwrap_or_default();
        if span.is_bracket {
            return text.get(start..span.start).is_some_and(|before| !before.trim().is_empty());
        }
        let is_ended = inside.is_empty() || crate::text::punctuation::is_ended(inside);
        !behind.is_empty() && (!is_ended && !behind.starts_with(char::is_whitespace))
            || continues_quotation(behind, true)
    }
}

/// Quotations are at most this long, in bytes, for a sentence to go on behind them: some six sentences.
const LONGEST_SPAN: usize = 600;

/// What closes the span that `open` opens.
fn closing(open: char) -> Option<[char; 2]> {
    Some(match open {
        '“' => ['”', '”'],
        '„' => ['“', '”'],
        '”' => ['”', '”'],
        '«' => ['»', '»'],
        '»' => ['«', '«'],
        '「' => ['」', '」'],
        '『' => ['』', '』'],
        '"' => ['"', '"'],
        '(' => [')', ')'],
        '（' => ['）', '）'],
        '[' => [']', ']'],
        '［' => ['］', '］'],
        '【' => ['】', '】'],
        '〔' => ['〕', '〕'],
        _ => return None,
    })
}

fn is_closing_quote(character: char) -> bool {
    matches!(character, '”' | '“' | '»' | '«' | '」' | '』' | '"' | '’')
}

/// Whether `after`, what stands behind a quotation, goes on with its sentence; `directly`: no blank stands between.
fn continues_quotation(after: &str, directly: bool) -> bool {
    let said = after.trim_start();
    let directly = directly && said.len() == after.len();
    let Some(first) = said.chars().next() else { return false };
    let is_hangul = ('\u{AC00}'..='\u{D7A3}').contains(&first);
    first.is_lowercase()
        || matches!(first, ',' | ';' | '，' | '、' | '；')
        || directly && is_hangul
        || (directly || is_hangul) && is_told(said)
}

/// The particles that Japanese puts behind what somebody said, and the words that Chinese goes on with.
const PARTICLES: &[&str] = &[
    "と",
    "って",
    "という",
    "など",
    "なんて",
    "は",
    "が",
    "を",
    "に",
    "の",
    "も",
    "へ",
    "で",
    "や",
    "か",
    "だ",
    "然后",
    "然後",
    "便",
    "就",
    "接着",
    "接著",
    "一边",
    "一邊",
];

/// The verbs that Chinese and Korean say who said it with.
const SPEECH: &[&str] = &[
    "说",
    "說",
    "道",
    "问",
    "問",
    "喊",
    "叫",
    "答",
    "嚷",
    "吼",
    "骂",
    "罵",
    "想",
    "曰",
    "回",
    "笑",
    "말했",
    "물었",
    "외쳤",
    "대답했",
    "소리쳤",
    "속삭",
];

/// Longer clauses behind a quotation do not name its speaker, in characters.
const LONGEST_SPEAKER: usize = 12;

/// Whether `after` names the speaker of the quotation before it, or is what Japanese joins it on with.
fn is_told(after: &str) -> bool {
    if PARTICLES.iter().any(|particle| after.starts_with(particle)) {
        return true;
    }
    let ends = |c: char| matches!(c, '，' | '。' | '！' | '？' | '：' | ',' | '.' | '“' | '「' | '"');
    let clause = after.split(ends).next().unwrap_or_default();
    let clause = first_characters(clause, LONGEST_SPEAKER);
    SPEECH.iter().any(|verb| clause.contains(verb))
}
