//! Which encoding a document is in, and what says so: the strongest evidence first.

use std::ops::Range;

use encoding_rs::{Encoding, WINDOWS_1252};
use memchr::{memchr, memchr2};

use crate::decode::bom;
use crate::decode::charset::Charset;
use crate::decode::detect::{Prior, Verdict, detect, detect_utf16};
use crate::decode::label;
use crate::decode::sample::Sample;
use crate::decode::seven_bit::Switching;
use crate::decode::sink::rule;
use crate::decode::utf8::Census;
use crate::decode::utf32;
use crate::decoding::{Decoding, Evidence};

/// What is to be done with a document.
#[derive(Debug)]
pub(super) struct Decision {
    pub(super) charset: Charset,
    /// The length of the byte order mark.
    pub(super) mark: usize,
    pub(super) decoding: Decoding,
    /// What is known about legacy text inside.
    pub(super) prior: Prior,
    /// Labels that were not followed: where they stand in the input, the finding's rule, what they say.
    pub(super) ignored_labels: Vec<(Range<usize>, &'static str, String)>,
}

/// What the caller wants.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Wishes<'w> {
    pub(super) forced: Option<Charset>,
    pub(super) label: Option<&'w str>,
    /// The language that the text is likely to be in.
    pub(super) language: Option<&'w str>,
    /// Whether ISO-2022-KR and HZ may be read.
    pub(super) seven_bit: bool,
}

/// Decides about `bytes`. `valid` says whether all of them are UTF-8.
pub(super) fn decide(bytes: &[u8], valid: bool, wishes: Wishes<'_>) -> Decision {
    let marked = bom::sniff(bytes);
    if let Some(forced) = wishes.forced {
        let mark = marked.filter(|(charset, _)| *charset == forced).map_or(0, |(_, mark)| mark);
        return Decision::certain(forced, Evidence::Forced, mark);
    }
    let labels = Labels::of(bytes, wishes);
    let mut decision = match marked {
        Some((charset, mark)) => Decision::certain(charset, Evidence::ByteOrderMark, mark),
        None => unmarked(bytes, valid, wishes.seven_bit, &labels),
    };
    decision.ignored_labels = labels.ignored(decision.charset, bytes);
    decision.prior = labels.prior();
    decision
}

impl Decision {
    fn certain(charset: Charset, evidence: Evidence, mark: usize) -> Self {
        Self {
            charset,
            mark,
            decoding: Decoding::certain(charset.name(), evidence),
            prior: Prior::default(),
            ignored_labels: Vec::new(),
        }
    }

    fn of(charset: Charset, evidence: Evidence) -> Self {
        Self::certain(charset, evidence, 0)
    }

    fn weighed(verdict: &Verdict, charset: Charset, evidence: Evidence) -> Self {
        let mut decision = Self::of(charset, evidence);
        decision.decoding.confidence = verdict.confidence;
        decision.decoding.runner_up = verdict.runner_up.map(Encoding::name);
        decision
    }
}

fn unmarked(bytes: &[u8], valid: bool, seven_bit: bool, labels: &Labels) -> Decision {
    if let Some(decision) = utf32(bytes).or_else(|| utf16(bytes, valid)) {
        return decision;
    }
    if valid {
        let switched = switched(bytes, seven_bit);
        return switched.map_or_else(
            || Decision::of(Charset::Utf8, Evidence::Utf8),
            |charset| Decision::of(charset, Evidence::Escapes),
        );
    }
    mostly_utf8(bytes).unwrap_or_else(|| detected(bytes, labels))
}

/// Units that are read to find UTF-32; no other text has 16 in a row by chance.
const UNITS: usize = 64;

fn utf32(bytes: &[u8]) -> Option<Decision> {
    let head = bytes.get(..4 * UNITS).unwrap_or(bytes);
    if head.len() < 4 {
        return None;
    }
    let all =
        |big_endian: bool| head.chunks_exact(4).all(|unit| utf32::character(unit, big_endian).is_some_and(is_plain));
    let charset = match (all(false), all(true)) {
        (true, _) => Charset::Utf32Le,
        (_, true) => Charset::Utf32Be,
        _ => return None,
    };
    Some(Decision::of(charset, Evidence::NulPattern))
}

fn is_plain(c: char) -> bool {
    c >= ' ' || matches!(c, '\t' | '\n' | '\r')
}

/// Bytes at the start of UTF-8 text that are searched for a control character. UTF-16 text has one at once in every
/// script below U+2000, and in the others at the first space, line break or ideographic punctuation.
const HEAD: usize = 1024;

fn utf16(bytes: &[u8], valid: bool) -> Option<Decision> {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    if valid && !head.iter().any(|&byte| is_odd_control(byte)) {
        return None;
    }
    let verdict = detect_utf16(bytes)?;
    let evidence = if memchr(0, head).is_some() { Evidence::NulPattern } else { Evidence::Detected };
    Some(Decision::weighed(&verdict, verdict.encoding.into(), evidence))
}

/// A control character that text in an ASCII-compatible encoding has no use for.
fn is_odd_control(byte: u8) -> bool {
    byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x0e | 0x0f | 0x1b)
}

/// The seven-bit encoding whose escape sequences are in the text.
fn switched(bytes: &[u8], seven_bit: bool) -> Option<Charset> {
    let hz = seven_bit && Switching::Hz.is_in(bytes);
    if hz {
        return Some(Charset::Hz);
    }
    memchr2(0x1b, 0x0e, bytes)?;
    if Switching::Iso2022Jp.is_in(bytes) {
        return Some(Charset::Iso2022Jp);
    }
    (seven_bit && Switching::Iso2022Kr.is_in(bytes)).then_some(Charset::Iso2022Kr)
}

/// Bytes that are looked at to find that a document is mostly UTF-8.
const CENSUS: usize = 1024;

/// The share of non-ASCII bytes in well-formed characters from which a document is UTF-8 with something else in it: in
/// damaged UTF-8 it is over .99, in legacy text at most .29 (docling-project/docling#4202). Documents that join two
/// encodings lie between.
const MOSTLY: f32 = 0.6;

/// Characters that are needed for it: five may be there by chance, and few are weighed better than counted.
const CHARACTERS: usize = 12;

fn mostly_utf8(bytes: &[u8]) -> Option<Decision> {
    let sample = Sample::of(bytes, CENSUS);
    let census = sample.pieces().map(Census::of).fold(Census::default(), Census::plus);
    let share = census.good as f32 / (census.good + census.bad).max(1) as f32;
    let lines = sample.pieces().flat_map(|piece| piece.split(|&byte| byte == b'\n')).map(Census::of);
    let clean: usize = lines.filter(|line| line.bad == 0).map(|line| line.characters).sum();
    let joined = clean >= CLEAN_CHARACTERS;
    if census.characters < CHARACTERS || (share < MOSTLY && !joined) {
        return None;
    }
    let mut decision = Decision::of(Charset::Utf8, Evidence::MostlyUtf8);
    decision.decoding.confidence = share;
    Some(decision)
}

/// Characters in lines that are UTF-8 throughout, from which a document that is mostly something else has lines of UTF-8.
const CLEAN_CHARACTERS: usize = 12;

/// The confidence from which it is a decision, and not a guess.
const SURE: f32 = 0.6;

fn detected(bytes: &[u8], labels: &Labels) -> Decision {
    let Some(verdict) = detect(bytes, &labels.prior()) else {
        return Decision::of(WINDOWS_1252.into(), Evidence::Fallback);
    };
    let labelled = labels.declared.iter().any(|declared| declared.charset.is_some_and(|c| c == verdict.charset()));
    let evidence = if labelled {
        Evidence::Label
    } else if verdict.encoding == WINDOWS_1252 && verdict.confidence < SURE {
        Evidence::Fallback
    } else {
        Evidence::Detected
    };
    Decision::weighed(&verdict, labels.spelled(verdict.encoding), evidence)
}

/// The labels of a document.
#[derive(Debug, Default)]
struct Labels {
    declared: Vec<Declared>,
    /// The language that the caller expects.
    language: Option<String>,
}

#[derive(Debug)]
struct Declared {
    text: String,
    /// Where it stands in the input; empty where the caller gave it.
    source: Range<usize>,
    charset: Option<Charset>,
}

/// Nats by which a label makes its encoding cheaper: the caller's, and one inside the document. A few letters that the
/// label's encoding reads wrongly outweigh it.
const CALLERS_LABEL: f32 = 10.0;
const OWN_LABEL: f32 = 8.0;

/// The same for windows-1252, which servers and editors name without looking, and which reads any bytes.
const LATIN_LABEL: f32 = 2.0;

impl Labels {
    fn of(bytes: &[u8], wishes: Wishes<'_>) -> Self {
        let mut declared = Vec::new();
        if let Some(label) = wishes.label {
            declared.push(Declared { text: label.to_owned(), source: 0..0, charset: Charset::for_label(label) });
        }
        if let Some(source) = label::prescan(bytes) {
            let text = String::from_utf8_lossy(bytes.get(source.clone()).unwrap_or_default()).into_owned();
            let charset = Charset::for_label_inside(&text);
            declared.push(Declared { text, source, charset });
        }
        Self { declared, language: wishes.language.map(str::to_owned) }
    }

    fn prior(&self) -> Prior {
        let named = self.declared.iter().filter_map(|declared| {
            let encoding = declared.charset?.standard()?;
            let nats = match declared.source.is_empty() {
                _ if encoding == WINDOWS_1252 => LATIN_LABEL,
                true => CALLERS_LABEL,
                false => OWN_LABEL,
            };
            Some((encoding, nats))
        });
        Prior { labels: named.collect(), language: self.language.clone(), legacy_only: false }
    }

    /// GBK is called GB18030 where a label does: they have one decoder.
    fn spelled(&self, encoding: &'static Encoding) -> Charset {
        let named = self.declared.iter().filter_map(|declared| declared.charset?.standard());
        let wide = encoding == encoding_rs::GBK && named.into_iter().any(|named| named == encoding_rs::GB18030);
        Charset::from(if wide { encoding_rs::GB18030 } else { encoding })
    }

    /// The labels that something else won over. Text that is all ASCII agrees with every label but UTF-16's.
    fn ignored(&self, decided: Charset, bytes: &[u8]) -> Vec<(Range<usize>, &'static str, String)> {
        let finding = |declared: &Declared| {
            let rule = match declared.charset {
                None => rule::UNKNOWN_LABEL,
                Some(charset) if charset == decided || agrees(charset, decided, bytes) => return None,
                Some(_) => rule::LABEL_CONFLICT,
            };
            Some((declared.source.clone(), rule, declared.text.clone()))
        };
        self.declared.iter().filter_map(finding).collect()
    }
}

fn agrees(label: Charset, decided: Charset, bytes: &[u8]) -> bool {
    let compatible = label.standard().is_some_and(|encoding| encoding.is_ascii_compatible());
    compatible && decided == Charset::Utf8 && bytes.is_ascii()
}
