//! Which encoding a document is in, and what says so: the strongest evidence first.

use encoding_rs::{Encoding, WINDOWS_1252};
use memchr::memchr;

use crate::decode::charset::Charset;
use crate::decode::detect::{Verdict, detect, is_text};
use crate::decode::labels::{Ignored, Labels};
use crate::decode::prior::{Prior, Tag};
use crate::decode::sample::Sample;
use crate::decode::seven_bit::Switching;
use crate::decode::utf8::Census;
use crate::decode::{bom, domain, markup, unmarked};
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
    pub(super) ignored_labels: Vec<Ignored>,
    /// The bytes read like text in no encoding.
    pub(super) is_no_text: bool,
}

/// What the caller wants.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Wishes<'w> {
    pub(super) forced: Option<Charset>,
    pub(super) label: Option<&'w str>,
    /// The language that the text is likely to be in.
    pub(super) language: Option<&'w str>,
    /// The host that the document came from.
    pub(super) host: Option<&'w str>,
    /// Whether ISO-2022-KR and HZ may be read.
    pub(super) seven_bit: bool,
}

/// Decides about `bytes`. `valid` says whether all of them are UTF-8: then nothing is weighed, unless a character is there
/// that text does not have.
pub(super) fn decide(bytes: &[u8], valid: bool, wishes: Wishes<'_>) -> Decision {
    let marked = bom::sniff(bytes);
    if let Some(forced) = wishes.forced {
        let mark = marked.filter(|(charset, _)| *charset == forced).map_or(0, |(_, mark)| mark);
        return Decision::certain(forced, Evidence::Forced, mark);
    }
    let labels = Labels::of(bytes, wishes.label);
    let prior = if valid { Prior::default() } else { prior(bytes, &labels, wishes) };
    let mut decision = match marked {
        Some((charset, mark)) => Decision::certain(charset, Evidence::ByteOrderMark, mark),
        None if valid => of_valid(bytes, wishes.seven_bit),
        None => {
            unicode(bytes, false).or_else(|| mostly_utf8(bytes)).unwrap_or_else(|| detected(bytes, &labels, &prior))
        }
    };
    decision.ignored_labels = labels.ignored(decision.charset, bytes);
    decision.prior = prior;
    decision
}

/// Nats by which the encodings of a language become cheaper if the caller expects it, or the country of the document's host
/// speaks it, and if the document itself says so: no more than one letter can outweigh. Of pages in a Central European
/// language some say that they are English.
const EXPECTED: f32 = 3.0;
const SAID: f32 = 2.0;

fn prior(bytes: &[u8], labels: &Labels, wishes: Wishes<'_>) -> Prior {
    let callers = wishes.language.map(|language| (Tag::of(language), EXPECTED));
    let own = markup::language(bytes).map(|language| (Tag::of(language), SAID));
    let hosts = wishes.host.into_iter().flat_map(domain::languages).map(|language| (Tag::of(language), EXPECTED));
    let languages = callers.into_iter().chain(own).chain(hosts).collect();
    Prior { labels: labels.worth(), languages, legacy_only: false }
}

impl Decision {
    fn certain(charset: Charset, evidence: Evidence, mark: usize) -> Self {
        Self {
            charset,
            mark,
            decoding: Decoding::certain(charset.name(), evidence),
            prior: Prior::default(),
            ignored_labels: Vec::new(),
            is_no_text: false,
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

/// UTF-8, unless it is UTF-16 or UTF-32 as well, or switches between character sets.
fn of_valid(bytes: &[u8], seven_bit: bool) -> Decision {
    let unicode = || if unmarked::may_be_in(bytes) { unicode(bytes, true) } else { None };
    let switched = || switched(bytes, seven_bit).map(|charset| Decision::of(charset, Evidence::Escapes));
    unicode().or_else(switched).unwrap_or_else(|| Decision::of(Charset::Utf8, Evidence::Utf8))
}

/// UTF-16 or UTF-32 without a byte order mark.
fn unicode(bytes: &[u8], valid: bool) -> Option<Decision> {
    if let Some(charset) = unmarked::utf32(bytes) {
        return Some(Decision::of(charset, Evidence::NulPattern));
    }
    let verdict = unmarked::utf16(bytes, valid)?;
    let evidence = if memchr(0, bytes).is_some() { Evidence::NulPattern } else { Evidence::Detected };
    Some(Decision::weighed(&verdict, verdict.charset(), evidence))
}

/// The seven-bit encodings, each with how it switches.
const SWITCHED: [(Switching, Charset); 3] = [
    (Switching::Hz, Charset::Hz),
    (Switching::Iso2022Jp, Charset::Iso2022Jp),
    (Switching::Iso2022Kr, Charset::Iso2022Kr),
];

/// The seven-bit encoding whose escape sequences are in the text: ISO-2022-JP, and the others if they are asked for.
fn switched(bytes: &[u8], asked_for: bool) -> Option<Charset> {
    let may_be = |switching| asked_for || switching == Switching::Iso2022Jp;
    let found = SWITCHED.into_iter().find(|&(switching, _)| may_be(switching) && switching.is_in(bytes));
    found.map(|(_, charset)| charset)
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

fn detected(bytes: &[u8], labels: &Labels, prior: &Prior) -> Decision {
    let Some(verdict) = detect(bytes, prior) else {
        return fallback(false);
    };
    let charset = labels.spelled(verdict.encoding);
    let is_no_text = !is_text(verdict.encoding, bytes);
    if is_no_text && !labels.name(charset) {
        return fallback(true);
    }
    let evidence = if labels.name(charset) {
        Evidence::Label
    } else if verdict.encoding == WINDOWS_1252 && verdict.confidence < SURE {
        Evidence::Fallback
    } else {
        Evidence::Detected
    };
    Decision { is_no_text, ..Decision::weighed(&verdict, charset, evidence) }
}

/// Each byte as some character.
fn fallback(is_no_text: bool) -> Decision {
    let mut decision = Decision { is_no_text, ..Decision::of(WINDOWS_1252.into(), Evidence::Fallback) };
    decision.decoding.confidence = NO_CONFIDENCE;
    decision
}

/// The confidence of a guess.
const NO_CONFIDENCE: f32 = 0.5;
