//! Bytes of a scraped page in, clean paragraphs out, every edit accounted for.

mod byte_map;
mod decode;
mod decoding;
mod defaults;
mod document;
mod duplicate;
mod edit;
mod error;
mod input;
mod marks;
mod normalize;
mod paragraph;
mod pass;
mod pipeline;
mod repair;
mod report;
mod source_map;
mod text;

pub use decode::Decode;
pub use decoding::{Decoding, Evidence};
pub use defaults::clean;
pub use document::{Document, Edit, Finding, Paragraph};
pub use duplicate::DuplicateHalves;
pub use edit::Edits;
pub use error::Error;
pub use input::Input;
pub use marks::ParagraphKind;
pub use normalize::{Form, Normalize, Quotes, Width};
pub use paragraph::Paragraphs;
pub use pass::{IntoPasses, Pass, pass_fn};
pub use pipeline::{Pipeline, PipelineBuilder};
pub use repair::{Repair, RepairPart};
pub use report::{Report, RuleCount};
pub use source_map::SourceMap;
