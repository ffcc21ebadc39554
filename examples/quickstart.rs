//! The main job: a scraped page in, clean paragraphs out, and a short report.
//!
//!     cargo run --release --example quickstart            the sample page that ships with the crate
//!     cargo run --release --example quickstart -- FILE    a page of your own, in any encoding

use std::error::Error;

use textmend::Pipeline;

fn main() -> Result<(), Box<dyn Error>> {
    let page = match std::env::args_os().nth(1) {
        Some(file) => std::fs::read(&file).map_err(|error| format!("{}: {error}", file.display()))?,
        None => include_bytes!("pages/harbour.txt").to_vec(),
    };

    let doc = Pipeline::default().run(&page)?;

    for paragraph in doc.paragraphs() {
        println!("{}\n", paragraph.text());
    }

    println!("────");
    println!("Read as {} ({:?}).", doc.encoding(), doc.decoding().evidence());
    for copy in doc.copies() {
        let lines = |upto: usize| page[..upto].iter().filter(|&&byte| byte == b'\n').count() + 1;
        println!("A copy of the article: bytes {copy:?}, lines {} to {}.", lines(copy.start), lines(copy.end - 1));
    }
    println!("\n{}", doc.report());
    Ok(())
}
