//! Which operation or type a place of a text belongs to.

use std::collections::BTreeMap;

use super::super::change::Subject;
use super::super::sides::Side;
use super::walk::Difference;

/// What the places of both documents are about.
pub(super) struct Origins {
    types: BTreeMap<String, String>,
    operations: BTreeMap<String, String>,
}

impl Origins {
    pub(super) fn of(old: &Side<'_>, new: &Side<'_>) -> Self {
        let mut origins = Self { types: BTreeMap::new(), operations: BTreeMap::new() };
        // What is called in OLD is called so.
        for side in [new, old] {
            let place = |at| side.pointer(at).to_string();
            let types = side.api.types.iter();
            origins.types.extend(types.map(|decl| (place(&decl.origin), decl.name.rust.clone())));
            let operations = side.api.operations();
            origins.operations.extend(operations.map(|one| (place(&one.origin), one.request())));
        }
        origins
    }

    pub(super) fn subject(&self, difference: &Difference) -> Subject {
        let mut place = difference.old.clone().or_else(|| difference.new.clone());
        while let Some(at) = place {
            let key = at.to_string();
            if let Some(name) = self.types.get(&key) {
                return Subject::Type(name.clone());
            }
            if let Some(name) = self.operations.get(&key) {
                return Subject::Operation(name.clone());
            }
            place = at.parent();
        }
        Subject::Document
    }
}
