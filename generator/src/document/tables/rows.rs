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
    Object { name, fields, others: None, has_schema: false, cases: None }
}

pub(super) const fn described(name: &'static str, fields: &'static [Field]) -> Object {
    Object { has_schema: true, ..object(name, fields) }
}

pub(super) const fn keyed(name: &'static str, names: Names, shape: &'static Shape) -> Object {
    Object { name, fields: &[], others: Some((names, shape)), has_schema: false, cases: None }
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
