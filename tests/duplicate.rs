//! The duplicate stage against a naive oracle, against its promises, and against copies damaged on purpose.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::time::{Duration, Instant};

use proptest::prelude::*;
use textmend::{Document, DuplicateHalves, Pipeline};

fn pipeline(pass: DuplicateHalves) -> Pipeline {
    Pipeline::builder().pass(pass).build().unwrap()
}

fn mended(text: &str) -> Document {
    pipeline(DuplicateHalves::new()).run(text.as_bytes()).unwrap()
}

/// Letters and digits without case: what two copies must agree on.
fn keys(text: &str) -> Vec<char> {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A small generator of numbers, so that every run sees the same texts.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % bound
    }
}

const WORDS: [&str; 40] = [
    "harbour", "lantern", "winter", "copper", "orchard", "signal", "timber", "velvet", "quarry", "meadow", "anchor",
    "bellows", "cinder", "drizzle", "engine", "furrow", "gravel", "hollow", "island", "jacket", "kettle", "ladder",
    "mirror", "needle", "oyster", "pebble", "quiver", "ribbon", "saddle", "thistle", "urchin", "valley", "walnut",
    "yellow", "zephyr", "barrel", "candle", "dagger", "ember", "feather",
];

fn sentence(random: &mut Random) -> String {
    let words: Vec<&str> = (0..9 + random.below(8)).map(|_| WORDS[random.below(WORDS.len())]).collect();
    format!("The {}.", words.join(" "))
}

fn article(seed: u64, paragraphs: usize) -> Vec<String> {
    let mut random = Random(seed);
    (0..paragraphs).map(|_| format!("{} {}", sentence(&mut random), sentence(&mut random))).collect()
}

/// The naive oracle: how much of a text stands in sentences that stand elsewhere as well, in percent, by comparing each
/// with every other.
fn repeated_share(text: &str) -> usize {
    let sentences: Vec<Vec<char>> = text.split(['.', '\n']).map(keys).filter(|keys| !keys.is_empty()).collect();
    let repeated = |at: usize| sentences.iter().enumerate().any(|(other, keys)| other != at && *keys == sentences[at]);
    let share = |counts: &dyn Fn(usize) -> bool| -> usize {
        (0..sentences.len()).filter(|&at| counts(at)).map(|at| sentences[at].len()).sum()
    };
    share(&repeated) * 100 / share(&|_| true).max(1)
}

fn contains(haystack: &[char], needle: &[char]) -> bool {
    needle.is_empty() || haystack.windows(needle.len()).any(|window| window == needle)
}

/// A document of sentences drawn from a few, so that they repeat in every way, with a copy of all of it now and then.
fn repetitive() -> impl Strategy<Value = String> {
    (any::<u64>(), 4..30_usize, 2..40_usize, any::<bool>(), prop::sample::select(vec!["\n", "\n\n", " "])).prop_map(
        |(seed, lines, kinds, doubled, separator)| {
            let mut random = Random(seed);
            let kinds: Vec<String> = (0..kinds).map(|_| sentence(&mut random)).collect();
            let text: Vec<&str> = (0..lines).map(|_| kinds[random.below(kinds.len())].as_str()).collect();
            let text = text.join(separator);
            if doubled { format!("Menu\n{text}\n{text}\nSearch") } else { text }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn what_is_deleted_stands_elsewhere(text in repetitive()) {
        let doc = pipeline(DuplicateHalves::new().merge(false)).run(text.as_bytes()).unwrap();
        let left = keys(doc.text());
        for line in doc.edits().flat_map(|edit| text[edit.source()].lines().map(str::to_owned).collect::<Vec<_>>()) {
            prop_assert!(contains(&left, &keys(&line)), "lost {line:?} of {text:?}");
        }
    }

    #[test]
    fn nothing_is_deleted_where_the_oracle_sees_no_repeat(text in repetitive()) {
        let doc = mended(&text);
        if repeated_share(&text) < 40 {
            prop_assert_eq!(doc.text(), text.as_str());
        }
    }

    #[test]
    fn mending_twice_changes_nothing_more(text in repetitive()) {
        let once = mended(&text).into_text();
        let twice = mended(&once).into_text();
        prop_assert_eq!(twice, once);
    }

    #[test]
    fn any_text_and_its_double_are_taken(text in "(\\PC|[a-c?()\n（）數据]){0,600}") {
        let doubled = format!("{text}\n{text}");
        for pass in [DuplicateHalves::new(), DuplicateHalves::new().min_len(20).min_share(1)] {
            pipeline(pass.clone()).run(text.as_bytes()).unwrap();
            pipeline(pass).run(doubled.as_bytes()).unwrap();
        }
    }
}

#[test]
fn a_copy_is_found_however_it_is_laid_out() {
    let article = article(7, 12);
    let plain = article.join("\n\n");
    let wrapped = article.iter().map(|paragraph| wrap(paragraph, 60)).collect::<Vec<_>>().join("\n\n");
    let shouted = plain.to_uppercase();
    let unpunctuated = plain.replace('.', " ;");
    for other in [plain.clone(), wrapped, plain.replace("\n\n", " "), shouted, unpunctuated] {
        for (first, second) in [(&plain, &other), (&other, &plain)] {
            let doc = mended(&format!(
                "Home > News\n\n{first}\n\nRelated\n  • One thing\n  • Another\n\n{second}\n\nImprint\n"
            ));
            assert_eq!(doc.copies().len(), 2, "{other}");
            let left = keys(doc.text());
            assert_eq!(
                left.len(),
                keys(&format!("Home News {plain} Related One thing Another Imprint")).len(),
                "{other}"
            );
            assert!(contains(&left, &keys(&plain)), "{}", doc.text());
        }
    }
}

#[test]
fn three_copies_leave_one() {
    let article = article(3, 8).join("\n");
    let doc = mended(&format!("{article}\nMore\n{article}\nStill more\n{article}\n"));
    assert_eq!(doc.copies().len(), 3);
    assert_eq!(doc.text(), format!("{article}\nMore\nStill more\n"));
}

#[test]
fn the_more_complete_copy_stays() {
    let whole = article(11, 14);
    let mut lacking = whole.clone();
    lacking.drain(4..6);
    let cut = whole[..9].join("\n");
    let (whole, lacking) = (whole.join("\n"), lacking.join("\n"));
    for (first, second) in [(&whole, &lacking), (&lacking, &whole), (&whole, &cut), (&cut, &whole)] {
        let doc = mended(&format!("{first}\nShare\n{second}\n"));
        assert_eq!(keys(doc.text()).len(), keys(&format!("{whole} Share")).len(), "{}", doc.text());
        assert!(doc.text().contains(&whole), "{}", doc.text());
    }
}

#[test]
fn a_part_that_stands_twice_is_reported_and_kept() {
    let part = article(5, 5).join("\n");
    let text = format!("{part}\n{}\n{part}\n", article(6, 18).join("\n"));
    let doc = mended(&text);
    assert_eq!(doc.text(), text);
    assert_eq!(doc.findings().next().map(|finding| finding.rule()), Some("repeated-part"));
}

/// A crafted text may cost so many times what an article that stands twice costs, by the byte. Measured: 0.9 at most.
const CRAFTED_COST: u32 = 10;

#[test]
fn crafted_repetition_is_cheap_and_stays() {
    let phrase = "abcdefghijklmnop ".repeat(40_000);
    let periodic = format!("{}\n", article(1, 1)[0]).repeat(2_000);
    let glosses = "數(sh\u{f9})".repeat(1 << 16);
    // Some of these letters hash low at every place, so that each place is read as the start of a window.
    let letters = ('\u{4e00}'..='\u{9fff}').step_by(8).map(|c| String::from(c).repeat(100) + "\n").collect::<String>();
    let brackets = "中(".repeat(1 << 17);
    let doubled = format!("{0}\n{0}\n", article(2, 2_000).join("\n"));
    let ordinary = cost_a_mebibyte(&doubled);
    for text in [phrase, periodic, glosses, letters, brackets, "a".repeat(1 << 20), "?\n".repeat(1 << 18)] {
        assert_eq!(mended(&text).text(), text);
        let cost = cost_a_mebibyte(&text);
        assert!(cost <= CRAFTED_COST * ordinary, "{cost:?} against {ordinary:?} a MiB: {:?}", text.get(..30));
    }
}

/// The time that the pass takes for a mebibyte of a text, at best.
fn cost_a_mebibyte(text: &str) -> Duration {
    let time = |_| {
        let start = Instant::now();
        mended(text);
        start.elapsed()
    };
    let best = (0..3).map(time).min().unwrap();
    best.mul_f64((1 << 20) as f64 / text.len() as f64)
}

fn wrap(paragraph: &str, width: usize) -> String {
    let mut out = String::new();
    let mut column = 0;
    for word in paragraph.split(' ') {
        if column > 0 && column + word.len() > width {
            out.push('\n');
            column = 0;
        } else if column > 0 {
            out.push(' ');
        }
        out.push_str(word);
        column += word.len() + 1;
    }
    out
}
