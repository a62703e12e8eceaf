//! Text, numbers and truth values: their formats and their enums.

use serde_json::Value;

use super::Lower;
use super::schema::Lowered;
use super::view::View;
use crate::diagnostic::Code;
use crate::model::{EnumValue, Repr, Shape, Type};
use crate::name::{self, Name, Scope};
use crate::source::Pointer;

impl Lower<'_> {
    /// The type of a schema that is no list and no object; `None` for the others.
    pub(super) fn scalar(&mut self, view: &View<'_>, at: &Pointer) -> Option<Lowered> {
        let values: Vec<&Value> =
            view.enumeration.iter().filter(|value| !value.is_null()).collect();
        let all =
            |is: fn(&Value) -> bool| !values.is_empty() && values.iter().all(|value| is(value));
        let ty = match view.ty {
            None | Some("string") if all(Value::is_string) => return Some(self.texts(view, at)),
            None | Some("integer" | "number") if all(Value::is_i64) => {
                return Some(self.integers(&values, at));
            }
            None if all(Value::is_boolean) => Type::Bool,
            None if all(Value::is_number) => Type::Float("f64"),
            None if !values.is_empty() => return Some(self.mixed(at)),
            Some("string") => text(view.format),
            Some("integer") => integer(view.format),
            Some("number") => number(view.format),
            Some("boolean") => Type::Bool,
            _ => return None,
        };
        Some(Lowered::Plain(ty))
    }

    fn mixed(&mut self, at: &Pointer) -> Lowered {
        let at = at.child("enum");
        self.warning(Code::UnsupportedSchema, &at, "the values of this enum are of several types")
            .then("its values are kept as JSON (`serde_json::Value`)")
            .help("say `type: string` or `type: integer`, if they are all that");
        Lowered::Plain(Type::Json)
    }

    fn texts(&mut self, view: &View<'_>, at: &Pointer) -> Lowered {
        let texts = view.texts().unwrap_or_default();
        let names = texts.iter().map(|text| (name::variant_name(text), (*text).to_owned()));
        self.enumeration(names.collect(), Repr::Text, at)
    }

    fn integers(&mut self, values: &[&Value], at: &Pointer) -> Lowered {
        let texts = values.iter().map(|value| value.to_string());
        let names = texts.map(|text| (name::variant_name(&text), text));
        self.enumeration(names.collect(), Repr::Integer, at)
    }

    /// Every distinct value is a variant of its own.
    fn enumeration(&mut self, wanted: Vec<(String, String)>, repr: Repr, at: &Pointer) -> Lowered {
        let mut scope = Scope::new(&["unknown"]);
        let mut values: Vec<EnumValue> = Vec::new();
        for (wanted, wire) in wanted {
            if values.iter().any(|value| value.name.wire == wire) {
                continue;
            }
            let rust = self.claim(&mut scope, &wanted, &wire, &at.child("enum"));
            values.push(EnumValue { name: Name { rust, wire } });
        }
        Lowered::Declared(Shape::Enum { values, repr, unknown: "Unknown".to_owned() })
    }
}

/// OpenAPI 3.0.3, "Data Types"; the others are of the Format Registry.
fn text(format: Option<&str>) -> Type {
    match format {
        Some("password") => Type::Secret,
        Some("date-time") => Type::Timestamp,
        Some("date") => Type::Date,
        Some("uuid") => Type::Uuid,
        Some("byte" | "base64") => Type::Base64,
        _ => Type::Text,
    }
}

fn integer(format: Option<&str>) -> Type {
    Type::Integer(match format {
        Some("int8") => "i8",
        Some("int16") => "i16",
        Some("int32") => "i32",
        Some("uint8") => "u8",
        Some("uint16") => "u16",
        Some("uint32") => "u32",
        Some("uint64") => "u64",
        _ => "i64",
    })
}

fn number(format: Option<&str>) -> Type {
    Type::Float(if format == Some("float") { "f32" } else { "f64" })
}
