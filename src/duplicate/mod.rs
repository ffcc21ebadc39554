//! The same article twice in one document: found, judged as a whole, and kept once.
//!
//! Pages hold their article twice more often than one would think: page view and print view, teaser and text, body and
//! script data. This stage finds the copies although lines are missing, wrapped anew or slightly changed, keeps the more
//! complete and less damaged one, mends it by the others, and deletes those. What merely repeats itself stays: refrains,
//! tables, logs, forms, threads that quote.

mod align;
mod anchors;
mod block;
mod chain;
mod choose;
mod damage;
mod edges;
mod glance;
mod merge;
mod search;
mod windows;

use std::ops::Range;

use crate::edit::Edits;
use crate::pass::Pass;
use crate::view::Text;
use choose::{Merits, Scales};
use damage::Grams;
use glance::may_repeat;
use merge::{Mending, Witness, mendings};
use search::{Bar, Copy, Found, search};

/// Keeps one copy of an article that stands in its document more than once.
///
/// Two texts are copies when they have the same letters and digits in the same order, but for what went missing or was
/// damaged in one of them; case, width, punctuation, white space and line breaks do not count. The copies must fill a
/// good part of the document together ([`min_share`](Self::min_share)), what they repeat must be repeated nowhere
/// else, and they must not be reworded all over: sections from one template are no copies. Otherwise nothing is changed; a
/// long part that stands twice is then a finding, `repeated-part`.
///
/// The more complete copy stays; of two that are equally complete the less damaged one, then the one with the better
/// punctuation and lines, then the first. Every copy is listed in [`Document::copies`](crate::Document::copies). Deleted
/// are whole lines only (rule `copy`), and neither a heading that stands before each copy nor short lines that follow
/// each: they are the page's. With [`merge`](Self::merge), a place of the copy that stays is taken from another copy where
/// that is whole and it is not (rule `damaged-place`), and so are lines that only another copy has (`missing-line`).
///
/// A text without a copy costs about a nanosecond a byte and no allocation; one with a copy, some tens of nanoseconds a
/// byte and a quarter of its size in memory. Crafted texts cost no more than a constant factor above that.
///
/// ```
/// use textmend::{DuplicateHalves, Pipeline};
///
/// let article = "The ferry left the north pier at six, an hour late, with forty people on board.\n\
///     Nobody saw the fog bank until the lighthouse keeper called it in, and by then the boat was past the reef.\n\
///     She turned back at once, and all forty slept at the school that night.\n";
/// let page = format!("Home | News\n{article}{article}Leave a comment\n");
/// let pipeline = Pipeline::builder().pass(DuplicateHalves::new().min_len(200)).build()?;
/// let doc = pipeline.run(page.as_bytes())?;
/// assert_eq!(doc.text(), format!("Home | News\n{article}Leave a comment\n"));
/// assert_eq!(doc.copies().len(), 2);
/// # Ok::<(), textmend::Error>(())
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct DuplicateHalves {
    bar: Bar,
    merge: bool,
}

/// The share that two copies must fill together, in percent. Of texts that repeat a part of themselves for good reason
/// (a lead before its article, a manual with two alike chapters) none in a test set of 520 reaches 36.
const MIN_SHARE: u8 = 45;

/// The least length of a copy, in bytes: more than a paragraph or two, which manuals print twice for good reason. Of copies
/// cut short in pages of some kilobytes, one in twenty is missed by it; at 600, one in ten.
const MIN_LEN: usize = 500;

/// How much of a copy another must hold to be asked about damaged places, in percent.
const MERGED_COVER: usize = 70;

impl Default for DuplicateHalves {
    fn default() -> Self {
        Self { bar: Bar { share: MIN_SHARE.into(), len: MIN_LEN }, merge: true }
    }
}

impl DuplicateHalves {
    /// The pass with its defaults.
    pub fn new() -> Self {
        Self::default()
    }

    /// The part of the document, in percent, that two copies must fill together before one is deleted; 45 by default.
    ///
    /// For three and more copies it is higher, since a chorus stands three times too. What fills a quarter of the
    /// document or more and less than this is a finding.
    pub fn min_share(mut self, percent: u8) -> Self {
        self.bar.share = usize::from(percent.min(100));
        self
    }

    /// The least number of bytes that copies must have in common; 500 by default. A document that cannot hold two is not
    /// looked at.
    pub fn min_len(mut self, bytes: usize) -> Self {
        self.bar.len = bytes;
        self
    }

    /// Whether the copy that stays is mended by the others; true by default.
    pub fn merge(mut self, merge: bool) -> Self {
        self.merge = merge;
        self
    }
}

impl Pass for DuplicateHalves {
    fn name(&self) -> &'static str {
        "duplicates"
    }

    fn run(&self, text: &Text<'_>, edits: &mut Edits) {
        match self.find(text) {
            Some(Found::Copies(copies)) => {
                keep_one(text, &copies, self.merge, edits);
                if !self.settles(text, edits) {
                    edits.reset(self.name(), text.len() as u32);
                    copies
                        .iter()
                        .for_each(|copy| edits.finding(copy.edges.b.clone(), "within itself", "repeated-part"));
                }
            }
            Some(Found::Part(again, share)) => edits.finding(again, &format!("{share} % of the text"), "repeated-part"),
            None => {}
        }
    }
}

impl DuplicateHalves {
    fn find(&self, text: &str) -> Option<Found> {
        let worth_it = text.len() >= 2 * self.bar.len && may_repeat(text);
        worth_it.then(|| search(text, self.bar)).flatten()
    }

    /// Whether no copy is found in what the edits leave: a text that is made of copies of its own parts is no article that
    /// stands twice, and mending it twice must not change more than mending it once.
    fn settles(&self, text: &str, edits: &Edits) -> bool {
        let mut mended = String::new();
        edits.apply(text, &mut mended);
        !matches!(self.find(&mended), Some(Found::Copies(_)))
    }
}

/// Marks every copy, mends the best and deletes the others.
fn keep_one(text: &str, copies: &[Copy], merge: bool, edits: &mut Edits) {
    let Some(first) = copies.first() else { return };
    edits.copy(first.edges.a.clone());
    copies.iter().for_each(|copy| edits.copy(copy.edges.b.clone()));
    let best = best(text, copies);
    let (kept, witnesses) = witnesses(copies, best);
    let lines = best.and_then(|best| copies.get(best)).map_or(&first.edges.a, |copy| &copy.edges.b);
    edits.article(lines.clone());
    let mut mended = if merge { mendings(text, &kept, &witnesses) } else { Vec::new() };
    mended.retain(|mending| lines.start <= mending.range.start && mending.range.end <= lines.end);
    let firsts = best.map(|best| copies.get(best).map_or(&first.edges.a_body, |copy| &copy.edges.a_body));
    let others =
        copies.iter().enumerate().filter(|&(index, _)| best != Some(index)).map(|(_, copy)| &copy.edges.b_body);
    let mut mended = mended.iter().peekable();
    let mut edited = 0;
    for body in firsts.into_iter().chain(others) {
        while let Some(mending) = mended.next_if(|mending| mending.range.end <= body.start) {
            mend(text, mending, edits);
            edited = mending.range.end;
        }
        let lines = with_breaks(text, body);
        edits.delete(lines.start.max(edited)..lines.end, "copy");
        edited = lines.end;
    }
    mended.for_each(|mending| mend(text, mending, edits));
}

/// Which of the copies beside the first one is best, if one is better than that.
fn best(text: &str, copies: &[Copy]) -> Option<usize> {
    let ranges = copies.first().map(|first| &first.block.a).into_iter().chain(copies.iter().map(|copy| &copy.block.b));
    let grams = Grams::of(text, ranges.cloned().collect());
    let mut best = (None, Merits::default());
    for (index, copy) in copies.iter().enumerate() {
        let limit = copies.get(index + 1).map_or(text.len(), |next| next.edges.b.start);
        let mut scales = Scales::new(text, &grams);
        copy.block.align(text, &copy.chain, |stretch| scales.weigh(&stretch));
        let merits = scales.merits(&copy.block.a, &copy.block.b, limit);
        if merits > best.1 {
            best = (Some(index), merits);
        }
    }
    best.0
}

/// The copy that stays and, for each of the others that aligns with it almost wholly, where that is and how to get there.
fn witnesses(copies: &[Copy], best: Option<usize>) -> (Range<usize>, Vec<Witness>) {
    let whole = |copy: &&Copy| copy.block.cover() >= MERGED_COVER;
    let Some(best) = best.and_then(|best| copies.get(best)) else {
        let kept = copies.first().map_or(0..0, |copy| copy.block.a.clone());
        let witness = |copy: &Copy| Witness { range: copy.block.b.clone(), chain: copy.chain.clone() };
        return (kept, copies.iter().filter(whole).map(witness).collect());
    };
    let others = copies.iter().filter(|copy| copy.block.b != best.block.b);
    let through_first =
        |copy: &Copy| Witness { range: copy.block.b.clone(), chain: chain::through(&best.chain, &copy.chain) };
    let first = Witness { range: best.block.a.clone(), chain: best.chain.iter().map(|&(p, q)| (q, p)).collect() };
    let first = whole(&best).then_some(first);
    (best.block.b.clone(), first.into_iter().chain(others.filter(whole).map(through_first)).collect())
}

fn mend(text: &str, mending: &Mending, edits: &mut Edits) {
    let whole = text.get(mending.witness.clone()).unwrap_or_default();
    edits.replace_from(mending.range.clone(), whole, mending.witness.clone(), mending.rule);
}

/// A copy with the line breaks behind it; at the end of the text also those before it, but for one if the text ends in one.
fn with_breaks(text: &str, body: &Range<usize>) -> Range<usize> {
    let behind = text.get(body.end..).unwrap_or_default();
    let end = text.len() - behind.trim_start_matches('\n').len();
    if end < text.len() {
        return body.start..end;
    }
    let before = text.get(..body.start).unwrap_or_default().trim_end_matches('\n').len();
    let kept = usize::from(end > body.end);
    (before + kept).min(body.start)..end
}
