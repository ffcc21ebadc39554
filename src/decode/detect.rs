//! Which encoding bytes are in, when nothing says so for certain: every candidate reads a sample of them, and the reading
//! that costs least wins.
//!
//! Nothing disqualifies: a malformed byte costs what a very rare character costs, so a right reading with one bad byte
//! still wins over a wrong one with none. What is known beforehand, a label for example, makes a candidate cheaper.

use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, GB18030, GBK, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};

use crate::decode::charset::Charset;
use crate::decode::one_byte::{self, Weighed};
use crate::decode::sample::Sample;
use crate::text::plausibility::Plausibility;

/// Bytes that all candidates read, and bytes that the best ones read then, where there are as many. A 256-byte sample
/// tells the encoding of 98 of 100 documents; what it cannot tell are close relatives, and these come to the second round.
const FIRST_LOOK: usize = 320;
const SECOND_LOOK: usize = 2048;

/// Candidates that come to the second round.
const FINALISTS: usize = 6;

/// What each multi-byte encoding costs before a byte is read, in nats, as for the single-byte ones.
const LONGER: [(&Encoding, f32); 8] = [
    (UTF_8, 0.0),
    (GBK, 0.5),
    (SHIFT_JIS, 1.0),
    (EUC_KR, 1.0),
    (BIG5, 1.0),
    (EUC_JP, 1.5),
    (UTF_16LE, 5.0),
    (UTF_16BE, 6.0),
];

/// What is known beforehand about a document.
#[derive(Clone, Debug, Default)]
pub(super) struct Prior {
    /// Encodings that a label names, with the nats by which each becomes cheaper.
    pub(super) labels: Vec<(&'static Encoding, f32)>,
    /// Whether the bytes are known not to be Unicode: they stand inside a UTF-8 document.
    pub(super) legacy_only: bool,
}

impl Prior {
    fn handicap(&self, encoding: &'static Encoding) -> Option<f32> {
        let unicode = encoding == UTF_8 || encoding == UTF_16LE || encoding == UTF_16BE;
        if unicode && self.legacy_only {
            return None;
        }
        let same = |label| label == encoding || (label == GB18030 && encoding == GBK);
        let named = self.labels.iter().find(|&&(label, _)| same(label));
        Some(named.map_or(0.0, |(_, bonus)| -bonus))
    }
}

/// The outcome.
#[derive(Clone, Copy, Debug)]
pub(super) struct Verdict {
    pub(super) encoding: &'static Encoding,
    pub(super) language: &'static str,
    /// Nats for the sample.
    pub(super) cost: f32,
    pub(super) runner_up: Option<&'static Encoding>,
    pub(super) confidence: f32,
}

impl Verdict {
    pub(super) fn charset(&self) -> Charset {
        self.encoding.into()
    }
}

/// Decides about a document.
pub(super) fn detect(bytes: &[u8], prior: &Prior) -> Option<Verdict> {
    let ranked = rank(&Sample::of(bytes, FIRST_LOOK), prior, |_| true);
    if bytes.len() <= FIRST_LOOK {
        return verdict(&ranked);
    }
    let finalists: Vec<_> = ranked.iter().take(FINALISTS).map(|weighed| weighed.encoding).collect();
    let sample = Sample::of(bytes, SECOND_LOOK);
    verdict(&rank(&sample, prior, |encoding| finalists.contains(&encoding)))
}

/// Windows that are read to find UTF-16, and the bytes of each: none of it is ASCII, so any place will do.
const WINDOWS: usize = 4;
const WINDOW: usize = 80;

/// Nats a character from which a text cannot be UTF-16 of any language: the dearest, Chinese, costs about 7, and legacy
/// text misread as UTF-16 is random Chinese, at 13.
const TOO_DEAR: f32 = 10.5;

/// UTF-16, if a document without a byte order mark is in it.
pub(super) fn detect_utf16(bytes: &[u8]) -> Option<Verdict> {
    let sample = Sample::windows(bytes, WINDOWS, WINDOW);
    let is_utf16 = |encoding: &'static Encoding| encoding == UTF_16LE || encoding == UTF_16BE;
    let mean = |encoding| Plausibility::of(&read(encoding, &sample)).mean();
    if sample.len() < 4 || mean(UTF_16LE).min(mean(UTF_16BE)) > TOO_DEAR {
        return None;
    }
    verdict(&rank(&sample, &Prior::default(), |_| true)).filter(|verdict| is_utf16(verdict.encoding))
}

/// Decides about pieces of documents together.
pub(super) fn detect_pieces<'b>(pieces: impl Iterator<Item = &'b [u8]>, prior: &Prior) -> Option<Verdict> {
    let sample = Sample::of_pieces(pieces, SECOND_LOOK);
    verdict(&rank(&sample, prior, |_| true))
}

/// All candidates, the cheapest first.
fn rank(sample: &Sample, prior: &Prior, entered: impl Fn(&'static Encoding) -> bool) -> Vec<Weighed> {
    let handicap = |encoding| prior.handicap(encoding).filter(|_| entered(encoding));
    let mut ranked = one_byte::weigh(sample.pieces(), handicap);
    for (encoding, cost) in LONGER {
        if let Some(handicap) = handicap(encoding) {
            let read = Plausibility::of(&read(encoding, sample));
            let language = read.language;
            ranked.push(Weighed { encoding, language, cost: cost + handicap + read.cost });
        }
    }
    ranked.sort_by(|a, b| a.cost.total_cmp(&b.cost));
    ranked
}

/// The sample as text, piece by piece. A character that a piece's end cuts counts for nothing.
fn read(encoding: &'static Encoding, sample: &Sample) -> String {
    let mut text = String::with_capacity(2 * sample.len());
    for piece in sample.pieces() {
        let mut decoder = encoding.new_decoder_without_bom_handling();
        text.reserve(decoder.max_utf8_buffer_length(piece.len()).unwrap_or_default());
        let _ = decoder.decode_to_string(piece, &mut text, false);
    }
    text
}

/// The share of the difference in nats that counts as evidence: letters of one text are not independent of each other.
const EVIDENCE: f32 = 0.3;

fn verdict(ranked: &[Weighed]) -> Option<Verdict> {
    let (best, others) = ranked.split_first()?;
    let runner_up = others.first();
    let margin = runner_up.map_or(f32::INFINITY, |other| other.cost - best.cost);
    Some(Verdict {
        encoding: best.encoding,
        language: best.language,
        cost: best.cost,
        runner_up: runner_up.map(|other| other.encoding),
        confidence: 1.0 / (1.0 + (-EVIDENCE * margin).exp()),
    })
}
