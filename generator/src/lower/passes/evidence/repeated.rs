//! What several unions would say of the same type, one after the other: where unions hold unions, that would
//! be much longer than their document.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{Api, Repeated, Shape, TypeId};

/// What is longer than this many names or values is written once.
const LONG: usize = 32;

/// Finds it.
pub(super) fn find(api: &mut Api) {
    let mut all: BTreeMap<TypeId, (Repeated, Repeated)> = BTreeMap::new();
    let unions = api.types.iter().filter_map(|decl| match &decl.shape {
        Shape::Union { arms, .. } => Some(arms),
        _ => None,
    });
    for arm in unions.flatten() {
        let Some(id) = api.plain(&arm.ty).named() else { continue };
        let (met, found) = all.entry(id).or_default();
        meet(&arm.evidence.values, &mut met.values, &mut found.values);
        meet(&arm.evidence.known, &mut met.known, &mut found.known);
        meet(&arm.tags, &mut met.tags, &mut found.tags);
        for (path, set) in arm.evidence.sets.iter().filter(|(_, set)| set.len() > LONG) {
            let [met, found] =
                [&mut met.sets, &mut found.sets].map(|sets| sets.entry(path.clone()).or_default());
            meet(set, met, found);
        }
    }
    for (id, (_, mut found)) in all {
        found.sets.retain(|_, set| !set.is_empty());
        if let Some(decl) = api.types.get_mut(id.0) {
            decl.repeated = found;
        }
    }
}

/// Keeps the first of the long lists that are said of a type, and finds it when it is said again.
fn meet<T: Eq>(list: &Arc<[T]>, first: &mut Arc<[T]>, found: &mut Arc<[T]>) {
    if list.len() <= LONG {
        return;
    }
    if first.is_empty() {
        *first = Arc::clone(list);
    } else if list == first {
        *found = Arc::clone(list);
    }
}
