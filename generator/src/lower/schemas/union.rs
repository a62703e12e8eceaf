//! `oneOf` and `anyOf`: one of several types.

use std::collections::BTreeSet;

use openapiv3::{ReferenceOr, Schema};

use super::choice::{Choice, Taken, implied, reference, shorten};
use super::look::reference::SchemaRef;
use super::look::view::View;
use super::types::{LoweredSchema, Types};
use crate::diagnostic::Code;
use crate::document;
use crate::lower::report::Member;
use crate::model::{Arm, Shape, Type};
use crate::name::lock::Kind;
use crate::name::{self, Scope};
use crate::source::Pointer;

impl Types<'_> {
    /// The type of a schema with alternatives.
    pub(super) fn union(
        &mut self,
        schema: &Schema,
        choice: &Choice,
        name: &str,
        at: &Pointer,
    ) -> LoweredSchema {
        let at_arms = choice.at.child(choice.keyword);
        if let ([(index, only)], false) = (choice.arms.as_slice(), choice.has_more)
            && !self.is_tagged_outside(choice, only, &at_arms.index(*index))
        {
            return self.only(only, name, &at_arms.index(*index));
        }
        if let Some(open) = self.open_enum(choice, name, &at_arms) {
            return open;
        }
        let (mut arms, mut renamed): (Vec<Arm>, Vec<Option<String>>) = (Vec::new(), Vec::new());
        let mut places: Vec<Pointer> = Vec::new();
        let owner = self.owner_of(name, at);
        let names = choice.names_beside(&self.report.held, &owner);
        for ((index, arm), wanted) in choice.arms.iter().zip(names) {
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
            let (tags, is_default) = choice.told(arm);
            if let Some(same) = arms.iter_mut().find(|known| known.ty == ty.clone().boxed()) {
                same.tags = [&same.tags, tags.as_slice()].concat().into();
                same.is_default |= is_default;
                continue;
            }
            let looked_at = choice.looked_at(*index, arm);
            let variant = match choice.has_more {
                true => wanted,
                false => self.variant(&looked_at, &ty, wanted),
            };
            let implied = reference(arm).and_then(implied);
            places.push(at_arm.clone());
            renamed.push(self.report.variant_renamed(&at_arm));
            arms.push(Arm {
                tags: tags.into(),
                implied,
                is_default,
                ..Arm::new(variant, ty.boxed())
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
        let mut scope = Scope::exact(&[]);
        let names = self.told_apart(&arms);
        // What the document names has its name, whatever the others would have.
        let own: Vec<Option<String>> = (renamed.iter().zip(&arms).zip(&places))
            .map(|((own, arm), at)| {
                Some(self.report.claim(&mut scope, own.as_ref()?, &arm.name, at))
            })
            .collect();
        let shorter = shorten(name, &names);
        let keys = arms.iter().zip(&names).map(|(arm, name)| self.arm_key(arm, name));
        let keys: Vec<String> = keys.collect();
        let members = keys.iter().zip(&shorter);
        let members = members.map(|(wire, fresh)| Member {
            wire,
            plain: fresh.clone(),
            fresh: fresh.clone(),
        });
        let told = self.report.held.told(Kind::Arm, &owner, members.collect());
        for (((arm, told), own), at) in arms.iter_mut().zip(told).zip(own).zip(&places) {
            arm.name = own.unwrap_or_else(|| self.report.claim(&mut scope, &told, &arm.name, at));
        }
        let kept = keys.iter().zip(&arms).map(|(key, arm)| (&**key, "", &*arm.name));
        self.report.held.keep(Kind::Arm, &owner, kept);
        let unknown = name::catch_all(&mut scope);
        LoweredSchema::Declared(Shape::Union {
            tag,
            told_by,
            is_any,
            arms,
            shared: Vec::new(),
            unknown,
        })
    }

    /// Whether the only alternative has a mapped value of a discriminator that is no property of
    /// its own: without the union, nothing would send it.
    fn is_tagged_outside(&self, choice: &Choice, arm: &ReferenceOr<Schema>, at: &Pointer) -> bool {
        let Some(tag) = &choice.tag else { return false };
        let is_mapped = reference(arm).is_some_and(|reference| !tag.mapped(reference).is_empty());
        is_mapped
            && !self.has_property(
                arm,
                at,
                &tag.property,
                (self.document.limits.parts, &mut BTreeSet::new()),
            )
    }

    /// Whether a schema or a part of it has a property.
    fn has_property(
        &self,
        schema: &ReferenceOr<Schema>,
        at: &Pointer,
        name: &str,
        (depth, seen): (usize, &mut BTreeSet<Pointer>),
    ) -> bool {
        let Ok((schema, at)) = self.document.follow::<Schema>(schema, at) else { return false };
        // A part that several others share has its properties once.
        if !seen.insert(at.clone()) {
            return false;
        }
        let view = View::of(&schema);
        let at = at.child("allOf");
        let mut parts = view.all_of.iter().enumerate().filter(|_| depth > 0);
        view.properties.is_some_and(|properties| properties.contains_key(name))
            || parts.any(|(index, part)| {
                self.has_property(part, &at.index(index), name, (depth - 1, seen))
            })
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
            self.report
                .warning(
                    Code::UnsupportedSchema,
                    at_arm,
                    "this alternative and what stands beside it do not make one object",
                )
                .then("its values are kept as JSON (`serde_json::Value`)")
                .help("make both objects");
            return Type::Json;
        };
        // Elsewhere, the alternative by itself is another type.
        let id = self.begin_inline(name, &key);
        self.finish(id, Shape::Struct { fields, rest }, None, at_arm);
        Type::Named(id)
    }

    /// Any text beside an enum of texts is the enum: it takes unknown values anyway.
    fn open_enum(&mut self, choice: &Choice, name: &str, at: &Pointer) -> Option<LoweredSchema> {
        let [one, other] = choice.arms.as_slice() else { return None };
        let mut look = |(index, arm): &(usize, ReferenceOr<Schema>)| {
            let read = |_: &mut Self, schema: &Schema, _: &Pointer| {
                let view = View::of(schema);
                let count = || view.texts().map_or(0, |texts| texts.len());
                let is_plain = view.ty == Some("string") && view.format.is_none();
                (is_plain && view.is_open != Some(false)).then(count)
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

    /// The names of the variants; lists, and maps, by what they hold where there are several.
    fn told_apart(&self, arms: &[Arm]) -> Vec<String> {
        let is_one = |name: &str| arms.iter().filter(|arm| arm.name == name).count() == 1;
        let names = arms.iter().map(|arm| match is_one(&arm.name) {
            true => arm.name.clone(),
            false => self.of_items(&arm.ty).unwrap_or_else(|| arm.name.clone()),
        });
        names.collect()
    }

    /// What an alternative is told by: its type, or else what it would be called beside any other.
    fn arm_key(&self, arm: &Arm, name: &str) -> String {
        let named = arm.ty.named().and_then(|id| self.name(id)).map(str::to_owned);
        named.or_else(|| self.of_items(&arm.ty)).unwrap_or_else(|| name.to_owned())
    }

    /// What a list or a map is called beside another one.
    fn of_items(&self, ty: &Type) -> Option<String> {
        let (inner, word) = match ty {
            Type::List(inner) => (inner, "List"),
            Type::Map(inner) => (inner, "Map"),
            _ => return None,
        };
        let item = inner.named().and_then(|id| self.name(id)).map(str::to_owned);
        let item =
            item.or_else(|| kind(inner).map(str::to_owned)).or_else(|| self.of_items(inner))?;
        Some(format!("{item}{word}"))
    }

    /// What an alternative is called: by its schema, its title, or its kind.
    fn variant(&self, arm: &ReferenceOr<Schema>, ty: &Type, wanted: String) -> String {
        let has_title =
            matches!(arm, ReferenceOr::Item(schema) if schema.schema_data.title.is_some());
        if has_title || matches!(arm, ReferenceOr::Reference { .. }) {
            return wanted;
        }
        kind(ty).map_or(wanted, str::to_owned)
    }
}

/// What a plain type is called in a variant.
fn kind(ty: &Type) -> Option<&'static str> {
    Some(match ty {
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
        Type::ByUser(_) => "Custom",
        Type::Nullable(_) | Type::Boxed(_) | Type::Named(_) => return None,
    })
}
