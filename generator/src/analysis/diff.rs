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
mod several;
mod report;

pub use self::change::{Change, Diff, Place, Subject};
pub use self::report::{Form, Head, report, summary};
pub use self::rules::{Answers, Kind, Level, Rule, Way, Ways, Wire};

use std::collections::{BTreeMap, BTreeSet};

use self::matching::Matched;
use self::sides::{Finder, Side};
use self::surface::Surface;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
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

/// What a crate is made of, at one time.
#[derive(Debug, Clone, Copy)]
pub struct Edition<'a> {
    /// The documents, each with its other files.
    pub sources: &'a [Source],
    /// How it is made. The lock among them has the names that it has.
    pub options: &'a Options,
}

/// Compares two documents, each with its other files. Names in NEW are those that it would have in the crate
/// of OLD, whose lock is that of the options.
///
/// # Errors
///
/// When one of the documents has errors.
pub fn diff(old: &[Source], new: &[Source], options: &Options) -> Result<Diff, DiffError> {
    let before = Edition { sources: old, options };
    let unlocked = Options { lock: None, ..options.clone() };
    diff_of_editions(before, Edition { sources: new, options: &unlocked })
}

/// Compares two editions of a crate, document by document: those are one that have the same stem, or are the
/// only one in either edition. Where NEW has no lock, names in it are those that it would have in the crate of OLD.
///
/// # Errors
///
/// When one of the documents has errors.
pub fn diff_of_editions(old: Edition<'_>, new: Edition<'_>) -> Result<Diff, DiffError> {
    let (before, found_before) = lowered(old, true)?;
    let stems = |sources: &[Source]| -> Vec<String> {
        let mains = sources.iter().filter(|source| source.document().is_none());
        mains.map(|source| source.stem().to_owned()).collect()
    };
    let of_new = stems(new.sources);
    let mut lock = Lock::default();
    match (before.as_slice(), of_new.as_slice()) {
        ([one], [stem]) => {
            lock.names.insert(stem.clone(), one.names.clone());
        }
        _ => {
            lock.names.extend(before.iter().map(|it| (it.api.name.wire.clone(), it.names.clone())))
        }
    }
    let held = new.options.lock.clone().unwrap_or(lock);
    let options = Options { lock: Some(held), ..new.options.clone() };
    let new = Edition { options: &options, ..new };
    let (after, diagnostics) = lowered(new, false)?;
    // A pattern that matches in one of them is none that was written wrong.
    if !idle(&found_before).is_disjoint(&idle(&diagnostics)) {
        return Err(DiffError { is_old: false, diagnostics });
    }
    if let ([one], [other]) = (before.as_slice(), after.as_slice()) {
        return Ok(Diff { changes: compared((one, old), (other, new)) });
    }
    let mut changes = several::moved(&before, &after);
    for one in &before {
        let stem = &one.api.name.wire;
        match after.iter().find(|other| other.api.name.wire == *stem) {
            Some(other) => {
                changes.extend(several::within(&one.api, compared((one, old), (other, new))));
            }
            None => changes.push(several::gone(one, old.sources)),
        }
    }
    let is_new =
        |other: &&LoweredApi| before.iter().all(|one| one.api.name.wire != other.api.name.wire);
    changes.extend(after.iter().filter(is_new).map(|other| several::added(other, new.sources)));
    Ok(Diff { changes })
}

/// The patterns that match nothing, as they are told.
fn idle(diagnostics: &Diagnostics) -> BTreeSet<&str> {
    let idle = diagnostics.iter().filter(|one| one.code() == Code::EmptySelection);
    idle.filter_map(|one| one.message().split(" selects ").next()).collect()
}

/// The documents of an edition, one at least, and what was found in them.
fn lowered(
    edition: Edition<'_>,
    is_old: bool,
) -> Result<(Vec<LoweredApi>, Diagnostics), DiffError> {
    let (mut found, diagnostics) = read(edition.sources, edition.options);
    let is_error =
        |one: &Diagnostic| one.severity() == Severity::Error && one.code() != Code::EmptySelection;
    if found.is_empty() || diagnostics.iter().any(is_error) {
        return Err(DiffError { is_old, diagnostics });
    }
    let mut apis: Vec<Api> = found.iter().map(|one| one.api.clone()).collect();
    let options = &edition.options;
    lower::features(&mut apis, options.tag_features, options.lock.as_ref());
    found.iter_mut().zip(apis).for_each(|(one, api)| one.api = api);
    Ok((found, diagnostics))
}

fn compared(
    (before, old): (&LoweredApi, Edition<'_>),
    (after, new): (&LoweredApi, Edition<'_>),
) -> Vec<Change> {
    let matched = matching::matched(&before.api, &after.api);
    let both: Vec<(&Operation, &Operation)> =
        matched.both.iter().map(|(one, other)| (one.operation, other.operation)).collect();
    let mut finder = Finder {
        old: Side::new(&before.api, &before.document, old.sources),
        new: Side::new(&after.api, &after.document, new.sources),
        pairs: pairing::pairs(&before.api, &after.api, &both),
        changes: Vec::new(),
    };
    whole::compare(&mut finder);
    operations::compare(&mut finder, &matched);
    types::compare(&mut finder);
    let surfaces = (surface(&before.api, old.options), surface(&after.api, new.options));
    settled::settle(&mut finder, &surfaces.0, &surfaces.1);
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
