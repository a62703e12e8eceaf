//! What mends a difference, by its kind.

use serde_json::{Value, json};

use super::super::check::Part;
use super::super::contract::{Contract, Place};
use super::super::fold::Folded;
use super::super::kind::Kind;
use super::guess::schema;
use super::step::Action;
use crate::analysis::overlay::target;
use crate::document::{Dialect, Document};
use crate::node::{self, Node};
use crate::source::Pointer;

/// The actions that make the document say what was found; none where that is not to be said by one.
pub(super) fn actions(contract: &Contract<'_>, folded: &Folded) -> Vec<Action> {
    let written = Written { document: contract.tree.document() };
    let dialect = written.document.dialect;
    let name = folded.subject.as_str();
    let own = || schema(&folded.values, dialect);
    let parent = || folded.origin.parent().unwrap_or_else(Pointer::root);
    match folded.kind {
        Kind::UndocumentedProperty => {
            let property = match folded.has_secret {
                true => json!({"type": "string", "format": "password"}),
                false => own(),
            };
            let mut properties = serde_json::Map::new();
            properties.insert(name.to_owned(), property);
            written.update(&folded.origin, json!({"properties": properties}))
        }
        Kind::NullValue => written.nullable(&folded.origin),
        Kind::UnknownEnumValue if !folded.values.is_empty() && !folded.has_secret => {
            written.append(&folded.origin, &parent(), "enum", Value::from(folded.values.clone()))
        }
        Kind::WrongType => written.retype(&parent(), folded),
        Kind::OutOfBounds if ends(&folded.origin, "format") => {
            written.update(&parent(), json!({"format": "int64"}))
        }
        Kind::WrongFormat
        | Kind::WrongPattern
        | Kind::OutOfBounds
        | Kind::WrongLength
        | Kind::WrongCount
        | Kind::DuplicateItems => written.remove(&folded.origin),
        Kind::ReadOnlyProperty => written.remove(&folded.origin.child("readOnly")),
        Kind::WriteOnlyProperty => written.remove(&folded.origin.child("writeOnly")),
        Kind::MissingProperty => written.not_required(&parent(), name),
        Kind::MissingParameter | Kind::MissingHeader => {
            written.update(&folded.origin, json!({"required": false}))
        }
        Kind::MissingBody if !folded.part.is_received() => {
            written.update(&folded.origin, json!({"required": false}))
        }
        Kind::UndocumentedParameter | Kind::UndocumentedHeader => {
            header_or_parameter(written, folded, own())
        }
        Kind::UndocumentedStatus => {
            let mut response = match folded.at.is_empty() {
                true => serde_json::Map::new(),
                false => content(&folded.at, own(), dialect),
            };
            response.insert("description".to_owned(), json!("Recorded."));
            let mut statuses = serde_json::Map::new();
            statuses.insert(name.to_owned(), Value::Object(response));
            written.update(&folded.origin, Value::Object(statuses))
        }
        Kind::UndocumentedMediaType | Kind::UndocumentedBody
            if dialect != Dialect::Swagger2 && !name.is_empty() =>
        {
            let body = Value::Object(content(name, own(), dialect));
            let is_new = folded.kind == Kind::UndocumentedBody && !folded.part.is_received();
            let update = if is_new { json!({"requestBody": body}) } else { body };
            written.update(&folded.origin, update)
        }
        Kind::NoAlternative if !folded.values.is_empty() => {
            written.append(&folded.origin, &folded.origin, "", json!([own()]))
        }
        Kind::SeveralAlternatives => written.any_of(&folded.origin),
        _ => Vec::new(),
    }
}

fn ends(at: &Pointer, key: &str) -> bool {
    at.last().is_some_and(|last| last == key)
}

/// What a response or a request body says of a media type.
fn content(media_type: &str, schema: Value, dialect: Dialect) -> serde_json::Map<String, Value> {
    let mut said = serde_json::Map::new();
    if dialect == Dialect::Swagger2 {
        said.insert("schema".to_owned(), schema);
    } else {
        let mut contents = serde_json::Map::new();
        contents.insert(media_type.to_owned(), json!({"schema": schema}));
        said.insert("content".to_owned(), Value::Object(contents));
    }
    said
}

fn header_or_parameter(written: Written<'_>, folded: &Folded, schema: Value) -> Vec<Action> {
    let is_old = written.document.dialect == Dialect::Swagger2;
    // Texts are all that is known of the values of parameters.
    let text = if schema.get("type").is_some() { schema } else { json!({"type": "string"}) };
    let name = folded.subject.as_str();
    match &folded.part {
        Part::Parameter(place @ (Place::Query | Place::Header), _) => {
            let place = place.word();
            let parameter = match is_old {
                true => json!({"name": name, "in": place, "type": "string"}),
                false => json!({"name": name, "in": place, "schema": text}),
            };
            written.update(&folded.origin, json!({"parameters": [parameter]}))
        }
        Part::ResponseHeader(..) => {
            let mut headers = serde_json::Map::new();
            let header = if is_old { json!({"type": "string"}) } else { json!({"schema": text}) };
            headers.insert(name.to_owned(), header);
            written.update(&folded.origin, json!({"headers": headers}))
        }
        _ => Vec::new(),
    }
}

/// The document as it was written.
#[derive(Clone, Copy)]
struct Written<'d> {
    document: &'d Document,
}

impl Written<'_> {
    /// What stands at a place of the tree, as it was written.
    fn node(self, at: &Pointer) -> Option<(Pointer, &'static str)> {
        self.document.root().at(at)?;
        let place = self.document.place(at);
        let kind = self.document.written(&place)?.kind();
        Some((place, kind))
    }

    fn update(self, at: &Pointer, update: Value) -> Vec<Action> {
        match self.node(at) {
            Some((place, "an object")) => {
                vec![Action { target: target(&place), update: Some(update) }]
            }
            _ => Vec::new(),
        }
    }

    fn remove(self, at: &Pointer) -> Vec<Action> {
        let Some((place, _)) = self.node(at) else { return Vec::new() };
        let mut actions = vec![Action { target: target(&place), update: None }];
        // A mark of an exclusive bound is nothing without the bound.
        for (bound, mark) in [("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")] {
            let mark = place.parent().map(|parent| parent.child(mark));
            if let Some(mark) = mark.filter(|_| ends(&place, bound))
                && self.document.written(&mark).and_then(Node::as_bool).is_some()
            {
                actions.push(Action { target: target(&mark), update: None });
            }
        }
        actions
    }

    /// Adds to a list, as it was written under `key`; under any, if that is empty.
    fn append(self, list: &Pointer, at: &Pointer, key: &str, more: Value) -> Vec<Action> {
        match self.node(list) {
            Some((place, "a list")) if key.is_empty() || ends(&place, key) => {
                vec![Action { target: target(&place), update: Some(more) }]
            }
            _ if key.is_empty() => Vec::new(),
            _ => {
                let place = self.document.place(at).child(key);
                let is_list = self.document.written(&place).and_then(Node::as_array).is_some();
                let action = || Action { target: target(&place), update: Some(more) };
                is_list.then(action).into_iter().collect()
            }
        }
    }

    /// Makes alternatives of which one fits those of which one at least does.
    fn any_of(self, list: &Pointer) -> Vec<Action> {
        let Some((place, "a list")) = self.node(list) else { return Vec::new() };
        let (Some(arms), Some(parent)) = (self.document.written(&place), place.parent()) else {
            return Vec::new();
        };
        let update = json!({"anyOf": arms.to_json()});
        let has_both = self.document.written(&parent.child("anyOf")).is_some();
        let actions = [
            Action { target: target(&parent), update: Some(update) },
            Action { target: target(&place), update: None },
        ];
        if has_both || !ends(&place, "oneOf") { Vec::new() } else { actions.into() }
    }

    fn not_required(self, list: &Pointer, name: &str) -> Vec<Action> {
        let place = self.document.place(list);
        let is_there = self
            .document
            .written(&place)
            .and_then(Node::as_array)
            .is_some_and(|names| names.iter().any(|one| one.as_str() == Some(name)));
        // A text within single quotes (RFC 9535, section 2.3.1.1).
        let is_plain = name.chars().all(|letter| !letter.is_control() && !"'\\".contains(letter));
        let path = format!("{}[?@=='{name}']", target(&place));
        (is_there && is_plain)
            .then_some(Action { target: path, update: None })
            .into_iter()
            .collect()
    }

    /// Makes null a value of a schema, by the words of the version.
    fn nullable(self, at: &Pointer) -> Vec<Action> {
        let Some((place, "an object")) = self.node(at) else { return Vec::new() };
        let dialect = self.document.dialect;
        let is_modern = matches!(dialect, Dialect::V3_1 | Dialect::V3_2);
        let written = self.document.written(&place);
        let text = |key| written.and_then(|node| node.get(key)).and_then(Node::as_str);
        let key = if dialect == Dialect::Swagger2 { "x-nullable" } else { "nullable" };
        let path = target(&place);
        let remove = |key: &str| Action { target: target(&place.child(key)), update: None };
        let update = |update| Action { target: path.clone(), update: Some(update) };
        match (text("$ref"), text("type")) {
            (Some(reference), _) if is_modern => vec![
                update(json!({"anyOf": [{"$ref": reference}, {"type": "null"}]})),
                remove("$ref"),
            ],
            (Some(reference), _) => {
                vec![update(json!({key: true, "allOf": [{"$ref": reference}]})), remove("$ref")]
            }
            (None, Some(ty)) if is_modern => {
                vec![remove("type"), update(json!({"type": [ty, "null"]}))]
            }
            (None, None) if is_modern => {
                let has = |key| written.and_then(|node| node.get(key)?.as_array()).is_some();
                let key = ["type", "anyOf", "oneOf"].into_iter().find(|key| has(key));
                let of = |key| if key == "type" { json!("null") } else { json!({"type": "null"}) };
                key.map(|key| update(json!({key: [of(key)]}))).into_iter().collect()
            }
            _ => vec![update(json!({key: true}))],
        }
    }

    /// Adds the types of what was found.
    fn retype(self, at: &Pointer, folded: &Folded) -> Vec<Action> {
        let Some((place, "an object")) = self.node(at) else { return Vec::new() };
        let found = schema(&folded.values, self.document.dialect);
        let ty = self.document.written(&place).and_then(|node| node.get("type"));
        let remove = Action { target: target(&place.child("type")), update: None };
        let update = |update| Action { target: target(&place), update: Some(update) };
        let dialect = self.document.dialect;
        match (ty.map(|ty| &ty.value), found.get("type")) {
            (Some(node::Value::String(own)), Some(more)) => {
                if own == "integer" && more == "number" {
                    return vec![update(json!({"type": "number"}))];
                }
                match dialect {
                    Dialect::Swagger2 => vec![remove],
                    Dialect::V3_0 => {
                        vec![remove, update(json!({"anyOf": [{"type": own}, found]}))]
                    }
                    Dialect::V3_1 | Dialect::V3_2 => {
                        let mut all = vec![json!(own)];
                        match more {
                            Value::Array(more) => all.extend(more.iter().cloned()),
                            more => all.push(more.clone()),
                        }
                        vec![remove, update(json!({"type": all}))]
                    }
                }
            }
            (Some(node::Value::Array(_)), Some(more)) => {
                let more = if more.is_array() { more.clone() } else { json!([more]) };
                vec![update(json!({"type": more}))]
            }
            _ => Vec::new(),
        }
    }
}
