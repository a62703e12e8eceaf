//! Leaves out what is not wanted of an API, when it is finished.
//!
//! That is done last, so that what stays is called as it would be without a selection: names and
//! types change with the document only.

mod wanted;
mod keep;
mod silence;

use std::collections::BTreeSet;

pub(super) use self::silence::silence;
use self::wanted::{Wanted, ids, subjects, type_subjects};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, near};
use crate::document::Document;
use crate::model::{Api, TypeId};
use crate::name::lock::Names;
use crate::selection::{Pattern, Selection};
use crate::source::Pointer;

/// A document, what it became, and what was found on the way.
#[derive(Debug)]
pub struct LoweredApi {
    /// The document.
    pub document: Document,
    /// What it became, as far as it is wanted.
    pub api: Api,
    /// The names of all of it, whatever is wanted.
    pub names: Names,
    /// How much of it there was before something was left out.
    pub whole: Extent,
    /// What was found after the document was read, by places of its tree.
    pub found: Diagnostics,
}

/// How much there is of an API.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extent {
    /// The operations that can be called, however many methods each has.
    pub operations: usize,
    /// The types.
    pub types: usize,
    /// The security schemes.
    pub schemes: usize,
}

impl Extent {
    /// How much there is of an API.
    pub fn of(api: &Api) -> Self {
        let operations = api.tags.iter().flat_map(|tag| &tag.operations);
        let operations = operations.filter(|operation| !operation.is_variant()).count();
        Self { operations, types: api.types.len(), schemes: api.auth.len() }
    }
}

/// Leaves out what is not wanted, and what was found there. Patterns that select nothing are
/// errors, as is a selection that leaves nothing of a document.
pub fn select(all: &mut [LoweredApi], selection: &Selection, diagnostics: &mut Diagnostics) {
    if selection.is_all() {
        return;
    }
    let idle = idle(all, selection);
    if !idle.is_empty() {
        diagnostics.extend(idle);
        return;
    }
    for LoweredApi { document, api, whole, found, .. } in all {
        let left = keep::keep(api, &Wanted::of(api, selection));
        *found = silence(std::mem::take(found), document, api, &left);
        let is_empty = |extent: Extent| extent.operations == 0 && extent.types == 0;
        if is_empty(Extent::of(api)) && !is_empty(*whole) {
            let name = &api.name.wire;
            diagnostics.push(fault(
                document,
                format!("the selection leaves nothing of `{name}`"),
                "leave the document out, or name another API in front of the patterns that are \
                 not about this one: `other:tag:Files`",
            ));
        }
    }
}

/// What is wrong with the patterns that select nothing.
fn idle(all: &[LoweredApi], selection: &Selection) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for (option, patterns) in [("--include", &selection.include), ("--exclude", &selection.exclude)]
    {
        let is_excluded = option == "--exclude";
        for pattern in patterns.iter() {
            let mut known = Vec::new();
            let mut apis = all.iter().filter(|one| pattern.concerns(&one.api.name.wire)).peekable();
            let first = apis.peek().copied().or(all.first());
            if apis.any(|one| has_match(&one.api, pattern, is_excluded, &mut known)) {
                continue;
            }
            let near = near(&pattern.to_string(), known.iter().map(String::as_str));
            let (message, help) = told(all, pattern, is_excluded);
            let message = format!("`{option} {pattern}` selects nothing: {message}{near}");
            faults.extend(first.map(|one| fault(&one.document, message, help)));
        }
    }
    faults
}

/// Whether a pattern matches something; if not, what it could have been is added to `known`.
fn has_match(api: &Api, pattern: &Pattern, is_excluded: bool, known: &mut Vec<String>) -> bool {
    let types: BTreeSet<TypeId> = match (pattern.is_of_types(), is_excluded) {
        (false, _) => BTreeSet::new(),
        (true, false) => ids(api).collect(),
        (true, true) => api.unused().into_iter().collect(),
    };
    let types = type_subjects(api).filter(|(_, id)| types.contains(id)).map(|(subject, _)| subject);
    let subjects = subjects(api).map(|(subject, _)| subject).chain(types);
    for subject in subjects {
        if pattern.matches(subject) {
            return true;
        }
        known.extend(pattern.candidates(subject));
    }
    false
}

fn told(all: &[LoweredApi], pattern: &Pattern, is_excluded: bool) -> (String, &'static str) {
    const LISTED: &str = "`clientwright explain DOCUMENT --uses` lists all that there is";
    let known = || all.iter().map(|one| one.api.name.wire.as_str());
    match pattern.api().filter(|name| !known().any(|known| known == *name)) {
        Some(name) => {
            let near = near(name, known());
            let help = "the name of an API is that of its document without the ending";
            (format!("there is no API `{name}`{near}"), help)
        }
        None if pattern.is_of_types() && is_excluded => {
            let help = "a type goes with the operations that use it: exclude those";
            ("no type of this name stands without an operation".to_owned(), help)
        }
        None if pattern.is_of_types() => ("no type has this name".to_owned(), LISTED),
        None => ("no operation matches".to_owned(), LISTED),
    }
}

fn fault(document: &Document, message: String, help: &str) -> Diagnostic {
    let at = Pointer::root().child("paths");
    let span = document.span(&at);
    Diagnostic::error(Code::EmptySelection, at, span, message)
        .consequence("nothing is generated")
        .help(help)
}
