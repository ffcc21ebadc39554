//! ISO-2022-JP, ISO-2022-KR and HZ: seven-bit text that escape sequences switch between character sets.
//!
//! ISO-2022-JP follows the Encoding Standard. The other two are not in it, because a reader that does not know them sees
//! other text: they are decoded only on request.

use std::borrow::Cow;

use encoding_rs::{EUC_JP, EUC_KR, Encoding, GBK, SHIFT_JIS};

use crate::byte_map::{MAX_STRETCH, Reading};
use crate::decode::sink::{Sink, rule};
use crate::document::Document;

/// The three ways to switch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Switching {
    Iso2022Jp,
    Iso2022Kr,
    Hz,
}

/// What the bytes between two switches mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Set {
    Ascii,
    /// ASCII, but for the yen sign and the overline.
    Roman,
    /// Half-width katakana, one byte each.
    Katakana,
    /// Two bytes each, as this encoding has them with their eighth bit set.
    Pairs(&'static Encoding),
}

const ESCAPE: u8 = 0x1b;
const SHIFT_OUT: u8 = 0x0e;
const SHIFT_IN: u8 = 0x0f;

/// An escape sequence: its bytes, the set it switches to, the text it stands for.
type Escape = (&'static [u8], Option<Set>, &'static str);

const JAPANESE: &[Escape] = &[
    (b"\x1b(B", Some(Set::Ascii), ""),
    (b"\x1b(J", Some(Set::Roman), ""),
    (b"\x1b(I", Some(Set::Katakana), ""),
    (b"\x1b$@", Some(Set::Pairs(EUC_JP)), ""),
    (b"\x1b$B", Some(Set::Pairs(EUC_JP)), ""),
];
const KOREAN: &[Escape] =
    &[(b"\x1b$)C", None, ""), (b"\x0e", Some(Set::Pairs(EUC_KR)), ""), (b"\x0f", Some(Set::Ascii), "")];
const CHINESE: &[Escape] = &[
    (b"~{", Some(Set::Pairs(GBK)), ""),
    (b"~}", Some(Set::Ascii), ""),
    (b"~~", None, "~"),
    (b"~\n", Some(Set::Ascii), ""),
];

impl Switching {
    fn escapes(self) -> &'static [Escape] {
        match self {
            Self::Iso2022Jp => JAPANESE,
            Self::Iso2022Kr => KOREAN,
            Self::Hz => CHINESE,
        }
    }

    fn starts_escape(self, byte: u8) -> bool {
        match self {
            Self::Iso2022Jp => byte == ESCAPE,
            Self::Iso2022Kr => matches!(byte, ESCAPE | SHIFT_IN | SHIFT_OUT),
            Self::Hz => byte == b'~',
        }
    }

    /// A line ends the shift of ISO-2022-KR and HZ, so that one lost byte cannot swallow a document.
    fn ends_with_line(self) -> bool {
        self != Self::Iso2022Jp
    }

    /// Whether `bytes` hold a switch to a set of pairs, behind which pairs stand, and nothing with its eighth bit set. One
    /// search for a byte, where they do not.
    pub(super) fn is_in(self, bytes: &[u8]) -> bool {
        let to_pairs = self.escapes().iter().filter(|(_, set, _)| matches!(set, Some(Set::Pairs(_))));
        let switch = |escape: &[u8]| memchr::memmem::find(bytes, escape);
        if memchr::memchr(self.sign(), bytes).is_none() || !bytes.is_ascii() {
            return false;
        }
        let first = to_pairs.filter_map(|(escape, ..)| switch(escape)).min();
        first.is_some_and(|at| self.reads(bytes.get(at..).unwrap_or_default()))
    }

    /// Whether `bytes`, which begin with a switch, are in the encoding: other text has a blank or a line's end, which are no part
    /// of a pair, behind every few letters.
    fn reads(self, bytes: &[u8]) -> bool {
        let mut doc = Document::default();
        let mut sink = Sink::new(&mut doc);
        let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
        decode(self, sample, &mut sink);
        let (text, _) = sink.finish(sample);
        let wide = text.chars().filter(|c| !c.is_ascii()).count();
        let faults = doc.findings().len();
        faults * PAIRS_A_FAULT <= wide - faults.min(wide)
    }

    /// The byte that switches to a set of pairs begin with.
    fn sign(self) -> u8 {
        match self {
            Self::Iso2022Jp => ESCAPE,
            Self::Iso2022Kr => SHIFT_OUT,
            Self::Hz => b'~',
        }
    }
}

/// Bytes behind the first switch that are read to find out whether pairs follow.
const SAMPLE: usize = 16 << 10;

/// Pairs that each malformed byte must have beside it. English read as pairs has two or three, and a page that lost one of its
/// switches more than this.
const PAIRS_A_FAULT: usize = 8;

/// Decodes `bytes`, the rest of the input.
pub(super) fn decode(switching: Switching, bytes: &[u8], sink: &mut Sink<'_>) {
    let (mut set, mut just_switched) = (Set::Ascii, false);
    let mut rest = bytes;
    while let Some(&first) = rest.first() {
        let before = rest.len();
        if switching.starts_escape(first) {
            match switching.escapes().iter().find(|(escape, ..)| rest.starts_with(escape)) {
                Some((escape, to, text)) => {
                    set = to.unwrap_or(set);
                    switch(switching, just_switched, escape.len(), text, sink);
                    just_switched = text.is_empty();
                    rest = rest.get(escape.len()..).unwrap_or_default();
                    continue;
                }
                None => rest = malformed(rest, 1, sink),
            }
        } else if first == b'\n' && switching.ends_with_line() {
            set = Set::Ascii;
            sink.verbatim("\n");
            rest = rest.get(1..).unwrap_or_default();
        } else {
            let len = rest.iter().position(|&byte| ends_run(switching, byte)).unwrap_or(rest.len());
            let (run, behind) = rest.split_at(len.max(1));
            decode_run(set, run, behind.is_empty(), sink);
            rest = behind;
        }
        debug_assert!(rest.len() < before);
        just_switched = false;
    }
}

fn ends_run(switching: Switching, byte: u8) -> bool {
    switching.starts_escape(byte) || (byte == b'\n' && switching.ends_with_line())
}

/// Two switches with nothing between them are malformed in ISO-2022-JP: they could hide text from a filter.
fn switch(switching: Switching, just_switched: bool, len: usize, text: &str, sink: &mut Sink<'_>) {
    if just_switched && switching == Switching::Iso2022Jp {
        sink.malformed(len, rule::INVALID);
    } else {
        sink.replace(len, text);
    }
}

fn malformed<'b>(rest: &'b [u8], len: usize, sink: &mut Sink<'_>) -> &'b [u8] {
    sink.malformed(len, if len == rest.len() { rule::TRUNCATED } else { rule::INVALID });
    rest.get(len..).unwrap_or_default()
}

/// Decodes a run of one set. `last` says that the input ends with it.
fn decode_run(set: Set, run: &[u8], last: bool, sink: &mut Sink<'_>) {
    match set {
        Set::Ascii => each(run, sink, is_plain, |ascii| Some(Cow::Borrowed(str::from_utf8(ascii).ok()?)), None),
        Set::Roman => {
            for part in run.split_inclusive(|&byte| is_roman(byte)) {
                let (plain, own) = match part.split_last() {
                    Some((&own, plain)) if is_roman(own) => (plain, Some(own)),
                    _ => (part, None),
                };
                decode_run(Set::Ascii, plain, false, sink);
                if let Some(own) = own {
                    sink.replace(1, if own == b'\\' { "¥" } else { "‾" });
                }
            }
        }
        Set::Katakana => {
            let read = |bytes: &[u8]| SHIFT_JIS.decode_without_bom_handling_and_without_replacement(bytes).map(own);
            let reading = Some(Reading::SevenBit(SHIFT_JIS));
            each(run, sink, |byte| (0x21..=0x5f).contains(&byte), |bytes| read(&eighth_bits(bytes)), reading);
        }
        Set::Pairs(encoding) => decode_pairs(encoding, run, last, sink),
    }
}

fn is_roman(byte: u8) -> bool {
    matches!(byte, b'\\' | b'~')
}

fn is_plain(byte: u8) -> bool {
    byte.is_ascii() && !matches!(byte, SHIFT_OUT | SHIFT_IN)
}

fn own(text: Cow<'_, str>) -> Cow<'static, str> {
    Cow::Owned(text.into_owned())
}

fn eighth_bits(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().map(|byte| byte | 0x80).collect()
}

/// Decodes a run of single bytes: stretches of `good` ones by `read`, each other one as malformed.
fn each<'r>(
    run: &'r [u8],
    sink: &mut Sink<'_>,
    good: impl Fn(u8) -> bool,
    read: impl Fn(&'r [u8]) -> Option<Cow<'r, str>>,
    reading: Option<Reading>,
) {
    let most = if reading.is_some() { MAX_STRETCH } else { run.len() };
    for same in run.chunk_by(|&left, &right| good(left) && good(right)) {
        for stretch in same.chunks(most) {
            match read(stretch).filter(|_| stretch.iter().all(|&byte| good(byte))) {
                Some(text) => {
                    sink.text.push_str(&text);
                    sink.wrote(reading.unwrap_or(Reading::Verbatim), stretch.len(), text.len());
                }
                None => stretch.iter().for_each(|_| sink.malformed(1, rule::INVALID)),
            }
        }
    }
}

fn decode_pairs(encoding: &'static Encoding, run: &[u8], last: bool, sink: &mut Sink<'_>) {
    let mut rest = run;
    while !rest.is_empty() {
        let text_len = sink.text.len();
        let mut pairs = 0;
        for pair in rest.chunks(2).take(MAX_STRETCH / 2) {
            let Some(text) = pair_text(encoding, pair) else { break };
            sink.text.push_str(&text);
            pairs += 1;
        }
        sink.wrote(Reading::SevenBit(encoding), 2 * pairs, sink.text.len() - text_len);
        rest = rest.get(2 * pairs..).unwrap_or_default();
        if pairs < MAX_STRETCH / 2 && !rest.is_empty() {
            rest = malformed_pair(rest, last, sink);
        }
    }
}

fn is_graphic(byte: u8) -> bool {
    (0x21..=0x7e).contains(&byte)
}

fn pair_text(encoding: &'static Encoding, pair: &[u8]) -> Option<String> {
    if pair.len() < 2 || !pair.iter().all(|&byte| is_graphic(byte)) {
        return None;
    }
    let eight_bits = eighth_bits(pair);
    let text = encoding.decode_without_bom_handling_and_without_replacement(&eight_bits)?;
    Some(text.into_owned())
}

/// A first byte that cannot be one is malformed alone; else both bytes are, where there are two.
fn malformed_pair<'b>(rest: &'b [u8], last: bool, sink: &mut Sink<'_>) -> &'b [u8] {
    let len = match rest {
        [first, _, ..] if is_graphic(*first) => 2,
        _ => 1,
    };
    let truncated = last && len == rest.len() && len == 1;
    sink.malformed(len, if truncated { rule::TRUNCATED } else { rule::INVALID });
    rest.get(len..).unwrap_or_default()
}
