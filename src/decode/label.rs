//! Labels inside a document: `<meta charset>` and `<?xml encoding?>`, in real tags only.

use std::ops::Range;

/// Bytes in which a label is looked for (HTML, "prescan a byte stream to determine its encoding").
const PRESCAN: usize = 1024;

/// Elements whose content is no markup.
const RAW: [&[u8]; 6] = [b"script", b"style", b"title", b"textarea", b"noscript", b"xmp"];

/// Where the label of the document stands, if it has one.
pub(super) fn prescan(bytes: &[u8]) -> Option<Range<usize>> {
    let head = bytes.get(..PRESCAN).unwrap_or(bytes);
    if let Some(declaration) = head.strip_prefix(b"<?xml") {
        let end = memchr::memchr(b'>', declaration)?;
        let found = attribute_value(declaration.get(..end)?, b"encoding")?;
        return Some(found.start + 5..found.end + 5);
    }
    let mut at = 0;
    while let Some(start) = memchr::memchr(b'<', head.get(at..)?).map(|found| at + found) {
        let rest = head.get(start..)?;
        if rest.starts_with(b"<!--") {
            at = start + 4 + memchr::memmem::find(rest.get(4..)?, b"-->")?;
        } else if is_tag(rest, b"body") {
            return None;
        } else if is_tag(rest, b"meta") {
            let len = tag_len(rest)?;
            if let Some(found) = label_of_meta(rest.get(..len)?) {
                return Some(start + found.start..start + found.end);
            }
            at = start + len;
        } else if let Some(name) = RAW.iter().find(|name| is_tag(rest, name)) {
            at = start + end_of_raw(rest, name)?;
        } else {
            at = start + tag_len(rest).unwrap_or(1);
        }
    }
    None
}

/// Whether `rest` begins with the start tag of `name`.
fn is_tag(rest: &[u8], name: &[u8]) -> bool {
    let Some(found) = rest.get(1..1 + name.len()) else { return false };
    let ends = rest.get(1 + name.len()).is_none_or(|byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>'));
    found.eq_ignore_ascii_case(name) && ends
}

/// The length of a tag: up to the `>` that stands outside quotes.
fn tag_len(rest: &[u8]) -> Option<usize> {
    let mut quote = None;
    for (place, &byte) in rest.iter().enumerate() {
        match quote {
            Some(open) if byte == open => quote = None,
            Some(_) => {}
            None if byte == b'>' => return Some(place + 1),
            None if matches!(byte, b'"' | b'\'') => quote = Some(byte),
            None => {}
        }
    }
    None
}

fn end_of_raw(rest: &[u8], name: &[u8]) -> Option<usize> {
    let closing = |at: usize| {
        let found = rest.get(at + 2..at + 2 + name.len());
        rest.get(at + 1) == Some(&b'/') && found.is_some_and(|found| found.eq_ignore_ascii_case(name))
    };
    memchr::memchr_iter(b'<', rest).skip(1).find(|&at| closing(at))
}

/// The label of a `<meta charset>` or a `<meta http-equiv="content-type" content="…; charset=…">`.
fn label_of_meta(tag: &[u8]) -> Option<Range<usize>> {
    if let Some(found) = attribute_value(tag, b"charset") {
        return Some(found);
    }
    let pragma = attribute_value(tag, b"http-equiv")?;
    if !tag.get(pragma)?.eq_ignore_ascii_case(b"content-type") {
        return None;
    }
    let content = attribute_value(tag, b"content")?;
    let found = value_behind(tag.get(content.clone())?, b"charset", |_| true)?;
    Some(content.start + found.start..content.start + found.end)
}

/// The value of an attribute, without its quotes. What stands inside another attribute's quotes is no attribute.
fn attribute_value(tag: &[u8], name: &[u8]) -> Option<Range<usize>> {
    value_behind(tag, name, |before| {
        let quotes = |quote| memchr::memchr_iter(quote, before).count();
        let free = before.last().is_none_or(|byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'"' | b'\''));
        free && quotes(b'"') % 2 == 0 && quotes(b'\'') % 2 == 0
    })
}

/// The value behind `name` and `=`, where `fits` accepts what stands before the name.
fn value_behind(text: &[u8], name: &[u8], fits: impl Fn(&[u8]) -> bool) -> Option<Range<usize>> {
    let places = text.windows(name.len()).enumerate().filter(|(_, window)| window.eq_ignore_ascii_case(name));
    for (place, _) in places.filter(|&(place, _)| text.get(..place).is_some_and(&fits)) {
        let skip =
            |at: usize| at + text.get(at..).unwrap_or_default().iter().take_while(|b| b.is_ascii_whitespace()).count();
        let equals = skip(place + name.len());
        if text.get(equals) != Some(&b'=') {
            continue;
        }
        let start = skip(equals + 1);
        return value(text, start);
    }
    None
}

fn value(text: &[u8], start: usize) -> Option<Range<usize>> {
    let quote = text.get(start).copied().filter(|byte| matches!(byte, b'"' | b'\''));
    let start = start + usize::from(quote.is_some());
    let ends = |byte: &u8| match quote {
        Some(quote) => *byte == quote,
        None => byte.is_ascii_whitespace() || matches!(byte, b';' | b'>' | b'?' | b'"' | b'\''),
    };
    let rest = text.get(start..)?;
    let len = rest.iter().position(ends).unwrap_or(rest.len());
    (len > 0).then_some(start..start + len)
}

#[cfg(test)]
mod tests {
    use super::prescan;

    fn label(page: &str) -> Option<&str> {
        prescan(page.as_bytes()).and_then(|found| page.get(found))
    }

    #[test]
    fn labels_are_found_in_tags() {
        assert_eq!(label("<html><meta charset=big5>"), Some("big5"));
        assert_eq!(label("<META content='text/html; charset=gbk' http-equiv=\"Content-Type\">"), Some("gbk"));
        assert_eq!(label("<?xml version='1.0' encoding=\"koi8-r\"?><a/>"), Some("koi8-r"));
        assert_eq!(label("<!-- <meta charset=a> --><meta name=x><meta data-charset=b charset = 'c' >"), Some("c"));
    }

    #[test]
    fn labels_outside_tags_are_none() {
        assert_eq!(label("<script>'<meta charset=big5>'</script>"), None);
        assert_eq!(label("charset=big5"), None);
        assert_eq!(label("<body><meta charset=big5>"), None);
        assert_eq!(label("<meta name='description' content='charset=big5'>"), None);
        assert_eq!(label("<meta name=\"a charset=big5\">"), None);
        assert_eq!(label("<meta charset="), None);
    }

    #[test]
    fn labels_are_looked_for_in_the_first_kilobyte() {
        assert_eq!(label(&format!("{}<meta charset=big5>", " ".repeat(1024))), None);
    }
}
