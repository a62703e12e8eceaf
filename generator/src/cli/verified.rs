//! Compares recordings with a document, and says what differs.

use std::path::PathBuf;
use std::process::ExitCode;

use super::choice::Reading;
use super::failure::{DRIFT, Failure, failed};
use super::job::unfit;
use super::print::{self, Output};
use super::progress::during;
use crate::Options;
use crate::analysis::verify::{VerifyError, verify};
use crate::diagnostic::Format;
use crate::disk::{self, OnDisk};
use crate::source::{Source, visible_text};

/// What is to be compared, and what is wanted of it.
#[derive(Debug)]
pub struct Verifying {
    /// The document.
    pub document: PathBuf,
    /// The recordings: HAR 1.2 files, or tapes.
    pub recordings: Vec<PathBuf>,
    /// URLs of the service beside those that the document names.
    pub servers: Vec<String>,
    /// Where an overlay goes that would mend the document.
    pub mend: Option<PathBuf>,
    /// How the report is written.
    pub format: Format,
}

/// Compares, and prints what was found.
pub fn verified(wanted: &Verifying, reading: &Reading, options: &Options) -> ExitCode {
    let format = wanted.format;
    let read = |path: &PathBuf| {
        disk::read_source(path, &options.limits).map(|(name, text)| Source::new(name, text))
    };
    let recordings: Result<Vec<Source>, _> = wanted.recordings.iter().map(read).collect();
    let document = &wanted.document;
    let sources = reading.beside(&OnDisk, document).sources(document, &options.limits);
    let (sources, recordings) = match (sources, recordings) {
        (Ok(sources), Ok(recordings)) => (sources, recordings),
        (Err(error), _) | (_, Err(error)) => return failed(&Failure::Disk(error), format),
    };
    let compare = |options: &Options| verify(&sources, &recordings, &wanted.servers, options);
    let report = match during(options, compare) {
        Ok(report) => report,
        Err(VerifyError::Document(found)) => {
            return failed(&unfit(&found, found.report(&sources, format)), format);
        }
        Err(VerifyError::Recording(found)) => {
            return failed(&Failure::Document(found.report(&recordings, format)), format);
        }
    };
    if let Some(path) = &wanted.mend
        && let Err(error) = disk::write_text(path, &report.overlay)
    {
        return failed(&Failure::Disk(error), format);
    }
    let code = ExitCode::from(if report.has_differences() { DRIFT } else { 0 });
    match format {
        Format::Human => print::out(&visible_text(&report.render()), Output::Report, code),
        Format::Json => print::out(&report.json(), Output::Report, code),
        Format::Github => {
            print::err(&visible_text(&report.summary()));
            print::diagnostics(&report.annotations(), format, code)
        }
    }
}
