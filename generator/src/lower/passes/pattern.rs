//! Patterns of texts: which of them the client checks.

use std::collections::BTreeSet;

use regex_lite::Regex;

use crate::diagnostic::Code;
use crate::document::Document;
use crate::lower::expression::translated;
use crate::lower::report::Report;
use crate::model::{Api, Limits, Shape};
use crate::source::Pointer;

/// Gives each pattern that can be checked its expression, and notes the others.
pub(super) fn read(api: &mut Api, report: &Report<'_>) {
    let mut seen = BTreeSet::new();
    let mut read = |limits: &mut Limits, origin: &Pointer| {
        let Some(pattern) = &mut limits.pattern else { return };
        // With its slashes no text would match.
        if is_literal(&pattern.text) {
            if seen.insert((origin.clone(), pattern.text.clone())) {
                slashes(report, origin);
            }
            return;
        }
        let expression = translated(&pattern.text);
        match Regex::new(&expression) {
            Ok(_) => pattern.expression = Some(expression),
            // A shared schema is met at each of its uses.
            Err(_) if !seen.insert((origin.clone(), pattern.text.clone())) => {}
            Err(error) => note(report, origin, &error.to_string()),
        }
    };
    for operation in api.tags.iter_mut().flat_map(|tag| &mut tag.operations) {
        for parameter in &mut operation.parameters {
            read(&mut parameter.limits, &parameter.origin);
        }
        if let Some(body) = &mut operation.body {
            read(&mut body.limits, &body.origin);
        }
    }
    for decl in api.types.iter_mut().filter(|decl| decl.sent) {
        if let Shape::Struct { fields, .. } = &mut decl.shape {
            fields.iter_mut().for_each(|field| read(&mut field.limits, &field.origin));
        }
    }
}

/// Where the pattern stands.
fn place(document: &Document, origin: &Pointer) -> Pointer {
    let inner = [origin.child("pattern"), origin.child("schema").child("pattern")];
    let at = inner.into_iter().find(|at| document.root().at(at).is_some());
    at.unwrap_or_else(|| origin.clone())
}

/// Whether a pattern is written between slashes, as expressions are in programs: what stands
/// before `^` could match nothing.
fn is_literal(pattern: &str) -> bool {
    let end = pattern.rsplit_once('/').map(|(_, flags)| flags);
    pattern.starts_with("/^")
        && end.is_some_and(|flags| flags.chars().all(|c| "dgimsuvy".contains(c)))
}

fn slashes(report: &Report<'_>, origin: &Pointer) {
    let message = "the client cannot check this pattern: it stands between slashes";
    report
        .note(Code::UncheckedPattern, &place(report.document, origin), message)
        .then("it is documented; the server refuses what does not match")
        .help("write the expression alone, without slashes and flags");
}

fn note(report: &Report<'_>, origin: &Pointer, reason: &str) {
    let message = format!("the client cannot check this pattern: {reason}");
    report
        .note(Code::UncheckedPattern, &place(report.document, origin), message)
        .then("it is documented; the server refuses what does not match")
        .help("write it without look-around and back-references, if it can be");
}
