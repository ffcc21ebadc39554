//! What passes see without changing it: findings, copies, the article, paragraphs.

use std::ops::Range;

/// What a paragraph is. Passes that split a text say it; everything else carries it along.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ParagraphKind {
    /// Running text.
    Prose,
    /// A title or a section number.
    Heading,
    /// One item of a list, with its bullet or number.
    ListItem,
    /// Lines whose breaks belong to the text: a poem, an address.
    Verse,
    /// Program text or other preformatted lines.
    Code,
    /// Quoted mail or a block quotation.
    Quote,
    /// One row of a table.
    TableRow,
}

/// Findings, 16 bytes each and their details.
#[derive(Clone, Debug, Default)]
pub(crate) struct Findings {
    records: Vec<FindingRecord>,
    details: String,
}

#[derive(Clone, Copy, Debug, Default)]
struct FindingRecord {
    start: u32,
    end: u32,
    /// Where the detail ends in [`Findings::details`]; it starts where the one before ends.
    detail_end: u32,
    name: u32,
}

const _: () = assert!(size_of::<FindingRecord>() == 16);

impl Findings {
    /// Adds one. `name` is an index into a table of the owner's. Details past 4 GiB in all are left out.
    pub(crate) fn push(&mut self, range: Range<u32>, name: u32, detail: &str) {
        if self.details.len() + detail.len() <= u32::MAX as usize {
            self.details.push_str(detail);
        }
        let detail_end = self.details.len() as u32;
        self.records.push(FindingRecord { start: range.start, end: range.end, detail_end, name });
    }

    pub(crate) fn clear(&mut self) {
        self.records.clear();
        self.details.clear();
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// Each finding's range, name and detail, in the order they were added.
    pub(crate) fn iter(&self) -> impl ExactSizeIterator<Item = (Range<u32>, u32, &str)> {
        let mut detail_start = 0;
        self.records.iter().map(move |record| {
            let detail = self.details.get(detail_start..record.detail_end as usize).unwrap_or_default();
            detail_start = record.detail_end as usize;
            (record.start..record.end, record.name, detail)
        })
    }
}

/// All that one pass marked.
#[derive(Clone, Debug, Default)]
pub(crate) struct Marks {
    pub(crate) findings: Findings,
    pub(crate) copies: Vec<Range<u32>>,
    pub(crate) article: Vec<Range<u32>>,
    pub(crate) paragraphs: Vec<(Range<u32>, ParagraphKind)>,
}

impl Marks {
    pub(crate) fn clear(&mut self) {
        self.findings.clear();
        self.copies.clear();
        self.article.clear();
        self.paragraphs.clear();
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.findings.is_empty() && self.copies.is_empty() && self.article.is_empty() && self.paragraphs.is_empty()
    }
}
