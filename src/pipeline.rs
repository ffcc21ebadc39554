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
use crate::pass::{IntoPasses, Pass};
use crate::range::{Side, widen};
use crate::source_map::Layer;
use crate::view::Text;

/// The default of [`PipelineBuilder::max_input`]: 1 GiB.
const DEFAULT_MAX_INPUT: u64 = 1 << 30;

/// Offsets are 32 bits wide.
const MOST_INPUT: u64 = u32::MAX as u64;

/// The default of [`PipelineBuilder::max_growth`]. The built-in passes stay below: U+FDFA becomes 11 times as long under
/// NFKC, and no character more (UAX #15, section 9).
const DEFAULT_MAX_GROWTH: f64 = 16.0;

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
    decode: Decode,
    steps: Vec<Step>,
    max_input: u64,
    max_growth: f64,
}

struct Step {
    pass: Box<dyn Pass>,
    report_only: bool,
    /// Rules whose edits are not made.
    without: Vec<String>,
}

impl Step {
    /// Whether `name` is that of the pass or of its stage.
    fn is_called(&self, name: &str) -> bool {
        self.pass.name().strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

/// A pass that panicked left nothing behind: passes keep no state.
impl UnwindSafe for Pipeline {}
impl RefUnwindSafe for Pipeline {}

impl Pipeline {
    /// An empty builder: the pipeline only decodes. [`PipelineBuilder::default()`] has all stages.
    pub fn builder() -> PipelineBuilder {
        PipelineBuilder {
            pipeline: Self {
                decode: Decode::new(),
                steps: Vec::new(),
                max_input: DEFAULT_MAX_INPUT,
                max_growth: DEFAULT_MAX_GROWTH,
            },
            unknown: None,
        }
    }

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

/// Puts a [`Pipeline`] together: passes run in the order in which they are added.
///
/// [`Pipeline::builder()`] starts without passes, [`PipelineBuilder::default()`] with all stages, to be changed by name. (Decoding
/// is no pass: see [`decode`](PipelineBuilder::decode).)
///
/// ```
/// use textmend::{Form, Normalize, PipelineBuilder};
///
/// let pipeline = PipelineBuilder::default()
///     .without("duplicates")
///     .without_rule("repair/residue", "script-line")
///     .replace("normalize", Normalize::new().form(Form::Nfkc))
///     .build()?;
/// assert_eq!(pipeline.clean("ﬁsh &amp; chips")?, "fish & chips");
/// # Ok::<(), textmend::Error>(())
/// ```
#[derive(Debug)]
#[must_use]
pub struct PipelineBuilder {
    pipeline: Pipeline,
    /// The first name that no pass had.
    unknown: Option<String>,
}

impl PipelineBuilder {
    /// How bytes become text. Without this call: [`Decode::new()`].
    pub fn decode(mut self, decode: Decode) -> Self {
        self.pipeline.decode = decode;
        self
    }

    /// Adds a pass, or a stage of several passes, at the end.
    pub fn pass(self, passes: impl IntoPasses) -> Self {
        self.steps(passes, false)
    }

    /// Adds a pass at the end for its report only: what it would have edited becomes findings, whose
    /// [detail](crate::Finding::detail) is the text it would have inserted, and the text stays as it is. Passes that only
    /// report do not see what others would have done: two may report one place.
    ///
    /// ```
    /// use textmend::{Normalize, Pipeline};
    ///
    /// let doc = Pipeline::builder().report_only(Normalize::new()).build()?.run(b"R&amp;D")?;
    /// assert_eq!(doc.text(), "R&amp;D");
    /// let finding = doc.findings().next().unwrap();
    /// assert_eq!((finding.source(), finding.detail()), (1..6, "&"));
    /// # Ok::<(), textmend::Error>(())
    /// ```
    pub fn report_only(self, passes: impl IntoPasses) -> Self {
        self.steps(passes, true)
    }

    /// Leaves a pass out (`"repair/gloss"`), or a whole stage (`"repair"`).
    ///
    /// A name that no pass has is an error when the pipeline is built.
    pub fn without(mut self, name: &str) -> Self {
        self.remove(name);
        self
    }

    /// Puts other passes where a pass or a stage stood: the same stage with options, as a rule.
    ///
    /// ```
    /// use textmend::{PipelineBuilder, Repair};
    ///
    /// let bold = PipelineBuilder::default().replace("repair", Repair::new().bold()).build()?;
    /// # Ok::<(), textmend::Error>(())
    /// ```
    ///
    /// A name that no pass has is an error when the pipeline is built.
    pub fn replace(mut self, name: &str, passes: impl IntoPasses) -> Self {
        if let Some(at) = self.remove(name) {
            self.pipeline.steps.splice(at..at, steps(passes, false));
        }
        self
    }

    /// Adds passes right before a pass or a stage.
    ///
    /// ```
    /// use textmend::{Edits, PipelineBuilder, pass_fn};
    ///
    /// let mask = pass_fn("mask", |text: &str, edits: &mut Edits| {
    ///     for (at, sign) in text.match_indices('@') {
    ///         edits.replace(at..at + sign.len(), " at ", "address");
    ///     }
    /// });
    /// let pipeline = PipelineBuilder::default().before("paragraphs", mask).build()?;
    /// assert_eq!(pipeline.clean("me@home &amp; you")?, "me at home & you");
    /// # Ok::<(), textmend::Error>(())
    /// ```
    ///
    /// A name that no pass has is an error when the pipeline is built.
    pub fn before(mut self, name: &str, passes: impl IntoPasses) -> Self {
        if let Some(at) = self.place(name).map(|range| range.start) {
            self.pipeline.steps.splice(at..at, steps(passes, false));
        }
        self
    }

    /// Adds passes right after a pass or a stage, as [`before`](PipelineBuilder::before) does before it.
    pub fn after(mut self, name: &str, passes: impl IntoPasses) -> Self {
        if let Some(at) = self.place(name).map(|range| range.end) {
            self.pipeline.steps.splice(at..at, steps(passes, false));
        }
        self
    }

    /// Makes no edits of one rule of a pass or stage; what it finds is still reported. Rules are what
    /// [`Edit::rule`](crate::Edit::rule) says, and a rule that no edit has changes nothing. The rule still runs, so this saves no
    /// time.
    ///
    /// ```
    /// use textmend::PipelineBuilder;
    ///
    /// let pipeline = PipelineBuilder::default().without_rule("normalize/space", "nbsp").build()?;
    /// assert_eq!(pipeline.clean("10\u{a0}km &amp; more")?, "10\u{a0}km & more");
    /// # Ok::<(), textmend::Error>(())
    /// ```
    ///
    /// A name that no pass has is an error when the pipeline is built.
    pub fn without_rule(mut self, name: &str, rule: &str) -> Self {
        let mut called = self.pipeline.steps.iter_mut().filter(|step| step.is_called(name)).peekable();
        if called.peek().is_none() {
            self.unknown.get_or_insert(name.to_owned());
        } else {
            called.for_each(|step| step.without.push(rule.to_owned()));
        }
        self
    }

    /// The longest input in bytes: 1 GiB by default, 4 GiB - 1 at most. Longer input is [`Error::InputTooLarge`].
    pub fn max_input(mut self, bytes: u64) -> Self {
        self.pipeline.max_input = bytes;
        self
    }

    /// How many times as long as its input a text may become, decoded and after each pass: 16 by default. Inputs under 1 KiB
    /// count as 1 KiB. Longer text is [`Error::OutputTooLarge`]; decoding and the passes of this crate stay below the default
    /// whatever they are given.
    pub fn max_growth(mut self, ratio: f64) -> Self {
        self.pipeline.max_growth = ratio;
        self
    }

    /// The pipeline.
    ///
    /// # Errors
    /// [`Error::InvalidLimit`] for a limit that makes no sense, [`Error::UnknownLabel`] for a forced encoding that the
    /// Encoding Standard does not know, [`Error::UnknownPass`] for a name that no pass has.
    pub fn build(self) -> Result<Pipeline, Error> {
        let pipeline = self.pipeline;
        if let Some(name) = self.unknown {
            let passes = pipeline.steps.iter().map(|step| step.pass.name()).collect();
            return Err(Error::UnknownPass { name, passes });
        }
        if !(1..=MOST_INPUT).contains(&pipeline.max_input) {
            let value = pipeline.max_input as f64;
            return Err(Error::InvalidLimit { name: "max_input", value, allowed: "1..=4294967295" });
        }
        if !(1.0..=f64::from(u32::MAX)).contains(&pipeline.max_growth) {
            let value = pipeline.max_growth;
            return Err(Error::InvalidLimit { name: "max_growth", value, allowed: "1.0..=4294967295.0" });
        }
        pipeline.decode.check()?;
        Ok(pipeline)
    }

    fn steps(mut self, passes: impl IntoPasses, report_only: bool) -> Self {
        self.pipeline.steps.extend(steps(passes, report_only));
        self
    }

    /// From the first pass of that name or stage to the last.
    fn place(&mut self, name: &str) -> Option<Range<usize>> {
        let steps = &self.pipeline.steps;
        let first = steps.iter().position(|step| step.is_called(name));
        let last = steps.iter().rposition(|step| step.is_called(name));
        if first.is_none() {
            self.unknown.get_or_insert(name.to_owned());
        }
        Some(first?..last? + 1)
    }

    /// Removes a pass or stage and says where the first of it stood.
    fn remove(&mut self, name: &str) -> Option<usize> {
        let first = self.place(name)?.start;
        self.pipeline.steps.retain(|step| !step.is_called(name));
        Some(first)
    }
}

fn steps(passes: impl IntoPasses, report_only: bool) -> impl Iterator<Item = Step> {
    passes.into_passes().into_iter().map(move |pass| Step { pass, report_only, without: Vec::new() })
}
