//! What changes between two documents, as a command.

mod telling;
mod revision;
mod since;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

pub(super) use self::since::in_a_line;
pub use self::since::since;
pub use self::telling::{FailOn, FormName, Telling};

use self::since::document_since;
use self::telling::told;
use super::choice::{Choice, Reading};
use super::failure::{Failure, failed, wrong};
use super::job::{Job, Settings, limits};
use super::progress::during;
use super::remembered::jobs;
use crate::Options;
use crate::analysis::diff::{Diff, DiffError, Head, diff};
use crate::diagnostic::Format;
use crate::disk::OnDisk;
use crate::source::Source;

/// What is compared, and how it is told.
#[derive(Debug, Clone, Args)]
pub struct Difference {
    /// The document as it was, YAML or JSON; with `--since`, the document as it is.
    #[arg(required_unless_present = "since")]
    pub old: Option<PathBuf>,
    /// The document as it is.
    #[arg(required_unless_present = "since", conflicts_with = "since")]
    pub new: Option<PathBuf>,
    /// A revision of the repository, such as `HEAD` or `v1.2.0`: what was in it is compared with what is there
    /// now. Without a document, so is each crate of the workspace whose Cargo.toml says how it is generated.
    #[arg(long, value_name = "REV")]
    pub since: Option<String>,
    /// The package of one crate alone, with `--since`.
    #[arg(long, requires = "since", conflicts_with = "old")]
    pub package: Option<String>,
    /// A further document of the crate as it was. Can be repeated; what has one stem is one document.
    #[arg(long = "old-document", value_name = "FILE", conflicts_with = "since")]
    pub old_documents: Vec<PathBuf>,
    /// A further document of the crate as it is. Can be repeated.
    #[arg(long = "new-document", value_name = "FILE", conflicts_with = "since")]
    pub new_documents: Vec<PathBuf>,
    /// An overlay of OLD alone. Can be repeated.
    #[arg(long = "old-overlay", value_name = "FILE")]
    pub old_overlays: Vec<PathBuf>,
    /// An overlay of NEW alone. Can be repeated.
    #[arg(long = "new-overlay", value_name = "FILE")]
    pub new_overlays: Vec<PathBuf>,
    /// How it is told.
    #[command(flatten)]
    pub telling: Telling,
}

/// Says what changes between two documents, or since a revision. The exit code is 1 where that is of the level
/// of which it shall be.
pub fn difference(
    question: &Difference,
    reading: &Reading,
    choice: &Choice,
    written: &[String],
) -> ExitCode {
    let Difference { old, new, since: revision, package, telling, .. } = question;
    let settings = Settings {
        reading: reading.clone(),
        choice: choice.clone(),
        limits: written.to_vec(),
        ..Settings::default()
    };
    match (revision, old, new) {
        (Some(revision), None, _) => {
            if settings != Settings::default() || question.has_overlays() {
                return wrong(
                    "without a document, all options but `--since`, `--package`, `--format` and \
                     `--fail-on` stand in `[package.metadata.clientwright]` of the crate's Cargo.toml",
                );
            }
            match jobs(package.as_deref()) {
                Ok(jobs) => since(&jobs, revision, telling),
                Err(message) => wrong(&message),
            }
        }
        (Some(_), Some(_), _) if question.has_overlays() => {
            wrong("`--since` has the overlays of `--overlay`, as they were and as they are")
        }
        (Some(revision), Some(document), _) => {
            let settings = Settings { package: Some("client".to_owned()), ..settings };
            match Job::of_document("clientwright diff", document, Path::new("."), settings) {
                Ok(job) => document_since(&job, revision, telling),
                Err(message) => wrong(&message),
            }
        }
        (None, Some(old), Some(new)) => {
            between(question, (old.as_path(), new.as_path()), &settings)
        }
        (None, _, _) => wrong("two documents are compared, or one with `--since REV`"),
    }
}

impl Difference {
    fn has_overlays(&self) -> bool {
        !self.old_overlays.is_empty() || !self.new_overlays.is_empty()
    }
}

fn between(question: &Difference, (old, new): (&Path, &Path), settings: &Settings) -> ExitCode {
    let mut options = Options::new("client");
    let chosen = limits(&settings.limits).and_then(|limits| {
        options.limits = limits;
        settings.choice.apply(&mut options)
    });
    if let Err(message) = chosen {
        return wrong(&message);
    }
    let read = |path: &Path, further: &[PathBuf], more: &[PathBuf]| {
        let mut reading = settings.reading.clone();
        reading.overlays.extend_from_slice(more);
        let paths = std::iter::once(path).chain(further.iter().map(PathBuf::as_path));
        let read: Result<Vec<Vec<Source>>, _> = paths
            .map(|path| reading.beside(&OnDisk, path).sources(path, &options.limits))
            .collect();
        read.map(|sources| sources.concat()).map_err(Failure::Disk)
    };
    let Difference { old_documents, new_documents, old_overlays, new_overlays, .. } = question;
    let sides = read(old, old_documents, old_overlays)
        .and_then(|old| Ok((old, read(new, new_documents, new_overlays)?)));
    let found =
        during(&options, |options| sides.and_then(|(old, new)| compared(&old, &new, options)));
    match found {
        Ok(found) => told(&question.telling, &found, &Head::default()),
        Err(failure) => failed(&failure, Format::Human),
    }
}

/// Compares two documents.
///
/// # Errors
///
/// When one of them has errors.
fn compared(old: &[Source], new: &[Source], options: &Options) -> Result<Diff, Failure> {
    diff(old, new, options).map_err(|DiffError { is_old, diagnostics }| {
        let sources = if is_old { old } else { new };
        Failure::Document(diagnostics.render(sources, true))
    })
}
