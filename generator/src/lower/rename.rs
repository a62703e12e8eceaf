//! `x-rust-name`: a name of the document's own choice.

use indexmap::IndexMap;
use serde_json::Value;

use super::report::Report;
use crate::diagnostic::Code;
use crate::name;
use crate::source::Pointer;

/// The extension, on schemas, properties, parameters, operations, tags and security schemes.
const RENAME: &str = "x-rust-name";

impl Report<'_> {
    /// The name that the extension gives to a type.
    pub(super) fn type_renamed(
        &self,
        extensions: &IndexMap<String, Value>,
        at: &Pointer,
    ) -> Option<String> {
        self.renamed(extensions, at, name::type_name, "PetShop")
    }

    /// The name that the extension gives to a field, argument, method or module.
    pub(super) fn value_renamed(
        &self,
        extensions: &IndexMap<String, Value>,
        at: &Pointer,
    ) -> Option<String> {
        self.renamed(extensions, at, name::value_name, "pet_shop")
    }

    fn renamed(
        &self,
        extensions: &IndexMap<String, Value>,
        at: &Pointer,
        idiomatic: fn(&str) -> String,
        such_as: &str,
    ) -> Option<String> {
        let value = extensions.get(RENAME)?;
        let name = value.as_str().filter(|name| idiomatic(name) == **name);
        if name.is_none() {
            self.value_error(
                Code::InvalidExtension,
                &at.child(RENAME),
                format!("`{RENAME}` is no name that Rust would have here"),
            )
            .help(format!("write it as `{such_as}` is written"));
        }
        name.map(str::to_owned)
    }
}
