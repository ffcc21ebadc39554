//! What of a document was searched: each segment once, however often it stands there, and no more in all than can be waited
//! for.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use super::evidence::Evidence;
use super::reading::Reading;

/// Bytes of different segments that are searched in a document, beyond which the rest is left. At 10 to 30 microseconds a byte
/// (the most where German is misread in lines of a few words) that is three to eight seconds. Every document of the
/// development set is searched whole, and clean text nowhere.
pub(super) const MOST_SEARCHED: usize = 256 * 1024;

/// A reading that comes near to being taken.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) reading: Reading,
    pub(super) evidence: Evidence,
    /// The next reading, where both are as good.
    pub(super) rival: Option<Reading>,
}

/// The segments searched, with what was found in each.
#[derive(Debug, Default)]
pub(super) struct Searched {
    found: RefCell<HashMap<String, Option<Found>>>,
    bytes: Cell<usize>,
}

impl Searched {
    /// Whether more may be searched.
    pub(super) fn has_room(&self) -> bool {
        self.bytes.get() < MOST_SEARCHED
    }

    /// What is found in a segment, by `search` if that was not done before.
    pub(super) fn find(&self, segment: &str, search: impl FnOnce() -> Option<Found>) -> Option<Found> {
        if let Some(known) = self.found.borrow().get(segment) {
            return known.clone();
        }
        let found = search();
        self.bytes.set(self.bytes.get() + segment.len());
        self.found.borrow_mut().insert(String::from(segment), found.clone());
        found
    }
}
