//! textmend and its peers on the same bytes in one run. `README.md` says how to run it and what each peer does not do.

#[path = "../../corpora/mod.rs"]
mod corpora;
#[path = "../../stages/mod.rs"]
mod stages;

mod duplicates;
mod external;
mod legacy;
mod options;
mod ours;
mod peers;
mod race;
mod scaling;
mod subject;
mod table;

use corpora::Corpus;
use external::Externals;
use options::Options;

const SMALL_DOCUMENT: usize = 1 << 10;

fn main() {
    let options = Options::parse().expect("the arguments are valid");
    if options.scaling {
        return scaling::run(options.budget);
    }
    if options.duplicates {
        return duplicates::run(options.budget);
    }
    let externals = Externals::find(&options.python);
    for corpus in corpora::all(options.corpus_len, options.folder.as_deref()) {
        whole_and_small(&corpus, &externals, &options);
        legacy::run(&corpus, &options);
    }
    table::print_limits(peers::LIMITS.iter().chain(external::LIMITS));
}

/// One race over the corpus as one document, one over documents of 1 KiB.
fn whole_and_small(corpus: &Corpus, externals: &Externals, options: &Options) {
    let Ok(text) = str::from_utf8(&corpus.bytes) else {
        println!("\n{} is not UTF-8, which most peers take alone: left out", corpus.name);
        return;
    };
    let small = corpora::documents(text.as_bytes(), SMALL_DOCUMENT);
    let small = small.into_iter().map(|bytes| str::from_utf8(bytes).expect("lines of UTF-8 are UTF-8")).collect();
    for (size, documents) in [("one document", vec![text]), ("documents of 1 KiB", small)] {
        if documents.is_empty() {
            continue;
        }
        let (pipelines, bytes) = (stages::stages(), bytes_of(&documents));
        let mut subjects = vec![subject::memcpy(&bytes)];
        subjects.extend(ours::subjects(&pipelines, &documents));
        subjects.extend(peers::subjects(&documents));
        subjects.extend(externals.subjects(&bytes));
        race::race(&mut subjects, options.budget);
        table::print(&format!("{}, {size}", corpus.name), &bytes, &mut subjects);
    }
}

fn bytes_of<'d>(documents: &[&'d str]) -> Vec<&'d [u8]> {
    documents.iter().map(|document| document.as_bytes()).collect()
}
