//! The operations of a document, with their parameters and bodies, counted without the generator:
//! other readers, and nothing of what it decides.

mod tree;
mod files;
mod operation;
#[cfg(test)]
mod tests;

use std::path::Path;

use self::files::{Files, Place};
pub(super) use self::operation::{Documented, FORM_DATA, Parameter, QUERY_STRING, plain_path};

/// The methods that a Path Item Object has fields for, in whatever version; `query` is of
/// OpenAPI 3.2.
const METHODS: [&str; 9] =
    ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE", "QUERY"];

/// What stands for the method where nothing says which operations a path has.
const ANY: &str = "*";

/// The number of operations of a document of one file.
///
/// # Errors
///
/// Why they cannot be counted.
pub(crate) fn operations(text: &str) -> Result<usize, String> {
    of(text).map(|all| all.len())
}

/// The operations of a document of one file, in its order.
///
/// # Errors
///
/// Why they cannot be counted.
pub(super) fn of(text: &str) -> Result<Vec<Documented>, String> {
    found(&Files::of(text))
}

/// The operations of the document at `path`, in its order.
///
/// # Errors
///
/// Why they cannot be counted.
pub(super) fn read(path: &Path) -> Result<Vec<Documented>, String> {
    found(&Files::read(path))
}

fn found(files: &Files) -> Result<Vec<Documented>, String> {
    let root = files.root().map_err(|reason| format!("the document {reason}"))?;
    let paths = match root.get("paths") {
        Some(paths) => files.resolved(paths)?,
        // OpenAPI 3.1 has documents without paths.
        None if ["webhooks", "components"].iter().any(|key| root.get(key).is_some()) => {
            return Ok(Vec::new());
        }
        None => return Err("the document has no `paths`".to_owned()),
    };
    if !paths.is_object() && !paths.is_null() {
        return Err("the `paths` of the document are no object".to_owned());
    }
    let is_swagger = root.get("swagger").is_some();
    let mut all = Vec::new();
    for (path, item) in paths.entries().filter(|(path, _)| !path.starts_with("x-")) {
        add_item(files, path, item, is_swagger, &mut all);
    }
    Ok(all)
}

/// Adds the operations of a path. What stands beside a reference counts as well as what it leads
/// to: only an operation of a method that is there already is the same one.
fn add_item(
    files: &Files,
    path: &str,
    item: Place<'_>,
    is_swagger: bool,
    all: &mut Vec<Documented>,
) {
    let (layers, fault) = files.layers(item);
    let mut faults: Vec<String> = fault.into_iter().collect();
    let mut operations: Vec<(String, Place<'_>)> = Vec::new();
    for layer in &layers {
        let mut own = methods(files, *layer, &mut faults);
        own.retain(|(method, _)| !operations.iter().any(|(known, _)| known == method));
        operations.append(&mut own);
    }
    let shared: Vec<_> = layers.iter().filter_map(|layer| layer.get("parameters")).collect();
    for (method, operation) in operations {
        let mut one = Documented::read(files, (method, path), operation, &shared, is_swagger);
        one.is_referred |= layers.len() > 1;
        all.push(one);
    }
    for reason in faults {
        all.push(Documented { lost: Some(reason), ..Documented::new(ANY.to_owned(), path) });
    }
}

/// The operations that stand in a path item itself, by their methods as they are sent. A key without
/// a value says nothing.
fn methods<'f>(
    files: &'f Files,
    item: Place<'f>,
    faults: &mut Vec<String>,
) -> Vec<(String, Place<'f>)> {
    let fixed = item.entries().map(|(key, operation)| (key.to_uppercase(), operation));
    let mut all: Vec<_> = fixed.filter(|(key, _)| METHODS.contains(&key.as_str())).collect();
    let additional = match item.get("additionalOperations").map(|map| files.resolved(map)) {
        Some(Ok(map)) => Some(map),
        Some(Err(reason)) => {
            faults.push(reason);
            None
        }
        None => None,
    };
    for (method, operation) in additional.into_iter().flat_map(Place::entries) {
        if !method.starts_with("x-") {
            all.push((method.to_owned(), operation));
        }
    }
    all.retain(|(_, operation)| !operation.is_null());
    all
}
