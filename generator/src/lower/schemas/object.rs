//! Objects: their properties, gathered through `allOf`.

mod again;
mod shared;

use std::collections::{BTreeMap, BTreeSet};

use openapiv3::{AdditionalProperties, Schema};

use crate::diagnostic::Code;
use crate::limit;
use crate::lower::Lower;
use crate::lower::schemas::schema::SchemaRef;
use crate::lower::schemas::union::{Taken, alternatives};
use crate::lower::schemas::view::View;
use crate::model::{Access, Constant, Field, Limits, Presence, Type};
use crate::name::{self, Name, Scope};
use crate::source::Pointer;

/// The fields of an object, and where its other properties are kept: field name and value type.
pub(in crate::lower) type Fields = (Vec<Field>, Option<(String, Type)>);

/// What is gathered of an object.
#[derive(Default)]
struct Gathered {
    properties: Vec<Found>,
    /// The properties that several parts describe.
    shared: BTreeSet<String>,
    /// The names of required properties, and where they are said.
    required: Vec<(String, Pointer)>,
    rest: Option<Type>,
    /// The schemas on the way to the present one: meeting one again is a circle.
    path: Vec<Pointer>,
    /// The schemas that were gathered, and whether they are objects.
    seen: BTreeMap<Pointer, bool>,
    /// The alternative that is gathered, too.
    taken: Option<Taken>,
}

/// A property of an object.
enum Found {
    /// One that a single part describes.
    Once(Box<Property>),
    /// One that several parts describe, and where each does.
    Shared { wire: String, places: Vec<Place> },
}

/// Where a part describes a property.
struct Place {
    at: Pointer,
    /// What an inline type of it is called.
    name: String,
    is_asked: bool,
}

struct Property {
    wire: String,
    renamed: Option<String>,
    ty: Type,
    is_nullable: bool,
    access: Access,
    /// Whether the schema that has it asks for it.
    is_asked: bool,
    only: Option<Constant>,
    default: Option<String>,
    limits: Limits,
    docs: String,
    /// What is said where it has no description: by its schema elsewhere, or its title.
    summary: String,
    deprecated: bool,
    origin: Pointer,
}

impl Lower<'_> {
    /// The fields of an object, and the type of its other properties where they are kept.
    /// `None` where a part of it is no object.
    pub(in crate::lower) fn fields(
        &mut self,
        schema: &Schema,
        name: &str,
        at: &Pointer,
    ) -> Option<Fields> {
        self.fields_with(schema, None, name, at)
    }

    /// The same, with one of the object's alternatives.
    pub(in crate::lower) fn fields_with(
        &mut self,
        schema: &Schema,
        taken: Option<Taken>,
        name: &str,
        at: &Pointer,
    ) -> Option<Fields> {
        self.fields_of(&[(schema, at)], taken, name)
    }

    /// The fields of the object that all of these schemas describe.
    fn fields_of(
        &mut self,
        schemas: &[(&Schema, &Pointer)],
        taken: Option<Taken>,
        name: &str,
    ) -> Option<Fields> {
        let shared = self.shared(schemas, taken.as_ref());
        let mut gathered = Gathered { taken, shared, ..Gathered::default() };
        for (schema, at) in schemas {
            if !self.gather(schema, name, at, &mut gathered) {
                return None;
            }
        }
        let home = schemas.last().map(|(_, at)| (*at).clone()).unwrap_or_else(Pointer::root);
        let mut scope = Scope::default();
        let mut fields = Vec::new();
        for found in std::mem::take(&mut gathered.properties) {
            let property = match found {
                Found::Once(property) => *property,
                Found::Shared { wire, places } => {
                    self.put_together_property(&wire, places, &home)?
                }
            };
            let wanted = property.renamed.unwrap_or_else(|| name::value_name(&property.wire));
            let rust = self.claim(&mut scope, &wanted, &property.wire, &property.origin);
            let is_required = gathered.required.iter().any(|(name, _)| *name == property.wire);
            let presence = match (is_required, property.is_nullable && property.ty != Type::Json) {
                (true, false) => Presence::Required,
                (true, true) => Presence::Nullable,
                (false, false) => Presence::Optional,
                (false, true) => Presence::Maybe,
            };
            fields.push(Field {
                name: Name { rust, wire: property.wire },
                ty: property.ty,
                presence,
                access: match property.access {
                    // The way to say that an object is told by its `id`, say, where it is sent.
                    Access::ReadOnly if is_required && !property.is_asked => Access::MaybeSent,
                    access => access,
                },
                is_undescribed: false,
                only: property.only,
                default: property.default,
                limits: property.limits,
                docs: if property.docs.is_empty() { property.summary } else { property.docs },
                deprecated: property.deprecated,
                origin: property.origin,
            });
        }
        for (wire, at) in gathered.required {
            // Where other properties are kept, it is one of them.
            if gathered.rest.is_some() || fields.iter().any(|field| field.name.wire == wire) {
                continue;
            }
            let rust = self.claim(&mut scope, &name::value_name(&wire), &wire, &at);
            self.undescribed.push(at.clone());
            fields.push(Field::undescribed(Name { rust, wire }, at));
        }
        let rest = gathered.rest.map(|ty| (scope.claim("additional_properties"), ty));
        Some((fields, rest))
    }

    fn gather(
        &mut self,
        schema: &Schema,
        name: &str,
        at: &Pointer,
        gathered: &mut Gathered,
    ) -> bool {
        let is_chosen = gathered.taken.as_ref().is_some_and(|taken| taken.at == *at);
        if is_chosen && gathered.path.contains(at) {
            // A parent that lists its children, met again in one of them: it is read already.
            return true;
        }
        if gathered.path.contains(at) {
            let last = gathered.path.last().filter(|last| *last != at);
            let back = last.map(|last| self.document.span(last));
            let message = "this schema is a part of itself, by `allOf`";
            let mut error = self.error(Code::CircularAllOf, at, message);
            if let Some(back) = back {
                error = error.also(back, "this part of it leads back");
            }
            error.help("break the circle: an object cannot hold all of itself");
            return true;
        }
        let limit = self.document.limits.parts;
        if gathered.path.len() > limit {
            let message = format!("parts by `allOf` hold each other more than {limit} levels deep");
            let raise = limit::raise("parts", limit);
            self.error(Code::LimitExceeded, at, message)
                .help(format!("put the parts of several levels together, or {raise}"));
            return true;
        }
        let view = View::of(schema);
        let choices = alternatives(self.document, &view, &gathered.path);
        let is_object = view.properties.is_some()
            || !view.all_of.is_empty()
            || !view.required.is_empty()
            || !choices.is_empty();
        if !is_object && !matches!(view.ty, None | Some("object")) {
            return false;
        }
        // A part that several others share says the same each time; without this, parts that each
        // have the one before them twice would be looked at 2^n times.
        if let Some(fits) = gathered.seen.get(at) {
            return *fits;
        }
        gathered.path.push(at.clone());
        let mut fits = true;
        for (index, part) in view.all_of.iter().enumerate() {
            let at = at.child("allOf").index(index);
            let part = self.with_schema(part.into(), &at, |lower, part, at| {
                // What stands inside a shared part is named by that part.
                let name = lower.declared_name(at).unwrap_or_else(|| name.to_owned());
                lower.gather(part, &name, at, gathered)
            });
            fits &= part.unwrap_or(true);
        }
        for (keyword, arms) in choices {
            let taken =
                gathered.taken.clone().filter(|taken| taken.at == *at && taken.keyword == keyword);
            let Some((index, arm)) =
                taken.and_then(|taken| arms.into_iter().find(|(index, _)| *index == taken.index))
            else {
                fits = false;
                continue;
            };
            let at = at.child(keyword).index(index);
            let arm = self.with_schema(arm.into(), &at, |lower, arm, at| {
                lower.gather(arm, name, at, gathered)
            });
            fits &= arm.unwrap_or(true);
        }
        gathered.path.pop();
        for (wire, property) in view.properties.into_iter().flatten() {
            let at = at.child("properties").child(wire);
            let is_asked = view.required.contains(wire);
            if !gathered.shared.contains(wire) {
                let mut property = self.property(wire, property.into(), name, &at);
                property.is_asked = is_asked;
                gathered.properties.push(Found::Once(Box::new(property)));
                continue;
            }
            let place = Place { at, name: name.to_owned(), is_asked };
            let known = gathered.properties.iter_mut().find_map(|found| match found {
                Found::Shared { wire: known, places } if known == wire => Some(places),
                _ => None,
            });
            match known {
                Some(places) => places.push(place),
                None => {
                    let (wire, places) = (wire.clone(), vec![place]);
                    gathered.properties.push(Found::Shared { wire, places });
                }
            }
        }
        let at_required = at.child("required");
        for (index, name) in view.required.iter().enumerate() {
            gathered.required.push((name.clone(), at_required.index(index)));
        }
        self.rest(&view, name, at, gathered);
        gathered.seen.insert(at.clone(), fits);
        fits
    }

    fn property(
        &mut self,
        wire: &str,
        schema: SchemaRef<'_>,
        name: &str,
        at: &Pointer,
    ) -> Property {
        let ty = self.ty(schema, &format!("{name}{}", name::variant_name(wire)), at);
        self.property_of(wire, schema, ty, at)
    }

    /// What a schema says of a property of this type.
    fn property_of(
        &mut self,
        wire: &str,
        schema: SchemaRef<'_>,
        ty: Type,
        at: &Pointer,
    ) -> Property {
        let is_nullable = self.is_nullable(schema, at);
        let only = self.only_truth(schema, at).filter(|_| ty == Type::Bool).map(Constant::Bool);
        let mut property = Property {
            wire: wire.to_owned(),
            renamed: None,
            ty,
            is_nullable,
            access: Access::Both,
            is_asked: false,
            only,
            default: self.default_value(schema, at),
            limits: self.limits(schema, at),
            docs: String::new(),
            summary: String::new(),
            deprecated: false,
            origin: at.clone(),
        };
        if let SchemaRef::Item(schema) = schema {
            let data = &schema.schema_data;
            property.docs = data.description.clone().unwrap_or_default();
            property.summary = data.title.clone().unwrap_or_default();
            property.deprecated = data.deprecated;
            property.renamed = self.value_renamed(&data.extensions, at);
            property.access = match (data.read_only, data.write_only) {
                (true, false) => Access::ReadOnly,
                (false, true) => Access::WriteOnly,
                _ => Access::Both,
            };
        }
        if property.docs.is_empty() {
            property.summary = self.summary(schema, at).unwrap_or(property.summary);
        }
        property
    }

    /// Other properties are kept where the document speaks of them, and ignored elsewhere:
    /// every object may hold more than is known of it.
    fn rest(&mut self, view: &View<'_>, name: &str, at: &Pointer, gathered: &mut Gathered) {
        match view.additional {
            Some(AdditionalProperties::Any(true)) => gathered.rest = Some(Type::Json),
            Some(AdditionalProperties::Schema(values)) => {
                let at = at.child("additionalProperties");
                gathered.rest =
                    Some(self.item(values.as_ref().into(), &format!("{name}Value"), &at));
            }
            None | Some(AdditionalProperties::Any(false)) => {}
        }
    }
}
