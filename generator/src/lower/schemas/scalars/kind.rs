//! Words that are no type of JSON, and what is meant by them.

use crate::diagnostic::nearest;

/// The types of JSON Schema, null aside.
pub(in crate::lower::schemas) const KINDS: [&str; 6] =
    ["string", "number", "integer", "boolean", "array", "object"];

/// What a word is, and what to write in its place.
pub(in crate::lower::schemas) fn meant(word: &str) -> (String, String) {
    let small = word.to_lowercase();
    let instead = match small.as_str() {
        "float" | "double" => Some(format!("write `type: number` and `format: {small}`")),
        "decimal" | "real" | "numeric" => Some("write `type: number`".to_owned()),
        "long" => Some("write `type: integer` and `format: int64`".to_owned()),
        "int32" | "int64" => Some(format!("write `type: integer` and `format: {small}`")),
        "date" | "uuid" | "uri" | "email" | "byte" | "binary" | "password" => {
            Some(format!("write `type: string` and `format: {small}`"))
        }
        "datetime" | "date-time" | "timestamp" => {
            Some("write `type: string` and `format: date-time`".to_owned())
        }
        "file" => Some("write `type: string` and `format: binary`".to_owned()),
        "any" | "mixed" => Some("leave `type` out: then it is any value".to_owned()),
        "map" | "dict" | "hash" => {
            Some("write `type: object` and `additionalProperties`".to_owned())
        }
        "list" => Some("write `type: array` and `items`".to_owned()),
        _ => None,
    };
    let near = nearest(word, KINDS.into_iter()).filter(|_| instead.is_none());
    let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
    let message = format!("`{word}` is no type of JSON{near}");
    (message, instead.unwrap_or_else(|| format!("use one of {}", KINDS.join(", "))))
}
