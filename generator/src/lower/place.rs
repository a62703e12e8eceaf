//! Names of schemas by where they stand.

use std::borrow::Cow;

use crate::document;
use crate::name;
use crate::source::{Pointer, Source};

/// A name for a schema that stands in no list of components: the words of its place that are
/// the document's own.
pub(super) fn place_name(at: &Pointer) -> String {
    const STRUCTURE: [&str; 17] = [
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
        "$defs",
        "webhooks",
        "pathItems",
        "mediaTypes",
        "x-clientwright",
    ];
    let words = |at: &Pointer| {
        let words = at.tokens().filter(|token| !STRUCTURE.contains(&token.as_ref()));
        words.map(Cow::into_owned).collect::<Vec<_>>().join(" ")
    };
    match document::file_of(at) {
        None => words(at),
        // A file is called as what is in it.
        Some(file) => {
            let inner = at.tokens().skip(2).fold(Pointer::root(), |at, token| at.child(&token));
            Some(words(&inner)).filter(|words| !words.is_empty()).unwrap_or_else(|| stem(&file))
        }
    }
}

/// The same, where a list of alternatives or parts calls one by its title, rather than by its number.
pub(super) fn titled_name(at: &Pointer, title: Option<&str>) -> String {
    let list = at.parent().filter(|_| is_index(at));
    match (list.and_then(|list| list.parent()), title) {
        (Some(owner), Some(title)) => format!("{} {title}", place_name(&owner)),
        _ => place_name(at),
    }
}

/// Whether a place is one in a list.
pub(super) fn is_index(at: &Pointer) -> bool {
    const LISTS: [&str; 4] = ["oneOf", "anyOf", "allOf", "prefixItems"];
    let list = at.parent();
    let list = list.as_ref().and_then(Pointer::last);
    list.is_some_and(|list| LISTS.contains(&list.as_ref()))
        && at.last().is_some_and(|last| last.bytes().all(|byte| byte.is_ascii_digit()))
}

/// What a schema is called: by the list that it stands in, or by its file.
pub(super) fn schema_name(at: &Pointer) -> Option<String> {
    match document::file_of(at) {
        Some(file) if at.tokens().count() == 2 => Some(stem(&file)),
        _ => at.last().map(Cow::into_owned),
    }
}

/// The name of a file without folders and without its ending.
fn stem(file: &str) -> String {
    Source::new(file, "").stem().to_owned()
}

/// The name of the component that a place is in, unless it is a schema: an inline schema of a
/// shared parameter, body or response is named by that, not by the operation that came first.
pub(super) fn component_name(at: &Pointer) -> Option<String> {
    if let Some(file) = document::file_of(at) {
        return name_in_file(at, &file).map(|name| name::type_name(&name));
    }
    let mut tokens = at.tokens();
    let is_component = tokens.next()? == "components" && tokens.next()? != "schemas";
    tokens.next().filter(|_| is_component).map(|name| name::type_name(&name))
}

/// The same in another file, which can be a list of components, one of them, or path items.
fn name_in_file(at: &Pointer, file: &str) -> Option<String> {
    const LISTS: [&str; 5] = ["components", "responses", "parameters", "requestBodies", "headers"];
    const FIELDS: [&str; 4] = ["content", "schema", "headers", "description"];
    let mut tokens = at.tokens().skip(2).skip_while(|token| LISTS.contains(&token.as_ref()));
    let Some(first) = tokens.next() else { return Some(stem(file)) };
    let is_path_item = first.starts_with('/')
        || METHODS.contains(&first.as_ref())
        || first.bytes().all(|byte| byte.is_ascii_digit());
    match FIELDS.contains(&first.as_ref()) {
        _ if is_path_item => None,
        true => Some(stem(file)),
        false => Some(first.into_owned()),
    }
}

/// The fields of a path item that are operations.
const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

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
