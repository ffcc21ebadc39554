/*!
Bytes of a scraped page in, clean paragraphs out, every edit accounted for.

```
let page = b"Caf\xe9&nbsp;noir\x85\r\n\r\n\r\n\r\nTwo sugars,\xa0please.";
let doc = textmend::Pipeline::default().run(page)?;

let paragraphs: Vec<_> = doc.paragraphs().map(|paragraph| paragraph.text()).collect();
assert_eq!(paragraphs, ["Café noir…", "Two sugars, please."]);
assert_eq!(doc.encoding(), "windows-1252");

// Which bytes of the page does the second paragraph come from, and what was done to the first?
assert_eq!(doc.paragraphs().last().unwrap().source(), 23..42);
let edit = doc.edits().next().unwrap();
assert_eq!((edit.rule(), edit.source(), edit.inserted()), ("reference", 4..10, "\u{a0}"));
# Ok::<(), textmend::Error>(())
```

For the text alone, [`clean(bytes)`](clean) is one call, with the same defaults, and never fails on data.

# The stages

A [`Pipeline`] decodes and then runs passes in the order in which they were added. The
[default pipeline](Pipeline#impl-Default-for-Pipeline) has them all:

| stage | what it does |
|---|---|
| [`Decode`] | byte order marks, UTF-8, UTF-16 and UTF-32, labels, detection; every malformed range reported |
| [`Repair`] | text read in the wrong encoding, damaged references and escapes, glosses, markup left over |
| [`Normalize`] | character references, control and invisible characters, line ends and blanks, widths, normalization form |
| [`DuplicateHalves`] | the article that stands twice in its own page: found, marked, kept once |
| [`Boilerplate`] | menus, share buttons, comment forms, related headlines: classified, and dropped where they stand in runs |
| [`Paragraphs`] | paragraphs with their kind and place |

Each has options, and each can be left out, put elsewhere, or [run for its report only](PipelineBuilder::report_only). A
pass of your own is a [closure](pass_fn) or a type that implements [`Pass`].

To adjust the default pipeline, start from [`PipelineBuilder::default()`] and change it by name: [`without`](PipelineBuilder::without)
a stage, a pass or [a rule](PipelineBuilder::without_rule), with another one [in its place](PipelineBuilder::replace), or with passes
of your own [`before`](PipelineBuilder::before) or [`after`](PipelineBuilder::after) one.

```
use textmend::{PipelineBuilder, Repair};

let pipeline = PipelineBuilder::default()
    .replace("repair", Repair::new().bold())
    .without("repair/escapes")
    .without("boilerplate")
    .build()?;
# Ok::<(), textmend::Error>(())
```

# Where a sentence came from

Every range of the output names the bytes of the input that it came from, through legacy encodings and all passes:
[`Document::source`], [`Paragraph::source`], [`Edit::source`], and [`SourceMap`] for both directions. The map costs 16 bytes and
the inserted text for each edit (up to twice that while a vector has room to grow), and nothing for text that nothing touched.
[`Document::edits_in`] lists the edits behind a range.

```
use textmend::{Input, Pipeline};

let page = b"\xb5\xda\xd2\xbb\xb6\xce\r\n\r\n\xb5\xda\xb6\xfe\xb6\xce"; // two short paragraphs in GB18030
let doc = Pipeline::default().run(Input::from(page).label("gb18030"))?;
let second = doc.paragraphs().nth(1).unwrap();
assert_eq!((second.text(), second.source()), ("第二段", 10..16));
assert_eq!(doc.quote(page, second.source()), "第二段");
# Ok::<(), textmend::Error>(())
```

# Guarantees

- **Clean text comes back as it was**, without an edit, and without a copy where the caller does not need one
  ([`Pipeline::clean`]).
- **No byte is lost silently.** What is in the input and not in the output is in an [edit](Document::edits) or a
  [finding](Document::findings), under [a rule of this list](_documentation::rules). Decoding aside, what no edit touched is the
  input, byte for byte; what decoding replaced or left out is a finding, but for the escape sequences that belong to an encoding.
- **Mending twice changes nothing more** than mending once: for normalization and duplicates on any text, for repair and
  paragraphs on text that reads as text. On noise (stray control characters inside damage) a second run may find more to repair; it
  may see a margin that the first did not believe in (4 of 415 READMEs and manuals), and boilerplate another run of lines. Where
  there was more damage than one document is searched for (`not-searched`), a second run goes on from there.
- **The same input gives the same output**, on every machine and whatever was mended before. The only state besides the
  pipeline's options is tables that are built once, and buffers that are reused.
- Text is never reordered.

# Untrusted input

Pages come from strangers. No input makes a pass panic; cost is linear in the input; there is no recursion. Two limits,
[`max_input`](PipelineBuilder::max_input) and [`max_growth`](PipelineBuilder::max_growth), bound memory, with a typed
[error](Error) where one is passed. UTF-7 is never read. The crate has no unsafe code.

# What it does not do

It does not parse HTML: give it an extractor's text, or raw text with some markup left in. It does not compare documents with
each other, name languages, translate, convert between scripts, or correct spelling. It starts no threads: share a
[`Pipeline`] and give each worker its own [`Document`], as `examples/batch.rs` does.

# Standards

Encodings are those of the [Encoding Standard](https://encoding.spec.whatwg.org/), by encoding_rs, and UTF-32. Normalization
forms are those of [UAX #15](https://www.unicode.org/reports/tr15/), by unicode-normalization.
*/
#![forbid(unsafe_code)]
#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr))]

mod boilerplate;
mod builder;
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
mod prescan;
mod range;
mod repair;
mod report;
mod signs;
mod source_map;
mod text;
mod view;

pub use boilerplate::{Boilerplate, ClassifiedLine, LineClass};
pub use builder::PipelineBuilder;
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
pub use paragraph::{Abbreviations, Paragraphs, Sentence, Sentences};
pub use pass::{IntoPasses, Pass, pass_fn};
pub use pipeline::Pipeline;
pub use repair::Repair;
pub use report::{Report, RuleCount};
pub use source_map::SourceMap;
pub use view::Text;

/// The papers of the project, so that `cargo doc` has them all.
pub mod _documentation {
    #[doc = include_str!("rules.md")]
    pub mod rules {}
    #[doc = include_str!("../DESIGN.md")]
    pub mod design {}
    #[doc = include_str!("../CHANGELOG.md")]
    pub mod changelog {}
}

/// The code of the README compiles and gives what it says.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct ReadmeExamples;
