//! The schemas that others extend, as far as they are known before any type is made.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::TypeId;
use crate::source::Pointer;

/// A base that others extend.
pub(super) struct Base {
    /// The struct of its own properties.
    pub(super) own: TypeId,
    /// The schemas that may come in its place, in the order of the document.
    pub(super) others: Vec<Pointer>,
}

/// All bases.
#[derive(Default)]
pub(super) struct Bases {
    all: BTreeMap<Pointer, Base>,
    extending: BTreeSet<Pointer>,
    in_files: Vec<Pointer>,
}

impl Bases {
    pub(super) fn add(&mut self, at: &Pointer, base: Base) {
        self.all.insert(at.clone(), base);
    }

    /// The base that the schema at a place is.
    pub(super) fn at(&self, at: &Pointer) -> Option<&Base> {
        self.all.get(at)
    }

    /// Notes the places of schemas that extend a base.
    pub(super) fn add_extending(&mut self, places: &BTreeSet<Pointer>) {
        self.extending.extend(places.iter().cloned());
    }

    /// Whether the schema at a place extends a base.
    pub(super) fn is_extending(&self, at: &Pointer) -> bool {
        self.extending.contains(at)
    }

    /// Notes a place in another file whose type was named before anything refers to it.
    pub(super) fn add_in_file(&mut self, at: &Pointer) {
        self.in_files.push(at.clone());
    }

    /// Those places, to be declared.
    pub(super) fn take_in_files(&mut self) -> Vec<Pointer> {
        std::mem::take(&mut self.in_files)
    }
}
