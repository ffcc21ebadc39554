//! Heats: where a search is slow, a sample of the text says which charsets are worth it.

use super::reading::Reading;
use crate::text::plausibility::Plausibility;

/// Characters of a sample. Twice as many of a text have to be there before it is worth one.
const SAMPLE: usize = 32;

/// Nats behind the best in the sample from which a reading is no rival in the whole: a sample may start or end inside a
/// character, which costs one that is read rightly some ten.
const OUT_OF_REACH: f32 = 25.0;

/// Of `runners`, each with a search for its reading, those that come near to the best in a sample of `text`, which is taken
/// where the most characters pass `is_telling`. Those without a reading of the sample are out unless all are.
pub(super) fn winners<R: Copy>(
    text: &str,
    runners: Vec<R>,
    is_telling: impl Fn(char) -> bool,
    read: impl Fn(&str, R) -> Option<Reading>,
) -> Vec<R> {
    let Some(sample) = sample(text, is_telling) else { return runners };
    let cost = |runner| read(sample, runner).map_or(f32::INFINITY, |reading| total(&reading));
    let costs: Vec<f32> = runners.iter().map(|&runner| cost(runner)).collect();
    let best = costs.iter().copied().fold(f32::INFINITY, f32::min);
    let near = costs.into_iter().map(|cost| cost <= best + OUT_OF_REACH);
    runners.into_iter().zip(near).filter(|&(_, near)| near).map(|(runner, _)| runner).collect()
}

fn total(reading: &Reading) -> f32 {
    Plausibility::of(&reading.text).cost + reading.rarity()
}

/// The piece of a text with the most telling characters; `None` where the whole is hardly longer.
fn sample(text: &str, is_telling: impl Fn(char) -> bool) -> Option<&str> {
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).step_by(SAMPLE).chain([text.len()]).collect();
    let pieces = starts.windows(2).filter_map(|ends| text.get(*ends.first()?..*ends.last()?));
    let telling = |piece: &&str| piece.chars().filter(|&c| is_telling(c)).count();
    pieces.max_by_key(telling).filter(|_| starts.len() > 3)
}

#[cfg(test)]
mod tests {
    use super::{Reading, winners};

    #[test]
    fn who_reads_the_telling_part_well_is_in_and_short_texts_are_not_sampled() {
        let text = format!("{}{}", "clean words and more of them. ".repeat(4), "Êîøêà ñïèò íà ïå÷è. ".repeat(4));
        let read = |text: &str, runner: char| {
            let text = text.replace(|c: char| !c.is_ascii(), &runner.to_string());
            Some(Reading { text, layers: Vec::new() })
        };
        let telling = |c: char| !c.is_ascii();
        assert_eq!(winners(&text, vec!['о', '\u{fffd}'], telling, read), ['о']);
        assert_eq!(winners("Êîøêà", vec!['о', '\u{fffd}'], telling, read), ['о', '\u{fffd}']);
    }
}
