//! Properties that several parts of an object describe: a value has to fit all of them
//! (JSON Schema 2020-12 core, section 10.2.1.1).

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use openapiv3::{ReferenceOr, Schema};

use super::super::Lower;
use super::super::schema::SchemaRef;
use super::super::union::{Taken, alternatives};
use super::super::view::View;
use super::{Place, Property};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Limits, Shape, Type};
use crate::name;
use crate::source::Pointer;

/// A schema, and where it stands.
type Found<'s> = (Cow<'s, Schema>, Pointer);

impl Lower<'_> {
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
        let is_one_object = schemas.len() > 1
            && schemas.iter().all(|(schema, at)| self.is_plain_object(schema, at));
        let together = match (is_one_object, places.first(), places.last()) {
            (true, Some(first), Some(last)) => {
                let name = format!("{}{}", first.name, name::variant_name(wire));
                let key = home.child("properties").child(wire);
                Some(self.one_object(&schemas, &name, &key, &last.at))
            }
            _ => None,
        };
        let mut all: Option<Property> = None;
        for Place { at, name, is_asked } in places {
            let Some(schema) = document.schema_at(&at) else { continue };
            let schema = SchemaRef::from(schema.as_ref());
            let mut property = match &together {
                Some(ty) => self.property_of(wire, schema, ty.clone(), &at),
                None => self.property(wire, schema, &name, &at),
            };
            property.is_asked = is_asked;
            match &mut all {
                Some(known) => self.again(known, property),
                None => all = Some(property),
            }
        }
        all
    }

    /// Whether a schema describes the properties of an object and nothing else.
    fn is_plain_object(&self, schema: &Schema, at: &Pointer) -> bool {
        let view = View::of(schema);
        let is_object = matches!(view.ty, None | Some("object"))
            && (view.properties.is_some() || !view.all_of.is_empty())
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
        if let Some(id) = self.known.get(key) {
            return Type::Named(*id);
        }
        let id = self.begin(name, &name::type_name(name), key);
        let all: Vec<(&Schema, &Pointer)> =
            schemas.iter().map(|(schema, at)| (schema.as_ref(), at)).collect();
        let shape = match self.fields_of(&all, None, name) {
            Some((fields, rest)) => Shape::Struct { fields, rest },
            None => Shape::Alias(Type::Json),
        };
        self.finish(id, shape, schemas.last().map(|(schema, _)| schema.as_ref()), origin);
        Type::Named(id)
    }

    /// A property that an earlier part has as well: the later part says more of it.
    fn again(&mut self, known: &mut Property, property: Property) {
        let is_wider = property.ty == Type::Json || is_plain_text_of(&property, known);
        if is_wider || property.ty == known.ty {
            known.only = property.only.or(known.only.take());
            known.is_nullable &= property.is_nullable || property.ty == Type::Json;
            if !property.docs.is_empty() {
                known.docs = property.docs;
            }
            if !property.summary.is_empty() {
                known.summary = property.summary;
            }
            known.deprecated |= property.deprecated;
            known.default = property.default.or(known.default.take());
            if property.limits != Limits::default() {
                known.limits = property.limits;
            }
            return;
        }
        // A narrower type of one's own, such as an enum with one value, is the common case.
        let is_narrower = matches!(property.ty, Type::Named(_)) || known.ty == Type::Json;
        if !is_narrower {
            let message =
                format!("`{}` has another type in an earlier part of this object", property.wire);
            let earlier = self.document.span(&known.origin);
            let later = self.document.span(&property.origin);
            self.diagnostics.push(
                Diagnostic::warning(
                    Code::UnsupportedSchema,
                    property.origin.clone(),
                    later,
                    message,
                )
                .also(earlier, "the earlier type")
                .consequence("the later type is taken")
                .help("give it one type"),
            );
        }
        *known = property;
    }
}

/// Whether a part says no more than that the property is text, and another part said which: the
/// arms of a choice beside the properties that they share, such as those of an event.
fn is_plain_text_of(property: &Property, known: &Property) -> bool {
    let is_text = matches!(
        known.ty,
        Type::Named(_)
            | Type::Secret
            | Type::Timestamp
            | Type::Date
            | Type::Time
            | Type::DateTime
            | Type::Duration
            | Type::Decimal
            | Type::Uuid
            | Type::Base64
    );
    property.ty == Type::Text && is_text
}
