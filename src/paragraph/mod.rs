//! Paragraphs: the lines that a margin broke are joined, and every paragraph is named and measured.
//!
//! The layout is judged from the whole document first (`layout`, `survey`, `margin`): whether there is a margin and by
//! what measure, whether first lines are indented, whether empty lines part paragraphs or all lines, whether pages cut the
//! text (`pages`). Then lines are joined or kept
//! (`flow`, `group`), the joints are chosen by script and by the document's own words (`seam`), and all is written down
//! (`write`). Sentences are found when they are asked for (`sentence`).

mod abbreviation;
mod edges;
mod flow;
mod group;
mod layout;
mod lines;
mod margin;
mod pages;
mod rows;
mod seam;
mod sentence;
mod sentence_break;
mod shape;
mod span;
mod survey;
mod unit;
mod words;
mod write;

use std::cell::Cell;

use crate::edit::Edits;
use crate::pass::Pass;
use crate::view::Text;
pub use abbreviation::Abbreviations;
use flow::Grouping;
use group::Group;
use layout::Layout;
use lines::Line;
pub use sentence::{Sentence, Sentences};
use survey::Survey;
use write::{Listing, Writer};

/// Splits a text into paragraphs, and joins the lines of those that were wrapped.
///
/// Text whose paragraphs are one line each comes through without an edit, whatever stands between them. Where a margin
/// broke the lines ([it is measured](#how-a-line-is-judged)), they become one line again: nothing
/// is put between Han and kana, a space between other words, and a hyphen that only cut a word goes. Page numbers and
/// running heads in the middle of paragraphs go with the breaks that they stood in. The lines of verse, code, tables,
/// lists and headings stay lines.
///
/// After the pass an empty line stands between paragraphs that were unwrapped, and the text splits the same way again.
/// [`Document::paragraphs`](crate::Document::paragraphs) gives each with its [kind](crate::ParagraphKind).
///
/// # How a line is judged
/// A program that wraps text ends a line where the next word would have passed the margin. So two lines are joined when
/// the first word of the second would not have fitted on the first, and kept apart when it would have, for then
/// somebody broke the line on purpose. Widths are display widths (UAX #11), or characters, whichever explains more of
/// the document's line breaks. A margin is believed only where it would have forced a third of the breaks, some of them
/// within a clause, and where no more than one line in fifty passes it although it could have been broken before.
/// Where an empty line stands behind every line, and a margin forced three fifths of the breaks all the same, the empty
/// lines are noise.
///
/// # The rules of its edits
/// | rule | what it does |
/// |---|---|
/// | `line-wrap` | a line break that the margin forced becomes a space, or nothing where East Asian text meets another script without one |
/// | `line-wrap-unspaced` | it becomes nothing between East Asian characters |
/// | `soft-hyphen` | it goes, with a soft hyphen before it |
/// | `word-break` | it goes, with a hyphen that only cut a word |
/// | `line-wrap-hyphen` | it goes, and the hyphen stays, which belongs to the word |
/// | `page-break` | what stands between two pages in the middle of a paragraph goes: breaks, a number, a running head |
/// | `page-furniture` | a page number or a running head between paragraphs goes |
/// | `paragraph-break` | an empty line stands between paragraphs that had none |
/// | `paragraph-indent` | the indent of a first line goes, for the empty line says the same |
///
/// ```
/// use textmend::{Paragraphs, Pipeline};
///
/// let page = "The ferry leaves the island at seven, long\n\
///             before the shops open, and is back at noon\n\
///             with the mail.\n\
///             \n\
///             Nobody meets it.";
/// let doc = Pipeline::builder().pass(Paragraphs::new()).build()?.run(page.as_bytes())?;
/// let paragraphs: Vec<_> = doc.paragraphs().map(|paragraph| paragraph.text()).collect();
/// assert_eq!(paragraphs, [
///     "The ferry leaves the island at seven, long before the shops open, and is back at noon with the mail.",
///     "Nobody meets it.",
/// ]);
/// # Ok::<(), textmend::Error>(())
/// ```
///
/// # Cost
/// Clean text costs a search for its line breaks and a look at both ends of each line: two to three instructions a byte
/// where paragraphs are one line each, and no allocation once a thread has run a document. Only where enough lines end in
/// the middle of a clause are up to 512 of them measured, and all where a margin was found: some 28 instructions a byte.
/// Linear in the text, whatever it holds. While the pass runs it keeps 44 bytes a line.
#[derive(Clone, Debug)]
#[must_use]
pub struct Paragraphs {
    unwrap: bool,
    keep_line_breaks: bool,
    smallest: usize,
}

impl Default for Paragraphs {
    fn default() -> Self {
        Self { unwrap: true, keep_line_breaks: true, smallest: 1 }
    }
}

impl Paragraphs {
    /// Joins wrapped lines, keeps those of verse and code, and lists paragraphs of any length.
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether wrapped lines are joined: true by default. Without, the pass makes no edit, and every line outside verse
    /// and code is a paragraph.
    ///
    /// ```
    /// use textmend::{Paragraphs, Pipeline};
    ///
    /// let page = b"a margin of no more than thirty\ncharacters broke these lines at\nthe words that passed it";
    /// let doc = Pipeline::builder().pass(Paragraphs::new().unwrap(false)).build()?.run(page)?;
    /// assert_eq!(doc.paragraphs().len(), 3);
    /// # Ok::<(), textmend::Error>(())
    /// ```
    pub fn unwrap(mut self, unwrap: bool) -> Self {
        self.unwrap = unwrap;
        self
    }

    /// Whether the lines of verse and code stay lines of one paragraph: true by default. Without, each is a paragraph.
    ///
    /// ```
    /// use textmend::{Paragraphs, Pipeline};
    ///
    /// let poem = b"Rain on the tin roof,\nthree goats under it.\n\nThe fourth goat\nlikes the rain.";
    /// let split = |pass| Ok::<_, textmend::Error>(Pipeline::builder().pass(pass).build()?.run(poem)?.paragraphs().len());
    /// assert_eq!(split(Paragraphs::new())?, 2);
    /// assert_eq!(split(Paragraphs::new().keep_line_breaks(false))?, 4);
    /// # Ok::<(), textmend::Error>(())
    /// ```
    pub fn keep_line_breaks(mut self, keep: bool) -> Self {
        self.keep_line_breaks = keep;
        self
    }

    /// The fewest characters that a paragraph has: 1 by default. Shorter ones stay in the text and are not listed.
    pub fn smallest(mut self, chars: usize) -> Self {
        self.smallest = chars;
        self
    }
}

impl Pass for Paragraphs {
    fn name(&self) -> &'static str {
        "paragraphs"
    }

    fn run(&self, text: &Text<'_>, edits: &mut Edits) {
        let mut space = WORKSPACE.take();
        self.split(text, &mut space, edits);
        if space.lines.capacity() <= MOST_KEPT {
            WORKSPACE.set(space);
        }
    }
}

impl Paragraphs {
    fn split(&self, text: &Text<'_>, Workspace { lines, survey, groups }: &mut Workspace, edits: &mut Edits) {
        lines::read_lines(text, lines);
        rows::mark_rows(text, lines);
        let layout = Layout::of(text, lines, survey);
        let furniture = if self.unwrap { pages::join_pages(text, lines, &layout) } else { Vec::new() };
        groups.clear();
        groups.extend(Grouping { text, lines, layout: &layout, unwrap: self.unwrap }.groups());
        let listing = Listing { smallest: self.smallest, split: !self.keep_line_breaks };
        Writer { text, lines, furniture: &furniture, listing }.write(groups, edits);
    }
}

/// What the pass fills for each document, kept for the next one that the thread runs.
#[derive(Debug, Default)]
struct Workspace {
    lines: Vec<Line>,
    survey: Survey,
    groups: Vec<Group>,
}

/// Room for so many lines is kept, some three megabytes with what else is; more is given back.
const MOST_KEPT: usize = 1 << 16;

thread_local! {
    static WORKSPACE: Cell<Workspace> = Cell::default();
}
