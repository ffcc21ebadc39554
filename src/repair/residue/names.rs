//! The elements of HTML, by what becomes of their tags in plain text.

/// What a tag does to the text around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    /// A paragraph ends or begins.
    Block,
    /// A line ends.
    Break,
    /// A row of a table ends or begins.
    Row,
    /// A cell of a row ends or begins.
    Cell,
    /// Nothing.
    Inline,
}

/// Elements that stand on lines of their own (HTML Living Standard, section 15.3), and those between them.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "iframe",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "noframes",
    "noscript",
    "ol",
    "optgroup",
    "option",
    "p",
    "pre",
    "section",
    "select",
    "summary",
    "table",
    "tbody",
    "tfoot",
    "thead",
    "title",
    "ul",
];

const INLINES: &[&str] = &[
    "a", "abbr", "acronym", "applet", "area", "audio", "b", "base", "basefont", "bdi", "bdo", "big", "button",
    "canvas", "cite", "code", "col", "colgroup", "data", "datalist", "del", "dfn", "em", "embed", "font", "i", "img",
    "input", "ins", "kbd", "label", "link", "map", "mark", "marquee", "meta", "nobr", "object", "output", "param",
    "picture", "progress", "q", "rp", "rt", "ruby", "s", "samp", "script", "slot", "small", "source", "span", "strike",
    "strong", "style", "sub", "sup", "svg", "template", "textarea", "time", "track", "tt", "u", "var", "video", "wbr",
];

/// The elements with an effect of their own.
const OTHERS: &[&str] = &["br", "td", "th", "tr"];

/// Prefixes of the elements that word processors write.
const OFFICE: &[&str] = &["o:", "w:", "v:", "st1:", "m:"];

/// The effect of a tag of that name, in any case; `None` where no element is called so.
pub(super) fn effect(name: &str) -> Option<Effect> {
    let lower = name.to_ascii_lowercase();
    match lower.as_str() {
        "br" => return Some(Effect::Break),
        "tr" => return Some(Effect::Row),
        "td" | "th" => return Some(Effect::Cell),
        _ => {}
    }
    if BLOCKS.binary_search(&lower.as_str()).is_ok() {
        return Some(Effect::Block);
    }
    let office = OFFICE.iter().any(|prefix| lower.strip_prefix(prefix).is_some_and(|rest| !rest.is_empty()));
    (office || INLINES.binary_search(&lower.as_str()).is_ok()).then_some(Effect::Inline)
}

/// Elements of running text, which extractors leave behind one by one. All others are as likely an example.
const RUNNING: &[&str] = &[
    "a",
    "article",
    "b",
    "big",
    "blockquote",
    "br",
    "center",
    "dd",
    "del",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "font",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "i",
    "img",
    "ins",
    "li",
    "nobr",
    "ol",
    "p",
    "s",
    "section",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "tr",
    "tt",
    "u",
    "ul",
    "wbr",
];

/// Whether the element is one of running text.
pub(super) fn is_running(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    lower.contains(':') || RUNNING.binary_search(&lower.as_str()).is_ok()
}

/// Whether the name of an element starts so.
pub(super) fn is_prefix(start: &str) -> bool {
    let lower = start.to_ascii_lowercase();
    OTHERS.iter().chain(BLOCKS).chain(INLINES).chain(OFFICE).any(|name| name.starts_with(&lower))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_lists_are_sorted() {
        assert!(super::BLOCKS.is_sorted() && super::RUNNING.is_sorted() && super::INLINES.is_sorted());
    }
}
