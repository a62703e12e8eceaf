//! `x-rust-name` and `x-rust-type-name`: names of the document's own choice.

use super::report::Report;
use crate::diagnostic::Code;
use crate::name;
use crate::node::Node;
use crate::source::Pointer;

/// The extension, on schemas, alternatives, properties, parameters, operations, tags and security schemes.
const RENAME: &str = "x-rust-name";

/// The extension on schemas, wherever they stand: of a property, `x-rust-name` is the field.
pub(super) const TYPE_NAME: &str = "x-rust-type-name";

impl Report<'_> {
    /// The name that the extensions give to the type of a component.
    pub(super) fn type_renamed(&self, at: &Pointer) -> Option<String> {
        self.renamed(RENAME, at, name::type_name, "PetShop").or_else(|| self.type_named(at))
    }

    /// The name that its own extension gives to the type of any schema.
    pub(super) fn type_named(&self, at: &Pointer) -> Option<String> {
        self.renamed(TYPE_NAME, at, name::type_name, "PetShop")
    }

    /// The name that the extension gives to a field, argument, method or module.
    pub(super) fn value_renamed(&self, at: &Pointer) -> Option<String> {
        self.renamed(RENAME, at, name::value_name, "pet_shop")
    }

    /// The name that the extension gives to an alternative of a choice.
    pub(super) fn variant_renamed(&self, at: &Pointer) -> Option<String> {
        self.renamed(RENAME, at, name::variant_name, "PetShop")
    }

    fn renamed(
        &self,
        key: &str,
        at: &Pointer,
        idiomatic: fn(&str) -> String,
        such_as: &str,
    ) -> Option<String> {
        // It stands beside a `$ref`, too, where only the tree has it.
        let written = self.key(at, key)?;
        let at = at.child(key);
        if self.document.foreign_key(&at).is_some() {
            // It is no name for Rust, but a name for code.
            return written.as_str().map(idiomatic);
        }
        let name = written.as_str().filter(|name| idiomatic(name) == **name);
        if name.is_none() {
            let message = format!("`{key}` is no name that Rust would have here");
            self.value_error(Code::InvalidExtension, &at, message)
                .help(format!("write it as `{such_as}` is written"));
        }
        name.map(str::to_owned)
    }
}

/// Whether the type of a schema has a name of the document's own choice.
pub(super) fn is_type_named(root: &Node, at: &Pointer) -> bool {
    root.at(&at.child(TYPE_NAME)).is_some()
}
