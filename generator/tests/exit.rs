//! What the exit code says, whether or not somebody reads the output.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

const DOCUMENT: &str = "openapi: 3.0.3
info: {title: Small, version: '1'}
servers: [{url: 'https://api.example.com'}]
paths: {/a: {get: {operationId: a, responses: {'204': {description: Done}}}}}
";

fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.yaml"), DOCUMENT).unwrap();
    fs::write(folder.path().join("broken.yaml"), "openapi: 5.0.0\n").unwrap();
    let more =
        DOCUMENT.replace("paths: {", "paths: {/b: {get: {responses: {'204': {description: b}}}}, ");
    fs::write(folder.path().join("more.yaml"), more).unwrap();
    fs::create_dir(folder.path().join("later")).unwrap();
    fs::write(folder.path().join("later/more.yaml"), DOCUMENT).unwrap();
    fs::write(folder.path().join("said.yaml"), DOCUMENT.replace("Done", "It is done")).unwrap();
    let tape = |status| {
        format!(
            "[{{\"request\": \"GET /a\", \"status\": {status}, \"headers\": [], \"text\": \"\"}}]"
        )
    };
    fs::write(folder.path().join("kept.tape"), tape(204)).unwrap();
    fs::write(folder.path().join("drifted.tape"), tape(500)).unwrap();
    folder
}

fn command(folder: &Path, arguments: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_clientwright"));
    command.args(arguments.split(' ')).current_dir(folder);
    command
}

/// What is done with a pipe whose other end is closed.
fn closed() -> Stdio {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    writer.into()
}

#[test]
fn each_exit_code_of_the_table_comes_of_what_it_says() {
    let folder = folder();
    let code = |arguments| command(folder.path(), arguments).output().unwrap().status.code();
    let cases = [
        ("codegen a.yaml --out out", 0),
        ("codegen a.yaml --out out --check", 0),
        ("codegen a.yaml --out other --check", 1),
        ("codegen a.yaml", 2),
        ("codegen a.yaml --out out --limit a=b", 2),
        ("codegen a.yaml --out out --include id:none", 2),
        ("explain a.yaml --uses --limit a=b", 2),
        ("explain-code none", 2),
        ("verify a.yaml kept.tape", 0),
        ("verify a.yaml kept.tape --format json", 0),
        ("verify a.yaml drifted.tape kept.tape", 1),
        ("verify a.yaml drifted.tape --format json", 1),
        ("verify a.yaml kept.tape --format github", 0),
        ("verify a.yaml drifted.tape --format github", 1),
        ("verify a.yaml drifted.tape --write-overlay mend.yaml", 1),
        ("verify a.yaml drifted.tape --overlay mend.yaml", 0),
        ("verify a.yaml drifted.tape --write-overlay mend.yaml", 4),
        ("verify a.yaml", 2),
        ("verify a.yaml kept.tape --secret a.", 2),
        ("verify a.yaml kept.tape --secret none", 2),
        ("verify broken.yaml kept.tape", 3),
        ("verify a.yaml a.yaml", 3),
        ("verify a.yaml none.tape", 4),
        ("codegen broken.yaml --out out", 3),
        ("explain broken.yaml --uses", 3),
        ("overlay broken.yaml", 3),
        ("diff a.yaml a.yaml", 0),
        ("diff a.yaml said.yaml", 0),
        ("diff a.yaml a.yaml --old-document more.yaml --new-document more.yaml", 0),
        ("diff a.yaml a.yaml --old-document more.yaml --new-document later/more.yaml", 1),
        ("diff a.yaml --since HEAD --old-document more.yaml", 2),
        ("diff a.yaml a.yaml --old-document none.yaml", 4),
        ("diff a.yaml said.yaml --fail-on minor", 0),
        ("diff a.yaml said.yaml --fail-on patch", 1),
        ("diff a.yaml more.yaml", 0),
        ("diff a.yaml more.yaml --fail-on minor", 1),
        ("diff a.yaml more.yaml --fail-on patch", 1),
        ("diff more.yaml a.yaml", 1),
        ("diff more.yaml a.yaml --fail-on minor", 1),
        ("diff more.yaml a.yaml --fail-on patch", 1),
        ("diff more.yaml a.yaml --format json", 1),
        ("diff more.yaml a.yaml --format markdown", 1),
        ("diff more.yaml a.yaml --format github", 1),
        ("diff a.yaml a.yaml --fail-on patch", 0),
        ("diff a.yaml a.yaml --fail-on none", 2),
        ("diff a.yaml", 2),
        ("diff broken.yaml a.yaml", 3),
        ("diff a.yaml broken.yaml", 3),
        ("diff a.yaml none.yaml", 4),
        ("codegen none.yaml --out out", 4),
        ("codegen a.yaml --out a.yaml", 4),
    ];
    for (arguments, wanted) in cases {
        assert_eq!(code(arguments), Some(wanted), "{arguments}");
    }
    let page = include_str!("../../docs/command-line.md");
    let (_, table) = page.split_once("| exit code |").unwrap();
    let rows = table.lines().skip(2).map_while(|line| line.strip_prefix("| "));
    let rows: Vec<i32> = rows.map(|row| row.split(' ').next().unwrap().parse().unwrap()).collect();
    assert_eq!(rows, [0, 1, 2, 3, 4]);
}

#[test]
fn who_stops_to_read_makes_no_failure_of_what_was_done() {
    for arguments in ["codegen a.yaml --out out", "explain a.yaml --uses", "explain-code internal"]
    {
        let folder = folder();
        let output = command(folder.path(), arguments).stdout(closed()).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), said.as_str()), (Some(0), ""), "{arguments}");
    }
}

#[test]
fn errors_are_exit_codes_even_where_nobody_can_be_told() {
    let folder = folder();
    let status = command(folder.path(), "codegen broken.yaml --out out").stderr(closed()).status();
    assert_eq!(status.unwrap().code(), Some(3));
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_told_and_the_exit_code_says_what_was_done() {
    let full = || fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let cases = [
        ("codegen a.yaml --out out", 0),
        ("codegen a.yaml --out out --format json", 0),
        ("codegen a.yaml --out other --check", 1),
        ("explain a.yaml --uses", 4),
        ("overlay a.yaml", 4),
        ("explain-code internal", 4),
        ("verify a.yaml drifted.tape", 1),
    ];
    for (arguments, wanted) in cases {
        let folder = folder();
        let output = command(folder.path(), arguments).stdout(full()).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(wanted), "{arguments}: {said}");
        // Without a finding, JSON has nothing to say.
        let is_told = said.contains("the standard output cannot be written");
        assert_eq!(is_told, !arguments.contains("json"), "{arguments}: {said}");
        assert_eq!(folder.path().join("out").exists(), arguments.contains("--out out"));
    }
}

#[test]
fn further_documents_of_a_crate_are_compared_by_their_stems() {
    let folder = folder();
    let arguments = "diff a.yaml a.yaml --old-document more.yaml --new-document later/more.yaml";
    let output = command(folder.path(), arguments).output().unwrap();
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(told.contains("operation-removed") && told.contains("more::"), "{told}");
    assert!(!told.contains("a::") && told.ends_with("1 breaking: a major version\n"), "{told}");
}
