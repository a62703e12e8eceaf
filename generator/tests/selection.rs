//! `--include` and `--exclude`, as users of the binary have them.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

const DOCUMENT: &str = "openapi: 3.0.3
info: {title: Shop, version: '1'}
servers: [{url: 'https://api.example.com'}]
paths:
  /files:
    get: {tags: [Files], operationId: listFiles, responses: {'200': {description: All, content: {application/json: {schema: {$ref: '#/components/schemas/File'}}}}}}
  /users/{id}:
    get:
      tags: [Users]
      operationId: getUser
      parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
      responses: {'200': {description: One, content: {application/json: {schema: {not: {}}}}}}
components:
  schemas:
    File: {type: object, properties: {name: {type: string}}}
";

fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("shop.yaml"), DOCUMENT).unwrap();
    folder
}

/// The exit code, and both outputs as one text.
fn run(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_clientwright"));
    let output = command.args(arguments).current_dir(folder).output().unwrap();
    let text =
        [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    (output.status.code().unwrap(), text.concat())
}

#[test]
fn only_what_is_included_is_written_and_spoken_of() {
    let folder = folder();
    let arguments = ["codegen", "shop.yaml", "--out", "out", "--strict", "--include", "tag:Files"];
    let (code, text) = run(folder.path(), &arguments);
    assert_eq!(code, 0, "{text}");
    let shop = folder.path().join("out/src/shop");
    assert!(shop.join("files.rs").is_file() && shop.join("types/file.rs").is_file());
    assert!(!shop.join("users.rs").exists());
    let readme = fs::read_to_string(folder.path().join("out/README.md")).unwrap();
    assert!(readme.contains("`--include tag:Files`"), "{readme}");
}

#[test]
fn the_command_that_mends_drift_has_the_same_selection() {
    let folder = folder();
    let arguments = ["--include", "GET /users/*", "--exclude", "id:listFiles", "--exclude"];
    let arguments = [&["codegen", "shop.yaml", "--out", "out", "--check"], &arguments[..]].concat();
    let (code, text) = run(folder.path(), &[&arguments[..], &["tag:Files"]].concat());
    assert_eq!(code, 1, "{text}");
    let command = "clientwright codegen shop.yaml --out out --include \"GET /users/*\" \
                   --exclude id:listFiles --exclude tag:Files\n";
    assert!(text.contains(command), "{text}");
}

#[test]
fn a_pattern_that_selects_nothing_is_wrong_use_and_writes_nothing() {
    let folder = folder();
    let arguments = ["codegen", "shop.yaml", "--out", "out", "--exclude", "tag:File"];
    let (code, text) = run(folder.path(), &arguments);
    assert_eq!(code, 2, "{text}");
    assert!(text.contains("did you mean `tag:Files`?"), "{text}");
    assert!(!folder.path().join("out").exists());
}

#[test]
fn what_is_no_pattern_is_wrong_use() {
    let folder = folder();
    let arguments = ["codegen", "shop.yaml", "--out", "out", "--include", "Files"];
    let (code, text) = run(folder.path(), &arguments);
    assert_eq!(code, 2, "{text}");
    assert!(text.contains("\"Files\" is no pattern: it has no kind"), "{text}");
}

#[test]
fn a_selection_that_leaves_nothing_is_wrong_use() {
    let folder = folder();
    let arguments =
        ["codegen", "shop.yaml", "--out", "out", "--include", "tag:Files", "--exclude", "id:*"];
    let (code, text) = run(folder.path(), &arguments);
    assert_eq!(code, 2, "{text}");
    assert!(text.contains("the selection leaves nothing of `shop`"), "{text}");
}

#[test]
fn a_document_with_errors_is_not_called_wrong_use() {
    let folder = folder();
    let broken = DOCUMENT.replace("openapi: 3.0.3", "openapi: 5.0.0");
    fs::write(folder.path().join("shop.yaml"), broken).unwrap();
    let arguments = ["codegen", "shop.yaml", "--out", "out", "--include", "tag:File"];
    let (code, text) = run(folder.path(), &arguments);
    assert_eq!(code, 3, "{text}");
}

#[test]
fn explain_shows_what_is_selected_and_why() {
    let folder = folder();
    let arguments = ["explain", "shop.yaml", "--uses", "--include", "tag:Files"];
    let (code, text) = run(folder.path(), &arguments);
    assert_eq!(code, 0, "{text}");
    insta::assert_snapshot!(text, @"
    1 of 2 operations, 1 of 1 type, 0 of 0 security schemes

    tag:Files
      GET /files  id:listFiles

    types
      File <- GET /files response 200
    ");
}

#[test]
fn explain_knows_the_operations_that_are_selected() {
    let folder = folder();
    let arguments = ["explain", "shop.yaml", "GET /users/{id}", "--include", "tag:Files"];
    let (code, text) = run(folder.path(), &arguments);
    assert_eq!(code, 2, "{text}");
    assert!(text.contains("among those that are selected"), "{text}");
    assert!(text.ends_with("It has:\n    GET /files\n"), "{text}");
}

#[test]
fn a_manifest_that_lacks_the_features_of_tags_is_told_the_lines_to_add() {
    let folder = folder();
    let arguments = ["codegen", "shop.yaml", "--out", "out"];
    assert_eq!(run(folder.path(), &arguments).0, 0);
    let arguments = [&arguments[..], &["--tag-features", "always"]].concat();
    let (code, text) = run(folder.path(), &arguments);
    assert_eq!(code, 0, "{text}");
    for part in [
        "    all-tags = [\"files\", \"users\"]\n",
        "    files = []\n",
        "and to `default` of its features: \"all-tags\"\n",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let check = [&arguments[..], &["--check"]].concat();
    assert_eq!(run(folder.path(), &check).0, 0);
    let library = folder.path().join("out/src/lib.rs");
    fs::write(&library, fs::read_to_string(&library).unwrap() + "\n").unwrap();
    let (code, text) = run(folder.path(), &check);
    assert_eq!(code, 1, "{text}");
    assert!(text.contains("--out out --tag-features always\n"), "{text}");
}
