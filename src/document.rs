//! What a pipeline gives back.

use std::fmt;
use std::ops::Range;
use std::sync::OnceLock;

use crate::decoding::Decoding;
use crate::edit::{Edits, Replacement};
use crate::marks::{Findings, ParagraphKind};
use crate::prescan::Prescan;
use crate::range::{Side, widen};
use crate::report::Report;
use crate::source_map::SourceMap;

/// A mended document: its text, its paragraphs, and an account of every edit.
///
/// Owned and without lifetimes, `Send` and `Sync`. It keeps its buffers, so one `Document` can be
/// [run into](crate::Pipeline::run_into) again and again without touching the allocator.
///
/// Every range is a range of bytes: of the output where it is called `range`, of the input where it is called `source`.
///
/// ```
/// let doc = textmend::Pipeline::default().run("Tea&nbsp;&amp; cake\r\n\r\nMore tea".as_bytes())?;
/// assert_eq!(doc.text(), "Tea & cake\n\nMore tea");
///
/// let last = doc.paragraphs().last().unwrap();
/// assert_eq!(last.text(), "More tea");
/// assert_eq!(last.source(), 23..31);
/// # Ok::<(), textmend::Error>(())
/// ```
#[derive(Clone, Default)]
pub struct Document {
    pub(crate) text: String,
    pub(crate) decoding: Decoding,
    pub(crate) map: SourceMap,
    /// Pass and rule of each finding, by the index that the finding carries.
    pub(crate) names: Vec<(&'static str, &'static str)>,
    /// Findings, as ranges of the input.
    pub(crate) findings: Findings,
    /// Their ranges by where they start, once somebody asked.
    pub(crate) sorted_findings: OnceLock<Vec<Range<usize>>>,
    pub(crate) copies: Vec<Range<usize>>,
    pub(crate) paragraphs: Vec<(Range<u32>, ParagraphKind)>,
    pub(crate) spare: Spare,
}

/// Buffers that the next document will be made in.
#[derive(Clone, Debug, Default)]
pub(crate) struct Spare {
    pub(crate) text: String,
    pub(crate) edits: Vec<Edits>,
    pub(crate) prescan: Prescan,
    pub(crate) outdated_prescan: Prescan,
    /// What passes so far have proved to be the article, in the text as it stands.
    pub(crate) article: Vec<Range<u32>>,
}

impl Document {
    /// The mended text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The mended text, without its account.
    pub fn into_text(self) -> String {
        self.text
    }

    /// The name of the encoding that the input was read in: [`Decoding::label`] of [`decoding`](Document::decoding).
    pub fn encoding(&self) -> &'static str {
        self.decoding.label
    }

    /// How the encoding was decided.
    pub fn decoding(&self) -> &Decoding {
        &self.decoding
    }

    /// The paragraphs, in order. Empty unless the pipeline has a pass that splits, as the default one has.
    pub fn paragraphs(&self) -> impl ExactSizeIterator<Item = Paragraph<'_>> + DoubleEndedIterator {
        self.paragraphs.iter().map(|(range, kind)| Paragraph { doc: self, range: widen(range.clone()), kind: *kind })
    }

    /// Every edit that was made, in the order of the passes and from left to right within each.
    pub fn edits(&self) -> impl Iterator<Item = Edit<'_>> {
        self.map.layers.iter().enumerate().flat_map(move |(layer, made)| {
            made.edits.replacements().map(move |replacement| Edit { map: &self.map, layer, replacement })
        })
    }

    /// The edits that made `range` of the output what it is, in the order of [`edits`](Document::edits): those whose inserted
    /// text stands in it, at least in part, and deletions inside it. A deletion at its edge is not of it.
    ///
    /// ```
    /// let page = "First&nbsp;line.<br>Second &amp; last.";
    /// let doc = textmend::Pipeline::default().run(page)?;
    /// let at = doc.text().find("Second").unwrap();
    /// let touched: Vec<_> = doc.edits_in(at..doc.text().len()).map(|edit| &page[edit.source()]).collect();
    /// assert_eq!(touched, ["&amp;"]);
    /// # Ok::<(), textmend::Error>(())
    /// ```
    ///
    /// Costs a walk over all edits.
    pub fn edits_in(&self, range: Range<usize>) -> impl Iterator<Item = Edit<'_>> {
        self.edits().filter(move |edit| {
            let stands = edit.range();
            stands.start < range.end && range.start < stands.end
        })
    }

    /// What was seen and not edited, in the order of the passes; those of `decode` name bytes that were read specially.
    pub fn findings(&self) -> impl ExactSizeIterator<Item = Finding<'_>> {
        self.findings.iter().map(|(source, name, detail)| {
            let (pass, rule) = self.names.get(name as usize).copied().unwrap_or_default();
            Finding { pass, rule, source: widen(source), detail }
        })
    }

    /// The copies of the article that stands more than once in the input, as byte ranges of the input in order, the
    /// one that was kept among them. Empty where there is no such article.
    pub fn copies(&self) -> &[Range<usize>] {
        &self.copies
    }

    /// The bytes of the input that `range` of the output came from. See [`SourceMap::source`].
    ///
    /// # Panics
    /// When the range is inverted or ends past the end of the text.
    pub fn source(&self, range: Range<usize>) -> Range<usize> {
        self.map.source(range)
    }

    /// All the places of the input that `range` of the output came from. See [`SourceMap::sources`].
    ///
    /// # Panics
    /// When the range is inverted or ends past the end of the text.
    pub fn sources(&self, range: Range<usize>) -> Vec<Range<usize>> {
        self.map.sources(range)
    }

    /// What stands in `source`, a range of the `input` that this document was made from, read the way it was decoded.
    ///
    /// For showing an edit or a finding with the text it is about, whatever the encoding:
    ///
    /// ```
    /// use textmend::{Input, Pipeline};
    ///
    /// let page = b"caf\xe9&nbsp;noir";
    /// let doc = Pipeline::default().run(Input::from(page).label("iso-8859-1"))?;
    /// let edit = doc.edits().next().unwrap();
    /// assert_eq!(doc.quote(page, edit.source()), "&nbsp;");
    /// assert_eq!(doc.quote(page, 0..4), "café");
    /// # Ok::<(), textmend::Error>(())
    /// ```
    ///
    /// Malformed bytes read as U+FFFD. A range that cuts a character has U+FFFD, or nothing, in its place.
    ///
    /// # Panics
    /// When `source` does not lie in `input`.
    pub fn quote(&self, input: &[u8], source: Range<usize>) -> String {
        self.map.bytes.read(input, source)
    }

    /// The whole source map, for lookups the other way.
    pub fn source_map(&self) -> &SourceMap {
        &self.map
    }

    /// How often each rule of each pass acted. Costs a walk over all edits and findings.
    pub fn report(&self) -> Report {
        let mut report = Report::of_one(u64::from(self.map.bytes.len_on(Side::Before)), self.text.len() as u64);
        for edit in self.edits() {
            let replacement = &edit.replacement;
            report.count_edit(edit.pass(), edit.rule(), replacement.before.len() as u64, replacement.text.len() as u64);
        }
        for finding in self.findings() {
            report.count_finding(finding.pass, finding.rule);
        }
        report
    }

    /// Whether a finding about at most `widest` bytes touches `source`, a range of the input.
    pub(crate) fn has_finding_at(&self, source: Range<usize>, widest: usize) -> bool {
        let sorted = self.sorted_findings.get_or_init(|| {
            let mut sources: Vec<_> = self.findings.iter().map(|(source, ..)| widen(source)).collect();
            sources.sort_unstable_by_key(|source| source.start);
            sources
        });
        let first = sorted.partition_point(|found| found.start + widest <= source.start);
        let mut near = sorted.iter().skip(first).take_while(|found| found.start < source.end);
        near.any(|found| found.len() <= widest && source.start < found.end)
    }

    /// Adds a finding about `source`, a range of the input. `name` is its pass and its rule.
    pub(crate) fn push_finding(&mut self, source: Range<u32>, name: (&'static str, &'static str), detail: &str) {
        let known = self.names.iter().rposition(|&known| known == name);
        let index = known.unwrap_or_else(|| {
            self.names.push(name);
            self.names.len() - 1
        });
        self.findings.push(source, index as u32, detail);
    }

    /// Forgets everything but the buffers.
    pub(crate) fn clear(&mut self) {
        self.text.clear();
        self.decoding = Decoding::default();
        self.map.bytes.reset();
        self.spare.edits.extend(self.map.layers.drain(..).map(|layer| layer.edits));
        self.names.clear();
        self.findings.clear();
        self.sorted_findings.take();
        self.copies.clear();
        self.paragraphs.clear();
        self.spare.article.clear();
    }
}

impl fmt::Debug for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Document")
            .field("text", &self.text)
            .field("decoding", &self.decoding)
            .field("paragraphs", &self.paragraphs)
            .field("edits", &self.edits().collect::<Vec<_>>())
            .field("findings", &self.findings().collect::<Vec<_>>())
            .field("copies", &self.copies)
            .finish()
    }
}

/// One paragraph of a [`Document`].
#[derive(Clone)]
pub struct Paragraph<'d> {
    doc: &'d Document,
    range: Range<usize>,
    kind: ParagraphKind,
}

impl<'d> Paragraph<'d> {
    /// The paragraph's text, without the line breaks and blanks around it.
    pub fn text(&self) -> &'d str {
        self.doc.text.get(self.range.clone()).unwrap_or_default()
    }

    /// Where it stands in [`Document::text`], in bytes.
    pub fn range(&self) -> Range<usize> {
        self.range.clone()
    }

    /// The bytes of the input that it came from.
    pub fn source(&self) -> Range<usize> {
        self.doc.source(self.range())
    }

    /// The edits that made it what it is: [`Document::edits_in`] its range.
    pub fn edits(&self) -> impl Iterator<Item = Edit<'d>> {
        self.doc.edits_in(self.range())
    }

    /// The document that it is a paragraph of.
    pub(crate) fn document(&self) -> &'d Document {
        self.doc
    }

    /// What kind of paragraph it is.
    pub fn kind(&self) -> ParagraphKind {
        self.kind
    }
}

impl fmt::Debug for Paragraph<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("Paragraph");
        debug.field("kind", &self.kind).field("range", &self.range).field("source", &self.source());
        debug.field("text", &self.text()).finish()
    }
}

/// One edit that was made to a [`Document`].
#[derive(Clone)]
pub struct Edit<'d> {
    map: &'d SourceMap,
    layer: usize,
    replacement: Replacement<'d>,
}

impl<'d> Edit<'d> {
    /// The name of the pass that proposed it.
    pub fn pass(&self) -> &'static str {
        self.map.layers.get(self.layer).map_or("", |layer| layer.pass)
    }

    /// The rule that it followed.
    pub fn rule(&self) -> &'static str {
        self.replacement.rule
    }

    /// The bytes of the input that it replaced: empty for an insertion.
    pub fn source(&self) -> Range<usize> {
        widen(self.map.to_input(self.replacement.before.clone(), self.layer))
    }

    /// Where what it inserted stands in [`Document::text`], in bytes. Later passes may have changed it further.
    pub fn range(&self) -> Range<usize> {
        widen(self.map.to_output(self.replacement.after.clone(), self.layer + 1))
    }

    /// The text that it put there: empty for a deletion.
    pub fn inserted(&self) -> &'d str {
        self.replacement.text
    }
}

impl fmt::Debug for Edit<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("Edit");
        debug.field("pass", &self.pass()).field("rule", &self.rule()).field("source", &self.source());
        debug.field("range", &self.range()).field("inserted", &self.inserted()).finish()
    }
}

/// Something that was seen in a document and not edited; those of `decode` name bytes that were read specially.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding<'d> {
    pass: &'static str,
    rule: &'static str,
    source: Range<usize>,
    detail: &'d str,
}

impl<'d> Finding<'d> {
    /// The name of the pass that saw it.
    pub fn pass(&self) -> &'static str {
        self.pass
    }

    /// What it is.
    pub fn rule(&self) -> &'static str {
        self.rule
    }

    /// The bytes of the input that it is about.
    pub fn source(&self) -> Range<usize> {
        self.source.clone()
    }

    /// What a reader needs beside the rule; often empty. For an edit of a pass that only reports, the text it would
    /// have inserted.
    pub fn detail(&self) -> &'d str {
        self.detail
    }
}
