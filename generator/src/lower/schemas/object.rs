//! Objects: their properties, gathered through `allOf`.

mod property;
mod again;
mod shared;

use std::collections::BTreeSet;

use openapiv3::{AdditionalProperties, Schema};

pub(super) use self::property::Fields;
use self::property::{Found, Gathered, Place, Property};
use super::choice::{Taken, alternatives};
use super::look::reference::SchemaRef;
use super::look::said::Said;
use super::look::sample::Facts;
use super::look::view::View;
use super::types::Types;
use crate::diagnostic::Code;
use crate::limit;
use crate::lower::report::Member;
use crate::model::{Access, Constant, Field, Making, Presence, Type};
use crate::name::lock::{Key, Kind};
use crate::name::{self, Name, Scope};
use crate::node::Node;
use crate::source::Pointer;

/// The extension by which a property need not be there, whatever another schema says of it. What its own
/// object says has become a keyword.
const REQUIRED: &str = "x-required";

/// What keeps the properties that an object's schema does not name.
const REST: &str = "additional_properties";

impl Types<'_> {
    /// The fields of an object, and the type of its other properties where they are kept.
    /// `None` where a part of it is no object.
    pub(super) fn fields(&mut self, schema: &Schema, name: &str, at: &Pointer) -> Option<Fields> {
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
        let mut properties = Vec::new();
        for found in std::mem::take(&mut gathered.properties) {
            properties.push(match found {
                Found::Once(property) => *property,
                Found::Shared { wire, places } => {
                    self.put_together_property(&wire, places, &home)?
                }
            });
        }
        let wires: Vec<&str> = properties.iter().map(|property| property.wire.as_str()).collect();
        let owner = self.owner_of(name, &home);
        let plain: Vec<String> = wires.iter().map(|wire| name::value_name(wire)).collect();
        let members = wires.iter().zip(&plain).zip(name::apart_values(&wires));
        let members =
            members.map(|((wire, plain), fresh)| Member { wire, plain: plain.clone(), fresh });
        let names = self.report.held.told(Kind::Field, &owner, members.collect());
        let mut scope = Scope::default();
        let key = Key::new(Kind::Rest, owner.as_str(), REST);
        let held = &self.report.held;
        let is_wanted =
            |name: &String| gathered.rest.is_some() && held.get(&key) == Some(name.as_str());
        let is_chosen =
            properties.iter().filter_map(|property| property.renamed.as_ref()).any(is_wanted);
        let is_kept = !is_chosen && names.iter().any(is_wanted);
        let had = is_kept.then(|| held.reserve(&key, &mut scope)).flatten();
        let mut fields = Vec::new();
        let listed: BTreeSet<String> =
            gathered.required.iter().map(|(name, _)| name.clone()).collect();
        for ((property, plain), told) in properties.into_iter().zip(&plain).zip(names) {
            let is_renamed = property.renamed.is_some();
            let wanted = property.renamed.unwrap_or(told);
            let rust = self.report.claim(&mut scope, &wanted, &property.wire, &property.origin);
            if !is_renamed {
                let kept = (property.wire.as_str(), plain.as_str(), &*rust);
                self.report.held.keep(Kind::Field, &owner, [kept]);
            }
            let is_required = listed.contains(&property.wire) && !property.is_spared;
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
                example: property.example,
                shown: property.shown,
                limits: property.limits,
                making: Making::default(),
                docs: if property.docs.is_empty() { property.summary } else { property.docs },
                deprecated: property.deprecated,
                origin: property.origin,
            });
        }
        let mut known: BTreeSet<String> =
            fields.iter().map(|field| field.name.wire.clone()).collect();
        for (wire, at) in gathered.required {
            // Where other properties are kept, it is one of them.
            if gathered.rest.is_some() || !known.insert(wire.clone()) {
                continue;
            }
            let rust = self.report.claim(&mut scope, &name::value_name(&wire), &wire, &at);
            self.add_undescribed(&at);
            fields.push(Field::undescribed(Name { rust, wire }, at));
        }
        let rest = gathered.rest.map(|ty| {
            let held = &self.report.held;
            let name = had.unwrap_or_else(|| {
                let told = held.told_one(&key, &mut scope, REST);
                scope.claim(&told)
            });
            held.keep_one(key, &name, false);
            (name, ty)
        });
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
            let mut error = self.report.error(Code::CircularAllOf, at, message);
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
            self.report
                .error(Code::LimitExceeded, at, message)
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
        let properties = view.properties.into_iter().flatten();
        let wires: Vec<&str> = properties.clone().map(|(wire, _)| wire.as_str()).collect();
        let required: BTreeSet<&String> = view.required.iter().collect();
        for ((wire, property), told) in properties.zip(name::apart_values(&wires)) {
            let at = at.child("properties").child(wire);
            let is_asked = required.contains(wire);
            if !gathered.shared.contains(wire) {
                // The word that tells its field from another one tells its type, too.
                let word = if told == name::value_name(wire) { wire } else { &told };
                let own = format!("{name}{}", name::variant_name(word));
                let mut property = self.property(wire, property.into(), &own, &at);
                property.is_asked = is_asked;
                if property.shown.is_none() {
                    property.shown = shown_of(schema, wire);
                }
                if property.example.is_none() {
                    property.example.clone_from(&property.shown);
                }
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
        type_name: &str,
        at: &Pointer,
    ) -> Property {
        let ty = self.ty(schema, type_name, at);
        self.property_of(wire, schema, ty, at)
    }

    /// Whether a property need not be there, by what the document says beside it: beside a reference,
    /// only the tree has it.
    fn is_spared(&self, at: &Pointer) -> bool {
        let mark = self.document.root().at(&at.child(REQUIRED));
        mark.and_then(Node::as_bool) == Some(false)
    }

    /// What a schema says of a property of this type.
    fn property_of(
        &mut self,
        wire: &str,
        schema: SchemaRef<'_>,
        ty: Type,
        at: &Pointer,
    ) -> Property {
        let mut facts = Facts::default();
        let look = &mut |schema: &Schema, view: &View<'_>| facts.add(schema, view);
        let said = Said::with(self.document, schema, at, look);
        let only = said.only_truth.filter(|_| ty == Type::Bool).map(Constant::Bool);
        let mut property = Property {
            wire: wire.to_owned(),
            renamed: self.report.value_renamed(at),
            ty,
            is_nullable: said.is_nullable,
            access: Access::Both,
            is_asked: false,
            is_spared: self.is_spared(at),
            only,
            default: said.default,
            shown: facts.seen(),
            example: facts.short(),
            limits: said.limits,
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
            property.access = match (data.read_only, data.write_only) {
                (true, false) => Access::ReadOnly,
                (false, true) => Access::WriteOnly,
                _ => Access::Both,
            };
        }
        if property.docs.is_empty() {
            property.summary = said.summary.unwrap_or(property.summary);
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

    /// Reports once that properties are required of which nothing else is said.
    pub(super) fn note_undescribed(&mut self) {
        let mut places = self.take_undescribed();
        places.sort_by_key(|at| self.document.value_span(at).start);
        places.dedup();
        let Some(first) = places.first() else { return };
        let count = places.len();
        let message = match count {
            1 => "this name of a required property is in no `properties`".to_owned(),
            _ => format!("{count} names of required properties are in no `properties`, this first"),
        };
        self.report
            .value_note(Code::UnsupportedSchema, first, message)
            .then("any value is taken for it; what is received need not have it")
            .help("describe the property, or remove the name");
    }
}

/// What the example of an object shows of a property.
fn shown_of(schema: &Schema, wire: &str) -> Option<String> {
    let mut facts = Facts::of(None);
    facts.show(schema.schema_data.example.as_ref()?.get(wire)?);
    facts.seen()
}
