//! Whether markup is what a text speaks of, or what was left in it.

use crate::repair::residue::names::Effect;
use crate::repair::residue::tag::{Kind, Token};
use crate::text::lines::floor_boundary;
use crate::text::script::{is_wide, script};

/// Words for what a tag is, in the languages that most is written in about the web.
const WORDS: &[&str] = &[
    "tag",
    "element",
    "attribute",
    "balise",
    "élément",
    "etiqueta",
    "elemento",
    "marcador",
    "тег",
    "элемент",
    "znacznik",
    "标签",
    "標籤",
    "标记",
    "標記",
    "元素",
    "タグ",
    "要素",
    "태그",
    "요소",
    "وسم",
    "thẻ",
    "etiket",
];

/// How many bytes beside a tag its word is looked for.
const BESIDE: usize = 24;

/// How far behind a tag its end tag is looked for.
const WORD: usize = 300;

/// What the document says about markup.
#[derive(Debug)]
pub(super) struct Subject {
    /// It speaks of tags.
    markup: bool,
    /// It has markup, and none of running text: it shows examples.
    examples: bool,
}

impl Subject {
    pub(super) fn of(text: &str, tokens: &[Token]) -> Self {
        let residue = tokens.iter().any(|token| token.common && matches!(token.kind, Kind::Tag(_)));
        let examples = !residue && tokens.iter().any(|token| !token.common);
        Self {
            examples,
            markup: tokens.iter().any(|token| matches!(token.kind, Kind::Tag(_)) && is_named(text, token)),
        }
    }

    /// Whether a token was left there, and is no word of the text.
    pub(super) fn is_residue(&self, text: &str, token: &Token) -> bool {
        if self.examples && (!token.common || token.kind == Kind::Hidden) {
            return false;
        }
        let (before, after) = around(text, token);
        let effect = match token.kind {
            Kind::Tag(effect) => effect,
            Kind::Half(_) => return !self.markup,
            Kind::Hidden => return !(self.markup && is_word(before, after)),
        };
        if is_quoted(before, after) || is_word(before, after) {
            return false;
        }
        if self.markup {
            return effect != Effect::Inline && (ends_line(before) || starts_line(after));
        }
        !is_generic(text, token, before)
    }
}

fn around<'t>(text: &'t str, token: &Token) -> (&'t str, &'t str) {
    (text.get(..token.at.start).unwrap_or_default(), text.get(token.at.end..).unwrap_or_default())
}

fn ends_line(before: &str) -> bool {
    before.trim_end_matches([' ', '\t']).ends_with('\n') || before.is_empty()
}

fn starts_line(after: &str) -> bool {
    after.trim_start_matches([' ', '\t']).starts_with(['\n', '\r']) || after.is_empty()
}

/// Whether a word for a tag stands beside it. Where words are set apart by blanks, the tag has to be, too: in
/// `of the panel</b> Elements` the tag belongs to the panel.
fn is_named(text: &str, token: &Token) -> bool {
    let (before, after) = around(text, token);
    let start = floor_boundary(before, before.len().saturating_sub(BESIDE));
    let end = floor_boundary(after, BESIDE);
    let left = before.get(start..).and_then(|left| left.rsplit('\n').next());
    let right = after.get(..end).and_then(|right| right.split('\n').next());
    let [left, right] = [left, right].map(|side| side.unwrap_or_default().to_lowercase());
    let starts = |word: &str| right.trim_start_matches(is_apart).starts_with(word);
    let ends = |word: &str| left.trim_end_matches(is_apart).ends_with(word);
    let alone = !left.ends_with(char::is_alphanumeric) && !right.starts_with(char::is_alphanumeric);
    WORDS.iter().any(|word| (alone || is_written_without_blanks(word)) && (ends(word) || starts(word)))
}

/// What stands between a tag and the word for it.
fn is_apart(c: char) -> bool {
    c == ' ' || "`\"'“”‘’「」".contains(c)
}

fn is_written_without_blanks(word: &str) -> bool {
    word.chars().all(|c| script(c).is_some_and(is_wide))
}

/// Whether the tag stands in its line as a word does, between blanks, inside a sentence.
fn is_word(before: &str, after: &str) -> bool {
    let inside_line = !ends_line(before) && !starts_line(after);
    let blanks = before.ends_with(' ') && after.starts_with([' ', ',', '.', '，', '。', '、']);
    let sentence =
        before.trim_end().ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | '、' | '，' | ':' | '：'));
    inside_line && blanks && sentence
}

/// Whether quotation marks or backticks stand around the tag.
fn is_quoted(before: &str, after: &str) -> bool {
    const PAIRS: [(char, char); 9] = [
        ('`', '`'),
        ('"', '"'),
        ('\'', '\''),
        ('“', '”'),
        ('‘', '’'),
        ('「', '」'),
        ('『', '』'),
        ('«', '»'),
        ('„', '“'),
    ];
    PAIRS.iter().any(|&(open, close)| before.ends_with(open) && after.starts_with(close))
}

/// Whether the tag may be a type or a comparison: `Option<i>`, `x<p>`, a single letter behind a word and never closed.
fn is_generic(text: &str, token: &Token, before: &str) -> bool {
    let tag = text.get(token.at.clone()).unwrap_or_default();
    let letter = tag.strip_prefix('<').and_then(|tag| tag.strip_suffix('>')).filter(|name| name.len() == 1);
    let Some(letter) = letter.filter(|_| before.ends_with(|c: char| c.is_ascii_alphanumeric())) else { return false };
    let rest = text.get(token.at.end..).unwrap_or_default();
    let near = rest.get(..floor_boundary(rest, WORD)).unwrap_or_default();
    !near.contains(&format!("</{letter}>"))
}
