//! Which passes a pipeline has, in which order, and its limits.

use std::ops::Range;

use crate::decode::Decode;
use crate::error::Error;
use crate::pass::IntoPasses;
use crate::pipeline::{MOST_INPUT, Pipeline, Step};

/// The default of [`PipelineBuilder::max_input`]: 1 GiB.
const DEFAULT_MAX_INPUT: u64 = 1 << 30;

/// The default of [`PipelineBuilder::max_growth`]. The built-in passes stay below: U+FDFA becomes 11 times as long under
/// NFKC, and no character more (UAX #15, section 9).
const DEFAULT_MAX_GROWTH: f64 = 16.0;

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

impl Pipeline {
    /// An empty builder: the pipeline only decodes. [`PipelineBuilder::default()`] has all stages.
    pub fn builder() -> PipelineBuilder {
        let pipeline = Pipeline {
            decode: Decode::new(),
            steps: Vec::new(),
            max_input: DEFAULT_MAX_INPUT,
            max_growth: DEFAULT_MAX_GROWTH,
        };
        PipelineBuilder { pipeline, unknown: None }
    }
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
