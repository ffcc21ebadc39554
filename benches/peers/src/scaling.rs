//! Whether the cost is linear: the rate at 256 MiB over the rate at 1 MiB. Both texts are made by the generator of the
//! crate's corpora, which writes no line twice.

use std::time::Duration;

use textmend::{Document, Pipeline};

use crate::subject::{Side, Subject, memcpy};
use crate::{corpora, race, stages};

const SMALL: usize = 1 << 20;
const LARGE: usize = 256 << 20;

pub(crate) fn run(budget: Duration) {
    println!("| corpus | subject | MB/s at 1 MiB | MB/s at 256 MiB | ratio |\n|---|---|--:|--:|--:|");
    let stages = stages::stages();
    for (small, large) in corpora::made(SMALL).iter().zip(corpora::made(LARGE)) {
        let (few, many) = ([&small.bytes[..]], [&large.bytes[..]]);
        print(&small.name, [memcpy(&few), memcpy(&many)], budget);
        for (name, pipeline) in &stages {
            print(&small.name, [stage(name, pipeline, &few), stage(name, pipeline, &many)], budget);
        }
    }
}

fn stage<'d>(name: &'static str, pipeline: &'d Pipeline, documents: &'d [&'d [u8]]) -> Subject<'d> {
    let mut doc = Document::default();
    Subject::new(Side::Ours, name, documents, move |bytes: &[u8]| pipeline.run_into(bytes, &mut doc).unwrap())
}

fn print(corpus: &str, mut pair: [Subject<'_>; 2], budget: Duration) {
    race::race(&mut pair, budget);
    let [small, large] = &mut pair;
    let (before, after) = (SMALL as f64 / small.median() / 1e6, LARGE as f64 / large.median() / 1e6);
    println!("| {corpus} | {} | {before:.0} | {after:.0} | {:.2} |", small.name, after / before);
}
