//! What a selection wants of an API.

use std::collections::BTreeSet;

use crate::model::{Api, LeftOut, Operation, TypeId};
use crate::selection::{Pattern, Selection, Subject};
use crate::source::Pointer;

/// What is wanted of an API.
pub(super) struct Wanted {
    /// The places of the operations, those among them that cannot be called.
    pub(super) operations: BTreeSet<Pointer>,
    /// The types that are wanted for themselves.
    pub(super) types: Vec<TypeId>,
    /// Whether what no operation used in the first place stays.
    pub(super) has_unused: bool,
}

impl Wanted {
    pub(super) fn of(api: &Api, selection: &Selection) -> Self {
        let name = api.name.wire.as_str();
        let has_unused = selection.includes(name).next().is_none();
        let is_wanted = |subject: Subject<'_>| {
            let is_one = |pattern: &Pattern| pattern.matches(subject);
            (has_unused || selection.includes(name).any(is_one))
                && !selection.excludes(name).any(is_one)
        };
        let wanted = subjects(api).filter(|(subject, _)| is_wanted(*subject));
        let operations = wanted.map(|(_, origin)| origin.clone()).collect();
        let candidates = if has_unused { api.unused() } else { ids(api).collect() };
        let wanted = type_subjects(api).filter(|(subject, _)| is_wanted(*subject));
        let wanted: BTreeSet<TypeId> = wanted.map(|(_, id)| id).collect();
        let types = candidates.into_iter().filter(|id| wanted.contains(id)).collect();
        Self { operations, types, has_unused }
    }

    pub(super) fn has(&self, operation: &Operation) -> bool {
        self.operations.contains(&operation.origin)
    }
}

/// The operations, those that cannot be called as well, with their places.
pub(super) fn subjects(api: &Api) -> impl Iterator<Item = (Subject<'_>, &Pointer)> {
    let operations = api.tags.iter().flat_map(|tag| &tag.operations);
    let called = operations.map(|operation| {
        let Operation { tags, name, method, path, origin, .. } = operation;
        (Subject::Operation { tags, id: &name.wire, method, path }, origin)
    });
    let others = api.left_out.iter().map(|LeftOut { request, id, tags, origin }| {
        let (method, path) = request.split_once(' ').unwrap_or_default();
        let id = id.as_deref().unwrap_or(request);
        (Subject::Operation { tags, id, method, path }, origin)
    });
    called.chain(others)
}

pub(super) fn ids(api: &Api) -> impl Iterator<Item = TypeId> {
    (0..api.types.len()).map(TypeId)
}

/// The types, by all names that they have.
pub(super) fn type_subjects(api: &Api) -> impl Iterator<Item = (Subject<'_>, TypeId)> {
    let types = api.types.iter().enumerate();
    let types = types.map(|(index, decl)| (&decl.name, TypeId(index)));
    let aliases = api.aliases.iter().map(|alias| (&alias.name, alias.ty));
    types.chain(aliases).map(|(name, id)| (Subject::Type(&name.rust, &name.wire), id))
}
