//! `x-rust-type`: types that somebody else has written.

use openapiv3::Schema;
use serde_json::Value;

use super::types::Types;
use crate::diagnostic::Code;
use crate::model::Type;
use crate::source::Pointer;

/// The extension on schemas.
const RUST_TYPE: &str = "x-rust-type";

impl Types<'_> {
    /// The type that the document names by its path, if it does.
    pub(super) fn own_type(&self, schema: &Schema, at: &Pointer) -> Option<Type> {
        let said = schema.schema_data.extensions.get(RUST_TYPE)?;
        let at = at.child(RUST_TYPE);
        // The form of typify: its object says the crate, too.
        let field = |key: &str| said.get(key).and_then(Value::as_str);
        let has_parameters = said
            .get("parameters")
            .is_some_and(|parameters| parameters.as_array().is_none_or(|all| !all.is_empty()));
        if has_parameters {
            let message = format!("a `{RUST_TYPE}` that is made of other types is not read");
            self.report
                .warning(Code::InvalidExtension, &at, message)
                .then("the type is made of the schema")
                .help("write the whole path as a text: `my_crate::Pair<u8, String>`");
            return None;
        }
        let Some(path) = said.as_str().or_else(|| field("path")).filter(|path| is_path(path))
        else {
            let message = format!("`{RUST_TYPE}` is no path of a type");
            self.report
                .value_error(Code::InvalidExtension, &at, message)
                .help("write it from its crate on: `my_crate::Money`");
            return None;
        };
        if said.is_object() {
            let name = path.trim_start_matches("::").split("::").next().unwrap_or_default();
            let version = field("version").unwrap_or("*");
            self.report
                .note(Code::InvalidExtension, &at, format!("`{path}` is a type of another crate"))
                .then(format!("nothing compiles without the crate `{name}`"))
                .help(format!("add it to `Cargo.toml`; the document says version `{version}`"));
        }
        Some(Type::ByUser(path.to_owned()))
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
