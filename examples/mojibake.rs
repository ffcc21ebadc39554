//! Ten kinds of mojibake and a line that only looks like it: what each becomes, and the evidence.
//!
//!     cargo run --release --example mojibake

use std::error::Error;
use std::io::{self, Write};

use textmend::{Pipeline, Repair};

/// Where it is met, and what it looks like there.
const CASES: [(&str, &str); 11] = [
    ("UTF-8 read as windows-1252, the commonest", "Der BÃ¤cker schlieÃŸt frÃ¼her."),
    ("the same, only half of the line", "晚饭以后，我们沿着河边æ…¢æ…¢èµ°å›žå®¶ã€‚"),
    ("twice over", "trÃƒÂ¨s tÃƒÂ´t, prÃƒÂ¨s de la fenÃƒÂªtre"),
    ("UTF-8 read as GBK", "Der B盲cker schlie脽t fr眉her."),
    ("GBK read as ISO-8859-1", "ÍíÉÏÎÒÃÇÒ»ÆðÈ¥ºÓ±ßÉ¢²½¡£"),
    ("GBK read as UTF-8, each byte that is none as ISO-8859-1", "½ñÌìÏÂÎçÎÒÃÇÔںӱßɢ²½£¬¿´¼ûÐí¶àÈËÔڵöÓ㡣"),
    ("EUC-JP read as GBK", "摄は髓墨、捻の腾に垮をやっている。"),
    ("Cyrillic read as windows-1252", "Íà ïîäîêîííèêå ñïèò ðûæàÿ êîøêà."),
    (
        "UTF-16 read as ISO-8859-1",
        "\u{1c}\u{4}K\u{4} \0?\u{4}8\u{4};\u{4}8\u{4} \0G\u{4}0\u{4}9\u{4} \08\u{4} \0A\u{4};\u{4}C\u{4}H\u{4}0\u{4};\u{4}8\u{4} \0",
    ),
    ("references without their ampersand", "#26202;#39277;#20197;#21518;"),
    ("clean, however odd it looks", "1250 Å² » RÉSUMÉ : ÉCOLE®"),
];

fn main() -> Result<(), Box<dyn Error>> {
    let pipeline = Pipeline::builder().pass(Repair::new().explain()).build()?;
    let mut out = io::stdout().lock();
    for (title, damaged) in CASES {
        let doc = pipeline.run(damaged)?;
        writeln!(out, "{title}\n  {}\n  {}", shown(damaged), doc.text())?;
        for edit in doc.edits() {
            let before = damaged.get(edit.source()).unwrap_or_default();
            writeln!(out, "    {} {}: {} → {}", edit.pass(), edit.rule(), shown(before), edit.inserted())?;
        }
        for finding in doc.findings().filter(|finding| finding.rule() == "evidence") {
            writeln!(out, "    {}", finding.detail())?;
        }
    }
    Ok(())
}

/// Text with its control characters made visible: a terminal would obey them.
fn shown(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { c.escape_default().to_string() } else { c.to_string() }).collect()
}
