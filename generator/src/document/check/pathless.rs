//! Documents without paths: collections of definitions.

use crate::node::{Node, Value};

/// Where the schemas of a document are, in each of its versions.
const SCHEMAS: [&[&str]; 2] = [&["components", "schemas"], &["definitions"]];

/// Adds paths, in which there are none, to a document that has schemas: those can be used alone. One
/// that has nothing lacks its paths.
pub(super) fn fill(root: &mut Node) {
    let is_there = |path: &&[&str]| {
        let schemas = path.iter().try_fold(&*root, |node, step| node.get(step));
        schemas.is_some_and(|node| matches!(&node.value, Value::Object(all) if !all.is_empty()))
    };
    if matches!(root.value, Value::Object(_))
        && root.get("paths").is_none_or(|paths| matches!(paths.value, Value::Null))
        && SCHEMAS.iter().any(is_there)
    {
        let span = root.span;
        root.put("paths", Node::object(span));
    }
}
