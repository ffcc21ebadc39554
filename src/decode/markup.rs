//! What the markup of a document says about it: its encoding, in `<meta charset>` or `<?xml encoding?>`, and its language,
//! in `<html lang>`.

use std::ops::Range;

/// Bytes in which tags are looked for (HTML, "prescan a byte stream to determine its encoding").
const PRESCAN: usize = 1024;

/// Elements whose content is no markup.
const RAW: [&[u8]; 6] = [b"script", b"style", b"title", b"textarea", b"noscript", b"xmp"];

/// Where the label of the document stands, if it has one.
pub(super) fn label(bytes: &[u8]) -> Option<Range<usize>> {
    let head = bytes.get(..PRESCAN).unwrap_or(bytes);
    if let Some(declaration) = head.strip_prefix(b"<?xml") {
        let end = memchr::memchr(b'>', declaration)?;
        let found = attribute_value(declaration.get(..end)?, b"encoding")?;
        return Some(found.start + 5..found.end + 5);
    }
    Tags::of(head).filter(|(_, tag)| is_tag(tag, b"meta")).find_map(|(start, tag)| {
        let found = label_of_meta(tag)?;
        Some(start + found.start..start + found.end)
    })
}

/// The language that the document says it is in, as it writes it.
pub(super) fn language(bytes: &[u8]) -> Option<&str> {
    let head = bytes.get(..PRESCAN).unwrap_or(bytes);
    let (_, html) = Tags::of(head).find(|(_, tag)| is_tag(tag, b"html"))?;
    let value = attribute_value(html, b"lang").or_else(|| attribute_value(html, b"xml:lang"))?;
    str::from_utf8(html.get(value)?).ok()
}

/// The start tags that are markup indeed, with where they start: not in comments or scripts, and none from `<body>` on.
struct Tags<'h> {
    head: &'h [u8],
    at: usize,
}

impl<'h> Tags<'h> {
    fn of(head: &'h [u8]) -> Self {
        Self { head, at: 0 }
    }

    /// The next `<` at or behind `at`, with all that follows it.
    fn next_sign(&self) -> Option<(usize, &'h [u8])> {
        let start = self.at + memchr::memchr(b'<', self.head.get(self.at..)?)?;
        Some((start, self.head.get(start..)?))
    }
}

impl<'h> Iterator for Tags<'h> {
    type Item = (usize, &'h [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        while let Some((start, rest)) = self.next_sign() {
            if rest.starts_with(b"<!--") {
                self.at = start + 4 + memchr::memmem::find(rest.get(4..)?, b"-->")?;
            } else if !rest.get(1).is_some_and(u8::is_ascii_alphabetic) {
                self.at = start + 1;
            } else if let Some(name) = RAW.iter().find(|name| is_tag(rest, name)) {
                self.at = start + end_of_raw(rest, name)?;
            } else if is_tag(rest, b"body") {
                return None;
            } else {
                let len = tag_len(rest)?;
                self.at = start + len;
                return Some((start, rest.get(..len)?));
            }
        }
        None
    }
}

/// Whether `rest` begins with the start tag of `name`.
fn is_tag(rest: &[u8], name: &[u8]) -> bool {
    let Some(found) = rest.get(1..1 + name.len()) else { return false };
    let ends = rest.get(1 + name.len()).is_none_or(|byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>'));
    ends && found.eq_ignore_ascii_case(name)
}

/// The length of a tag: up to the `>` that stands outside quotes.
fn tag_len(rest: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        let sign = at + memchr::memchr3(b'>', b'"', b'\'', rest.get(at..)?)?;
        at = match rest.get(sign) {
            Some(b'>') => return Some(sign + 1),
            Some(&quote) => sign + 2 + memchr::memchr(quote, rest.get(sign + 1..)?)?,
            None => return None,
        };
    }
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

    fn label(page: &str) -> Option<&str> {
        super::label(page.as_bytes()).and_then(|found| page.get(found))
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

    #[test]
    fn the_language_is_that_of_the_root() {
        let language = |page: &'static str| super::language(page.as_bytes());
        assert_eq!(language("<!doctype html>\n<HTML class=x lang='et-EE'><head lang=en>"), Some("et-EE"));
        assert_eq!(language("<html xml:lang=\"pl\"><p lang=en>"), Some("pl"));
        assert_eq!(language("<!-- <html lang=de> --><html><p lang=en>"), None);
        assert_eq!(language("plain text about <html lang="), None);
    }
}
