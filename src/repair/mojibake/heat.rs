//! Heats: where a search is slow, a sample of the text says which charsets are worth it.

/// Characters of a sample. Twice as many of a text have to be there before it is worth one.
const SAMPLE: usize = 32;

/// Nats behind the best in the sample from which a reading is no rival in the whole: a sample may start or end inside a
/// character, which costs one that is read rightly some ten. Of damaged texts of the development set, .912 are restored at
/// 25, .920 at 60 and at 100, .924 without a sample.
const OUT_OF_REACH: f32 = 60.0;

/// Of `runners`, those whose `cost` comes near to the best in a sample of `text`, which is taken where the most characters pass
/// `is_telling`. Those without a reading of the sample are out unless all are.
pub(super) fn winners<R: Copy>(
    text: &str,
    runners: Vec<R>,
    is_telling: impl Fn(char) -> bool,
    cost: impl Fn(&str, R) -> Option<f32>,
) -> Vec<R> {
    let Some(sample) = sample(text, is_telling) else { return runners };
    let costs: Vec<f32> = runners.iter().map(|&runner| cost(sample, runner).unwrap_or(f32::INFINITY)).collect();
    let best = costs.iter().copied().fold(f32::INFINITY, f32::min);
    let near = costs.into_iter().map(|cost| cost <= best + OUT_OF_REACH);
    runners.into_iter().zip(near).filter(|&(_, near)| near).map(|(runner, _)| runner).collect()
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
    use super::winners;

    #[test]
    fn who_reads_the_telling_part_well_is_in_and_short_texts_are_not_sampled() {
        let text = format!("{}{}", "clean words and more of them. ".repeat(4), "Êîøêà ñïèò íà ïå÷è. ".repeat(4));
        let cost = |text: &str, nats: f32| Some(nats * text.chars().filter(|c| !c.is_ascii()).count() as f32);
        let telling = |c: char| !c.is_ascii();
        assert_eq!(winners(&text, vec![2.0, 9.0], telling, cost), [2.0]);
        assert_eq!(winners("Êîøêà", vec![2.0, 9.0], telling, cost), [2.0, 9.0]);
    }
}
