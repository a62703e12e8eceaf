//! Wire names as Rust has them, by what they name: words, and no more than is legal.

use heck::{ToShoutySnakeCase as _, ToSnakeCase as _};

use super::word::{camel, is_plain, kept, plain_camel, plain_snake, text, words};

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
    match is_plain(wire) {
        true => unreserved(plain_camel(wire)),
        false => legal(&camel(&words(wire)), "Empty"),
    }
}

/// The name of a variant that has the capitals of its value.
pub(super) fn kept_name(wire: &str) -> String {
    legal(&kept(&words(wire)), "Empty")
}

/// The name of a method, field, parameter or module: `userName` becomes `user_name`.
pub fn value_name(wire: &str) -> String {
    match is_plain(wire) {
        true => unreserved(plain_snake(wire)),
        false => legal(&text(wire).to_snake_case(), "empty"),
    }
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
    unreserved(legal)
}

/// The name, or another one where no identifier can be it.
fn unreserved(mut name: String) -> String {
    if NEVER_RAW.contains(&name.as_str()) {
        name.push('_');
    }
    name
}

/// Whether a text can be a name, written raw where it is a keyword.
pub fn is_identifier(name: &str) -> bool {
    let rest = name.strip_prefix(unicode_ident::is_xid_start);
    let rest = rest.or_else(|| name.strip_prefix('_').filter(|rest| !rest.is_empty()));
    rest.is_some_and(|rest| rest.chars().all(unicode_ident::is_xid_continue))
        && !["self", "Self", "super", "crate"].contains(&name)
}

#[cfg(test)]
mod tests {
    use heck::ToSnakeCase as _;
    use proptest::prelude::*;

    use super::{camel, legal, text, value_name, variant_name, words};

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2048))]

        #[test]
        fn a_plain_name_is_what_a_close_look_makes_of_it(
            name in "[a-cA-DO1_]{0,6}|(i|OS|oAuth|O|IDs|self|[a-z]{1,3}|[A-Z]|[A-Z][a-z]|[0-9]|[-_ ./]){0,6}"
        ) {
            prop_assert_eq!(value_name(&name), legal(&text(&name).to_snake_case(), "empty"));
            prop_assert_eq!(variant_name(&name), legal(&camel(&words(&name)), "Empty"));
        }
    }
}
