//! Every operation of both services, called over real HTTP by a program that is made of the
//! documents' own examples.

#[path = "operations/seeds.rs"]
mod seeds;

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tests::example::{Examples, Operation};
use tests::server::{CannedResponse, Request, Server};

/// An operation as its page shows it.
struct Shown {
    api: &'static str,
    name: String,
    method: String,
    path: String,
    /// The call with the names and types of its values.
    signature: String,
    /// What its example sets on the client: a credential, a data view.
    settings: String,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// The operations on the pages of an API.
fn shown(api: &'static str) -> Vec<Shown> {
    let folder = root().join("generated/docs").join(api);
    let mut pages: Vec<_> =
        fs::read_dir(folder).unwrap().map(|page| page.unwrap().path()).collect();
    pages.sort();
    let pages = pages.into_iter().filter(|page| page.to_string_lossy().ends_with("Api.md"));
    pages.flat_map(|page| on_page(api, &fs::read_to_string(page).unwrap())).collect()
}

fn on_page(api: &'static str, page: &str) -> Vec<Shown> {
    let mut sections = page.split("\n## ");
    let table = sections.next().unwrap();
    let requests = table.lines().filter_map(|line| {
        let (name, rest) = line.strip_prefix("| [`")?.split_once("`]")?;
        let request = rest.split('`').nth(1)?;
        let (method, path) = request.split_once(' ')?;
        Some((name.to_owned(), method.to_owned(), path.to_owned()))
    });
    requests
        .zip(sections)
        .map(|((name, method, path), section)| {
            let block = |fence: &str| {
                let (_, rest) = section.split_once(fence).unwrap();
                rest.split("\n```").next().unwrap().to_owned()
            };
            let example = block("```rust,no_run\n");
            let settings = example.split("builder()").nth(1).unwrap();
            let settings = settings.split(".build()").next().unwrap().trim().to_owned();
            Shown { api, name, method, path, signature: block("```text\n"), settings }
        })
        .collect()
}

/// The expression of a value whose type is `ty`.
fn expression(ty: &str, value: &Value) -> String {
    let json = value.to_string();
    match ty {
        "&str" => format!("{:?}", value.as_str().map_or(json, str::to_owned)),
        "bool" => value.as_bool().unwrap_or(true).to_string(),
        "f64" | "f32" => format!("{:?}", value.as_f64().unwrap_or(1.0)),
        _ if ty.starts_with(['i', 'u']) && ty[1..].parse::<u8>().is_ok() => {
            value.as_i64().unwrap_or(1).to_string()
        }
        _ if ty.contains("Part") => {
            "cbrain_apteco::Part::new(\"text\").with_file_name(\"name\")".to_owned()
        }
        _ if ty.contains("Body") => "cbrain_apteco::Body::from(\"text\")".to_owned(),
        _ => {
            let reference = if ty.starts_with('&') { "&" } else { "" };
            let owned = if ty.starts_with("&[") { "::<Vec<_>>" } else { "" };
            format!("{reference}of{owned}({json:?})")
        }
    }
}

/// The values between the parentheses of `name(…)`: names and types.
fn arguments(step: &str) -> (&str, Vec<(String, String)>) {
    let (name, rest) = step.split_once('(').unwrap();
    let inside = rest.trim_end().strip_suffix(')').unwrap();
    let (mut depth, mut all) = (0, vec![String::new()]);
    for c in inside.chars() {
        depth += i32::from(matches!(c, '(' | '<' | '[')) - i32::from(matches!(c, ')' | '>' | ']'));
        if c == ',' && depth == 0 {
            all.push(String::new());
        } else {
            all.last_mut().unwrap().push(c);
        }
    }
    let named = all.iter().filter(|argument| !argument.trim().is_empty()).map(|argument| {
        match argument.split_once(": ") {
            Some((name, ty)) => (name.trim().to_owned(), ty.trim().to_owned()),
            None => (name.to_owned(), argument.trim().to_owned()),
        }
    });
    (name, named.collect())
}

/// The call with the values of the document's examples.
fn call(shown: &Shown, operation: &Operation<'_>) -> String {
    let signature = shown.signature.split(".await").next().unwrap();
    let mut steps = signature.split("\n    .").map(str::trim);
    let first = steps.next().unwrap().replace('\n', " ");
    let (handle, method) = first.split_once("().").unwrap();
    let written = std::iter::once(method.to_owned()).chain(
        steps
            .filter(|step| !step.is_empty() && step.contains('('))
            .map(|step| step.replace('\n', " ")),
    );
    let written = written.map(|step| {
        let (name, arguments) = arguments(&step);
        let values = arguments.iter().map(|(name, ty)| expression(ty, &operation.value(name)));
        format!("{name}({})", values.collect::<Vec<_>>().join(", "))
    });
    format!("{handle}().{}", written.collect::<Vec<_>>().join("."))
}

/// A program that makes the calls one after the other, and prints a line of each.
fn program(all: &[(Shown, String)]) -> String {
    let calls: String = all
        .iter()
        .map(|(shown, call)| {
            let Shown { api, name, settings, .. } = shown;
            format!(
                "    {{\n        let client = cbrain_apteco::{api}::Client::builder(){settings}\
                 .base_url(&url).build().unwrap();\n        say(\"{api} {name}\", {call}.await);\n    }}\n"
            )
        })
        .collect();
    format!(
        r#"//! Calls every operation.

fn of<T: serde::de::DeserializeOwned>(json: &str) -> T {{
    serde_json::from_str(json).unwrap_or_else(|error| panic!("{{error}} in {{json}}"))
}}

fn say<T, E: std::fmt::Debug>(name: &str, result: Result<T, E>) {{
    match result {{
        Ok(_) => println!("{{name}}: ok"),
        Err(error) => println!("{{name}}: {{error:?}}"),
    }}
}}

#[tokio::main(flavor = "current_thread")]
async fn main() {{
    let url = std::env::args().nth(1).unwrap();
{calls}}}
"#
    )
}

const MANIFEST: &str = r#"[package]
name = "operations"
version = "0.0.0"
edition = "2024"

[dependencies]
# Without TLS, which is slow to compile and not used here.
cbrain-apteco = { path = "GENERATED", default-features = false, features = ["apteco", "apteco-all-tags", "cbrain", "reqwest"] }
serde = { version = "1", default-features = false }
serde_json = "1"
tokio = { version = "1", features = ["macros", "rt"] }

[workspace]
"#;

/// What the program printed.
fn run(program: &str, url: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let generated = root().join("generated").canonicalize().unwrap();
    let manifest = MANIFEST.replace("GENERATED", generated.to_str().unwrap());
    fs::write(folder.path().join("Cargo.toml"), manifest).unwrap();
    fs::copy(root().join("Cargo.lock"), folder.path().join("Cargo.lock")).unwrap();
    fs::create_dir(folder.path().join("src")).unwrap();
    fs::write(folder.path().join("src/main.rs"), program).unwrap();
    let output = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--", url])
        .current_dir(folder.path())
        .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("operations"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn response(operation: &Operation<'_>) -> CannedResponse {
    match operation.response() {
        (status, None) => CannedResponse::new(status, None, ""),
        (status, Some((media_type, Value::String(text)))) if !media_type.ends_with("json") => {
            CannedResponse::new(status, Some(media_type), &text)
        }
        (status, Some((media_type, body))) => {
            CannedResponse::new(status, Some(media_type), &body.to_string())
        }
    }
}

/// Fails unless the request is one that the document describes.
fn check(shown: &Shown, operation: &Operation<'_>, request: &Request) {
    let name = format!("{} {}", shown.api, shown.name);
    let (path, query) = request.target.split_once('?').unwrap_or((&request.target, ""));
    assert_eq!(request.method, shown.method, "{name}");
    let steps = shown.path.split('/').zip(path.split('/'));
    let fits = |(template, step): (&str, &str)| match template.contains('{') {
        true => !step.is_empty() && !step.contains('{'),
        false => template == step,
    };
    let lengths = (shown.path.split('/').count(), path.split('/').count());
    let is_whole = lengths.0 == lengths.1 || operation.takes_rest() && lengths.0 < lengths.1;
    assert!(is_whole, "{name}: {path}");
    assert!(steps.into_iter().all(fits), "{name}: {path}");
    let sent: Vec<&str> =
        query.split('&').filter_map(|piece| piece.split(['=', '%']).next()).collect();
    for (parameter, is_required) in operation.parameters("query") {
        let plain = parameter.trim_end_matches("[]");
        let is_sent = sent.iter().any(|sent| *sent == plain || *sent == parameter);
        assert!(is_sent || !is_required, "{name}: {parameter} is missing in {query}");
    }
    assert!(request.header("Accept").is_some(), "{name}: no Accept");
    match operation.body() {
        Some((media_type, body)) => {
            let sent = request.header("Content-Type").unwrap_or_default();
            let essence = media_type.split(';').next().unwrap();
            assert!(sent.starts_with(essence), "{name}: {sent} is not {media_type}");
            if media_type.ends_with("json") {
                let sent: Value = serde_json::from_slice(&request.body).unwrap();
                assert_eq!(sent, body, "{name}");
            }
        }
        None => assert_eq!(request.header("Content-Type"), None, "{name}"),
    }
}

#[test]
fn every_operation_is_called_with_the_examples_of_its_document() {
    let specs = ["apteco", "cbrain"]
        .map(|api| (api, Examples::of(&root().join(format!("specs/{api}.yaml")))));
    let mut all = Vec::new();
    let mut operations = Vec::new();
    for (api, examples) in &specs {
        for shown in shown(api) {
            let operation = examples.operation(&shown.method, &shown.path);
            let call = call(&shown, &operation);
            operations.push(operation);
            all.push((shown, call));
        }
    }
    assert_eq!(all.len(), 253 + 45);
    let server = Server::start(operations.iter().map(response));
    let said = run(&program(&all), &server.url());
    let expected: String =
        all.iter().map(|(shown, _)| format!("{} {}: ok\n", shown.api, shown.name)).collect();
    assert_eq!(said, expected);
    let requests = server.requests();
    assert_eq!(requests.len(), all.len());
    for (((shown, _), operation), request) in all.iter().zip(&operations).zip(&requests) {
        check(shown, operation, request);
    }
}
