//! What can go wrong: a pipeline that cannot be built, a limit, and malformed bytes in strict mode.

/// Why a pipeline could not be built, or a document could not be mended.
///
/// Data never makes an error: what is wrong with a text is an [edit](crate::Edit) or a [finding](crate::Finding).
/// The three exceptions are the two limits and strict decoding, each asked for by the caller.
///
/// ```
/// use textmend::{Error, Pipeline};
///
/// let pipeline = Pipeline::builder().max_input(8).build()?;
/// let error = pipeline.run(b"more than eight bytes").unwrap_err();
/// assert!(matches!(error, Error::InputTooLarge { len: 21, limit: 8, .. }));
/// assert_eq!(error.to_string(), "input of 21 bytes exceeds the limit of 8 bytes: raise `PipelineBuilder::max_input`");
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// [`Decode::encoding`](crate::Decode::encoding) was given a name that the Encoding Standard does not know.
    #[error(
        "`{label}` is not an encoding label of the Encoding Standard: give `Decode::encoding` one of its labels, \
         like `utf-8`, `gb18030` or `windows-1252` (https://encoding.spec.whatwg.org/#names-and-labels)"
    )]
    #[non_exhaustive]
    UnknownLabel {
        /// The name as it was given.
        label: String,
    },

    /// A builder was asked to change a pass that it does not have.
    #[error("no pass or stage is named `{name}`; the builder has {}", listed(.passes))]
    #[non_exhaustive]
    UnknownPass {
        /// The name as it was given.
        name: String,
        /// The names of the passes there are, in order.
        passes: Vec<&'static str>,
    },

    /// A limit was set to a value that no document could be held to.
    #[error("`{name}` cannot be {value}: give a value in {allowed}")]
    #[non_exhaustive]
    InvalidLimit {
        /// The builder's method.
        name: &'static str,
        /// The value that was given.
        value: f64,
        /// The values that can be used.
        allowed: &'static str,
    },

    /// The input is longer than [`PipelineBuilder::max_input`](crate::PipelineBuilder::max_input) allows.
    #[error("input of {len} bytes exceeds the limit of {limit} bytes: raise `PipelineBuilder::max_input`")]
    #[non_exhaustive]
    InputTooLarge {
        /// The input's length in bytes.
        len: u64,
        /// The limit in bytes.
        limit: u64,
    },

    /// Decoding or a pass would have made the text longer than [`PipelineBuilder::max_growth`](crate::PipelineBuilder::max_growth)
    /// times the input.
    #[error(
        "pass `{pass}` would make a text of {len} bytes, and the limit of {limit} bytes is exceeded at byte {offset} of its input: \
         raise `PipelineBuilder::max_growth`"
    )]
    #[non_exhaustive]
    OutputTooLarge {
        /// The pass that proposed the edits.
        pass: &'static str,
        /// The byte of the text before the pass, or of the input for `decode`, at which the limit was passed.
        offset: u64,
        /// The length in bytes that the text would have had.
        len: u64,
        /// The limit in bytes.
        limit: u64,
    },

    /// Strict decoding found bytes that are invalid in the document's encoding.
    #[error(
        "pass `decode` found malformed {encoding} at byte {offset}: turn `Decode::strict` off to replace it with U+FFFD"
    )]
    #[non_exhaustive]
    Malformed {
        /// The name of the encoding that the bytes were read as.
        encoding: &'static str,
        /// The offset in the input, in bytes.
        offset: u64,
    },
}

fn listed(passes: &[&str]) -> String {
    if passes.is_empty() { "no passes".to_owned() } else { passes.join(", ") }
}
