//! Marks: what can be null, what is a secret, what is only read, what the client has.

use super::foreign::{Foreign, Outcome, nothing};
use crate::document::version::Dialect;
use crate::node::{Node, Value};

/// What may be null, and what may not.
pub(super) fn nullable(foreign: &Foreign<'_>) -> Outcome {
    let is_nullable = foreign.value().as_bool().ok_or("it is neither true nor false")?;
    Ok(vec![("x-nullable", Node::boolean(is_nullable, foreign.value().span))])
}

/// Text that is kept out of all that is printed.
pub(super) fn secret(foreign: &Foreign<'_>) -> Outcome {
    if foreign.value().as_bool() == Some(false) {
        return nothing();
    }
    if foreign.value().as_bool().is_none() {
        return Err("it is neither true nor false");
    }
    let is_text = foreign.owner.get("type").and_then(Node::as_str) == Some("string");
    let has_more = ["format", "enum"].iter().any(|key| foreign.owner.get(key).is_some());
    match is_text && !has_more {
        true => Ok(vec![("format", foreign.said("password"))]),
        false if foreign.owner.get("format").and_then(Node::as_str) == Some("password") => {
            nothing()
        }
        false => Err("only a text that is nothing else can be a secret"),
    }
}

/// AutoRest: what is made, read or changed. What is only read is `readOnly`; of the rest, no keyword
/// says the same.
pub(super) fn mutability(foreign: &Foreign<'_>) -> Outcome {
    let Some(words) = foreign.value().as_array() else { return Err("it is no list") };
    match words {
        [only] if only.as_str() == Some("read") => {
            Ok(vec![("readOnly", Node::boolean(true, foreign.value().span))])
        }
        _ => nothing(),
    }
}

/// AutoRest: whether a parameter belongs to the client. What it does without the extension is its own
/// rule, and not what the document says.
pub(super) fn location(foreign: &Foreign<'_>) -> Outcome {
    match foreign.text()? {
        "client" => Ok(vec![("x-bind", Node::boolean(true, foreign.value().span))]),
        "method" => nothing(),
        _ => Err("it is neither `client` nor `method`"),
    }
}

/// An example of a parameter, which Swagger 2.0 has no word for.
pub(super) fn example(foreign: &Foreign<'_>) -> Outcome {
    let is_value = !matches!(foreign.value().value, Value::Null);
    let is_old = foreign.dialect == Dialect::Swagger2 && is_value;
    Ok(is_old.then(|| ("example", foreign.value().clone())).into_iter().collect())
}
