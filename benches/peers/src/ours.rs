//! textmend's subjects.

use textmend::{Document, Input, Pipeline};

use crate::subject::{Side, Subject};

/// The default pipeline from bytes to a document with everything in it and to text alone, and each stage alone. Stages
/// are given text, as the peers are, and so decode nothing; all but `decode`, which is given bytes.
pub(crate) fn subjects<'d>(stages: &'d [(&'static str, Pipeline)], documents: &'d [&'d str]) -> Vec<Subject<'d>> {
    let mut subjects = Vec::new();
    for (name, pipeline) in stages {
        subjects.push(match *name {
            "default" => document(name, pipeline, documents),
            "decode" => {
                Subject::new(Side::Ours, name, documents, |text: &str| pipeline.clean(text.as_bytes()).unwrap())
            }
            _ => Subject::new(Side::Ours, name, documents, |text: &str| pipeline.clean(Input::text(text)).unwrap()),
        });
        if *name == "default" {
            subjects.push(Subject::new(Side::Ours, "default, text only", documents, |text: &str| {
                pipeline.clean(text.as_bytes()).unwrap()
            }));
        }
    }
    subjects
}

/// Bytes into a document that is used again: text, source map, findings, paragraphs.
fn document<'d>(name: &'static str, pipeline: &'d Pipeline, documents: &'d [&'d str]) -> Subject<'d> {
    let mut doc = Document::default();
    Subject::new(Side::Ours, name, documents, move |text: &str| pipeline.run_into(text.as_bytes(), &mut doc).unwrap())
}
