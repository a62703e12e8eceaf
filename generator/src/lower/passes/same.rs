//! Inline schemas that are the same are one type.
//!
//! What a name stands for must not depend on what else is in the document: each place keeps the
//! name that it has by its owner, as another name of the type.

mod only;
mod word;
mod content;
mod class;
mod naming;
mod responses;

use std::collections::{BTreeMap, BTreeSet};

use self::class::Classes;
use self::naming::Naming;
pub(super) use self::responses::share;
use crate::document;
use crate::lower::moved;
use crate::lower::operations::Roots;
use crate::lower::rename;
use crate::lower::report::Report;
use crate::lower::schemas::TypeNames;
use crate::model::{Api, TypeDecl, TypeId};
use crate::source::Pointer;

/// Takes out the types of properties that have one value only, and lets one declaration stand for
/// all inline schemas that are the same.
pub(super) fn unite(api: &mut Api, names: &mut TypeNames, roots: &mut Roots, report: &Report<'_>) {
    only::fill_in(api, roots, &inline(api, roots, report));
    let words = word::words(api);
    let classes = Classes::of(api, &inline(api, roots, report), &words);
    let extracted = extracted(api, &classes, names, report);
    let others = api.types.iter().enumerate();
    let others = others.filter(|(index, _)| !extracted.contains_key(&TypeId(*index)));
    others.for_each(|(_, decl)| names.report_yielded(report, decl));
    let naming = Naming::of(api, &classes, &words, &extracted, (names, report));
    let mut stands: Vec<TypeId> = (0..api.types.len()).map(TypeId).collect();
    for (id, component) in &extracted {
        let went = api.decl(*id).map(|decl| (decl.sent, decl.received));
        if let (Some((sent, received)), Some(decl)) = (went, api.types.get_mut(component.0)) {
            decl.sent |= sent;
            decl.received |= received;
        }
        if let Some(stands) = stands.get_mut(id.0) {
            *stands = *component;
        }
    }
    for members in classes.members() {
        let members = Naming::remaining(members, &extracted);
        let members = members.as_slice();
        let Some((first, rest)) = members.split_first() else { continue };
        let aliases = naming.aliases(api, members);
        let one = one_of(api, members, &naming);
        if let (Some(decl), Some(one)) = (api.types.get_mut(first.0), one) {
            *decl = one;
        }
        api.aliases.extend(aliases);
        for id in rest {
            if let Some(stands) = stands.get_mut(id.0) {
                *stands = *first;
            }
        }
    }
    api.aliases.sort_by(|one, other| one.name.cmp(&other.name));
    shrink(api, roots, &stands);
}

/// The inline schemas that say the same as the component which has the name that they would have: an
/// author has given them that name at last, and not yet a reference.
fn extracted(
    api: &Api,
    classes: &Classes,
    names: &TypeNames,
    report: &Report<'_>,
) -> BTreeMap<TypeId, TypeId> {
    let mut known: BTreeMap<&str, TypeId> = BTreeMap::new();
    for (index, decl) in api.types.iter().enumerate().filter(|(_, decl)| is_named(&decl.origin)) {
        known.insert(&decl.name.rust, TypeId(index));
    }
    let component = |id: &TypeId| {
        let decl = api.decl(*id)?;
        let displaced = names.displaced(&decl.name.rust);
        let component = *known.get(displaced.or_else(|| names.yielded(&decl.name.rust))?)?;
        let is_it = component != *id && classes.say_the_same(decl, api.decl(component)?);
        if is_it && displaced.is_some() {
            // The name stands for the same as before, so that the component can have it.
            report.held.release(&decl.name.rust);
        }
        is_it.then_some((*id, component))
    };
    classes.members().flatten().filter_map(component).collect()
}

/// Which types are those of inline schemas, and have no name that an author gave them. How a
/// type is written as XML is said at its place, so that those stay as they are.
fn inline(api: &Api, roots: &Roots, report: &Report<'_>) -> Vec<bool> {
    let mut waiting = Vec::new();
    roots.iter().for_each(|root| root.ty.names(&mut waiting));
    let mut as_xml = BTreeSet::new();
    while let Some(id) = waiting.pop() {
        if let Some(decl) = api.decl(id).filter(|_| as_xml.insert(id)) {
            decl.types().into_iter().for_each(|ty| ty.names(&mut waiting));
        }
    }
    let is_inline = |(index, decl): (usize, &TypeDecl)| {
        let has_name =
            is_named(&decl.origin) || rename::is_type_named(report.document.root(), &decl.origin);
        decl.is_new() && !has_name && !as_xml.contains(&TypeId(index))
    };
    api.types.iter().enumerate().map(is_inline).collect()
}

/// Whether the schema at a place has a name: that of its component, or of its file.
fn is_named(at: &Pointer) -> bool {
    const LISTS: [&str; 3] = ["schemas", "definitions", "$defs"];
    let list = at.parent();
    let list = list.as_ref().and_then(Pointer::last);
    let is_file = document::file_of(at).is_some() && at.tokens().count() == 2;
    is_file || list.is_some_and(|list| LISTS.contains(&list.as_ref()))
}

/// The declaration that stands for all members of a class; none where it stays as it is. It is that
/// of the member whose name sorts first, wherever it stands in the document.
fn one_of(api: &Api, members: &[TypeId], naming: &Naming) -> Option<TypeDecl> {
    let decls = || members.iter().filter_map(|id| api.decl(*id));
    let mut one = decls().min_by_key(|decl| &decl.name.rust)?.clone();
    let chosen = naming.chosen(*members.first()?)?;
    one.name = chosen.name.clone();
    one.module.clone_from(&chosen.module);
    one.sent = decls().any(|decl| decl.sent);
    one.received = decls().any(|decl| decl.received);
    one.deprecated = decls().all(|decl| decl.deprecated);
    if decls().any(|decl| decl.docs != one.docs) {
        // What is said of one place is wrong of the others: the aliases have it.
        one.docs.clear();
    }
    Some(one)
}

/// Leaves out the types for which others stand.
fn shrink(api: &mut Api, roots: &mut Roots, stands: &[TypeId]) {
    let kept: Vec<bool> =
        stands.iter().enumerate().map(|(index, stands)| stands.0 == index).collect();
    let places = moved::places(&kept);
    let moved: Vec<Option<TypeId>> =
        stands.iter().map(|stands| places.get(stands.0).copied().flatten()).collect();
    roots.replace(&|id| moved.get(id.0).copied().flatten());
    moved::move_types(api, &kept, &moved);
}
