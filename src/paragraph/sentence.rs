//! Sentences: UAX #29, tailored where its rules are known to fail.

use std::iter::FusedIterator;
use std::ops::Range;

use unicode_segmentation::{USentenceBoundIndices, UnicodeSegmentation};

use super::abbreviation::Abbreviations;
use super::sentence_break::{ends_within, is_boundary, opening_marks};
use super::span::Spans;
use crate::document::{Document, Paragraph};

/// The sentences of one [`Paragraph`], found one after the other as they are asked for.
#[derive(Clone)]
pub struct Sentences<'d> {
    doc: &'d Document,
    /// Where the paragraph starts in the document.
    offset: usize,
    text: &'d str,
    pieces: Pieces<'d>,
    spans: Spans,
    abbreviations: &'d Abbreviations,
    start: usize,
    /// Whether the sentence has a letter yet: a number alone is none.
    has_letter: bool,
}

/// One sentence of a [`Document`].
#[derive(Clone, Debug)]
pub struct Sentence<'d> {
    doc: &'d Document,
    range: Range<usize>,
}

impl<'d> Paragraph<'d> {
    /// The sentences, without the blanks around them. Nothing is computed before they are asked for; then each costs
    /// one pass over it, at the speed of unicode-segmentation (50 to 250 MB/s).
    ///
    /// The rules are those of [UAX #29], with these exceptions: an [abbreviation](Abbreviations), an initial or a
    /// number before a small word ends no sentence; no sentence starts with a small letter; `…` and the Greek question
    /// mark end one before a capital; a sentence that goes on behind a quotation or a bracket is not cut inside it; a
    /// `?` without a blank between letters, or one that a pass reported as damage, ends none.
    ///
    /// [UAX #29]: https://www.unicode.org/reports/tr29/#Sentence_Boundaries
    ///
    /// ```
    /// let doc = textmend::Pipeline::default().run("Dr. Chen came at 3.30 p.m. “Late!” she said. 她走了。".as_bytes())?;
    /// let paragraph = doc.paragraphs().next().unwrap();
    /// let sentences: Vec<_> = paragraph.sentences().map(|sentence| sentence.text()).collect();
    /// assert_eq!(sentences, ["Dr. Chen came at 3.30 p.m.", "“Late!” she said.", "她走了。"]);
    /// # Ok::<(), textmend::Error>(())
    /// ```
    pub fn sentences(&self) -> Sentences<'d> {
        self.sentences_with(Abbreviations::common())
    }

    /// The sentences, with abbreviations of your own.
    ///
    /// ```
    /// use textmend::Abbreviations;
    ///
    /// let doc = textmend::Pipeline::default().run("Sold by the doz. Eggs only.".as_bytes())?;
    /// let paragraph = doc.paragraphs().next().unwrap();
    /// assert_eq!(paragraph.sentences().count(), 2);
    /// assert_eq!(paragraph.sentences_with(&Abbreviations::new(["doz"])).count(), 1);
    /// # Ok::<(), textmend::Error>(())
    /// ```
    pub fn sentences_with(&self, abbreviations: &'d Abbreviations) -> Sentences<'d> {
        let (doc, text) = (self.document(), self.text());
        let offset = self.range().start;
        let (pieces, spans) = (Pieces::of(text), Spans::default());
        Sentences { doc, offset, text, pieces, spans, abbreviations, start: 0, has_letter: false }
    }
}

impl<'d> Sentences<'d> {
    /// Whether the text may be cut at `at`.
    fn is_boundary(&mut self, at: usize) -> bool {
        let (Some(before), Some(after)) = (self.text.get(self.start..at), self.text.get(at..)) else { return false };
        if after.is_empty() {
            return true;
        }
        self.has_letter
            && is_boundary(before, after, self.abbreviations)
            && !self.spans.goes_on(self.text, self.start, at)
            && !self.is_damage(before)
    }

    /// Whether a pass has reported the `?` that `before` ends in, or a run of at most [`WIDEST_DAMAGE`] around it.
    fn is_damage(&self, before: &str) -> bool {
        let said = before.trim_end();
        if !said.ends_with(['?', '\u{FFFD}']) || self.doc.findings().len() == 0 {
            return false;
        }
        let mark = self.offset + self.start + said.len() - 1;
        self.doc.has_finding_at(self.doc.source(mark..mark + 1), WIDEST_DAMAGE)
    }
}

/// Findings about more bytes than these are about a line or the whole text, not about one mark.
const WIDEST_DAMAGE: usize = 64;

impl<'d> Iterator for Sentences<'d> {
    type Item = Sentence<'d>;

    fn next(&mut self) -> Option<Sentence<'d>> {
        loop {
            let end = self.pieces.next()?;
            let passed = self.spans.pass(self.text, end);
            self.has_letter |= passed.contains(char::is_alphabetic);
            if !self.is_boundary(end) {
                continue;
            }
            let sentence = self.text.get(self.start..end).unwrap_or_default();
            let start = self.offset + self.start + sentence.len() - sentence.trim_start().len();
            (self.start, self.has_letter) = (end, false);
            if !sentence.trim().is_empty() {
                return Some(Sentence { doc: self.doc, range: start..start + sentence.trim().len() });
            }
        }
    }
}

impl FusedIterator for Sentences<'_> {}

impl std::fmt::Debug for Sentences<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let rest = self.text.get(self.start..).unwrap_or_default();
        f.debug_struct("Sentences").field("rest", &rest).finish_non_exhaustive()
    }
}

impl<'d> Sentence<'d> {
    /// The sentence, without the blanks around it.
    pub fn text(&self) -> &'d str {
        self.doc.text().get(self.range.clone()).unwrap_or_default()
    }

    /// Where it stands in [`Document::text`], in bytes.
    pub fn range(&self) -> Range<usize> {
        self.range.clone()
    }

    /// The bytes of the input that it came from.
    pub fn source(&self) -> Range<usize> {
        self.doc.source(self.range())
    }
}

/// Where sentences may end: the boundaries of UAX #29, and those that it does not know.
#[derive(Clone)]
struct Pieces<'d> {
    text: &'d str,
    bounds: USentenceBoundIndices<'d>,
    /// The piece between two boundaries that is being searched for more, and where the search stands.
    piece: &'d str,
    offset: usize,
}

impl<'d> Pieces<'d> {
    fn of(text: &'d str) -> Self {
        Self { text, bounds: text.split_sentence_bound_indices(), piece: "", offset: 0 }
    }
}

impl Iterator for Pieces<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        if self.piece.is_empty() {
            (self.offset, self.piece) = self.bounds.next()?;
        }
        let end = ends_within(self.piece).unwrap_or(self.piece.len());
        let (passed, rest) = self.piece.split_at_checked(end).unwrap_or((self.piece, ""));
        (self.piece, self.offset) = (rest, self.offset + end);
        let ahead = self.text.get(self.offset..).unwrap_or_default();
        Some(self.offset - opening_marks(passed, ahead))
    }
}
