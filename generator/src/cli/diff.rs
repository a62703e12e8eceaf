//! What changes between two documents, as a command.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::choice::{Choice, Reading};
use super::failure::{DRIFT, Failure, failed, wrong};
use super::job::limits;
use super::print::{self, Output};
use super::progress::during;
use crate::Options;
use crate::analysis::diff::{Diff, DiffError, Form, Head, Level, diff, report, summary};
use crate::diagnostic::Format;
use crate::source::Source;

/// What is compared, and how it is told.
#[derive(Debug, Clone, Args)]
pub struct Difference {
    /// The document as it was, YAML or JSON.
    pub old: PathBuf,
    /// The document as it is.
    pub new: PathBuf,
    /// An overlay of OLD alone. Can be repeated.
    #[arg(long = "old-overlay", value_name = "FILE")]
    pub old_overlays: Vec<PathBuf>,
    /// An overlay of NEW alone. Can be repeated.
    #[arg(long = "new-overlay", value_name = "FILE")]
    pub new_overlays: Vec<PathBuf>,
    /// How it is written: for people, as one JSON object, as an entry of a changelog, or as annotations of
    /// GitHub's workflows.
    #[arg(long = "format", value_enum, default_value = "human")]
    pub form: FormName,
    /// From which level on the exit code is 1.
    #[arg(long, value_enum, default_value = "major")]
    pub fail_on: FailOn,
}

/// The names of [`Form`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[expect(missing_docs, reason = "they are those of the forms")]
pub enum FormName {
    Human,
    Json,
    Markdown,
    Github,
}

/// The names of [`Level`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// What breaks a program.
    Major,
    /// What is new, too.
    Minor,
    /// Any difference.
    Patch,
}

impl From<FormName> for Form {
    fn from(name: FormName) -> Self {
        match name {
            FormName::Human => Self::Human,
            FormName::Json => Self::Json,
            FormName::Markdown => Self::Markdown,
            FormName::Github => Self::Github,
        }
    }
}

impl From<FailOn> for Level {
    fn from(level: FailOn) -> Self {
        match level {
            FailOn::Major => Self::Major,
            FailOn::Minor => Self::Minor,
            FailOn::Patch => Self::Patch,
        }
    }
}

/// Says what changes between two documents. The exit code is 1 where that is of the level of which it shall be.
pub fn difference(
    question: &Difference,
    reading: &Reading,
    choice: &Choice,
    written: &[String],
) -> ExitCode {
    let mut options = Options::new("client");
    let chosen = limits(written).and_then(|limits| {
        options.limits = limits;
        choice.apply(&mut options)
    });
    if let Err(message) = chosen {
        return wrong(&message);
    }
    let read = |path: &Path, more: &[PathBuf]| {
        let mut reading = reading.clone();
        reading.overlays.extend_from_slice(more);
        reading.sources(path, &options.limits).map_err(Failure::Disk)
    };
    let sides = read(&question.old, &question.old_overlays)
        .and_then(|old| Ok((old, read(&question.new, &question.new_overlays)?)));
    let found =
        during(&options, |options| sides.and_then(|(old, new)| compared(&old, &new, options)));
    match found {
        Ok(found) => told(question, &found, &Head::default()),
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

fn told(question: &Difference, found: &Diff, head: &Head) -> ExitCode {
    let fails = found.level().is_some_and(|level| level >= question.fail_on.into());
    let code = if fails { ExitCode::from(DRIFT) } else { ExitCode::SUCCESS };
    let form = question.form.into();
    let text = report(found, head, form);
    match form {
        Form::Github => {
            print::err(&format!("{}\n", summary(found, head)));
            print::diagnostics(&text, Format::Github, code)
        }
        Form::Human | Form::Json | Form::Markdown => print::out(&text, Output::Product, code),
    }
}
