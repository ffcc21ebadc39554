//! UTF-16 and UTF-32 without a byte order mark.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

use crate::decode::charset::Charset;
use crate::decode::detect::{TOO_DEAR, Verdict, mean, weigh};
use crate::decode::prior::Prior;
use crate::decode::sample::Sample;
use crate::decode::utf32::character;
use crate::text::plausibility::Plausibility;

/// Bytes at the start of UTF-8 text that are searched for a control character. UTF-16 text has one at once in every
/// script below U+2000, and in the others at the first space, line break or ideographic punctuation.
const HEAD: usize = 1024;

/// The first control character that text has a use for. UTF-16 has lower ones, unless it is very short: those below it are
/// found by an instruction or two for 16 bytes.
const TAB: u8 = b'\t';
const SHORT: usize = 64;

/// Whether text that is UTF-8 may be UTF-16 or UTF-32 of another text: characters are in it that no text has.
pub(super) fn may_be_in(utf8: &[u8]) -> bool {
    if utf8.len() <= SHORT {
        return utf8.iter().copied().any(is_odd_control);
    }
    let head = utf8.get(..HEAD).unwrap_or(utf8);
    head.iter().fold(TAB, |least, &byte| least.min(byte)) < TAB
}

/// A control character that text in an ASCII-compatible encoding has no use for.
fn is_odd_control(byte: u8) -> bool {
    byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x0e | 0x0f | 0x1b)
}

/// Units that are read to find UTF-32; no other text has 16 in a row by chance.
const UNITS: usize = 64;

/// UTF-32, if the bytes begin with it.
pub(super) fn utf32(bytes: &[u8]) -> Option<Charset> {
    let head = bytes.get(..4 * UNITS).unwrap_or(bytes);
    let is_text = |unit: &[u8], big_endian| character(unit, big_endian).is_some_and(is_plain);
    let all = |big_endian| head.len() >= 4 && head.chunks_exact(4).all(|unit| is_text(unit, big_endian));
    match (all(false), all(true)) {
        (true, _) => Some(Charset::Utf32Le),
        (_, true) => Some(Charset::Utf32Be),
        _ => None,
    }
}

fn is_plain(c: char) -> bool {
    c >= ' ' || matches!(c, '\t' | '\n' | '\r')
}

/// Windows that are read to find UTF-16, and the bytes of each: none of it is ASCII, so any place will do.
const WINDOWS: usize = 4;
const WINDOW: usize = 80;

/// Bytes of each window that are enough to see that it is not UTF-16.
const GLANCE: usize = 24;

/// UTF-16, if the bytes are. `valid` says that they are UTF-8, too.
pub(super) fn utf16(bytes: &[u8], valid: bool) -> Option<Verdict> {
    let glance = Sample::windows(bytes, WINDOWS, GLANCE);
    let may_be = |encoding| mean(encoding, &glance) <= TOO_DEAR;
    if glance.len() < 4 || !(may_be(UTF_16LE) || may_be(UTF_16BE)) {
        return None;
    }
    let sample = Sample::windows(bytes, WINDOWS, WINDOW);
    let verdict = weigh(&sample, &Prior::default())?;
    let is_utf16 = [UTF_16LE, UTF_16BE].contains(&verdict.encoding) && mean(verdict.encoding, &sample) <= TOO_DEAR;
    let is_utf8 = || has_many_characters(bytes) || !reads_throughout(bytes, verdict.encoding);
    (is_utf16 && !(valid && is_utf8())).then_some(verdict)
}

/// Characters outside ASCII that UTF-16 text may have by chance when it is read as UTF-8 and is well-formed.
const BY_CHANCE: usize = 1;

fn has_many_characters(utf8: &[u8]) -> bool {
    utf8.iter().filter(|&&byte| byte >= 0xc0).nth(BY_CHANCE).is_some()
}

/// Windows of a document that are checked if it is UTF-8 as well, and the share of them, one in so many, that may fail to
/// read like UTF-16: those that hold a picture or a rare script. Where a part of a page is UTF-16, all others fail.
const CHECKED: usize = 16;
const FAILING: usize = 8;

/// Whether all parts of a document, but for NULs at its end, read like text in `encoding`, and not only most of it.
fn reads_throughout(bytes: &[u8], encoding: &'static Encoding) -> bool {
    let end = bytes.iter().rposition(|&byte| byte != 0).unwrap_or_default();
    let bytes = bytes.get(..=end | 1).unwrap_or(bytes);
    let step = (bytes.len() / CHECKED / 2 * 2).max(WINDOW);
    let windows = bytes.chunks_exact(step).filter_map(|chunk| chunk.get(..WINDOW));
    let fails = |window: &&[u8]| Plausibility::of(&encoding.decode_without_bom_handling(window).0).mean() > TOO_DEAR;
    let failing = windows.clone().filter(fails).count();
    failing * FAILING <= windows.count() && has_nuls_in_step(bytes, encoding)
}

/// The share of bytes, one in so many, from which NULs are those beside letters below U+0100, and the share of them that may
/// be half of another character (`一`, a wide blank, the line of a table), beside the few of a short text.
const MANY: usize = 4;
const OUT_OF_STEP: usize = 2;
const FEW: usize = 2;

/// Whether the NULs stand where `encoding` has those of letters below U+0100, all over the document.
fn has_nuls_in_step(bytes: &[u8], encoding: &'static Encoding) -> bool {
    let high = usize::from(encoding == UTF_16LE);
    let count = |place: usize| bytes.iter().skip(place).step_by(2).filter(|&&byte| byte == 0).count();
    let (in_step, out_of_step) = (count(high), count(1 - high));
    (in_step + out_of_step) * MANY < bytes.len() || out_of_step <= FEW + in_step / OUT_OF_STEP
}
