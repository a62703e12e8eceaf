//! What stands in the place of a reference that leads nowhere.

use super::look::{Kind, Wanted};
use super::lost::Lost;
use super::mapping;
use crate::diagnostic::letters;
use crate::node::{Node, Value};
use crate::source::{Pointer, Span};

/// Puts what is known in the place of a reference; what follows from it. What has to go stays
/// until [`remove_all`].
pub(super) fn mend(root: &mut Node, lost: &Lost) -> String {
    if let Wanted::Foreign { kind: Kind::Text, .. } = lost.wanted {
        if let Some(node) = root.at_mut(&lost.at) {
            *node = Node::text("", node.span);
        }
        return "no text is there".to_owned();
    }
    if let Some(meant) = &lost.meant {
        let at = lost.pointer();
        if let Some(node) = root.at_mut(&at) {
            *node = Node::text(meant.to_string(), lost.span);
        }
        return format!("it is read as `{meant}`");
    }
    let (of, name) = match lost.wanted {
        Wanted::Mapped => return mapping::mend(root, &lost.at, &lost.text),
        Wanted::Object(of) => (Some(of), of.name),
        Wanted::Foreign { of, .. } => (of, of.map_or("", |of| of.name)),
    };
    let key = lost.at.last().unwrap_or_default();
    let Some(node) = root.at_mut(&lost.at) else { return String::new() };
    let span = node.span;
    // A schema in the place of what has one.
    let schema = || match lost.is_schema {
        true => Node::object(span).with("$ref", Node::text(lost.text.clone(), lost.span)),
        false => Node::object(span),
    };
    let json = || {
        let media_type = Node::object(span).with("schema", schema());
        Node::object(span).with("application/json", media_type)
    };
    match name {
        "Schema" | "Items" => {
            node.take("$ref");
            "any JSON is taken in its place"
        }
        "Media Type" => {
            node.take("$ref");
            "nothing is known of its content"
        }
        "Request Body" => {
            *node = Node::object(span).with("content", json());
            match lost.is_schema {
                true => "it is read as the schema of the body in JSON",
                false => "any JSON can be sent as the body",
            }
        }
        "Response" => {
            *node = Node::object(span).with("description", Node::text("", span));
            // Swagger 2.0 has the schema without media types.
            let has_schema = of.is_some_and(|of| of.fields().any(|field| field.name == "schema"));
            match (key.starts_with('2') || lost.is_schema, has_schema) {
                (true, true) => node.put("schema", schema()),
                (true, false) => node.put("content", json()),
                (false, _) => return "nothing is known of it but its status".to_owned(),
            }
            match lost.is_schema {
                true => "it is read as the schema of the body in JSON",
                false => "its body is read as any JSON",
            }
        }
        "Path Item" => {
            node.take("$ref");
            "the operations of this path are left out"
        }
        "" if key == "content" => {
            *node = json();
            "any JSON is taken in its place"
        }
        "Parameter" => match of_path(&lost.at, &lost.text) {
            Some(name) => {
                let is_swagger = of.is_some_and(|of| of.fields().any(|it| it.name == "type"));
                *node = path_parameter(&name, is_swagger, span);
                return format!("it is read as the text `{{{name}}}` of the path");
            }
            None => "the parameter is left out",
        },
        "Header" => "the header is left out",
        "Operation" => "the operation is left out",
        "Security Scheme" => "the scheme is taken as one that is not declared",
        _ => "it is left out",
    }
    .to_owned()
}

/// The parameter of the path that a reference of an operation or of a path is called like.
fn of_path(at: &Pointer, text: &str) -> Option<String> {
    let tokens: Vec<_> = at.tokens().collect();
    let path = match tokens.as_slice() {
        [first, path, .., list, _] if first == "paths" && list == "parameters" => path,
        _ => return None,
    };
    let wanted = letters(mapping::name(text));
    let names = path.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0));
    names.into_iter().find(|name| letters(name) == wanted).map(str::to_owned)
}

fn path_parameter(name: &str, is_swagger: bool, span: Span) -> Node {
    let parameter = Node::object(span)
        .with("name", Node::text(name, span))
        .with("in", Node::text("path", span))
        .with("required", Node::boolean(true, span));
    let ty = Node::text("string", span);
    match is_swagger {
        true => parameter.with("type", ty),
        false => parameter.with("schema", Node::object(span).with("type", ty)),
    }
}

/// Whether nothing can be put in the place.
fn has_to_go(lost: &Lost) -> bool {
    let stays = ["Schema", "Items", "Media Type", "Request Body", "Response", "Path Item"];
    match lost.wanted {
        _ if lost.meant.is_some() => false,
        Wanted::Mapped => false,
        Wanted::Foreign { kind: Kind::Text, .. } => false,
        Wanted::Foreign { of: None, .. } => lost.at.last().is_some_and(|key| key != "content"),
        Wanted::Object(of) if of.name == "Parameter" => of_path(&lost.at, &lost.text).is_none(),
        Wanted::Object(of) | Wanted::Foreign { of: Some(of), .. } => !stays.contains(&of.name),
    }
}

/// Takes away what nothing can be put in the place of.
pub(super) fn remove_all(root: &mut Node, lost: &[Lost]) {
    let gone = lost.iter().filter(|one| has_to_go(one));
    let mut places: Vec<(Pointer, usize, String)> = gone
        .filter_map(|one| {
            let key = one.at.last()?.into_owned();
            Some((one.at.parent()?, key.parse().unwrap_or_default(), key))
        })
        .collect();
    // In a list, the last one first: the others keep their places.
    places.sort_by(|one, other| other.cmp(one));
    for (parent, index, key) in places {
        match root.at_mut(&parent).map(|node| &mut node.value) {
            Some(Value::Object(entries)) => drop(entries.shift_remove(&key)),
            Some(Value::Array(items)) if index < items.len() => drop(items.remove(index)),
            _ => {}
        }
    }
}
