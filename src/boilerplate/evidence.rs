//! What one line says about itself: its class, and how much speaks for furniture.

use super::class::LineClass;
use super::normal::{normalize, weight_of};
use super::phrases::{Phrase, Phrases, Strength};
use crate::text::lines::ends_a_sentence;

/// What is known about one line, whatever stands around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Evidence {
    pub(crate) class: LineClass,
    /// For furniture where positive, for the article where negative, in tenths of a [sure phrase](SURE)'s third.
    pub(crate) score: i32,
    /// Whether a phrase was found that stands in furniture alone.
    pub(crate) sure: bool,
    /// Whether it is a whole menu or a path through the site: as good as a line for each cell.
    pub(crate) menu: bool,
    /// Whether it starts with a bullet.
    pub(crate) bullet: bool,
    /// How much it says, as the weight of its letters.
    pub(crate) weight: usize,
}

/// A line that is one phrase of furniture, or is made of several.
const SURE: i32 = 30;
const SEVERAL: i32 = 25;
/// Rights and consent are what texts are about, and a licence stands in the head of one: two such lines are proof, not one.
const SURE_NOTICE: i32 = 20;
/// The fewest cells of a line that is a menu or a path through the site.
const FEWEST_CELLS: usize = 3;
/// A line that is one phrase which also stands over paragraphs.
pub(crate) const LIKELY: i32 = 15;
/// A line that holds a sure phrase and names, or a count of something.
const PARTLY_SURE: i32 = 20;
const PARTLY_LIKELY: i32 = 5;
const COUNT: i32 = 5;
/// A byline, a date, or a sentence about what furniture is about: goes with what stands on both sides of it.
pub(crate) const WEAK: i32 = -1;
/// A short line that nothing is known about, a short sentence, running text.
const UNKNOWN: i32 = -5;
const SHORT_SENTENCE: i32 = -15;
const TEXT: i32 = -40;

/// From this part of a line on, in percent, a line is made of the phrases in it, or holds them and names.
const WHOLE_PERCENT: usize = 75;
const PART_PERCENT: usize = 30;
const CONTENT_PERCENT: usize = 40;
/// From this part of a sentence on, in percent, it says what furniture says. At 25 the last sentence of an article about
/// comment sections was taken for a notice.
const WEAK_PERCENT: usize = 50;

/// Longer lines are running text, and not read.
pub(crate) const LONGEST_BYTES: usize = 300;
/// Longer lines are running text whatever they end in: 60 Han characters, 120 letters. Of headlines 1 % are longer.
const TEXT_WEIGHT: usize = 120;
/// Longer sentences are running text: 10 Han characters, 20 letters.
const SENTENCE_WEIGHT: usize = 20;

/// What parts the cells of a menu, and the steps of a path.
const BARS: [&str; 4] = ["|", "｜", " · ", " / "];
const ARROWS: [&str; 5] = [" > ", " › ", " » ", ">>", "＞"];

/// Judges lines; keeps its buffer from one to the next.
#[derive(Debug)]
pub(crate) struct Judge<'p> {
    phrases: &'p Phrases,
    normal: String,
}

/// What the phrases in a line add up to.
#[derive(Clone, Copy, Debug, Default)]
struct Mentions {
    /// The weight of all letters in phrases, and of those in phrases that are not fillers.
    covered: usize,
    content: usize,
    /// How many phrases that are not fillers there are.
    count: usize,
    /// The strongest one, the first of equals.
    best: Option<(LineClass, Strength)>,
    /// The class of the phrase that the line starts with.
    front: Option<LineClass>,
    /// The phrase that leads what stands behind its colon.
    leading: Option<(LineClass, Strength)>,
}

impl<'p> Judge<'p> {
    pub(crate) fn new(phrases: &'p Phrases) -> Self {
        Self { phrases, normal: String::new() }
    }

    /// Judges one line, which has no line break in it and is not blank.
    pub(crate) fn judge(&mut self, line: &str) -> Evidence {
        let line = line.trim();
        if line.len() > LONGEST_BYTES {
            return Evidence {
                class: LineClass::Text,
                score: TEXT,
                sure: false,
                menu: false,
                bullet: false,
                weight: TEXT_WEIGHT,
            };
        }
        normalize(line, &mut self.normal);
        let weight = weight_of(&self.normal);
        let mentions = self.mentions();
        let sentence = ends_a_sentence(line);
        let may_be_text = sentence && !line.ends_with([':', '：']) && !claims_rights(&self.normal);
        let by_phrases = by_phrases(&mentions, weight, may_be_text, is_numbered(line));
        let (class, score) = by_phrases.unwrap_or_else(|| by_look(line, weight, sentence));
        let sure = score > 0 && mentions.best.is_some_and(|(_, strength)| strength == Strength::Sure);
        Evidence {
            class,
            score,
            sure,
            menu: !sentence && is_menu(line, &mentions, weight),
            bullet: has_bullet(line),
            weight,
        }
    }

    fn mentions(&self) -> Mentions {
        let mut mentions = Mentions::default();
        self.phrases.find(&self.normal, |range, phrase| {
            let leads = phrase.leads && self.normal.get(range.end..).is_some_and(|rest| rest.starts_with(':'));
            mentions.add(phrase, range.start == 0 && leads);
            if range.start == 0 {
                mentions.front = Some(phrase.class);
            }
        });
        mentions
    }
}

impl Mentions {
    fn add(&mut self, phrase: Phrase, leads_the_line: bool) {
        self.covered += phrase.weight;
        if phrase.strength == Strength::Filler {
            return;
        }
        self.content += phrase.weight;
        self.count += 1;
        if self.best.is_none_or(|(_, strength)| strength < phrase.strength) {
            self.best = Some((phrase.class, phrase.strength));
        }
        if leads_the_line {
            self.leading = Some((phrase.class, phrase.strength));
        }
    }
}

/// The class and the score of a line by the phrases in it, if there are enough of them.
fn by_phrases(mentions: &Mentions, weight: usize, sentence: bool, numbered: bool) -> Option<(LineClass, i32)> {
    let fills = |part: usize, percent: usize| part * 100 >= weight * percent;
    let (class, strength) = mentions.best?;
    let sure = strength == Strength::Sure;
    let score = if fills(mentions.covered, WHOLE_PERCENT) && fills(mentions.content, CONTENT_PERCENT) {
        match class {
            LineClass::Metadata => WEAK,
            LineClass::Notice if sure => SURE_NOTICE,
            _ if sure => SURE,
            _ if mentions.count > 1 => SEVERAL,
            _ => LIKELY,
        }
    } else if let Some((class, strength)) = mentions.leading {
        let sure = strength == Strength::Sure;
        return Some((class, if sure && class != LineClass::Metadata { PARTLY_SURE } else { WEAK }));
    } else if fills(mentions.content, PART_PERCENT) && !sentence && !numbered {
        match class {
            LineClass::Metadata => WEAK,
            _ if sure => PARTLY_SURE,
            _ => PARTLY_LIKELY,
        }
    } else if sure && fills(mentions.content, WEAK_PERCENT) && weight <= TEXT_WEIGHT {
        WEAK
    } else {
        return None;
    };
    Some((class, score))
}

/// Whether a line is made of cells that are phrases, or leads from the front page of a site to somewhere.
fn is_menu(line: &str, mentions: &Mentions, weight: usize) -> bool {
    let has_cells = |marks: &[&str]| marks.iter().any(|mark| line.split(mark).nth(FEWEST_CELLS - 1).is_some());
    let is_filled = mentions.count > 1 && mentions.content * 100 >= weight * WHOLE_PERCENT;
    is_filled && has_cells(&BARS) || mentions.front == Some(LineClass::Navigation) && has_cells(&ARROWS)
}

/// Whether a line, by its normal form, says whose rights a page is.
fn claims_rights(normal: &str) -> bool {
    normal.starts_with('©') || normal.starts_with("copyright")
}

/// The class and the score of a line without phrases.
fn by_look(line: &str, weight: usize, sentence: bool) -> (LineClass, i32) {
    if is_count(line) {
        (LineClass::Metadata, COUNT)
    } else if weight > TEXT_WEIGHT || sentence && weight > SENTENCE_WEIGHT || is_section_number(line) {
        (LineClass::Text, TEXT)
    } else if sentence {
        (LineClass::Short, SHORT_SENTENCE)
    } else if weight == 0 {
        (LineClass::Metadata, WEAK)
    } else {
        (LineClass::Short, UNKNOWN)
    }
}

/// Whether a line is a number with a unit of magnitude, as counters have it: `8.1k`, `1.2万`.
fn is_count(line: &str) -> bool {
    let number = line.trim_end_matches(['k', 'K', 'M', 'w', 'W', '万', '萬', '만', '千', '천', '+']);
    let digits = number.chars().filter(char::is_ascii_digit).count();
    number.len() < line.len()
        && digits > 0
        && digits <= 6
        && number.chars().all(|c| c.is_ascii_digit() || ".,".contains(c))
}

/// Whether a line is the number of a section and nothing more: `01`, `3.`, `IV`, `四、`.
fn is_section_number(line: &str) -> bool {
    let number = line.trim_end_matches(['.', '、', ')', '）', '．']);
    let all = |digits: &str| !number.is_empty() && number.chars().all(|c| digits.contains(c));
    number.len() <= 4 && (all("0123456789") || all("IVX")) || number.chars().count() <= 3 && all("一二三四五六七八九十")
}

/// Whether a line is an item of a numbered list.
fn is_numbered(line: &str) -> bool {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < line.len() && rest.starts_with(['.', ')', '、', '）', '．'])
}

/// Whether a line starts with a bullet.
pub(crate) fn has_bullet(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with(['•', '·', '‧', '▪', '■', '□', '●', '○', '◆', '◇', '▶', '►', '▸', '›', '»', '・', '※', '★'])
        || line.starts_with("- ")
        || line.starts_with("* ")
        || line.starts_with("+ ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn section_numbers_are_text_and_counts_are_not() {
        let mut judge = Judge::new(Phrases::built_in());
        for line in ["01", "6", "3.", "IV", "四、", "十二"] {
            assert_eq!(judge.judge(line).class, LineClass::Text, "{line}");
        }
        for line in ["8.1k", "3.4万", "12 K"] {
            assert_ne!(judge.judge(line).class, LineClass::Text, "{line}");
        }
    }

    #[test]
    fn a_sentence_with_a_phrase_in_it_is_text() {
        let mut judge = Judge::new(Phrases::built_in());
        for line in [
            "She would not leave a comment on a page that kept her address for ever.",
            "A privacy policy says which cookies a site sets, and why it sets them.",
            "他说，他从来不在网站上发表评论，也不看别人的评论。",
        ] {
            assert!(judge.judge(line).score < 0, "{line}");
        }
    }
}
