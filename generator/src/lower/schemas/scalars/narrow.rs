//! Text, numbers and truth values that several schemas describe: by `allOf`, each of them narrows
//! what the others allow (JSON Schema 2020-12 core, section 10.2.1.1).

use std::borrow::Cow;

use openapiv3::{ReferenceOr, Schema};
use serde_json::Value;

use super::scalar::{self, Variant};
use crate::diagnostic::Code;
use crate::lower::schemas::look::parts::{Part, scalar_parts, values};
use crate::lower::schemas::look::view::View;
use crate::lower::schemas::types::{LoweredSchema, Types};
use crate::model::{Repr, Type};
use crate::source::Pointer;

/// What schemas say together of a value that is no list and no object.
#[derive(Default, PartialEq)]
struct Sum {
    ty: Option<String>,
    format: Option<String>,
    /// The values that all of them allow, where one of them lists values.
    values: Option<Vec<Value>>,
    /// Whether others are values, too: not where one of them says so.
    is_open: Option<bool>,
}

impl Types<'_> {
    /// The type of a schema with parts by `allOf` of which none is a list or an object; `None`
    /// where one is, or where the schema is just another name for one part.
    pub(in crate::lower::schemas) fn narrowed(
        &mut self,
        schema: &Schema,
        at: &Pointer,
    ) -> Option<LoweredSchema> {
        let document = self.document;
        let parts = scalar_parts(document, schema, at)?;
        let own = View::of(schema);
        let sum = sum(&parts)?;
        if sum == Sum::default() {
            let is_name = matches!(own.all_of, [ReferenceOr::Reference { .. }]);
            return (!is_name).then_some(LoweredSchema::Plain(Type::Json));
        }
        for (index, part) in own.all_of.iter().enumerate() {
            let ReferenceOr::Reference { reference } = part else { continue };
            let at = at.child("allOf").index(index);
            let Ok((target, found)) = document.follow::<Schema>(part, &at) else { continue };
            let same = scalar_parts(document, &target, &found).and_then(|parts| self::sum(&parts));
            if same.is_some_and(|same| same == sum) {
                return Some(LoweredSchema::Plain(self.referenced(reference, &at)));
            }
        }
        let view = View {
            ty: sum.ty.as_deref(),
            format: sum.format.as_deref(),
            enumeration: Cow::Owned(sum.values.clone().unwrap_or_default()),
            is_open: sum.is_open,
            ..View::default()
        };
        match sum.values {
            Some(values) if values.is_empty() => {
                self.report
                    .warning(
                        Code::UnsupportedSchema,
                        &at.child("allOf"),
                        "no value is in all of the enums that describe it",
                    )
                    .then("any value of the type is taken")
                    .help("put the values in one enum");
                self.scalar(&View { enumeration: Cow::default(), ..view }, at)
            }
            Some(_) => self.with_names(&parts, &view, at).or_else(|| self.scalar(&view, at)),
            None => self.scalar(&view, at),
        }
    }

    /// The enum of the values that are left, each called as the part calls it that names them.
    fn with_names(
        &mut self,
        parts: &[Part<'_>],
        view: &View<'_>,
        at: &Pointer,
    ) -> Option<LoweredSchema> {
        let repr = scalar::repr(view)?;
        let named = parts.iter().find_map(|(part, at)| {
            let view = View::of(part);
            let variants = match view.names {
                Some(_) => Some(self.variants(&view, at)),
                None => self.listed_variants(&view, at).map(|(variants, _)| variants),
            };
            variants.filter(|variants| !variants.is_empty())
        })?;
        let is_left = |variant: &Variant| {
            view.enumeration.iter().any(|value| match value {
                Value::String(text) => repr == Repr::Text && *text == variant.wire,
                value => value.as_i64().is_some_and(|number| variant.wire.parse() == Ok(number)),
            })
        };
        let left: Vec<Variant> = named.into_iter().filter(is_left).collect();
        // One that the names leave out would be none of the values.
        let values = view.enumeration.iter().filter(|value| !value.is_null()).count();
        (left.len() == values)
            .then(|| self.enumeration(left, (repr, view.is_open), &at.child("enum")))
    }
}

/// What all parts say together. `None` where no value can be of all their types.
fn sum(parts: &[Part<'_>]) -> Option<Sum> {
    let mut sum = Sum::default();
    for (part, _) in parts {
        let view = View::of(part);
        sum.ty = match (sum.ty.take(), view.ty) {
            (None, ty) => ty.map(str::to_owned),
            (Some(known), None) => Some(known),
            (Some(known), Some(ty)) if known == ty => Some(known),
            (Some(known), Some(ty)) => match (known.as_str(), ty) {
                ("number", "integer") | ("integer", "number") => Some("integer".to_owned()),
                _ => return None,
            },
        };
        sum.format = sum.format.take().or(view.format.map(str::to_owned));
        sum.is_open = match (sum.is_open, view.is_open) {
            (Some(one), Some(other)) => Some(one && other),
            (one, other) => one.or(other),
        };
        let own = match view.enumeration.is_empty() {
            true => values(&view),
            false => view.enumeration.iter().filter(|value| !value.is_null()).cloned().collect(),
        };
        if !own.is_empty() {
            sum.values = Some(match sum.values.take() {
                Some(known) => known.into_iter().filter(|value| own.contains(value)).collect(),
                None => own,
            });
        }
    }
    Some(sum)
}
