//! What holds for the default pipeline whatever it is given.

use proptest::collection::vec;
use proptest::prelude::*;
use textmend::{Document, DuplicateHalves, Normalize, Pipeline};

/// Pieces that pages are made of, whole and broken: each gives some pass something to decide.
const PIECES: [&str; 41] = [
    "\n",
    "\n\n",
    "\r\n",
    "\u{c}",
    "\u{2028}",
    " ",
    "  ",
    "\u{a0}",
    "\u{3000}\u{3000}",
    "\t",
    "\u{200b}",
    "\u{200d}",
    "\u{fe0f}",
    "\u{202e}",
    "\u{ad}",
    "\u{feff}",
    "\u{1}",
    "\u{9d}",
    "\u{1b}[31m",
    "&amp;",
    "&amp;lt;",
    "&#xd83d;&#xde00;",
    "&nbsp",
    "&#0;",
    "The Lighthouse\n\n41\n\n",
    "<p>",
    "</p",
    "<br>",
    "•",
    "- ",
    "12. ",
    "The ferry left before the rain began.",
    "渡船在下雨之前就离开了码头。",
    "數(shù)",
    "當?shù)厝",
    "島の店は縄を売る。",
    "паром ушёл рано",
    "e\u{301}",
    "\u{1f469}\u{200d}\u{1f52c}",
    "Ã©tÃ©",
    "?",
];

fn page() -> impl Strategy<Value = String> {
    let piece = prop_oneof![8 => prop::sample::select(PIECES.to_vec()).prop_map(str::to_owned), 1 => "\\PC{1,3}"];
    (vec(piece, 0..60), 1..3usize).prop_map(|(pieces, copies)| pieces.concat().repeat(copies))
}

/// Sentences as pages hold them, most with one damage.
const SENTENCES: [&str; 14] = [
    "The ferry left before the rain began, and nobody had brought a lamp.",
    "Der BÃ¤cker schlieÃŸt frÃ¼her als sonst, weil es regnet.",
    "<p>Her brother mends nets behind the chapel.</p>",
    "Tea &amp; cake,&nbsp;twice a day &#8211; or three times.",
    "渡船在下雨之前就离开了码头，栈桥上没有一个人带着灯。",
    "æ¸¡èˆ¹åœ¨ä¸‹é›¨ä¹‹å‰å°±ç¦»å¼€äº†ç å¤´ã€‚",
    "守灯人每天傍晚把船數(shù)两遍，然后回家。",
    "島の最後の店は縄とパンを売る。<br>また明日。",
    "паром ушёл ещё до начала дождя — так он сказал.",
    "Íà ïîäîêîííèêå ñïèò ðûæàÿ êîøêà, è íèêòî åé íå ìåøàåò.",
    "01",
    "• the tide table hangs beside the kitchen door",
    "x < y && y > z; Vec<String> is a type.",
    "It cost 3\u{a0}€ and a\u{200b} smile.",
];

/// A page of such sentences, one or two times over.
fn sound_page() -> impl Strategy<Value = String> {
    let pages = vec(prop::sample::select(SENTENCES.to_vec()), 0..20);
    (pages, prop::sample::select(vec!["\n", "\n\n", "\r\n\r\n"]), 1..3usize)
        .prop_map(|(sentences, gap, copies)| vec![sentences.join(gap); copies].join(gap))
}

/// The parts of the output that no edit made or touched, as ranges.
fn copied(doc: &Document) -> Vec<std::ops::Range<usize>> {
    let mut made: Vec<_> = doc.edits().map(|edit| edit.range()).collect();
    made.sort_by_key(|range| (range.start, range.end));
    let (mut copied, mut at) = (Vec::new(), 0);
    for range in made {
        if at < range.start {
            copied.push(at..range.start);
        }
        at = at.max(range.end);
    }
    copied.push(at..doc.text().len());
    copied
}

fn mending_twice_is_mending_once(pipeline: &Pipeline, page: &str) -> Result<(), TestCaseError> {
    let once = pipeline.run(page).unwrap();
    let twice = pipeline.run(once.text()).unwrap();
    let more: Vec<_> = twice.edits().map(|e| (e.pass(), e.rule(), e.source(), e.inserted().to_owned())).collect();
    prop_assert_eq!(twice.text(), once.text(), "{:?}", more);
    let split = |doc: &Document| doc.paragraphs().map(|p| p.range()).collect::<Vec<_>>();
    prop_assert_eq!(split(&twice), split(&once));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn no_bytes_make_it_panic(bytes in vec(any::<u8>(), 0..400)) {
        let doc = Pipeline::default().run(&bytes).unwrap();
        prop_assert!(doc.paragraphs().all(|paragraph| paragraph.source().end <= bytes.len()));
        prop_assert!(doc.edits().all(|edit| edit.source().end <= bytes.len()));
        prop_assert!(doc.findings().all(|finding| finding.source().end <= bytes.len()));
    }

    #[test]
    fn mending_twice_changes_nothing_more(page in page(), sound in sound_page()) {
        let on_noise = Pipeline::builder().pass(Normalize::new()).pass(DuplicateHalves::new());
        mending_twice_is_mending_once(&on_noise.build().unwrap(), &page)?;
        mending_twice_is_mending_once(&Pipeline::default(), &sound)?;
    }

    #[test]
    fn what_no_edit_touched_is_the_input_byte_for_byte(page in page()) {
        let doc = Pipeline::default().run(&page).unwrap();
        for range in copied(&doc) {
            for (at, c) in doc.text()[range.clone()].char_indices() {
                let place = range.start + at..range.start + at + c.len_utf8();
                prop_assert_eq!(&page[doc.source(place.clone())], &doc.text()[place]);
            }
        }
    }

    #[test]
    fn paragraphs_are_in_order_and_cover_every_letter(page in page()) {
        let doc = Pipeline::default().run(&page).unwrap();
        let says_nothing = |text: &str| !text.contains(char::is_alphanumeric);
        let mut at = 0;
        for paragraph in doc.paragraphs() {
            let range = paragraph.range();
            prop_assert!(at <= range.start && range.start < range.end);
            prop_assert!(says_nothing(&doc.text()[at..range.start]), "lost: {:?}", &doc.text()[at..range.start]);
            at = range.end;
        }
        prop_assert!(says_nothing(&doc.text()[at..]), "lost: {:?}", &doc.text()[at..]);
    }

    #[test]
    fn a_document_used_again_is_as_good_as_new(pages in vec(page(), 1..4)) {
        let (pipeline, mut doc) = (Pipeline::default(), Document::default());
        for page in pages {
            pipeline.run_into(page.as_bytes(), &mut doc).unwrap();
            let fresh = pipeline.run(page.as_bytes()).unwrap();
            prop_assert_eq!(doc.text(), fresh.text());
            prop_assert_eq!(doc.report(), fresh.report());
            prop_assert_eq!(doc.copies(), fresh.copies());
            prop_assert_eq!(doc.paragraphs().map(|p| p.source()).collect::<Vec<_>>(), fresh.paragraphs().map(|p| p.source()).collect::<Vec<_>>());
        }
    }
}

#[test]
fn clean_text_makes_no_edit_and_no_finding() {
    let pages = [
        "",
        "One line",
        "The keeper counts the boats twice each evening.\n\nHer brother mends nets behind the chapel.\n",
        "渡船在下雨之前就离开了码头，栈桥上没有一个人带着灯。\n\n“明天呢？”她问。\n",
        "島の最後の店は縄とパンを売る。「また明日」と彼は言った。\n",
        "마지막 배는 비가 오기 전에 떠났다.\n",
        "Паром ушёл ещё до начала дождя — так он сказал.\n",
        "می‌خواهم بروم، نمی‌توانم.\n",
        "x < y && y > z; Vec<String>; R&D; 100 % ≈ 1.0; naïve café; 👩‍🔬 🏴󠁧󠁢󠁳󠁣󠁴󠁿 ❤️\n",
        "क्षत्रिय श्री · ஸ்ரீ · ക്‍ഷ\n",
    ];
    for page in pages {
        let doc = Pipeline::default().run(page.as_bytes()).unwrap();
        let edits: Vec<_> = doc.edits().map(|e| (e.pass(), e.rule(), e.source())).collect();
        assert_eq!((doc.text(), edits, doc.findings().len()), (page, vec![], 0));
    }
}

/// A text of about so many bytes, all of one kind.
type Shape = (&'static str, fn(usize) -> String);

/// Twice the input may cost about twice the time, whatever the input: a quadratic step would show as four times. The
/// sizes are far apart so that the machine's noise does not decide. What is searched in a long line for each sign that it
/// holds is quick and shows in megabytes only, and there clean text around the signs keeps the noise down.
#[test]
fn cost_grows_with_the_input_and_not_with_its_square() {
    let shapes: [Shape; 16] = [
        ("one letter", |n| "a".repeat(n)),
        ("one line feed", |n| "\n".repeat(n)),
        ("blanks", |n| " ".repeat(n)),
        ("ampersands", |n| "&".repeat(n)),
        ("escaped ampersands", |n| format!("&{}lt;", "amp;".repeat(n / 4))),
        ("open tags", |n| "<".repeat(n)),
        ("open brackets", |n| "數(".repeat(n / 4)),
        ("combining marks", |n| format!("a{}", "\u{301}\u{323}".repeat(n / 4))),
        ("question marks", |n| "?".repeat(n)),
        ("mojibake", |n| "Ã©".repeat(n / 4)),
        ("short lines", |n| "ab\n".repeat(n / 3)),
        ("starts of references", |n| "&#".repeat(n / 2)),
        ("blanks without their ampersand", |n| "nbsp;".repeat(n / 5)),
        ("full-width references", |n| "＆＃２００１３；".repeat(n / 27)),
        ("an article twice, then a rule", |n| {
            let article: String =
                (0..n / 200).map(|line| format!("The keeper of pier {line} counted boats.\n")).collect();
            format!("{article}\n{article}\n{}", "-".repeat(n / 2))
        }),
        ("one paragraph again and again", |n| "The keeper counts the boats twice.\n\n".repeat(n / 36)),
    ];
    for (name, shape) in shapes {
        assert_is_cheap(name, shape, 4_000, 96.0);
    }
    let clean = "the ferry leaves at seven and nobody meets it. ".repeat(6);
    for sign in ["a=2 ", "u4e2d ", "c=2&d=3 ", "£5 café “x” "] {
        let line = |n: usize| format!("{clean}{sign}").repeat(n / clean.len());
        assert_is_cheap(sign, line, 1_000_000, 64.0);
    }
}

/// Times that a shape is measured while its factor is too high, since the machine does other things as well.
const TRIES: usize = 5;

/// Holds the time for 16 times `least` bytes of a shape to `factor` times that for `least`.
fn assert_is_cheap(name: &str, shape: impl Fn(usize) -> String, least: usize, factor: f64) {
    let pipeline = Pipeline::default();
    let time = |n: usize| {
        let page = shape(n);
        let run = || {
            let start = std::time::Instant::now();
            pipeline.run(&page).unwrap();
            start.elapsed()
        };
        (0..3).map(|_| run()).min().unwrap().as_secs_f64()
    };
    let ratio = || time(16 * least) / time(least).max(50e-6);
    let ratios: Vec<f64> = std::iter::repeat_with(ratio).take(TRIES).take_while(|&ratio| ratio >= factor).collect();
    assert!(ratios.len() < TRIES, "{name}: 16 times the input takes {ratios:.0?} times as long");
}
