//! Merges a value into a node (Overlay Specification 1.1.0, "Action Object").

use crate::node::{Node, Value};
use crate::source::Span;

/// A part of a value that does not fit what it should be merged into.
pub(super) struct Unfit {
    /// Where the part is.
    pub(super) span: Span,
    /// What it is, and what stands there.
    pub(super) found: &'static str,
    pub(super) there: &'static str,
    pub(super) place: Span,
}

/// Merges a value into a node that an action selects: a list takes it as its last item, unless it
/// is a list itself.
pub(super) fn update(target: &mut Node, value: &Node) -> Result<(), Unfit> {
    match (&mut target.value, &value.value) {
        (Value::Array(items), Value::Array(more)) => items.extend(more.iter().cloned()),
        (Value::Array(items), _) => items.push(value.clone()),
        _ => return merge(target, value),
    }
    Ok(())
}

/// What only one of them has stays; lists follow each other, and plain values replace plain ones.
fn merge(target: &mut Node, value: &Node) -> Result<(), Unfit> {
    let unfit =
        Unfit { span: value.span, found: value.kind(), there: target.kind(), place: target.span };
    match (&mut target.value, &value.value) {
        (Value::Object(entries), Value::Object(more)) => {
            for (key, entry) in more {
                match entries.get_mut(key) {
                    Some(own) => {
                        merge(&mut own.node, &entry.node)?;
                        if own.node.is_plain() {
                            // The value is another one, and so is what is said of its key.
                            own.key = entry.key;
                        }
                    }
                    None => drop(entries.insert(key.clone(), entry.clone())),
                }
            }
        }
        (Value::Array(items), Value::Array(more)) => items.extend(more.iter().cloned()),
        (Value::Object(_) | Value::Array(_), _) | (_, Value::Object(_) | Value::Array(_)) => {
            return Err(unfit);
        }
        _ => *target = value.clone(),
    }
    Ok(())
}
