//! The extension surface: a pass is a pure function from a text to a list of edits.

use std::sync::Arc;

use crate::edit::Edits;
use crate::view::Text;

/// One step of a [`Pipeline`](crate::Pipeline): reads a text and proposes edits to it.
///
/// A pass cannot change the text, so it cannot lose track of where the text came from; what it proposes is applied,
/// counted and mapped by the pipeline. The same text must always give the same edits, so a pass keeps no state from one text to
/// the next. Closures become passes with [`pass_fn`]; boxed and shared passes are passes, too.
///
/// ```
/// use textmend::{Edits, Pass, Pipeline, Text};
///
/// struct Shout;
///
/// impl Pass for Shout {
///     fn name(&self) -> &'static str {
///         "shout"
///     }
///
///     fn run(&self, text: &Text<'_>, edits: &mut Edits) {
///         for (at, mark) in text.match_indices('.') {
///             edits.replace(at..at + mark.len(), "!", "full-stop");
///         }
///     }
/// }
///
/// let doc = Pipeline::builder().pass(Shout).build()?.run(b"Yes. No.")?;
/// assert_eq!(doc.text(), "Yes! No!");
/// # Ok::<(), textmend::Error>(())
/// ```
pub trait Pass: Send + Sync {
    /// What reports and errors call the pass: short, kebab-case, with a `/` below its stage (`normalize/space`).
    fn name(&self) -> &'static str;

    /// Proposes edits to `text`, which is a `&str` and what is known about it. Ranges are byte ranges of it, on character
    /// boundaries.
    fn run(&self, text: &Text<'_>, edits: &mut Edits);
}

/// Makes a pass of a closure from a text to edits. See [`Edits`] for an example.
pub fn pass_fn<F>(name: &'static str, run: F) -> impl Pass
where
    F: Fn(&str, &mut Edits) + Send + Sync,
{
    PassFn { name, run }
}

struct PassFn<F> {
    name: &'static str,
    run: F,
}

impl<F: Fn(&str, &mut Edits) + Send + Sync> Pass for PassFn<F> {
    fn name(&self) -> &'static str {
        self.name
    }

    fn run(&self, text: &Text<'_>, edits: &mut Edits) {
        (self.run)(text, edits);
    }
}

/// What a [`PipelineBuilder`](crate::PipelineBuilder) takes: a single [`Pass`], or a stage that is several passes in a
/// row (each sees the text as the one before left it).
pub trait IntoPasses {
    /// The passes, in the order they run.
    fn into_passes(self) -> Vec<Box<dyn Pass>>;
}

impl<P: Pass + ?Sized> Pass for Box<P> {
    fn name(&self) -> &'static str {
        (**self).name()
    }

    fn run(&self, text: &Text<'_>, edits: &mut Edits) {
        (**self).run(text, edits);
    }
}

impl<P: Pass + ?Sized> Pass for Arc<P> {
    fn name(&self) -> &'static str {
        (**self).name()
    }

    fn run(&self, text: &Text<'_>, edits: &mut Edits) {
        (**self).run(text, edits);
    }
}

/// Passes chosen at run time, in order.
impl IntoPasses for Vec<Box<dyn Pass>> {
    fn into_passes(self) -> Vec<Box<dyn Pass>> {
        self
    }
}

impl<P: Pass + 'static> IntoPasses for P {
    fn into_passes(self) -> Vec<Box<dyn Pass>> {
        vec![Box::new(self)]
    }
}
