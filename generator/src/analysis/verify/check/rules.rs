//! Rules of JSON Schema 2020-12 that make no type, and that OpenAPI 3.0 cannot say: they are judged by
//! the document as it is written.

use std::collections::BTreeMap;

use jsonschema::{Draft, Registry, Validator};
use serde_json::{Map, Value};

use super::super::contract::Tree;
use super::layers::Layer;
use crate::document::{Dialect, FILES};
use crate::node::Node;
use crate::source::Pointer;

/// The keywords of such rules.
const RULES: [&str; 12] = [
    "if",
    "then",
    "else",
    "not",
    "contains",
    "minContains",
    "maxContains",
    "propertyNames",
    "dependentRequired",
    "dependentSchemas",
    "prefixItems",
    PATTERNS,
];
const PATTERNS: &str = "patternProperties";
/// What goes with patterns: which properties they are not about.
const OTHERS: &str = "additionalProperties";

/// What stands for the document in references. Nothing is ever fetched.
const DOCUMENT: &str = "https://document.invalid/";

/// The rules of a document of OpenAPI 3.1 or 3.2 in one file; of any other, there are none.
pub(super) struct Rules<'d> {
    tree: Tree<'d>,
    registry: Option<Registry<'static>>,
    is_modern: bool,
    known: BTreeMap<Pointer, Option<Validator>>,
}

impl<'d> Rules<'d> {
    pub(super) fn of(tree: Tree<'d>) -> Self {
        let document = tree.document();
        let is_modern = matches!(document.dialect, Dialect::V3_1 | Dialect::V3_2);
        let is_one = document.root().get(FILES).is_none();
        let root = document.written(&Pointer::root()).filter(|_| is_modern && is_one);
        let registry = root.and_then(|root| {
            let builder = Registry::new().draft(Draft::Draft202012);
            builder.add(DOCUMENT, root.to_json()).ok()?.prepare().ok()
        });
        Self { tree, registry, is_modern, known: BTreeMap::new() }
    }

    /// Whether there can be rules that are not judged.
    pub(super) fn are_left(&self) -> bool {
        self.is_modern && self.registry.is_none()
    }

    /// Whether a schema has properties by the forms of their names, which OpenAPI 3.0 makes all others.
    pub(super) fn has_patterns(&self, layer: &Layer<'_>) -> bool {
        let document = self.tree.document();
        self.registry.is_some()
            && document
                .written(&document.place(&layer.at))
                .is_some_and(|written| written.get(PATTERNS).is_some())
    }

    /// The rules of a schema that a value breaks, by their keywords.
    pub(super) fn broken(&mut self, layer: &Layer<'_>, value: &Value) -> Vec<&'static str> {
        let Some(registry) = &self.registry else { return Vec::new() };
        let tree = self.tree;
        let known = self.known.entry(layer.at.clone());
        let Some(validator) = known.or_insert_with(|| build(tree, registry, layer)) else {
            return Vec::new();
        };
        let keyword = |location: &str| {
            let first = location.split('/').nth(1).unwrap_or_default();
            match first {
                OTHERS => Some(PATTERNS),
                first => RULES.into_iter().find(|rule| *rule == first),
            }
        };
        let errors = validator.iter_errors(value);
        let mut broken: Vec<&str> =
            errors.filter_map(|error| keyword(error.evaluation_path().as_str())).collect();
        broken.sort_unstable();
        broken.dedup();
        broken
    }
}

fn build(tree: Tree<'_>, registry: &Registry<'static>, layer: &Layer<'_>) -> Option<Validator> {
    let document = tree.document();
    let written = document.written(&document.place(&layer.at))?;
    let mut schema = Map::new();
    // What is alone is kept in OpenAPI 3.0, and judged there.
    for rule in RULES.into_iter().filter(|rule| layer.get(rule).is_none()) {
        if let Some(node) = written.get(rule) {
            schema.insert(rule.to_owned(), node.to_json());
        }
    }
    if schema.is_empty() {
        return None;
    }
    if schema.contains_key(PATTERNS)
        && let Some(others) = written.get(OTHERS)
    {
        let names = written.get("properties").and_then(Node::as_object).into_iter().flatten();
        let names: Map<String, Value> =
            names.map(|(name, _)| (name.clone(), true.into())).collect();
        schema.insert("properties".to_owned(), Value::Object(names));
        schema.insert(OTHERS.to_owned(), others.to_json());
    }
    let mut schema = Value::Object(schema);
    absolute(&mut schema);
    let options = jsonschema::options().with_draft(Draft::Draft202012).with_registry(registry);
    options.build(&schema).ok()
}

/// Makes references within the document references to it.
fn absolute(value: &mut Value) {
    match value {
        Value::Object(members) => {
            for (key, member) in members {
                match member {
                    Value::String(text) if key == "$ref" && text.starts_with('#') => {
                        text.insert_str(0, DOCUMENT);
                    }
                    member => absolute(member),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(absolute),
        _ => {}
    }
}
