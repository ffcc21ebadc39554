//! A pass whose edits become findings.

use crate::edit::Edits;
use crate::pass::Pass;

/// Runs a pass and reports what it would do.
pub(super) struct ReportOnly(pub(super) Box<dyn Pass>);

impl Pass for ReportOnly {
    fn name(&self) -> &'static str {
        self.0.name()
    }

    fn run(&self, text: &str, edits: &mut Edits) {
        let mut proposed = Edits::default();
        proposed.reset(text.len() as u32);
        self.0.run(text, &mut proposed);
        for edit in proposed.replacements() {
            edits.finding(edit.before.start as usize..edit.before.end as usize, edit.text, edit.rule);
        }
        for (range, rule, detail) in proposed.marks().findings.iter() {
            edits.finding(range.start as usize..range.end as usize, detail, proposed.rule(rule));
        }
    }
}
