//! The command line.

use std::path::PathBuf;
use std::time::Duration;

use lexopt::{Arg, ValueExt};

/// Where the larger corpora are, if they are beside the checkout.
const DEFAULT_FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/bench");

pub(crate) struct Options {
    /// Every file of it is a corpus, beside the crate's own.
    pub(crate) folder: Option<PathBuf>,
    /// How long each race goes on. The slowest subjects may take longer for their fewest rounds.
    pub(crate) budget: Duration,
    /// The length of the crate's own corpora.
    pub(crate) corpus_len: usize,
    pub(crate) scaling: bool,
    pub(crate) duplicates: bool,
    pub(crate) python: String,
}

impl Options {
    /// `[FOLDER] [--seconds N] [--mib N] [--scaling] [--duplicates] [--python PROGRAM]`
    pub(crate) fn parse() -> Result<Self, lexopt::Error> {
        let mut options = Self {
            folder: Some(PathBuf::from(DEFAULT_FOLDER)).filter(|folder| folder.is_dir()),
            budget: Duration::from_secs(20),
            corpus_len: 4 << 20,
            scaling: false,
            duplicates: false,
            python: "python3".to_owned(),
        };
        let mut arguments = lexopt::Parser::from_env();
        while let Some(argument) = arguments.next()? {
            match argument {
                Arg::Long("seconds") => options.budget = Duration::from_secs(arguments.value()?.parse()?),
                Arg::Long("mib") => options.corpus_len = arguments.value()?.parse::<usize>()? << 20,
                Arg::Long("scaling") => options.scaling = true,
                Arg::Long("duplicates") => options.duplicates = true,
                Arg::Long("python") => options.python = arguments.value()?.parse()?,
                Arg::Value(folder) => options.folder = Some(folder.into()),
                unknown => return Err(unknown.unexpected()),
            }
        }
        Ok(options)
    }
}
