//! What is known between two requests: the document, and the crate that was made of it.

use std::collections::BTreeMap;

use clientwright::analysis::diff::{DiffError, Form, Head, diff, report};
use clientwright::analysis::explain::{ExplainError, explain, overlay};
use clientwright::diagnostic::{Diagnostic, Diagnostics, Format};
use clientwright::model::Api;
use clientwright::name::lock;
use clientwright::source::{Source, visible_text};
use clientwright::{Generated, Options, VERSION, generate};
use serde_json::{Value, json};

use crate::archive::archive;
use crate::page::page;
use crate::request::{Request, Text};

/// The name of a package whose document has a name without letters.
const NAMELESS: &str = "api";

/// Bytes of one file: what a page takes, as `docs/playground/limits.js` says, too.
const BYTES: usize = 32_000_000;

/// A document, and the crate that was made of it.
#[derive(Debug, Default)]
pub struct Session {
    sources: Vec<Source>,
    package: String,
    files: BTreeMap<String, String>,
}

impl Session {
    /// Responds to a request of the page, both in JSON. What cannot be done is told as `failure`.
    pub fn respond(&mut self, request: &str) -> String {
        let response = match serde_json::from_str(request) {
            Ok(Request::Generate { document, overlay }) => self.generate(document, overlay),
            Ok(Request::File { path }) => self.file(&path),
            Ok(Request::Page { path }) => self.page(&path),
            Ok(Request::Explain { request }) => self.explain(&request),
            Ok(Request::Suggest) => self.suggest(),
            Ok(Request::Diff { old }) => self.diff(old),
            Err(error) => failure(format!("the page asks what is not known: {error}")),
        };
        response.to_string()
    }

    /// The crate as a zip archive; empty if there is no crate.
    ///
    /// # Errors
    ///
    /// Why it cannot be made.
    pub fn archive(&self) -> Result<Vec<u8>, String> {
        archive(&self.package, &self.files).map_err(|error| error.to_string())
    }

    fn generate(&mut self, document: Text, overlay: Option<Text>) -> Value {
        self.sources = vec![Source::new(document.name, document.text)];
        if let (Some(overlay), Some(main)) = (overlay, self.sources.first()) {
            let overlay = Source::overlay(main.name(), overlay.name, overlay.text);
            self.sources.push(overlay);
        }
        self.package = self.sources.first().map(package).unwrap_or_default();
        self.files.clear();
        let (generated, diagnostics) = generate(&self.sources, &options(&self.package));
        let api = generated.map(|Generated { tree, manifest, apis, .. }| {
            let files = tree.iter().map(|(path, text)| (path.to_owned(), text.to_owned()));
            self.files.extend(files);
            self.files.insert("Cargo.toml".to_owned(), manifest);
            self.files.insert(".gitattributes".to_owned(), lock::ATTRIBUTES.to_owned());
            apis.first().map(outline)
        });
        let files: Vec<Value> =
            self.files.iter().map(|(path, text)| json!([path, text.len()])).collect();
        json!({
            "version": VERSION,
            "package": self.package,
            "diagnostics": found(&diagnostics, &self.sources),
            "codes": explanations(&diagnostics),
            "api": api.flatten(),
            "files": files,
        })
    }

    fn file(&self, path: &str) -> Value {
        match self.files.get(path) {
            Some(text) => json!({ "text": text }),
            None => failure(format!("the crate has no file {path}")),
        }
    }

    fn page(&self, path: &str) -> Value {
        match self.files.get(path) {
            Some(text) => page(path, text).unwrap_or_else(failure),
            None => failure(format!("the crate has no file {path}")),
        }
    }

    fn explain(&self, request: &str) -> Value {
        match explain(&self.sources, request, &options(&self.package)) {
            Ok(text) => json!({ "text": visible_text(&text) }),
            Err(ExplainError::Document(_)) => failure("the document has errors".to_owned()),
            Err(ExplainError::Unknown(_)) => {
                failure(format!("the document has no operation {request}"))
            }
            Err(ExplainError::Internal(reason)) => {
                failure(format!("a mistake of the generator: {reason}"))
            }
        }
    }

    fn suggest(&self) -> Value {
        match overlay(&self.sources, &options(&self.package)) {
            Ok(text) => json!({ "text": visible_text(&text) }),
            Err(_) => failure("nothing can be read of the document".to_owned()),
        }
    }

    fn diff(&self, old: Text) -> Value {
        let before = [Source::new(old.name, old.text)];
        match diff(&before, &self.sources, &options(&self.package)) {
            Ok(found) => {
                let text = report(&found, &Head::default(), Form::Json);
                serde_json::from_str(&text).unwrap_or_else(|error| failure(error.to_string()))
            }
            Err(DiffError { is_old, diagnostics }) => {
                let sources = if is_old { &before } else { self.sources.as_slice() };
                json!({ "is_old": is_old, "diagnostics": found(&diagnostics, sources) })
            }
        }
    }
}

fn failure(message: String) -> Value {
    json!({ "failure": message })
}

/// The usual options, with the bounds of a browser.
fn options(package: &str) -> Options {
    let mut options = Options::new(package);
    options.limits.bytes = BYTES;
    options
}

/// The name of the package: that of the document as far as cargo takes it, as a client, so that it is
/// no keyword.
fn package(source: &Source) -> String {
    let letter = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    let stem: String = source.stem().to_lowercase().chars().map(letter).collect();
    let words: Vec<&str> = stem.split('-').filter(|word| !word.is_empty()).collect();
    match words.first() {
        Some(first) if first.starts_with(|c: char| c.is_ascii_alphabetic()) => {
            format!("{}-client", words.join("-"))
        }
        Some(_) => format!("{NAMELESS}-{}-client", words.join("-")),
        None => format!("{NAMELESS}-client"),
    }
}

/// What was found, a JSON object each.
fn found(diagnostics: &Diagnostics, sources: &[Source]) -> Vec<Value> {
    let lines = diagnostics.report(sources, Format::Json);
    lines.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
}

/// What the codes of the diagnostics mean.
fn explanations(diagnostics: &Diagnostics) -> BTreeMap<&'static str, &'static str> {
    let codes = diagnostics.iter().map(Diagnostic::code);
    codes.map(|code| (code.slug(), code.explanation())).collect()
}

/// What the API has.
fn outline(api: &Api) -> Value {
    let tags = api.tags.iter().map(|tag| {
        let own = tag.operations.iter().filter(|operation| !operation.is_variant());
        let operations = own.map(|operation| {
            json!({
                "request": operation.request(),
                "method": operation.name.rust,
                "summary": operation.summary,
                "deprecated": operation.deprecated,
            })
        });
        json!({
            "name": tag.name.wire,
            "handle": tag.name.rust,
            "operations": operations.collect::<Vec<_>>(),
        })
    });
    json!({
        "module": api.name.rust,
        "title": api.title,
        "version": api.version,
        "types": api.types.len(),
        "tags": tags.collect::<Vec<_>>(),
        "outline": api.outline(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHOP: &str = include_str!("../../docs/playground/examples/bookshop.yaml");
    const NEWER: &str = include_str!("../../docs/playground/examples/bookshop-2.yaml");
    const MISTAKE: &str = include_str!("../../docs/playground/examples/mistake.yaml");
    const OVERLAY: &str = include_str!("../../docs/playground/examples/overlay.yaml");

    fn asked(session: &mut Session, request: &Value) -> Value {
        serde_json::from_str(&session.respond(&request.to_string())).unwrap()
    }

    fn generated(name: &str, text: &str) -> (Session, Value) {
        let mut session = Session::default();
        let document = json!({ "name": name, "text": text });
        let response = asked(&mut session, &json!({ "ask": "generate", "document": document }));
        (session, response)
    }

    #[test]
    fn a_crate_has_the_files_of_the_command_line() {
        let (mut session, response) = generated("bookshop.yaml", SHOP);
        assert_eq!(response["diagnostics"], json!([]));
        assert_eq!(response["package"], "bookshop-client");
        let paths: Vec<&str> = response["files"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one[0].as_str().unwrap())
            .collect();
        for path in ["Cargo.toml", "clientwright.lock", "src/lib.rs", "src/bookshop/types/book.rs"]
        {
            assert!(paths.contains(&path), "{path}");
        }
        let file =
            asked(&mut session, &json!({ "ask": "file", "path": "src/bookshop/types/book.rs" }));
        assert!(file["text"].as_str().unwrap().contains("pub struct Book {"));
    }

    #[test]
    fn a_mistake_has_its_line() {
        let (_, response) = generated("mistake.yaml", MISTAKE);
        let line = 1 + MISTAKE.lines().position(|line| line.contains("Forcast")).unwrap();
        assert_eq!(response["diagnostics"][0]["place"]["line"], line);
        assert_eq!(response["diagnostics"][0]["place"]["file"], "mistake.yaml");
    }

    #[test]
    fn an_overlay_mends_it() {
        let mut session = Session::default();
        let request = json!({
            "ask": "generate",
            "document": { "name": "mistake.yaml", "text": MISTAKE },
            "overlay": { "name": "overlay.yaml", "text": OVERLAY },
        });
        assert_eq!(asked(&mut session, &request)["diagnostics"], json!([]));
    }

    #[test]
    fn an_overlay_to_start_with_is_one() {
        let (mut session, _) = generated("mistake.yaml", MISTAKE);
        let text =
            asked(&mut session, &json!({ "ask": "suggest" }))["text"].as_str().unwrap().to_owned();
        assert!(text.starts_with("overlay: 1.0.0"), "{text}");
    }

    #[test]
    fn what_a_code_means_is_told_with_it() {
        let (_, response) = generated("mistake.yaml", MISTAKE);
        let code = response["diagnostics"][0]["code"].as_str().unwrap();
        assert!(response["codes"][code].as_str().unwrap().len() > 40, "{response}");
    }

    #[test]
    fn a_document_that_is_none_has_no_crate() {
        let (session, response) = generated("x.yaml", "openapi: [");
        assert_eq!(response["api"], Value::Null);
        assert_eq!(response["files"], json!([]));
        assert_eq!(response["diagnostics"][0]["severity"], "error");
        assert!(session.files.is_empty());
    }

    #[test]
    fn a_diff_is_from_the_older_version() {
        let (mut session, _) = generated("bookshop.yaml", NEWER);
        let old = json!({ "name": "old.yaml", "text": SHOP });
        let response = asked(&mut session, &json!({ "ask": "diff", "old": old }));
        assert_eq!(response["level"], "major");
        let rules: Vec<&str> = response["changes"]
            .as_array()
            .unwrap()
            .iter()
            .map(|change| change["rule"].as_str().unwrap())
            .collect();
        assert!(rules.contains(&"operation-added") && rules.contains(&"property-became-optional"));
    }

    #[test]
    fn the_older_version_can_be_the_one_with_errors() {
        let (mut session, _) = generated("bookshop.yaml", SHOP);
        let old = json!({ "name": "old.yaml", "text": "openapi: [" });
        let response = asked(&mut session, &json!({ "ask": "diff", "old": old }));
        assert_eq!(response["is_old"], true);
        assert_eq!(response["diagnostics"][0]["place"]["file"], "old.yaml");
    }

    #[test]
    fn a_request_that_is_not_known_is_a_failure() {
        let response = asked(&mut Session::default(), &json!({ "ask": "everything" }));
        assert!(response["failure"].as_str().unwrap().contains("everything"), "{response}");
    }

    #[test]
    fn a_package_has_a_name_that_cargo_takes() {
        let name = |file: &str| package(&Source::new(file, ""));
        assert_eq!(name("My Shop (v2).yaml"), "my-shop-v2-client");
        assert_eq!(name("3scale.json"), "api-3scale-client");
        assert_eq!(name("日本.yaml"), "api-client");
        assert_eq!(name("fn.yaml"), "fn-client");
    }

    #[test]
    fn the_same_crate_is_the_same_archive() {
        let (one, _) = generated("bookshop.yaml", SHOP);
        let (other, _) = generated("bookshop.yaml", SHOP);
        let bytes = one.archive().unwrap();
        assert_eq!(bytes, other.archive().unwrap());
        assert!(bytes.starts_with(b"PK\x03\x04"));
    }
}
