//! What was found, written for people, for programs, for a changelog, and for GitHub's workflows.

mod head;
mod human;
mod json;
mod markdown;
mod annotations;

pub use self::head::{Form, Head, summary};

use super::change::Diff;

/// What was found, in a form. Nothing of the documents in it is a command of a terminal or of a workflow.
pub fn report(diff: &Diff, head: &Head, form: Form) -> String {
    match form {
        Form::Human => human::text(diff, head),
        Form::Json => json::text(diff, head),
        Form::Markdown => markdown::text(diff, head),
        Form::Github => annotations::text(diff),
    }
}
