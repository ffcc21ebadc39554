//! Lines of scripts and style sheets between lines of prose.

use std::ops::Range;

use memchr::memchr2_iter;

/// The lines, with their line breaks, that a page's scripts and style sheets left in the text. A text of which more than
/// half is such lines is a script.
pub(super) fn lines(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for at in memchr2_iter(b';', b'}', text.as_bytes()) {
        let Some(end) = text.get(at + 1..).and_then(line_end) else { continue };
        let start = text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1);
        let line = text.get(start..=at).unwrap_or_default();
        if is_left(line) {
            found.push(start..at + 1 + end);
        }
    }
    if found.is_empty() || found.len() * 2 > text.lines().filter(|line| !line.trim().is_empty()).count() {
        return Vec::new();
    }
    found.retain(|line| !is_in_a_block(text, line));
    // Where most such lines stand behind a colon they are examples; else the colon belongs to the text around them.
    let introduced = found.iter().filter(|line| is_introduced(text, line)).count();
    if introduced * 2 >= found.len() {
        found.retain(|line| !is_introduced(text, line));
    }
    found
}

/// Where the line ends, with its line break, of whose text nothing is left.
fn line_end(rest: &str) -> Option<usize> {
    match rest.as_bytes() {
        [] => Some(0),
        [b'\n', ..] => Some(1),
        [b'\r', b'\n', ..] => Some(2),
        _ => None,
    }
}

/// Whether the line is one that a page's scripts or style sheets left.
fn is_left(line: &str) -> bool {
    let line = line.trim_end();
    is_style(line) || is_script(line)
}

/// Whether the line before ends with a colon, as before an example.
fn is_introduced(text: &str, line: &Range<usize>) -> bool {
    text.get(..line.start).unwrap_or_default().trim_end().ends_with([':', '：'])
}

/// Whether a line beside it is indented, a fence or other code: lines of a page's scripts stand alone.
fn is_in_a_block(text: &str, line: &Range<usize>) -> bool {
    let above =
        text.get(..line.start).unwrap_or_default().trim_end_matches('\n').rsplit('\n').next().unwrap_or_default();
    let below =
        text.get(line.end..).unwrap_or_default().trim_start_matches('\n').split('\n').next().unwrap_or_default();
    let block = |line: &str| {
        let opens = line.starts_with("<script") && !line.contains("</script>");
        opens
            || ["\t", "  ", "```"].iter().any(|start| line.starts_with(start))
            || line.trim_end().ends_with([';', '{', '}']) && !is_left(line)
    };
    block(text.get(line.clone()).unwrap_or_default()) || block(above) || block(below)
}

/// A rule of a style sheet, whole and on one line: `.note p{margin:0;color:red}`.
fn is_style(line: &str) -> bool {
    let Some((selector, body)) = line.split_once('{') else { return false };
    let Some(body) = body.strip_suffix('}') else { return false };
    let selector = selector.trim();
    let plain = |c: char| c.is_ascii_alphanumeric() || " .#:,>+*@()_-".contains(c);
    if selector.is_empty() || !selector.chars().all(plain) {
        return false;
    }
    let mut declarations = body.split([';', '{', '}']).map(str::trim).filter(|part| !part.is_empty()).peekable();
    declarations.peek().is_some()
        && declarations.all(|part| is_declaration(part) || part.chars().all(plain))
        && body.contains(':')
}

/// `margin:0 auto`
fn is_declaration(part: &str) -> bool {
    part.split_once(':').is_some_and(|(property, value)| {
        !value.is_empty()
            && !property.is_empty()
            && property.trim().bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
    })
}

/// What only the script of a page speaks of: its window and document, and the libraries for them.
const BROWSER: &[&str] =
    &["document.", "window.", "$(", "jQuery", "location.href", "navigator.", "localStorage", "addEventListener("];

/// A statement of a page's script.
fn is_script(line: &str) -> bool {
    let line = line.trim();
    if !line.is_ascii() && !line.contains(['"', '\'']) {
        return false;
    }
    BROWSER.iter().any(|name| line.contains(name)) && line.contains(['(', '=']) && !reads_as_prose(line)
        || is_assignment(line)
}

/// `var name = "value";`, and nothing else.
fn is_assignment(line: &str) -> bool {
    let keywords = ["var ", "let ", "const "];
    let Some(rest) = keywords.iter().find_map(|keyword| line.strip_prefix(keyword)) else { return false };
    let Some((name, value)) = rest.split_once('=') else { return false };
    let value = value.trim().trim_end_matches(';');
    let literal = value.len() > 1
        && (value.starts_with('"') && value.ends_with('"') || value.starts_with('\'') && value.ends_with('\''))
        || value.bytes().all(|b| b.is_ascii_digit());
    literal && name.trim().bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'$'))
}

/// Whether three words follow one another with blanks between, as they do in sentences about code.
fn reads_as_prose(line: &str) -> bool {
    let words = line.split(' ').map(|word| word.bytes().all(|b| b.is_ascii_alphabetic()) && word.len() > 1);
    let mut run = 0;
    words.into_iter().any(|word| {
        run = if word { run + 1 } else { 0 };
        run > 3
    })
}
