//! How many operations a document has, counted without the generator.

use serde_json::Value;

/// The methods of a Path Item Object.
const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// The number of operations of a document; `None` where it is no YAML or has no paths.
pub(super) fn operations(text: &str) -> Option<usize> {
    // Every JSON text is a YAML text, but the reader of JSON is faster.
    let root: Value =
        serde_json::from_str(text).ok().or_else(|| serde_yaml::from_str(text).ok())?;
    let paths = root.get("paths")?.as_object()?;
    let items = paths.iter().filter(|(path, _)| path.starts_with('/')).map(|(_, item)| item);
    items.map(|item| in_item(&root, item)).sum()
}

/// `None` for an item in another file.
fn in_item(root: &Value, item: &Value) -> Option<usize> {
    let item = match item.get("$ref").and_then(Value::as_str) {
        Some(reference) => root.pointer(reference.strip_prefix('#')?)?,
        None => item,
    };
    let methods = METHODS.iter().filter(|method| item.get(**method).is_some_and(Value::is_object));
    Some(methods.count())
}
