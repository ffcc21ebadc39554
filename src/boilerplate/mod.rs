//! The page around the article: menus, share buttons, comment forms, lists of other articles, notices.
//!
//! Text has no tags that would say what a line is for, so lines are judged by what they say, how they look, where they
//! stand, and what stands next to them. Long lines are not read at all. Where the article is known (it stood in the page
//! twice), everything around it is judged by that.

mod class;
mod evidence;
mod normal;
mod phrases;
mod runs;
mod stretches;

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use crate::edit::Edits;
use crate::pass::Pass;
use crate::text::lines::line_before;
use crate::view::Text;
pub use class::LineClass;
use evidence::{Judge, has_bullet};
use normal::normalize;
use phrases::{Phrases, Strength};
use runs::{Line, Place, Side, furniture};
use stretches::{Stretch, lines, stretches};

/// Deletes the furniture of a page around its article.
///
/// Deleted are runs of lines at the head and the tail of a text, and between the copies of an article that stood there
/// twice; inside an article only runs of two and more lines that are furniture beyond doubt. A single line inside an
/// article always stays, and so do section numbers, sentences, and the title. The rule of each edit is the line's
/// [class](LineClass).
///
/// What furniture says is known in Chinese (both scripts), English, French, German, Italian, Japanese, Korean,
/// Portuguese, Russian and Spanish; [`phrases`](Self::phrases) adds more. A text of long lines costs a search for line
/// breaks; short lines that furniture may stand among cost some 20 ns a byte.
///
/// ```
/// use textmend::{Boilerplate, Pipeline};
///
/// let page = "Skip to content\nHome | News | Sports\nLog in\nThe ferry that came back\n\
///     The ferry left the north pier at six, an hour late, with forty people on board.\n\
///     She turned back at once, and all forty slept at the school that night.\n\
///     Share on Facebook\n3 comments\nLeave a comment\n";
/// let doc = Pipeline::builder().pass(Boilerplate::new()).build()?.run(page.as_bytes())?;
/// assert_eq!(
///     doc.text(),
///     "The ferry that came back\n\
///     The ferry left the north pier at six, an hour late, with forty people on board.\n\
///     She turned back at once, and all forty slept at the school that night.\n"
/// );
/// assert_eq!(doc.edits().next().unwrap().rule(), "navigation");
/// # Ok::<(), textmend::Error>(())
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct Boilerplate {
    own: Vec<(LineClass, Box<str>)>,
    built_in: bool,
    /// The automaton of a pass with phrases of its own, made when it is first needed.
    compiled: Arc<OnceLock<Phrases>>,
}

impl Default for Boilerplate {
    fn default() -> Self {
        Self { own: Vec::new(), built_in: true, compiled: Arc::default() }
    }
}

impl Boilerplate {
    /// The pass with its defaults.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds phrases that say of a line that it is furniture of this class. Case, width, punctuation and numbers do not
    /// count; a phrase that ends in a colon may be followed by anything behind that.
    ///
    /// ```
    /// use textmend::{Boilerplate, LineClass};
    ///
    /// let pass = Boilerplate::new().phrases(LineClass::Comments, ["0 kommenttia", "Kirjoita kommentti"]);
    /// assert_eq!(pass.lines("12 kommenttia")[0].class(), LineClass::Comments);
    /// ```
    pub fn phrases<P: AsRef<str>>(mut self, class: LineClass, phrases: impl IntoIterator<Item = P>) -> Self {
        self.own.extend(phrases.into_iter().map(|phrase| (class, phrase.as_ref().into())));
        self.compiled = Arc::default();
        self
    }

    /// Leaves out the built-in phrases: the added ones alone count.
    pub fn without_built_in_phrases(mut self) -> Self {
        self.built_in = false;
        self.compiled = Arc::default();
        self
    }

    /// Every line of `text` that is not blank, in order, with its class and whether the pass would delete it. Nothing is
    /// known here about copies of the article. About 20 ns a byte.
    ///
    /// ```
    /// use textmend::{Boilerplate, LineClass};
    ///
    /// let text = "The boat was past the reef when the keeper called.\n\n8.1k\nShare on Facebook\nBack to top\n";
    /// let lines = Boilerplate::new().lines(text);
    /// let classes: Vec<_> = lines.iter().map(|line| (line.range(), line.class(), line.is_furniture())).collect();
    /// assert_eq!(
    ///     classes,
    ///     [
    ///         (0..50, LineClass::Text, false),
    ///         (52..56, LineClass::Metadata, true),
    ///         (57..74, LineClass::Sharing, true),
    ///         (75..86, LineClass::Navigation, true)
    ///     ]
    /// );
    /// ```
    pub fn lines(&self, text: &str) -> Vec<ClassifiedLine> {
        let mut judge = Judge::new(self.known_phrases());
        let classified = lines(text, &(0..text.len())).map(|range| {
            let class = judge.judge(text.get(range.clone()).unwrap_or_default()).class;
            ClassifiedLine { range, class, furniture: false }
        });
        let mut all: Vec<_> = classified.collect();
        self.each_run(text, &[], |run| {
            let from = run.first().map_or(0, |line| line.range.start);
            let first = all.partition_point(|line| line.range.start < from);
            all.iter_mut().skip(first).take(run.len()).for_each(|line| line.furniture = true);
        });
        all
    }

    fn known_phrases(&self) -> &Phrases {
        if self.own.is_empty() && self.built_in {
            return Phrases::built_in();
        }
        self.compiled.get_or_init(|| Phrases::with(&self.own, self.built_in))
    }

    /// Calls `found` with every run of furniture, from left to right. `article` is what is known to be the article.
    fn each_run(&self, text: &str, article: &[Range<usize>], mut found: impl FnMut(&[Line])) {
        let title = article.first().and_then(|first| lines(text, first).next());
        let mut look_at = |stretch: Stretch, side: Option<Side>| {
            let place = Place { first: stretch.first, last: stretch.last && side != Some(Side::Before), side };
            let lines = self.judged(text, &stretch, title.as_ref());
            furniture(&lines, place, |run| found(lines.get(run).unwrap_or_default()));
        };
        if article.is_empty() {
            let phrases = self.known_phrases();
            let bullet = |line: &str| if has_bullet(line) { Strength::Likely } else { Strength::Filler };
            let beginning = |line: &str| phrases.beginning(line).max(bullet(line));
            return stretches(text, beginning, |stretch| look_at(stretch, None));
        }
        for (range, side) in around(article, text.len()) {
            look_at(Stretch { range, first: true, last: true }, Some(side));
        }
    }

    fn judged(&self, text: &str, stretch: &Stretch, title: Option<&Range<usize>>) -> Vec<Line> {
        let mut judge = Judge::new(self.known_phrases());
        let line = |range: Range<usize>| {
            let evidence = judge.judge(text.get(range.clone()).unwrap_or_default());
            let is_title = title.is_some_and(|title| is_same(text, title, &range));
            Line { range, evidence, is_title }
        };
        lines(text, &stretch.range).map(line).collect()
    }
}

impl Pass for Boilerplate {
    fn name(&self) -> &'static str {
        "boilerplate"
    }

    fn run(&self, text: &Text<'_>, edits: &mut Edits) {
        let article: Vec<Range<usize>> = text.article().collect();
        let mut deleted = 0;
        self.each_run(text, &article, |run| deleted = delete(text, run, deleted, edits));
    }
}

/// One line of a text, as [`Boilerplate::lines`] sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassifiedLine {
    range: Range<usize>,
    class: LineClass,
    furniture: bool,
}

impl ClassifiedLine {
    /// Where the line stands in the text, in bytes, without its line break.
    pub fn range(&self) -> Range<usize> {
        self.range.clone()
    }

    /// What the line is.
    pub fn class(&self) -> LineClass {
        self.class
    }

    /// Whether the pass would delete it.
    pub fn is_furniture(&self) -> bool {
        self.furniture
    }
}

/// What lies around the parts of the article, and on which side of it.
fn around(article: &[Range<usize>], len: usize) -> impl Iterator<Item = (Range<usize>, Side)> {
    let starts = std::iter::once(0).chain(article.iter().map(|range| range.end));
    let ends = article.iter().map(|range| range.start).chain([len]);
    starts.zip(ends).enumerate().map(move |(index, (start, end))| {
        let side = if index == 0 { Side::Before } else { Side::Behind };
        (start..end.max(start), side)
    })
}

/// Whether two lines differ in case, width and punctuation at most.
fn is_same(text: &str, x: &Range<usize>, y: &Range<usize>) -> bool {
    let normal = |line: &Range<usize>| {
        let mut out = String::new();
        normalize(text.get(line.clone()).unwrap_or_default(), &mut out);
        out
    };
    normal(x) == normal(y)
}

/// Deletes a run of lines, each by the name of its class, with the line breaks on that side where there are fewer. Returns
/// where that ends; everything up to `deleted` is gone already.
fn delete(text: &str, run: &[Line], deleted: usize, edits: &mut Edits) -> usize {
    let Some((first, last)) = run.first().zip(run.last()) else { return deleted };
    let whole = with_breaks(text, first.range.start..last.range.end);
    for (index, line) in run.iter().enumerate() {
        let start = if index == 0 { whole.start.max(deleted) } else { line.range.start };
        let end = run.get(index + 1).map_or(whole.end, |next| next.range.start);
        edits.delete(start..end, line.evidence.class.name());
    }
    whole.end
}

/// Lines with the line breaks on one side: of those before and those behind, what parts the neighbours more stays. At the
/// end of the text one line break stays if there is one.
fn with_breaks(text: &str, lines: Range<usize>) -> Range<usize> {
    let before = line_before(text, &lines).map(|line| line.end);
    let behind = text.get(lines.end..).unwrap_or_default();
    let next = text.len() - behind.trim_start_matches('\n').len();
    let breaks = |range: Range<usize>| text.get(range).unwrap_or_default().matches('\n').count();
    match before {
        Some(before) if behind.trim().is_empty() => before + usize::from(!behind.is_empty())..text.len(),
        Some(before) if breaks(before..lines.start) < breaks(lines.end..next) => before..lines.end,
        _ => lines.start..next,
    }
}
