//! Legacy encodings: what of a corpus an encoding can write, written in it, and read again.

use encoding_rs::{Encoding, GB18030, SHIFT_JIS, WINDOWS_1251};
use textmend::{Document, Input, Pipeline};

use crate::corpora::Corpus;
use crate::options::Options;
use crate::subject::{Side, Subject, memcpy};
use crate::{race, table};

const ENCODINGS: [&Encoding; 3] = [GB18030, WINDOWS_1251, SHIFT_JIS];

/// Less than this says little.
const LEAST: usize = 64 << 10;

pub(crate) fn run(corpus: &Corpus, options: &Options) {
    let text = String::from_utf8_lossy(&corpus.bytes);
    for encoding in ENCODINGS {
        let encoded = encode(&text, encoding);
        if encoded.len() >= LEAST {
            race_encoded(&format!("{}, in {}", corpus.name, encoding.name()), &encoded, encoding, options);
        }
    }
}

/// The lines that the encoding can write, and that are not ASCII, which every encoding writes alike.
fn encode(text: &str, encoding: &'static Encoding) -> Vec<u8> {
    let mut encoded = Vec::new();
    for line in text.lines().filter(|line| !line.is_ascii()) {
        if let (bytes, _, false) = encoding.encode(line) {
            encoded.extend_from_slice(&bytes);
            encoded.extend_from_slice(b"\n\n");
        }
    }
    encoded
}

fn race_encoded(name: &str, encoded: &[u8], encoding: &'static Encoding, options: &Options) {
    let (documents, label) = ([encoded], encoding.name());
    let (default, decode) = (Pipeline::default(), Pipeline::builder().build().expect("the defaults are valid"));
    let (mut doc, ours) = (Document::default(), Side::Ours);
    let mut subjects = vec![
        memcpy(&documents),
        Subject::new(ours, "default, labelled", &documents, |bytes: &[u8]| {
            default.run_into(Input::from(bytes).label(label), &mut doc).unwrap();
        }),
        Subject::new(ours, "decode, labelled", &documents, |bytes: &[u8]| {
            decode.clean(Input::from(bytes).label(label)).unwrap()
        }),
        Subject::new(ours, "decode, detected", &documents, |bytes: &[u8]| decode.clean(bytes).unwrap()),
        Subject::new(Side::Peer, "encoding_rs", &documents, |bytes: &[u8]| encoding.decode(bytes)),
    ];
    race::race(&mut subjects, options.budget);
    table::print(name, &documents, &mut subjects);
}
