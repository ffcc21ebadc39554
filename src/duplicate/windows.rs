//! Windows of a text, chosen by what they say: the same passage gives the same windows wherever it stands.

use crate::text::hash::Hash;
use crate::text::lines::floor_boundary;
use crate::text::script::is_wide_letter;
use crate::text::shingle::next_key;

/// The weight of keys that make one window: a wide character weighs two, every other key one.
///
/// Eight Han characters or sixteen letters: short enough to survive one wrong character in twenty (half of the windows
/// do), long enough that running text seldom repeats one.
const WINDOW_WEIGHT: u32 = 16;

/// How far a window may stretch, in bytes. Rows of dots and dashes end the search for keys here.
const WINDOW_BYTES: usize = 160;

/// How many places are read at least, one in so many bytes, before the fingerprints thin them out further. In a long text
/// few groups of four bytes are rare enough to be a sample by themselves.
const PLACE_SPACING: u64 = 512;

/// Calls `found` with the start and the fingerprint of about `wanted` windows of `text`.
///
/// Whether a window is taken depends on what it says and on nothing else, so the same passage gives the same windows
/// wherever it stands. About 0.4 ns a byte, and 30 ns for each place that is read.
pub(crate) fn sample(text: &str, wanted: usize, mut found: impl FnMut(usize, u32)) {
    let len = (text.len() as u64).max(1);
    let places = (wanted as u64).max(len / PLACE_SPACING);
    let (density, thinning) = (part(places, len), part(wanted as u64, places));
    places_of(text.as_bytes(), density, |at| {
        if let Some(hash) = window(text, at).filter(|hash| hash.wrapping_mul(SPREAD) <= thinning) {
            found(at, hash);
        }
    });
}

const SPREAD: u32 = 0x9e37_79b1;

/// Four bytes with the bit set that tells small letters from capitals, in those that are ASCII.
fn without_case(four: u32) -> u32 {
    four | (!four & 0x8080_8080) >> 2
}

/// `part` of `whole` as a part of 2³².
pub(crate) fn part(part: u64, whole: u64) -> u32 {
    u32::try_from((part << 32) / whole.max(1)).unwrap_or(u32::MAX)
}

/// Calls `found` with every place whose four bytes, without their case, hash to `density` at most.
fn places_of(bytes: &[u8], density: u32, mut found: impl FnMut(usize)) {
    for (at, four) in bytes.windows(4).enumerate() {
        let Ok(four) = <[u8; 4]>::try_from(four) else { return };
        if without_case(u32::from_le_bytes(four)).wrapping_mul(SPREAD) <= density {
            found(at);
        }
    }
}

/// The fingerprint of the keys from `at` on, if there are enough of them near by and `at` starts a character.
pub(super) fn window(text: &str, at: usize) -> Option<u32> {
    let text = text.get(..floor_boundary(text, at + WINDOW_BYTES))?;
    let (mut hash, mut weight, mut from) = (Hash::new(), 0, at);
    while weight < WINDOW_WEIGHT {
        let key = next_key(text, from)?;
        hash = hash.with(key.value.into());
        weight += if is_wide_letter(key.value) { 2 } else { 1 };
        from = key.end;
    }
    Some(hash.value() as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn windows(text: &str) -> Vec<u32> {
        let mut hashes = Vec::new();
        sample(text, text.len() / 8, |_, hash| hashes.push(hash));
        hashes
    }

    #[test]
    fn a_passage_gives_the_same_windows_however_it_is_wrapped() {
        let passage =
            "the lamp on the hill is lit every night, and the keeper of the light writes down who passes below";
        let one = windows(passage);
        let wrapped = passage.replace(", and", " --\nAND").replace(" the light", "\nthe\tlight");
        let again = windows(&format!("In other words: {wrapped}.")).iter().filter(|hash| one.contains(hash)).count();
        assert!(again * 2 > one.len(), "{again} of {}", one.len());
        let other = "nobody has ever seen what stands in the books, since all of them are kept in a cellar by the sea";
        assert!(!windows(other).iter().any(|hash| one.contains(hash)));
    }

    #[test]
    fn as_many_windows_are_found_as_are_wanted() {
        let text: String = (0..20_000).map(|number: u32| format!("{} ", number.wrapping_mul(2_654_435_761))).collect();
        for wanted in [100, 1000, text.len() / 64, text.len() / 8] {
            let mut found = 0;
            sample(&text, wanted, |_, _| found += 1);
            assert!((wanted / 2..=2 * wanted).contains(&found), "{found} of {wanted}");
        }
    }
}
