//! What a `$ref` leads to, by the tables, and what may stand beside one.

use super::shape::{Names, Object, Shape, with_article};
use crate::node::{Entry, Node, Value};
use crate::source::{Pointer, Span};

/// What a schema says of the use of another one, and not of its values.
pub(super) const ANNOTATIONS: [&str; 9] = [
    "title",
    "description",
    "default",
    "nullable",
    "readOnly",
    "writeOnly",
    "example",
    "deprecated",
    "externalDocs",
];

/// Takes away what stands beside a `$ref`, and gives the names and places of it.
///
/// OpenAPI 3.0.3, "Reference Object": it cannot be extended, and what is added SHALL be ignored.
/// Documents mean it nevertheless where they say `description` or `nullable`: in a schema these
/// are kept (`keeps`), and the `$ref` becomes the only part of an `allOf`.
pub(super) fn take_siblings(node: &mut Node, keeps: bool) -> Vec<(String, Span)> {
    let span = node.span;
    let ignored = take_others(node, if keeps { &ANNOTATIONS } else { &[] });
    let Value::Object(entries) = &mut node.value else {
        return ignored;
    };
    if entries.keys().any(|key| ANNOTATIONS.contains(&key.as_str()))
        && let Some((key, entry)) = entries.shift_remove_entry("$ref")
    {
        let at = entry.key;
        let reference = Value::Object([(key, entry)].into_iter().collect());
        let parts = Value::Array(vec![Node { value: reference, span }]);
        let all_of = Entry { key: at, node: Node { value: parts, span } };
        entries.insert("allOf".to_owned(), all_of);
    }
    ignored
}

/// Takes away what stands beside a `$ref` and has no name of `known`, and gives the names and
/// places of it.
pub(super) fn take_others(node: &mut Node, known: &[&str]) -> Vec<(String, Span)> {
    let mut taken = Vec::new();
    let Value::Object(entries) = &mut node.value else {
        return taken;
    };
    entries.retain(|key, entry| {
        let stays = key == "$ref" || key.starts_with("x-") || known.contains(&key.as_str());
        if !stays {
            taken.push((key.clone(), entry.key));
        }
        stays
    });
    taken
}

/// Whether what a `$ref` leads to can be a `wanted`, by the tables of a version.
///
/// # Errors
///
/// Why it cannot, as the end of a sentence.
pub(super) fn check(
    at: &Pointer,
    node: &Node,
    wanted: &Object,
    table: &'static Object,
) -> Result<(), String> {
    let name = wanted.name;
    let found = match shape_at(at, table) {
        Some(Shape::Object(found) | Shape::RefOr(found) | Shape::AnySchema(found)) => {
            Some(found.name)
        }
        Some(Shape::SchemaOrBoolean(_)) => Some("Schema"),
        // An extension, or an example: it is what it looks like.
        Some(Shape::Anything) | None => None,
        Some(other) => {
            return Err(format!(
                "leads to {}, and not to {} Object",
                other.describe(),
                with_article(name)
            ));
        }
    };
    if let Some(found) = found.filter(|found| *found != name && !is_read_as(found, name)) {
        return Err(format!(
            "leads to {} Object, and not to {} Object",
            with_article(found),
            with_article(name)
        ));
    }
    let is_known = |key: &String| key == "$ref" || wanted.fields().any(|field| field.name == key);
    // The names of a path, of a status, of an event: any word.
    let looks_right = match &node.value {
        Value::Bool(_) => name == "Schema",
        Value::Object(entries) => {
            let is_extension = |key: &String| key.starts_with("x-");
            wanted.others.is_some()
                || entries.keys().all(is_extension)
                || entries.keys().any(is_known)
        }
        _ => false,
    };
    if looks_right {
        Ok(())
    } else {
        Err(format!("leads to something that is not {} Object", with_article(name)))
    }
}

/// Whether a `found` says all that a `wanted` has to: a request body has the description and the
/// content of a response, a parameter has the schema of a header. Real documents have one in the
/// place of the other.
fn is_read_as(found: &str, wanted: &str) -> bool {
    matches!((found, wanted), ("Request Body", "Response") | ("Parameter", "Header"))
}

/// The kind of object that a `$ref` leads to, where it is another than the wanted one and is read
/// as that nevertheless.
pub(super) fn read_as(
    reference: &Node,
    wanted: &str,
    root: &'static Object,
) -> Option<&'static str> {
    let at = Pointer::parse(reference.as_str()?)?;
    match shape_at(&at, root)? {
        Shape::RefOr(found) if is_read_as(found.name, wanted) => Some(found.name),
        _ => None,
    }
}

/// The node with all that a `wanted` has to have as a matter of form.
pub(super) fn filled(node: &Node, wanted: &str) -> Node {
    let (mut node, span) = (node.clone(), node.span);
    if wanted == "Response"
        && let Value::Object(entries) = &mut node.value
        && !entries.contains_key("$ref")
    {
        let empty = Node { value: Value::String(String::new()), span };
        entries.entry("description".to_owned()).or_insert(Entry { key: span, node: empty });
    }
    node
}

/// What the specification wants at a place below the root. `None` where it says nothing.
pub(super) fn shape_at(at: &Pointer, root: &'static Object) -> Option<&'static Shape> {
    let mut tokens = at.tokens();
    let first = field(root, &tokens.next()?)?;
    tokens.try_fold(first, |shape, token| {
        let shape = if let Shape::SchemaOrBoolean(schema) = shape { schema } else { shape };
        match shape {
            Shape::List(inner) | Shape::Map(inner) => Some(*inner),
            Shape::Object(object) | Shape::RefOr(object) | Shape::AnySchema(object) => {
                field(object, &token)
            }
            _ => None,
        }
    })
}

fn field(object: &'static Object, name: &str) -> Option<&'static Shape> {
    let others = || object.others.filter(|(names, _): &(Names, _)| names.include(name));
    let known = object.fields().find(|field| field.name == name);
    known.map(|field| &field.shape).or_else(|| others().map(|(_, shape)| shape))
}
