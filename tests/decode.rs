//! Decoding: any bytes, every encoding, and the map back.

use encoding_rs::{
    BIG5, EUC_JP, EUC_KR, Encoding, GB18030, GBK, IBM866, ISO_2022_JP, KOI8_R, SHIFT_JIS, UTF_16BE, UTF_16LE,
    WINDOWS_1251, WINDOWS_1252, WINDOWS_1258,
};
use proptest::prelude::*;
use textmend::{Decode, Document, Error, Evidence, Input, Pipeline};

const ENCODINGS: [&Encoding; 14] = [
    GBK,
    GB18030,
    BIG5,
    EUC_JP,
    EUC_KR,
    SHIFT_JIS,
    ISO_2022_JP,
    UTF_16LE,
    UTF_16BE,
    WINDOWS_1251,
    WINDOWS_1252,
    WINDOWS_1258,
    IBM866,
    KOI8_R,
];

fn decode(bytes: &[u8]) -> Document {
    Pipeline::builder().build().unwrap().run(bytes).unwrap()
}

fn forced(label: &str) -> Pipeline {
    Pipeline::builder().decode(Decode::new().encoding(label)).build().unwrap()
}

fn rules(doc: &Document) -> Vec<&'static str> {
    doc.findings().map(|finding| finding.rule()).collect()
}

/// Every character comes from bytes, the bytes of neighbours follow each other, and where nothing is malformed those
/// bytes decode to that character alone.
fn check_map(doc: &Document, input: &[u8]) {
    let mut end = 0;
    for (at, c) in doc.text().char_indices() {
        let range = at..at + c.len_utf8();
        let source = doc.source(range.clone());
        assert!(source.start >= end || source.is_empty(), "{c:?} at {at} comes from {source:?}, behind {end}");
        assert!(source.end <= input.len());
        let back = doc.source_map().output(source.clone());
        assert!(source.is_empty() || (back.start <= range.start && range.end <= back.end));
        end = source.end;
    }
}

fn bytes_near(encoding: &'static Encoding) -> impl Strategy<Value = Vec<u8>> {
    let text = "[a-z \n]{0,6}|[你好世界的]{1,9}|[あいう漢字]{1,6}|[한글은]{1,6}|[приветмир]{1,9}|[éàüÿ]{1,3}|😀";
    let part = prop_oneof![
        8 => text.prop_map(move |text| encoding.encode(&text).0.into_owned()),
        1 => proptest::collection::vec(any::<u8>(), 1..4),
        1 => Just(b"\x1b$B".to_vec()),
        1 => Just(b"\x1b(B".to_vec()),
    ];
    proptest::collection::vec(part, 0..60).prop_map(|parts| parts.concat())
}

fn any_bytes() -> impl Strategy<Value = (usize, Vec<u8>)> {
    (0..ENCODINGS.len()).prop_flat_map(|index| (Just(index), bytes_near(ENCODINGS[index])))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_bytes_decode_and_map_back((_, bytes) in any_bytes()) {
        check_map(&decode(&bytes), &bytes);
    }

    #[test]
    fn random_bytes_decode_and_map_back(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        check_map(&decode(&bytes), &bytes);
    }

    #[test]
    fn forced_encodings_decode_as_the_standard_says((index, bytes) in any_bytes()) {
        let encoding = ENCODINGS[index];
        let doc = forced(encoding.name()).run(&bytes).unwrap();
        check_map(&doc, &bytes);
        let standard = encoding.decode_with_bom_removal(&bytes).0;
        let own_rules = [GBK, GB18030, BIG5, EUC_JP, EUC_KR, SHIFT_JIS].contains(&encoding);
        let malformed = doc.findings().len() > 0;
        if !own_rules || !malformed {
            prop_assert_eq!(doc.text(), standard);
        }
    }

    #[test]
    fn well_formed_text_comes_back(text in "[ -~\n]{0,9}([你好世界的，。]{1,700}[ -~\n]{0,3}){1,3}") {
        for encoding in [GBK, GB18030, UTF_16LE, UTF_16BE] {
            let bytes = match encoding.name() {
                "UTF-16LE" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
                "UTF-16BE" => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
                _ => encoding.encode(&text).0.into_owned(),
            };
            let doc = forced(encoding.name()).run(&bytes).unwrap();
            prop_assert_eq!(doc.text(), &text);
            for (at, c) in doc.text().char_indices().step_by(37) {
                let source = doc.source(at..at + c.len_utf8());
                prop_assert_eq!(encoding.decode_without_bom_handling(&bytes[source]).0, c.to_string());
            }
        }
    }

    #[test]
    fn valid_utf_8_is_never_anything_else(text in "\\PC{0,80}", label in "gbk|latin1|shift_jis|koi8-r|utf-16|utf-7") {
        let doc = Pipeline::builder().build().unwrap().run(Input::from(text.as_bytes()).label(label)).unwrap();
        prop_assert_eq!(doc.text(), text.strip_prefix('\u{feff}').unwrap_or(&text));
        prop_assert!(text.is_ascii() || doc.findings().len() == 1);
    }

    #[test]
    fn strict_decoding_refuses_what_the_other_repairs(bytes in proptest::collection::vec(any::<u8>(), 0..60)) {
        let strict = Pipeline::builder().decode(Decode::new().encoding("utf-8").strict(true)).build().unwrap();
        match strict.run(&bytes) {
            Ok(doc) => {
                let text = std::str::from_utf8(&bytes).unwrap();
                prop_assert_eq!(text.strip_prefix('\u{feff}').unwrap_or(text), doc.text());
            }
            Err(Error::Malformed { offset, .. }) => {
                let error = std::str::from_utf8(&bytes).unwrap_err();
                prop_assert_eq!(offset as usize, error.valid_up_to());
            }
            Err(other) => prop_assert!(false, "{}", other),
        }
    }
}

#[test]
fn marks_are_read_and_left_out() {
    let cases: [(&[u8], &str); 5] = [
        (b"\xef\xbb\xbfhi", "UTF-8"),
        (b"\xff\xfeh\0i\0", "UTF-16LE"),
        (b"\xfe\xff\0h\0i", "UTF-16BE"),
        (b"\xff\xfe\0\0h\0\0\0i\0\0\0", "UTF-32LE"),
        (b"\0\0\xfe\xff\0\0\0h\0\0\0i", "UTF-32BE"),
    ];
    for (bytes, name) in cases {
        let doc = decode(bytes);
        assert_eq!((doc.text(), doc.encoding(), doc.decoding().evidence()), ("hi", name, Evidence::ByteOrderMark));
        assert_eq!(doc.source(1..2).end, bytes.len());
    }
}

#[test]
fn faults_are_findings_with_their_bytes() {
    let doc = decode("é à ü ö ê è — caf\u{e9}, \u{1f600} ".as_bytes());
    assert_eq!(doc.findings().len(), 0);
    let page = [
        &"éàüöêèçôîûâäëï ".repeat(3).into_bytes()[..],
        b"\xed\xa0\xbd\xed\xb8\x80 \xed\xa0\xbd \xc0\x80 ",
        b"\xe4\xb8",
    ];
    let doc = decode(&page.concat());
    assert_eq!(rules(&doc), ["cesu-8", "surrogate", "modified-nul", "truncated"]);
    assert!(doc.text().ends_with(" 😀 \u{fffd} \0 \u{fffd}"));
    assert!(doc.findings().all(|finding| finding.source().len() > 1));
}

#[test]
fn a_bad_lead_gives_the_ascii_byte_back() {
    for label in ["gbk", "big5", "shift_jis", "euc-kr", "euc-jp", "gb18030", "utf-8"] {
        let doc = forced(label).run(b"a\x81<b").unwrap();
        assert!(doc.text().ends_with("<b"), "{label}: {:?}", doc.text());
    }
}

#[test]
fn a_slip_ends_where_it_began() {
    let text = "他走进厨房把水壶放在炉子上等水开了再泡茶窗外下着小雨街上的人都打着伞";
    let mut bytes = GBK.encode(text).0.into_owned();
    bytes.remove(21);
    bytes.push(b'\n');
    let doc = forced("gbk").run(&bytes).unwrap();
    assert_eq!(rules(&doc), ["slip"]);
    let wrong = text.chars().filter(|&c| !doc.text().contains(c)).count();
    assert!(wrong <= 5, "of 34 characters some near the lost byte may be misread, not all behind it: {}", doc.text());
}

#[test]
fn islands_are_read_in_their_own_encoding() {
    let page = "Le café est fermé l'été, et la forêt s'éveille à côté.\n".repeat(3);
    let bytes = [page.as_bytes(), b"Le caf\xe9 ferm\xe9 \xe0 c\xf4t\xe9.\n", page.as_bytes()].concat();
    let doc = decode(&bytes);
    assert_eq!(rules(&doc), ["island"]);
    assert!(doc.text().contains("Le café fermé à côté."));
    let at = doc.text().find("fermé à côté").unwrap();
    assert_eq!(doc.source(at + 4..at + 6).len(), 1);
}

#[test]
fn seven_bit_encodings_need_asking() {
    let hz = b"~{VPND~} text";
    assert_eq!(decode(hz).text().as_bytes(), hz);
    let asked = Pipeline::builder().decode(Decode::new().seven_bit(true)).build().unwrap();
    assert_eq!(asked.run(hz).unwrap().text(), "中文 text");
    assert_eq!(asked.run(b"\x1b$)C\x0e0!3*\x0f ok\n").unwrap().text(), "가나 ok\n");
    assert_eq!(decode(b"+ADw-script+AD4-").text(), "+ADw-script+AD4-");
}

/// Pages in ten encodings, written for this test.
fn pages() -> Vec<(&'static Encoding, String)> {
    let russian =
        "Мы приехали в деревню поздно вечером, когда в окнах уже горел свет. Бабушка поставила на стол самовар.\n";
    let chinese = "他走进厨房，把水壶放在炉子上，等水开了再泡茶。窗外下着小雨，街上的人都打着伞，慢慢地走着。\n";
    let traditional = "他走進廚房，把水壺放在爐子上，等水開了再泡茶。窗外下著小雨，街上的人都打著傘，慢慢地走著。\n";
    let japanese = "彼は台所に入り、やかんをコンロに置いて、お湯が沸くのを待った。窓の外では小雨が降っている。\n";
    let korean = "그는 부엌에 들어가 주전자를 난로 위에 올려놓고 물이 끓기를 기다렸다. 창밖에는 비가 내린다.\n";
    let greek = "Μπήκε στην κουζίνα, έβαλε τον βραστήρα στη φωτιά και περίμενε να βράσει το νερό. Έξω ψιλόβρεχε.\n";
    let hebrew = "הוא נכנס למטבח, שם את הקומקום על האש וחיכה שהמים ירתחו. בחוץ ירד גשם קל והרחוב היה ריק.\n";
    let arabic = "دخل المطبخ ووضع الإبريق على النار وانتظر حتى يغلي الماء. كان المطر يهطل خفيفا في الخارج.\n";
    let thai = "เขาเดินเข้าไปในครัว วางกาน้ำบนเตา แล้วรอให้น้ำเดือด ข้างนอกฝนตกเบา ๆ ผู้คนเดินกางร่มกัน\n";
    let czech = "Vešel do kuchyně, postavil konvici na sporák a čekal, až se začne vařit voda. Venku drobně pršelo.\n";
    let page = |text: &str| text.repeat(26);
    [
        ("windows-1251", russian),
        ("gbk", chinese),
        ("big5", traditional),
        ("shift_jis", japanese),
        ("euc-kr", korean),
        ("windows-1253", greek),
        ("windows-1255", hebrew),
        ("windows-1256", arabic),
        ("windows-874", thai),
        ("windows-1250", czech),
    ]
    .map(|(label, text)| (Encoding::for_label(label.as_bytes()).unwrap(), page(text)))
    .to_vec()
}

/// Bytes from which a decision holds, whatever is cut off.
const ENOUGH: usize = 24;

#[test]
fn cutting_a_page_does_not_change_its_encoding() {
    let pipeline = Pipeline::builder().build().unwrap();
    let mut doc = Document::default();
    for (encoding, text) in pages() {
        let bytes = encoding.encode(&text).0;
        for cut in 0..1024 {
            pipeline.run_into(&bytes[..cut], &mut doc).unwrap();
            assert!(
                cut < ENOUGH || doc.encoding() == encoding.name(),
                "{} cut at {cut}: {}",
                encoding.name(),
                doc.encoding()
            );
            pipeline.run_into(&bytes[cut..cut + 1024], &mut doc).unwrap();
            assert_eq!(doc.encoding(), encoding.name(), "from {cut}");
        }
    }
}
