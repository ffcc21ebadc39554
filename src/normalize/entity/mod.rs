//! HTML character references: `&eacute;`, `&#233;`, `&#xE9;`.

mod mention;

use unicode_normalization::UnicodeNormalization;

use self::mention::Witness;
use super::Respelling;
use super::tail::Tail;
use super::width::fold;
use crate::edit::Edits;
use crate::pass::Pass;
use crate::signs::Signs;
use crate::text::reference::{MOST_ROUNDS, Reference, Value, read};
use crate::view::Text;

/// Replaces character references by what they stand for.
pub(super) struct Entity {
    /// What later passes make of every character: a reference must not bring back what they have done away with.
    pub(super) respelling: Respelling,
}

impl Pass for Entity {
    fn name(&self) -> &'static str {
        "normalize/entity"
    }

    fn run(&self, text: &Text<'_>, edits: &mut Edits) {
        if !text.shows(Signs::AMPERSAND) {
            return;
        }
        let witness = Witness::of(text, references(text));
        let mut written = Written::default();
        for (at, reference) in references(text) {
            let range = at..at + reference.len;
            written.copy(text, at);
            match verdict(text, at, &reference, &witness) {
                Verdict::Leave => {}
                Verdict::Report(rule) => edits.finding(range, "", rule),
                Verdict::Decode(rule) => {
                    let with = self.respelling.of(reference.value);
                    if written.tail.completes(&with, text.get(range.end..).unwrap_or_default()) {
                        edits.finding(range, "", "would-join");
                    } else {
                        written.replace(range.end, &with);
                        edits.replace(range, &with, rule);
                    }
                }
            }
        }
    }
}

impl Respelling {
    /// The text that a reference stands for, spelled as the other options have it.
    fn of(self, value: Value) -> String {
        let mut buffer = [0; 4];
        let text = value.text(&mut buffer).unwrap_or_default();
        match self {
            Respelling::None => text.to_owned(),
            Respelling::Folded => text.chars().map(fold).collect(),
            Respelling::Compatible => text.nfkc().collect(),
        }
    }
}

/// What the pass has written so far, as far as the guard needs it.
#[derive(Default)]
struct Written {
    tail: Tail,
    /// How far the text is accounted for.
    upto: usize,
}

impl Written {
    fn copy(&mut self, text: &str, to: usize) {
        self.tail.push(text.get(self.upto..to).unwrap_or_default());
        self.upto = to;
    }

    fn replace(&mut self, to: usize, with: &str) {
        self.tail.push(with);
        self.upto = to;
    }
}

/// What is to be done with a reference.
enum Verdict {
    Decode(&'static str),
    Report(&'static str),
    Leave,
}

fn verdict(text: &str, at: usize, reference: &Reference, witness: &Witness) -> Verdict {
    if reference.rounds > MOST_ROUNDS {
        return Verdict::Report("too-deep");
    }
    let rule = match reference.value {
        Value::Invalid | Value::Surrogate(_) => return Verdict::Report("invalid"),
        _ if witness.is_mention(text, at, reference) => return Verdict::Leave,
        Value::Named(_) => "named",
        Value::Number(_) => "numeric",
        Value::Pair(_) => "surrogates",
    };
    Verdict::Decode(if reference.rounds > 0 { "double-escaped" } else { rule })
}

/// The length of the reference at the start of `text`, which starts with `&`: decodable or not.
pub(super) fn reference_len(text: &str) -> Option<usize> {
    read(text).map(|reference| reference.len)
}

/// All references of a text, from left to right.
fn references(text: &str) -> impl Iterator<Item = (usize, Reference)> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        let rest = text.as_bytes().get(from..)?;
        let read_at = |at: usize| text.get(at..).and_then(read).map(|reference| (at, reference));
        let found = memchr::memchr_iter(b'&', rest).find_map(|offset| read_at(from + offset));
        from = found.map_or(text.len(), |(at, reference)| at + reference.len);
        found
    })
}
