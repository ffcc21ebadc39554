//! The search for what a segment may have been.

use super::screen::Screen;
use super::verdict::Contest;
use super::{fallback, layers, legacy, swapped};

/// Characters outside ASCII from which good text that one kind of damage leaves is not there by chance.
const TELLING: usize = 32;

/// Every text that `damaged` may have been. What is UTF-8 nearly throughout was nothing else; beyond that, the kinds of damage
/// are gone through from the one that is proved best to the one that is searched for longest, until one of them leaves good
/// text where that cannot be by chance.
pub(super) fn readings(damaged: &str) -> Contest {
    let long = damaged.chars().filter(|c| !c.is_ascii()).nth(TELLING).is_some();
    let mut contest = Contest::new();
    if Screen::of_whole(damaged).is_some() {
        contest.enter(layers::readings(damaged));
        return contest;
    }
    for readings in [layers::readings, swapped::readings, legacy::readings, fallback::readings] {
        if !(long && contest.is_won()) {
            contest.enter(readings(damaged));
        }
    }
    contest
}
