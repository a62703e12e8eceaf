//! Properties that several parts of an object describe: a value has to fit all of them
//! (JSON Schema 2020-12 core, section 10.2.1.1).

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use openapiv3::{AdditionalProperties, ReferenceOr, Schema};

use super::property::{Place, Property};
use crate::lower::schemas::choice::{Taken, alternatives};
use crate::lower::schemas::look::reference::SchemaRef;
use crate::lower::schemas::look::view::View;
use crate::lower::schemas::types::Types;
use crate::model::{Shape, Type};
use crate::name;
use crate::source::Pointer;

/// A schema, and where it stands.
type Found<'s> = (Cow<'s, Schema>, Pointer);

impl Types<'_> {
    /// The names of the properties that several of the schemas, or parts of them, describe.
    pub(super) fn shared(
        &self,
        schemas: &[(&Schema, &Pointer)],
        taken: Option<&Taken>,
    ) -> BTreeSet<String> {
        let has_parts = schemas.len() > 1 || taken.is_some();
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        let mut seen = BTreeSet::new();
        for (schema, at) in schemas {
            if has_parts || !View::of(schema).all_of.is_empty() {
                let depth = self.document.limits.parts;
                self.count(schema, at, taken, &mut seen, &mut counts, depth);
            }
        }
        counts.into_iter().filter(|(_, count)| *count > 1).map(|(name, _)| name).collect()
    }

    fn count(
        &self,
        schema: &Schema,
        at: &Pointer,
        taken: Option<&Taken>,
        seen: &mut BTreeSet<Pointer>,
        counts: &mut BTreeMap<String, usize>,
        depth: usize,
    ) {
        if depth == 0 || !seen.insert(at.clone()) {
            return;
        }
        let view = View::of(schema);
        for name in view.properties.into_iter().flat_map(|properties| properties.keys()) {
            *counts.entry(name.clone()).or_default() += 1;
        }
        let parts = view.all_of.iter().enumerate().map(|part| ("allOf", part));
        let arm = taken.filter(|taken| taken.at == *at).and_then(|taken| {
            let arms = if taken.keyword == "oneOf" { view.one_of } else { view.any_of };
            Some((taken.keyword, (taken.index, arms.get(taken.index)?)))
        });
        for (keyword, (index, part)) in parts.chain(arm) {
            // What leads nowhere is reported where it is read.
            let at = at.child(keyword).index(index);
            if let Ok((part, at)) = self.document.follow::<Schema>(part, &at) {
                self.count(&part, &at, taken, seen, counts, depth - 1);
            }
        }
    }

    /// A property that several parts describe: one object of all of them, where each describes
    /// an object; else what the later part says of it.
    pub(super) fn put_together_property(
        &mut self,
        wire: &str,
        places: Vec<Place>,
        home: &Pointer,
    ) -> Option<Property> {
        let document = self.document;
        let mut schemas: Vec<Found<'_>> = Vec::new();
        let references: Vec<_> =
            places.iter().map(|place| ReferenceOr::ref_(&place.at.to_string())).collect();
        for (place, reference) in places.iter().zip(&references) {
            if let Ok((schema, at)) = document.follow::<Schema>(reference, &place.at)
                && !schemas.iter().any(|(_, known)| *known == at)
            {
                schemas.push((Cow::Owned(schema.into_owned()), at));
            }
        }
        let has_properties = |(schema, _): &Found<'_>| {
            let view = View::of(schema);
            view.properties.is_some() || !view.all_of.is_empty()
        };
        let is_one_object = schemas.len() > 1
            && schemas.iter().any(has_properties)
            && schemas.iter().all(|(schema, at)| self.is_plain_object(schema, at));
        let items = if is_one_object { None } else { self.items_of_all(&schemas) };
        let (objects, is_list) = match (is_one_object, &items) {
            (true, _) => (Some(&schemas), false),
            (false, items) => (items.as_ref(), true),
        };
        let together = match (objects, places.first(), places.last()) {
            (Some(objects), Some(first), Some(last)) => {
                let item = if is_list { "Item" } else { "" };
                let name = format!("{}{}{item}", first.name, name::variant_name(wire));
                let key = home.child("properties").child(wire);
                let ty = self.one_object(objects, &name, &key, &last.at);
                Some(if is_list { Type::List(Box::new(ty)) } else { ty })
            }
            _ => None,
        };
        let mut all: Option<Property> = None;
        for Place { at, name, is_asked } in places {
            let Some(schema) = document.schema_at(&at) else { continue };
            let schema = SchemaRef::from(schema.as_ref());
            let mut property = match &together {
                Some(ty) => self.property_of(wire, schema, ty.clone(), &at),
                None => {
                    let name = format!("{name}{}", name::variant_name(wire));
                    self.property(wire, schema, &name, &at)
                }
            };
            property.is_asked = is_asked;
            match &mut all {
                Some(known) => {
                    known.is_spared |= property.is_spared;
                    self.again(known, property);
                }
                None => all = Some(property),
            }
        }
        all
    }

    /// The schemas of the items, where each schema is a list of objects and they differ.
    fn items_of_all(&self, schemas: &[Found<'_>]) -> Option<Vec<Found<'static>>> {
        let mut all: Vec<Found<'static>> = Vec::new();
        for (schema, at) in schemas {
            let items = match View::of(schema).items? {
                ReferenceOr::Reference { reference } => ReferenceOr::ref_(reference),
                ReferenceOr::Item(items) => ReferenceOr::Item((**items).clone()),
            };
            let at = at.child("items");
            let (items, at) = self.document.follow::<Schema>(&items, &at).ok()?;
            if items.schema_data.nullable || !self.is_plain_object(&items, &at) {
                return None;
            }
            if !all.iter().any(|(_, known)| *known == at) {
                all.push((Cow::Owned(items.into_owned()), at));
            }
        }
        (all.len() > 1).then_some(all)
    }

    /// Whether a schema describes the properties of an object and nothing else.
    fn is_plain_object(&self, schema: &Schema, at: &Pointer) -> bool {
        let view = View::of(schema);
        let keeps_others =
            !matches!(view.additional, None | Some(AdditionalProperties::Any(false)));
        let is_object = matches!(view.ty, None | Some("object"))
            && (view.properties.is_some() || !view.all_of.is_empty() || keeps_others)
            && alternatives(self.document, &view, &[]).is_empty();
        let mut parts = view.all_of.iter().enumerate();
        is_object
            && parts.all(|(index, part)| {
                let at = at.child("allOf").index(index);
                let part = self.document.follow::<Schema>(part, &at);
                part.is_ok_and(|(part, _)| {
                    let view = View::of(&part);
                    matches!(view.ty, None | Some("object")) && view.enumeration.is_empty()
                })
            })
    }

    /// The object that all of the schemas describe; it is known by a place of its own.
    fn one_object(
        &mut self,
        schemas: &[Found<'_>],
        name: &str,
        key: &Pointer,
        origin: &Pointer,
    ) -> Type {
        if let Some(id) = self.declared(key) {
            return Type::Named(id);
        }
        let id = self.begin_inline(name, key);
        let all: Vec<(&Schema, &Pointer)> =
            schemas.iter().map(|(schema, at)| (schema.as_ref(), at)).collect();
        let shape = match self.fields_of(&all, None, name) {
            Some((fields, rest)) => Shape::Struct { fields, rest },
            None => Shape::Alias(Type::Json),
        };
        self.finish(id, shape, schemas.last().map(|(schema, _)| schema.as_ref()), origin);
        Type::Named(id)
    }
}
