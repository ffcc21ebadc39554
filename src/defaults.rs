//! The default pipeline: the one file that knows which stages there are and in which order they run.

use std::sync::LazyLock;

use crate::boilerplate::Boilerplate;
use crate::builder::PipelineBuilder;
use crate::decode::Decode;
use crate::duplicate::DuplicateHalves;
use crate::input::Input;
use crate::normalize::Normalize;
use crate::paragraph::Paragraphs;
use crate::pipeline::Pipeline;
use crate::repair::Repair;

impl Default for Pipeline {
    /// Every stage of the crate, with its defaults: decode, repair, normalize, duplicate halves, boilerplate, paragraphs.
    /// [`PipelineBuilder::default()`] is the same to change.
    fn default() -> Self {
        PipelineBuilder::default().build().expect("the default limits are valid and no encoding is forced")
    }
}

impl Default for PipelineBuilder {
    /// Every stage of the crate, with its defaults.
    ///
    /// Repair comes before normalization, which would fold the evidence away: C1 controls, no-break spaces, soft hyphens.
    fn default() -> Self {
        Pipeline::builder()
            .decode(Decode::new())
            .pass(Repair::new())
            .pass(Normalize::new())
            .pass(DuplicateHalves::new())
            .pass(Boilerplate::new())
            .pass(Paragraphs::new())
    }
}

/// Mends a page with the default pipeline. Never fails on data.
///
/// An input of 4 GiB or more, or whose text would be, is read as UTF-8 with U+FFFD for what is malformed, and not mended: use a
/// [`Pipeline`] where that can happen and matters.
///
/// ```
/// assert_eq!(textmend::clean("Fish &amp; chips\u{a0}!\r\n".as_bytes()), "Fish & chips !\n");
/// ```
pub fn clean(bytes: &[u8]) -> String {
    static PIPELINE: LazyLock<Pipeline> =
        LazyLock::new(|| PipelineBuilder::default().max_input(u32::MAX.into()).build().expect("the limits are valid"));
    PIPELINE.clean(Input::from(bytes)).unwrap_or_else(|_| String::from_utf8_lossy(bytes)).into_owned()
}
