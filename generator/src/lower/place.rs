//! Names of schemas by where they stand.

use crate::name;
use crate::source::Pointer;

/// A name for a schema that stands in no list of components: the words of its place that are
/// the document's own.
pub(super) fn place_name(at: &Pointer) -> String {
    const STRUCTURE: [&str; 12] = [
        "paths",
        "components",
        "schemas",
        "responses",
        "requestBodies",
        "parameters",
        "content",
        "schema",
        "properties",
        "requestBody",
        "allOf",
        "definitions",
    ];
    let words = at.tokens().filter(|token| !STRUCTURE.contains(&token.as_ref()));
    words.collect::<Vec<_>>().join(" ")
}

/// The name of the component that a place is in, unless it is a schema: an inline schema of a
/// shared parameter, body or response is named by that, not by the operation that came first.
pub(super) fn component_name(at: &Pointer) -> Option<String> {
    let mut tokens = at.tokens();
    let is_component = tokens.next()? == "components" && tokens.next()? != "schemas";
    tokens.next().filter(|_| is_component).map(|name| name::type_name(&name))
}

/// The name of the path that a shared parameter is of: its inline schema is named by that, not
/// by the operation that came first.
pub(super) fn shared_name(at: &Pointer) -> Option<String> {
    let tokens: Vec<_> = at.tokens().collect();
    match tokens.as_slice() {
        [paths, path, parameters, _] if paths == "paths" && parameters == "parameters" => {
            Some(name::type_name(path))
        }
        _ => None,
    }
}
