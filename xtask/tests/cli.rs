//! `cargo xtask`, as its users run it.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

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
        "session_get <- session_get: GET /session",
        "pub fn session_get(&self)",
    ] {
        assert!(text.contains(part), "{part} is not in {text}");
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
