//! A text as passes are given it: the str, and what is known about it.

use std::ops::{Deref, Range};

use crate::prescan::Prescan;
use crate::signs::{BLOCK, Signs};

/// How finely a block that was hit is looked at again, still by vectors: what is left is looked at byte by byte.
const SUB_BLOCK: usize = 32;

/// The characters that end a line, or a paragraph, or a page. U+0085 is not among them: before repair it may be half of a
/// misread character.
pub(crate) const LINE_ENDS: [char; 6] = ['\n', '\r', '\u{b}', '\u{c}', '\u{2028}', '\u{2029}'];

/// A text as a [`Pass`](crate::Pass) is given it: a `&str`, and what is known about it.
///
/// It derefs to `str`, so every method of that can be called on it.
///
/// ```
/// use textmend::{Edits, Pass, Pipeline, Text};
///
/// /// Marks what stands around an article that the page holds more than once.
/// struct Outside;
///
/// impl Pass for Outside {
///     fn name(&self) -> &'static str {
///         "outside"
///     }
///
///     fn run(&self, text: &Text<'_>, edits: &mut Edits) {
///         if let Some(first) = text.article().next() {
///             edits.finding(0..first.start, "before the article", "outside");
///         }
///         assert!(text.starts_with("Home"));
///     }
/// }
///
/// let doc = Pipeline::builder().pass(Outside).build()?.run(b"Home | News")?;
/// assert_eq!(doc.findings().count(), 0); // nobody said what the article is
/// # Ok::<(), textmend::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Text<'t> {
    text: &'t str,
    prescan: &'t Prescan,
    article: &'t [Range<u32>],
}

impl<'t> Text<'t> {
    pub(crate) fn new(text: &'t str, prescan: &'t Prescan, article: &'t [Range<u32>]) -> Self {
        Self { text, prescan, article }
    }

    /// The text.
    pub fn as_str(&self) -> &'t str {
        self.text
    }

    /// The byte ranges that a pass before has [proved](crate::Edits::article) to be the article, where one has, in order.
    pub fn article(&self) -> impl ExactSizeIterator<Item = Range<usize>> + 't {
        self.article.iter().map(|range| range.start as usize..range.end as usize)
    }

    /// Whether the text shows one of `signs` anywhere.
    pub(crate) fn shows(&self, signs: Signs) -> bool {
        self.prescan.all().meets(signs)
    }

    /// The stretches of the text outside of which none of `signs` stands: some blocks long, from left to right, disjoint,
    /// and not necessarily on character boundaries.
    pub(crate) fn stretches(&self, signs: Signs) -> impl Iterator<Item = Range<usize>> + use<'t> {
        let (blocks, len) = (self.prescan.blocks(), self.text.len());
        let mut at = if self.shows(signs) { 0 } else { blocks.len() };
        std::iter::from_fn(move || {
            let rest = blocks.get(at..)?;
            let start = at + rest.iter().position(|block| block.meets(signs))?;
            let long = blocks.get(start..)?.iter().position(|block| !block.meets(signs));
            at = long.map_or(blocks.len(), |long| start + long);
            Some(start * BLOCK..len.min(at * BLOCK))
        })
    }

    /// The lines that the stretches of `signs` reach into: where each starts, and the line with what [ends](LINE_ENDS) it.
    pub(crate) fn lines_with(&self, signs: Signs) -> impl Iterator<Item = (usize, &'t str)> + use<'t> {
        let text = self.text;
        let only_newlines = !self.shows(Signs::CONTROL | Signs::SEPARATOR);
        let split = move |lines: Range<usize>| {
            let mut at = lines.start;
            std::iter::from_fn(move || {
                let rest = text.get(at..lines.end).filter(|rest| !rest.is_empty())?;
                let start = at;
                at += if only_newlines { line_len(rest) } else { any_line_len(rest) };
                Some((start, text.get(start..at)?))
            })
        };
        self.whole_lines(signs).flat_map(split)
    }

    /// The stretches of `signs` from line break (`\n`) to line break, each with all lines that it reaches into.
    fn whole_lines(&self, signs: Signs) -> impl Iterator<Item = Range<usize>> + use<'t> {
        let text = self.text;
        let mut stretches = self.stretches(signs).peekable();
        let line_end = move |at: usize| at + text.as_bytes().get(at..).map_or(0, newline_len);
        std::iter::from_fn(move || {
            let first = stretches.next()?;
            let before = text.as_bytes().get(..first.start).unwrap_or_default();
            let start = memchr::memrchr(b'\n', before).map_or(0, |newline| newline + 1);
            let mut end = line_end(first.end - 1);
            while let Some(next) = stretches.next_if(|next| next.start < end) {
                // Within the line its end is known: to look for it from each stretch would read a long line many times.
                if next.end > end {
                    end = line_end(next.end - 1);
                }
            }
            Some(start..end)
        })
    }

    /// The places where a window of three bytes passes `test`, from left to right, in the blocks that show `signs`.
    ///
    /// The test is run by a loop that the compiler turns into vector instructions, so it must be made of comparisons joined
    /// by `|` and `&` alone. Behind the end of the text stand zeros.
    pub(crate) fn hits(
        &self,
        signs: Signs,
        test: impl Fn(u8, u8, u8) -> bool + Copy + 't,
    ) -> impl Iterator<Item = usize> + 't {
        let bytes = self.text.as_bytes();
        let sub_blocks = |stretch: Range<usize>| {
            let end = stretch.end;
            stretch.step_by(SUB_BLOCK).map(move |start| start..end.min(start + SUB_BLOCK))
        };
        self.stretches(signs)
            .flat_map(sub_blocks)
            .filter(move |sub_block| is_hit(bytes, sub_block, test))
            .flatten()
            .filter(move |&at| test_at(bytes, at, test))
    }
}

impl Deref for Text<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        self.text
    }
}

/// The bytes up to and with the first `\n`.
fn newline_len(rest: &[u8]) -> usize {
    memchr::memchr(b'\n', rest).map_or(rest.len(), |newline| newline + 1)
}

fn line_len(rest: &str) -> usize {
    newline_len(rest.as_bytes())
}

/// The bytes up to and with the first character that ends a line.
fn any_line_len(rest: &str) -> usize {
    rest.split_inclusive(LINE_ENDS).next().map_or(rest.len(), str::len)
}

/// Whether a window that starts in `block` passes the test. May say yes for a block at the end of the text.
fn is_hit(bytes: &[u8], block: &Range<usize>, test: impl Fn(u8, u8, u8) -> bool) -> bool {
    let from = |shift: usize| bytes.get(block.start + shift..).unwrap_or_default();
    let firsts = bytes.get(block.clone()).unwrap_or_default();
    let hit = firsts.iter().zip(from(1)).zip(from(2)).fold(0, |hit, ((a, b), c)| hit | u8::from(test(*a, *b, *c)));
    hit != 0 || block.end + 2 > bytes.len()
}

fn test_at(bytes: &[u8], at: usize, test: impl Fn(u8, u8, u8) -> bool) -> bool {
    let byte = |shift| bytes.get(at + shift).copied().unwrap_or_default();
    test(byte(0), byte(1), byte(2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_is_found_wherever_it_stands() {
        for before in 0..1200 {
            let text = format!("{}\u{a0}", "x".repeat(before));
            let prescan = Prescan::of(&text);
            let hits = Text::new(&text, &prescan, &[]).hits(Signs::SPACE, |a, b, _| (a == 0xC2) & (b == 0xA0));
            assert_eq!(hits.collect::<Vec<_>>(), [before]);
        }
    }

    #[test]
    fn zeros_stand_behind_the_end() {
        let prescan = Prescan::of("a b ");
        let hits = Text::new("a b ", &prescan, &[]).hits(Signs::BLANK, |a, b, _| (a == b' ') & (b == 0));
        assert_eq!(hits.collect::<Vec<_>>(), [3]);
    }

    #[test]
    fn lines_are_whole_and_come_once() {
        let long = "x".repeat(700);
        let lines_of = |break_: &str| {
            let text = ["first", &long, &format!("{long}&{long}"), &long, &long, &long, "last"].join(break_);
            let prescan = Prescan::of(&text);
            let lines: Vec<_> = Text::new(&text, &prescan, &[])
                .lines_with(Signs::AMPERSAND)
                .map(|(start, line)| (start, line.len()))
                .collect();
            lines
        };
        assert_eq!(lines_of("\n"), [(707, 1402)]);
        assert!(lines_of("\r").contains(&(707, 1402)));
    }
}
