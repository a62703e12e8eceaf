//! What reaches a terminal: text, and colors only where they are wanted.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::fs;
use std::path::Path;
use std::process::Command;

/// The exit code of a command, and both its outputs as one text.
fn said(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_clientwright"));
    let output = command.args(arguments).current_dir(folder).output().unwrap();
    let text =
        [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    (output.status.code().unwrap(), text.concat())
}

/// What would steer a terminal, turn the direction of writing, or not be seen.
fn is_treacherous(letter: char) -> bool {
    (letter.is_control() && letter != '\n' && letter != '\t')
        || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[test]
fn nothing_of_a_document_steers_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let bad = "\\u001b[2J\\u009b31m\\u202e\\u2028\\u0007\\u007f";
    let document = format!(
        r##"{{"openapi": "3.0.3", "info": {{"title": "{bad}", "version": "{bad}"}}, "{bad}": 1,
            "tags": [{{"name": "{bad}"}}], "paths": {{"/a{bad}": {{"get": {{"operationId": "{bad}",
            "tags": ["{bad}"], "security": [{{"{bad}": []}}],
            "parameters": [{{"name": "{bad}", "in": "quer{bad}", "schema": {{"$ref": "#/{bad}"}}}}],
            "responses": {{"200": {{"description": "{bad}"}}}}}}}}}},
            "components": {{"schemas": {{"{bad}": {{"type": "{bad}", "format": "{bad}"}}}}}}}}"##
    );
    fs::write(folder.path().join("bad.json"), &document).unwrap();
    let mended = document
        .replace(&format!("quer{bad}"), "query")
        .replace(r##"{"$ref": "#/"##, r#"{"x-was": ""#);
    let mended = mended.replace(&format!(r#""security": [{{"{bad}": []}}],"#), "");
    let mended = mended.replace(&format!(r#""type": "{bad}""#), r#""type": "string""#);
    fs::write(folder.path().join("mended.json"), mended).unwrap();
    let request = "GET /a%1B[2J%C2%9B31m%E2%80%AE%E2%80%A8%07%7F";
    let commands: [&[&str]; 8] = [
        &["codegen", "bad.json", "--out", "out"],
        &["codegen", "bad.json", "--out", "out", "--format", "github"],
        &["codegen", "bad.json", "--out", "out", "--format", "json"],
        &["explain", "mended.json", "GET /b"],
        &["explain", "mended.json", request],
        &["explain-code", "\u{1b}[2J"],
        &["codegen", "mended.json", "--out", "out\u{1b}[2J\u{202e}"],
        &["codegen", "none\u{1b}[2J\u{202e}.json", "--out", "out"],
    ];
    let codes = commands.map(|command| {
        let (code, text) = said(folder.path(), command);
        let found = text.chars().find(|letter| is_treacherous(*letter));
        assert!(found.is_none(), "{command:?}: {found:?} in {text:?}");
        code
    });
    assert_eq!(codes, [0, 0, 0, 2, 0, 2, 0, 4]);
}

/// What would be a command to a runner of continuous integration.
const COMMANDS: &str = "\\n::set-env name=a::b\\n ::stop-commands::x\\n##[set-output name=a]b\\n\
                        a ##vso[task.setvariable variable=a]b ##teamcity[a] section_start:1:a";

#[test]
fn nothing_of_a_document_is_a_command_to_a_runner() {
    let folder = tempfile::tempdir().unwrap();
    let document = |more: &str| {
        format!(
            r##"{{"openapi": "3.0.3", "info": {{"title": "A", "version": "1", "description": "{COMMANDS}{more}"}},
                "{COMMANDS}": 1, "paths": {{"/a": {{"get": {{"operationId": "a{COMMANDS}",
                "description": "{COMMANDS}", "responses": {{"204": {{"description": "{COMMANDS}"}}}}}}}}}}}}"##
        )
    };
    fs::write(folder.path().join("a.json"), document("")).unwrap();
    let first = said(folder.path(), &["codegen", "a.json", "--out", "out"]);
    assert_eq!(first.0, 0, "{}", first.1);
    // So that its lines are those around what differs.
    let file = folder.path().join("out/src/lib.rs");
    let text = fs::read_to_string(&file).unwrap();
    let mark = text.lines().next().unwrap();
    let theirs = "::set-env name=a::b\n  ::stop-commands::x\n##[group]a ##vso[a]b\n";
    fs::write(&file, format!("{mark}\n{theirs}{text}{theirs}")).unwrap();
    let commands: [&[&str]; 8] = [
        &["codegen", "a.json", "--out", "out", "--check"],
        &["codegen", "a.json", "--out", "out", "--check", "--format", "json"],
        &["codegen", "a.json", "--out", "out", "--check", "--format", "github"],
        &["explain", "a.json", "GET /a"],
        &["explain", "a.json", "--uses"],
        &["explain", "a.json", "GET /\n::set-env name=a::b"],
        &["overlay", "a.json"],
        &["codegen", "a.json", "::set-env name=a::b\n::set-env name=a::b##[a]"],
    ];
    for command in commands {
        let (_, text) = said(folder.path(), command);
        let is_meant = |line: &str| line.starts_with("::warning ") || line.starts_with("::notice ");
        let is_obeyed = |line: &&str| {
            (line.trim_start().starts_with("::") && !is_meant(line))
                || ["##[", "##vso[", "##teamcity[", "section_start:"]
                    .iter()
                    .any(|it| line.contains(it))
        };
        let found = text.lines().find(is_obeyed);
        assert!(found.is_none(), "{command:?}: {found:?} in {text}");
        assert!(!text.is_empty());
    }
}

#[test]
fn color_is_for_terminals_only_and_not_where_it_is_not_wanted() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("small.yaml"), "openapi: 5.0.0\n").unwrap();
    let colored = |variable: &str, value: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_clientwright"));
        let command = command.args(["codegen", "small.yaml", "--out", "out"]);
        let output = command.env(variable, value).current_dir(folder.path()).output().unwrap();
        String::from_utf8(output.stderr).unwrap()
    };
    assert!(!colored("TERM", "xterm-256color").contains('\u{1b}'));
    // As if it were a terminal.
    assert!(colored("CLICOLOR_FORCE", "1").contains("\u{1b}[1m"));
    assert!(!colored("NO_COLOR", "1").contains('\u{1b}'));
}
