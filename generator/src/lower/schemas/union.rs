//! `oneOf` and `anyOf`: one of several types.

mod arm;
mod tag;

use std::collections::BTreeSet;

use openapiv3::{ReferenceOr, Schema};

pub(in crate::lower) use self::tag::Tag;
use self::tag::{implied, reference, told};
use crate::diagnostic::Code;
use crate::document::{self, Document};
use crate::lower::Lower;
use crate::lower::schemas::schema::{Lowered, SchemaRef};
use crate::lower::schemas::view::View;
use crate::model::{Arm, Constant, Evidence, Shape, Type};
use crate::name::{self, Scope};
use crate::source::Pointer;

/// Alternatives, and the schema that they stand in.
pub(in crate::lower) struct Choice {
    /// The schema that holds the keyword.
    pub(in crate::lower) at: Pointer,
    /// `oneOf` or `anyOf`.
    pub(in crate::lower) keyword: &'static str,
    /// Each with its place in the list.
    arms: Vec<(usize, ReferenceOr<Schema>)>,
    tag: Option<Tag>,
    /// Whether the schema says more than the alternatives.
    has_more: bool,
}

/// The name of an alternative, the alternative, and the property and value of the discriminator
/// that stand for it.
pub(in crate::lower) type Named = (String, Taken, Option<(String, String)>);

impl Choice {
    /// Each alternative by its name, to be taken, with what the discriminator says in it.
    pub(in crate::lower) fn takes(&self) -> Vec<Named> {
        let (at, keyword) = (&self.at, self.keyword);
        let takes = self.arms.iter().zip(arm::names(&self.arms)).map(|((index, arm), name)| {
            let taken = Taken { at: at.clone(), keyword, index: *index };
            let mapped = told(self, arm).0.into_iter().next();
            let value = match mapped {
                Some(Constant::Text(text)) => Some(text),
                _ => reference(arm).and_then(implied),
            };
            let tag = self.tag.as_ref().map(|tag| tag.property.clone());
            (name, taken, tag.zip(value))
        });
        takes.collect()
    }
}

/// Which alternative is taken while the properties of an object are gathered.
#[derive(Clone)]
pub(in crate::lower) struct Taken {
    pub(in crate::lower) at: Pointer,
    pub(in crate::lower) keyword: &'static str,
    pub(in crate::lower) index: usize,
}

impl Lower<'_> {
    /// The alternatives of a schema, its own and those of its parts by `allOf`.
    pub(in crate::lower) fn choices(
        &mut self,
        schema: &Schema,
        at: &Pointer,
        path: &mut Vec<Pointer>,
        seen: &mut BTreeSet<Pointer>,
    ) -> Vec<Choice> {
        // A part that several others share has its alternatives once.
        if path.contains(at) || !seen.insert(at.clone()) {
            return Vec::new();
        }
        let view = View::of(schema);
        let mut choices = Vec::new();
        for (keyword, arms) in alternatives(self.document, &view, path) {
            let arms = arms.into_iter().map(|(index, arm)| (index, arm.clone())).collect();
            let tag = Tag::of(self.document, schema);
            let has_more =
                view.properties.is_some() || !view.all_of.is_empty() || view.additional.is_some();
            choices.push(Choice { at: at.clone(), keyword, arms, tag, has_more });
        }
        path.push(at.clone());
        for (index, part) in view.all_of.iter().enumerate() {
            let at = at.child("allOf").index(index);
            let found = self.with_schema(part.into(), &at, |lower, part, at| {
                lower.choices(part, at, path, seen)
            });
            for mut choice in found.unwrap_or_default() {
                choice.has_more = true;
                choices.push(choice);
            }
        }
        path.pop();
        choices
    }

    /// The type of a schema with alternatives.
    pub(in crate::lower) fn union(
        &mut self,
        schema: &Schema,
        choice: &Choice,
        name: &str,
        at: &Pointer,
    ) -> Lowered {
        let at_arms = choice.at.child(choice.keyword);
        if let ([(index, only)], false) = (choice.arms.as_slice(), choice.has_more)
            && !self.is_tagged_outside(choice, only, &at_arms.index(*index))
        {
            return self.only(only, name, &at_arms.index(*index));
        }
        if let Some(open) = self.open_enum(choice, name, &at_arms) {
            return open;
        }
        let mut scope = Scope::new(&["unknown"]);
        let mut arms: Vec<Arm> = Vec::new();
        for ((index, arm), wanted) in choice.arms.iter().zip(arm::names(&choice.arms)) {
            let at_arm = at_arms.index(*index);
            let arm_type = format!("{name}{wanted}");
            // A child has all that stands beside the alternatives already.
            let is_child = choice.at == *at && self.extends(arm, at, &at_arm);
            let ty = if choice.has_more && !is_child {
                let taken = Taken { at: choice.at.clone(), keyword: choice.keyword, index: *index };
                self.merged(schema, taken, &arm_type, at, &at_arm)
            } else {
                self.ty(arm.into(), &arm_type, &at_arm)
            };
            let (tags, is_default) = told(choice, arm);
            if let Some(same) = arms.iter_mut().find(|known| known.ty == boxed(ty.clone())) {
                same.tags.extend(tags);
                same.is_default |= is_default;
                continue;
            }
            let variant = if choice.has_more { wanted } else { self.variant(arm, &ty, wanted) };
            let variant = match arms.iter().any(|known| known.name == variant) {
                true => self.of_items(&ty).unwrap_or(variant),
                false => variant,
            };
            let variant = scope.claim(&variant);
            arms.push(Arm {
                name: variant,
                ty: boxed(ty),
                tags,
                implied: reference(arm).and_then(implied),
                is_default,
                is_several: false,
                evidence: Evidence::default(),
            });
        }
        if choice.at == *at {
            let names: Vec<&str> =
                choice.arms.iter().filter_map(|(_, arm)| reference(arm)).collect();
            self.check_mapping(schema, at, &|target| {
                names.iter().any(|name| *name == target || implied(name).as_deref() == Some(target))
            });
        }
        let tag = choice.tag.as_ref().map(|tag| tag.property.clone());
        let told_by = tag.iter().cloned().collect();
        let is_any = choice.keyword == "anyOf";
        let unknown = "Unknown".to_owned();
        Lowered::Declared(Shape::Union { tag, told_by, is_any, arms, unknown })
    }

    /// Whether the only alternative has a mapped value of a discriminator that is no property of
    /// its own: without the union, nothing would send it.
    fn is_tagged_outside(&self, choice: &Choice, arm: &ReferenceOr<Schema>, at: &Pointer) -> bool {
        let Some(tag) = &choice.tag else { return false };
        let is_mapped = reference(arm).is_some_and(|reference| !tag.mapped(reference).is_empty());
        is_mapped && !self.has_property(arm, at, &tag.property, self.document.limits.parts)
    }

    /// Whether a schema or a part of it has a property.
    fn has_property(
        &self,
        schema: &ReferenceOr<Schema>,
        at: &Pointer,
        name: &str,
        depth: usize,
    ) -> bool {
        let Ok((schema, at)) = self.document.follow::<Schema>(schema, at) else { return false };
        let view = View::of(&schema);
        let at = at.child("allOf");
        let mut parts = view.all_of.iter().enumerate().filter(|_| depth > 0);
        view.properties.is_some_and(|properties| properties.contains_key(name))
            || parts.any(|(index, part)| self.has_property(part, &at.index(index), name, depth - 1))
    }

    /// Whether an alternative has the schema at `parent` as a part.
    fn extends(&self, arm: &ReferenceOr<Schema>, parent: &Pointer, at: &Pointer) -> bool {
        let is_parent = |part: &ReferenceOr<Schema>| match part {
            ReferenceOr::Reference { reference } => {
                document::target(reference).is_ok_and(|target| target == *parent)
            }
            ReferenceOr::Item(_) => false,
        };
        let found = self.document.follow::<Schema>(arm, at);
        found.is_ok_and(|(schema, _)| View::of(&schema).all_of.iter().any(is_parent))
    }

    /// An alternative together with what the schema says beside the alternatives: one object.
    fn merged(
        &mut self,
        schema: &Schema,
        taken: Taken,
        name: &str,
        at: &Pointer,
        at_arm: &Pointer,
    ) -> Type {
        let key = at.child(taken.keyword).index(taken.index);
        let Some((fields, rest)) = self.fields_with(schema, Some(taken), name, at) else {
            self.warning(
                Code::UnsupportedSchema,
                at_arm,
                "this alternative and what stands beside it do not make one object",
            )
            .then("its values are kept as JSON (`serde_json::Value`)")
            .help("make both objects");
            return Type::Json;
        };
        // Elsewhere, the alternative by itself is another type.
        let id = self.begin(name, &name::type_name(name), &key);
        self.finish(id, Shape::Struct { fields, rest }, None, at_arm);
        Type::Named(id)
    }

    /// Any text beside an enum of texts is the enum: it takes unknown values anyway.
    fn open_enum(&mut self, choice: &Choice, name: &str, at: &Pointer) -> Option<Lowered> {
        let [one, other] = choice.arms.as_slice() else { return None };
        let mut look = |(index, arm): &(usize, ReferenceOr<Schema>)| {
            let read = |_: &mut Self, schema: &Schema, _: &Pointer| {
                let view = View::of(schema);
                let count = || view.texts().map_or(0, |texts| texts.len());
                (view.ty == Some("string") && view.format.is_none()).then(count)
            };
            self.with_schema(SchemaRef::from(arm), &at.index(*index), read).flatten()
        };
        // A single value would be taken for the only one, wherever the enum is used.
        let (index, arm) = match (look(one)?, look(other)?) {
            (2.., 0) => one,
            (0, 2..) => other,
            _ => return None,
        };
        Some(self.only(arm, name, &at.index(*index)))
    }

    /// What a list or a map is called beside another one.
    fn of_items(&self, ty: &Type) -> Option<String> {
        let (inner, word) = match ty {
            Type::List(inner) => (inner, "List"),
            Type::Map(inner) => (inner, "Map"),
            _ => return None,
        };
        let item = inner.named().and_then(|id| self.decls.get(id.0))?;
        Some(format!("{}{word}", item.name.rust))
    }

    /// What an alternative is called: by its schema, its title, or its kind.
    fn variant(&self, arm: &ReferenceOr<Schema>, ty: &Type, wanted: String) -> String {
        let has_title =
            matches!(arm, ReferenceOr::Item(schema) if schema.schema_data.title.is_some());
        if has_title || matches!(arm, ReferenceOr::Reference { .. }) {
            return wanted;
        }
        match ty {
            Type::Bool => "Bool",
            Type::Integer(_) => "Integer",
            Type::Float(_) => "Number",
            Type::Text | Type::Secret => "Text",
            Type::Timestamp => "Timestamp",
            Type::Date => "Date",
            Type::Time => "Time",
            Type::DateTime => "DateTime",
            Type::Duration => "Duration",
            Type::Decimal | Type::DecimalNumber => "Decimal",
            Type::Uuid => "Uuid",
            Type::Base64 => "Base64",
            Type::Bytes | Type::File => "Bytes",
            Type::Event => "Event",
            Type::Json => "Any",
            Type::List(_) => "List",
            Type::Map(_) => "Map",
            Type::Nullable(_) | Type::Boxed(_) | Type::Named(_) => return wanted,
        }
        .to_owned()
    }
}

/// One of several plain types.
pub(in crate::lower) fn of_plain(types: &[(&str, Type)]) -> Lowered {
    let arms = types.iter().map(|(name, ty)| Arm {
        name: (*name).to_owned(),
        ty: ty.clone(),
        tags: Vec::new(),
        implied: None,
        is_default: false,
        is_several: false,
        evidence: Evidence::default(),
    });
    let (arms, unknown) = (arms.collect(), "Unknown".to_owned());
    let told_by = Vec::new();
    Lowered::Declared(Shape::Union { tag: None, told_by, is_any: false, arms, unknown })
}

/// A keyword, and its alternatives with their places in the list.
pub(in crate::lower) type Alternatives<'s> = (&'static str, Vec<(usize, &'s ReferenceOr<Schema>)>);

/// The alternatives that are types: not null, which is no type of its own, not those that only
/// narrow the values of the schema that they stand in, and not the list of a parent in which its
/// children stand: `above` are the schemas that this one is a part of.
pub(in crate::lower) fn alternatives<'s>(
    document: &Document,
    view: &View<'s>,
    above: &[Pointer],
) -> Vec<Alternatives<'s>> {
    let is_scalar = matches!(view.ty, Some("string" | "integer" | "number" | "boolean"));
    let mut found = Vec::new();
    for (keyword, arms) in [("oneOf", view.one_of), ("anyOf", view.any_of)] {
        let is_type = |(_, arm): &(usize, &ReferenceOr<Schema>)| !is_null(document, arm);
        let arms: Vec<_> = arms.iter().enumerate().filter(is_type).collect();
        let narrows =
            arms.iter().all(|(_, arm)| is_constraint(arm) || (is_scalar && !says_type(arm)));
        let is_parent = arms.iter().any(|(_, arm)| is_one_of(arm, above));
        if !narrows && !is_parent {
            found.push((keyword, arms));
        }
    }
    found
}

fn is_one_of(arm: &ReferenceOr<Schema>, schemas: &[Pointer]) -> bool {
    match arm {
        ReferenceOr::Reference { reference } => {
            document::target(reference).is_ok_and(|at| schemas.contains(&at))
        }
        ReferenceOr::Item(_) => false,
    }
}

/// Whether one of the alternatives is null, or can be.
pub(in crate::lower) fn allows_null(document: &Document, view: &View<'_>) -> bool {
    let can_be_null = |arm: &ReferenceOr<Schema>| {
        arm.as_item()
            .is_some_and(|schema| schema.schema_data.nullable || View::of(schema).lists_null())
    };
    let mut arms = view.one_of.iter().chain(view.any_of);
    arms.any(|arm| is_null(document, arm) || can_be_null(arm))
}

/// A struct or union on the heap, so that the variants are of one size and may hold themselves.
pub(in crate::lower) fn boxed(ty: Type) -> Type {
    match ty {
        Type::Named(_) => Type::Boxed(Box::new(ty)),
        other => other,
    }
}

/// `enum: [null]`, the way of 3.0 to allow null, here or where a reference leads; or `nullable`
/// with nothing beside it.
pub(in crate::lower) fn is_null(document: &Document, arm: &ReferenceOr<Schema>) -> bool {
    match arm {
        ReferenceOr::Item(schema) => {
            let view = View::of(schema);
            let is_only_null =
                view.lists_null() && view.texts().is_none() && view.enumeration.len() == 1;
            is_only_null || (schema.schema_data.nullable && view.says_nothing())
        }
        ReferenceOr::Reference { reference } => document.is_null(reference),
    }
}

/// An alternative that only asks for properties to be there: a rule for values, not a type.
fn is_constraint(arm: &ReferenceOr<Schema>) -> bool {
    let ReferenceOr::Item(schema) = arm else { return false };
    let view = View::of(schema);
    matches!(view.ty, None | Some("object"))
        && !has_parts(&view)
        && (!view.required.is_empty() || view.not)
}

fn says_type(arm: &ReferenceOr<Schema>) -> bool {
    match arm {
        ReferenceOr::Reference { .. } => true,
        ReferenceOr::Item(schema) => {
            let view = View::of(schema);
            view.ty.is_some() || has_parts(&view)
        }
    }
}

pub(in crate::lower) fn has_parts(view: &View<'_>) -> bool {
    let has_members =
        view.properties.is_some() || view.items.is_some() || view.additional.is_some();
    has_members || !view.all_of.is_empty() || !view.one_of.is_empty() || !view.any_of.is_empty()
}
