//! The form in which lines and phrases are compared.

use crate::text::script::is_wide_letter;
use crate::text::shingle::fold;

/// Stands for any number.
const NUMBER: char = '0';

/// Writes the normal form of `line` to `out`: letters without case and width, every number as one zero, colons, and a
/// space between two words of a script that has spaces. Two lines that differ in punctuation alone come out alike.
pub(crate) fn normalize(line: &str, out: &mut String) {
    out.clear();
    let (mut before, mut apart) = (None, false);
    for c in line.chars().filter_map(simplified) {
        let Some(c) = c else {
            apart = true;
            continue;
        };
        if c == NUMBER && before == Some(NUMBER) {
            continue;
        }
        if apart && is_spaced(c) && before.is_some_and(is_spaced) {
            out.push(' ');
        }
        out.push(c);
        (before, apart) = (Some(c), false);
    }
}

/// What stays of a character: itself in its plainest form, or nothing (`None`), where words are kept apart.
fn simplified(c: char) -> Option<Option<char>> {
    match c {
        ':' | '：' => Some(Some(':')),
        '©' => Some(Some('©')),
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{feff}' => None,
        // One word, written by custom, script or politeness.
        '您' | '妳' => Some(Some('你')),
        '臺' => Some(Some('台')),
        '佈' => Some(Some('布')),
        _ => Some(fold(c).map(|c| if c.is_ascii_digit() { NUMBER } else { c })),
    }
}

/// How much of a line its head is at most: four wide characters, eight letters.
const HEAD_WEIGHT: usize = 8;

/// Fingerprints of how a line begins: of its first words one by one, up to the longest head. Signs and numbers do not
/// count. The last one stands for a phrase.
pub(crate) fn heads(line: &str) -> impl Iterator<Item = u32> {
    let mut letters = line.chars().filter_map(simplified).peekable();
    let (mut hash, mut weighed) = (0x811c_9dc5_u32, 0);
    std::iter::from_fn(move || {
        let before = weighed;
        while weighed < HEAD_WEIGHT
            && let Some(c) = letters.next()
        {
            let Some(c) = c.filter(|&c| weight(c) > 0) else { continue };
            hash = (hash ^ u32::from(c)).wrapping_mul(0x0100_0193);
            weighed += weight(c);
            let word_goes_on = |next: &Option<char>| is_spaced(c) && next.is_some_and(is_spaced);
            if !letters.peek().is_some_and(word_goes_on) {
                break;
            }
        }
        (weighed > before).then_some(hash)
    })
}

/// Whether a character of a normal form is of a script that sets words apart by spaces. Korean has spaces, but not always
/// at the same places.
pub(crate) fn is_spaced(c: char) -> bool {
    !matches!(c, NUMBER | ':' | ' ' | '©') && !is_wide_letter(c)
}

/// How much a character of a normal form says: as much as two letters where it is a wide one, nothing where it is no letter.
pub(crate) fn weight(c: char) -> usize {
    match c {
        NUMBER | ':' | ' ' => 0,
        _ if is_wide_letter(c) => 2,
        _ => 1,
    }
}

/// How much a normal form says.
pub(crate) fn weight_of(normal: &str) -> usize {
    normal.chars().map(weight).sum()
}

#[cfg(test)]
mod tests {
    use super::normalize;

    #[test]
    fn lines_that_say_the_same_are_alike() {
        let normal = |line| {
            let mut out = String::new();
            normalize(line, &mut out);
            out
        };
        assert_eq!(normal("  1,024 Comments"), normal("(7) comments"));
        assert_eq!(normal("Home > News › World"), "home news world");
        assert_eq!(normal("注册 ｜ 登录"), "注册登录");
        assert_eq!(normal("共 12 条评论"), normal("共９条评论"));
        assert_eq!(normal("Next article：The reef"), "next article:the reef");
    }
}
