//! How often each rule acted, for one document or a million.

use std::fmt;
use std::ops::{Add, AddAssign};

/// Counts per pass and rule. Reports of several documents can be added; printing one gives a table.
///
/// ```
/// use textmend::{Pipeline, Report};
///
/// let pipeline = Pipeline::default();
/// let mut total = Report::default();
/// for page in ["R&amp;D", "a\u{200b}b"] {
///     total += pipeline.run(page)?.report();
/// }
/// assert_eq!(total.documents(), 2);
/// assert_eq!(total.edits(), 2);
/// println!("{total}");
/// # Ok::<(), textmend::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    documents: u64,
    input_bytes: u64,
    output_bytes: u64,
    rows: Vec<RuleCount>,
}

/// One row of a [`Report`]: what one rule of one pass did.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RuleCount {
    /// The pass's name.
    pub pass: &'static str,
    /// The rule's name.
    pub rule: &'static str,
    /// Edits made.
    pub edits: u64,
    /// Findings reported.
    pub findings: u64,
    /// Bytes that the edits removed, each from the text as its pass was given it.
    pub removed_bytes: u64,
    /// Bytes that the edits inserted.
    pub inserted_bytes: u64,
}

impl Report {
    pub(crate) fn of_one(input_bytes: u64, output_bytes: u64) -> Self {
        Self { documents: 1, input_bytes, output_bytes, rows: Vec::new() }
    }

    pub(crate) fn count_edit(&mut self, pass: &'static str, rule: &'static str, removed: u64, inserted: u64) {
        let row = self.row(pass, rule);
        row.edits += 1;
        row.removed_bytes += removed;
        row.inserted_bytes += inserted;
    }

    pub(crate) fn count_finding(&mut self, pass: &'static str, rule: &'static str) {
        self.row(pass, rule).findings += 1;
    }

    /// Documents counted.
    pub fn documents(&self) -> u64 {
        self.documents
    }

    /// Bytes of input in all.
    pub fn input_bytes(&self) -> u64 {
        self.input_bytes
    }

    /// Bytes of text in all, after mending.
    pub fn output_bytes(&self) -> u64 {
        self.output_bytes
    }

    /// Edits in all.
    pub fn edits(&self) -> u64 {
        self.rows.iter().map(|row| row.edits).sum()
    }

    /// Findings in all.
    pub fn findings(&self) -> u64 {
        self.rows.iter().map(|row| row.findings).sum()
    }

    /// One row for each rule that acted, in the order in which they were first met.
    pub fn rules(&self) -> &[RuleCount] {
        &self.rows
    }

    /// The row of a rule; the last one looked at is the likeliest, so the search goes backwards.
    #[allow(clippy::indexing_slicing, reason = "the index was found or pushed just above")]
    fn row(&mut self, pass: &'static str, rule: &'static str) -> &mut RuleCount {
        let known = self.rows.iter().rposition(|row| row.pass == pass && row.rule == rule);
        let index = known.unwrap_or_else(|| {
            self.rows.push(RuleCount { pass, rule, edits: 0, findings: 0, removed_bytes: 0, inserted_bytes: 0 });
            self.rows.len() - 1
        });
        &mut self.rows[index]
    }
}

impl AddAssign for Report {
    fn add_assign(&mut self, other: Self) {
        self.documents += other.documents;
        self.input_bytes += other.input_bytes;
        self.output_bytes += other.output_bytes;
        for count in other.rows {
            let row = self.row(count.pass, count.rule);
            row.edits += count.edits;
            row.findings += count.findings;
            row.removed_bytes += count.removed_bytes;
            row.inserted_bytes += count.inserted_bytes;
        }
    }
}

impl Add for Report {
    type Output = Self;

    fn add(mut self, other: Self) -> Self {
        self += other;
        self
    }
}

impl std::iter::Sum for Report {
    fn sum<I: Iterator<Item = Self>>(reports: I) -> Self {
        reports.fold(Self::default(), Add::add)
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pass_width = self.rows.iter().map(|row| row.pass.len()).max().unwrap_or(0).max(4);
        let rule_width = self.rows.iter().map(|row| row.rule.len()).max().unwrap_or(0).max(4);
        writeln!(
            f,
            "{:pass_width$}  {:rule_width$}  {:>9}  {:>9}  {:>11}  {:>11}",
            "pass", "rule", "edits", "findings", "removed", "inserted"
        )?;
        for row in &self.rows {
            writeln!(
                f,
                "{:pass_width$}  {:rule_width$}  {:>9}  {:>9}  {:>11}  {:>11}",
                row.pass, row.rule, row.edits, row.findings, row.removed_bytes, row.inserted_bytes
            )?;
        }
        write!(
            f,
            "{}, {} → {} bytes, {}, {}",
            count(self.documents, "document"),
            self.input_bytes,
            self.output_bytes,
            count(self.edits(), "edit"),
            count(self.findings(), "finding")
        )
    }
}

fn count(number: u64, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}
