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
        let found: Vec<_> = doc.findings().map(|finding| (finding.rule(), finding.source())).collect();
        assert_eq!(found, [("byte-order-mark", 0..doc.source(0..1).start)]);
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

/// Bytes as a compressed file has them: every value, in no order.
#[test]
fn what_is_no_text_is_said_to_be_none() {
    let mut state = 1_u32;
    let next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    let bytes: Vec<u8> = std::iter::repeat_with(next).take(4_000).collect();
    let doc = decode(&bytes);
    assert_eq!(doc.findings().next().map(|finding| (finding.rule(), finding.source())), Some(("not-text", 0..4_000)));
    assert_eq!((doc.encoding(), doc.decoding().evidence()), ("windows-1252", Evidence::Fallback));
    check_map(&doc, &bytes);
}

/// A run of bytes that mean nothing may be longer than what is decoded at a time.
#[test]
fn long_malformed_runs_end() {
    for label in
        ["gbk", "gb18030", "big5", "shift_jis", "euc-jp", "euc-kr", "koi8-r", "utf-8", "utf-16le", "iso-2022-jp"]
    {
        for byte in [0xff, 0x81, 0xfd, 0xa0, 0x30] {
            let bytes = [&b"before "[..], &[byte; 10_000], b" behind"].concat();
            let doc = forced(label).run(&bytes).unwrap();
            check_map(&doc, &bytes);
        }
    }
}

#[test]
fn an_escape_sequence_in_other_text_is_no_iso_2022_jp() {
    let english = format!("esc \x1b$B here\n{}", "The ferry left before the rain began.\n".repeat(2_000));
    let doc = decode(english.as_bytes());
    assert_eq!((doc.text(), doc.encoding()), (&*english, "UTF-8"));
    let japanese = b"\x1b$B$3$s$K$A$O\x1b(B world \x1b$B@$3&\x1b(B";
    assert_eq!(decode(japanese).text(), "こんにちは world 世界");
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

/// The texts of twenty pages in ten encodings, written for this test: plain text, and pages with markup.
fn pages() -> Vec<(&'static Encoding, String)> {
    let plain = [
        (
            "windows-1251",
            "Мы приехали в деревню поздно вечером, когда в окнах уже горел свет. Бабушка поставила на стол самовар.",
        ),
        ("gbk", "他走进厨房，把水壶放在炉子上，等水开了再泡茶。窗外下着小雨，街上的人都打着伞，慢慢地走着。"),
        ("big5", "他走進廚房，把水壺放在爐子上，等水開了再泡茶。窗外下著小雨，街上的人都打著傘，慢慢地走著。"),
        ("shift_jis", "彼は台所に入り、やかんをコンロに置いて、お湯が沸くのを待った。窓の外では小雨が降っている。"),
        ("euc-kr", "그는 부엌에 들어가 주전자를 난로 위에 올려놓고 물이 끓기를 기다렸다. 창밖에는 비가 내린다."),
        (
            "windows-1253",
            "Μπήκε στην κουζίνα, έβαλε τον βραστήρα στη φωτιά και περίμενε να βράσει το νερό. Έξω ψιλόβρεχε.",
        ),
        ("windows-1255", "הוא נכנס למטבח, שם את הקומקום על האש וחיכה שהמים ירתחו. בחוץ ירד גשם קל והרחוב היה ריק."),
        ("windows-1256", "دخل المطبخ ووضع الإبريق على النار وانتظر حتى يغلي الماء. كان المطر يهطل خفيفا في الخارج."),
        ("windows-874", "เขาเดินเข้าไปในครัว วางกาน้ำบนเตา แล้วรอให้น้ำเดือด ข้างนอกฝนตกเบา ๆ ผู้คนเดินกางร่มกัน"),
        (
            "windows-1250",
            "Vešel do kuchyně, postavil konvici na sporák a čekal, až se začne vařit voda. Venku drobně pršelo.",
        ),
    ];
    let marked_up = [
        (
            "windows-1251",
            "Увечері ми повернулися додому, і мати поставила на стіл гарячий борщ. Надворі йшов дрібний дощ, а кіт спав біля печі.",
        ),
        ("gbk", "早晨的市场很热闹，卖菜的老人把青菜摆得整整齐齐。我买了两个苹果和一条鱼，然后坐公共汽车回家。"),
        ("big5", "早晨的市場很熱鬧，賣菜的老人把青菜擺得整整齊齊。我買了兩個蘋果和一條魚，然後坐公車回家。"),
        (
            "shift_jis",
            "朝の市場はにぎやかで、野菜を売る老人がきれいに品物を並べていた。りんごを二つ買って、バスで家に帰った。",
        ),
        (
            "euc-kr",
            "아침 시장은 무척 붐볐고 채소를 파는 할머니는 물건을 가지런히 늘어놓았다. 나는 사과 두 개를 사서 버스를 타고 집에 왔다.",
        ),
        (
            "windows-1253",
            "Το πρωί η αγορά ήταν γεμάτη κόσμο και ο γέρος με τα λαχανικά τα είχε βάλει στη σειρά. Πήρα δύο μήλα και γύρισα σπίτι.",
        ),
        (
            "windows-1255",
            "בבוקר השוק היה מלא באנשים, והזקן שמוכר ירקות סידר אותם בשורה. קניתי שני תפוחים וחזרתי הביתה באוטובוס.",
        ),
        (
            "windows-1256",
            "كان السوق في الصباح مزدحما بالناس، وقد رتب البائع العجوز الخضار في صفوف. اشتريت تفاحتين وعدت إلى البيت.",
        ),
        ("windows-874", "ตอนเช้าตลาดคึกคักมาก คุณยายขายผักวางของเรียงกันเป็นระเบียบ ฉันซื้อแอปเปิลสองลูกแล้วนั่งรถเมล์กลับบ้าน"),
        (
            "windows-1250",
            "Rano na targu było tłoczno, a staruszka układała warzywa w równe rzędy. Kupiłem dwa jabłka i wróciłem autobusem do domu.",
        ),
    ];
    let head = "<!DOCTYPE html>\n<html><head><title>A day in town</title></head>\n<body class=\"page\">\n";
    let pages = plain.map(|(label, text)| (label, format!("{text}\n").repeat(26)));
    let with_head = marked_up.map(|(label, text)| (label, format!("{head}{}", format!("<p>{text}</p>\n").repeat(26))));
    let encoding = |label: &str| Encoding::for_label(label.as_bytes()).unwrap();
    pages.into_iter().chain(with_head).map(|(label, page)| (encoding(label), page)).collect()
}

/// Bytes of text, from the first one outside ASCII on, from which a decision holds, whatever is cut off. The letter model
/// of Thai is made of few pages, so Thai takes longer to be told from Chinese.
fn enough(encoding: &'static Encoding) -> usize {
    if encoding.name() == "windows-874" { 64 } else { 24 }
}

#[test]
fn cutting_a_page_does_not_change_its_encoding() {
    let pipeline = Pipeline::builder().build().unwrap();
    let mut doc = Document::default();
    for (encoding, page) in pages() {
        let bytes = encoding.encode(&page).0;
        let first = bytes.iter().position(|byte| !byte.is_ascii()).unwrap();
        for cut in 0..1024 {
            pipeline.run_into(&bytes[..cut], &mut doc).unwrap();
            let text = doc.text().trim_end_matches('\u{fffd}');
            let right = page.starts_with(text) && (doc.encoding() == encoding.name() || cut == first);
            assert!(
                cut < first + enough(encoding) || right,
                "{} cut at {cut}: {} {text}",
                encoding.name(),
                doc.encoding()
            );
            pipeline.run_into(&bytes[cut..cut + 1024], &mut doc).unwrap();
            assert_eq!(doc.encoding(), encoding.name(), "from {cut}");
        }
    }
}

/// Units of UTF-16, the low byte first, as UTF-8 text that was put together byte by byte.
fn spread(text: &str) -> String {
    text.chars().flat_map(|c| [c, '\0']).collect()
}

const EVENING: &str =
    "After supper we walked slowly home along the river. The rain had stopped, and the street was quiet. ";

#[test]
fn nuls_in_a_page_do_not_make_it_utf_16() {
    let page = EVENING.repeat(6);
    let strewn: String =
        page.chars().enumerate().flat_map(|(at, c)| [Some(c), (at % 3 > 0).then_some('\0')]).flatten().collect();
    let slipping: String =
        page.chars().enumerate().flat_map(|(at, c)| [Some(c), (at % 11 > 0).then_some('\0')]).flatten().collect();
    let pages = [
        page.replace(' ', "\0"),
        page.replace(". ", ".\0\0"),
        format!("{}{page}", "\0".repeat(64)),
        format!("{}{page}", spread(EVENING)),
        format!("{}{page}", spread(&page)),
        format!("{page}{}{page}", spread(EVENING)),
        spread(&EVENING.replace('a', "à")),
        strewn,
        slipping,
    ];
    for page in pages {
        let doc = decode(page.as_bytes());
        assert_eq!((doc.encoding(), doc.text()), ("UTF-8", &*page));
    }
}

#[test]
fn utf_16_without_a_mark_is_read_whatever_it_says() {
    let table = "├── src\n│   ├── lib.rs\n";
    let texts = [
        EVENING,
        "Вечером мы шли домой вдоль реки.",
        "一天晚上，我们沿着河边走回家。一直走。",
        "夕方、川沿いを歩いて帰った。",
        table,
    ];
    for text in
        texts.into_iter().flat_map(|text| [text.to_owned(), text.repeat(40), format!("{text}{}", "\0".repeat(30))])
    {
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for (bytes, encoding) in [(little, "UTF-16LE"), (big, "UTF-16BE")] {
            let doc = decode(&bytes);
            assert_eq!((doc.encoding(), doc.text()), (encoding, &*text));
        }
    }
}

#[test]
fn text_behind_a_long_quiet_head_decides() {
    let page = format!("{}<p>Бабушка поставила на стол самовар, и мы сели пить чай.</p>", "<br>\n".repeat(60_000));
    assert!(page.len() > 300_000);
    let doc = decode(&WINDOWS_1251.encode(&page).0);
    assert_eq!((doc.encoding(), doc.text()), ("windows-1251", page.as_str()));
}

#[test]
fn overlong_forms_are_malformed() {
    for overlong in [&b"\xc0\xaf"[..], b"\xe0\x80\xaf", b"\xf0\x80\x80\xaf", b"\xc1\x81"] {
        let bytes = ["é à ü ö ê è â ç é à ü ö ê ".as_bytes(), overlong, b" <"].concat();
        let doc = decode(&bytes);
        assert_eq!(doc.encoding(), "UTF-8");
        assert!(!doc.text().contains(['/', 'A']) && doc.text().ends_with(" <"), "{:?}", doc.text());
        assert!(rules(&doc).iter().all(|&rule| rule == "invalid"), "{:?}", rules(&doc));
    }
}

#[test]
fn a_decision_names_its_evidence() {
    let evidence = |bytes: &[u8]| decode(bytes).decoding().evidence();
    assert_eq!(forced("gbk").run(b"\xc4\xe3").unwrap().decoding().evidence(), Evidence::Forced);
    assert_eq!(evidence(b"\xfe\xff\0a"), Evidence::ByteOrderMark);
    assert_eq!(evidence(b"w\0o\0r\0d\0s\0 \0"), Evidence::NulPattern);
    assert_eq!(evidence(b"\x1b$B$\"$$\x1b(B"), Evidence::Escapes);
    assert_eq!(evidence("naïve".as_bytes()), Evidence::Utf8);
    assert_eq!(evidence(&["é".repeat(20).as_bytes(), b"\xff"].concat()), Evidence::MostlyUtf8);
    let labelled = Pipeline::default().run(Input::from(&b"caf\xe9"[..]).label("latin1")).unwrap();
    assert_eq!(labelled.decoding().evidence(), Evidence::Label);
    let russian = decode(b"\xcf\xf0\xe8\xe2\xe5\xf2, \xec\xe8\xf0!");
    assert_eq!(russian.decoding().evidence(), Evidence::Detected);
    assert!(
        russian.decoding().runner_up().is_some() && russian.decoding().confidence() > 0.6,
        "{:?}",
        russian.decoding()
    );
    let guess = decode(b"\x99");
    assert!(guess.decoding().confidence() < 0.9, "one byte is a guess: {:?}", guess.decoding());
}

#[test]
fn a_label_that_loses_is_a_finding_at_its_place() {
    let page = "<meta charset=\"koi8-r\"><p>Schöne Grüße aus Köln</p>";
    let doc = decode(page.as_bytes());
    let finding = doc.findings().next().unwrap();
    assert_eq!((finding.rule(), finding.detail(), &page[finding.source()]), ("label-conflict", "koi8-r", "koi8-r"));
    assert_eq!(doc.text(), page);
}

#[test]
fn a_language_tips_the_scales_and_no_more() {
    let pipeline = Pipeline::default();
    let encoding = |bytes: &[u8], language: &'static str| {
        let doc = pipeline.run(Input::from(bytes.to_vec()).language(language)).unwrap();
        doc.encoding().to_owned()
    };
    assert_eq!(encoding(b"\xbb", "lt"), encoding(b"\xbb", "lv"));
    assert_eq!(encoding(b"a\xf1", "pl"), "windows-1250");
    assert_eq!(encoding(b"a\xf1", "es"), "windows-1252");
    for (encoded, page) in pages() {
        let bytes = encoded.encode(&page).0;
        for language in ["en", "ru", "zh-TW", "zh-CN", "tr", "ar"] {
            assert_eq!(encoding(&bytes[..400], language), encoded.name(), "{language}");
        }
    }
}

#[test]
fn a_host_and_the_page_itself_are_hints_too() {
    let pipeline = Pipeline::default();
    let encoding = |input: Input<'_>| pipeline.run(input).unwrap().encoding().to_owned();
    let spanish_or_polish = &b"a\xf1"[..];
    assert_eq!(encoding(Input::from(spanish_or_polish).host("www.example.pl")), "windows-1250");
    assert_eq!(encoding(Input::from(spanish_or_polish).host("www.example.es")), "windows-1252");
    assert_eq!(encoding(Input::from(spanish_or_polish).host("www.example.com")), "windows-1252");
    assert_eq!(encoding(Input::from(&b"<html lang='lt'><p>\xe8as"[..])), "windows-1257");
    assert_eq!(encoding(Input::from(&b"<html lang='es'><p>\xe8as"[..])), "windows-1252");
    for (encoded, page) in pages() {
        let bytes = encoded.encode(&page).0;
        for host in ["example.tw", "example.ru", "example.ee", "example.jp"] {
            assert_eq!(encoding(Input::from(&bytes[..400]).host(host)), encoded.name(), "{host}");
        }
    }
    let traditional_in_gbk = GBK.encode("爐子上的水開了，他").0.into_owned();
    assert_eq!(encoding(Input::from(traditional_in_gbk).host("example.tw")), "GBK");
}

#[test]
fn words_of_one_encoding_are_read_alike_inside_another() {
    let page = "Le café est fermé l'été, et la forêt s'éveille à côté.\n".repeat(3);
    let bytes =
        [page.as_bytes(), b"Le caf\xe9, ferm\xe9 depuis hier, est \xe0 c\xf4t\xe9 du n\xf4tre.\n", page.as_bytes()];
    let doc = decode(&bytes.concat());
    assert!(doc.text().contains("Le café, fermé depuis hier, est à côté du nôtre.\n"), "{}", doc.text());
    let page = "Бабушка поставила на стол самовар, и мы сели пить чай.\n".repeat(3);
    let words = WINDOWS_1251.encode("Идём").0.into_owned();
    let bytes = [page.as_bytes(), &words, " домой. ".as_bytes(), &words, " скорее!\n".as_bytes()];
    assert!(decode(&bytes.concat()).text().ends_with("Идём домой. Идём скорее!\n"));
}

#[test]
fn english_beside_another_language_does_not_hide_it() {
    let comment = "/* Возвращает имя файла, или ноль, если его нет. */\n";
    let code = "if (name == nil || path.is_empty()) { return default_name_of(reader, writer); }\n".repeat(8);
    for encoding in [WINDOWS_1251, KOI8_R, IBM866] {
        let page = format!("{comment}{code}");
        let doc = decode(&encoding.encode(&page).0);
        assert_eq!((doc.encoding(), doc.text()), (encoding.name(), &*page));
    }
}

#[test]
fn a_slip_that_a_letter_swallows_is_found() {
    let text = "他们的成果和文件由Anna整理，然后寄回家。";
    let mut bytes = GBK.encode(text).0.into_owned();
    bytes.remove(5);
    let doc = forced("gbk").run(&bytes).unwrap();
    assert_eq!(rules(&doc), ["slip"]);
    assert!(doc.text().ends_with("成果和文件由Anna整理，然后寄回家。"), "{}", doc.text());
}

#[test]
fn characters_for_private_use_are_no_slips() {
    let bytes =
        [&GBK.encode("他的名字是").0[..], b"\xaa\xa1\xaa\xa2\xaa\xa3\xaa\xa4", &GBK.encode("，住在河边。").0].concat();
    let doc = forced("gbk").run(&bytes).unwrap();
    assert_eq!((doc.text(), rules(&doc)), (&*GBK.decode_without_bom_handling(&bytes).0, vec![]));
}

#[test]
fn what_the_owner_gives_is_not_copied() {
    let text = "Grüße ".repeat(1000);
    let borrowed = Pipeline::builder().build().unwrap();
    let clean = borrowed.clean(text.as_bytes()).unwrap();
    assert!(std::ptr::eq(clean.as_bytes(), text.as_bytes()));
    let owned = text.clone().into_bytes();
    let place = owned.as_ptr();
    assert_eq!(borrowed.run(owned).unwrap().text().as_ptr(), place);
}

/// Malformed input of many kinds costs in proportion to its length: sixteen times as much takes some sixteen times as long.
/// The limit is wide, since machines are busy, and below that of quadratic time.
#[test]
fn garbage_is_decoded_in_linear_time() {
    let kinds: [&[u8]; 6] = [b"\xff", b"\x81", b"\x1b$B\x1b(B", b"<meta ", b"\xc3\xa9\xe9 ", b"\xb0\xa1\xff\xc4"];
    let pipeline = Pipeline::builder().build().unwrap();
    let time = |bytes: &[u8]| {
        let runs = (0..9).map(|_| {
            let start = std::time::Instant::now();
            pipeline.run(bytes).unwrap();
            start.elapsed()
        });
        runs.min().unwrap()
    };
    for kind in kinds {
        let bytes: Vec<u8> = kind.iter().copied().cycle().take(1 << 18).collect();
        let (short, long) = (time(&bytes[..1 << 14]), time(&bytes));
        assert!(long < 128 * short.max(std::time::Duration::from_millis(1)), "{kind:x?}: {short:?}, then {long:?}");
    }
}
