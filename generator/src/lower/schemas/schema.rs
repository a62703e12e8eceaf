//! Schemas to types.

use std::collections::BTreeSet;

use openapiv3::{ReferenceOr, Schema};

use crate::diagnostic::Code;
use crate::document;
use crate::lower::Lower;
use crate::lower::place::place_name;
use crate::lower::schemas::said::only_part;
use crate::lower::schemas::union::{Choice, has_parts};
use crate::lower::schemas::view::View;
use crate::model::{Derives, Shape, Type, TypeDecl, TypeId};
use crate::name::{self, Name};
use crate::source::Pointer;

/// The types of JSON (OpenAPI 3.0.3, Schema Object).
const KINDS: [&str; 6] = ["string", "number", "integer", "boolean", "array", "object"];

/// A schema, or a `$ref` to one, in either of the ways that `openapiv3` holds them.
#[derive(Clone, Copy)]
pub(in crate::lower) enum SchemaRef<'s> {
    Reference(&'s str),
    Item(&'s Schema),
}

impl<'s> From<&'s ReferenceOr<Schema>> for SchemaRef<'s> {
    fn from(schema: &'s ReferenceOr<Schema>) -> Self {
        match schema {
            ReferenceOr::Reference { reference } => Self::Reference(reference),
            ReferenceOr::Item(schema) => Self::Item(schema),
        }
    }
}

impl<'s> From<&'s ReferenceOr<Box<Schema>>> for SchemaRef<'s> {
    fn from(schema: &'s ReferenceOr<Box<Schema>>) -> Self {
        match schema {
            ReferenceOr::Reference { reference } => Self::Reference(reference),
            ReferenceOr::Item(schema) => Self::Item(schema),
        }
    }
}

/// What a schema becomes: something that needs a declaration, or something that does not.
pub(in crate::lower) enum Lowered {
    Declared(Shape),
    Plain(Type),
}

impl Lower<'_> {
    /// Names the component schemas, in their order, before any inline schema takes a name.
    pub(in crate::lower) fn name_components(&mut self) {
        let document = self.document;
        let Some(components) = &document.openapi.components else {
            return;
        };
        let at = Pointer::root().child("components").child("schemas");
        for (name, schema) in &components.schemas {
            let at = at.child(name);
            let renamed = match schema {
                ReferenceOr::Item(schema) => self.type_renamed(&schema.schema_data.extensions, &at),
                ReferenceOr::Reference { .. } => None,
            };
            self.begin(name, &renamed.unwrap_or_else(|| name::type_name(name)), &at);
        }
    }

    /// Names a schema in another file before anything refers to it.
    pub(in crate::lower) fn name_place(&mut self, at: &Pointer) {
        if !self.known.contains_key(at) {
            let name = place_name(at);
            self.begin(&name, &name::type_name(&name), at);
            self.named_places.push(at.clone());
        }
    }

    /// Declares the component schemas, and those in other files that were named before.
    pub(in crate::lower) fn declare_components(&mut self) {
        let document = self.document;
        let components = document.openapi.components.iter().flat_map(|all| &all.schemas);
        let at = Pointer::root().child("components").child("schemas");
        for (name, schema) in components {
            let at = at.child(name);
            if let Some(id) = self.known.get(&at).copied() {
                self.declare(id, schema.into(), &at);
            }
        }
        for at in std::mem::take(&mut self.named_places) {
            let reference = at.to_string();
            if let Some(id) = self.known.get(&at).copied() {
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
            SchemaRef::Item(_) if self.known.contains_key(at) => self.known_type(at),
            SchemaRef::Item(schema) => self.inline(schema, name, at),
        }
    }

    fn inline(&mut self, schema: &Schema, name: &str, at: &Pointer) -> Type {
        if let Some(name) = self.open.get(at).cloned() {
            // Met again inside of itself, by `allOf` and a property: it needs a declaration.
            return Type::Named(self.begin(&name, &name::type_name(&name), at));
        }
        self.open.insert(at.clone(), name.to_owned());
        let lowered = self.lowered(schema, name, at);
        self.open.remove(at);
        let begun = self.known.get(at).copied();
        let (id, shape) = match (lowered, begun) {
            (Lowered::Plain(ty), None) => return ty,
            (Lowered::Plain(ty), Some(id)) => (id, Shape::Alias(ty)),
            (Lowered::Declared(shape), Some(id)) => (id, shape),
            (Lowered::Declared(shape), None) => {
                (self.begin(name, &name::type_name(name), at), shape)
            }
        };
        self.finish(id, shape, Some(schema), at);
        Type::Named(id)
    }

    /// The schema that a reference leads to, read by `read`. `None` where it leads nowhere.
    pub(in crate::lower) fn with_schema<R>(
        &mut self,
        schema: SchemaRef<'_>,
        at: &Pointer,
        read: impl FnOnce(&mut Self, &Schema, &Pointer) -> R,
    ) -> Option<R> {
        match schema {
            SchemaRef::Item(schema) => Some(read(self, schema, at)),
            SchemaRef::Reference(reference) => {
                let document = self.document;
                let item = ReferenceOr::ref_(reference);
                match document.follow::<Schema>(&item, at) {
                    Ok((schema, at)) => Some(read(self, &schema, &at)),
                    Err(reason) => {
                        self.unresolved(reference, at, &reason);
                        None
                    }
                }
            }
        }
    }

    pub(in crate::lower) fn referenced(&mut self, reference: &str, at: &Pointer) -> Type {
        let target = match document::target(reference) {
            Ok(target) => target,
            Err(reason) => {
                self.unresolved(reference, at, &reason);
                return Type::Json;
            }
        };
        if self.known.contains_key(&target) {
            return self.known_type(&target);
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

    /// The type of a schema that was met before, such as that of a shared parameter.
    fn known_type(&self, at: &Pointer) -> Type {
        self.known.get(at).map_or(Type::Json, |id| Type::Named(*id))
    }

    /// The name of the type that is declared for the schema at `at`.
    pub(in crate::lower) fn declared_name(&self, at: &Pointer) -> Option<String> {
        let id = self.known.get(at)?;
        self.decls.get(id.0).map(|decl| decl.name.rust.clone())
    }

    pub(in crate::lower) fn begin(&mut self, wire: &str, wanted: &str, at: &Pointer) -> TypeId {
        let id = TypeId(self.decls.len());
        let (name, module) = self.claim_type(wire, wanted, at);
        // Stands until the declaration is finished; a cycle meets its id only.
        let shape = Shape::Alias(Type::Json);
        let (docs, origin) = (String::new(), at.clone());
        self.decls.push(TypeDecl {
            name,
            module,
            shape,
            sent: false,
            received: false,
            twin: None,
            derives: Derives::default(),
            features: Vec::new(),
            docs,
            deprecated: false,
            origin,
        });
        self.known.insert(at.clone(), id);
        id
    }

    /// A name for a type, and for its module.
    pub(in crate::lower) fn claim_type(
        &mut self,
        wire: &str,
        wanted: &str,
        at: &Pointer,
    ) -> (Name, String) {
        let mut names = std::mem::take(&mut self.type_names);
        let rust = self.claim(&mut names, wanted, wire, at);
        self.type_names = names;
        let mut module = name::module_name(&rust);
        if module == rust {
            // `_404`, or a script without capitals: both would be one name in `mod.rs`.
            module.push('_');
        }
        (Name { rust, wire: wire.to_owned() }, self.type_modules.claim(&module))
    }

    fn declare(&mut self, id: TypeId, schema: SchemaRef<'_>, at: &Pointer) {
        match schema {
            SchemaRef::Reference(reference) => {
                let ty = self.referenced(reference, at);
                self.finish(id, Shape::Alias(ty), None, at);
            }
            SchemaRef::Item(schema) => {
                let name = self.decls.get(id.0).map(|decl| decl.name.rust.clone());
                let shape = match self.lowered(schema, &name.unwrap_or_default(), at) {
                    Lowered::Declared(shape) => shape,
                    Lowered::Plain(ty) => Shape::Alias(ty),
                };
                self.finish(id, shape, Some(schema), at);
            }
        }
    }

    pub(in crate::lower) fn finish(
        &mut self,
        id: TypeId,
        shape: Shape,
        schema: Option<&Schema>,
        at: &Pointer,
    ) {
        let Some(decl) = self.decls.get_mut(id.0) else {
            return;
        };
        decl.shape = shape;
        decl.origin = at.clone();
        if let Some(schema) = schema {
            let data = &schema.schema_data;
            decl.docs = data.description.clone().or_else(|| data.title.clone()).unwrap_or_default();
            decl.deprecated = data.deprecated;
        }
    }

    fn lowered(&mut self, schema: &Schema, name: &str, at: &Pointer) -> Lowered {
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
            && !self.extending.contains(at)
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
        if view.not && view.ty.is_none() && !has_parts(&view) {
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
            self.note(Code::UnsupportedSchema, &at.child("properties"), message)
                .then("they are ignored")
                .help("write `type: object`, if its values are objects");
        }
        if let Some(scalar) = self.scalar(&view, at) {
            return scalar;
        }
        match view.ty {
            Some("array") => Lowered::Plain(self.list(&view, name, at)),
            None if view.items.is_some() => Lowered::Plain(self.list(&view, name, at)),
            Some("object") => self.map(schema, &view, name, at),
            None if view.additional.is_some() => self.map(schema, &view, name, at),
            None => Lowered::Plain(Type::Json),
            Some(other) => {
                self.warning(
                    Code::UnknownType,
                    &at.child("type"),
                    format!(
                        "`{other}` is no type of JSON{}",
                        document::near(other, KINDS.into_iter())
                    ),
                )
                .then("its values are kept as JSON")
                .help(format!("use one of {}", KINDS.join(", ")));
                Lowered::Plain(Type::Json)
            }
        }
    }

    /// The only part of a schema: inline, it is what the schema is.
    pub(in crate::lower) fn only(
        &mut self,
        part: &ReferenceOr<Schema>,
        name: &str,
        at: &Pointer,
    ) -> Lowered {
        match part {
            ReferenceOr::Reference { reference } => Lowered::Plain(self.referenced(reference, at)),
            ReferenceOr::Item(schema) => self.lowered(schema, name, at),
        }
    }

    fn negation(&mut self, at: &Pointer) -> Lowered {
        self.warning(
            Code::UnsupportedSchema,
            &at.child("not"),
            "what a value is not makes no type",
        )
        .then("its values are kept as JSON (`serde_json::Value`)")
        .help("say what it is, beside `not`");
        Lowered::Plain(Type::Json)
    }

    fn several_choices(&mut self, second: &Choice) -> Lowered {
        let message = "a second choice between alternatives makes no type with the first";
        self.warning(Code::UnsupportedSchema, &second.at.child(second.keyword), message)
            .then("its values are kept as JSON (`serde_json::Value`)")
            .help("give each choice a property of its own");
        Lowered::Plain(Type::Json)
    }

    pub(in crate::lower) fn object(
        &mut self,
        schema: &Schema,
        view: &View<'_>,
        name: &str,
        at: &Pointer,
    ) -> Lowered {
        match self.fields(schema, name, at) {
            Some((fields, rest)) => Lowered::Declared(Shape::Struct { fields, rest }),
            None => {
                let keyword = if view.all_of.is_empty() { "properties" } else { "allOf" };
                self.warning(
                    Code::UnsupportedSchema,
                    &at.child(keyword),
                    "its parts are of several kinds, and no value is all of them",
                )
                .then("its values are kept as JSON (`serde_json::Value`)")
                .help("make all parts objects, or none");
                Lowered::Plain(Type::Json)
            }
        }
    }
}
