//! The record: figures that are the same on every run, by date in `benches/record/`, and what they are checked against.
//!
//! A record is lines of `bench corpus subject figure`, separated by tabs. Each bench writes and checks its own lines.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::{fs, io};

/// How far above the record a figure may be: other compilers and allocators move figures by a few hundredths.
const TOLERANCE: f64 = 1.05;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/record");

/// The command line of a bench that keeps a record.
#[derive(Default)]
pub(crate) struct Options {
    /// A folder whose files are measured, too. They have no record.
    pub(crate) folder: Option<PathBuf>,
    only: Option<String>,
    record: Option<PathBuf>,
    check: bool,
}

impl Options {
    /// `[FOLDER] [--only CORPUS]`, or `[--only CORPUS] [--record FILE] [--check]`
    pub(crate) fn parse() -> Result<Self, lexopt::Error> {
        use lexopt::{Arg, ValueExt};
        let (mut options, mut arguments) = (Self::default(), lexopt::Parser::from_env());
        while let Some(argument) = arguments.next()? {
            match argument {
                Arg::Long("record") => options.record = Some(arguments.value()?.parse()?),
                Arg::Long("only") => options.only = Some(arguments.value()?.parse()?),
                Arg::Long("check") => options.check = true,
                Arg::Long("bench") => {} // cargo adds it
                Arg::Value(folder) => options.folder = Some(folder.into()),
                unknown => return Err(unknown.unexpected()),
            }
        }
        if options.folder.is_some() && (options.record.is_some() || options.check) {
            return Err("a record is of the crate's own corpora: leave out the folder".into());
        }
        Ok(options)
    }

    /// Whether the corpus is to be measured.
    pub(crate) fn wants(&self, corpus: &str) -> bool {
        self.only.as_ref().is_none_or(|only| only == corpus)
    }
}

/// What a bench has measured.
pub(crate) struct Figures {
    bench: &'static str,
    figures: BTreeMap<String, f64>,
}

impl Figures {
    pub(crate) fn new(bench: &'static str) -> Self {
        Self { bench, figures: BTreeMap::new() }
    }

    pub(crate) fn add(&mut self, corpus: &str, subject: &str, figure: f64) {
        self.figures.insert(format!("{}\t{corpus}\t{subject}", self.bench), figure);
    }

    /// Writes the figures to the record, or checks them against the newest, as the options say.
    pub(crate) fn finish(&self, options: &Options) -> ExitCode {
        if let Some(path) = &options.record {
            self.write(path, options).expect("the record can be written");
            println!("\nrecorded in {}", path.display());
        }
        if options.check && !self.check(&newest().expect("there is a record to check against"), options) {
            return ExitCode::FAILURE;
        }
        ExitCode::SUCCESS
    }

    /// Replaces the lines that were measured; those of other benches and corpora stay.
    fn write(&self, path: &Path, options: &Options) -> io::Result<()> {
        let mut lines = match fs::read_to_string(path) {
            Ok(text) => parse(&text),
            Err(error) if error.kind() == io::ErrorKind::NotFound => BTreeMap::new(),
            Err(error) => return Err(error),
        };
        lines.retain(|name, _| !self.measures(name, options));
        lines.extend(self.figures.clone());
        let lines: String = lines.iter().map(|(name, figure)| format!("{name}\t{figure}\n")).collect();
        fs::write(path, format!("# {}\n{lines}", compiler()))
    }

    /// Prints what is worse than recorded, and what stands on one side only. Whether nothing is worse or gone.
    fn check(&self, path: &Path, options: &Options) -> bool {
        let text = fs::read_to_string(path).expect("the record can be read");
        let recorded = parse(&text);
        let mut good = true;
        println!(
            "\nchecked against {}, by {}",
            path.display(),
            text.lines().next().unwrap_or_default().trim_start_matches("# ")
        );
        for (name, before) in recorded.iter().filter(|(name, _)| self.measures(name, options)) {
            match self.figures.get(name) {
                Some(now) if *now <= before * TOLERANCE => continue,
                Some(now) => println!("WORSE  {name}: {now}, recorded {before}"),
                None => println!("GONE   {name}: recorded {before}"),
            }
            good = false;
        }
        for name in self.figures.keys().filter(|name| !recorded.contains_key(*name)) {
            println!("NEW    {name}: not in the record");
        }
        if !good {
            println!("this is {}; other compilers give other figures", compiler());
        }
        good
    }

    fn measures(&self, name: &str, options: &Options) -> bool {
        let mut fields = name.split('\t');
        fields.next() == Some(self.bench) && fields.next().is_some_and(|corpus| options.wants(corpus))
    }
}

fn parse(text: &str) -> BTreeMap<String, f64> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| {
            let (name, figure) = line.rsplit_once('\t').expect("a line has tabs");
            (name.to_owned(), figure.parse().expect("a line ends in a number"))
        })
        .collect()
}

/// The record of the last date: names are dates, so the greatest name.
fn newest() -> Option<PathBuf> {
    let entries = fs::read_dir(FOLDER).ok()?.flatten().map(|entry| entry.path());
    entries.filter(|path| path.extension().is_some_and(|end| end == "tsv")).max()
}

fn compiler() -> String {
    let version = Command::new("rustc").arg("--version").output();
    version.map_or_else(
        |_| "unknown compiler".to_owned(),
        |output| String::from_utf8_lossy(&output.stdout).trim().to_owned(),
    )
}
