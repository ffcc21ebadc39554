//! Repair: damage that can be undone by evidence.
//!
//! Each kind of damage has a pass of its own, and the order matters: references and escapes may spell the bytes of
//! mojibake, and a C1 control may be half a character, so it is read as windows-1252 only when nothing better is left.
//!
//! | pass | what it undoes |
//! |---|---|
//! | `repair/references` | character references to characters outside ASCII, whole and damaged |
//! | `repair/utf-16` | UTF-16 read as a one-byte charset |
//! | `repair/mojibake` | bytes read as another charset than they were written in, up to three layers |
//! | `repair/escapes` | escapes left in prose: `\u4e2d`, `%E4%B8%AD`, `=E4=B8=AD`, mail headers, UTF-7 |
//! | `repair/gloss` | readings in brackets that a converter of scripts put behind characters |
//! | `repair/shift` | double-byte text that was cut or read one byte off, and readings inside characters |
//! | `repair/residue` | markup that an extractor left in the text |
//! | `repair/c1` | C1 controls that are windows-1252 |
//! | `repair/lost` | question marks that no sentence begins with; it reports what is lost for good, U+FFFD, 锟斤拷, `????` |

mod c1;
mod escape;
mod gloss;
mod lost;
mod mojibake;
mod reference;
mod residue;
mod shift;

use crate::pass::{IntoPasses, Pass};

/// Repair of machine damage, as a stage of a [`Pipeline`](crate::Pipeline).
///
/// A change needs evidence that clean text does not show: the bytes are rebuilt, every charset that they may have been
/// written in is tried, and a reading is taken only when it is likelier than what stands there by a margin, likelier
/// than the next reading, good text in itself, and gives the damaged text back when it is damaged in the way claimed.
/// What falls short is left, with a finding (`ambiguous`).
///
/// ```
/// use textmend::{Pipeline, Repair};
///
/// let pipeline = Pipeline::builder().pass(Repair::new()).build()?;
/// let doc = pipeline.run("Der BÃ¤cker schlieÃŸt. &#20013;&#25991;\nÏðèâåò, äðóçüÿ, êàê äåëà?")?;
/// assert_eq!(doc.text(), "Der Bäcker schließt. 中文\nПривет, друзья, как дела?");
/// # Ok::<(), textmend::Error>(())
/// ```
///
/// # How much text it takes
/// Share of damaged texts restored exactly, by the characters of the text that was damaged (development cases in 50
/// languages; about 1 in 1,000 of all kinds was made worse):
///
/// | damage | up to 8 | up to 32 | up to 64 | more |
/// |---|---|---|---|---|
/// | UTF-8 misread | .96 | .97 | .97 | .98 |
/// | twice | .98 | .98 | .98 | .99 |
/// | Chinese, Japanese, Korean read as a one-byte charset | .98 | .99 | 1.0 | 1.0 |
/// | read as one another | .78 | .78 | .79 | 1.0 |
/// | one-byte charset read as another | .69 | .82 | .84 | .87 |
/// | references, escapes | .98 | .99 | .98 | .97 |
/// | half a line | | .95 | .92 | .96 |
/// | read as UTF-8, what is not UTF-8 byte by byte, some with their no-break spaces stripped | | .94 | .92 | .89 |
///
/// [The rules](crate::_documentation::rules) of its passes stand in a list of their own; a pass or rule is left out by its name, with
/// [`PipelineBuilder::without`](crate::PipelineBuilder::without).
///
/// # Costs
/// Clean text is borrowed; passes read the blocks that show their signs. What is suspicious takes 10 to 30 microseconds a byte,
/// each line once, however often it stands in the document. So that no page takes longer than about eight seconds, no more
/// than 256 KiB of different suspicious text are searched in a document, in the order of the text: what is beyond stays as it
/// is, with a finding (`not-searched`), and another run would search on from there.
#[derive(Clone, Debug)]
#[must_use]
pub struct Repair {
    bold: bool,
    explain: bool,
}

impl Default for Repair {
    fn default() -> Self {
        Self::new()
    }
}

impl Repair {
    /// All passes, with conservative thresholds.
    pub fn new() -> Self {
        Self { bold: false, explain: false }
    }

    /// Takes readings at two thirds of the evidence, and for streams one byte off the likeliest guess. May be wrong where the
    /// default was not: of 900 documents with such streams it restores 30 in a hundred whole instead of 20, and makes 5
    /// worse instead of 1.6.
    pub fn bold(mut self) -> Self {
        self.bold = true;
        self
    }

    /// Adds a [finding](crate::Document::findings) named `evidence` beside each mojibake edit: what the text cost before
    /// and after, in nats, and by how much the next reading lost.
    pub fn explain(mut self) -> Self {
        self.explain = true;
        self
    }
}

impl IntoPasses for Repair {
    fn into_passes(self) -> Vec<Box<dyn Pass>> {
        vec![
            Box::new(reference::References),
            Box::new(mojibake::utf16::Utf16 { explain: self.explain }),
            Box::new(mojibake::Mojibake { bold: self.bold, explain: self.explain }),
            Box::new(escape::Escapes),
            Box::new(gloss::Gloss),
            Box::new(shift::Shift { bold: self.bold }),
            Box::new(residue::Residue),
            Box::new(c1::C1),
            Box::new(lost::Lost),
        ]
    }
}
