//! `x-required`: what has to be there, and what need not, whatever the document says of it.

use super::marked::wrong;
use crate::diagnostic::Diagnostics;
use crate::document::place::Place;
use crate::node::{Entry, Node};
use crate::source::Span;

/// The extension, on properties and parameters.
pub(super) const REQUIRED: &str = "x-required";

const LIST: &str = "required";

/// A property that is marked.
struct Mark {
    name: String,
    is_required: bool,
    span: Span,
}

/// Changes the lists of an object by the marks of its properties. The inline parts of an `allOf` are
/// one object with what stands around them: each of their lists can name a property of another part.
pub(super) fn of_properties(node: &mut Node, place: &Place<'_>, diagnostics: &mut Diagnostics) {
    let properties = node.get("properties").and_then(Node::as_object);
    for (name, property) in properties.into_iter().flatten() {
        if let Some(entry) = property.node.entry(REQUIRED)
            && entry.node.as_bool().is_none()
        {
            let properties = Place::Key(place, "properties");
            let message = format!("`{REQUIRED}` is neither true nor false");
            diagnostics.push(
                wrong(&Place::Key(&properties, name), REQUIRED, entry, message)
                    .consequence("the property is required where a list of its object names it")
                    .help(
                        "write `true` where it is always there, and `false` where it need not be",
                    ),
            );
        }
    }
    for mark in marks(node) {
        if mark.is_required {
            demand(node, &mark);
        } else {
            spare(node, &mark.name);
        }
    }
}

/// The marks on the properties of an object and of its inline parts.
fn marks(node: &Node) -> Vec<Mark> {
    let properties = node.get("properties").and_then(Node::as_object);
    let own = properties.into_iter().flatten().filter_map(|(name, property)| {
        let entry = property.node.entry(REQUIRED)?;
        let is_required = entry.node.as_bool()?;
        Some(Mark { name: name.clone(), is_required, span: entry.node.span })
    });
    let mut all: Vec<Mark> = own.collect();
    // What is required of a part is in its own list by now.
    let parts = node.get("allOf").and_then(Node::as_array).unwrap_or_default();
    all.extend(parts.iter().flat_map(marks).filter(|mark| !mark.is_required));
    all
}

fn demand(node: &mut Node, mark: &Mark) {
    let text = || Node::text(mark.name.clone(), mark.span);
    match node.get_mut(LIST).and_then(Node::as_array_mut) {
        Some(names) if names.iter().any(|name| name.as_str() == Some(&mark.name)) => {}
        Some(names) => names.push(text()),
        None => {
            let list = Node::list(vec![text()], mark.span);
            node.put_entry(LIST, Entry { key: mark.span, node: list });
        }
    }
}

fn spare(node: &mut Node, name: &str) {
    if let Some(names) = node.get_mut(LIST).and_then(Node::as_array_mut) {
        names.retain(|known| known.as_str() != Some(name));
        // OpenAPI 3.0.3 and Swagger 2.0 have no empty lists of them.
        if names.is_empty() {
            node.take(LIST);
        }
    }
    // Swagger 2.0 documents that mark a property itself mean the list.
    if let Some(property) = node.get_mut("properties").and_then(|all| all.get_mut(name))
        && property.get(LIST).is_some_and(|mark| mark.as_bool().is_some())
    {
        property.take(LIST);
    }
    let parts = node.get_mut("allOf").and_then(Node::as_array_mut);
    parts.into_iter().flatten().for_each(|part| spare(part, name));
}

/// Changes whether a call has to have a parameter.
pub(super) fn of_parameter(node: &mut Node, place: &Place<'_>, diagnostics: &mut Diagnostics) {
    let Some(entry) = node.entry(REQUIRED).cloned() else { return };
    let Some(is_required) = entry.node.as_bool() else {
        let message = format!("`{REQUIRED}` is neither true nor false");
        diagnostics.push(
            wrong(place, REQUIRED, &entry, message)
                .consequence("the parameter is required where `required` says so")
                .help("write `true` where each call sends it, and `false` where it need not"),
        );
        return;
    };
    // OpenAPI 3.0.3, "Parameter Object": in the path, it MUST be required.
    if !is_required && node.get("in").and_then(Node::as_str) == Some("path") {
        diagnostics.push(
            wrong(place, REQUIRED, &entry, "a path has no place for a parameter that is not there")
                .consequence("each call sends the parameter")
                .help(format!("remove `{REQUIRED}`; a second path describes a call without it")),
        );
        return;
    }
    let mark = Node::boolean(is_required, entry.node.span);
    node.put_entry(LIST, Entry { key: entry.key, node: mark });
}

/// Tells of a mark beside a reference to a parameter, which other operations refer to as well.
pub(super) fn of_reference(node: &Node, place: &Place<'_>, diagnostics: &mut Diagnostics) {
    let Some(entry) = node.entry(REQUIRED) else { return };
    diagnostics.push(
        wrong(place, REQUIRED, entry, format!("`{REQUIRED}` stands beside a reference"))
            .consequence("it is not read: a parameter is the same wherever it is referred to")
            .help("write it where the parameter is described"),
    );
}
