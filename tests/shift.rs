//! Properties of the `repair/shift` pass.

mod only;

use encoding_rs::{BIG5, EUC_KR, Encoding, GBK, SHIFT_JIS};
use proptest::prelude::*;
use textmend::{Document, Pipeline};

fn only() -> Pipeline {
    only::only("repair/shift")
}

/// Texts, each with the encoding that it is damaged in.
fn texts() -> [(&'static Encoding, &'static str); 4] {
    let simplified = "渡口的船每天只有三班，早上的一班坐满了去城里卖菜的人。他们把篮子放在脚边，低声说话。";
    let traditional = "老橋修好以後，村裡的人都從橋上走。橋頭立著一塊石碑，上面寫著捐款人的名字。";
    let japanese = "駅の前に古い本屋がある。店の主人はいつも窓のそばで本を読んでいる。";
    let korean = "우리 마을에는 오래된 다리가 있습니다. 사람들은 매일 아침 그 다리를 건너 시장에 갑니다.";
    [(GBK, simplified), (BIG5, traditional), (SHIFT_JIS, japanese), (EUC_KR, korean)]
}

/// The document that the damage stands in: alone, a sentence is too little to know it by.
fn whole_lines(text: &str) -> String {
    format!("{text}\n").repeat(4)
}

/// The text some times, the last time with a question mark for the lead byte of a character.
fn damaged(encoding: &'static Encoding, text: &str, at: usize) -> String {
    let start = text.char_indices().nth(at).map_or(0, |(start, _)| start);
    let (before, after) = text.split_at(start);
    let mut bytes = encoding.encode(before).0.into_owned();
    let mut rest = encoding.encode(after).0.into_owned();
    rest[0] = b'?';
    bytes.append(&mut rest);
    format!("{}{}\n", whole_lines(text), encoding.decode_without_bom_handling(&bytes).0)
}

/// Every edit replaces the bytes that it names, and what no edit names stands as it stood.
fn replay(input: &str, doc: &Document) -> String {
    let mut text = String::new();
    let mut from = 0;
    for edit in doc.edits() {
        text.push_str(&input[from..edit.source().start]);
        text.push_str(edit.inserted());
        from = edit.source().end;
    }
    text + &input[from..]
}

#[test]
fn a_lost_lead_byte_is_found_wherever_it_was() {
    for (encoding, text) in texts() {
        let count = text.chars().count();
        let places: Vec<usize> = (0..count).filter(|&at| text.chars().nth(at).is_some_and(|c| !c.is_ascii())).collect();
        let whole = format!("{}{text}\n", whole_lines(text));
        let restored = places.iter().filter(|&&at| {
            let input = damaged(encoding, text, at);
            only().run(&input).unwrap().text() == whole
        });
        let restored = restored.count();
        assert!(restored * 2 >= places.len(), "{}: {restored} of {}", encoding.name(), places.len());
    }
}

#[test]
fn whole_text_with_questions_stays() {
    for text in ["你来吗?我不知道。", "真的吗?!真的。", "本当か?そうだ。", "정말? 그래.", "他问:“谁?”没有人回答?"]
    {
        let text = format!("{text}\n{text}\n");
        assert_eq!(only().run(&text).unwrap().edits().count(), 0, "{text}");
    }
}

proptest! {
    #[test]
    fn never_panics_and_replays(text in "[?\u{fffd}。可以预見梢灶A@</p>(shù)\n，, あｱ가Б①.]{0,80}") {
        let doc = only().run(&text).unwrap();
        prop_assert_eq!(replay(&text, &doc), doc.text());
    }

    #[test]
    fn damage_anywhere_never_panics_and_replays(which in 0usize..4, at in 0usize..20) {
        let (encoding, text) = texts()[which];
        let input = damaged(encoding, text, at);
        let doc = only().run(&input).unwrap();
        prop_assert_eq!(replay(&input, &doc), doc.text());
    }

    #[test]
    fn other_scripts_stay(text in "[a-zß-ÿа-я? ]{0,60}") {
        prop_assert_eq!(only().run(&text).unwrap().edits().count(), 0);
    }
}
