//! UTF-8 that is not well-formed: what is wrong, and what it stands for.

use encoding_rs::{Encoding, UTF_8};

use crate::decode::sink::{REPLACEMENT, Sink, rule};

/// The whole of `bytes`, if it is UTF-8. Validated once, by encoding_rs, which is some ten times as fast as the standard
/// library on Chinese.
pub(super) fn valid(bytes: &[u8]) -> Option<&str> {
    match UTF_8.decode_without_bom_handling_and_without_replacement(bytes)? {
        std::borrow::Cow::Borrowed(text) => Some(text),
        std::borrow::Cow::Owned(_) => None,
    }
}

/// The longest prefix that is UTF-8.
pub(super) fn valid_prefix(bytes: &[u8]) -> &str {
    let prefix = bytes.get(..Encoding::utf8_valid_up_to(bytes)).unwrap_or_default();
    valid(prefix).unwrap_or_default()
}

/// Something that is not UTF-8: its length in bytes, what kind it is, what it becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) len: usize,
    pub(super) rule: &'static str,
    pub(super) becomes: Option<char>,
}

impl Fault {
    /// The fault that `bytes` begin with. `last` says that the input ends with them.
    pub(super) fn at_start(bytes: &[u8], last: bool) -> Self {
        match *bytes {
            [0xed, high @ 0xa0..=0xaf, a, 0xed, low @ 0xb0..=0xbf, b, ..] if is_trail(a) && is_trail(b) => {
                let unit = |second: u8, third: u8| u32::from(second & 0xf) << 6 | u32::from(third & 0x3f);
                let scalar = 0x10000 + (unit(high, a) << 10 | unit(low & 0xf, b));
                Self { len: 6, rule: rule::CESU_8, becomes: char::from_u32(scalar) }
            }
            [0xed, 0xa0..=0xbf, third, ..] if is_trail(third) => Self { len: 3, rule: rule::SURROGATE, becomes: None },
            [0xc0, 0x80, ..] => Self { len: 2, rule: rule::MODIFIED_NUL, becomes: Some('\0') },
            _ => Self::plain(bytes, last),
        }
    }

    /// As long as the Encoding Standard has it: the longest prefix of a well-formed sequence, or one byte.
    fn plain(bytes: &[u8], last: bool) -> Self {
        let (len, whole) = sequence(bytes);
        let rule = if last && len == bytes.len() && len < whole { rule::TRUNCATED } else { rule::INVALID };
        Self { len, rule, becomes: None }
    }

    /// Bytes that were lost, put in or changed, at the least and up to two, if UTF-8 became this fault, which begins with
    /// `first`.
    fn slips(self, first: u8) -> usize {
        let (_, whole) = sequence(&[first]);
        if is_trail(first) || (whole > 1 && self.len + 1 >= whole) { 1 } else { 2 }
    }

    /// Whether it is a character after all, only written in a way that UTF-8 forbids.
    pub(super) fn is_readable(self) -> bool {
        self.becomes.is_some() || self.rule == rule::SURROGATE
    }
}

/// How many of the first `bytes` are those of one well-formed sequence, and how many it has in all; a byte that begins
/// none counts as one of one (The Unicode Standard, table 3-7).
fn sequence(bytes: &[u8]) -> (usize, usize) {
    let (whole, second) = match bytes.first() {
        Some(0xc2..=0xdf) => (2, 0x80..=0xbf),
        Some(0xe0) => (3, 0xa0..=0xbf),
        Some(0xed) => (3, 0x80..=0x9f),
        Some(0xe1..=0xef) => (3, 0x80..=0xbf),
        Some(0xf0) => (4, 0x90..=0xbf),
        Some(0xf1..=0xf3) => (4, 0x80..=0xbf),
        Some(0xf4) => (4, 0x80..=0x8f),
        _ => return (1, 1),
    };
    let fits = |&(place, byte): &(usize, &u8)| if place == 1 { second.contains(byte) } else { is_trail(*byte) };
    let trails = bytes.iter().enumerate().take(whole).skip(1).take_while(fits).count();
    (1 + trails, whole)
}

/// Whether `bytes` begin with a C1 control. No text has one, so it is no sign of UTF-8, nor is it malformed.
fn is_c1(bytes: &[u8]) -> bool {
    matches!(bytes, [0xc2, 0x80..=0x9f, ..])
}

fn is_trail(byte: u8) -> bool {
    byte & 0xc0 == 0x80
}

/// Decodes `bytes`; each fault becomes its character or U+FFFD. `last` says that the input ends with them.
pub(super) fn decode(bytes: &[u8], last: bool, sink: &mut Sink<'_>) {
    let mut rest = bytes;
    while !rest.is_empty() {
        let text = valid_prefix(rest);
        sink.verbatim(text);
        rest = rest.get(text.len()..).unwrap_or_default();
        if !rest.is_empty() {
            let fault = Fault::at_start(rest, last);
            let becomes = fault.becomes.map(String::from);
            sink.replace_with_finding(fault.len, becomes.as_deref().unwrap_or(REPLACEMENT), fault.rule);
            rest = rest.get(fault.len..).unwrap_or_default();
        }
    }
}

/// How much U+FFFD stands for what is no UTF-8 when text is weighed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Faults {
    /// The text is known to be UTF-8: one for what is left of a character.
    Once,
    /// It is not: one for each byte that must have been lost, put in or changed, up to two a fault.
    Each,
}

/// `bytes` as text for weighing.
pub(super) fn lossy(bytes: &[u8], faults: Faults) -> String {
    let mut text = String::with_capacity(bytes.len());
    let (mut rest, mut remains) = (bytes, Remains::default());
    while !rest.is_empty() {
        let good = valid_prefix(rest);
        text.push_str(good);
        rest = rest.get(good.len()..).unwrap_or_default();
        let Some(&first) = rest.first() else { break };
        let fault = Fault::at_start(rest, true);
        if !good.is_empty() {
            remains = Remains::default();
        }
        let of_the_same = remains.take(fault, first);
        match (fault.becomes, faults) {
            (Some(c), _) => text.push(c),
            (None, Faults::Once) if of_the_same => {}
            (None, Faults::Once) => text.push(char::REPLACEMENT_CHARACTER),
            (None, Faults::Each) => text.extend(std::iter::repeat_n(char::REPLACEMENT_CHARACTER, fault.slips(first))),
        }
        rest = rest.get(fault.len..).unwrap_or_default();
    }
    text
}

/// Faults in a row.
#[derive(Clone, Copy, Debug, Default)]
struct Remains {
    bytes: usize,
    leads: usize,
}

impl Remains {
    /// Bytes and leads in a row that one damaged character can leave: its own, and one that was put in.
    const BYTES: usize = 4;
    const LEADS: usize = 2;

    /// Takes the next fault, and says whether it may be what is left of the same character as the one before.
    fn take(&mut self, fault: Fault, first: u8) -> bool {
        let is_lead = sequence(&[first]).1 > 1;
        self.leads += usize::from(is_lead);
        let same = (1..Self::BYTES).contains(&self.bytes) && (!is_lead || self.leads <= Self::LEADS);
        self.bytes += fault.len;
        same
    }
}

/// How much of some bytes is UTF-8.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Census {
    /// Characters outside ASCII.
    pub(super) characters: usize,
    /// Their bytes.
    pub(super) good: usize,
    /// Bytes that are no UTF-8; a character that the end cuts is not counted.
    pub(super) bad: usize,
}

impl Census {
    pub(super) fn of(bytes: &[u8]) -> Self {
        let mut census = Self::default();
        let mut rest = bytes;
        while let Some(&first) = rest.first() {
            let (len, whole) = sequence(rest);
            let done = match len {
                1 if first.is_ascii() => 1,
                _ if is_c1(rest) => len,
                _ if len == whole && whole > 1 => census.character(len),
                _ => census.fault(Fault::at_start(rest, true)),
            };
            rest = rest.get(done..).unwrap_or_default();
        }
        census
    }

    fn character(&mut self, len: usize) -> usize {
        self.characters += 1;
        self.good += len;
        len
    }

    fn fault(&mut self, fault: Fault) -> usize {
        if fault.is_readable() {
            return self.character(fault.len);
        }
        self.bad += if fault.rule == rule::TRUNCATED { 0 } else { fault.len };
        fault.len
    }

    pub(super) fn plus(self, other: Self) -> Self {
        Self { characters: self.characters + other.characters, good: self.good + other.good, bad: self.bad + other.bad }
    }
}

#[cfg(test)]
mod tests {
    use super::{Census, Fault};
    use crate::decode::sink::rule;

    #[test]
    fn faults_have_their_kind() {
        let fault = |bytes: &[u8]| {
            let fault = Fault::at_start(bytes, true);
            (fault.len, fault.rule, fault.becomes)
        };
        assert_eq!(fault(b"\xed\xa0\xbd\xed\xb8\x80!"), (6, rule::CESU_8, Some('😀')));
        assert_eq!(fault(b"\xed\xa0\xbd!"), (3, rule::SURROGATE, None));
        assert_eq!(fault(b"\xed\xb8\x80"), (3, rule::SURROGATE, None));
        assert_eq!(fault(b"\xc0\x80"), (2, rule::MODIFIED_NUL, Some('\0')));
        assert_eq!(fault(b"\xc0\xaf"), (1, rule::INVALID, None));
        assert_eq!(fault(b"\xf0\x9f\x98"), (3, rule::TRUNCATED, None));
        assert_eq!(fault(b"\xf0\x9f!"), (2, rule::INVALID, None));
        assert_eq!(fault(b"\xff"), (1, rule::INVALID, None));
    }

    #[test]
    fn a_census_counts_bytes_outside_ascii() {
        let census = |bytes: &[u8]| {
            let census = Census::of(bytes);
            (census.characters, census.good, census.bad)
        };
        assert_eq!(census("a é 中".as_bytes()), (2, 5, 0));
        assert_eq!(census(b"\xe9t\xe9 \xc3\xa9"), (1, 2, 2));
        assert_eq!(census(b"\xc3\xa9\xe4\xb8"), (1, 2, 0));
    }
}
