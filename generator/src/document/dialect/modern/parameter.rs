//! Parameters.

use super::conversion::{Modern, keep};
use crate::document::place::Place;
use crate::node::{Entry, Node};

impl Modern<'_> {
    pub(super) fn parameter(&mut self, node: &mut Node, _: &Place<'_>) {
        let place = node.get("in").and_then(Node::as_str).unwrap_or_default().to_owned();
        // OpenAPI 3.2.0, "Parameter Object": it applies to every place now.
        if place != "query"
            && let Some(entry) = node.take("allowReserved")
        {
            keep(node, "allowReserved", entry);
        }
        let style = node.get("style").and_then(Node::as_str).unwrap_or_default();
        if place == "cookie"
            && style == "cookie"
            && let Some(entry) = node.take("style")
        {
            keep(node, "style", entry);
        }
        if place == "querystring" {
            query_string(node);
        }
    }

    /// A form that is the whole query is what its properties are as parameters.
    pub(super) fn query_strings(&mut self, node: &mut Node) {
        let Some(parameters) = node.get_mut("parameters").and_then(Node::as_array_mut) else {
            return;
        };
        let all = std::mem::take(parameters);
        *parameters = all.into_iter().flat_map(|one| fields(&one).unwrap_or(vec![one])).collect();
    }
}

/// OpenAPI 3.2.0, "Parameter Object": `in: querystring` is the query as a whole.
fn query_string(node: &mut Node) {
    let span = node.get("in").map_or(node.span, |place| place.span);
    node.put("in", Node::text("query", span));
    for key in ["style", "explode", "allowReserved", "allowEmptyValue"] {
        node.take(key);
    }
    let mark = Node::boolean(true, span);
    keep(node, "querystring", Entry { key: span, node: mark });
}

/// The parameters that the properties of a form are; `None` where it is no form of properties.
fn fields(parameter: &Node) -> Option<Vec<Node>> {
    parameter.get(crate::document::dialect::kept::KEPT)?.get("querystring")?;
    let media_type = parameter.get("content")?.get("application/x-www-form-urlencoded")?;
    let schema = media_type.get("schema")?;
    let is_plain = ["allOf", "anyOf", "oneOf", "additionalProperties"]
        .iter()
        .all(|key| schema.get(key).is_none_or(|found| found.as_bool() == Some(false)));
    let properties = schema.get("properties")?.as_object().filter(|_| is_plain)?;
    let required = schema.get("required").and_then(Node::as_array).unwrap_or_default();
    let is_required = parameter.get("required").and_then(Node::as_bool) == Some(true);
    let field = |(name, entry): (&String, &Entry)| {
        let property = &entry.node;
        let mut field = Node::object(property.span)
            .with("name", Node::text(name.clone(), entry.key))
            .with("in", Node::text("query", entry.key));
        let is_named = required.iter().any(|one| one.as_str() == Some(name));
        if is_named && is_required {
            field.put("required", Node::boolean(true, entry.key));
        }
        if let Some(description) = property.get("description") {
            field.put("description", description.clone());
        }
        let encoding = media_type.get("encoding").and_then(|encoding| encoding.get(name));
        for key in ["style", "explode", "allowReserved"] {
            if let Some(entry) = encoding.and_then(|encoding| encoding.entry(key)) {
                field.put_entry(key, entry.clone());
            }
        }
        field.put("schema", property.clone());
        field
    };
    Some(properties.iter().map(field).collect())
}
