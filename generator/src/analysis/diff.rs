//! What changes for who uses a crate, between two documents that it is made of.
//!
//! The models of both are compared, and the Rust that they become: what a program can name decides what
//! compiles. What the texts have besides is told as well. Nothing is silent.

mod rules;
mod change;
mod sides;
mod fits;
mod matching;
mod pairing;
mod types;
mod operations;
mod whole;
mod surface;
mod settled;
mod remainder;
mod report;

pub use self::change::{Change, Diff, Place, Subject};
pub use self::report::{Form, Head, report, summary};
pub use self::rules::{Answers, Kind, Level, Rule, Way, Ways, Wire};

use std::collections::{BTreeMap, BTreeSet};

use self::matching::Matched;
use self::sides::{Finder, Side};
use self::surface::Surface;
use crate::diagnostic::Diagnostics;
use crate::emit::{Crate, Runtime};
use crate::lower::{self, LoweredApi};
use crate::model::{Api, Operation, TypeId};
use crate::name::lock::Lock;
use crate::source::Source;
use crate::{Options, read};

/// Why two documents cannot be compared.
#[derive(Debug)]
pub struct DiffError {
    /// Whether it is OLD that has errors, and not NEW.
    pub is_old: bool,
    /// What was found in it.
    pub diagnostics: Diagnostics,
}

/// Compares two documents, each with its other files. Names in NEW are those that it would have in the crate
/// of OLD, whose lock is that of the options.
///
/// # Errors
///
/// When one of the documents has errors.
pub fn diff(old: &[Source], new: &[Source], options: &Options) -> Result<Diff, DiffError> {
    let before = one_side(old, options, true)?;
    let mut lock = Lock::default();
    let stem = |sources: &[Source]| {
        let main = sources.iter().find(|source| source.document().is_none());
        main.map(|source| source.stem().to_owned()).unwrap_or_default()
    };
    lock.names.insert(stem(new), before.names.clone());
    let after = one_side(new, &Options { lock: Some(lock), ..options.clone() }, false)?;
    let changes = compared((&before, old), (&after, new), options);
    Ok(Diff { changes })
}

fn one_side(sources: &[Source], options: &Options, is_old: bool) -> Result<LoweredApi, DiffError> {
    let (found, diagnostics) = read(sources, options);
    let Some(mut first) = found.into_iter().next().filter(|_| !diagnostics.has_errors()) else {
        return Err(DiffError { is_old, diagnostics });
    };
    lower::features(std::slice::from_mut(&mut first.api), options.tag_features);
    Ok(first)
}

fn compared(
    (before, old): (&LoweredApi, &[Source]),
    (after, new): (&LoweredApi, &[Source]),
    options: &Options,
) -> Vec<Change> {
    let matched = matching::matched(&before.api, &after.api);
    let both: Vec<(&Operation, &Operation)> =
        matched.both.iter().map(|(one, other)| (one.operation, other.operation)).collect();
    let mut finder = Finder {
        old: Side::new(&before.api, &before.document, old),
        new: Side::new(&after.api, &after.document, new),
        pairs: pairing::pairs(&before.api, &after.api, &both),
        changes: Vec::new(),
    };
    whole::compare(&mut finder);
    operations::compare(&mut finder, &matched);
    types::compare(&mut finder);
    settled::settle(&mut finder, &surface(&before.api, options), &surface(&after.api, options));
    remainder::tell(&mut finder);
    let mut changes = finder.changes;
    reach(&mut changes, &before.api, &after.api, &matched);
    changes.sort_by(|one, other| {
        let key = |change: &Change| {
            let place = change.new.as_ref().or(change.old.as_ref());
            let line = place.map_or(0, |place| place.line);
            (change.subject.clone(), std::cmp::Reverse(change.level()), line, change.kind)
        };
        key(one).cmp(&key(other)).then_with(|| one.what.cmp(&other.what))
    });
    changes.dedup_by(|one, other| {
        (one.kind, &one.subject, &one.what, &one.old, &one.new)
            == (other.kind, &other.subject, &other.what, &other.old, &other.new)
    });
    changes
}

fn surface(api: &Api, options: &Options) -> Surface {
    let runtime = Runtime::Crate { path: None };
    let krate = Crate {
        package: &options.package,
        apis: std::slice::from_ref(api),
        selection: &options.selection,
        runtime: &runtime,
    };
    Surface::of(&krate, api)
}

/// Says of each change of a type which operations that are in both lead to it.
fn reach(changes: &mut [Change], old: &Api, new: &Api, matched: &Matched<'_>) {
    let mut by_type: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let methods = matched.both.iter().flat_map(|(one, other)| [(old, one), (new, other)]);
    for (api, method) in methods {
        for id in reached(api, method.operation) {
            let Some(decl) = api.decl(id) else { continue };
            by_type.entry(decl.name.rust.clone()).or_default().insert(method.operation.request());
        }
    }
    for change in changes {
        if let Subject::Type(name) = &change.subject {
            change.reached_by = by_type.get(name).into_iter().flatten().cloned().collect();
        }
    }
}

/// The types that an operation leads to.
fn reached(api: &Api, operation: &Operation) -> BTreeSet<TypeId> {
    let mut waiting = Vec::new();
    operation.types().into_iter().for_each(|ty| ty.names(&mut waiting));
    let mut found = BTreeSet::new();
    while let Some(id) = waiting.pop() {
        if found.insert(id) {
            let inner = api.decl(id).into_iter().flat_map(crate::model::TypeDecl::types);
            inner.for_each(|ty| ty.names(&mut waiting));
        }
    }
    found
}
