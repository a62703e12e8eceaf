//! Schemas to types.

use std::collections::BTreeSet;

use openapiv3::{ReferenceOr, Schema};

use super::choice::Choice;
use super::declared::Wanted;
use super::look::layers::only_part;
use super::look::reference::SchemaRef;
use super::look::view::{DESCRIPTIONS, NAMES, OPEN_ENUM, View};
use super::prefix;
use super::scalars::kind;
use super::types::{LoweredSchema, Types};
use crate::diagnostic::Code;
use crate::document;
use crate::lower::place::place_name;
use crate::lower::rename::TYPE_NAME;
use crate::lower::report::Member;
use crate::model::{Shape, Type, TypeId};
use crate::name;
use crate::name::lock::Kind;
use crate::source::Pointer;

impl Types<'_> {
    /// Names the component schemas, in their order, before any inline schema takes a name.
    pub(super) fn name_components(&mut self, cut: &[String]) {
        let document = self.document;
        let Some(components) = &document.openapi.components else {
            return;
        };
        let at = Pointer::root().child("components").child("schemas");
        let names: Vec<&str> = components.schemas.keys().map(String::as_str).collect();
        self.note_prefixes(&names, cut, &at);
        let cut = prefix::without(&names, cut);
        let members = names.iter().zip(name::apart_types(&names)).map(|(wire, fresh)| {
            let cut = cut.get(*wire).cloned();
            let plain = cut.clone().unwrap_or_else(|| name::type_name(wire));
            Member { wire, plain, fresh: cut.unwrap_or(fresh) }
        });
        // One without its prefix is kept: it would have it again beside a schema of that name.
        let plain = names.iter().map(|wire| name::type_name(wire));
        let told = self.report.held.told(Kind::Schema, "", members.collect());
        for ((wire, told), plain) in names.iter().zip(told).zip(plain) {
            let at = at.child(wire);
            let renamed = self.report.type_renamed(&at);
            let plain = renamed.is_none().then_some(plain);
            self.begin_component(wire, &Wanted { name: renamed.unwrap_or(told), plain }, &at);
        }
    }

    /// Tells of a prefix that all schemas share, and of one that none has.
    fn note_prefixes(&self, names: &[&str], cut: &[String], at: &Pointer) {
        for prefix in
            cut.iter().filter(|prefix| prefix::without(names, &[(*prefix).clone()]).is_empty())
        {
            let message = format!("no schema has another name without the prefix `{prefix}`");
            self.report
                .note(Code::SharedPrefix, at, message)
                .then("no name of it is cut")
                .help("compare it with the names of the schemas");
        }
        if let Some(prefix) = prefix::shared(names).filter(|_| cut.is_empty()) {
            let message = format!("the types of all {} schemas begin with `{prefix}`", names.len());
            self.report
                .note(Code::SharedPrefix, at, message)
                .then("each of their names says it")
                .help(format!("`--cut-type-prefix {prefix}` leaves it out"));
        }
    }

    /// Declares the component schemas, and those in other files that were named before.
    pub(super) fn declare_components(&mut self) {
        let document = self.document;
        let components = document.openapi.components.iter().flat_map(|all| &all.schemas);
        let at = Pointer::root().child("components").child("schemas");
        for (name, schema) in components {
            let at = at.child(name);
            if let Some(id) = self.declared(&at) {
                self.declare(id, schema.into(), &at);
            }
        }
        for at in self.bases.take_in_files() {
            let reference = at.to_string();
            if let Some(id) = self.declared(&at) {
                self.with_schema(SchemaRef::Reference(&reference), &at, |lower, schema, at| {
                    lower.declare(id, SchemaRef::Item(schema), at);
                });
            }
        }
    }

    /// The type of a schema; one that needs a declaration is called `name`.
    pub(in crate::lower) fn ty(&mut self, schema: SchemaRef<'_>, name: &str, at: &Pointer) -> Type {
        match schema {
            SchemaRef::Reference(reference) => self.referenced(reference, at),
            SchemaRef::Item(schema) => match self.declared(at) {
                // Met before, such as that of a shared parameter.
                Some(id) => Type::Named(id),
                None => self.inline(schema, name, at),
            },
        }
    }

    fn inline(&mut self, schema: &Schema, name: &str, at: &Pointer) -> Type {
        if let Some(name) = self.opened(at) {
            // Met again inside of itself, by `allOf` and a property: it needs a declaration.
            return Type::Named(self.begin_inline(&name, at));
        }
        let own = self.report.type_named(at);
        if let Some(known) = own.as_ref().and_then(|own| self.enum_of_name(own, schema, at)) {
            return Type::Named(known);
        }
        let name = own.as_deref().unwrap_or(name);
        self.open(at, name);
        let lowered = self.lowered(schema, name, at);
        self.close(at);
        let begun = self.declared(at);
        let (id, shape) = match (lowered, begun) {
            (LoweredSchema::Plain(ty), None) => {
                if own.is_some() {
                    // There is no type to call so.
                    self.report.note_idle(&at.child(TYPE_NAME));
                }
                return ty;
            }
            (LoweredSchema::Plain(ty), Some(id)) => (id, Shape::Alias(ty)),
            (LoweredSchema::Declared(shape), Some(id)) => (id, shape),
            (LoweredSchema::Declared(shape), None) => (self.begin_inline(name, at), shape),
        };
        self.finish(id, shape, Some(schema), at);
        Type::Named(id)
    }

    /// The enum that has this name already, if it has the values of this one.
    fn enum_of_name(&mut self, name: &str, schema: &Schema, at: &Pointer) -> Option<TypeId> {
        let values = View::of(schema).enumeration;
        let (id, origin) = self.called(name).filter(|_| !values.is_empty())?;
        let known = self.document.schema_at(&origin)?;
        let known = known.as_item()?;
        let (known_view, said) = (View::of(known), View::of(schema).is_open);
        // What says nothing of other values is as the type of its name is.
        let is_it =
            known_view.enumeration == values && (said.is_none() || known_view.is_open == said);
        if is_it && known.schema_data.description != schema.schema_data.description {
            // What is said of one place is wrong of the others.
            self.forget_docs(id, &origin);
        }
        if is_it {
            // What is said of its values is said of the same ones.
            for key in [NAMES, DESCRIPTIONS, OPEN_ENUM] {
                self.report.key(at, key);
            }
        }
        is_it.then_some(id)
    }

    pub(super) fn referenced(&mut self, reference: &str, at: &Pointer) -> Type {
        let target = match document::target(reference) {
            Ok(target) => target,
            Err(reason) => {
                self.report.unresolved(reference, at, &reason);
                return Type::Json;
            }
        };
        if let Some(id) = self.declared(&target) {
            return Type::Named(id);
        }
        // A place that is no component: its type is named by its place, once.
        let name = place_name(&target);
        let mut ty = Type::Json;
        self.with_schema(SchemaRef::Reference(reference), at, |lower, schema, found| {
            let id = lower.begin(&name, &name::type_name(&name), &target);
            lower.declare(id, SchemaRef::Item(schema), found);
            ty = Type::Named(id);
        });
        ty
    }

    fn declare(&mut self, id: TypeId, schema: SchemaRef<'_>, at: &Pointer) {
        match schema {
            SchemaRef::Reference(reference) => {
                let ty = self.referenced(reference, at);
                self.finish(id, Shape::Alias(ty), None, at);
            }
            SchemaRef::Item(schema) => {
                let name = self.name(id).map(str::to_owned);
                let shape = match self.lowered(schema, &name.unwrap_or_default(), at) {
                    LoweredSchema::Declared(shape) => shape,
                    LoweredSchema::Plain(ty) => Shape::Alias(ty),
                };
                self.finish(id, shape, Some(schema), at);
            }
        }
    }

    fn lowered(&mut self, schema: &Schema, name: &str, at: &Pointer) -> LoweredSchema {
        let lowered = self.lowered_by_parts(schema, name, at);
        self.check_open(schema, &lowered, at);
        lowered
    }

    fn lowered_by_parts(&mut self, schema: &Schema, name: &str, at: &Pointer) -> LoweredSchema {
        if let Some(own) = self.own_type(schema, at) {
            return LoweredSchema::Plain(own);
        }
        let view = View::of(schema);
        if !view.all_of.is_empty()
            && let Some(narrowed) = self.narrowed(schema, at)
        {
            return narrowed;
        }
        // Parts that say nothing make no object of a list.
        let is_silent = |part: &ReferenceOr<Schema>| {
            part.as_item().is_some_and(|part| View::of(part).says_nothing())
        };
        let parts = if view.all_of.iter().all(is_silent) { &[] } else { view.all_of };
        let view = View { all_of: parts, ..view };
        if let Some((index, only)) = only_part(&view)
            && view.one_of.is_empty()
            && view.any_of.is_empty()
            && !self.bases.is_extending(at)
        {
            // The way to give a `$ref` a description of its own.
            return self.only(only, name, &at.child("allOf").index(index));
        }
        if let Some(listed) = self.listed(&view, at) {
            return listed;
        }
        match self.choices(schema, at, &mut Vec::new(), &mut BTreeSet::new()).as_slice() {
            [] => {
                if let Some(base) = self.base(schema, &view, name, at) {
                    return base;
                }
            }
            [choice] => return self.union(schema, choice, name, at),
            [_, second, ..] => return self.several_choices(second),
        }
        if view.not && view.ty.is_none() && !view.has_parts() {
            return self.negation(at);
        }
        // An explicit type comes before properties, which say nothing of text.
        let is_scalar = matches!(view.ty, Some("string" | "integer" | "number" | "boolean"));
        if !view.all_of.is_empty() || (view.properties.is_some() && !is_scalar) {
            return self.object(schema, &view, name, at);
        }
        if view.properties.is_some() {
            let ty = view.ty.unwrap_or_default();
            let message = format!("`properties` say nothing of a value of the type `{ty}`");
            self.report
                .note(Code::UnsupportedSchema, &at.child("properties"), message)
                .then("they are ignored")
                .help("write `type: object`, if its values are objects");
        }
        if let Some(scalar) = self.scalar(&view, at) {
            return scalar;
        }
        match view.ty {
            Some("array") => LoweredSchema::Plain(self.list(&view, name, at)),
            None if view.items.is_some() => LoweredSchema::Plain(self.list(&view, name, at)),
            Some("object") => self.map(schema, &view, name, at),
            None if view.additional.is_some() => self.map(schema, &view, name, at),
            None => LoweredSchema::Plain(Type::Json),
            Some(other) => {
                let (message, help) = kind::meant(other);
                self.report
                    .warning(Code::UnknownType, &at.child("type"), message)
                    .then("its values are kept as JSON")
                    .help(help);
                LoweredSchema::Plain(Type::Json)
            }
        }
    }

    /// The only part of a schema: inline, it is what the schema is.
    pub(super) fn only(
        &mut self,
        part: &ReferenceOr<Schema>,
        name: &str,
        at: &Pointer,
    ) -> LoweredSchema {
        match part {
            ReferenceOr::Reference { reference } => {
                LoweredSchema::Plain(self.referenced(reference, at))
            }
            ReferenceOr::Item(schema) => self.lowered(schema, name, at),
        }
    }

    fn negation(&mut self, at: &Pointer) -> LoweredSchema {
        self.report
            .warning(Code::UnsupportedSchema, &at.child("not"), "what a value is not makes no type")
            .then("its values are kept as JSON (`serde_json::Value`)")
            .help("say what it is, beside `not`");
        LoweredSchema::Plain(Type::Json)
    }

    fn several_choices(&mut self, second: &Choice) -> LoweredSchema {
        let message = "a second choice between alternatives makes no type with the first";
        self.report
            .warning(Code::UnsupportedSchema, &second.at.child(second.keyword), message)
            .then("its values are kept as JSON (`serde_json::Value`)")
            .help("give each choice a property of its own");
        LoweredSchema::Plain(Type::Json)
    }

    pub(super) fn object(
        &mut self,
        schema: &Schema,
        view: &View<'_>,
        name: &str,
        at: &Pointer,
    ) -> LoweredSchema {
        match self.fields(schema, name, at) {
            Some((fields, rest)) => LoweredSchema::Declared(Shape::Struct { fields, rest }),
            None => {
                let keyword = if view.all_of.is_empty() { "properties" } else { "allOf" };
                self.report
                    .warning(
                        Code::UnsupportedSchema,
                        &at.child(keyword),
                        "its parts are of several kinds, and no value is all of them",
                    )
                    .then("its values are kept as JSON (`serde_json::Value`)")
                    .help("make all parts objects, or none");
                LoweredSchema::Plain(Type::Json)
            }
        }
    }
}
