//! The only loop, and the only place where edits are applied.

use std::borrow::Cow;
use std::fmt;
use std::mem;
use std::ops::Range;
use std::panic::{RefUnwindSafe, UnwindSafe};

use crate::decode::Decode;
use crate::document::Document;
use crate::edit::Edits;
use crate::error::Error;
use crate::input::Input;
use crate::pass::Pass;
use crate::range::{Side, widen};
use crate::source_map::Layer;
use crate::view::Text;

/// Offsets are 32 bits wide.
pub(crate) const MOST_INPUT: u64 = u32::MAX as u64;

/// Inputs shorter than this may grow as if they were this long.
const GROWTH_FLOOR: u64 = 1024;

/// Decoding and passes, in the order they were added, ready to run on any number of documents from any number of threads.
///
/// [`Pipeline::default()`] has all the stages of the crate, with safe defaults; [`Pipeline::builder()`] starts empty.
///
/// ```
/// use textmend::{DuplicateHalves, Normalize, Paragraphs, Pipeline};
///
/// let pipeline = Pipeline::builder()
///     .pass(Normalize::new())
///     .pass(DuplicateHalves::new())
///     .pass(Paragraphs::new())
///     .build()?;
/// let doc = pipeline.run(b"One\r\n\r\n\r\n\r\nTwo")?;
/// let paragraphs: Vec<_> = doc.paragraphs().map(|paragraph| paragraph.text()).collect();
/// assert_eq!(paragraphs, ["One", "Two"]);
/// # Ok::<(), textmend::Error>(())
/// ```
pub struct Pipeline {
    pub(crate) decode: Decode,
    pub(crate) steps: Vec<Step>,
    pub(crate) max_input: u64,
    pub(crate) max_growth: f64,
}

/// A pass, and what is to be done with its edits.
pub(crate) struct Step {
    pub(crate) pass: Box<dyn Pass>,
    pub(crate) report_only: bool,
    /// Rules whose edits are not made.
    pub(crate) without: Vec<String>,
}

impl Step {
    /// Whether `name` is that of the pass or of its stage.
    pub(crate) fn is_called(&self, name: &str) -> bool {
        self.pass.name().strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

/// A pass that panicked left nothing behind: passes keep no state.
impl UnwindSafe for Pipeline {}
impl RefUnwindSafe for Pipeline {}

impl Pipeline {
    /// Mends one document. Takes bytes (`&[u8]`, `Vec<u8>`), text that is decoded already (`&str`, `String`), or an [`Input`] that
    /// says more about them.
    ///
    /// # Errors
    /// [`Error::InputTooLarge`] and [`Error::OutputTooLarge`] where a limit is passed, [`Error::Malformed`] where
    /// decoding is [strict](Decode::strict). No other data makes an error.
    pub fn run<'a>(&self, input: impl Into<Input<'a>>) -> Result<Document, Error> {
        let mut doc = Document::default();
        self.run_into(input, &mut doc)?;
        Ok(doc)
    }

    /// Mends one document into `doc`, reusing its buffers: a batch of short clean documents allocates nothing.
    ///
    /// ```
    /// use textmend::{Document, Pipeline};
    ///
    /// let pipeline = Pipeline::default();
    /// let mut doc = Document::default();
    /// for page in [&b"first"[..], b"second"] {
    ///     pipeline.run_into(page, &mut doc)?;
    ///     assert_eq!(doc.text().as_bytes(), page);
    /// }
    /// # Ok::<(), textmend::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`run`](Pipeline::run); `doc` is then empty.
    pub fn run_into<'a>(&self, input: impl Into<Input<'a>>, doc: &mut Document) -> Result<(), Error> {
        let text = match self.mend(input.into(), doc) {
            Ok(text) => text,
            Err(error) => {
                doc.clear();
                return Err(error);
            }
        };
        match text {
            Cow::Borrowed(text) => doc.text.push_str(text),
            Cow::Owned(text) => doc.text = text,
        }
        Ok(())
    }

    /// The mended text alone. Clean UTF-8 is borrowed from the input: no byte is copied.
    ///
    /// ```
    /// use std::borrow::Cow;
    ///
    /// let pipeline = textmend::Pipeline::default();
    /// assert!(matches!(pipeline.clean("nothing to mend".as_bytes())?, Cow::Borrowed(_)));
    /// assert_eq!(pipeline.clean("fish &amp; chips".as_bytes())?, "fish & chips");
    /// # Ok::<(), textmend::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`run`](Pipeline::run).
    pub fn clean<'a>(&self, input: impl Into<Input<'a>>) -> Result<Cow<'a, str>, Error> {
        self.mend(input.into(), &mut Document::default())
    }

    /// Fills everything of `doc` but its text, which is given back: borrowed from the input where nothing changed it,
    /// else in one of the document's own buffers.
    fn mend<'a>(&self, input: Input<'a>, doc: &mut Document) -> Result<Cow<'a, str>, Error> {
        doc.clear();
        let input_len = input.len() as u64;
        if input_len > self.max_input {
            return Err(Error::InputTooLarge { len: input_len, limit: self.max_input });
        }
        let limit = ((self.max_growth * input_len.max(GROWTH_FLOOR) as f64) as u64).min(MOST_INPUT);
        let mut text = self.decode.decode(input, doc)?;
        if text.len() as u64 > limit {
            let offset = u64::from(doc.map.to_input(limit as u32..limit as u32, 0).start);
            return Err(Error::OutputTooLarge { pass: "decode", offset, len: text.len() as u64, limit });
        }
        if !self.steps.is_empty() {
            doc.spare.prescan.scan(&text);
        }
        let mut edits = doc.spare.edits.pop().unwrap_or_default();
        for step in &self.steps {
            edits.reset(step.pass.name(), text.len() as u32);
            step.pass.run(&Text::new(&text, &doc.spare.prescan, &doc.spare.article), &mut edits);
            if edits.is_silent() {
                continue;
            }
            let all_made = edits.settle(&text, &step.without) && !step.report_only;
            check_growth(step.pass.name(), &edits, limit)?;
            collect_findings(step, &edits, doc);
            collect_marks(&edits, all_made, doc);
            if !step.report_only && !edits.is_empty() {
                text = Cow::Owned(apply(&edits, text, doc));
                let edits = mem::replace(&mut edits, doc.spare.edits.pop().unwrap_or_default());
                doc.map.layers.push(Layer { pass: step.pass.name(), edits });
            }
        }
        doc.spare.edits.push(edits);
        Ok(text)
    }
}

/// Makes the edited text in one of the document's buffers, and moves along what is known about the text.
fn apply(edits: &Edits, text: Cow<'_, str>, doc: &mut Document) -> String {
    let mut mended = mem::take(&mut doc.spare.text);
    edits.apply(&text, &mut mended);
    if let Cow::Owned(outdated) = text {
        doc.spare.text = outdated;
    }
    doc.spare.prescan.follow(edits, &mended, &mut doc.spare.outdated_prescan);
    follow(edits, &mut doc.paragraphs, |(range, _)| range);
    follow(edits, &mut doc.spare.article, |range| range);
    mended
}

fn check_growth(pass: &'static str, edits: &Edits, limit: u64) -> Result<(), Error> {
    if let Some(overflow) = edits.overflow() {
        return Err(Error::OutputTooLarge { pass, offset: overflow.offset, len: overflow.len, limit });
    }
    let len = u64::from(edits.len_on(Side::After));
    if len <= limit || len <= u64::from(edits.len_on(Side::Before)) {
        return Ok(());
    }
    let kept = |end: u32| u64::from(edits.len_on(Side::Before) - end);
    let passed = edits.replacements().find(|edit| u64::from(edit.after.end) + kept(edit.before.end) > limit);
    let offset = passed.map_or(0, |edit| u64::from(edit.before.start));
    Err(Error::OutputTooLarge { pass, offset, len, limit })
}

/// Takes over what the pass found, and, for a pass that only reports, what it would have done.
fn collect_findings(step: &Step, edits: &Edits, doc: &mut Document) {
    let pass = step.pass.name();
    for (range, rule, detail) in edits.marks().findings.iter() {
        push_finding(doc, range, (pass, edits.rule(rule)), detail);
    }
    if step.report_only {
        for edit in edits.replacements() {
            push_finding(doc, edit.before, (pass, edit.rule), edit.text);
        }
    }
}

/// Adds a finding about `range` of the text as the layers so far have made it.
fn push_finding(doc: &mut Document, range: Range<u32>, name: (&'static str, &'static str), detail: &str) {
    let source = doc.map.to_input(range, doc.map.layers.len());
    doc.push_finding(source, name, detail);
}

/// Takes over copies, as ranges of the input, and the article and paragraphs, as they stand before the pass's own edits. The
/// article is what the edits leave of it: where they were not all made, more of it may stand.
fn collect_marks(edits: &Edits, all_made: bool, doc: &mut Document) {
    let marks = edits.marks();
    let map = &doc.map;
    doc.copies.extend(marks.copies.iter().map(|copy| widen(map.to_input(copy.clone(), map.layers.len()))));
    if all_made && !marks.article.is_empty() {
        doc.spare.article.clone_from(&marks.article);
    }
    if !marks.paragraphs.is_empty() {
        doc.paragraphs.clone_from(&marks.paragraphs);
    }
}

/// Moves the ranges of marks along with the edits; marks of what was deleted are gone. What an edit put in the place of two marks'
/// edges is of the first.
fn follow<M>(edits: &Edits, marks: &mut Vec<M>, range: impl Fn(&mut M) -> &mut Range<u32>) {
    let mut end = 0;
    marks.retain_mut(|mark| {
        let range = range(mark);
        let moved = edits.across(range.clone(), Side::Before);
        *range = moved.start.max(end)..moved.end;
        end = end.max(moved.end);
        range.start < range.end
    });
}

impl fmt::Debug for Pipeline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let passes: Vec<_> = self.steps.iter().map(|step| step.pass.name()).collect();
        f.debug_struct("Pipeline")
            .field("decode", &self.decode)
            .field("passes", &passes)
            .field("max_input", &self.max_input)
            .field("max_growth", &self.max_growth)
            .finish()
    }
}
