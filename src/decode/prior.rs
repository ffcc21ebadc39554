//! What is known about a document before its bytes are weighed: labels and languages. It makes an encoding cheaper and
//! never rules one out.

use encoding_rs::{Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

use crate::decode::charset::wide_languages;
use crate::decode::one_byte;

/// What is known beforehand about a document.
#[derive(Clone, Debug, Default)]
pub(super) struct Prior {
    /// Encodings that a label names, with the nats by which each becomes cheaper.
    pub(super) labels: Vec<(&'static Encoding, f32)>,
    /// Languages that the text is likely to be in, with the nats by which encodings that were made for them become cheaper.
    pub(super) languages: Vec<(Tag, f32)>,
    /// Whether the bytes are known not to be Unicode: they stand inside a UTF-8 document.
    pub(super) legacy_only: bool,
}

/// How much more it costs to be rare where few bytes decide: an island of three letters finds some encoding of thirty in
/// which it makes a word.
const ISLAND_RARITY: f32 = 3.0;

impl Prior {
    /// What an encoding costs before a byte is read, given what it costs to be rare; `None` rules it out.
    pub(super) fn handicap(&self, encoding: &'static Encoding, rarity: f32) -> Option<f32> {
        let unicode = [UTF_8, UTF_16LE, UTF_16BE].contains(&encoding);
        let rarity = if self.legacy_only { ISLAND_RARITY * rarity } else { rarity };
        let handicap = rarity - self.of_labels(encoding) - self.of_languages(encoding);
        (!unicode || !self.legacy_only).then_some(handicap)
    }

    fn of_labels(&self, encoding: &'static Encoding) -> f32 {
        let same = |label| label == encoding || (label == GB18030 && encoding == GBK);
        self.labels.iter().find(|&&(label, _)| same(label)).map_or(0.0, |&(_, nats)| nats)
    }

    /// Several hints at the same encoding are worth what the best of them is.
    fn of_languages(&self, encoding: &'static Encoding) -> f32 {
        self.languages.iter().filter(|(tag, _)| speaks(encoding, tag)).map(|&(_, nats)| nats).fold(0.0, f32::max)
    }
}

/// Whether an encoding was made for a language.
fn speaks(encoding: &'static Encoding, tag: &Tag) -> bool {
    let wide = wide_languages(encoding).iter().any(|language| tag.is(language.code()));
    wide || one_byte::languages(encoding).any(|language| tag.is(language))
}

/// The name of a language, as far as encodings go by it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Tag {
    language: String,
    /// Whether it is Chinese in traditional characters.
    is_traditional: bool,
}

/// Subtags that say that Chinese is written in traditional characters.
const TRADITIONAL: [&str; 4] = ["hant", "tw", "hk", "mo"];

/// Other codes of languages, or of ones with the same letters, and those of the models.
const ALIASES: [(&str, &str); 6] =
    [("no", "nb"), ("nn", "nb"), ("sh", "hr"), ("bs", "hr"), ("cnr", "hr"), ("iw", "he")];

impl Tag {
    /// The language that a tag names, as BCP 47 writes it.
    pub(super) fn of(tag: &str) -> Self {
        let mut subtags = tag.split(['-', '_']).map(str::to_ascii_lowercase);
        let language = subtags.next().unwrap_or_default();
        let alias = ALIASES.iter().find(|(alias, _)| *alias == language);
        Self {
            language: alias.map_or(language, |(_, language)| (*language).to_owned()),
            is_traditional: subtags.any(|subtag| TRADITIONAL.contains(&&*subtag)),
        }
    }

    /// Whether it is the language of a model. Chinese is two of them.
    fn is(&self, language: &str) -> bool {
        match language {
            "zh-Hans" => self.language == "zh" && !self.is_traditional,
            "zh-Hant" => self.language == "zh" && self.is_traditional,
            _ => self.language == language,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Tag;

    #[test]
    fn tags_name_languages() {
        let named = |tag| {
            ["et", "nb", "zh-Hans", "zh-Hant"]
                .into_iter()
                .filter(|language| Tag::of(tag).is(language))
                .collect::<Vec<_>>()
        };
        assert_eq!(named("ET"), ["et"]);
        assert_eq!(named("no-NO"), ["nb"]);
        assert_eq!(named("zh"), ["zh-Hans"]);
        assert_eq!(named("zh_TW"), ["zh-Hant"]);
        assert_eq!(named("zh-Hant-HK"), ["zh-Hant"]);
        assert_eq!(named("e"), Vec::<&str>::new());
    }
}
