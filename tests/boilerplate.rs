//! The boilerplate stage: what it must never delete, whatever stands around it, and what it must.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a panic is how a test fails")]

use proptest::prelude::*;
use textmend::{Boilerplate, DuplicateHalves, LineClass, Pipeline};

fn mended(text: &str) -> String {
    Pipeline::builder().pass(Boilerplate::new()).build().unwrap().run(text.as_bytes()).unwrap().into_text()
}

const FURNITURE: [&str; 24] = [
    "Skip to content",
    "Home > Harbour news > Ferries",
    "Log in | Register",
    "Search",
    "Share on Facebook",
    "Follow us on Instagram",
    "12 comments",
    "Leave a comment",
    "Related articles",
    "  • Reef survey finds a second wreck",
    "8.1k",
    "© 2019 The Harbour Bell. All rights reserved.",
    "Privacy policy",
    "Published on 4 May 2019",
    "返回顶部",
    "分享到微信",
    "猜你喜欢",
    "關於我們",
    "コメントを書く",
    "関連記事",
    "Artikel drucken",
    "Partager sur Facebook",
    "Ver más",
    "Читайте также",
];

const TEXT: [&str; 8] = [
    "The ferry left the north pier at six, an hour late, with forty people on board and a hold full of oranges.",
    "Nobody saw the fog bank until the keeper of the lighthouse called it in.",
    "She had read the privacy policy of the shipping line, and thought little of it.",
    "渡轮六点离开北码头，晚了一个小时，船上有四十个人。",
    "他说，他从来不在网上发表评论，也不分享到微信。",
    "船は一時間遅れて北の桟橋を出た。乗っていたのは四十人だった。",
    "Die Fähre legte um sechs Uhr ab, eine Stunde zu spät, und niemand hatte an Bord zu Abend gegessen.",
    "Паром отошёл от северного причала в шесть часов, на час позже расписания.",
];

const SHORT: [&str; 8] = ["01", "2.", "三、", "The reef", "Chapter four", "码头", "The keeper and his daughter", "IV"];

/// Lines of all kinds in any order, with blank lines between some.
fn page() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        3 => prop::sample::select(&FURNITURE[..]),
        3 => prop::sample::select(&TEXT[..]),
        1 => prop::sample::select(&SHORT[..]),
    ];
    prop::collection::vec((line, prop::sample::select(vec!["\n", "\n\n", "\n \n\n"])), 0..40)
        .prop_map(|lines| lines.into_iter().flat_map(|(line, end)| [line, end]).collect())
}

fn lines(text: &str) -> Vec<&str> {
    text.lines().filter(|line| !line.trim().is_empty()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(500) })]

    #[test]
    fn text_and_lone_lines_stay(text in page()) {
        let after = mended(&text);
        let (all, mut left) = (lines(&text), lines(&after).into_iter().peekable());
        let is_text = |at: Option<&&str>| at.is_some_and(|line| TEXT.contains(line));
        for (at, line) in all.iter().enumerate() {
            let stays = left.next_if_eq(line).is_some();
            let lone = at > 0 && is_text(all.get(at - 1)) && is_text(all.get(at + 1));
            prop_assert!(stays || !TEXT.contains(line) && !lone, "lost {line:?} of {text:?}");
        }
        prop_assert_eq!(left.next(), None, "not a subsequence of {:?}", text);
    }

    #[test]
    fn mending_twice_changes_nothing_more(text in page()) {
        let once = mended(&text);
        prop_assert_eq!(mended(&once), once, "of {:?}", text);
    }

    #[test]
    fn what_is_listed_is_what_is_deleted(text in page()) {
        let listed = Boilerplate::new().lines(&text);
        prop_assert_eq!(listed.len(), lines(&text).len());
        let kept: Vec<&str> =
            listed.iter().filter(|line| !line.is_furniture()).map(|line| &text[line.range()]).collect();
        let after = mended(&text);
        prop_assert_eq!(kept, lines(&after));
    }

    #[test]
    fn any_text_is_taken(text in "(\\PC|[\n 0•|>:。]|Home|comments|返回顶部){0,300}") {
        mended(&text);
        Boilerplate::new().lines(&text);
    }
}

const ARTICLE: &str = "The ferry that came back\n\n\
    The ferry left the north pier at six, an hour late, with forty people on board and a hold full of oranges.\n\n\
    01\n\n\
    Nobody saw the fog bank until the lighthouse keeper called it in, and by then the boat was past the reef.\n\n\
    02\n\n\
    She turned back at once, and all forty slept at the school that night, between the maps and the globe.\n\n";

#[test]
fn an_article_between_furniture_is_left() {
    let head = "Skip to main content\nHome\nNews\nSign in\n\n";
    let tail = "Share on Facebook\n\nRelated articles\n  • Reef survey finds a second wreck\n  • Harbour dues to rise\n8.1k\n\
        18 comments\nLeave a comment\nAbout us | Contact\nThe Harbour Bell, 4 Quay Street\n";
    assert_eq!(mended(&format!("{head}{ARTICLE}{tail}")).trim_end(), ARTICLE.trim_end());
    assert_eq!(mended(ARTICLE), ARTICLE);
}

#[test]
fn a_block_of_links_inside_the_article_goes_and_a_single_line_stays() {
    let block = "You may also like\n  • Reef survey finds a second wreck\n  • Harbour dues to rise\n\n";
    let (first, second) = ARTICLE.split_at(ARTICLE.find("02").unwrap());
    assert_eq!(mended(&format!("{first}{block}{second}")), ARTICLE);
    let single = format!("{first}Leave a comment\n\n{second}");
    assert_eq!(mended(&single), single);
}

#[test]
fn the_title_among_furniture_stays() {
    let text = "Home | News | Log in\nA ferry comes back from the reef\nShare on Facebook\n12 comments\n\
        The ferry left the north pier at six, an hour late, with forty people on board.\n";
    assert!(mended(text).starts_with("A ferry comes back from the reef\nThe ferry left"), "{}", mended(text));
}

#[test]
fn a_text_about_cookies_and_privacy_stays() {
    let text = "Cookie policy\n\nWhat a cookie is\n\nA cookie is a line of text that a site leaves with a browser.\n\n\
        Privacy policy\n\nA privacy policy says what a site keeps about its readers, and for how long.\n\n\
        Terms of use\n\nAll rights reserved\n\nThis line says little: rights are reserved without it.\n\nContact\n";
    assert_eq!(mended(text), text);
}

#[test]
fn a_page_of_nothing_but_short_lines_stays() {
    let text = "Home\nNews\nSports\nLog in\nShare on Facebook\nBack to top\n";
    assert_eq!(mended(text), text);
}

#[test]
fn where_two_copies_prove_the_article_all_around_it_goes() {
    let article = ARTICLE.replace("\n\n", "\n");
    let page = format!(
        "Now reading:\nThe ferry that came back\nGet the app\n{article}Pelican House\nOne thing after another\n\
        A third headline of the day\n{article}Some name\n"
    );
    let duplicates = DuplicateHalves::new().min_len(200);
    let pipeline = Pipeline::builder().pass(duplicates).pass(Boilerplate::new()).build().unwrap();
    assert_eq!(pipeline.run(page.as_bytes()).unwrap().text(), article);
}

#[test]
fn phrases_of_a_user_are_added_or_stand_alone() {
    let text = "Kirjoita kommentti\nJaa kavereille\nLautta lähti pohjoisesta satamasta kuudelta, tunnin myöhässä, neljäkymmentä ihmistä kyydissä.\n";
    let own = |pass: Boilerplate| pass.phrases(LineClass::Comments, ["kirjoita kommentti", "jaa kavereille"]);
    let run = |pass: Boilerplate, text: &str| {
        Pipeline::builder().pass(pass).build().unwrap().run(text.as_bytes()).unwrap().into_text()
    };
    let article = text.lines().last().unwrap();
    assert_eq!(run(Boilerplate::new(), text), text);
    assert_eq!(run(own(Boilerplate::new()), text).trim_end(), article);
    let english = format!("Log in\nShare on Facebook\n{article}\n");
    assert_eq!(run(own(Boilerplate::new()), &english).trim_end(), article);
    assert_eq!(run(own(Boilerplate::new().without_built_in_phrases()), &english), english);
}
