//! `x-rust-derive`, `x-rust-attributes`, `x-rust-enums` and `x-rust-check`: what a declared type has
//! besides.

use std::collections::BTreeSet;

use super::report::Report;
use crate::diagnostic::Code;
use crate::model::{Added, Api, Shape};
use crate::node::Node;
use crate::source::Pointer;

/// The extensions on schemas.
const DERIVE: &str = "x-rust-derive";
const ATTRIBUTES: &str = "x-rust-attributes";
const CHECK: &str = "x-rust-check";

/// The extension on the document, for all enums, and what it has.
const ENUMS: &str = "x-rust-enums";
const OF_ENUMS: [&str; 2] = ["derive", "attributes"];

/// Attributes that change what is compiled or read, or how it is linked.
const REFUSED: [&str; 14] = [
    "path",
    "cfg",
    "cfg_attr",
    "derive",
    "doc",
    "macro_use",
    "macro_export",
    "global_allocator",
    "no_mangle",
    "export_name",
    "link_section",
    "link",
    "unsafe",
    "non_exhaustive",
];

/// Gives the types what the document says of them.
pub(super) fn read(report: &Report<'_>, api: &mut Api) {
    let root = Pointer::root().child(ENUMS);
    let of_enums = added(report, &root, OF_ENUMS);
    for decl in &mut api.types {
        let at = &decl.origin;
        let mut own = added(report, at, [DERIVE, ATTRIBUTES]);
        own.check = check(report, at, &decl.shape);
        if own != Added::default() && !decl.is_new() {
            let is_said = |key: &&str| report.document.root().at(&at.child(key)).is_some();
            let key = [DERIVE, ATTRIBUTES].into_iter().find(is_said).unwrap_or(CHECK);
            let message = format!("`{key}` stands on another name of a type, and on no type");
            report
                .warning(Code::InvalidExtension, &at.child(key), message)
                .then("it has nothing besides")
                .help("say it of the type that it is a name of");
            continue;
        }
        decl.added = own;
        if matches!(decl.shape, Shape::Enum { .. }) {
            let new = |list: &[String], text: &&String| !list.contains(text);
            let Added { derives, attributes, .. } = &of_enums;
            let derives: Vec<_> =
                derives.iter().filter(|it| new(&decl.added.derives, it)).cloned().collect();
            let attributes: Vec<_> =
                attributes.iter().filter(|it| new(&decl.added.attributes, it)).cloned().collect();
            decl.added.derives.extend(derives);
            decl.added.attributes.extend(attributes);
        }
    }
}

/// Tells of the checks of types of which nothing is sent.
pub(super) fn tell_idle(report: &Report<'_>, api: &Api) {
    let checked = || api.types.iter().filter(|decl| decl.added.check.is_some());
    let sent: BTreeSet<&Pointer> =
        checked().filter(|decl| decl.sent).map(|decl| &decl.origin).collect();
    for decl in checked().filter(|decl| !sent.contains(&decl.origin)) {
        let at = decl.origin.child(CHECK);
        report
            .warning(
                Code::InvalidExtension,
                &at,
                format!("`{CHECK}` is on a type that is never sent"),
            )
            .then("the function is never called")
            .help("say it of what a request has, or leave it out");
    }
}

/// What two keys of a place say: derives and attributes.
fn added(report: &Report<'_>, at: &Pointer, [derives, attributes]: [&str; 2]) -> Added {
    let such_as = ("a trait that can be derived", "list them as `[Ord, my_crate::Trait]`");
    let derives = texts(report, (at, derives), is_derive, such_as);
    let such_as = ("an attribute that says no more than what it is of", ATTRIBUTE_HELP);
    let attributes = texts(report, (at, attributes), is_attribute, such_as);
    Added { derives, attributes, check: None }
}

/// The function that a struct names by its path.
fn check(report: &Report<'_>, at: &Pointer, shape: &Shape) -> Option<String> {
    let node = report.key(at, CHECK)?;
    let at = at.child(CHECK);
    let Some(path) = Node::as_str(node).filter(|text| is_function(text)) else {
        let message = format!("`{CHECK}` is no path of a function");
        report
            .value_error(Code::InvalidExtension, &at, message)
            .help("write it from its crate on: `crate::checks::order`");
        return None;
    };
    if !matches!(shape, Shape::Struct { .. }) {
        report
            .warning(Code::InvalidExtension, &at, "only objects with properties are checked")
            .then("values are sent as they are")
            .help("say it of the object that holds this value");
        return None;
    }
    Some(path.to_owned())
}

const ATTRIBUTE_HELP: &str = "list what stands between the brackets, as `['allow(dead_code)']`; \
                              conditions, documentation, files and macros are left to the generator";

/// The texts of a list that are good; the others are errors.
fn texts(
    report: &Report<'_>,
    (at, key): (&Pointer, &str),
    is_good: fn(&str) -> bool,
    (what, help): (&str, &str),
) -> Vec<String> {
    let Some(node) = report.key(at, key) else { return Vec::new() };
    let at = &at.child(key);
    let Some(items) = node.as_array() else {
        let message = format!("`{key}` is a list, found {}", node.kind());
        report.value_error(Code::InvalidExtension, at, message).help(help);
        return Vec::new();
    };
    let mut good: Vec<String> = Vec::new();
    for (index, item) in items.iter().enumerate() {
        match Node::as_str(item).filter(|text| is_good(text)) {
            Some(text) if good.iter().any(|known| known == text) => {}
            Some(text) => good.push(text.to_owned()),
            None => {
                let message = format!("this is not {what}");
                report.value_error(Code::InvalidExtension, &at.index(index), message).help(help);
            }
        }
    }
    good
}

fn is_derive(text: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "_:".contains(c);
    text.chars().all(is_plain) && syn::parse_str::<syn::Path>(text).is_ok()
}

/// Whether a text is a path from a crate on, and no other code.
fn is_function(text: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "_:".contains(c);
    let Ok(path) = syn::parse_str::<syn::Path>(text) else { return false };
    let first = path.segments.first().map(|first| first.ident.to_string());
    text.chars().all(is_plain)
        && path.segments.len() > 1
        && first.is_some_and(|first| !["self", "super", "Self"].contains(&first.as_str()))
}

/// Whether a text is one attribute which changes nothing that is compiled but what it is on.
fn is_attribute(text: &str) -> bool {
    // A comment or a macro call is neither; what a text within holds is a text.
    let Ok(meta) = syn::parse_str::<syn::Meta>(text) else { return false };
    let Some(last) = meta.path().segments.last().map(|last| last.ident.to_string()) else {
        return false;
    };
    let is_refused = REFUSED.contains(&last.as_str()) || last.starts_with("include");
    !is_refused && !has_call(text)
}

/// Whether code has a `!` outside of its texts: a macro call, or an attribute within.
fn has_call(text: &str) -> bool {
    fn any(tokens: proc_macro2::TokenStream) -> bool {
        tokens.into_iter().any(|token| match token {
            proc_macro2::TokenTree::Punct(punct) => punct.as_char() == '!',
            proc_macro2::TokenTree::Group(group) => any(group.stream()),
            _ => false,
        })
    }
    text.parse().map_or(true, any)
}

#[cfg(test)]
mod tests {
    use super::{is_attribute, is_derive, is_function};

    #[test]
    fn an_attribute_is_one_and_changes_nothing_else() {
        for good in ["serde(rename_all = \"camelCase\")", "allow(dead_code)", "a::b(c = \"d!\")"] {
            assert!(is_attribute(good), "{good}");
        }
        for bad in [
            "path = \"/etc/passwd\"",
            "cfg(any())",
            "cfg_attr(all(), path = \"a\")",
            "doc = include_str!(\"a\")",
            "a = include_str!(\"a\")",
            "a(include_bytes!(\"a\"))",
            "a] struct B; #[c",
            "derive(A)",
            "include(a)",
            "a(b) c",
            "",
        ] {
            assert!(!is_attribute(bad), "{bad}");
        }
    }

    #[test]
    fn a_check_is_a_path_from_its_crate_on() {
        for good in ["crate::checks::order", "::a::b", "a::B::check"] {
            assert!(is_function(good), "{good}");
        }
        for bad in ["check", "super::a", "self::a", "a::b()", "a::b::<C>", "a::b; fn c() {}", ""] {
            assert!(!is_function(bad), "{bad}");
        }
    }

    #[test]
    fn a_derive_is_a_path() {
        assert!(is_derive("Ord") && is_derive("a::B") && is_derive("::a::B"));
        for bad in ["a::B)] struct C; #[d(", "a<b>", "a!", "", "fn", "a b"] {
            assert!(!is_derive(bad), "{bad}");
        }
    }
}
