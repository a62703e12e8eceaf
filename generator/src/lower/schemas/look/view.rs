//! One way to look at a schema, whichever of its many forms `openapiv3` chose for it.

use std::borrow::Cow;

use indexmap::IndexMap;
use openapiv3::{
    AdditionalProperties, IntegerFormat, NumberFormat, ReferenceOr, Schema, SchemaKind,
    StringFormat, Type, VariantOrUnknownOrEmpty,
};
use serde_json::Value;

use crate::model::{Limits, Pattern};

type Properties = IndexMap<String, ReferenceOr<Box<Schema>>>;

/// The extensions that have a name and a description for each value of an enum.
pub(in crate::lower::schemas) const NAMES: &str = "x-enum-varnames";
pub(in crate::lower::schemas) const DESCRIPTIONS: &str = "x-enum-descriptions";

/// The extension that says whether an enum takes other values than its own.
pub(in crate::lower::schemas) const OPEN_ENUM: &str = "x-open-enum";

/// What Kubernetes calls a value that is a number or text: a port, by number or by name.
pub(in crate::lower) const INTEGER_OR_TEXT: &str = "int-or-string";

/// The same as an extension, of a schema that says no more.
const IS_INTEGER_OR_TEXT: &str = "x-kubernetes-int-or-string";

/// By what Kubernetes says of an object that properties which are not described are kept.
const IS_OPEN: &str = "x-kubernetes-preserve-unknown-fields";

/// Properties of any name and value.
static OPEN: AdditionalProperties = AdditionalProperties::Any(true);

/// The keywords of a schema.
#[derive(Default)]
pub(in crate::lower) struct View<'s> {
    pub(in crate::lower) ty: Option<&'s str>,
    pub(in crate::lower) format: Option<&'s str>,
    pub(in crate::lower) properties: Option<&'s Properties>,
    pub(in crate::lower) required: &'s [String],
    pub(in crate::lower) additional: Option<&'s AdditionalProperties>,
    pub(in crate::lower) items: Option<&'s ReferenceOr<Box<Schema>>>,
    pub(in crate::lower) enumeration: Cow<'s, [Value]>,
    /// What the document calls the values of the enum, one by one.
    pub(in crate::lower) names: Option<&'s Value>,
    /// What it says of them, one by one.
    pub(in crate::lower) descriptions: Option<&'s Value>,
    /// Whether the enum takes other values, where that is said.
    pub(in crate::lower) is_open: Option<bool>,
    pub(in crate::lower) all_of: &'s [ReferenceOr<Schema>],
    pub(in crate::lower) one_of: &'s [ReferenceOr<Schema>],
    pub(in crate::lower) any_of: &'s [ReferenceOr<Schema>],
    pub(in crate::lower) not: bool,
    pub(in crate::lower) limits: Limits,
}

impl<'s> View<'s> {
    pub(in crate::lower) fn of(schema: &'s Schema) -> Self {
        let extensions = &schema.schema_data.extensions;
        let (names, descriptions) = (extensions.get(NAMES), extensions.get(DESCRIPTIONS));
        let is_open = extensions.get(OPEN_ENUM).and_then(Value::as_bool);
        let mut view = Self { names, descriptions, is_open, ..Self::of_kind(schema) };
        let is_set = |name: &str| extensions.get(name).and_then(Value::as_bool) == Some(true);
        let is_object = view.ty == Some("object") || view.properties.is_some();
        if is_object && view.additional.is_none() && is_set(IS_OPEN) {
            view.additional = Some(&OPEN);
        }
        if view.says_nothing() && is_set(IS_INTEGER_OR_TEXT) {
            view.format = Some(INTEGER_OR_TEXT);
        }
        view
    }

    fn of_kind(schema: &'s Schema) -> Self {
        match &schema.schema_kind {
            SchemaKind::Type(ty) => Self::of_type(ty),
            SchemaKind::OneOf { one_of } => Self { one_of, ..Self::default() },
            SchemaKind::AllOf { all_of } => Self { all_of, ..Self::default() },
            SchemaKind::AnyOf { any_of } => Self { any_of, ..Self::default() },
            SchemaKind::Not { .. } => Self { not: true, ..Self::default() },
            SchemaKind::Any(any) => Self {
                ty: any.typ.as_deref(),
                format: any.format.as_deref(),
                properties: Some(&any.properties).filter(|properties| !properties.is_empty()),
                required: &any.required,
                additional: any.additional_properties.as_ref(),
                items: any.items.as_ref(),
                enumeration: Cow::Borrowed(&any.enumeration),
                names: None,
                descriptions: None,
                is_open: None,
                all_of: &any.all_of,
                one_of: &any.one_of,
                any_of: &any.any_of,
                not: any.not.is_some(),
                limits: Limits {
                    min_length: any.min_length,
                    max_length: any.max_length,
                    min_items: any.min_items,
                    max_items: any.max_items,
                    pattern: pattern(any.pattern.as_ref()),
                    ..bounds(
                        (any.minimum, any.exclusive_minimum.unwrap_or(false)),
                        (any.maximum, any.exclusive_maximum.unwrap_or(false)),
                    )
                },
            },
        }
    }

    fn of_type(ty: &'s Type) -> Self {
        match ty {
            Type::String(text) => Self {
                ty: Some("string"),
                format: format(&text.format, string_format),
                enumeration: values(&text.enumeration, |text| Value::from(text.as_str())),
                limits: Limits {
                    min_length: text.min_length,
                    max_length: text.max_length,
                    pattern: pattern(text.pattern.as_ref()),
                    ..Limits::default()
                },
                ..Self::default()
            },
            Type::Number(number) => Self {
                ty: Some("number"),
                format: format(&number.format, |format| match format {
                    NumberFormat::Float => "float",
                    NumberFormat::Double => "double",
                }),
                enumeration: values(&number.enumeration, |number| Value::from(*number)),
                limits: bounds(
                    (number.minimum, number.exclusive_minimum),
                    (number.maximum, number.exclusive_maximum),
                ),
                ..Self::default()
            },
            Type::Integer(integer) => Self {
                ty: Some("integer"),
                format: format(&integer.format, |format| match format {
                    IntegerFormat::Int32 => "int32",
                    IntegerFormat::Int64 => "int64",
                }),
                enumeration: values(&integer.enumeration, |integer| Value::from(*integer)),
                limits: bounds(
                    (integer.minimum.map(float), integer.exclusive_minimum),
                    (integer.maximum.map(float), integer.exclusive_maximum),
                ),
                ..Self::default()
            },
            Type::Object(object) => Self {
                ty: Some("object"),
                properties: Some(&object.properties).filter(|properties| !properties.is_empty()),
                required: &object.required,
                additional: object.additional_properties.as_ref(),
                ..Self::default()
            },
            Type::Array(array) => Self {
                ty: Some("array"),
                items: array.items.as_ref(),
                limits: Limits {
                    min_items: array.min_items,
                    max_items: array.max_items,
                    ..Limits::default()
                },
                ..Self::default()
            },
            Type::Boolean(truth) => Self {
                ty: Some("boolean"),
                enumeration: values(&truth.enumeration, |truth| Value::from(*truth)),
                ..Self::default()
            },
        }
    }

    /// The text values of an enum, without null; `None` when it holds anything else.
    pub(in crate::lower) fn texts(&self) -> Option<Vec<&str>> {
        let values = self.enumeration.iter().filter(|value| !value.is_null());
        values.map(Value::as_str).collect::<Option<Vec<_>>>().filter(|values| !values.is_empty())
    }

    /// Whether any value at all is allowed.
    pub(in crate::lower) fn says_nothing(&self) -> bool {
        self.ty.is_none()
            && self.format.is_none()
            && self.enumeration.is_empty()
            && self.required.is_empty()
            && !self.has_parts()
            && !self.not
            && self.limits == Limits::default()
    }

    /// Whether it describes properties, items or parts.
    pub(in crate::lower) fn has_parts(&self) -> bool {
        let has_members =
            self.properties.is_some() || self.items.is_some() || self.additional.is_some();
        has_members || !self.all_of.is_empty() || !self.one_of.is_empty() || !self.any_of.is_empty()
    }

    /// Whether it says by itself what properties there are.
    pub(in crate::lower) fn says_properties(&self) -> bool {
        self.properties.is_some() || self.additional.is_some() || !self.required.is_empty()
    }

    /// Whether the enum allows null (JSON Schema's way to say `nullable`).
    pub(in crate::lower) fn lists_null(&self) -> bool {
        self.enumeration.iter().any(Value::is_null)
    }
}

fn pattern(text: Option<&String>) -> Option<Pattern> {
    text.map(|text| Pattern { text: text.clone(), expression: None })
}

/// OpenAPI 3.0 has `exclusiveMinimum` as a mark beside `minimum`.
fn bounds(minimum: (Option<f64>, bool), maximum: (Option<f64>, bool)) -> Limits {
    let split = |(bound, is_exclusive): (Option<f64>, bool)| {
        if is_exclusive { (None, bound) } else { (bound, None) }
    };
    let ((minimum, above), (maximum, below)) = (split(minimum), split(maximum));
    Limits { minimum, above, maximum, below, ..Limits::default() }
}

/// The bounds of parameters are compared as floats: past 2^53 they are approximate.
#[expect(clippy::cast_precision_loss, reason = "see above")]
fn float(bound: i64) -> f64 {
    bound as f64
}

fn format<T: Copy>(
    format: &VariantOrUnknownOrEmpty<T>,
    known: fn(T) -> &'static str,
) -> Option<&str> {
    match format {
        VariantOrUnknownOrEmpty::Item(item) => Some(known(*item)),
        VariantOrUnknownOrEmpty::Unknown(text) => Some(text),
        VariantOrUnknownOrEmpty::Empty => None,
    }
}

fn string_format(format: StringFormat) -> &'static str {
    match format {
        StringFormat::Date => "date",
        StringFormat::DateTime => "date-time",
        StringFormat::Password => "password",
        StringFormat::Byte => "byte",
        StringFormat::Binary => "binary",
    }
}

fn values<'s, T>(enumeration: &[Option<T>], value: fn(&T) -> Value) -> Cow<'s, [Value]> {
    enumeration.iter().map(|item| item.as_ref().map_or(Value::Null, value)).collect()
}
