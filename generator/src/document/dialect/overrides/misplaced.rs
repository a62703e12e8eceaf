//! Keys of ours where nothing reads them: an overlay that is wrong about a place says so.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::place::Place;
use crate::document::shape::Object;
use crate::document::version::Dialect;
use crate::document::walk::{Visited, walk};
use crate::node::Node;

/// What Swagger 2.0 describes as a schema would, and without one.
const VALUES: [&str; 3] = ["Parameter", "Items", "Header"];

/// A key, the objects of the specification that have it, and others with words of their own for a key
/// that is wrong there.
struct Key {
    name: &'static str,
    on: &'static [&'static str],
    /// Whether it can stand where Swagger 2.0 describes a value without a schema.
    is_of_values: bool,
    /// Whether it can stand beside the `$ref` of an object by this name.
    beside: &'static [&'static str],
    /// Whether it is about a property, where it stands on a schema.
    is_of_properties: bool,
    /// Whether it is read, or told of, in documents that are not written for us.
    is_of_others: bool,
}

impl Key {
    const fn on(name: &'static str, on: &'static [&'static str]) -> Self {
        Self {
            name,
            on,
            is_of_values: false,
            beside: &[],
            is_of_properties: false,
            is_of_others: false,
        }
    }

    const fn of_schemas(name: &'static str) -> Self {
        Self { is_of_values: true, beside: &["Schema"], ..Self::on(name, &["Schema"]) }
    }

    const fn of_others(name: &'static str) -> Self {
        Self { is_of_others: true, ..Self::of_schemas(name) }
    }
}

/// All of them, as `docs/extensions.md` lists them.
static ALL: [Key; 18] = [
    Key {
        beside: &["Schema"],
        ..Key::on("x-rust-name", &["Schema", "Parameter", "Operation", "Tag", "Security Scheme"])
    },
    Key { beside: &[], ..Key::of_schemas("x-rust-type-name") },
    Key::of_others("x-enum-varnames"),
    Key::of_others("x-enum-descriptions"),
    Key::on("x-paging", &["Operation"]),
    Key::on("x-idempotent", &["Operation"]),
    Key::on("x-bind", &["Parameter"]),
    Key {
        beside: &["Schema"],
        is_of_properties: true,
        is_of_others: true,
        ..Key::on("x-ignore", &["Operation", "Parameter", "Schema"])
    },
    Key {
        // Beside a reference to a parameter, it has words of its own.
        beside: &["Schema", "Parameter"],
        is_of_properties: true,
        ..Key::on("x-required", &["Parameter", "Schema"])
    },
    Key::of_others("x-nullable"),
    Key::of_schemas("x-open-enum"),
    Key {
        beside: &["Response", "Request Body"],
        ..Key::on("x-body", &["Media Type", "Response", "Request Body", BODY])
    },
    Key::of_schemas("x-rust-type"),
    Key::on("x-rust-derive", &["Schema"]),
    Key::on("x-rust-attributes", &["Schema"]),
    Key::on("x-rust-check", &["Schema"]),
    Key::on("x-rust-enums", &["OpenAPI", "Swagger"]),
    Key::on("x-value-prefix", &["Security Scheme"]),
];

/// The parameter of Swagger 2.0 that is the body.
const BODY: &str = "body";

/// Whether a key is one of them.
pub(super) fn is_ours(key: &str) -> bool {
    ALL.iter().any(|known| known.name == key)
}

/// Tells of each that stands where it changes nothing. The places of schemas that make no type are
/// told of where types are made.
pub(super) fn tell(
    dialect: Dialect,
    root: &mut Node,
    table: &'static Object,
    diagnostics: &mut Diagnostics,
) {
    walk(root, table, &mut |visited, node, place| {
        for key in &ALL {
            if let Some(entry) = node.entry(key.name)
                && let Some(reason) = fault(dialect, key, visited, node, place)
            {
                let at = place.pointer().child(key.name);
                let make = if key.is_of_others { Diagnostic::note } else { Diagnostic::warning };
                diagnostics.push(
                    make(Code::InvalidExtension, at, entry.key, format!("`{}` {reason}", key.name))
                        .consequence("it changes nothing")
                        .help("`docs/extensions.md` of the generator says where each key is read"),
                );
            }
        }
    });
}

/// Whether a parameter of Swagger 2.0 is the body, or a field of it.
fn is_of_body(place: &str) -> bool {
    place == "body" || place == "formData"
}

/// Why a key is not read at its place.
fn fault(
    dialect: Dialect,
    key: &Key,
    visited: &Visited,
    node: &Node,
    place: &Place<'_>,
) -> Option<String> {
    let (kind, is_read) = match visited {
        Visited::Reference(kind) => {
            let is_read = key.beside.contains(kind);
            if !is_read {
                return Some("stands beside a reference, and is not read there".to_owned());
            }
            (*kind, is_read)
        }
        Visited::Object(kind) => {
            let is_value = dialect == Dialect::Swagger2 && VALUES.contains(kind);
            let is_body = *kind == "Parameter"
                && node.get("in").and_then(Node::as_str) == Some("body")
                && key.on.contains(&BODY);
            let is_read = key.on.contains(kind) || is_body || (key.is_of_values && is_value);
            (*kind, is_read)
        }
    };
    if !is_read {
        return Some(format!("is not read on the object that OpenAPI calls {kind}"));
    }
    if key.name == "x-bind" && node.get("in").and_then(Node::as_str).is_some_and(is_of_body) {
        return Some("stands on a part of the body, which belongs to one call".to_owned());
    }
    let is_of_parameter = || {
        let list = place.above().and_then(Place::around);
        list.is_some_and(|list| list == "parameters" || list == "headers")
    };
    if kind == "Media Type" && is_of_parameter() {
        return Some("is about a body, and this is none".to_owned());
    }
    let is_property = || place.around().is_some_and(|list| list == "properties");
    if key.is_of_properties && kind == "Schema" && !is_property() {
        return Some("is about a property, and this schema is none".to_owned());
    }
    None
}

#[cfg(test)]
mod tests {
    use super::ALL;

    #[test]
    fn each_key_of_ours_in_the_documentation_is_known_and_no_other() {
        let docs = include_str!("../../../../../docs/extensions.md");
        let ours = docs.split("## Ours").nth(1).and_then(|ours| ours.split("\n## ").next());
        let rows = ours.unwrap_or_default().lines().filter(|line| line.starts_with("| `"));
        let first = rows.filter_map(|row| row.split('|').nth(1));
        let mut listed: Vec<&str> =
            first.flat_map(|cell| cell.split('`').skip(1).step_by(2)).collect();
        let mut known: Vec<&str> = ALL.iter().map(|key| key.name).collect();
        listed.sort_unstable();
        known.sort_unstable();
        assert_eq!(known, listed);
    }
}
