//! Schemas: from JSON Schema 2020-12 to the Schema Object of OpenAPI 3.0.

use std::collections::BTreeSet;

use super::conversion::{Modern, keep, said_last};
use super::{types, value};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::dialect::kept::KEPT;
use crate::document::place::Place;
use crate::document::reference::ANNOTATIONS;
use crate::node::{Entry, Node, Value};

/// Marks a schema of no values.
const NEVER: &str = "never";

/// Keywords by which values are checked, and which say nothing of their types.
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
    "contentSchema",
    "unevaluatedItems",
];

impl Modern<'_> {
    pub(super) fn schema(&mut self, node: &mut Node, place: &Place<'_>) {
        if let Value::Bool(truth) = node.value {
            let written = node.clone();
            *node = Node::object(node.span);
            if !truth {
                keep(node, NEVER, Entry { key: written.span, node: written });
            }
            return;
        }
        if let Some(entry) = node.take("$schema") {
            self.dialect(&entry, place.pointer().child("$schema"));
        }
        for key in ["$id", "$anchor", "$dynamicAnchor", "$vocabulary", "$comment"] {
            node.take(key);
        }
        for key in ["$defs", "definitions"] {
            if let Some(entry) = node.take(key) {
                keep(node, key, entry);
            }
        }
        self.nullable(node, place);
        value::constant(node, place, self.diagnostics);
        self.bounds(node, place);
        value::content(node);
        value::example(node);
        self.list(node, place);
        self.object_of(node, place);
        discriminator(node);
        xml(node);
        alternatives(node);
        self.rules(node, place);
        types::convert(node);
        self.reference(node, place);
    }

    /// JSON Schema 2020-12 Core, section 10.3.1: items by their places, then the others.
    fn list(&mut self, node: &mut Node, place: &Place<'_>) {
        if let Some(entry) = node.take("unevaluatedItems")
            && node.get("items").is_none()
        {
            node.put_entry("items", entry);
        }
        let items = node.take("items");
        let prefix = node.take("prefixItems");
        let Some(prefix) = prefix else {
            match items.as_ref().map(|entry| &entry.node.value) {
                None | Some(Value::Bool(true)) => {}
                Some(Value::Bool(false)) => {
                    if let Some(entry) = items {
                        node.put("maxItems", zero(entry.node.span));
                        node.put("items", Node::object(entry.node.span));
                    }
                }
                Some(_) => {
                    if let Some(entry) = items {
                        node.put_entry("items", entry);
                    }
                }
            }
            return;
        };
        let span = prefix.node.span;
        let mut arms = prefix.node.as_array().unwrap_or_default().to_vec();
        let count = arms.len();
        let is_open = match items {
            None => true,
            Some(Entry { node: Node { value: Value::Bool(truth), .. }, .. }) => truth,
            Some(entry) => {
                arms.push(entry.node);
                false
            }
        };
        if is_open {
            arms.push(Node::object(span));
        } else if node.get("maxItems").is_none() && arms.len() == count {
            let number = Value::Number(count.into());
            node.put("maxItems", Node { value: number, span });
        }
        let key = prefix.key;
        let items = if is_open { Node::object(span) } else { any_of(arms, span) };
        node.put_entry("items", Entry { key, node: items });
        if node.get("type").is_none() {
            node.put("type", Node::text("array", span));
        }
        let (consequence, help) = if is_open {
            let consequence = "the items are kept as JSON: those behind the first can be anything";
            (consequence, "add `items: false`, if there are no further items")
        } else {
            let consequence = "each item can be of any of the types; which is where is not checked";
            (consequence, "nothing needs to be done: take the items in their order")
        };
        let message = "a list whose items have types by their places has no type of its own";
        let note = self.note(place.pointer().child("prefixItems"), key, message);
        self.diagnostics.push(note.consequence(consequence).help(help));
    }

    /// Section 10.3.2: properties by the forms of their names, then the others.
    fn object_of(&mut self, node: &mut Node, place: &Place<'_>) {
        if let Some(properties) = node.get_mut("properties").and_then(Node::as_object_mut) {
            properties.retain(|_, entry| !is_never(&entry.node));
        }
        if let Some(entry) = node.take("unevaluatedProperties")
            && node.get("additionalProperties").is_none()
        {
            node.put_entry("additionalProperties", entry);
        }
        let Some(patterns) = node.take("patternProperties") else { return };
        let span = patterns.node.span;
        let values = patterns.node.as_object().into_iter().flatten();
        let mut arms: Vec<Node> = values.map(|(_, entry)| entry.node.clone()).collect();
        arms.retain(|arm| !is_never(arm));
        let others = node.take("additionalProperties");
        let is_named = others.is_some();
        match others {
            Some(entry) if entry.node.as_bool() == Some(true) => {
                node.put_entry("additionalProperties", entry);
                return;
            }
            Some(Entry { node: Node { value: Value::Bool(_), .. }, .. }) | None => {}
            Some(entry) => arms.push(entry.node),
        }
        let values = any_of(arms, span);
        node.put_entry("additionalProperties", Entry { key: patterns.key, node: values });
        let message = "names of properties are not compared with patterns";
        let consequence = match is_named {
            true => "a property with any name can be of any of the types",
            false => "properties with other names are read as if they were of these types",
        };
        let at = place.pointer().child("patternProperties");
        let diagnostic = if is_named {
            self.note(at, patterns.key, message)
        } else {
            Diagnostic::warning(Code::UnsupportedSchema, at, patterns.key, message)
        };
        self.diagnostics.push(
            diagnostic
                .consequence(consequence)
                .help("say by `additionalProperties` what properties with other names can be"),
        );
    }

    /// What a value has to be beyond its type is for the server to check; readers are told.
    fn rules(&mut self, node: &mut Node, place: &Place<'_>) {
        let is_alone = node.as_object().is_some_and(|entries| {
            let says = |key: &&String| {
                !ANNOTATIONS.contains(&key.as_str()) && !RULES.contains(&key.as_str())
            };
            entries.keys().find(says).is_none()
        });
        let mut found = Vec::new();
        // Every name of a property is text.
        let is_idle = |names: &Node| {
            let entries = names.as_object().into_iter().flatten();
            entries
                .filter(|(key, _)| !ANNOTATIONS.contains(&key.as_str()))
                .all(|(key, entry)| key == "type" && entry.node.as_str() == Some("string"))
        };
        if node.get("propertyNames").is_some_and(is_idle) {
            node.take("propertyNames");
        }
        conditional(node);
        for key in RULES {
            // By itself, `not` is all that is known: that is told where the type is made.
            if key == "not" && is_alone && found.is_empty() {
                continue;
            }
            found.extend(node.take(key).map(|entry| (key, entry.key)));
        }
        let Some((first, span)) = found.first().copied() else { return };
        let names: Vec<String> = found.iter().map(|(key, _)| format!("`{key}`")).collect();
        let names = names.join(", ");
        said_last(node, &format!("Its values have rules that are not checked here: {names}."));
        let note = self.note(
            place.pointer().child(first),
            span,
            format!("rules of values make no type: {names}"),
        );
        self.diagnostics.push(
            note.consequence(
                "they are not checked; properties that only they describe can have any value",
            )
            .help("nothing needs to be done: the server checks the values"),
        );
    }

    /// OpenAPI 3.1.0, "Schema Object": a `$ref` is a keyword, and what stands beside it holds, too.
    fn reference(&mut self, node: &mut Node, place: &Place<'_>) {
        let dynamic = node.take("$dynamicRef");
        if let Some(entry) = &dynamic {
            let message = "a `$dynamicRef` is not followed from the schema that uses this one";
            let note = self.note(place.pointer().child("$dynamicRef"), entry.key, message);
            self.diagnostics.push(
                note.consequence("it is read as a `$ref`")
                    .help("write out the schema, if another one is meant"),
            );
        }
        let Some(entry) = node.take("$ref").or(dynamic) else { return };
        let span = node.span;
        let Some(entries) = node.as_object_mut() else { return };
        let says = |key: &String| !key.starts_with("x-");
        let is_annotation = |key: &String| ANNOTATIONS.contains(&key.as_str());
        // In a list of parts or alternatives, what is said of a use of a schema is about nothing.
        let is_plain = match place {
            Place::Index(..) => entries.keys().filter(|key| says(key)).all(is_annotation),
            _ => !entries.keys().any(says),
        };
        if is_plain {
            entries.retain(|key, _| !says(key));
            node.put_entry("$ref", entry);
            return;
        }
        let key = entry.key;
        let mut reference = Node::object(span);
        reference.put_entry("$ref", entry);
        let mut parts = vec![reference];
        if let Some(known) = node.take("allOf") {
            parts.extend(known.node.as_array().unwrap_or_default().iter().cloned());
        }
        node.put_entry("allOf", Entry { key, node: Node::list(parts, span) });
    }
}

/// Properties that only a condition describes are properties that can be there (JSON Schema 2020-12
/// core, section 10.2.2), with any value: what is said of them need not hold. An object of which
/// nothing else is said keeps all that it has anyway.
fn conditional(node: &mut Node) {
    let mut names: Vec<(String, crate::source::Span)> = Vec::new();
    let mut find = |schema: &Node| {
        let properties = schema.get("properties").and_then(Node::as_object);
        names.extend(
            properties.into_iter().flatten().map(|(name, entry)| (name.clone(), entry.key)),
        );
    };
    for key in ["if", "then", "else"] {
        node.get(key).into_iter().for_each(&mut find);
    }
    let dependent = node.get("dependentSchemas").and_then(Node::as_object);
    dependent.into_iter().flatten().for_each(|(_, entry)| find(&entry.node));
    let Some(properties) = node.get_mut("properties").and_then(Node::as_object_mut) else {
        // What is closed but for its conditions is not closed.
        let is_closed = node.get("additionalProperties").and_then(Node::as_bool) == Some(false);
        if is_closed && !names.is_empty() {
            node.take("additionalProperties");
        }
        return;
    };
    for (name, key) in names {
        properties.entry(name).or_insert_with(|| Entry { key, node: Node::object(key) });
    }
}

fn is_never(node: &Node) -> bool {
    node.get(KEPT).is_some_and(|kept| kept.get(NEVER).is_some())
}

fn zero(span: crate::source::Span) -> Node {
    Node { value: Value::Number(0.into()), span }
}

/// A schema of the values of any of some schemas; each of them once.
fn any_of(schemas: Vec<Node>, span: crate::source::Span) -> Node {
    let mut known = BTreeSet::new();
    let mut distinct = schemas;
    distinct.retain(|schema| known.insert(schema.to_json().to_string()));
    match distinct.len() {
        0 => Node::object(span),
        1 => distinct.remove(0),
        _ => Node::object(span).with("anyOf", Node::list(distinct, span)),
    }
}

/// What no value fits is no alternative, and null in an alternative is null in the whole.
fn alternatives(node: &mut Node) {
    let mut is_nullable = false;
    for key in ["anyOf", "oneOf"] {
        let Some(arms) = node.get_mut(key).and_then(Node::as_array_mut) else { continue };
        arms.retain(|arm| !is_never(arm));
        is_nullable |= arms.iter().any(|arm| arm.get("nullable").is_some());
        if arms.is_empty() {
            node.take(key);
        }
    }
    if is_nullable {
        node.put("nullable", Node::boolean(true, node.span));
    }
}

/// OpenAPI 3.2.0, "Discriminator Object".
fn discriminator(node: &mut Node) {
    let entry = node.get_mut("discriminator").and_then(|found| found.take("defaultMapping"));
    if let Some(entry) = entry {
        keep(node, "defaultMapping", entry);
    }
}

/// OpenAPI 3.2.0, "XML Object": `nodeType` takes the place of `attribute` and `wrapped`.
fn xml(node: &mut Node) {
    let is_list = node.get("items").is_some()
        || node.get("type").and_then(Node::as_str).is_some_and(|ty| ty == "array");
    let Some(entry) = node.get_mut("xml").and_then(|xml| xml.take("nodeType")) else { return };
    let span = entry.node.span;
    let Some(xml) = node.get_mut("xml") else { return };
    match entry.node.as_str() {
        Some("attribute") => xml.put("attribute", Node::boolean(true, span)),
        Some("element") if is_list => xml.put("wrapped", Node::boolean(true, span)),
        Some("text" | "cdata") => keep(node, "nodeType", entry),
        Some("none") if !is_list => keep(node, "nodeType", entry),
        _ => {}
    }
}
