//! What a tag looks like, whole or cut.

use std::ops::Range;

use memchr::memmem;

use crate::repair::residue::names::{Effect, effect, is_prefix, is_running};
use crate::text::lines::floor_boundary;
use crate::text::script::{is_wide, script};

/// A piece of markup in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) at: Range<usize>,
    pub(super) kind: Kind,
    /// What the token took with it of the text, and leaves.
    pub(super) left: Option<&'static str>,
    /// Markup of running text, or hidden within one line: what an extractor leaves behind. All else is as likely an
    /// example.
    pub(super) common: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A whole tag.
    Tag(Effect),
    /// A tag that lost its start or its end.
    Half(Effect),
    /// A comment, or a script or style sheet with its tags: nothing that a reader sees.
    Hidden,
}

impl Kind {
    pub(super) fn effect(self) -> Effect {
        match self {
            Kind::Tag(effect) | Kind::Half(effect) => effect,
            Kind::Hidden => Effect::Inline,
        }
    }
}

/// Attributes that have no value.
const FLAGS: [&str; 14] = [
    "async", "autoplay", "checked", "compact", "controls", "defer", "disabled", "hidden", "loop", "multiple", "muted",
    "nowrap", "readonly", "selected",
];

/// How long the name of an element is at most: `blockquote`, and what stands before it in office documents.
const LONGEST_NAME: usize = 16;

/// A tag without the brackets: its name, and where its closing bracket stands.
struct Inside<'t> {
    name: &'t str,
    attributes: bool,
    /// Bytes up to the closing bracket, or up to the end where there is none.
    len: usize,
    closed: bool,
}

/// Reads `name attributes>` at the start of `text`, which is what is left of a line.
fn inside(text: &str) -> Inside<'_> {
    let name = name(text);
    let mut rest = text.get(name.len()..).unwrap_or_default();
    let mut attributes = false;
    loop {
        let trimmed = rest.trim_start_matches([' ', '\t']);
        let blank = trimmed.len() < rest.len();
        rest = trimmed.strip_prefix('/').unwrap_or(trimmed);
        let len = attribute(rest);
        if len == 0 || !(blank || attributes) {
            break;
        }
        attributes = true;
        rest = rest.get(len..).unwrap_or_default();
    }
    let closed = rest.starts_with('>');
    Inside { name, attributes, len: text.len() - rest.len() + usize::from(closed), closed }
}

/// The run of letters, digits and colons that `text` starts with.
fn name(text: &str) -> &str {
    let len = text.bytes().take(LONGEST_NAME).take_while(|&b| b.is_ascii_alphanumeric() || b == b':').count();
    text.get(..len).unwrap_or_default()
}

/// The length of the attribute at the start of `text`; 0 where none is.
fn attribute(text: &str) -> usize {
    let name =
        text.bytes().take_while(|&b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b':' | b'_' | b'@')).count();
    let (key, rest) = text.split_at(name);
    let Some(value) = rest.trim_start_matches(' ').strip_prefix('=').filter(|_| name > 0) else {
        return if FLAGS.contains(&key.to_ascii_lowercase().as_str()) { name } else { 0 };
    };
    let value = value.trim_start_matches(' ');
    let start = text.len() - value.len();
    let quoted = |quote: char| value.strip_prefix(quote).and_then(|inner| inner.find(quote)).map(|end| end + 2);
    let plain =
        || value.bytes().take_while(|&b| !b.is_ascii_whitespace() && !matches!(b, b'>' | b'<' | b'"' | b'\'')).count();
    let curly = || value.strip_prefix('“').and_then(|inner| inner.find(['”', '“'])).map(|end| end + 2 * '”'.len_utf8());
    start + quoted('"').or_else(|| quoted('\'')).or_else(curly).unwrap_or_else(plain)
}

/// No tag is longer. Keeps the cost of reading one bounded.
const LONGEST_TAG: usize = 2048;

/// What is left of the line from `at`, as far as a tag can reach, and whether that is all of it.
fn line_from(text: &str, at: usize) -> (&str, bool) {
    let rest = text.get(at..).unwrap_or_default();
    let window = rest.get(..floor_boundary(rest, LONGEST_TAG)).unwrap_or_default();
    match window.find('\n') {
        Some(end) => (window.get(..end).unwrap_or_default().trim_end_matches('\r'), true),
        None => (window, window.len() == rest.len()),
    }
}

/// Reads the markup that opens with the `<` at `at`, whole or cut by the end of its line.
pub(super) fn at_bracket(text: &str, at: usize) -> Option<Token> {
    let (line, whole) = line_from(text, at);
    let after = line.strip_prefix('<')?;
    let (slash, body) = after.strip_prefix('/').map_or((0, after), |body| (1, body));
    let inside = inside(body);
    let end = at + 1 + slash + inside.len;
    let rest = body.get(inside.len..).unwrap_or_default();
    if inside.closed {
        let effect = effect(inside.name)?;
        return Some(Token { at: at..end, kind: Kind::Tag(effect), common: is_running(inside.name), left: None });
    }
    if !whole || !rest.trim().is_empty() {
        return None;
    }
    let glued = !text.get(..at)?.ends_with([' ', '\t', '\n']) && at > 0;
    let effect = effect(inside.name).or_else(|| (slash == 1 && is_prefix(inside.name)).then_some(Effect::Inline))?;
    (glued || inside.attributes).then_some(Token { at: at..end, kind: Kind::Half(effect), common: true, left: None })
}

/// No escaped tag is longer: attributes of running text come to some hundred bytes.
const LONGEST_ESCAPED: usize = 512;

/// Reads the tag whose brackets were escaped once too often, from the `&` at `at` on: `&lt;br&gt;`, `&amp;lt;br&amp;gt;`.
pub(super) fn escaped(text: &str, at: usize) -> Option<Token> {
    let (line, _) = line_from(text, at);
    let line = line.get(..floor_boundary(line, LONGEST_ESCAPED))?;
    let open = bracket(line, "lt;")?;
    let inside = line.get(open..)?;
    let mut signs = inside.match_indices('&').map(|(sign, _)| (sign, inside.get(sign..).unwrap_or_default()));
    let other = |rest: &str| bracket(rest, "lt;").is_some() || bracket(rest, "gt;").is_some();
    let (len, rest) = signs.find(|&(_, rest)| other(rest))?;
    let close = bracket(rest, "gt;")?;
    let tag = format!("<{}>", inside.get(..len)?.replace("&quot;", "\""));
    let token = at_bracket(&tag, 0).filter(|token| token.at.end == tag.len() && matches!(token.kind, Kind::Tag(_)))?;
    Some(Token { at: at..at + open + len + close, ..token })
}

/// The length of the bracket of that name that `text` starts with, escaped once or more.
fn bracket(text: &str, name: &str) -> Option<usize> {
    let mut rest = text.strip_prefix('&')?;
    while let Some(inner) = rest.strip_prefix("amp;") {
        rest = inner;
    }
    rest.strip_prefix(name).map(|rest| text.len() - rest.len())
}

/// Reads a tag that lost its `<`, or more, at the start of a line: `p>`, `br />`, `span style="…">`, `"/>`.
pub(super) fn at_line_start(text: &str, start: usize) -> Option<Token> {
    let (line, _) = line_from(text, start);
    let slash = usize::from(line.starts_with('/'));
    let body = line.get(slash..)?;
    let inside = inside(body);
    let Some(effect) = effect(inside.name).filter(|_| inside.closed) else { return value_end(line, start) };
    let after = body.get(inside.len..)?.chars().next();
    // `p>0.05` and `a>b` are comparisons.
    let bare = slash == 0 && !inside.attributes && !body.get(..inside.len)?.ends_with("/>");
    let comparison =
        bare && after.is_none_or(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || " =-+*/.>".contains(c));
    (!comparison).then_some(Token {
        at: start..start + slash + inside.len,
        kind: Kind::Half(effect),
        common: true,
        left: None,
    })
}

/// Reads the end of a tag that was cut inside the value of an attribute: `14px;">`, `"/>`.
fn value_end(line: &str, start: usize) -> Option<Token> {
    let (inside, after) = line.split_once('>')?;
    let value = inside.trim_end_matches('/').trim_end_matches(' ');
    let quote = value.chars().next_back().filter(|quote| matches!(quote, '"' | '\''))?;
    let unbalanced = value.matches(quote).count() % 2 == 1;
    let text_follows = after.starts_with(|c: char| !c.is_ascii_digit() && !c.is_whitespace());
    let at = start..start + inside.len() + 1;
    (unbalanced && text_follows && value.is_ascii()).then_some(Token {
        at,
        kind: Kind::Half(Effect::Inline),
        common: true,
        left: None,
    })
}

/// Reads `/p>` around the `>` at `end`: a closing tag whose `<` was eaten, with the mark that was left of it.
pub(super) fn closing_half(text: &str, end: usize) -> Option<Token> {
    let before = text.get(..end)?;
    let name = before.bytes().rev().take(LONGEST_NAME).take_while(|&b| b.is_ascii_alphanumeric() || b == b':').count();
    let slash = (end - name).checked_sub(1)?;
    let effect = effect(before.get(end - name..)?)?;
    let left = before.get(..slash).filter(|_| before.as_bytes().get(slash) == Some(&b'/'))?;
    let mark = left.chars().next_back()?;
    if mark.is_ascii_alphanumeric() || matches!(mark, '<' | '/' | ' ' | '-' | '_') {
        return None;
    }
    if let Some((torn, closer)) = torn_end(left) {
        return Some(Token { at: slash - torn..end + 1, kind: Kind::Half(effect), common: true, left: Some(closer) });
    }
    let eaten = if is_mark(mark) { mark.len_utf8() } else { 0 };
    Some(Token { at: slash - eaten..end + 1, kind: Kind::Half(effect), common: true, left: None })
}

/// A mark that decoders put for what they cannot read.
fn is_mark(c: char) -> bool {
    matches!(c, '?' | '\u{fffd}')
}

/// How sentences end that were said: the opening mark, and what stands at the end.
const SAID: [(char, &str); 4] = [('“', "。”"), ('「', "。」"), ('『', "。』"), ('‘', "。’")];

/// Reads `?！?`, the end of a sentence before a tag in GBK that was read one byte off: in 。”<, A1 A3 A1 B1 3C, the first
/// byte is lost, the next two are ！, and the last two no character. Gives its length and what it was.
fn torn_end(before: &str) -> Option<(usize, &'static str)> {
    let mut back = before.chars().rev();
    let (second, middle, first) = (back.next()?, back.next()?, back.next()?);
    let torn = is_mark(second) && matches!(middle, '！' | '!') && is_mark(first);
    if !torn || !back.next().and_then(script).is_some_and(is_wide) {
        return None;
    }
    let near = before.get(floor_boundary(before, before.len().saturating_sub(LONGEST_TAG))..).unwrap_or_default();
    let line = near.rsplit('\n').next().unwrap_or_default();
    let opener = line.chars().rev().find_map(|c| SAID.iter().find(|(opener, _)| *opener == c));
    let (_, end) = opener.or(SAID.first())?;
    Some((second.len_utf8() + middle.len_utf8() + first.len_utf8(), end))
}

/// Finds what a reader never sees. Keeps where each closing mark is found next, so that all calls together read the
/// text once.
#[derive(Debug)]
pub(super) struct Hidden<'t> {
    text: &'t str,
    /// For each kind of [`HIDDEN`]: where the next closing mark ends.
    next: [Option<usize>; HIDDEN.len()],
}

/// How what is hidden opens and closes.
const HIDDEN: [(&str, &str); 4] =
    [("<!--", "-->"), ("<![cdata[", "]]>"), ("<script", "</script>"), ("<style", "</style>")];

/// Longer than this is no comment or script of a page but two that have lost their other halves.
const LONGEST_HIDDEN: usize = 20_000;

impl<'t> Hidden<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, next: [Some(0); HIDDEN.len()] }
    }

    /// Reads what is hidden behind the `<` at `at`.
    pub(super) fn at(&mut self, at: usize) -> Option<Token> {
        let starts = |open: &str| {
            self.text
                .as_bytes()
                .get(at..at + open.len())
                .is_some_and(|there| there.eq_ignore_ascii_case(open.as_bytes()))
        };
        let kind = HIDDEN.iter().position(|(open, _)| starts(open))?;
        let (open, close) = HIDDEN.get(kind)?;
        let end = self.close(kind, at + open.len(), close)?;
        let content = self.text.get(at + open.len()..end - close.len())?;
        // Feeds wrap whole articles in CDATA: only a single word is surely none.
        let prose = *open == "<![cdata[" && !content.bytes().all(|b| b.is_ascii_graphic());
        let common = open.starts_with("<!") || !content.contains('\n');
        (end - at <= LONGEST_HIDDEN && !prose).then_some(Token { at: at..end, kind: Kind::Hidden, common, left: None })
    }

    fn close(&mut self, kind: usize, from: usize, close: &str) -> Option<usize> {
        let found = self.next.get_mut(kind)?;
        if found.is_some_and(|found| found < from + close.len()) {
            *found = find_close(self.text, from, close).map(|start| start + close.len());
        }
        *found
    }
}

/// Where `close` stands next, in any case.
fn find_close(text: &str, from: usize, close: &str) -> Option<usize> {
    let rest = text.as_bytes().get(from..)?;
    let start = close.get(..2)?;
    let matches =
        |at: usize| rest.get(at..at + close.len()).is_some_and(|there| there.eq_ignore_ascii_case(close.as_bytes()));
    memmem::find_iter(rest, start).find(|&at| matches(at)).map(|at| from + at)
}
