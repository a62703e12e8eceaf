//! What a schema says of a value by itself, without what is within it: types, enums, formats,
//! patterns and bounds. The crate `jsonschema` judges it, by JSON Schema 2020-12.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD};
use jsonschema::{Draft, Validator};
use serde_json::{Map, Value};

use super::super::contract::Tree;
use super::super::kind::Kind;
use super::layers::Layer;
use super::rules::Rules;
use crate::node::Node;
use crate::source::Pointer;

/// The keywords that are about a value by itself.
const KEYWORDS: [&str; 13] = [
    "type",
    "enum",
    "format",
    "pattern",
    "multipleOf",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minProperties",
    "maxProperties",
    "const",
];

/// Bounds, and the marks that make them exclusive in OpenAPI 3.0.
const BOUNDS: [(&str, &str); 2] =
    [("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")];

/// The judges of schemas, each made once.
pub(super) struct Leaves<'d> {
    known: BTreeMap<Pointer, Judge>,
    pub(super) rules: Rules<'d>,
}

#[derive(Default)]
struct Judge {
    validator: Option<Validator>,
    /// What cannot be judged.
    left: Option<String>,
}

impl<'d> Leaves<'d> {
    pub(super) fn of(tree: Tree<'d>) -> Self {
        Self { known: BTreeMap::new(), rules: Rules::of(tree) }
    }

    /// What is wrong with a value: kinds, and the keywords that say so.
    pub(super) fn check(&mut self, layer: &Layer<'_>, value: &Value) -> Vec<(Kind, &'static str)> {
        let judge = self.known.entry(layer.at.clone()).or_insert_with(|| judge(layer));
        let mut found: Vec<(Kind, &'static str)> = Vec::new();
        if let Some(validator) = &judge.validator {
            for error in validator.iter_errors(value) {
                let fault = kind(error.kind().keyword());
                // A value of another type is nothing else besides.
                if fault.0 == Kind::WrongType {
                    return vec![fault];
                }
                found.push(fault);
            }
        }
        if let Some(fault) = by_format(layer, value) {
            found.push(fault);
        }
        found.dedup_by_key(|(kind, _)| *kind);
        found
    }

    /// What of a schema cannot be judged: a pattern that is none.
    pub(super) fn left(&self, layer: &Layer<'_>) -> Option<&str> {
        self.known.get(&layer.at)?.left.as_deref()
    }
}

fn judge(layer: &Layer<'_>) -> Judge {
    let mut schema = Map::new();
    for key in KEYWORDS {
        if let Some(node) = layer.get(key) {
            schema.insert(key.to_owned(), node.to_json());
        }
    }
    for (bound, exclusive) in BOUNDS {
        let Some(number) = layer.get(bound).map(Node::to_json) else { continue };
        let key = if layer.is(exclusive) { exclusive } else { bound };
        schema.insert(key.to_owned(), number);
    }
    if schema.is_empty() {
        return Judge::default();
    }
    match build(&schema) {
        Some(validator) => Judge { validator: Some(validator), left: None },
        None => {
            let pattern = schema.remove("pattern");
            let left = match (&pattern, build(&schema).is_some()) {
                (Some(_), true) => "a pattern that is no regular expression".to_owned(),
                _ => "a schema that is none".to_owned(),
            };
            Judge { validator: build(&schema), left: Some(left) }
        }
    }
}

fn build(schema: &Map<String, Value>) -> Option<Validator> {
    let options =
        jsonschema::options().with_draft(Draft::Draft202012).should_validate_formats(true);
    options.build(&Value::Object(schema.clone())).ok()
}

fn kind(keyword: &str) -> (Kind, &'static str) {
    match keyword {
        "type" => (Kind::WrongType, "type"),
        "enum" => (Kind::UnknownEnumValue, "enum"),
        "const" => (Kind::UnknownEnumValue, "const"),
        "format" => (Kind::WrongFormat, "format"),
        "pattern" => (Kind::WrongPattern, "pattern"),
        "minimum" | "exclusiveMinimum" => (Kind::OutOfBounds, "minimum"),
        "maximum" | "exclusiveMaximum" => (Kind::OutOfBounds, "maximum"),
        "multipleOf" => (Kind::OutOfBounds, "multipleOf"),
        "minLength" => (Kind::WrongLength, "minLength"),
        "maxLength" => (Kind::WrongLength, "maxLength"),
        "minItems" => (Kind::WrongCount, "minItems"),
        "maxItems" => (Kind::WrongCount, "maxItems"),
        "minProperties" => (Kind::WrongCount, "minProperties"),
        "maxProperties" => (Kind::WrongCount, "maxProperties"),
        "uniqueItems" => (Kind::DuplicateItems, "uniqueItems"),
        _ => (Kind::BrokenRule, "type"),
    }
}

/// The formats of OpenAPI, which JSON Schema does not have (OpenAPI 3.0, "Data Types").
fn by_format(layer: &Layer<'_>, value: &Value) -> Option<(Kind, &'static str)> {
    let is_well = match (layer.get("format").and_then(Node::as_str)?, value) {
        ("int32", Value::Number(number)) => {
            let is_whole = number.as_f64().is_some_and(|it| it.fract() != 0.0);
            is_whole
                || number
                    .as_f64()
                    .is_some_and(|it| it >= f64::from(i32::MIN) && it <= f64::from(i32::MAX))
        }
        ("int64", Value::Number(number)) => number.is_i64() || number.is_f64(),
        ("byte", Value::String(text)) => {
            let plain: String = text.split_whitespace().collect();
            STANDARD.decode(&plain).is_ok() || STANDARD_NO_PAD.decode(&plain).is_ok()
        }
        _ => true,
    };
    match (is_well, value) {
        (true, _) => None,
        (false, Value::String(_)) => Some((Kind::WrongFormat, "format")),
        (false, _) => Some((Kind::OutOfBounds, "format")),
    }
}
