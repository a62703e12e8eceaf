//! Annotations of GitHub's workflows.

use super::super::kind::Level;
use super::told::{Difference, Report};
use crate::diagnostic::annotation;

pub(super) fn render(report: &Report) -> String {
    report.differences.iter().map(one).collect()
}

fn one(one: &Difference) -> String {
    let command = if one.kind.level() == Level::Note { "notice" } else { "error" };
    let (names, more) = &one.operations;
    let mut message = one.message.clone();
    if !names.is_empty() {
        let more = if *more > 0 { format!(" and {more} more") } else { String::new() };
        message = format!("{}{more}: {message}", names.join(", "));
    }
    if let Some(first) = &one.first {
        message = format!(
            "{message}; first in {}:{}, entry {}: {}",
            first.recording, first.line, first.entry, first.request
        );
    }
    annotation(command, Some((&one.file, one.position.line)), one.kind.slug(), &message)
}
