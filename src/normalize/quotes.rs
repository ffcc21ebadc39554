//! Typographic quotation marks.

use crate::edit::Edits;
use crate::pass::Pass;
use crate::signs::Signs;
use crate::view::Text;

/// What becomes of typographic quotation marks.
///
/// ```
/// use textmend::{Normalize, Pipeline, Quotes};
///
/// let straight = Normalize::new().quotes(Quotes::Straighten);
/// let doc = Pipeline::builder().pass(straight).build()?.run("“It’s „fine‟”, «she» said")?;
/// assert_eq!(doc.text(), "\"It's \"fine\"\", «she» said");
/// # Ok::<(), textmend::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Quotes {
    /// They stay: in most languages they are the right ones.
    #[default]
    Keep,
    /// U+2018 to U+201B become `'`, U+201C to U+201F become `"`. Guillemets and CJK brackets stay.
    Straighten,
}

/// [`Quotes::Straighten`].
pub(super) struct StraightQuotes;

impl Pass for StraightQuotes {
    fn name(&self) -> &'static str {
        "normalize/quotes"
    }

    fn run(&self, text: &Text<'_>, edits: &mut Edits) {
        let is_quote = |a, b, c| (a == 0xE2) & (b == 0x80) & (0x98..=0x9F).contains(&c);
        for at in text.hits(Signs::NON_ASCII, is_quote) {
            let range = at..at + '“'.len_utf8();
            match text.get(range.clone()) {
                Some("‘" | "’" | "‚" | "‛") => edits.replace(range, "'", "single"),
                _ => edits.replace(range, "\"", "double"),
            }
        }
    }
}
