//! Ten kinds of mojibake, what they become, and the evidence for each.
//!
//!     cargo run --release --example mojibake

use std::error::Error;
use std::io::{self, Write};

use textmend::{Pipeline, Repair};

/// Where it is met, and what it looks like there.
const CASES: [(&str, &str); 10] = [
    ("UTF-8 read as windows-1252, the commonest", "Der BÃ¤cker schlieÃŸt frÃ¼her."),
    ("the same, only half of the line", "晚饭以后，我们沿着河边æ…¢æ…¢èµ°å›žå®¶ã€‚"),
    ("twice over", "trÃƒÂ¨s tÃƒÂ´t, prÃƒÂ¨s de la fenÃƒÂªtre"),
    ("UTF-8 read as GBK", "Der B盲cker schlie脽t fr眉her."),
    ("GBK read as ISO-8859-1", "ÍíÉÏÎÒÃÇÒ»ÆðÈ¥ºÓ±ßÉ¢²½¡£"),
    ("EUC-JP read as GBK", "摄は髓墨、捻の腾に垮をやっている。"),
    ("Cyrillic read as windows-1252", "Íà ïîäîêîííèêå ñïèò ðûæàÿ êîøêà."),
    ("Polish read as windows-1252", "Dziœ wieczorem piekê ¿ytni chleb i gotujê zupê."),
    ("references without their ampersand", "#26202;#39277;#20197;#21518;"),
    ("clean, however odd it looks", "1250 Å² » RÉSUMÉ : ÉCOLE®"),
];

fn main() -> Result<(), Box<dyn Error>> {
    let pipeline = Pipeline::builder().pass(Repair::new().explain()).build()?;
    let mut out = io::stdout().lock();
    for (title, damaged) in CASES {
        let doc = pipeline.run_str(damaged)?;
        writeln!(out, "{title}\n  {damaged}\n  {}", doc.text())?;
        for edit in doc.edits() {
            writeln!(out, "    {} {}: {:?}", edit.pass(), edit.rule(), edit.inserted())?;
        }
        for finding in doc.findings().filter(|finding| finding.rule() == "evidence") {
            writeln!(out, "    {}", finding.detail())?;
        }
    }
    Ok(())
}
