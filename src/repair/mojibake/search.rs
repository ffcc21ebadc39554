//! The search for what a segment may have been.

use super::verdict::Contest;
use super::{fallback, layers, legacy, swapped};

/// Characters outside ASCII from which good text that one kind of damage leaves is not there by chance.
const TELLING: usize = 32;

/// Every text that `damaged` may have been, weighed. The kinds of damage are gone through from the one that is proved best to
/// the one that is searched for longest, until one of them leaves good text where that cannot be by chance.
pub(super) fn readings(damaged: &str) -> Contest {
    let long = damaged.chars().filter(|c| !c.is_ascii()).nth(TELLING).is_some();
    let mut contest = Contest::new();
    for readings in [layers::readings, swapped::readings, legacy::readings, fallback::readings] {
        if !(long && contest.is_won()) {
            contest.enter(readings(damaged));
        }
    }
    contest
}
