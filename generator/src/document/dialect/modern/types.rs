//! Types of schemas: a list of them is a choice in OpenAPI 3.0, and null is a mark.

use crate::node::{Entry, Node, Value};
use crate::source::Span;

/// Types, and the keywords that are about values of them alone (JSON Schema 2020-12 Validation,
/// section 6).
const KEYWORDS: [(&str, &[&str]); 4] = [
    ("string", &["minLength", "maxLength", "pattern"]),
    ("number", &["multipleOf", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"]),
    ("array", &["items", "minItems", "maxItems", "uniqueItems"]),
    (
        "object",
        &["properties", "required", "additionalProperties", "minProperties", "maxProperties"],
    ),
];

/// All types; a number can be an integer.
const ALL: [&str; 5] = ["string", "number", "boolean", "array", "object"];

pub(in super::super) fn convert(node: &mut Node) {
    let Some(entry) = node.take("type") else { return };
    let mut types: Vec<(String, Span)> = Vec::new();
    let written = match &entry.node.value {
        Value::Array(items) => items.as_slice(),
        _ => std::slice::from_ref(&entry.node),
    };
    for item in written {
        let word = item.as_str().unwrap_or_default();
        if !types.iter().any(|(known, _)| known == word) {
            types.push((word.to_owned(), item.span));
        }
    }
    let is_null = |(word, _): &(String, Span)| word == "null";
    let is_any = ALL.iter().all(|ty| types.iter().any(|(word, _)| word == ty));
    if let Some((_, span)) = types.iter().find(|ty| is_null(ty)).cloned() {
        // Null is a value like any other where anything is.
        if !is_any {
            node.put("nullable", Node::boolean(true, span));
        }
        types.retain(|ty| !is_null(ty));
        if types.is_empty() {
            let null = Node { value: Value::Null, span };
            node.put("enum", Node::list(vec![null], span));
            return;
        }
    }
    if types.iter().any(|(word, _)| word == "number") {
        types.retain(|(word, _)| word != "integer");
    }
    let is_said = ["allOf", "anyOf", "oneOf", "$ref", "$dynamicRef"]
        .iter()
        .any(|keyword| node.get(keyword).is_some());
    match types.as_slice() {
        [(word, span)] => {
            let node_of = Node::text(word.clone(), *span);
            node.put_entry("type", Entry { key: entry.key, node: node_of });
        }
        _ if is_said || is_any => {}
        several => {
            let arms = several.iter().filter_map(|(word, span)| arm(node, word, *span)).collect();
            for (_, keywords) in KEYWORDS {
                for keyword in keywords {
                    node.take(keyword);
                }
            }
            node.take("enum");
            node.take("format");
            let list = Node::list(arms, entry.node.span);
            node.put_entry("anyOf", Entry { key: entry.key, node: list });
        }
    }
}

/// One of the types, with all that the schema says of its values. `None` where its `enum` has no
/// such value.
fn arm(node: &Node, word: &str, span: Span) -> Option<Node> {
    let mut arm = Node::object(span).with("type", Node::text(word, span));
    let is_number = matches!(word, "integer" | "number");
    let family = if is_number { "number" } else { word };
    let keywords = KEYWORDS.iter().find(|(ty, _)| *ty == family).map_or(&[][..], |(_, own)| own);
    for keyword in keywords {
        if let Some(entry) = node.entry(keyword) {
            arm.put_entry(keyword, entry.clone());
        }
    }
    if let Some(entry) = node.entry("format") {
        let format = entry.node.as_str().unwrap_or_default();
        let of_number = ["int", "uint", "float", "double", "decimal"];
        let is_of_number = of_number.iter().any(|start| format.starts_with(start));
        if is_of_number == is_number && (is_number || word == "string") {
            arm.put_entry("format", entry.clone());
        }
    }
    if let Some(entry) = node.entry("enum") {
        let all = entry.node.as_array().unwrap_or_default();
        let values: Vec<Node> = all.iter().filter(|value| is_of(value, word)).cloned().collect();
        if values.is_empty() {
            return None;
        }
        arm.put_entry("enum", Entry { key: entry.key, node: Node::list(values, span) });
    }
    let title = match word {
        "string" if arm.get("enum").is_some() => "Text",
        _ if is_number && arm.get("enum").is_some() => "Number",
        "object" if arm.get("properties").is_some() => "Object",
        _ => return Some(arm),
    };
    Some(arm.with("title", Node::text(title, span)))
}

fn is_of(value: &Node, word: &str) -> bool {
    match &value.value {
        Value::Null => false,
        Value::Bool(_) => word == "boolean",
        Value::Number(number) => word == "number" || (word == "integer" && !number.is_f64()),
        Value::String(_) => word == "string",
        Value::Array(_) => word == "array",
        Value::Object(_) => word == "object",
    }
}
