//! How it is told what changes.

use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::super::failure::DRIFT;
use super::super::print::{self, Output};
use crate::analysis::diff::{Diff, Form, Head, Level, report, summary};
use crate::diagnostic::Format;

/// How it is told what changes.
#[derive(Debug, Clone, Args)]
pub struct Telling {
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

/// Prints what changes, and gives the exit code.
pub(super) fn told(telling: &Telling, found: &Diff, head: &Head) -> ExitCode {
    let fails = found.level().is_some_and(|level| level >= telling.fail_on.into());
    let code = if fails { ExitCode::from(DRIFT) } else { ExitCode::SUCCESS };
    let form = telling.form.into();
    let text = report(found, head, form);
    match form {
        Form::Github => {
            print::err(&format!("{}\n", summary(found, head)));
            print::diagnostics(&text, Format::Github, code)
        }
        Form::Human | Form::Json | Form::Markdown => print::out(&text, Output::Product, code),
    }
}
