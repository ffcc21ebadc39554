//! What takes part in a race: something that can be done to all documents, and the times it took.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// Whose a subject is decides where it stands in the tables.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Memory,
    Ours,
    Peer,
}

/// One round over all documents: how long it took.
type Round<'d> = Box<dyn FnMut() -> Duration + 'd>;

pub(crate) struct Subject<'d> {
    pub(crate) side: Side,
    pub(crate) name: &'static str,
    round: Round<'d>,
    times: Vec<Duration>,
}

impl<'d> Subject<'d> {
    /// Work that is done to one document after the other. What it returns is dropped within the time.
    pub(crate) fn new<D: Copy, R>(
        side: Side,
        name: &'static str,
        documents: &'d [D],
        mut work: impl FnMut(D) -> R + 'd,
    ) -> Self {
        Self::timing_itself(side, name, move || {
            let start = Instant::now();
            for document in documents {
                black_box(work(black_box(*document)));
            }
            start.elapsed()
        })
    }

    pub(crate) fn timing_itself(side: Side, name: &'static str, round: impl FnMut() -> Duration + 'd) -> Self {
        Self { side, name, round: Box::new(round), times: Vec::new() }
    }

    /// Runs once without counting: caches, buffers and tables are as later rounds find them.
    pub(crate) fn warm_up(&mut self) {
        (self.round)();
    }

    pub(crate) fn run(&mut self) {
        let time = (self.round)();
        self.times.push(time);
    }

    pub(crate) fn rounds(&self) -> usize {
        self.times.len()
    }

    pub(crate) fn spent(&self) -> Duration {
        self.times.iter().sum()
    }

    /// The median round, in seconds.
    pub(crate) fn median(&mut self) -> f64 {
        self.times.sort();
        self.times[self.times.len() / 2].as_secs_f64()
    }
}

/// The yardstick: a copy into a buffer that was written before.
pub(crate) fn memcpy<'d>(documents: &'d [&'d [u8]]) -> Subject<'d> {
    let mut copy = Vec::new();
    Subject::new(Side::Memory, "memcpy", documents, move |document: &[u8]| {
        copy.clear();
        copy.extend_from_slice(document);
        black_box(&copy);
    })
}
