//! Traditional characters, whose figures are those of the simplified ones.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::text::pairs::simpler::SIMPLER;
use crate::text::wide::{Ranks, WideLanguage};

/// Each traditional character with its simplified one.
fn listed() -> impl Iterator<Item = (char, char)> {
    SIMPLER.chars().step_by(2).zip(SIMPLER.chars().skip(1).step_by(2))
}

/// The traditional characters that have a simplified one.
pub(super) fn traditional() -> impl Iterator<Item = char> {
    listed().map(|(traditional, _)| traditional)
}

/// A character's simplified one, and its share in the chance of that one in traditional text.
pub(super) fn simpler(c: char) -> (char, f32) {
    static MAP: LazyLock<HashMap<char, (char, f32)>> = LazyLock::new(shares);
    MAP.get(&c).copied().unwrap_or((c, 1.0))
}

/// The traditional characters of a simplified one.
pub(super) fn forms(simplified: char) -> &'static [char] {
    static MAP: LazyLock<HashMap<char, Vec<char>>> = LazyLock::new(|| {
        let mut forms: HashMap<char, Vec<char>> = HashMap::new();
        listed().for_each(|(traditional, simplified)| forms.entry(simplified).or_default().push(traditional));
        forms
    });
    MAP.get(&simplified).map(Vec::as_slice).unwrap_or_default()
}

/// Each character that is written for a simplified one, with how often it is.
fn shares() -> HashMap<char, (char, f32)> {
    let frequency = |c: char| (-Ranks::of(c).cost(WideLanguage::Traditional)).exp();
    let mut sums: HashMap<char, f32> = HashMap::new();
    for (traditional, simplified) in listed() {
        *sums.entry(simplified).or_insert_with(|| frequency(simplified)) += frequency(traditional);
    }
    let share = |c, simplified| sums.get(&simplified).map_or(1.0, |sum| frequency(c) / sum);
    let same = sums.keys().map(|&c| (c, (c, share(c, c))));
    listed().map(|(c, simplified)| (c, (simplified, share(c, simplified)))).chain(same).collect()
}
