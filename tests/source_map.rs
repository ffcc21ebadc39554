//! The source map against a naive oracle that keeps the origin of every single byte.

use std::ops::Range;

use proptest::prelude::*;
use textmend::{Edits, Pass, Pipeline, Text};

/// One random edit: how many characters to skip, to remove, and what to insert.
type Step = (usize, usize, String);

/// A pass that makes the edits it is told to, wherever the text is long enough.
struct Scripted(Vec<Step>);

impl Scripted {
    fn edits<'s>(&'s self, text: &str) -> Vec<(Range<usize>, &'s str)> {
        let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let (mut made, mut at) = (Vec::new(), 0);
        for (skip, remove, insert) in &self.0 {
            let (start, end) = (at + skip, at + skip + remove);
            if end < bounds.len() {
                made.push((bounds[start]..bounds[end], insert.as_str()));
                at = end;
            }
        }
        made
    }
}

impl Pass for Scripted {
    fn name(&self) -> &'static str {
        "scripted"
    }

    fn run(&self, text: &Text<'_>, edits: &mut Edits) {
        for (range, insert) in self.edits(text) {
            edits.replace(range, insert, "scripted");
        }
    }
}

/// For each byte of one text, the range it stands for in the other.
#[derive(Clone)]
struct Oracle {
    origins: Vec<Range<usize>>,
    other_len: usize,
}

impl Oracle {
    fn trace(&self, range: Range<usize>) -> Range<usize> {
        if !range.is_empty() {
            return self.origins[range.start].start..self.origins[range.end - 1].end;
        }
        let left = range.start.checked_sub(1).map_or(0, |before| self.origins[before].end);
        let right = self.origins.get(range.start).map_or(self.other_len, |origin| origin.start);
        left.min(right)..left.max(right)
    }
}

/// Applies the pass byte by byte: the new text, new → old, old → new.
fn apply(pass: &Scripted, text: &str) -> (String, Oracle, Oracle) {
    let (mut new, mut back, mut forth) = (String::new(), Vec::new(), Vec::new());
    let mut copied = 0;
    let copy = |upto: usize, copied: &mut usize, new: &mut String, back: &mut Vec<_>, forth: &mut Vec<_>| {
        for at in *copied..upto {
            forth.push(new.len() + at - *copied..new.len() + at - *copied + 1);
            back.push(at..at + 1);
        }
        new.push_str(&text[*copied..upto]);
        *copied = upto;
    };
    for (range, insert) in pass.edits(text) {
        if &text[range.clone()] == insert {
            continue;
        }
        copy(range.start, &mut copied, &mut new, &mut back, &mut forth);
        let inserted = new.len()..new.len() + insert.len();
        new.push_str(insert);
        back.extend(inserted.clone().map(|_| range.clone()));
        forth.extend(range.clone().map(|_| inserted.clone()));
        copied = range.end;
    }
    copy(text.len(), &mut copied, &mut new, &mut back, &mut forth);
    let back = Oracle { origins: back, other_len: text.len() };
    let forth = Oracle { origins: forth, other_len: new.len() };
    (new, back, forth)
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let insert = prop_oneof![Just(String::new()), "[a-c中é]{1,3}"];
    prop::collection::vec((0..4usize, 0..3usize, insert), 0..8)
}

proptest! {
    #[test]
    fn lookups_equal_the_bytewise_oracle(text in "[ab中é ]{0,24}", layers in prop::collection::vec(steps(), 0..5)) {
        let mut builder = Pipeline::builder();
        for layer in &layers {
            builder = builder.pass(Scripted(layer.clone()));
        }
        let doc = builder.build().unwrap().run(&text).unwrap();

        let (mut output, mut back, mut forth) = (text.clone(), Vec::new(), Vec::new());
        for layer in layers {
            let (new, to_old, to_new) = apply(&Scripted(layer), &output);
            (output, back, forth) = (new, [vec![to_old], back].concat(), [forth, vec![to_new]].concat());
        }
        prop_assert_eq!(doc.text(), &output);
        for (start, end) in (0..=output.len()).flat_map(|s| (s..=output.len()).map(move |e| (s, e))) {
            let expected = back.iter().fold(start..end, |range, layer| layer.trace(range));
            prop_assert_eq!(doc.source(start..end), expected.clone(), "output {}..{}", start, end);
            prop_assert_eq!(doc.sources(start..end), vec![expected]);
        }
        for (start, end) in (0..=text.len()).flat_map(|s| (s..=text.len()).map(move |e| (s, e))) {
            let expected = forth.iter().fold(start..end, |range, layer| layer.trace(range));
            prop_assert_eq!(doc.source_map().output(start..end), expected, "input {}..{}", start, end);
        }
    }

    #[test]
    fn the_map_is_monotone(text in "[ab中é ]{0,24}", layers in prop::collection::vec(steps(), 0..5)) {
        let builder = layers.into_iter().fold(Pipeline::builder(), |builder, layer| builder.pass(Scripted(layer)));
        let doc = builder.build().unwrap().run(&text).unwrap();
        let sources: Vec<_> = (0..doc.text().len()).map(|at| doc.source(at..at + 1)).collect();
        prop_assert!(sources.windows(2).all(|pair| pair[0].start <= pair[1].start && pair[0].end <= pair[1].end));
    }
}

#[test]
fn an_edit_costs_at_most_24_bytes_and_its_text() {
    let text = "a".repeat(200_000);
    let every_other = textmend::pass_fn("every-other", |text, edits| {
        for at in (0..text.len()).step_by(2) {
            edits.replace(at..at + 1, "b", "b");
        }
    });
    let doc = Pipeline::builder().pass(every_other).build().unwrap().run(&text).unwrap();
    let edits = doc.edits().count();
    let per_edit = doc.source_map().heap_bytes() as f64 / edits as f64;
    assert_eq!(edits, 100_000);
    assert!(per_edit <= 24.0, "{per_edit} bytes an edit");
}
