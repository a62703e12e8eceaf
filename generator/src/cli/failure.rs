//! Why a command could not do what it should, and the exit codes that tell it.

use std::fmt::Write as _;
use std::process::ExitCode;

use super::print::{self, DISK};
use crate::diagnostic::Format;
use crate::disk::{DiskError, Drift};
use crate::source::visible_text;

/// The exit code of a check that found a difference.
pub(super) const DRIFT: u8 = 1;
/// The exit code of a command that cannot be meant so; it is that of `clap`, too.
const USE: u8 = 2;
/// The exit code of a document with errors.
const DOCUMENT: u8 = 3;

/// Why a job could not be done. Nothing was changed.
#[derive(Debug)]
pub enum Failure {
    /// A file or folder could not be read or written.
    Disk(DiskError),
    /// The lock of a crate cannot be read, or a newer generator wrote it.
    Lock(String),
    /// A document has errors; they are rendered.
    Document(String),
    /// What was chosen is not there; that is rendered.
    Choice(String),
}

/// How many lines of differences a check prints.
const DIFF_LINES: usize = 60;

/// What a check says about drift of a folder, and the command that mends it.
pub(super) fn described(folder: &str, drift: &Drift, command: &str) -> String {
    let report = drift.render(DIFF_LINES);
    format!(
        "{}\n{folder} is not what would be generated. To mend it, run:\n\n    {}\n",
        report.trim_end(),
        visible_text(command)
    )
}

/// Says what clap found wrong with a command: it has a form of its own.
pub fn misused(message: &str) -> ExitCode {
    print::err(&visible_text(message));
    ExitCode::from(USE)
}

/// Says what is wrong with a command.
pub fn wrong(message: &str) -> ExitCode {
    print::err(&format!("error: {}\n", visible_text(message)));
    ExitCode::from(USE)
}

pub(super) fn failed(failure: &Failure, format: Format) -> ExitCode {
    let show = |report: &str, code| match format {
        Format::Human => {
            print::err(report);
            ExitCode::from(code)
        }
        Format::Json | Format::Github => print::diagnostics(report, format, ExitCode::from(code)),
    };
    match failure {
        Failure::Document(report) => show(report, DOCUMENT),
        Failure::Choice(report) => show(report, USE),
        Failure::Lock(_) | Failure::Disk(_) => {
            print::err(&format!("error: {}\n", visible_text(&failure.text())));
            ExitCode::from(DISK)
        }
    }
}

impl Failure {
    /// What is said of it.
    pub(super) fn text(&self) -> String {
        match self {
            Self::Document(text) | Self::Choice(text) | Self::Lock(text) => text.clone(),
            Self::Disk(error) => {
                let mut message = error.to_string();
                // Of these, the system has no more to say.
                let is_told = matches!(
                    error,
                    DiskError::SourceMissing { .. } | DiskError::SourceNotUtf8 { .. }
                );
                let mut cause = std::error::Error::source(error).filter(|_| !is_told);
                while let Some(error) = cause {
                    let _ = write!(message, ": {error}");
                    cause = error.source();
                }
                message
            }
        }
    }
}
