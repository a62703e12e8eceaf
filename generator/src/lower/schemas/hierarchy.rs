//! A base with a discriminator and without alternatives: where it is used, a schema that extends
//! it by `allOf` may come (OpenAPI 3.0.3, "Composition and Inheritance (Polymorphism)").

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use openapiv3::{ReferenceOr, Schema};

use super::bases::Base;
use super::choice::{Tag, alternatives, shorten};
use super::look::view::View;
use super::types::{LoweredSchema, Types};
use crate::diagnostic::Code;
use crate::document::{self, Document};
use crate::lower::place::{place_name, schema_name};
use crate::lower::report::Member;
use crate::model::{Arm, Shape, Type, TypeId};
use crate::name::lock::Kind;
use crate::name::{self, Scope};
use crate::source::Pointer;

impl Types<'_> {
    /// Finds the bases, and names the structs of their own properties.
    pub(super) fn name_bases(&mut self) {
        let schemas = schemas(self.document);
        let places: Vec<Pointer> = schemas.iter().map(|(at, _)| at.clone()).collect();
        let mut children: BTreeMap<Pointer, Vec<Pointer>> = BTreeMap::new();
        for (at, schema) in &schemas {
            for parent in self.parents(schema, at, self.document.limits.parts) {
                children.entry(parent).or_default().push(at.clone());
            }
        }
        for (at, schema) in &schemas {
            let Some(tag) = Tag::of(self.document, schema) else { continue };
            if self.has_choice(schema, at, &mut Vec::new(), &mut BTreeSet::new()) {
                continue;
            }
            let mut others = descendants(at, &children);
            self.bases.add_extending(&others);
            others.extend(mapped(&tag, &places));
            others.remove(at);
            let others: Vec<Pointer> =
                places.iter().filter(|place| others.contains(place)).cloned().collect();
            if others.is_empty() {
                continue;
            }
            for place in std::iter::once(at).chain(&others) {
                self.name_place(place);
            }
            let wire = schema_name(at).unwrap_or_default();
            let name = self.declared_name(at).unwrap_or_default();
            let own = self.begin(&wire, &format!("{name}Base"), &at.child("discriminator"));
            self.bases.add(at, Base { own, others });
        }
    }

    /// Names a schema in another file before anything refers to it.
    fn name_place(&mut self, at: &Pointer) {
        if self.declared(at).is_none() {
            let name = place_name(at);
            self.begin(&name, &name::type_name(&name), at);
            self.bases.add_in_file(at);
        }
    }

    /// The schemas that a schema extends.
    fn parents(&self, schema: &Schema, at: &Pointer, depth: usize) -> Vec<Pointer> {
        let mut parents = Vec::new();
        for (index, part) in View::of(schema).all_of.iter().enumerate() {
            match part {
                ReferenceOr::Reference { .. } => {
                    let at = at.child("allOf").index(index);
                    // What leads nowhere is reported where its type is made.
                    parents.extend(self.document.follow(part, &at).map(|(_, at)| at));
                }
                ReferenceOr::Item(part) if depth > 0 => {
                    parents.extend(self.parents(part, at, depth - 1));
                }
                ReferenceOr::Item(_) => {}
            }
        }
        parents
    }

    /// Whether a schema has alternatives, its own or those of a part.
    fn has_choice(
        &self,
        schema: &Schema,
        at: &Pointer,
        path: &mut Vec<Pointer>,
        seen: &mut BTreeSet<Pointer>,
    ) -> bool {
        // A part that several others share has alternatives once. Parts that are deeper are an error
        // where their properties are gathered.
        if path.len() > self.document.limits.parts || !seen.insert(at.clone()) {
            return false;
        }
        let view = View::of(schema);
        if !alternatives(self.document, &view, path).is_empty() {
            return true;
        }
        path.push(at.clone());
        let mut parts = view.all_of.iter().enumerate();
        let has_choice = parts.any(|(index, part)| {
            let at = at.child("allOf").index(index);
            // What leads nowhere is reported where its type is made.
            let part = self.document.follow(part, &at);
            part.is_ok_and(|(part, at)| self.has_choice(&part, &at, path, seen))
        });
        path.pop();
        has_choice
    }

    /// The type of a base: one of the schemas that extend it, or itself. `None` for a schema that
    /// is no base.
    pub(super) fn base(
        &mut self,
        schema: &Schema,
        view: &View<'_>,
        name: &str,
        at: &Pointer,
    ) -> Option<LoweredSchema> {
        let tag = Tag::of(self.document, schema)?;
        let Some(Base { own, others }) = self.bases.at(at) else {
            let message =
                "no schema extends this one by `allOf`, so there is nothing to tell apart";
            self.report
                .note(Code::UnsupportedSchema, &at.child("discriminator"), message)
                .then("it is an object like any other")
                .help("let the other schemas extend it, or list them in `oneOf`");
            return None;
        };
        let (own, others) = (*own, others.clone());
        self.check_mapping(schema, at, &|_| true);
        let mut scope = Scope::exact(&[]);
        let wires: Vec<String> =
            others.iter().map(|other| schema_name(other).unwrap_or_default()).collect();
        let labels: Vec<&str> = wires.iter().map(String::as_str).collect();
        let names = name::apart_variants(&labels);
        let shorter = shorten(name, &names);
        let owner = self.owner_of(name, at);
        let members = labels.iter().zip(&shorter);
        let members = members.map(|(wire, fresh)| Member {
            wire,
            plain: fresh.clone(),
            fresh: fresh.clone(),
        });
        let told = self.report.held.told(Kind::Arm, &owner, members.collect());
        let mut arms = Vec::new();
        for ((other, wire), wanted) in others.iter().zip(&wires).zip(told) {
            let id = self.bases.at(other).map(|base| base.own);
            let Some(id) = id.or_else(|| self.declared(other)) else { continue };
            let rust = self.report.claim(&mut scope, &wanted, wire, other);
            self.report.held.keep(Kind::Arm, &owner, [(&**wire, "", &*rust)]);
            arms.push(arm(rust, id, &tag, other));
        }
        arms.push(arm(scope.claim("Base"), own, &tag, at));
        let shape = match self.object(schema, view, name, at) {
            LoweredSchema::Declared(shape) => shape,
            LoweredSchema::Plain(ty) => Shape::Alias(ty),
        };
        self.finish(own, shape, Some(schema), at);
        let (tag, told_by) = (Some(tag.property.clone()), vec![tag.property]);
        let unknown = name::catch_all(&mut scope);
        Some(LoweredSchema::Declared(Shape::Union {
            tag,
            told_by,
            is_any: false,
            arms,
            shared: Vec::new(),
            unknown,
        }))
    }
}

/// All schemas that have a name: the components, and those in other files.
fn schemas(document: &Document) -> Vec<(Pointer, Cow<'_, Schema>)> {
    let at = Pointer::root().child("components").child("schemas");
    let components = document.openapi.components.iter().flat_map(|all| &all.schemas);
    let components = components.filter_map(|(name, schema)| match schema {
        ReferenceOr::Item(schema) => Some((at.child(name), Cow::Borrowed(schema))),
        ReferenceOr::Reference { .. } => None,
    });
    let in_files = document.places_in_files().into_iter().filter_map(|at| {
        let item = ReferenceOr::ref_(&at.to_string());
        let (schema, found) = document.follow::<Schema>(&item, &at).ok()?;
        // A reference to another schema is none of its own.
        (found == at).then(|| (at, Cow::Owned(schema.into_owned())))
    });
    components.chain(in_files).collect()
}

fn arm(name: String, id: TypeId, tag: &Tag, at: &Pointer) -> Arm {
    let reference = at.to_string();
    Arm {
        tags: tag.mapped(&reference).into(),
        implied: schema_name(at),
        is_default: tag.is_default(&reference),
        ..Arm::new(name, Type::Named(id).boxed())
    }
}

/// The schemas that extend a base, directly or through others.
fn descendants(base: &Pointer, children: &BTreeMap<Pointer, Vec<Pointer>>) -> BTreeSet<Pointer> {
    let mut waiting = vec![base];
    let mut found = BTreeSet::new();
    while let Some(at) = waiting.pop() {
        for child in children.get(at).into_iter().flatten() {
            if child != base && found.insert(child.clone()) {
                waiting.push(child);
            }
        }
    }
    found
}

/// The schemas that a mapping names, by name or by reference.
fn mapped<'a>(tag: &'a Tag, places: &'a [Pointer]) -> impl Iterator<Item = Pointer> + 'a {
    tag.mapping.iter().filter_map(|(_, target)| {
        let is_meant = |place: &&Pointer| {
            schema_name(place).as_ref() == Some(target)
                || document::target(target).is_ok_and(|at| at == **place)
        };
        places.iter().find(is_meant).cloned()
    })
}
