//! Text, numbers and truth values: their formats and their enums.

use std::collections::BTreeSet;

use serde_json::Value;

use super::format;
use crate::diagnostic::Code;
use crate::limit;
use crate::lower::report::Member;
use crate::lower::schemas::look::view::{DESCRIPTIONS, INTEGER_OR_TEXT, NAMES, View};
use crate::lower::schemas::types::{LoweredSchema, Types};
use crate::model::{EnumValue, Repr, Shape, Type};
use crate::name::lock::Kind;
use crate::name::{self, Name, Scope};
use crate::source::Pointer;

/// What the values of an enum are, and whether it takes others, where that is said.
pub(super) type Taken = (Repr, Option<bool>);

/// A value of an enum, before it has a name of its own.
pub(super) struct Variant {
    /// What it is called by: its name in the document, or the value.
    pub(super) label: String,
    /// The value, as text.
    pub(super) wire: String,
    pub(super) docs: String,
}

impl Variant {
    fn new(label: &str, wire: String) -> Self {
        Self { label: label.to_owned(), wire, docs: String::new() }
    }
}

impl Types<'_> {
    /// The type of a schema that is no list and no object; `None` for the others.
    pub(in crate::lower::schemas) fn scalar(
        &mut self,
        view: &View<'_>,
        at: &Pointer,
    ) -> Option<LoweredSchema> {
        let values: Vec<&Value> =
            view.enumeration.iter().filter(|value| !value.is_null()).collect();
        let all =
            |is: fn(&Value) -> bool| !values.is_empty() && values.iter().all(|value| is(value));
        if values.len() > self.document.limits.variants {
            return Some(self.endless(view, values.len(), at));
        }
        if let Some(repr) = repr(view) {
            let variants = self.variants(view, at);
            return Some(self.enumeration(variants, (repr, view.is_open), &at.child("enum")));
        }
        let ty = match view.ty {
            None if all(Value::is_boolean) => Type::Bool,
            None if all(Value::is_number) => Type::Float("f64"),
            None if !values.is_empty() => return Some(self.mixed(at)),
            Some("string" | "integer") if !values.is_empty() => {
                return Some(self.mended(view, &values, at));
            }
            Some("string") => return Some(self.text(view, at)),
            Some("integer") => self.integer(view, at),
            Some("number") => {
                if !values.is_empty() {
                    self.report
                        .note(
                            Code::UnsupportedSchema,
                            &at.child("enum"),
                            "an enum of fractions has no variants",
                        )
                        .then("any number is taken")
                        .help("say what the values are in the description");
                }
                format::number(view.format)
            }
            Some("boolean") => Type::Bool,
            None if view.format == Some(INTEGER_OR_TEXT) => {
                return Some(self.text(view, at));
            }
            _ => return None,
        };
        Some(LoweredSchema::Plain(ty))
    }

    /// An enum of more values than a compiler should read.
    fn endless(&mut self, view: &View<'_>, count: usize, at: &Pointer) -> LoweredSchema {
        let limit = self.document.limits.variants;
        let message = format!("an enum of {count} values, of which {limit} can have variants");
        let ty = match view.ty {
            Some("integer") => self.integer(view, at),
            Some("number") => format::number(view.format),
            None | Some("string") => format::text(view.format),
            Some(_) => Type::Json,
        };
        self.report
            .warning(Code::LimitExceeded, &at.child("enum"), message)
            .then("any value of the type is taken")
            .help(format!(
                "leave the enum out, and say where the values are listed, or {}",
                limit::raise("variants", count)
            ));
        LoweredSchema::Plain(ty)
    }

    /// An enum whose values are not all of its type, as YAML makes them of text without quotes:
    /// they are meant as values of that type if they can be.
    fn mended(&mut self, view: &View<'_>, values: &[&Value], at: &Pointer) -> LoweredSchema {
        let is_text = view.ty == Some("string");
        let meant = |value: &&Value| match value {
            Value::String(text) if is_text => Some(text.clone()),
            Value::String(text) => text.parse::<i64>().ok().map(|number| number.to_string()),
            Value::Number(number) if is_text || number.is_i64() => Some(number.to_string()),
            Value::Bool(truth) if is_text => Some(truth.to_string()),
            _ => None,
        };
        let (ty, at_enum) = (view.ty.unwrap_or_default(), at.child("enum"));
        let message = format!("not all values of this enum are of the type `{ty}`");
        let Some(texts) = values.iter().map(meant).collect::<Option<Vec<_>>>() else {
            self.report
                .warning(Code::WrongType, &at_enum, message)
                .then("the enum is ignored: any value of the type is taken")
                .help("correct the values or the type");
            let plain = if is_text { format::text(view.format) } else { self.integer(view, at) };
            return LoweredSchema::Plain(plain);
        };
        let quotes =
            if is_text { "put the values in quotes" } else { "take the values out of quotes" };
        self.report
            .warning(Code::WrongType, &at_enum, message)
            .then("they are taken for values of the type")
            .help(quotes);
        let variants = texts.into_iter().map(|text| Variant::new(&text, text.clone()));
        let repr = if is_text { Repr::Text } else { Repr::Integer };
        self.enumeration(variants.collect(), (repr, view.is_open), &at_enum)
    }

    fn mixed(&mut self, at: &Pointer) -> LoweredSchema {
        let at = at.child("enum");
        self.report
            .warning(Code::UnsupportedSchema, &at, "the values of this enum are of several types")
            .then("its values are kept as JSON (`serde_json::Value`)")
            .help("say `type: string` or `type: integer`, if they are all that");
        LoweredSchema::Plain(Type::Json)
    }

    /// The values of an enum, each with the name that it has in the document, or that it makes
    /// itself.
    pub(super) fn variants(&mut self, view: &View<'_>, at: &Pointer) -> Vec<Variant> {
        for key in [NAMES, DESCRIPTIONS] {
            self.report.key(at, key);
        }
        let own = view.names.and_then(|names| {
            let names: Option<Vec<&str>> = names.as_array()?.iter().map(Value::as_str).collect();
            names.filter(|names| names.len() == view.enumeration.len())
        });
        if view.names.is_some() && own.is_none() {
            let message = format!("`{NAMES}` is no list of texts, one for each value of the enum");
            self.report
                .warning(Code::InvalidExtension, &at.child(NAMES), message)
                .then("its variants are named after the values")
                .help("give each value a name, in the order of the values");
        }
        let values = view.enumeration.iter().enumerate().filter(|(_, value)| !value.is_null());
        let said = view.descriptions.and_then(Value::as_array);
        let variants = values.map(|(index, value)| {
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            let name = own.as_ref().and_then(|names| names.get(index).copied());
            let docs = said.and_then(|said| said.get(index)).and_then(Value::as_str);
            let docs = docs.unwrap_or_default().to_owned();
            Variant { docs, ..Variant::new(name.unwrap_or(&text), text.clone()) }
        });
        variants.collect()
    }

    /// Every distinct value is a variant of its own. Besides, what the values are, and whether any
    /// other is allowed, too, where that is said: what it is not said of is kept, and is no value that
    /// the document knows.
    pub(super) fn enumeration(
        &mut self,
        mut variants: Vec<Variant>,
        (repr, is_open): Taken,
        at: &Pointer,
    ) -> LoweredSchema {
        let mut known = BTreeSet::new();
        variants.retain(|variant| known.insert(variant.wire.clone()));
        let labels: Vec<String> = variants.iter().map(|variant| variant.label.clone()).collect();
        let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
        let owner = self.report.held.owner_by_place(self.document.root(), at);
        let members = labels.iter().zip(name::apart_variants(&labels));
        let members =
            members.map(|(wire, fresh)| Member { wire, plain: name::variant_name(wire), fresh });
        let names = self.report.held.told(Kind::Value, &owner, members.collect());
        let mut scope = Scope::exact(&[]);
        let mut values: Vec<EnumValue> = Vec::new();
        let mut kept = Vec::new();
        for (Variant { wire, docs, label }, name) in variants.into_iter().zip(names) {
            let rust = self.report.claim(&mut scope, &name, &wire, at);
            kept.push((label.clone(), name::variant_name(&label), rust.clone()));
            values.push(EnumValue { name: Name { rust, wire }, docs });
        }
        let kept = kept.iter().map(|(label, plain, rust)| (&**label, &**plain, &**rust));
        self.report.held.keep(Kind::Value, &owner, kept);
        let unknown = (is_open != Some(false)).then(|| name::catch_all(&mut scope));
        let is_open = is_open == Some(true);
        LoweredSchema::Declared(Shape::Enum { values, repr, is_open, unknown })
    }
}

/// What the values of an enum are, null aside, where all are of its type and can have variants.
pub(super) fn repr(view: &View<'_>) -> Option<Repr> {
    let mut values = view.enumeration.iter().filter(|value| !value.is_null()).peekable();
    values.peek()?;
    match view.ty {
        None | Some("string") if values.clone().all(Value::is_string) => Some(Repr::Text),
        None | Some("integer" | "number") if values.all(Value::is_i64) => Some(Repr::Integer),
        _ => None,
    }
}
