//! What the document says of a type besides the keywords of OpenAPI: `x-rust-type`, a type that
//! somebody else has written, and `x-open-enum`, whether an enum takes other values than its own.

use openapiv3::Schema;
use serde_json::Value;

use super::look::view::OPEN_ENUM;
use super::types::{LoweredSchema, Types};
use crate::diagnostic::Code;
use crate::model::{Shape, Type};
use crate::source::Pointer;

/// The extension on schemas.
pub(in crate::lower) const RUST_TYPE: &str = "x-rust-type";

impl Types<'_> {
    /// The type that the document names by its path, if it does.
    pub(super) fn own_type(&self, schema: &Schema, at: &Pointer) -> Option<Type> {
        let said = schema.schema_data.extensions.get(RUST_TYPE)?;
        self.report.key(at, RUST_TYPE);
        let (owner, at) = (at, at.child(RUST_TYPE));
        if said.is_object() {
            self.note_typify(said, owner);
            return None;
        }
        let Some(path) = said.as_str().filter(|path| is_path(path)) else {
            let message = format!("`{RUST_TYPE}` is no path of a type");
            self.report
                .value_error(Code::InvalidExtension, &at, message)
                .help("write it from its crate on: `my_crate::Money`");
            return None;
        };
        Some(Type::ByUser(path.to_owned()))
    }

    /// Tells of the object of typify: it is for who has its crate, and the document is often written by
    /// somebody else. As typify does by default, the type is made of the schema.
    fn note_typify(&self, said: &Value, at: &Pointer) {
        let field = |key: &str| said.get(key).and_then(Value::as_str);
        let path = field("path").filter(|path| is_path(path));
        let name = field("crate").unwrap_or("another crate");
        let message = format!("the object of `{RUST_TYPE}` is for who has the crate `{name}`");
        let mut note = self.report.note(Code::InvalidExtension, at, message);
        if let Some(path) = path {
            // In the place of the object, the text is ours.
            note = note.mended_by(RUST_TYPE, path);
        }
        let path = path.unwrap_or("my_crate::Money");
        note.then("the type is made of the schema").help(format!(
            "to have the type, write `{RUST_TYPE}: {path}` in an overlay, and add its crate to `Cargo.toml`"
        ));
    }

    /// Tells where it is said of no enum that it is open or closed.
    pub(super) fn check_open(&self, schema: &Schema, lowered: &LoweredSchema, at: &Pointer) {
        let Some(said) = schema.schema_data.extensions.get(OPEN_ENUM) else { return };
        self.report.key(at, OPEN_ENUM);
        let at = at.child(OPEN_ENUM);
        if !said.is_boolean() {
            let message = format!("`{OPEN_ENUM}` is neither true nor false");
            self.report
                .value_warning(Code::InvalidExtension, &at, message)
                .then("the enum keeps values that it does not know")
                .help("write `false` where any other value is an error");
        } else if !matches!(lowered, LoweredSchema::Declared(Shape::Enum { .. })) {
            let key = self.document.foreign_key(&at).unwrap_or(OPEN_ENUM);
            self.report
                .warning(Code::InvalidExtension, &at, format!("`{key}` is said of no enum"))
                .then("it changes nothing")
                .help("write it beside the values of an enum of texts or of integers");
        } else if *said == false {
            self.report.note_closed(&at);
        }
    }
}

/// Whether a text is the path of a type, from its crate on, and no other code.
fn is_path(text: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "_:<>, ".contains(c);
    let Ok(parsed) = syn::parse_str::<syn::TypePath>(text) else { return false };
    let first = parsed.path.segments.first().map(|first| first.ident.to_string());
    text.chars().all(is_plain)
        && parsed.qself.is_none()
        && parsed.path.segments.len() > 1
        && first.is_some_and(|first| first != "self" && first != "super" && first != "Self")
}

#[cfg(test)]
mod tests {
    use super::is_path;

    #[test]
    fn a_type_is_a_path_from_its_crate_on_and_nothing_else() {
        for path in ["a::B", "::a::b::C", "crate::by_hand::D", "a::B<u8, c::D>"] {
            assert!(is_path(path), "{path}");
        }
        for other in [
            "B",
            "",
            "super::B",
            "a::B; fn f() {}",
            "a::B<{ f!() }>",
            "a::b!()",
            "<a::B as C>::D",
            "a::B // c",
            "&a::B",
            "a::fn",
            "a::r#B",
        ] {
            assert!(!is_path(other), "{other}");
        }
    }
}
