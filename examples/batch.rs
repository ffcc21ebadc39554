//! Many files on all cores: progress as it goes, one bad file never stops the rest, one report at the end.
//!
//!     cargo run --release --example batch -- PATH…      files, or folders whose files are read
//!
//! The crate starts no threads: a `Pipeline` is shared, each worker brings its own `Document` and uses it again.

use std::error::Error;
use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Mutex;

use rayon::prelude::*;
use textmend::{Document, Pipeline, Report};

fn main() -> Result<(), Box<dyn Error>> {
    let mut paths: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    if paths.is_empty() {
        paths.push(concat!(env!("CARGO_MANIFEST_DIR"), "/examples").into());
    }
    let files: Vec<PathBuf> =
        paths.into_iter().flat_map(|path| files_in(path).unwrap_or_else(|path| vec![path])).collect();

    let pipeline = Pipeline::default();
    let progress = Mutex::new((0, 0));
    let report: Report = files
        .par_iter()
        .map_init(Document::default, |doc, path| {
            let mended = mend(&pipeline, path, doc);
            let (done, failed) = &mut *progress.lock().expect("no worker panics while it holds the lock");
            *done += 1;
            if let Err(error) = &mended {
                *failed += 1;
                eprintln!("\r{}: {error}", path.display());
            }
            eprint!("\r{done} of {} files, {failed} failed", files.len());
            mended.unwrap_or_default()
        })
        .sum();
    eprintln!();
    writeln!(io::stdout(), "{report}")?;
    Ok(())
}

fn mend(pipeline: &Pipeline, path: &PathBuf, doc: &mut Document) -> Result<Report, Box<dyn Error + Send + Sync>> {
    pipeline.run_into(fs::read(path)?, doc)?;
    Ok(doc.report())
}

/// The files below a folder; the path itself where it is none.
fn files_in(path: PathBuf) -> Result<Vec<PathBuf>, PathBuf> {
    let entries = fs::read_dir(&path).map_err(|_| path)?;
    Ok(entries.flatten().flat_map(|entry| files_in(entry.path()).unwrap_or_else(|file| vec![file])).collect())
}
