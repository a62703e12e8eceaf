//! Enums: what their types are called, and what their values are called and mean.

use super::foreign::{Foreign, Outcome, is_name};
use crate::node::{Node, Value};

const NAMES: &str = "x-enum-varnames";
const DESCRIPTIONS: &str = "x-enum-descriptions";
const TYPE_NAME: &str = "x-rust-type-name";
const OPEN: &str = "x-open-enum";

const NO_ENUM: &str = "no `enum` stands beside it";
const NO_LIST: &str = "it is neither a list, with a text for each value, nor an object by value";

impl<'a> Foreign<'a> {
    /// The values of the enum beside it.
    fn values(&self) -> Result<&'a [Node], &'static str> {
        let values = self.owner.get("enum").and_then(Node::as_array);
        values.filter(|values| !values.is_empty()).ok_or(NO_ENUM)
    }

    /// A text for each value, from a list of them or from an object whose keys are values.
    fn one_for_each(&self, otherwise: fn(&Node) -> String) -> Result<Node, &'static str> {
        let (said, values) = (self.value(), self.values()?);
        let texts: Vec<Node> = match &said.value {
            Value::Array(texts) if texts.len() == values.len() => texts.clone(),
            Value::Object(_) => {
                let text = |value: &Node| match said.get(&key(value)) {
                    Some(text) => text.clone(),
                    None => Node::text(otherwise(value), said.span),
                };
                values.iter().map(text).collect()
            }
            _ => return Err(NO_LIST),
        };
        let are_texts = texts.iter().all(|text| text.as_str().is_some());
        if are_texts { Ok(Node::list(texts, said.span)) } else { Err(NO_LIST) }
    }
}

/// A value as the key of an object.
fn key(value: &Node) -> String {
    value.as_str().map_or_else(|| value.to_json().to_string(), str::to_owned)
}

/// A name for each value.
pub(super) fn names(foreign: &Foreign<'_>) -> Outcome {
    Ok(vec![(NAMES, foreign.one_for_each(key)?)])
}

/// A description for each value.
pub(super) fn descriptions(foreign: &Foreign<'_>) -> Outcome {
    Ok(vec![(DESCRIPTIONS, foreign.one_for_each(|_| String::new())?)])
}

/// What is known of the values, one by one: what each entry says, by the value.
fn known(foreign: &Foreign<'_>, entry: impl Fn(&Node) -> Option<Node>) -> Outcome {
    let values = foreign.values()?;
    let entries: Vec<Option<Node>> = values.iter().map(entry).collect();
    let list = |word: &str, otherwise: fn(&Node) -> String| {
        let said = |entry: &Option<Node>| entry.as_ref().and_then(|entry| entry.get(word).cloned());
        let texts: Vec<Option<Node>> = entries
            .iter()
            .map(|entry| said(entry).filter(|text| text.as_str().is_some()))
            .collect();
        if texts.iter().all(Option::is_none) {
            return None;
        }
        let span = foreign.value().span;
        let texts = texts
            .into_iter()
            .zip(values)
            .map(|(text, value)| text.unwrap_or_else(|| Node::text(otherwise(value), span)));
        Some(Node::list(texts.collect(), span))
    };
    let names = list("name", key).map(|names| (NAMES, names));
    let descriptions = list("description", |_| String::new()).map(|texts| (DESCRIPTIONS, texts));
    Ok(names.into_iter().chain(descriptions).collect())
}

/// AutoRest: `name` is that of the type, `values` say more of them, and `modelAsString` says whether
/// other values are allowed, too.
pub(super) fn azure(foreign: &Foreign<'_>) -> Outcome {
    if foreign.value().as_object().is_none() {
        return Err("it is no object");
    }
    let entries = foreign.value().get("values").and_then(Node::as_array).unwrap_or_default();
    let entry = |value: &Node| {
        let is_it = |entry: &&Node| entry.get("value").is_some_and(|it| it.value == value.value);
        entries.iter().find(is_it).cloned()
    };
    let mut ours = known(foreign, entry)?;
    if let Some(name) = foreign.field("name") {
        is_name(name)?;
        ours.push((TYPE_NAME, foreign.said(name)));
    }
    if let Some(is_open) = foreign.value().get("modelAsString").and_then(Node::as_bool) {
        ours.push((OPEN, Node::boolean(is_open, foreign.value().span)));
    }
    Ok(ours)
}

/// Speakeasy: whether values that are not known are read.
pub(super) fn unknown_values(foreign: &Foreign<'_>) -> Outcome {
    foreign.values()?;
    let is_open = match foreign.text()? {
        "allow" => true,
        "disallow" => false,
        _ => return Err("it is neither `allow` nor `disallow`"),
    };
    Ok(vec![(OPEN, Node::boolean(is_open, foreign.value().span))])
}

/// Fern: an object by value, whose values have `name` and `description`.
pub(super) fn fern(foreign: &Foreign<'_>) -> Outcome {
    let said = foreign.value();
    if said.as_object().is_none() {
        return Err("it is no object");
    }
    known(foreign, |value| said.get(&key(value)).cloned())
}

/// Zalando: the values that are known by now, of which there may be more.
pub(super) fn extensible(foreign: &Foreign<'_>) -> Outcome {
    let values = foreign.value().as_array().filter(|values| !values.is_empty());
    let Some(values) = values else { return Err("it is no list of values") };
    let span = foreign.value().span;
    Ok(vec![("enum", Node::list(values.to_vec(), span)), (OPEN, Node::boolean(true, span))])
}
