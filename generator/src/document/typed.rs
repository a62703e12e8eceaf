//! The tree as the types of `openapiv3`, in work that follows its size.
//!
//! `openapiv3` tells the forms of a schema apart on copies: all that is below a schema is copied where a
//! reference could stand in its place, and again for its extensions. What stands within a hundred schemas
//! would be copied some hundreds of times. So a tree that is deep is read in parts, none of which is.

mod null;
mod parts;

use openapiv3::{ReferenceOr, Schema};
use serde::de::Deserialize as _;

use super::shape::Object;
use super::walk::{Visited, walk};
use crate::node::{DeserializeError, Node, Value};

pub(super) use null::references;
pub(super) use parts::{Parts, Whole};

pub use null::is_null;

/// A tree of no more levels is read at once: all documents that people write.
const LEVELS: usize = 40;

/// About the levels of a part.
const PART: usize = 12;

/// The value of a tree that is described by an object of OpenAPI 3.0.
pub(super) fn read<T: Whole>(root: &Node, object: &'static Object) -> Result<T, DeserializeError> {
    if !is_deeper(root, LEVELS) {
        return T::deserialize(root);
    }
    let (mut root, mut parts) = (root.clone(), Vec::new());
    walk(&mut root, object, &mut |visited, node, _| {
        let is_apart = match visited {
            Visited::Object("Schema") => is_deeper(node, PART),
            // What a document calls like a stand-in has one itself.
            Visited::Reference("Schema") => {
                node.get("$ref").and_then(Node::as_str).is_some_and(Parts::is_reference)
            }
            _ => false,
        };
        if is_apart {
            let stand_in = Node::object(node.span);
            let reference = Node::text(Parts::reference(parts.len()), node.span);
            parts.push(std::mem::replace(node, stand_in.with("$ref", reference)));
        }
    });
    let schema =
        |part: &Node| ReferenceOr::<Schema>::deserialize(part).map_err(|error| error.at(part.span));
    let parts: Result<Vec<_>, _> = parts.iter().map(schema).collect();
    let mut parts = Parts::new(parts?);
    let mut whole = T::deserialize(&root)?;
    whole.complete(&mut parts);
    Ok(whole)
}

/// Whether a tree has more levels below its root.
fn is_deeper(node: &Node, levels: usize) -> bool {
    let below = |node: &Node| match levels.checked_sub(1) {
        Some(levels) => is_deeper(node, levels),
        None => true,
    };
    match &node.value {
        Value::Array(items) => items.iter().any(below),
        Value::Object(members) => members.values().any(|entry| below(&entry.node)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use openapiv3::OpenAPI;
    use serde_json::{Value as Json, json};

    use super::*;
    use crate::document::tables;
    use crate::limit::Limits;
    use crate::node::parse;
    use crate::source::{Source, SourceId};

    /// Schemas within each other, in each way that there is.
    fn deep(levels: usize) -> Json {
        (0..levels).fold(json!({"type": "string"}), |inner, level| match level % 8 {
            0 => json!({"type": "array", "items": inner}),
            1 => json!({"type": "object", "properties": {"a": inner, "b": {"$ref": "#/x"}}}),
            2 => json!({"type": "object", "additionalProperties": inner}),
            3 => json!({"allOf": [{"type": "object"}, inner]}),
            4 => json!({"oneOf": [inner]}),
            5 => json!({"anyOf": [inner], "description": "d"}),
            6 => json!({"not": inner}),
            _ => json!({"properties": {"a": inner}, "items": {"$ref": "\u{0}000"},
                "allOf": [{"$ref": "\u{0}001"}], "example": {"$ref": "\u{0}002"}}),
        })
    }

    /// A document that has a schema wherever one can be.
    fn document(schema: &Json) -> Json {
        let content = json!({"application/json": {"schema": schema}});
        let header = json!({"schema": schema});
        let form = json!({"multipart/form-data": {"schema": schema,
            "encoding": {"a": {"headers": {"X-A": header}}}}});
        let parameter =
            |place: &str| json!({"name": "a", "in": place, "required": true, "schema": schema});
        let parameters = ["path", "query", "header", "cookie"].map(parameter);
        let response = json!({"description": "", "headers": {"X-B": {"content": content}}, "content": content});
        let operation = json!({"parameters": parameters, "requestBody": {"content": form},
            "responses": {"200": response, "default": response}});
        let mut whole = operation.clone();
        whole["callbacks"] = json!({"a": {"/b": {"post": operation}}});
        json!({"openapi": "3.0.3", "info": {"title": "a", "version": "1"},
            "paths": {"/a/{a}": {"parameters": parameters, "get": whole}},
            "components": {"schemas": {"A": schema}, "responses": {"B": response},
                "parameters": {"C": parameter("query")}, "requestBodies": {"D": {"content": form}},
                "headers": {"E": header}, "callbacks": {"F": {"/c": {"put": operation}}}}})
    }

    fn tree(json: &Json) -> Node {
        let source = Source::new("a.json", json.to_string());
        parse(SourceId(0), &source, &Limits::default()).0.unwrap()
    }

    /// As deep as that, a thread of a test has no room.
    fn with_room(work: fn()) {
        let thread = std::thread::Builder::new().stack_size(64 << 20);
        thread.spawn(work).unwrap().join().unwrap();
    }

    #[test]
    fn what_is_read_in_parts_is_what_is_read_at_once() {
        with_room(|| {
            for levels in [3, 20, 30] {
                let root = tree(&document(&deep(levels)));
                let read: OpenAPI = super::read(&root, &tables::OPENAPI).unwrap();
                assert_eq!(read, OpenAPI::deserialize(&root).unwrap());
            }
        });
    }

    #[test]
    fn a_component_is_read_in_parts_too() {
        with_room(|| {
            let root = tree(&deep(32));
            let object = tables::referable("Schema").unwrap();
            let read: ReferenceOr<Schema> = super::read(&root, object).unwrap();
            assert_eq!(read, ReferenceOr::deserialize(&root).unwrap());
        });
    }

    #[test]
    fn a_mistake_in_a_part_has_its_place() {
        with_room(|| {
            let mut schema = json!({"type": "array", "items": {"type": "string", "minLength": -1}});
            for _ in 0..40 {
                schema = json!({"type": "array", "items": schema});
            }
            let root = tree(&document(&schema));
            let read = super::read::<OpenAPI>(&root, &tables::OPENAPI);
            assert!(read.is_err_and(|error| error.span().is_some()));
        });
    }
}
