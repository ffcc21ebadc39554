//! Characters that do not show: which carry something where they stand, and which do not.

mod context;

use std::ops::Range;

use unicode_normalization::char::canonical_combining_class;

pub(super) use self::context::is_han;
use self::context::{is_emoji, is_right_to_left, joins_or_stacks, marks_words_invisibly, may_vary};
use super::evidence::may_be_byte;
use super::tail::Tail;
use crate::edit::Edits;
use crate::pass::Pass;
use crate::signs::{Signs, is_invisible as is_invisible_window};
use crate::view::Text;

/// Whether `c` is one of the characters that this pass decides over.
pub(super) fn is_invisible(c: char) -> bool {
    Kind::of(c).is_some()
}

/// Drops invisible characters where they carry nothing.
pub(super) struct Invisible {
    /// Leave a soft hyphen that may be a misread byte.
    pub(super) keep_evidence: bool,
}

/// What an invisible character is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    SoftHyphen,
    WordSpace,
    NonJoiner,
    Joiner,
    /// Word joiner, BOM, and the format characters that Unicode has deprecated.
    Idle,
    Bidi,
    Selector,
    IdeographSelector,
    Tag,
}

impl Kind {
    fn of(c: char) -> Option<Self> {
        Some(match c {
            '\u{AD}' => Kind::SoftHyphen,
            '\u{200B}' => Kind::WordSpace,
            '\u{200C}' => Kind::NonJoiner,
            '\u{200D}' => Kind::Joiner,
            '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => Kind::Bidi,
            '\u{2060}' | '\u{206A}'..='\u{206F}' | '\u{FEFF}' => Kind::Idle,
            '\u{FE00}'..='\u{FE0F}' => Kind::Selector,
            '\u{E0100}'..='\u{E01EF}' => Kind::IdeographSelector,
            '\u{E0000}'..='\u{E007F}' => Kind::Tag,
            _ => return None,
        })
    }

    fn rule(self) -> &'static str {
        match self {
            Kind::SoftHyphen => "soft-hyphen",
            Kind::WordSpace => "zero-width-space",
            Kind::NonJoiner | Kind::Joiner => "joiner",
            Kind::Idle => "zero-width",
            Kind::Bidi => "bidi",
            Kind::Selector | Kind::IdeographSelector => "variation-selector",
            Kind::Tag => "tag",
        }
    }
}

impl Pass for Invisible {
    fn name(&self) -> &'static str {
        "normalize/invisible"
    }

    fn run(&self, text: &Text<'_>, edits: &mut Edits) {
        let mut sweep = Sweep {
            text,
            keep_evidence: self.keep_evidence,
            line: 0..0,
            line_is_mixed: false,
            upto: 0,
            tail: Tail::default(),
        };
        for at in text.hits(Signs::INVISIBLE, is_invisible_window) {
            if at >= sweep.upto {
                sweep.mend_run(at, edits);
            }
        }
    }
}

/// One pass over a text.
struct Sweep<'t> {
    text: &'t str,
    keep_evidence: bool,
    /// The line that was looked at last, and whether it has right-to-left characters.
    line: Range<usize>,
    line_is_mixed: bool,
    /// How far the text is accounted for in `tail`.
    upto: usize,
    tail: Tail,
}

/// What stands around one character of a run of invisible ones.
struct Place<'t> {
    /// The text around the run.
    before: &'t str,
    behind: &'t str,
    /// The character before, where that is an invisible one of this run that was kept.
    kept: Option<char>,
    /// The character stands in a tag sequence that is an emoji flag.
    in_flag: bool,
}

impl Sweep<'_> {
    /// Decides over the invisible characters that follow each other from `start` on.
    ///
    /// The visible characters around the run decide, so that no decision depends on another one's edit.
    fn mend_run(&mut self, start: usize, edits: &mut Edits) {
        let (before, from) = self.text.split_at(start);
        let len = from.find(|c| Kind::of(c).is_none()).unwrap_or(from.len());
        let (run, rest) = from.split_at(len);
        let flag = flag_tags(before, run);
        let mut place = Place { before, behind: rest, kept: None, in_flag: false };
        for (offset, c) in run.char_indices() {
            let at = start + offset;
            place.in_flag = offset < flag;
            if self.keeps(at, c, &place) {
                place.kept = Some(c);
            } else {
                self.drop(at..at + c.len_utf8(), c, edits);
            }
        }
        self.tail.push(self.text.get(self.upto..start + len).unwrap_or_default());
        self.upto = start + len;
    }

    fn keeps(&mut self, at: usize, c: char, place: &Place<'_>) -> bool {
        let repeated = place.kept == Some(c);
        match Kind::of(c) {
            Some(Kind::SoftHyphen) => self.keep_evidence && may_be_byte(self.text, at),
            Some(Kind::WordSpace) => !repeated && !place.at_blank() && place.has_beside(marks_words_invisibly),
            Some(Kind::NonJoiner) => !repeated && place.has_beside(joins_or_stacks),
            Some(Kind::Joiner) => !repeated && (place.in_emoji() || place.has_beside(joins_or_stacks)),
            Some(Kind::Bidi) => self.stands_in_mixed_line(at),
            Some(Kind::Selector) => place.kept.is_none() && place.left().is_some_and(may_vary),
            Some(Kind::IdeographSelector) => place.kept.is_none() && place.left().is_some_and(is_han),
            Some(Kind::Tag) => place.in_flag,
            Some(Kind::Idle) | None => false,
        }
    }

    fn drop(&mut self, range: Range<usize>, c: char, edits: &mut Edits) {
        self.tail.push(self.text.get(self.upto..range.start).unwrap_or_default());
        self.upto = range.start;
        let rest = self.text.get(range.end..).unwrap_or_default();
        if let Some(kind) = Kind::of(c).filter(|_| !self.tail.completes("", rest)) {
            edits.delete(range.clone(), kind.rule());
            self.upto = range.end;
        }
    }

    /// Whether the line around `at` has a right-to-left character: without one, bidi controls have nothing to order.
    fn stands_in_mixed_line(&mut self, at: usize) -> bool {
        if !self.line.contains(&at) {
            let bytes = self.text.as_bytes();
            let start = bytes.get(..at).and_then(|before| memchr::memrchr(b'\n', before)).map_or(0, |end| end + 1);
            let len = bytes.get(at..).and_then(|from| memchr::memchr(b'\n', from));
            self.line = start..len.map_or(bytes.len(), |len| at + len);
            self.line_is_mixed =
                self.text.get(self.line.clone()).is_some_and(|line| line.chars().any(is_right_to_left));
        }
        self.line_is_mixed
    }
}

impl Place<'_> {
    fn left(&self) -> Option<char> {
        self.before.chars().next_back()
    }

    fn right(&self) -> Option<char> {
        self.behind.chars().next()
    }

    fn at_blank(&self) -> bool {
        self.left().is_some_and(char::is_whitespace) || self.right().is_some_and(char::is_whitespace)
    }

    fn in_emoji(&self) -> bool {
        self.left().is_some_and(is_emoji) && self.right().is_some_and(is_emoji)
    }

    /// Whether a character of the combining sequences on either side passes the test. Not the next character alone:
    /// normalization may put accents in another order.
    fn has_beside(&self, test: fn(char) -> bool) -> bool {
        let ends_here = |&c: &char| test(c) || canonical_combining_class(c) == 0;
        let before = self.before.chars().rev().find(ends_here);
        let behind = self.behind.chars().find(ends_here);
        before.is_some_and(test) || behind.is_some_and(test)
    }
}

/// The length in bytes of the tags at the start of `run` that make a flag of U+1F3F4: a region and its subdivision in
/// three to six letters and digits, closed by U+E007F (UTS #51, section 1.4.6). Tags in any other shape say nothing that
/// a reader sees.
fn flag_tags(before: &str, run: &str) -> usize {
    if !before.ends_with('\u{1F3F4}') {
        return 0;
    }
    let is_letter = |c: char| matches!(c, '\u{E0030}'..='\u{E0039}' | '\u{E0061}'..='\u{E007A}');
    let letters = run.chars().take_while(|&c| is_letter(c)).count();
    let closed = run.chars().nth(letters) == Some('\u{E007F}');
    if closed && (3..=6).contains(&letters) { (letters + 1) * '\u{E007F}'.len_utf8() } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_invisible_character_is_a_suspect() {
        for c in '\0'..=char::MAX {
            let mut bytes = [0; 4];
            c.encode_utf8(&mut bytes);
            let suspected = is_invisible_window(bytes[0], bytes[1], bytes[2]);
            assert!(suspected || Kind::of(c).is_none(), "{c:?}");
        }
    }

    #[test]
    fn only_whole_flags_keep_their_tags() {
        let tags = |letters: &str| {
            letters.bytes().map(|b| char::from_u32(0xE0000 + u32::from(b)).unwrap()).collect::<String>()
        };
        let england = tags("gbeng") + "\u{E007F}";
        assert_eq!(flag_tags("\u{1F3F4}", &england), 24);
        assert_eq!(flag_tags("x", &england), 0);
        assert_eq!(flag_tags("\u{1F3F4}", &tags("gbeng")), 0);
        assert_eq!(flag_tags("\u{1F3F4}", &(tags("ignoreall") + "\u{E007F}")), 0);
    }
}
