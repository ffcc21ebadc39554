//! The edit list: what a pass proposes, and one layer of the source map once it is applied.

use std::ops::Range;

use crate::marks::{Marks, ParagraphKind};
use crate::range::{Side, trace, widen};

/// What a [`Pass`](crate::Pass) writes to: sorted, disjoint replacements over one text, and what the pass saw beside them.
///
/// All ranges are byte ranges of the text that the pass was given. Replacements come from left to right; findings,
/// copies and paragraphs may come in any order. An edit costs 16 bytes and its inserted text; deletions that touch and
/// share a rule become one edit.
///
/// ```
/// use textmend::{Pipeline, pass_fn};
///
/// let ellipsis = pass_fn("house-style", |text, edits| {
///     for (at, dots) in text.match_indices("...") {
///         edits.replace(at..at + dots.len(), "…", "ellipsis");
///     }
/// });
/// let doc = Pipeline::builder().pass(ellipsis).build()?.run(b"Wait... what?")?;
/// assert_eq!(doc.text(), "Wait… what?");
/// # Ok::<(), textmend::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Edits {
    /// The name of the pass that proposes them, for messages.
    pass: &'static str,
    /// The length of the text that the edits are over.
    len: u32,
    records: Vec<Record>,
    /// The inserted texts, one behind the other.
    inserted: String,
    rules: Vec<&'static str>,
    /// For the edits whose text was taken from elsewhere in the same text: which edit, and from where.
    witnesses: Vec<(u32, Range<u32>)>,
    marks: Marks,
    /// The length that the text would have had, and where, once that passed what 32 bits hold.
    overflow: Option<Overflow>,
}

/// One edit, as running sums: its own range and text are differences to the record before it, and both texts can be
/// searched by bisection.
#[derive(Clone, Copy, Debug, Default)]
struct Record {
    /// Where the replaced range ends, in the text before.
    end: u32,
    /// Bytes removed by this edit and all before it.
    removed: u32,
    /// Bytes inserted by this edit and all before it.
    inserted: u32,
    /// Index into [`Edits::rules`].
    rule: u32,
}

const _: () = assert!(size_of::<Record>() == 16);

impl Record {
    fn end(&self, side: Side) -> u32 {
        match side {
            Side::Before => self.end,
            Side::After => self.end - self.removed + self.inserted,
        }
    }

    /// The bytes that edits up to and with this one account for, on one side.
    fn sum(&self, side: Side) -> u32 {
        match side {
            Side::Before => self.removed,
            Side::After => self.inserted,
        }
    }
}

/// Where a list of edits would have passed 4 GiB of text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Overflow {
    pub(crate) offset: u64,
    pub(crate) len: u64,
}

/// One replacement, as it stands in an [`Edits`].
#[derive(Clone, Debug)]
pub(crate) struct Replacement<'e> {
    pub(crate) before: Range<u32>,
    pub(crate) after: Range<u32>,
    pub(crate) text: &'e str,
    pub(crate) rule: &'static str,
}

impl Edits {
    /// Replaces `range` by `with`, for the reason `rule` (a short kebab-case name).
    ///
    /// # Panics
    /// When `range` is inverted, starts before the end of the edit before it, or ends past the end of the text: a mistake in
    /// the pass, as a bad index of a slice would be. Whether it cuts a character shows, with a panic, when the edits are applied.
    pub fn replace(&mut self, range: Range<usize>, with: &str, rule: &'static str) {
        let last = self.records.last().copied().unwrap_or_default();
        self.assert_inside(&range, rule);
        self.assert_behind(&range, last.end, rule);
        if range.is_empty() && with.is_empty() || self.overflows(&range, with) {
            return;
        }
        let record = Record {
            end: range.end as u32,
            removed: last.removed + range.len() as u32,
            inserted: last.inserted + with.len() as u32,
            rule: self.rule_index(rule),
        };
        if with.is_empty() && self.last_is_deletion_at(range.start, record.rule) {
            self.records.pop();
        }
        self.inserted.push_str(with);
        self.records.push(record);
    }

    /// Deletes `range`. The same as [`replace`](Edits::replace) by nothing, with the same panics.
    pub fn delete(&mut self, range: Range<usize>, rule: &'static str) {
        self.replace(range, "", rule);
    }

    /// Replaces `range` by `with`, which was taken from (or is proved by) `witness`, another range of the same text.
    ///
    /// What is inserted then has two places in the input: see [`Document::sources`](crate::Document::sources).
    ///
    /// # Panics
    /// As [`replace`](Edits::replace); also when `witness` does not lie in the text.
    pub fn replace_from(&mut self, range: Range<usize>, with: &str, witness: Range<usize>, rule: &'static str) {
        self.assert_inside(&witness, rule);
        let edits = self.records.len();
        self.replace(range, with, rule);
        if self.records.len() > edits {
            self.witnesses.push((edits as u32, witness.start as u32..witness.end as u32));
        }
    }

    /// Reports `range` without changing it: an ambiguous repair, a duplicate below the bar, an unrecoverable mark.
    ///
    /// `detail` says what a reader needs beside the rule (the readings that tied, a share); it may be empty.
    ///
    /// # Panics
    /// When `range` does not lie in the text.
    pub fn finding(&mut self, range: Range<usize>, detail: &str, rule: &'static str) {
        self.assert_inside(&range, rule);
        let rule = self.rule_index(rule);
        self.marks.findings.push(range.start as u32..range.end as u32, rule, detail);
    }

    /// Records that `range` is one of the copies of an article that stands more than once in the text.
    ///
    /// # Panics
    /// When `range` does not lie in the text.
    pub fn copy(&mut self, range: Range<usize>) {
        self.assert_inside(&range, "copy");
        self.marks.copies.push(range.start as u32..range.end as u32);
    }

    /// Records that `range` is proved to be of the page's article, as it stands before the edits of this pass; later edits
    /// move it along. Passes behind read it from [`Text::article`](crate::Text::article).
    ///
    /// Ranges come in order and disjoint. A pass that records the article replaces what passes before it have recorded.
    ///
    /// # Panics
    /// When `range` does not lie in the text, or starts before the end of the one before it.
    pub fn article(&mut self, range: Range<usize>) {
        self.assert_inside(&range, "article");
        self.assert_behind(&range, self.marks.article.last().map_or(0, |last| last.end), "article");
        self.marks.article.push(range.start as u32..range.end as u32);
    }

    /// Records that `range` is a paragraph, as it stands before the edits of this pass; later edits move it along.
    ///
    /// Paragraphs come in order and disjoint. A pass that records paragraphs replaces those of passes before it.
    ///
    /// # Panics
    /// When `range` does not lie in the text, or starts before the end of the one before it.
    pub fn paragraph(&mut self, range: Range<usize>, kind: ParagraphKind) {
        self.assert_inside(&range, "paragraph");
        self.assert_behind(&range, self.marks.paragraphs.last().map_or(0, |(last, _)| last.end), "paragraph");
        self.marks.paragraphs.push((range.start as u32..range.end as u32, kind));
    }

    /// True while nothing was replaced. Findings, copies, the article and paragraphs do not count.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// How many replacements there are.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    fn assert_inside(&self, range: &Range<usize>, what: &str) {
        assert!(
            range.start <= range.end && range.end <= self.len as usize,
            "pass `{}`, `{what}`: {range:?} is not in the text of {} bytes",
            self.pass,
            self.len
        );
    }

    fn assert_behind(&self, range: &Range<usize>, end: u32, what: &str) {
        assert!(
            end as usize <= range.start,
            "pass `{}`, `{what}`: {range:?} starts before {end}, where the range before it ends",
            self.pass
        );
    }

    /// Whether `with` would make the text longer than 4 GiB; from then on the list takes nothing more.
    fn overflows(&mut self, range: &Range<usize>, with: &str) -> bool {
        let len = u64::from(self.len_on(Side::After)) + with.len() as u64 - range.len() as u64;
        if self.overflow.is_none()
            && (len > u64::from(u32::MAX) || self.inserted.len() + with.len() > u32::MAX as usize)
        {
            self.overflow = Some(Overflow { offset: range.start as u64, len });
        }
        self.overflow.is_some()
    }

    fn rule_index(&mut self, rule: &'static str) -> u32 {
        let known = self.rules.iter().position(|&r| r == rule);
        let index = known.unwrap_or_else(|| {
            self.rules.push(rule);
            self.rules.len() - 1
        });
        index as u32
    }

    fn last_is_deletion_at(&self, start: usize, rule: u32) -> bool {
        let Some(last) = self.records.last() else { return false };
        let before = self.before(self.records.len() - 1);
        last.end as usize == start
            && last.rule == rule
            && last.inserted == before.inserted
            && last.removed > before.removed
    }

    /// The record before record `index`, or zeros.
    fn before(&self, index: usize) -> Record {
        index.checked_sub(1).and_then(|i| self.records.get(i)).copied().unwrap_or_default()
    }
}

/// What the pipeline does with a list of edits.
impl Edits {
    /// Makes the list ready for what `pass` proposes for a text of `len` bytes, keeping its buffers.
    pub(crate) fn reset(&mut self, pass: &'static str, len: u32) {
        self.pass = pass;
        self.len = len;
        self.records.clear();
        self.inserted.clear();
        self.rules.clear();
        self.witnesses.clear();
        self.marks.clear();
        self.overflow = None;
    }

    pub(crate) fn overflow(&self) -> Option<Overflow> {
        self.overflow
    }

    /// Whether the pass had nothing to say: no edit, no mark.
    pub(crate) fn is_silent(&self) -> bool {
        self.records.is_empty() && self.overflow.is_none() && self.marks.is_empty()
    }

    pub(crate) fn marks(&self) -> &Marks {
        &self.marks
    }

    pub(crate) fn rule(&self, index: u32) -> &'static str {
        self.rules.get(index as usize).copied().unwrap_or_default()
    }

    /// Drops the edits of `without`, rules that are switched off, and those that change nothing, and checks that none cuts
    /// a character. Says whether all that would change something are left.
    ///
    /// # Panics
    /// When an edit or a mark starts or ends inside a character of `text`.
    pub(crate) fn settle(&mut self, text: &str, without: &[String]) -> bool {
        self.assert_whole_characters(text);
        let is_off = |edit: &Replacement<'_>| without.iter().any(|rule| rule == edit.rule);
        let changes = |edit: &Replacement<'_>| text.get(widen(edit.before.clone())) != Some(edit.text);
        let none_off = without.is_empty() || !self.replacements().any(|edit| is_off(&edit) && changes(&edit));
        if !none_off || !self.replacements().all(|edit| changes(&edit)) {
            self.retain(|edit| changes(edit) && !is_off(edit));
        }
        none_off
    }

    fn assert_whole_characters(&self, text: &str) {
        let assert_whole = |range: Range<u32>, what: &str| {
            let whole = text.is_char_boundary(range.start as usize) && text.is_char_boundary(range.end as usize);
            assert!(whole, "pass `{}`, `{what}`: {range:?} is not on character boundaries", self.pass);
        };
        self.replacements().for_each(|edit| assert_whole(edit.before, edit.rule));
        self.marks.findings.iter().for_each(|(range, rule, _)| assert_whole(range, self.rule(rule)));
        self.marks.copies.iter().for_each(|range| assert_whole(range.clone(), "copy"));
        self.marks.article.iter().for_each(|range| assert_whole(range.clone(), "article"));
        self.marks.paragraphs.iter().for_each(|(range, _)| assert_whole(range.clone(), "paragraph"));
    }

    fn retain(&mut self, stays: impl Fn(&Replacement<'_>) -> bool) {
        let proposed = self.clone();
        self.records.clear();
        self.inserted.clear();
        self.witnesses.clear();
        let mut witnesses = proposed.witnesses.iter().peekable();
        for (index, edit) in proposed.replacements().enumerate() {
            let witness = witnesses.next_if(|(of, _)| *of as usize == index);
            match witness {
                _ if !stays(&edit) => {}
                Some((_, from)) => self.replace_from(widen(edit.before), edit.text, widen(from.clone()), edit.rule),
                None => self.replace(widen(edit.before), edit.text, edit.rule),
            }
        }
    }

    /// Writes `text`, edited, to `out`, which is cleared first.
    pub(crate) fn apply(&self, text: &str, out: &mut String) {
        out.clear();
        out.reserve_exact(self.len_on(Side::After) as usize);
        let mut copied = 0;
        for edit in self.replacements() {
            out.push_str(text.get(copied..edit.before.start as usize).unwrap_or_default());
            out.push_str(edit.text);
            copied = edit.before.end as usize;
        }
        out.push_str(text.get(copied..).unwrap_or_default());
    }

    /// The replacements, from left to right.
    pub(crate) fn replacements(&self) -> impl Iterator<Item = Replacement<'_>> {
        (0..self.records.len()).map(|index| self.replacement(index))
    }

    pub(crate) fn replacement(&self, index: usize) -> Replacement<'_> {
        let before = self.before(index);
        let record = self.records.get(index).copied().unwrap_or(before);
        let width = |side| record.sum(side) - before.sum(side);
        let range = |side| record.end(side) - width(side)..record.end(side);
        Replacement {
            before: range(Side::Before),
            after: range(Side::After),
            text: self.inserted.get(before.inserted as usize..record.inserted as usize).unwrap_or_default(),
            rule: self.rule(record.rule),
        }
    }

    /// The length of the text on one side of the edits.
    pub(crate) fn len_on(&self, side: Side) -> u32 {
        let sums = self.records.last().copied().unwrap_or_default();
        match side {
            Side::Before => self.len,
            Side::After => self.len - sums.removed + sums.inserted,
        }
    }

    /// The range across the edits that `range` of the text on `side` stands for.
    pub(crate) fn across(&self, range: Range<u32>, side: Side) -> Range<u32> {
        trace(range, self.len_on(side), self.len_on(side.other()), |at| self.origin(at, side))
    }

    /// Where the byte at `at` of the text on `side` stands on the other: the whole other side of the edit it is part
    /// of, or the byte it is a copy of.
    fn origin(&self, at: u32, side: Side) -> Range<u32> {
        let index = self.records.partition_point(|record| record.end(side) <= at);
        let before = self.before(index);
        let other = side.other();
        if let Some(record) = self.records.get(index) {
            let width = |side| record.sum(side) - before.sum(side);
            if at >= record.end(side) - width(side) {
                return record.end(other) - width(other)..record.end(other);
            }
        }
        let copied = at - before.end(side) + before.end(other);
        copied..copied + 1
    }

    /// The witnesses of the edits that touch `range` of the text after, as ranges of the text before.
    pub(crate) fn witnesses(&self, range: Range<u32>) -> impl Iterator<Item = Range<u32>> {
        let after = |index: &u32| self.replacement(*index as usize).after;
        let first = self.witnesses.partition_point(|(index, _)| after(index).end <= range.start);
        let behind = self.witnesses.iter().skip(first);
        behind.take_while(move |(index, _)| after(index).start < range.end).map(|(_, witness)| witness.clone())
    }

    /// Bytes on the heap.
    pub(crate) fn heap_bytes(&self) -> usize {
        self.records.capacity() * size_of::<Record>()
            + self.inserted.capacity()
            + self.rules.capacity() * size_of::<&str>()
            + self.witnesses.capacity() * size_of::<(u32, Range<u32>)>()
    }
}
