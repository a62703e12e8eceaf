//! How many operations a document has, counted without the generator.

use serde_json::Value;

/// The methods of a Path Item Object; `query` is of OpenAPI 3.2.
const METHODS: [&str; 9] =
    ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/// The number of operations of a document; `None` where it is no YAML or has no paths.
pub(crate) fn operations(text: &str) -> Option<usize> {
    // Every JSON text is a YAML text, but the reader of JSON is faster.
    let root: Value =
        serde_json::from_str(text).ok().or_else(|| serde_yaml::from_str(text).ok())?;
    let none = serde_json::Map::new();
    let paths = match root.get("paths") {
        Some(paths) => paths.as_object()?,
        // OpenAPI 3.1 has documents of webhooks alone.
        None => root.get("webhooks").or(root.get("components")).map(|_| &none)?,
    };
    let items = paths.iter().filter(|(path, _)| path.starts_with('/')).map(|(_, item)| item);
    items.map(|item| in_item(&root, item)).sum()
}

/// `None` for an item in another file.
fn in_item(root: &Value, item: &Value) -> Option<usize> {
    let item = match item.get("$ref").and_then(Value::as_str) {
        Some(reference) => root.pointer(reference.strip_prefix('#')?)?,
        None => item,
    };
    let fixed = METHODS.iter().filter(|method| item.get(**method).is_some_and(Value::is_object));
    let additional = item.get("additionalOperations").and_then(Value::as_object);
    let additional = additional.into_iter().flatten();
    Some(fixed.count() + additional.filter(|(method, _)| !method.starts_with("x-")).count())
}
