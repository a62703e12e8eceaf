//! What to do about what many write by mistake: what they mean has its place in the specification.

use crate::document::place::Place;
use crate::document::shape::{Object, Shape};
use crate::document::version::Dialect;
use crate::node::{Node, Value};

/// The longest text in which a blank may have been forgotten.
const LONGEST: usize = 80;

/// What a parameter says by its schema.
const OF_SCHEMAS: [&str; 12] = [
    "default",
    "enum",
    "format",
    "items",
    "maximum",
    "maxLength",
    "minimum",
    "minLength",
    "nullable",
    "pattern",
    "properties",
    "type",
];

/// What to write in the place of a field that its object does not have.
pub(super) fn of_field(
    key: &str,
    node: &Node,
    object: &Object,
    dialect: Dialect,
) -> Option<&'static str> {
    let is_swagger = dialect == Dialect::Swagger2;
    let help = match (object.name, key) {
        ("Responses", _) => "write a status such as `'200'`, a range such as `4XX`, or `default`",
        ("Path Item", _) if node.get("responses").is_some() => {
            "a path has the methods `get`, `put`, `post`, `delete`, `options`, `head`, `patch` and \
             `trace`"
        }
        ("Swagger", "components") => "write `definitions`, `parameters` and `responses` here",
        ("Swagger", "servers") => "write `host`, `basePath` and `schemes`",
        _ if is_swagger => return None,
        ("Parameter" | "Header", key) if OF_SCHEMAS.contains(&key) => "move it into `schema`",
        ("Response" | "Request Body", "schema") => {
            "move it into `content`: `content: {application/json: {schema: …}}`"
        }
        ("Operation", "body") => "write `requestBody`, with a `content`",
        ("Operation" | "OpenAPI", "consumes" | "produces") => {
            "name the media type in `content` of each request body and response"
        }
        ("OpenAPI", "definitions") => "move it to `components: {schemas: …}`",
        ("OpenAPI", "securityDefinitions") => "move it to `components: {securitySchemes: …}`",
        ("OpenAPI", "host" | "basePath" | "schemes") => {
            "write them as one URL: `servers: [{url: 'https://…'}]`"
        }
        _ => return None,
    };
    Some(help)
}

/// What to do about a value that does not have the shape that it needs.
pub(super) fn of_value(node: &Node, shape: &Shape, place: &Place<'_>) -> Option<String> {
    match (&node.value, shape) {
        (Value::Bool(is_required), Shape::List(Shape::Text)) => of_required(*is_required, place),
        (Value::Object(_), Shape::List(_)) => {
            Some("write a list here: each item begins with `- `".to_owned())
        }
        (Value::String(text), Shape::List(_)) if text.contains(',') && text.len() <= LONGEST => {
            Some(format!("write a list here: `[{text}]`"))
        }
        (Value::String(word), Shape::OneOf(words)) => of_word(word, words).map(str::to_owned),
        (Value::String(text), shape) if !matches!(shape, Shape::Text | Shape::TextOrTexts) => {
            unspaced(text)
        }
        _ => None,
    }
}

/// OpenAPI 3.0.3, "Properties" of the Schema Object: `required` is taken from JSON Schema, where it is a
/// list of the object and no mark of its property.
fn of_required(is_required: bool, place: &Place<'_>) -> Option<String> {
    let Place::Key(Place::Key(Place::Key(_, "properties"), name), "required") = place else {
        return None;
    };
    Some(match is_required {
        true => format!("write it beside `properties` of the object: `required: [{name}]`"),
        false => "remove it: what `required` of the object does not list is optional".to_owned(),
    })
}

/// What is written in the place of a word that other versions, or people, have.
pub(super) fn of_word(word: &str, words: &[&str]) -> Option<&'static str> {
    let has = |known: &str| words.contains(&known);
    match word.to_lowercase().as_str() {
        "body" if has("path") => Some("move it to `requestBody`, beside `parameters`"),
        "formdata" if has("path") => Some(
            "move it to `requestBody`, as a property of the schema of \
             `application/x-www-form-urlencoded` or `multipart/form-data`",
        ),
        "bearer" | "jwt" | "token" if has("openIdConnect") => {
            Some("write `type: http` and `scheme: bearer`")
        }
        "basic" if has("openIdConnect") => Some("write `type: http` and `scheme: basic`"),
        _ => None,
    }
}

/// A key and its value with no blank between them are one text (YAML 1.2.2, section 7.3.3).
fn unspaced(text: &str) -> Option<String> {
    let (key, value) = text.split_once(':').filter(|_| text.len() <= LONGEST)?;
    let is_key = !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '$');
    let is_value = !value.is_empty() && !value.starts_with([' ', '/', ':']);
    (is_key && is_value).then(|| format!("write a blank behind the colon: `{key}: {value}`"))
}
