//! Extensions of other tools that say what ours say: each becomes ours before anything else is read,
//! so that all later stages know ours alone. `docs/extensions.md` lists them.
//!
//! What stands for it keeps the place of the text that it came from. Where ours stands beside it,
//! ours holds. A value of another form is told of in a note, and not read: most documents are not
//! written by who generates from them.

mod foreign;
mod names;
mod enums;
mod marks;
mod paging;
mod ignored;

use std::collections::BTreeMap;

use self::foreign::{Foreign, Outcome};
use super::overrides;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::shape::Object;
use crate::document::version::Dialect;
use crate::document::walk::{Visited, walk};
use crate::node::{Node, Value};
use crate::source::{Pointer, Span};

/// An extension, the objects of the specification that have it, and how it is read.
struct Rule {
    key: &'static str,
    on: &'static [&'static str],
    read: fn(&Foreign<'_>) -> Outcome,
}

const OPERATION: &[&str] = &["Operation"];
const PARAMETER: &[&str] = &["Parameter"];
const SCHEMA: &[&str] = &["Schema"];
/// What has a name of its own in the code, but for operations and tags.
const NAMED: &[&str] = &["Schema", "Parameter", REFERENCE];
const VALUES: &[&str] = &["Schema", VALUE];
const NULLABLE: &[&str] = &["Schema", VALUE, REFERENCE];
/// A schema that is a reference.
const REFERENCE: &str = "$ref";
/// What Swagger 2.0 describes as a schema would, and without one.
const VALUE: &str = "value";

/// All of them, by who invented them.
const RULES: &[Rule] = &[
    // Azure: AutoRest, and Kiota.
    Rule { key: "x-ms-client-name", on: NAMED, read: names::of_value },
    Rule { key: "x-ms-enum", on: VALUES, read: enums::azure },
    Rule { key: "x-ms-pageable", on: OPERATION, read: paging::azure },
    Rule { key: "x-ms-parameter-location", on: PARAMETER, read: marks::location },
    Rule { key: "x-ms-secret", on: VALUES, read: marks::secret },
    Rule { key: "x-ms-mutability", on: &["Schema", REFERENCE], read: marks::mutability },
    Rule { key: "x-ms-discriminator-value", on: SCHEMA, read: names::of_discriminator },
    // Speakeasy.
    Rule { key: "x-speakeasy-name-override", on: OPERATION, read: names::of_value },
    Rule { key: "x-speakeasy-name-override", on: NAMED, read: names::of_value },
    Rule { key: "x-speakeasy-group", on: OPERATION, read: names::group },
    Rule { key: "x-speakeasy-enums", on: VALUES, read: enums::names },
    Rule { key: "x-speakeasy-enum-descriptions", on: VALUES, read: enums::descriptions },
    Rule { key: "x-speakeasy-unknown-values", on: VALUES, read: enums::unknown_values },
    Rule { key: "x-speakeasy-pagination", on: OPERATION, read: paging::speakeasy },
    // Fern.
    Rule { key: "x-fern-sdk-method-name", on: OPERATION, read: names::of_value },
    Rule { key: "x-fern-sdk-group-name", on: OPERATION, read: names::group },
    Rule { key: "x-fern-type-name", on: SCHEMA, read: names::of_type },
    Rule { key: "x-fern-parameter-name", on: PARAMETER, read: names::of_value },
    Rule { key: "x-fern-property-name", on: &["Schema", REFERENCE], read: names::of_value },
    Rule { key: "x-fern-enum", on: VALUES, read: enums::fern },
    Rule { key: "x-fern-pagination", on: OPERATION, read: paging::fern },
    // OpenAPI Generator, NSwag, Redocly, Zalando, go-swagger and others.
    Rule { key: "x-enumNames", on: VALUES, read: enums::names },
    Rule { key: "x-enumDescriptions", on: VALUES, read: enums::descriptions },
    Rule { key: "x-enum-descriptions", on: VALUES, read: enums::descriptions },
    Rule { key: "x-extensible-enum", on: VALUES, read: enums::extensible },
    Rule { key: "x-nullable", on: NULLABLE, read: marks::nullable },
    Rule { key: "x-isnullable", on: NULLABLE, read: marks::nullable },
    Rule { key: "x-isNullable", on: NULLABLE, read: marks::nullable },
    Rule { key: "x-is-nullable", on: NULLABLE, read: marks::nullable },
    Rule { key: "x-null", on: NULLABLE, read: marks::nullable },
    Rule { key: "x-example", on: PARAMETER, read: marks::example },
];

/// The extensions that were read, by the places of their keys.
#[derive(Debug, Clone, Default)]
pub(in crate::document) struct VendorKeys(BTreeMap<Span, &'static str>);

impl VendorKeys {
    /// What the extension at a place is called in the document, if it is none of ours.
    pub(in crate::document) fn written(&self, root: &Node, at: &Pointer) -> Option<&'static str> {
        let owner = root.at(&at.parent()?)?;
        self.0.get(&owner.entry(&at.last()?)?.key).copied()
    }
}

/// Whether a tree has any of the extensions, or one of ours that is read here.
pub(in crate::document) fn has_vendors(node: &Node) -> bool {
    match &node.value {
        Value::Object(entries) => entries.iter().any(|(key, entry)| {
            let is_one = key.starts_with("x-")
                && (ignored::KEYS.contains(&key.as_str())
                    || overrides::is_ours(key)
                    || RULES.iter().any(|rule| rule.key == key));
            is_one || has_vendors(&entry.node)
        }),
        Value::Array(items) => items.iter().any(has_vendors),
        _ => false,
    }
}

/// Rewrites them. The tree need not be checked.
pub(in crate::document) fn read_vendors(
    dialect: Dialect,
    root: &mut Node,
    diagnostics: &mut Diagnostics,
) -> VendorKeys {
    let table: &'static Object = dialect.table();
    overrides::tell_misplaced(dialect, root, table, diagnostics);
    overrides::require(root, table, diagnostics);
    ignored::leave_out(root, table, diagnostics);
    let whole = root.get(paging::FERN).cloned();
    let mut keys = VendorKeys::default();
    walk(root, table, &mut |visited, node, place| {
        let kind = match visited {
            Visited::Object(kind) => *kind,
            Visited::Reference("Schema") => REFERENCE,
            Visited::Reference(_) => return,
        };
        let is_value =
            dialect == Dialect::Swagger2 && matches!(kind, "Parameter" | "Items" | "Header");
        let is_on = |on: &&&str| **on == kind || (is_value && **on == VALUE);
        for rule in RULES.iter().filter(|rule| rule.on.iter().any(|on| is_on(&on))) {
            let Some(entry) = node.entry(rule.key).cloned() else { continue };
            let at = || place.pointer().child(rule.key);
            let method = at().parent().and_then(|at| at.last().map(|last| last.into_owned()));
            let foreign = Foreign {
                entry: &entry,
                owner: node,
                dialect,
                method: method.as_deref().unwrap_or_default(),
                whole: whole.as_ref(),
            };
            match (rule.read)(&foreign) {
                Ok(ours) => {
                    keys.0.insert(entry.key, rule.key);
                    ours.into_iter()
                        .for_each(|(key, value)| foreign::put(node, key, &entry, value));
                }
                Err(reason) => diagnostics.push(unread(rule.key, reason, at(), entry.node.span)),
            }
        }
    });
    overrides::describe(dialect, root, table, diagnostics);
    keys
}

/// Says why an extension is not read.
fn unread(key: &str, reason: &str, at: Pointer, span: Span) -> Diagnostic {
    Diagnostic::note(Code::InvalidExtension, at, span, format!("`{key}` is not read: {reason}"))
        .consequence("it is as if it were not there")
        .help(
            "`docs/extensions.md` of the generator says what of it is read, and what says the same",
        )
}

#[cfg(test)]
mod tests {
    use super::{RULES, ignored, overrides};

    #[test]
    fn each_extension_that_is_read_is_in_the_documentation() {
        let docs = include_str!("../../../../docs/extensions.md");
        let read = docs.split("## Not read").next().unwrap_or_default();
        let keys = RULES.iter().map(|rule| rule.key).chain(ignored::KEYS).chain(overrides::KEYS);
        let missing: Vec<_> = keys.filter(|key| !read.contains(&format!("`{key}`"))).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
}
