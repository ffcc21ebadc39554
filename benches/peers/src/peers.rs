//! The peers that are crates.

use encoding_rs::UTF_8;
use icu_normalizer::ComposingNormalizerBorrowed;
use libsais::SuffixArrayConstruction;
use tokenizers::normalizers::replace::ReplacePattern;
use tokenizers::normalizers::{NFKC, Replace, Sequence, Strip};
use tokenizers::{NormalizedString, Normalizer};
use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::subject::{Side, Subject};

/// What each does not do that the default pipeline does.
pub(crate) const LIMITS: &[(&str, &str)] = &[
    ("plsfix", "no decoding, no positions, no duplicates, no paragraphs; repairs single-byte mojibake alone"),
    ("icu NFC", "normalization form alone; no positions"),
    ("u-n NFC", "normalization form alone; no positions; every text is rebuilt"),
    ("u-n is_nfc", "as u-n NFC, but text that is in NFC is kept"),
    ("encoding_rs", "decoding alone; no detection, no positions"),
    ("HF 0.23", "no decoding, no repair, no duplicates, no paragraphs; keeps positions"),
    ("libsais", "a suffix array alone, from which duplicates could be read; changes nothing"),
];

pub(crate) fn subjects<'d>(documents: &'d [&'d str]) -> Vec<Subject<'d>> {
    let icu = ComposingNormalizerBorrowed::new_nfc();
    let sequence = sequence();
    vec![
        Subject::new(Side::Peer, "plsfix", documents, |text: &str| plsfix::fix_text(text, None)),
        Subject::new(Side::Peer, "icu NFC", documents, move |text: &str| icu.normalize(text)),
        Subject::new(Side::Peer, "u-n NFC", documents, |text: &str| text.nfc().collect::<String>()),
        Subject::new(Side::Peer, "u-n is_nfc", documents, |text: &str| {
            (!is_nfc(text)).then(|| text.nfc().collect::<String>())
        }),
        Subject::new(Side::Peer, "encoding_rs", documents, |text: &str| UTF_8.decode(text.as_bytes())),
        Subject::new(Side::Peer, "HF 0.23", documents, move |text: &str| {
            let mut normalized = NormalizedString::from(text);
            sequence.normalize(&mut normalized).expect("the sequence cannot fail");
            normalized
        }),
        Subject::new(Side::Peer, "libsais", documents, |text: &str| {
            let construction = SuffixArrayConstruction::for_text(text.as_bytes()).in_owned_buffer32();
            construction.single_threaded().run().expect("the text is shorter than 2 GiB").into_vec()
        }),
    ]
}

/// What a corpus is often given before a tokenizer is trained. `release-candidate/` has the same four.
fn sequence() -> Sequence {
    let blanks = ReplacePattern::Regex(" {2,}".to_owned());
    Sequence::new(vec![
        NFKC.into(),
        Strip::new(true, true).into(),
        Replace::new("\u{200b}", "").expect("a string is a pattern").into(),
        Replace::new(blanks, " ").expect("the pattern is valid").into(),
    ])
}
