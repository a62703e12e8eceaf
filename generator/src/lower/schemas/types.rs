//! The types of a document while they are made of its schemas.
//!
//! A type holds others, and so do schemas: what the files of this room know is how one kind of
//! schema becomes a type, and they ask for the types within by [`Types::ty`].

use std::collections::BTreeMap;

use openapiv3::Schema;

use super::bases::Bases;
use super::declared::{Declared, TypeNames, Wanted};
use super::look::reference::SchemaRef;
use crate::document::Document;
use crate::lower::report::Report;
use crate::model::{Shape, Type, TypeDecl, TypeId};
use crate::name::lock::{Key, Kind};
use crate::source::Pointer;

/// What a schema becomes: something that needs a declaration, or something that does not.
pub(super) enum LoweredSchema {
    Declared(Shape),
    Plain(Type),
}

/// The types of a document.
pub(in crate::lower) struct Types<'d> {
    pub(super) document: &'d Document,
    pub(super) report: &'d Report<'d>,
    pub(super) bases: Bases,
    declared: Declared,
    /// The inline schemas that are being read, by their places, and what they are called.
    open: BTreeMap<Pointer, String>,
    /// The names of required properties that no part of their object describes.
    undescribed: Vec<Pointer>,
}

impl<'d> Types<'d> {
    pub(super) fn new(report: &'d Report<'d>) -> Self {
        Self {
            document: report.document,
            report,
            bases: Bases::default(),
            declared: Declared::new(),
            open: BTreeMap::new(),
            undescribed: Vec::new(),
        }
    }

    /// All declarations, and the names that are taken.
    pub(super) fn into_parts(self) -> (Vec<TypeDecl>, TypeNames) {
        self.declared.into_parts()
    }

    /// The declaration of the schema at a place.
    pub(super) fn declared(&self, at: &Pointer) -> Option<TypeId> {
        self.declared.at(at)
    }

    /// What a declaration is called.
    pub(in crate::lower) fn name(&self, id: TypeId) -> Option<&str> {
        self.declared.name(id)
    }

    /// The declaration that has a name, and the place of its schema.
    pub(super) fn called(&self, name: &str) -> Option<(TypeId, Pointer)> {
        self.declared.called(name)
    }

    /// Takes the description from the type of an inline schema.
    pub(super) fn forget_docs(&mut self, id: TypeId, origin: &Pointer) {
        self.declared.forget_docs(id, origin);
    }

    /// The name of the type that is declared for the schema at a place.
    pub(super) fn declared_name(&self, at: &Pointer) -> Option<String> {
        self.name(self.declared(at)?).map(str::to_owned)
    }

    /// Takes a name for the schema at a place.
    pub(super) fn begin(&mut self, wire: &str, wanted: &str, at: &Pointer) -> TypeId {
        self.declared.begin(self.report, wire, wanted, at)
    }

    /// Takes a name for the component at a place.
    pub(super) fn begin_component(&mut self, wire: &str, wanted: &Wanted, at: &Pointer) {
        self.declared.begin_component(self.report, wire, wanted, at);
    }

    /// Takes a name for the inline schema at a place.
    pub(super) fn begin_inline(&mut self, wire: &str, at: &Pointer) -> TypeId {
        let told = self.place_by_names(at).map(|place| (String::new(), place));
        let key = told.or_else(|| self.told_around(wire, at));
        let key = key.map(|(owner, of)| Key::new(Kind::Type, owner, of));
        self.declared.begin_inline(self.report, key, wire, at)
    }

    /// What the parts of a type belong to, by what it would be called and its place.
    pub(super) fn owner_of(&self, name: &str, at: &Pointer) -> String {
        match self.told_around(name, at) {
            Some((place, more)) if more.is_empty() => place,
            Some((place, more)) => format!("{place} {more}"),
            None => self.report.held.owner_of(name, at),
        }
    }

    /// The nearest inline schema around a place that is told by names alone, and what a name says
    /// more than that of this schema: neither changes with what is called alike.
    fn told_around(&self, name: &str, at: &Pointer) -> Option<(String, String)> {
        let mut around = Some(at.clone()).filter(|_| !self.open.is_empty());
        while let Some(at) = around {
            let more = self.open.get(&at).and_then(|outer| name.strip_prefix(outer.as_str()));
            if let Some(more) = more
                && let Some(place) = self.place_by_names(&at)
            {
                return Some((place, more.to_owned()));
            }
            around = at.parent();
        }
        None
    }

    fn place_by_names(&self, at: &Pointer) -> Option<String> {
        self.report.held.place_by_names(self.document.root(), at)
    }

    /// Says what a declaration is.
    pub(super) fn finish(
        &mut self,
        id: TypeId,
        shape: Shape,
        schema: Option<&Schema>,
        at: &Pointer,
    ) {
        self.declared.finish(id, shape, schema, at);
    }

    /// What the inline schema at a place is called, while it is read.
    pub(super) fn opened(&self, at: &Pointer) -> Option<String> {
        self.open.get(at).cloned()
    }

    /// Begins to read an inline schema.
    pub(super) fn open(&mut self, at: &Pointer, name: &str) {
        self.open.insert(at.clone(), name.to_owned());
    }

    /// Ends to read an inline schema.
    pub(super) fn close(&mut self, at: &Pointer) {
        self.open.remove(at);
    }

    /// Notes that a required property is described nowhere.
    pub(super) fn add_undescribed(&mut self, at: &Pointer) {
        self.undescribed.push(at.clone());
    }

    /// The places that name such properties.
    pub(super) fn take_undescribed(&mut self) -> Vec<Pointer> {
        std::mem::take(&mut self.undescribed)
    }

    /// The schema that a reference leads to, read by `read`. `None` where it leads nowhere.
    pub(in crate::lower) fn with_schema<R>(
        &mut self,
        schema: SchemaRef<'_>,
        at: &Pointer,
        read: impl FnOnce(&mut Self, &Schema, &Pointer) -> R,
    ) -> Option<R> {
        let document = self.document;
        match schema {
            SchemaRef::Item(schema) => Some(read(self, schema, at)),
            SchemaRef::Reference(reference) => match document.lead::<Schema>(reference) {
                Ok((schema, at)) => Some(read(self, &schema, &at)),
                Err(reason) => {
                    self.report.unresolved(reference, at, &reason);
                    None
                }
            },
        }
    }
}
