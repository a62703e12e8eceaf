//! A document with its overlays, as one text: what `.ci/judge` gives the libraries of others, which read
//! no overlays.

use std::path::{Path, PathBuf};

use clap::Args;
use clientwright::diagnostic::Diagnostics;
use clientwright::disk;
use clientwright::limit::Limits;
use clientwright::node::{overlay, parse};
use clientwright::source::{Source, SourceId, inert_json};
use serde_json::Value;

/// Names a function of the crate, which another crate of the same document does not have. It changes no
/// value.
const CHECK: &str = "x-rust-check";

/// What is mended, and by what.
#[derive(Debug, Args)]
pub(crate) struct Mending {
    /// The document, in YAML or JSON, in one file.
    document: PathBuf,
    /// The overlays, in this order.
    #[arg(required = true)]
    overlays: Vec<PathBuf>,
}

/// Prints the document as JSON.
///
/// # Errors
///
/// When a file cannot be read, or when an overlay does not fit.
pub(crate) fn run(mending: &Mending) -> Result<(), String> {
    let limits = Limits::default();
    let read = |path: &Path| disk::read_source(path, &limits).map_err(|error| error.to_string());
    let (name, text) = read(&mending.document)?;
    let mut sources = vec![Source::new(name.as_str(), text)];
    for path in &mending.overlays {
        let (overlay, text) = read(path)?;
        sources.push(Source::overlay(&name, overlay, text));
    }
    let json = mended(&sources, &limits).map_err(|found| found.render(&sources, false))?;
    println!("{}", inert_json(&json.to_string()));
    Ok(())
}

/// The first of the sources with all overlays behind it.
fn mended(sources: &[Source], limits: &Limits) -> Result<Value, Diagnostics> {
    let Some(document) = sources.first() else { return Ok(Value::Null) };
    let (root, mut found) = parse(SourceId(0), document, limits);
    let Some(mut root) = root else { return Err(found) };
    let idle = overlay::apply(&mut root, document, sources, limits, &mut found);
    idle.apply(&mut root, &mut found).tell(std::slice::from_ref(&root), &mut found);
    // A target that selects nothing is a mistake here, since both files are ours.
    if !found.is_empty() {
        return Err(found);
    }
    let mut json = root.to_json();
    without_checks(&mut json);
    Ok(json)
}

fn without_checks(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.remove(CHECK);
            members.values_mut().for_each(without_checks);
        }
        Value::Array(items) => items.iter_mut().for_each(without_checks),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended_by(actions: &str) -> Result<Value, String> {
        let document = "{openapi: 3.1.0, components: {schemas: {A: {type: string}}}}";
        let overlay =
            format!("{{overlay: 1.1.0, info: {{title: a, version: b}}, actions: [{actions}]}}");
        let sources =
            [Source::new("a.yaml", document), Source::overlay("a.yaml", "a.overlay.yaml", overlay)];
        mended(&sources, &Limits::default()).map_err(|found| found.render(&sources, false))
    }

    #[test]
    fn what_changes_values_is_judged_and_names_of_functions_are_not() {
        let update = "{type: integer, x-rust-check: crate::checks::a}";
        let json = mended_by(&format!("{{target: $..A, update: {update}}}")).unwrap();
        assert_eq!(json["components"]["schemas"]["A"], serde_json::json!({"type": "integer"}));
    }

    #[test]
    fn an_overlay_that_mends_nothing_is_an_error_at_its_place() {
        let message = mended_by("{target: $..B, update: {type: integer}}").unwrap_err();
        assert!(message.contains("a.overlay.yaml:1:"), "{message}");
    }
}
