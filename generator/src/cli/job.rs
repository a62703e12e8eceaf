//! Some documents, and the crate that they become.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::choice::{Choice, Reading};
use super::failure::{Failure, described};
use super::held;
use super::package;
use super::print::quoted;
use crate::diagnostic::{Code, Diagnostics, Format, Severity};
use crate::disk::{self, Drift, OnDisk, Store};
use crate::limit::Limits;
use crate::source::{Source, visible_text};
use crate::{Generated, Options, generate};

/// Some documents, and the crate that they become.
#[derive(Debug, Clone)]
pub struct Job {
    /// The documents; the stem of a file's name is the name of its module.
    pub documents: Vec<PathBuf>,
    /// The crate's folder.
    pub out: PathBuf,
    /// What the documents are read with.
    pub reading: Reading,
    /// Files of Rust, each for the document of the same stem, whose module they go into as they
    /// are. Their own modules go with them: those of `shop.rs` are in the folder `shop/` beside it.
    pub by_hand: Vec<PathBuf>,
    /// What can be chosen.
    pub options: Options,
    /// Whether the names that the crate has already are forgotten.
    pub renames: bool,
    /// How diagnostics are written.
    pub format: Format,
    /// The command that brings the crate up to date.
    pub command: String,
    /// What the manifest of a new crate says of how it is made.
    pub remembered: Option<String>,
}

/// What a job of one document can be told besides.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Settings {
    /// The package's name; otherwise that of the crate that is there, or that of the folder.
    pub package: Option<String>,
    /// Whether warnings are errors.
    pub strict: bool,
    /// What the document is read with.
    pub reading: Reading,
    /// A file of Rust that goes into the module as it is, and its own modules with it.
    pub by_hand: Option<PathBuf>,
    /// Which operations are wanted.
    pub choice: Choice,
    /// Other limits than the usual ones, each written as `depth=400`.
    pub limits: Vec<String>,
}

impl Job {
    /// The crate of one document. `program` is what the user runs, up to the document.
    ///
    /// # Errors
    ///
    /// When cargo would not take the name, or a pattern is none.
    pub fn of_document(
        program: &str,
        document: &Path,
        out: &Path,
        settings: Settings,
    ) -> Result<Self, String> {
        let path = |path: &Path| quoted(&path.display().to_string());
        let mut command = format!("{program} {} --out {}", path(document), path(out));
        if let Some(package) = &settings.package {
            let _ = write!(command, " --package {}", quoted(package));
        }
        if settings.strict {
            command.push_str(" --strict");
        }
        command.push_str(&settings.reading.arguments());
        if let Some(by_hand) = &settings.by_hand {
            let _ = write!(command, " --by-hand {}", path(by_hand));
            if by_hand.file_stem() != document.file_stem() {
                return Err(format!(
                    "`{}` cannot be the Rust by hand of `{}`: it has to be called as the document is, \
                     `{}`",
                    by_hand.display(),
                    document.display(),
                    by_hand
                        .with_file_name(
                            document.with_extension("rs").file_name().unwrap_or_default()
                        )
                        .display()
                ));
            }
        }
        command.push_str(&settings.choice.arguments());
        for limit in &settings.limits {
            let _ = write!(command, " --limit {}", quoted(limit));
        }
        Self::new(vec![document.to_owned()], out, settings, command)
    }

    /// The crate of some documents.
    pub(super) fn new(
        documents: Vec<PathBuf>,
        out: &Path,
        settings: Settings,
        command: String,
    ) -> Result<Self, String> {
        let Settings { package, strict, reading, by_hand, choice, limits } = settings;
        let package = package.or_else(|| package::name_in(out));
        let package = package.unwrap_or_else(|| package::name_of(out));
        package::check(&package)?;
        let mut options = Options::new(package);
        options.strict = strict;
        choice.apply(&mut options)?;
        options.runtime = choice.runtime(out)?;
        options.limits = self::limits(&limits)?;
        Ok(Self {
            documents,
            out: out.to_owned(),
            reading,
            by_hand: by_hand.into_iter().collect(),
            options,
            renames: false,
            format: Format::default(),
            command,
            remembered: None,
        })
    }

    /// Generates the crate, in memory. The diagnostics are rendered, in color.
    ///
    /// # Errors
    ///
    /// When a document or the crate's lock cannot be read, the lock is of a newer generator, or a
    /// document has errors.
    pub fn generate(&self) -> Result<(Generated, String), Failure> {
        let sources = self.sources(&OnDisk)?;
        let (generated, diagnostics) = generate(&sources, &self.held()?);
        let report = diagnostics.report(&sources, self.format);
        generated
            .map(|generated| (generated, report.clone()))
            .ok_or_else(|| unfit(&diagnostics, report))
    }

    /// The options, with the names that the crate has already.
    pub(super) fn held(&self) -> Result<Options, Failure> {
        let lock = held::lock(&OnDisk, &self.out)?.filter(|_| !self.renames);
        Ok(Options { lock, ..self.options.clone() })
    }

    /// Compares the crate on the disk with what would be generated.
    ///
    /// # Errors
    ///
    /// When a document cannot be read or has errors, or the crate cannot be read.
    pub fn check(&self) -> Result<Drift, Failure> {
        let (generated, _) = self.generate()?;
        self.compare(&generated)
    }

    pub(super) fn compare(&self, generated: &Generated) -> Result<Drift, Failure> {
        disk::compare(&self.out, &generated.tree).map_err(Failure::Disk)
    }

    /// What a check says about drift.
    pub fn describe(&self, drift: &Drift) -> String {
        described(&self.shown(), drift, &self.command)
    }

    /// All that the crate is made of, in a store.
    pub(super) fn sources(&self, store: &dyn Store) -> Result<Vec<Source>, Failure> {
        let limits = &self.options.limits;
        let read = |path: &PathBuf| {
            let mut sources = self.reading.beside(store, path).sources_in(store, path, limits)?;
            let name = sources.first().map(|source| source.name().to_owned()).unwrap_or_default();
            let of_it = |file: &&PathBuf| file.file_stem() == path.file_stem();
            if let Some(file) = self.by_hand.iter().find(of_it) {
                sources.extend(disk::read_by_hand(store, file, &name, limits)?);
            }
            Ok(sources)
        };
        let read: Result<Vec<Vec<Source>>, _> = self.documents.iter().map(read).collect();
        read.map(|sources| sources.concat()).map_err(Failure::Disk)
    }

    pub(super) fn shown(&self) -> String {
        visible_text(&self.out.display().to_string())
    }
}

/// The usual limits with others in the place of some, each written as `depth=400`.
///
/// # Errors
///
/// When one is no limit.
pub fn limits(written: &[String]) -> Result<Limits, String> {
    let mut limits = Limits::default();
    written.iter().try_for_each(|limit| limits.set(limit))?;
    Ok(limits)
}

/// Why nothing came of a document: its own errors, unless there is no more than a choice of what
/// it does not have.
pub(super) fn unfit(diagnostics: &Diagnostics, report: String) -> Failure {
    let mut errors = diagnostics.iter().filter(|one| one.severity() == Severity::Error);
    if errors.all(|one| one.code() == Code::EmptySelection) {
        Failure::Choice(report)
    } else {
        Failure::Document(report)
    }
}
