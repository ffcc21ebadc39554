//! What the benches measure of the crate: the default pipeline, and each of its stages alone.

use textmend::{Boilerplate, DuplicateHalves, Form, Normalize, Paragraphs, Pipeline, Repair};

/// Pipelines by the name under which their figures stand. All decode; the one called `decode` does nothing else.
pub(crate) fn stages() -> Vec<(&'static str, Pipeline)> {
    let form = Normalize::new().entities(false).controls(false).invisibles(false).line_ends(false).spaces(false);
    let stages = [
        ("decode", Pipeline::builder()),
        ("repair", Pipeline::builder().pass(Repair::new())),
        ("normalize", Pipeline::builder().pass(Normalize::new())),
        ("nfc", Pipeline::builder().pass(form.form(Form::Nfc))),
        ("duplicates", Pipeline::builder().pass(DuplicateHalves::new())),
        ("boilerplate", Pipeline::builder().pass(Boilerplate::new())),
        ("paragraphs", Pipeline::builder().pass(Paragraphs::new())),
    ];
    let built = stages.map(|(name, builder)| (name, builder.build().expect("the defaults are valid")));
    [("default", Pipeline::default())].into_iter().chain(built).collect()
}
