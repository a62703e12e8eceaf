//! Rows of the tables, and the objects that all versions have.

use crate::document::shape::{Cases, Field, Names, Need, Object, Shape};

pub(super) const fn optional(name: &'static str, shape: Shape) -> Field {
    Field { name, need: Need::Optional, shape }
}

pub(super) const fn required(name: &'static str, shape: Shape) -> Field {
    Field { name, need: Need::Required, shape }
}

pub(super) const fn formal(name: &'static str, shape: Shape) -> Field {
    Field { name, need: Need::Formal, shape }
}

pub(super) const fn object(name: &'static str, fields: &'static [Field]) -> Object {
    Object { name, shared: &[], own: fields, others: None, has_schema: false, cases: None }
}

/// An object with fields that it has in other versions as well.
pub(super) const fn extended(
    name: &'static str,
    shared: &'static [Field],
    own: &'static [Field],
) -> Object {
    Object { shared, ..object(name, own) }
}

pub(super) const fn described(name: &'static str, shared: &'static [Field]) -> Object {
    Object { has_schema: true, ..extended(name, shared, &[]) }
}

pub(super) const fn keyed(name: &'static str, names: Names, shape: &'static Shape) -> Object {
    Object {
        name,
        shared: &[],
        own: &[],
        others: Some((names, shape)),
        has_schema: false,
        cases: None,
    }
}

pub(super) const fn by_case(object: Object, cases: &'static Cases) -> Object {
    Object { cases: Some(cases), ..object }
}

pub(super) const REQUIREMENTS: Shape = Shape::List(&Shape::Map(&Shape::List(&Shape::Text)));

pub(super) const QUERY_STYLES: &[&str] = &["form", "spaceDelimited", "pipeDelimited", "deepObject"];

pub(super) static CONTACT: Object = object(
    "Contact",
    &[optional("name", Shape::Text), optional("url", Shape::Text), optional("email", Shape::Text)],
);

pub(super) static SERVER_VARIABLE: Object = object(
    "Server Variable",
    &[
        optional("enum", Shape::List(&Shape::Text)),
        required("default", Shape::Text),
        optional("description", Shape::Text),
    ],
);

pub(super) static EXTERNAL_DOCS: Object = object(
    "External Documentation",
    &[optional("description", Shape::Text), formal("url", Shape::Text)],
);

pub(super) const fn info(license: Shape) -> [Field; 6] {
    [
        formal("title", Shape::Text),
        optional("description", Shape::Text),
        optional("termsOfService", Shape::Text),
        optional("contact", Shape::Object(&CONTACT)),
        optional("license", license),
        formal("version", Shape::Text),
    ]
}

pub(super) const LICENSE: &[Field] = &[formal("name", Shape::Text), optional("url", Shape::Text)];

pub(super) static SERVER: [Field; 3] = [
    required("url", Shape::Text),
    optional("description", Shape::Text),
    optional("variables", Shape::Map(&Shape::Object(&SERVER_VARIABLE))),
];

pub(super) const TAG: &[Field] = &[
    required("name", Shape::Text),
    optional("description", Shape::Text),
    optional("externalDocs", Shape::Object(&EXTERNAL_DOCS)),
];

pub(super) const fn path_item(operation: Shape, servers: Shape, parameters: Shape) -> [Field; 13] {
    [
        optional("$ref", Shape::Text),
        optional("summary", Shape::Text),
        optional("description", Shape::Text),
        optional("get", operation),
        optional("put", operation),
        optional("post", operation),
        optional("delete", operation),
        optional("options", operation),
        optional("head", operation),
        optional("patch", operation),
        optional("trace", operation),
        optional("servers", servers),
        optional("parameters", parameters),
    ]
}

/// All but `responses`.
pub(super) const fn operation(
    parameters: Shape,
    request_body: Shape,
    callbacks: Shape,
    servers: Shape,
) -> [Field; 11] {
    [
        optional("tags", Shape::List(&Shape::Text)),
        optional("summary", Shape::Text),
        optional("description", Shape::Text),
        optional("externalDocs", Shape::Object(&EXTERNAL_DOCS)),
        optional("operationId", Shape::Text),
        optional("parameters", parameters),
        optional("requestBody", request_body),
        optional("callbacks", callbacks),
        optional("deprecated", Shape::Boolean),
        optional("security", REQUIREMENTS),
        optional("servers", servers),
    ]
}

/// What a parameter and a header have: the styles, and what describes the value.
pub(super) const fn value(
    style: Shape,
    schema: Shape,
    examples: Shape,
    content: Shape,
) -> [Field; 11] {
    [
        optional("description", Shape::Text),
        optional("required", Shape::Boolean),
        optional("deprecated", Shape::Boolean),
        optional("allowEmptyValue", Shape::Boolean),
        optional("style", style),
        optional("explode", Shape::Boolean),
        optional("allowReserved", Shape::Boolean),
        optional("schema", schema),
        optional("example", Shape::Anything),
        optional("examples", examples),
        optional("content", content),
    ]
}

pub(super) const fn request_body(content: Shape) -> [Field; 3] {
    [
        optional("description", Shape::Text),
        formal("content", content),
        optional("required", Shape::Boolean),
    ]
}

pub(super) const fn media_type(schema: Shape, examples: Shape, encoding: Shape) -> [Field; 4] {
    [
        optional("schema", schema),
        optional("example", Shape::Anything),
        optional("examples", examples),
        optional("encoding", encoding),
    ]
}

pub(super) const fn encoding(headers: Shape) -> [Field; 5] {
    [
        optional("contentType", Shape::Text),
        optional("headers", headers),
        optional("style", Shape::OneOf(QUERY_STYLES)),
        optional("explode", Shape::Boolean),
        optional("allowReserved", Shape::Boolean),
    ]
}

/// All but `description`.
pub(super) const fn response(headers: Shape, content: Shape, links: Shape) -> [Field; 3] {
    [optional("headers", headers), optional("content", content), optional("links", links)]
}

pub(super) const EXAMPLE: &[Field] = &[
    optional("summary", Shape::Text),
    optional("description", Shape::Text),
    optional("value", Shape::Anything),
    optional("externalValue", Shape::Text),
];

pub(super) const fn link(server: Shape) -> [Field; 6] {
    [
        optional("operationRef", Shape::Text),
        optional("operationId", Shape::Text),
        optional("parameters", Shape::Map(&Shape::Anything)),
        optional("requestBody", Shape::Anything),
        optional("description", Shape::Text),
        optional("server", server),
    ]
}

pub(super) const DISCRIMINATOR: &[Field] =
    &[required("propertyName", Shape::Text), optional("mapping", Shape::Map(&Shape::Text))];

pub(super) const XML: &[Field] = &[
    optional("name", Shape::Text),
    optional("namespace", Shape::Text),
    optional("prefix", Shape::Text),
    optional("attribute", Shape::Boolean),
    optional("wrapped", Shape::Boolean),
];

/// What JSON Schema says of values, with what `exclusiveMaximum` and `exclusiveMinimum` are.
pub(super) const fn assertions(exclusive: Shape) -> [Field; 15] {
    [
        optional("multipleOf", Shape::Number),
        optional("maximum", Shape::Number),
        optional("exclusiveMaximum", exclusive),
        optional("minimum", Shape::Number),
        optional("exclusiveMinimum", exclusive),
        optional("maxLength", Shape::Count),
        optional("minLength", Shape::Count),
        optional("pattern", Shape::Text),
        optional("maxItems", Shape::Count),
        optional("minItems", Shape::Count),
        optional("uniqueItems", Shape::Boolean),
        optional("maxProperties", Shape::Count),
        optional("minProperties", Shape::Count),
        optional("required", Shape::List(&Shape::Text)),
        optional("enum", Shape::List(&Shape::Anything)),
    ]
}
