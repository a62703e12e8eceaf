//! Wire names as Rust has them, by what they name: words, and no more than is legal.

use heck::{ToShoutySnakeCase as _, ToSnakeCase as _};

use super::word::{camel, kept, text, words};

/// The keywords that cannot be raw identifiers (The Rust Reference, "Identifiers").
const NEVER_RAW: [&str; 5] = ["self", "Self", "super", "crate", "_"];

/// Names of the prelude that emitted declarations use unqualified.
const PRELUDE: [&str; 12] = [
    "AsRef",
    "Box",
    "Err",
    "Into",
    "IntoIterator",
    "None",
    "Ok",
    "Option",
    "Result",
    "Some",
    "String",
    "Vec",
];

/// The name of a type: `PagedResults[User]` becomes `PagedResultsUser`.
pub fn type_name(wire: &str) -> String {
    let name = variant_name(wire);
    match name.as_str() {
        // Other names of types begin with it, and no underscore stands within one.
        "Self_" => "SelfType".to_owned(),
        prelude if PRELUDE.contains(&prelude) => format!("{prelude}Type"),
        _ => name,
    }
}

/// The name of an enum's variant.
pub fn variant_name(wire: &str) -> String {
    legal(&camel(&words(wire)), "Empty")
}

/// The name of a variant that has the capitals of its value.
pub(super) fn kept_name(wire: &str) -> String {
    legal(&kept(&words(wire)), "Empty")
}

/// The name of a method, field, parameter or module: `userName` becomes `user_name`.
pub fn value_name(wire: &str) -> String {
    legal(&text(wire).to_snake_case(), "empty")
}

/// The name of a constant: `faststats_auth` becomes `FASTSTATS_AUTH`.
pub fn constant_name(wire: &str) -> String {
    legal(&text(wire).to_shouty_snake_case(), "EMPTY")
}

/// A legal identifier: letters and digits that Rust takes, no digit first, no reserved word;
/// `empty` where nothing is left.
fn legal(name: &str, empty: &str) -> String {
    let mut legal: String = name.chars().filter(|c| unicode_ident::is_xid_continue(*c)).collect();
    if legal.is_empty() {
        legal.push_str(empty);
    }
    if !legal.starts_with(unicode_ident::is_xid_start) {
        legal.insert(0, '_');
    }
    if NEVER_RAW.contains(&legal.as_str()) {
        legal.push('_');
    }
    legal
}

/// Whether a text can be a name, written raw where it is a keyword.
pub fn is_identifier(name: &str) -> bool {
    let rest = name.strip_prefix(unicode_ident::is_xid_start);
    let rest = rest.or_else(|| name.strip_prefix('_').filter(|rest| !rest.is_empty()));
    rest.is_some_and(|rest| rest.chars().all(unicode_ident::is_xid_continue))
        && !["self", "Self", "super", "crate"].contains(&name)
}
