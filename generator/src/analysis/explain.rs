//! One operation, stage by stage: the text, the data, the model, the Rust. Or of all operations,
//! what they use, and what an overlay could mend.

mod error;
mod uses;
mod suggest;

pub use error::ExplainError;
use error::first;
pub use suggest::overlay;
pub use uses::uses;

use crate::Options;
use crate::document::Document;
use crate::emit::{self, Crate};
use crate::lower::LoweredApi;
use crate::model::{Api, Operation, Tag};
use crate::output;
use crate::source::{Pointer, Source};

/// Explains the operation `request`, such as `GET /users/{id}`, of a document and its other files.
///
/// # Errors
///
/// When the document has errors, or no such operation.
pub fn explain(
    sources: &[Source],
    request: &str,
    options: &Options,
) -> Result<String, ExplainError> {
    let LoweredApi { document, api, .. } = first(sources, options)?;
    let wanted = normal(request);
    let operations = || {
        api.tags.iter().flat_map(|tag| tag.operations.iter().map(move |operation| (tag, operation)))
    };
    let name = |operation: &Operation| format!("{} {}", operation.method, operation.path);
    // An operation has a method for each of its bodies.
    let found: Vec<_> =
        operations().filter(|(_, operation)| normal(&name(operation)) == wanted).collect();
    if found.is_empty() {
        let own = operations().filter(|(_, operation)| !operation.is_variant());
        return Err(ExplainError::Unknown(own.map(|(_, operation)| name(operation)).collect()));
    }
    stages(sources, &document, &api, &found, options)
}

fn normal(request: &str) -> String {
    let mut words = request.split_whitespace();
    let method = words.next().unwrap_or_default().to_uppercase();
    format!("{method} {}", words.collect::<Vec<_>>().join(" "))
}

fn stages(
    sources: &[Source],
    document: &Document,
    api: &Api,
    methods: &[(&Tag, &Operation)],
    options: &Options,
) -> Result<String, ExplainError> {
    let origin = methods.first().map_or_else(Pointer::root, |(_, first)| first.origin.clone());
    let node = document.root().at(&origin);
    let span = document.span(&origin);
    let Some(source) = span.source.of(sources) else {
        return Err(ExplainError::Internal("an operation without a text".to_owned()));
    };
    let text = node.map(|node| source.slice(node.span)).unwrap_or_default();
    let place = source.position(span.start as usize);
    let written = document.place(&origin);
    let data =
        node.map(crate::node::Node::to_json).and_then(|json| serde_yaml::to_string(&json).ok());
    let (package, apis) = (options.package.as_str(), std::slice::from_ref(api));
    let krate = Crate { package, apis, selection: &options.selection, runtime: &options.runtime };
    let outline = methods.iter().map(|(_, operation)| api.outline_operation(operation));
    let rust = methods.iter().map(|(tag, operation)| emit::operation(&krate, api, tag, operation));
    let rust = output::format(rust.collect());
    let rust = rust.map_err(|error| ExplainError::Internal(error.to_string()))?;
    let sections = [
        (format!("1. The document: {}:{place} {written}", source.name()), indented(text)),
        ("2. As checked OpenAPI 3.0".to_owned(), data.unwrap_or_default()),
        ("3. The model".to_owned(), outline.collect()),
        ("4. Rust".to_owned(), rust),
    ];
    let section = |(title, text): (String, String)| format!("=== {title}\n\n{}\n", text.trim_end());
    Ok(sections.into_iter().map(section).collect::<Vec<_>>().join("\n"))
}

/// The text of a node begins behind the indentation of its first line: the other lines are
/// moved to the left by as much as all of them allow.
fn indented(text: &str) -> String {
    let rest = || text.lines().skip(1).filter(|line| !line.trim().is_empty());
    let indent = rest().map(|line| line.len() - line.trim_start().len()).min().unwrap_or(0);
    let mut lines = text.lines();
    let first = lines.next().unwrap_or_default().to_owned();
    let others = lines.map(|line| line.get(indent..).unwrap_or_default().to_owned());
    std::iter::once(first).chain(others).collect::<Vec<_>>().join("\n")
}
