//! Names.

use super::foreign::{Foreign, Outcome, is_name};
use crate::node::Node;

/// The name of a method, a field or an argument, and of the type of a component.
pub(super) fn of_value(foreign: &Foreign<'_>) -> Outcome {
    let name = foreign.name()?;
    Ok(vec![("x-rust-name", foreign.said(name))])
}

/// The name of a type, wherever its schema stands.
pub(super) fn of_type(foreign: &Foreign<'_>) -> Outcome {
    let name = foreign.name()?;
    Ok(vec![("x-rust-type-name", foreign.said(name))])
}

/// What the discriminator has for a definition in the place of its name.
pub(super) fn of_discriminator(foreign: &Foreign<'_>) -> Outcome {
    let value = foreign.text()?;
    Ok(vec![("x-discriminator-value", foreign.said(value))])
}

/// The handle of an operation: the first of its tags, before those that it has.
pub(super) fn group(foreign: &Foreign<'_>) -> Outcome {
    const NESTED: &str = "it names a group within a group";
    let group = match (foreign.value().as_str(), foreign.value().as_array()) {
        (Some(group), _) => group,
        (None, Some([group])) => group.as_str().ok_or("it is no text")?,
        (None, Some([])) => return Err("it names no group"),
        (None, Some(_)) => return Err(NESTED),
        (None, None) => return Err("it is no text"),
    };
    is_name(group)?;
    // Speakeasy has handles within handles, with dots between them.
    if group.contains('.') {
        return Err(NESTED);
    }
    let tags = foreign.owner.get("tags").and_then(Node::as_array).unwrap_or_default();
    let others = tags.iter().filter(|tag| tag.as_str() != Some(group)).cloned();
    let all = std::iter::once(foreign.said(group)).chain(others).collect();
    Ok(vec![("tags", Node::list(all, foreign.value().span))])
}
