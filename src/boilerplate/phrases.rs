//! The phrases of page furniture: where they may start is told by one automaton, and which they are by a sorted list.

use std::ops::Range;
use std::sync::{LazyLock, OnceLock};

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use super::class::LineClass;
use super::normal::{heads, is_spaced, normalize, weight, weight_of};

/// The built-in lists, by language. A section is `[class sure]` for phrases that say what a line is, `[class likely]` for
/// those that also stand over paragraphs, `[filler]` for the words between. A colon at the end of a phrase says that it may
/// be followed by anything. In `any.txt` are names that are the same in every language.
const LISTS: [&str; 12] = [
    include_str!("phrases/any.txt"),
    include_str!("phrases/de.txt"),
    include_str!("phrases/en.txt"),
    include_str!("phrases/es.txt"),
    include_str!("phrases/fr.txt"),
    include_str!("phrases/it.txt"),
    include_str!("phrases/ja.txt"),
    include_str!("phrases/ko.txt"),
    include_str!("phrases/pt.txt"),
    include_str!("phrases/ru.txt"),
    include_str!("phrases/zh-Hans.txt"),
    include_str!("phrases/zh-Hant.txt"),
];

/// How much a phrase says about its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Strength {
    /// A word between others.
    Filler,
    /// Stands over paragraphs as well.
    Likely,
    /// Stands in furniture alone.
    Sure,
}

/// What is known about one phrase.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Phrase {
    pub(crate) class: LineClass,
    pub(crate) strength: Strength,
    /// Whether it names what follows behind a colon.
    pub(crate) leads: bool,
    /// How much it says, as the weight of its letters.
    pub(crate) weight: usize,
}

/// Phrases to be found in the normal form of a line.
#[derive(Debug)]
pub(crate) struct Phrases {
    /// By their normal form.
    sorted: Vec<(Box<str>, Phrase)>,
    /// The [key] of each: most comparisons in a search are of these, which lie side by side.
    keys: Vec<u64>,
    beginnings: Beginnings,
    /// Finds how phrases start. Made when the first line is searched: it takes longer than all the rest.
    starts: OnceLock<AhoCorasick>,
}

/// How much of a phrase the automaton knows: two wide characters, four letters. With whole phrases it takes ten times as
/// long to make, and with shorter starts more of them are nothing.
const START_WEIGHT: usize = 4;

impl Phrases {
    /// The built-in phrases; made once, in a few milliseconds.
    pub(crate) fn built_in() -> &'static Self {
        static BUILT_IN: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(LISTS.into_iter().flat_map(entries)));
        &BUILT_IN
    }

    /// The phrases of a user, and the built-in ones where they are to stay.
    pub(crate) fn with(own: &[(LineClass, Box<str>)], built_in: bool) -> Self {
        let own = own.iter().map(|(class, phrase)| (&**phrase, *class, Strength::Sure));
        Self::of(own.chain(LISTS.into_iter().flat_map(entries).filter(|_| built_in)))
    }

    /// Of phrases that are alike the first one counts.
    fn of<'p>(entries: impl Iterator<Item = (&'p str, LineClass, Strength)>) -> Self {
        let mut normal = String::new();
        let (mut sorted, mut beginnings) = (Vec::new(), Vec::new());
        for (phrase, class, strength) in entries {
            normalize(phrase, &mut normal);
            let pattern = normal.trim_end_matches(':');
            if pattern.is_empty() {
                continue;
            }
            let leads = pattern.len() < normal.len();
            let known = Phrase { class, strength, leads, weight: weight_of(pattern) };
            sorted.push((Box::from(pattern), known));
            beginnings.extend(heads(phrase).last().map(|head| (head, strength)));
        }
        sorted.sort_by(|(x, _): &(Box<str>, _), (y, _)| x.cmp(y));
        sorted.dedup_by(|(x, _), (y, _)| x == y);
        let keys = sorted.iter().map(|(pattern, _)| key(pattern.as_bytes())).collect();
        Self { sorted, keys, beginnings: Beginnings::of(beginnings), starts: OnceLock::new() }
    }

    /// How strong the phrase is that a line may begin with.
    pub(crate) fn beginning(&self, line: &str) -> Strength {
        heads(line).map(|head| self.beginnings.strength(head)).max().unwrap_or(Strength::Filler)
    }

    fn automaton(&self) -> &AhoCorasick {
        self.starts.get_or_init(|| {
            let mut starts: Vec<&str> = self.sorted.iter().map(|(pattern, _)| start_of(pattern)).collect();
            starts.dedup();
            AhoCorasick::builder()
                .kind(Some(AhoCorasickKind::NoncontiguousNFA))
                .build(starts)
                .expect("the starts of the phrases of a page's furniture fit an automaton")
        })
    }

    /// Calls `found` with the phrases in the normal form of a line, whole words each, and where they stand, from left to
    /// right. Of two that overlap the one that starts first counts, and of two that start together the longer one.
    pub(crate) fn find(&self, normal: &str, mut found: impl FnMut(Range<usize>, Phrase)) {
        let starts = self.automaton().find_overlapping_iter(normal).map(|found| found.start());
        let mut starts: Vec<usize> = starts.filter(|&start| !is_inside_a_word(normal, start)).collect();
        starts.sort_unstable();
        starts.dedup();
        let mut free = 0;
        for start in starts {
            if start >= free
                && let Some((end, phrase)) = self.longest(normal, start)
            {
                found(start..end, phrase);
                free = end;
            }
        }
    }

    /// The longest phrase that starts at `start` and is made of whole words, and where it ends.
    ///
    /// What sorts between a phrase and a text that begins with it begins with it as well. So the phrase that sorts next
    /// before the text either is the longest one or says how long that is at most.
    fn longest(&self, normal: &str, start: usize) -> Option<(usize, Phrase)> {
        let mut rest = normal.as_bytes().get(start..)?;
        loop {
            let (pattern, phrase) = self.not_behind(rest)?;
            let common = rest.iter().zip(pattern.as_bytes()).take_while(|(x, y)| x == y).count();
            let end = start + common;
            if common == pattern.len() && !is_inside_a_word(normal, end) {
                return Some((end, *phrase));
            }
            rest = rest.get(..common.min(pattern.len() - 1)).filter(|rest| !rest.is_empty())?;
        }
    }

    /// The last phrase that does not sort behind a text.
    fn not_behind(&self, text: &[u8]) -> Option<&(Box<str>, Phrase)> {
        let key = key(text);
        let less = self.keys.partition_point(|&known| known < key);
        let alike = self.sorted.get(less..self.keys.partition_point(|&known| known <= key))?;
        let behind = less + alike.partition_point(|(pattern, _)| pattern.as_bytes() <= text);
        self.sorted.get(behind.checked_sub(1)?)
    }
}

/// The first eight bytes of a text as a number, zeros behind its end: numbers are in the order of the texts.
fn key(text: &[u8]) -> u64 {
    let mut key = [0; 8];
    key.iter_mut().zip(text).for_each(|(key, &byte)| *key = byte);
    u64::from_be_bytes(key)
}

/// What the automaton knows of a phrase.
fn start_of(pattern: &str) -> &str {
    let mut weighed = 0;
    let end = pattern.char_indices().find(|&(_, c)| {
        let full = weighed >= START_WEIGHT;
        weighed += weight(c);
        full
    });
    end.and_then(|(end, _)| pattern.get(..end)).unwrap_or(pattern)
}

/// How phrases begin that are not fillers, by fingerprint.
#[derive(Debug)]
struct Beginnings {
    sorted: Vec<(u32, Strength)>,
    /// A bit for each of a part of the fingerprint: 92 % of what is not in the list is not looked for in it.
    bits: Vec<u64>,
}

impl Beginnings {
    fn of(mut all: Vec<(u32, Strength)>) -> Self {
        all.retain(|&(_, strength)| strength > Strength::Filler);
        all.sort_unstable_by_key(|&(head, strength)| (head, std::cmp::Reverse(strength)));
        all.dedup_by_key(|&mut (head, _)| head);
        let mut bits = vec![0; 1 << 10];
        for &(head, _) in &all {
            let (slot, bit) = Self::place(head);
            bits.get_mut(slot).into_iter().for_each(|slot: &mut u64| *slot |= bit);
        }
        Self { sorted: all, bits }
    }

    fn strength(&self, head: u32) -> Strength {
        let (slot, bit) = Self::place(head);
        if self.bits.get(slot).is_none_or(|bits| bits & bit == 0) {
            return Strength::Filler;
        }
        let found = self.sorted.binary_search_by_key(&head, |&(head, _)| head).ok();
        found.and_then(|index| self.sorted.get(index)).map_or(Strength::Filler, |&(_, strength)| strength)
    }

    fn place(head: u32) -> (usize, u64) {
        let place = (head ^ head >> 16) & 0xffff;
        ((place >> 6) as usize, 1 << (place & 63))
    }
}

/// Whether a word goes on across the place at `at`.
fn is_inside_a_word(normal: &str, at: usize) -> bool {
    let sides = normal.split_at_checked(at).map(|(before, behind)| (before.chars().next_back(), behind.chars().next()));
    matches!(sides, Some((Some(before), Some(behind))) if is_spaced(before) && is_spaced(behind))
}

/// The phrases of one list, in its order.
fn entries(list: &str) -> impl Iterator<Item = (&str, LineClass, Strength)> {
    let mut section = (LineClass::Short, Strength::Filler);
    list.lines().filter(|line| !line.is_empty() && !line.starts_with(';')).filter_map(move |line| {
        let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) else {
            return Some((line, section.0, section.1));
        };
        section = section_of(name)?;
        None
    })
}

fn section_of(name: &str) -> Option<(LineClass, Strength)> {
    let Some((class, strength)) = name.split_once(' ') else { return Some((LineClass::Short, Strength::Filler)) };
    let strength = if strength == "sure" { Strength::Sure } else { Strength::Likely };
    Some((LineClass::named(class)?, strength))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_of_every_list_is_known() {
        for list in LISTS {
            for name in list.lines().filter_map(|line| line.strip_prefix('[')) {
                let name = name.strip_suffix(']').unwrap();
                assert!(
                    name == "filler" || section_of(name).is_some_and(|(class, _)| class.name() != "short"),
                    "{name}"
                );
                assert!(name == "filler" || name.ends_with(" sure") || name.ends_with(" likely"), "{name}");
            }
            assert!(entries(list).count() > 50);
        }
    }

    #[test]
    fn words_are_found_whole() {
        let found = |line: &str| {
            let mut found = Vec::new();
            Phrases::built_in().find(line, |range, _| found.push(line[range].to_owned()));
            found
        };
        assert_eq!(found("home news"), ["home", "news"]);
        assert_eq!(found("homeless newsreel"), [""; 0]);
        assert_eq!(found("0comments"), ["0comments"]);
    }
}
