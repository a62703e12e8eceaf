//! `cargo xtask`, as its users run it.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::fs;
use std::path::Path;
use std::process::Command;

/// The exit code, and both outputs as one text.
fn run(arguments: &[&str]) -> (i32, String) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(arguments)
        .current_dir(root)
        .output()
        .unwrap();
    let text =
        [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    (output.status.code().unwrap(), text.concat())
}

#[test]
fn check_finds_the_repository_up_to_date() {
    assert_eq!(run(&["codegen", "--check"]), (0, "generated is up to date\n".to_owned()));
}

#[test]
fn explain_shows_an_operation_from_the_document_to_rust() {
    let (code, text) = run(&["explain", "cbrain", "GET /session"]);
    assert_eq!(code, 0, "{text}");
    for part in [
        "specs/cbrain.yaml:",
        "operationId: session_get",
        "get <- session_get: GET /session",
        "pub fn get(&self)",
    ] {
        assert!(text.contains(part), "{part} is not in {text}");
    }
}

#[test]
fn diff_compares_the_crate_with_a_revision() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    // A copy of the repository without its history has no revision.
    if root.join(".git").exists() {
        let (code, text) = run(&["diff", "--since", "HEAD", "--format", "json"]);
        let read: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(read["package"], "cbrain-apteco", "{text}");
        assert_eq!(code == 1, read["breaking"] != 0, "{text}");
        let (code, text) = run(&["diff", "--since", "no-such-revision"]);
        assert_eq!(code, 4, "{text}");
        assert!(text.contains("has no revision `no-such-revision`"), "{text}");
    }
}

#[test]
fn an_unknown_api_is_one_clear_error() {
    let (code, text) = run(&["explain", "brain", "GET /session"]);
    assert_eq!(
        (code, text.as_str()),
        (2, "error: there is no API `brain` in `specs/`; there are apteco, cbrain\n")
    );
}

#[test]
fn a_document_without_a_folder_for_its_crate_is_wrong_use() {
    let (code, text) = run(&["codegen", "specs/cbrain.yaml"]);
    assert_eq!(code, 2);
    assert!(text.contains("--out"), "{text}");
}

#[test]
fn another_document_takes_the_options_of_the_generator() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out").display().to_string();
    let arguments =
        ["codegen", "specs/cbrain.yaml", "--out", &out, "--package", "mine", "--strict", "--check"];
    let (code, text) = run(&arguments);
    assert_eq!(code, 1, "{text}");
    assert!(text.contains(" --package mine --strict\n"), "{text}");
}

/// A folder with the document `specs/cbrain.yaml` and another one.
fn folder_with(other: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    std::fs::copy(root.join("specs/cbrain.yaml"), folder.path().join("a.yaml")).unwrap();
    std::fs::write(folder.path().join("b.json"), other).unwrap();
    folder
}

fn corpus(folder: &Path) -> (i32, String, serde_json::Value) {
    corpus_with(folder, &[])
}

fn corpus_with(folder: &Path, more: &[&str]) -> (i32, String, serde_json::Value) {
    let json = folder.join("table.txt");
    let [documents, work, json] =
        [folder, &folder.join("work"), &json].map(|path| path.display().to_string());
    let mut arguments = vec!["corpus", &documents, "--work", &work, "--jobs", "2", "--json", &json];
    arguments.extend(more);
    let (code, text) = run(&arguments);
    (code, text, serde_json::from_str(&std::fs::read_to_string(json).unwrap()).unwrap())
}

#[test]
fn a_corpus_without_a_fault_is_a_success() {
    let small = r#"{
        "openapi": "3.0.3", "info": {"title": "T", "version": "1"},
        "paths": {"/a": {"get": {"responses": {"204": {"description": "Done"}}}}}
    }"#;
    let (code, text, json) = corpus(folder_with(small).path());
    assert_eq!(code, 0, "{text}");
    assert!(text.contains("2 documents, 2 generated, 0 compiled, 0 failed"), "{text}");
    assert_eq!(json[0]["operations_in"], json[0]["operations_out"]);
    assert_eq!(json[1]["fault"], serde_json::Value::Null);
}

/// A document that refers to a response that it does not have.
const LACKING: &str = r##"{
    "openapi": "3.0.3", "info": {"title": "T", "version": "1"},
    "paths": {"/a": {"get": {"responses": {"204": {"$ref": "#/components/responses/Done"}}}}}
}"##;

/// An overlay that gives that response to a document.
const GIVING: &str = r#"{
    "overlay": "1.0.0", "info": {"title": "T", "version": "1"},
    "actions": [{"target": "$", "update": {"components": {"responses": {"Done": {"description": "Done"}}}}}]
}"#;

#[test]
fn an_overlay_beside_a_document_of_the_corpus_is_applied_to_it() {
    let folder = folder_with(LACKING);
    let warnings = |folder: &Path| corpus(folder).2[1]["warnings"].clone();
    assert_eq!(warnings(folder.path()), 1);
    std::fs::write(folder.path().join("b.overlay.json"), GIVING).unwrap();
    assert_eq!(warnings(folder.path()), 0);
}

#[test]
fn overlays_that_are_named_are_applied_to_each_document_of_the_corpus_in_order() {
    let folder = folder_with(LACKING);
    let removing = r#"{
        "overlay": "1.0.0", "info": {"title": "T", "version": "1"},
        "actions": [{"target": "$.components.responses.Done", "remove": true}]
    }"#;
    let overlays = folder.path().join("work");
    std::fs::create_dir(&overlays).unwrap();
    let [giving, removing] = [("giving", GIVING), ("removing", removing)].map(|(name, text)| {
        let path = overlays.join(format!("{name}.txt"));
        std::fs::write(&path, text).unwrap();
        path.display().to_string()
    });
    let warnings = |first: &str, second: &str| {
        let named = ["--overlay", first, "--overlay", second];
        corpus_with(folder.path(), &named).2[1]["warnings"].clone()
    };
    assert_eq!(warnings(&removing, &giving), 1, "it removes nothing yet");
    assert_eq!(warnings(&giving, &removing), 1, "what was given is gone");
    let (_, _, json) = corpus_with(folder.path(), &["--overlay", &giving]);
    assert_eq!(json[1]["warnings"], 0);
}

#[test]
fn a_document_without_a_crate_fails_the_corpus() {
    let (code, text, json) = corpus(folder_with(r#"{"openapi": "3.0.3"}"#).path());
    assert_eq!(code, 1, "{text}");
    assert!(text.contains("2 documents, 1 generated, 0 compiled, 1 failed"), "{text}");
    assert_eq!(json[1]["generated"], false);
}

/// A document with an operation by a method that HTTP cannot have.
const ODD: &str = r#"{
    "openapi": "3.2.0", "info": {"title": "T", "version": "1"},
    "paths": {"/a": {
        "get": {"responses": {"204": {"description": "Done"}}},
        "additionalOperations": {"A B": {"responses": {"204": {"description": "Done"}}}}
    }}
}"#;

#[test]
fn an_operation_that_is_left_out_fails_its_document() {
    let (code, text, json) = corpus(folder_with(ODD).path());
    assert_eq!(code, 1, "{text}");
    assert!(text.contains("A B /a: the operation is missing"), "{text}");
    let row = &json[1];
    assert_eq!((&row["operations_in"], &row["operations_out"]), (&2.into(), &1.into()));
    assert_eq!(row["differences"][0]["operation"], "A B /a");
}

#[test]
fn what_is_known_is_no_failure_until_it_is_gone() {
    let folder = folder_with(ODD);
    let list = folder.path().join("known.toml");
    let entry = |operations: &str| {
        let reason = "HTTP has no such method.";
        let text = format!(
            "[[known]]\ndocument = \"b.json\"\noperations = {operations}\nreason = \"{reason}\"\n"
        );
        std::fs::write(&list, text).unwrap();
        corpus_with(folder.path(), &["--known", &list.display().to_string()])
    };
    let (code, text, json) = entry(r#"["A B /a"]"#);
    assert_eq!(code, 0, "{text}");
    assert_eq!(json[1]["differences"][0]["known"], "HTTP has no such method.");
    let (code, text, json) = entry(r#"["A B /a", "GET /a"]"#);
    assert_eq!(code, 1, "{text}");
    assert!(text.contains("GET /a: the operation is listed as known"), "{text}");
    assert_eq!(json[1]["idle"].as_array().unwrap().len(), 1);
    std::fs::write(&list, "[[known]]\ndocument = \"b.json\"\noperations = []\nreason = \" \"")
        .unwrap();
    let (code, text) =
        run(&["corpus", "specs", "--known", &list.display().to_string(), "--max-bytes", "1"]);
    assert_eq!(code, 2, "{text}");
    assert!(text.contains("an entry of `b.json` has no reason"), "{text}");
}

#[test]
fn the_numbers_of_warnings_are_kept_in_a_file() {
    let folder = folder_with(ODD);
    let path = |name: &str| folder.path().join(name).display().to_string();
    let known =
        "[[known]]\ndocument = \"b.json\"\noperations = [\"A B /a\"]\nreason = \"So it is.\"\n";
    std::fs::write(path("known.toml"), known).unwrap();
    let (list, numbers) = (path("known.toml"), path("warnings.txt"));
    let compare = ["--known", &list, "--warnings", &numbers];
    let (code, text, _) = corpus_with(folder.path(), &compare);
    assert_eq!(code, 1, "{text}");
    assert!(text.contains("b.json: 0 unknown-key before, 1 now"), "{text}");
    let update = ["--known", &list, "--warnings", &numbers, "--update"];
    assert_eq!(corpus_with(folder.path(), &update).0, 0);
    let kept = std::fs::read_to_string(&numbers).unwrap();
    assert_eq!(kept.lines().last(), Some("b.json: 1 unknown-key"));
    let (code, text, json) = corpus_with(folder.path(), &compare);
    assert_eq!(code, 0, "{text}");
    assert_eq!(json[1]["warnings_by_code"]["unknown-key"], 1);
}

#[test]
fn a_folder_in_a_corpus_is_a_document_of_several_files() {
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("shop");
    std::fs::create_dir(&inner).unwrap();
    let main = "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths: {/a: {$ref: a.yaml}}\n";
    std::fs::write(inner.join("shop.yaml"), main).unwrap();
    let item = "get: {parameters: [{in: query, name: q, schema: {type: string}}], responses: \
                {'204': {description: Done}}}";
    std::fs::write(inner.join("a.yaml"), item).unwrap();
    let (code, text, json) = corpus(folder.path());
    assert_eq!(code, 0, "{text}");
    assert_eq!(json.as_array().unwrap().len(), 1);
    assert_eq!(json[0]["document"], "shop/shop.yaml");
    assert_eq!((&json[0]["operations_in"], &json[0]["operations_out"]), (&1.into(), &1.into()));
}

#[test]
fn the_surface_of_a_folder_is_counted() {
    let document = r##"{
        "openapi": "3.0.3", "info": {"title": "T", "version": "1"},
        "paths": {"/a": {
            "get": {"tags": ["Users"], "operationId": "user", "responses": {"204": {"description": "Done"}}},
            "put": {"tags": ["Users"], "operationId": "all_users", "responses": {"204": {"description": "Done"}}}
        }},
        "components": {"schemas": {
            "A": {"oneOf": [{"$ref": "#/components/schemas/B"}, {"type": "object", "properties": {"c": {}}}]},
            "B": {"type": "object", "properties": {"b": {"type": "string", "nullable": true}}}
        }}
    }"##;
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("b.json"), document).unwrap();
    let (code, text) = run(&["surface", &folder.path().display().to_string(), "--names"]);
    assert_eq!(code, 0, "{text}");
    assert!(text.contains("b: begin users().user\n"), "{text}");
    assert!(text.contains("b: repeat users().all_users\n"), "{text}");
    let sum = text.lines().find(|line| line.ends_with("all of them")).unwrap();
    assert!(sum.split_whitespace().take(2).eq(["1/2", "1/2"]), "{text}");
}

/// Files of these names and texts in a folder of their own.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    files.iter().for_each(|(name, text)| fs::write(folder.path().join(name), text).unwrap());
    folder
}

/// A document whose names have commands of runners and terminals, and a property of this name.
fn hostile(property: &str) -> String {
    format!(
        r###"{{"openapi": "3.0.3", "info": {{"title": "a", "version": "1"}}, "paths": {{}},
        "components": {{"schemas": {{"##vso[a]": {{"type": "object", "properties": {{
            "##vso[task.b]\u001b[2J\u202e": {{"type": "string"}},
            "section_start:1:c": {{"type": "string"}}, "{property}": {{"type": "string"}}}}}}}}}}}}"###
    )
}

/// That a text has what a document calls something, and nothing of it that would be obeyed.
fn check_harmless(text: &str, name: &str) {
    assert!(text.contains(name), "{name} is not in {text}");
    for command in ["##", "section_start:", "\u{1b}", "\u{202e}"] {
        assert!(!text.contains(command), "{command:?} is in {text}");
    }
    assert!(!text.lines().any(|line| line.trim_start().starts_with("::")), "{text}");
}

#[test]
fn a_comparison_shows_nothing_of_a_document_that_a_runner_or_terminal_obeys() {
    let [one, other] =
        ["::error::d", "e"].map(|property| folder(&[("a.json", &hostile(property))]));
    let [one, other] = [&one, &other].map(|folder| folder.path().to_str().unwrap());
    let (code, text) = run(&["compare", one, other]);
    assert_eq!(code, 1, "{text}");
    check_harmless(&text, "vso[task.b]");
}

#[test]
fn a_table_of_documents_shows_nothing_that_a_runner_or_terminal_obeys() {
    let names = ["##vso[f]\u{1b}[2J.json", "section_start:1:\u{202e}g.json"];
    let broken = hostile("h").replace("\"type\": \"object\"", "\"type\": \"##vso[i]\"");
    let documents = folder(&[(names[0], &hostile("h")), (names[1], &broken)]);
    let documents = documents.path().to_str().unwrap();
    let work = tempfile::tempdir().unwrap();
    let work = work.path().to_str().unwrap();
    for arguments in
        [&["corpus", documents, "--work", work][..], &["surface", documents, "--names"]]
    {
        let (_, text) = run(arguments);
        check_harmless(&text, "vso[f]");
    }
}

#[test]
fn the_types_of_a_document_are_json_of_its_own_names_without_a_command() {
    let documents = folder(&[("a.json", &hostile("b"))]);
    let document = documents.path().join("a.json");
    let (code, text) = run(&["types", document.to_str().unwrap()]);
    assert_eq!(code, 0, "{text}");
    check_harmless(&text, "vso[a]");
    let json = text.lines().next().unwrap();
    assert!(
        serde_json::from_str::<serde_json::Value>(json).unwrap().to_string().contains("##vso[a]")
    );
}
