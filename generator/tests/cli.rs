//! The binary, as its users run it.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use clientwright::diagnostic::Code;
use tempfile::TempDir;

const DOCUMENT: &str = "openapi: 3.0.3
info: {title: Small, version: '1'}
servers: [{url: 'https://api.example.com'}]
paths:
  /pets/{id}:
    get:
      operationId: getPet
      parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
      responses: {'200': {description: The pet, content: {application/json: {schema: {type: string}}}}}
";

/// A folder with a document in it.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("small.yaml"), DOCUMENT).unwrap();
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_clientwright"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap()
}

/// The exit code, and both outputs as one text.
fn said(output: &Output) -> (i32, String) {
    let text =
        [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    (output.status.code().unwrap(), text.concat())
}

#[test]
fn codegen_writes_a_crate_and_says_so() {
    let folder = folder();
    let (code, text) =
        said(&run(folder.path(), &["codegen", "small.yaml", "--out", "small-client"]));
    assert_eq!(code, 0, "{text}");
    assert!(text.starts_with("small-client/: "), "{text}");
    let manifest = fs::read_to_string(folder.path().join("small-client/Cargo.toml")).unwrap();
    assert!(manifest.contains("name = \"small-client\""), "{manifest}");
    assert!(folder.path().join("small-client/src/small/operations.rs").is_file());
    // The stem of the file is no step between the crate and its client.
    let library = fs::read_to_string(folder.path().join("small-client/src/lib.rs")).unwrap();
    assert!(library.contains("\nmod small;\n"), "{library}");
    assert!(library.contains("\npub use self::small::*;\n"), "{library}");
}

#[test]
fn codegen_keeps_a_manifest_that_is_there_and_takes_its_name() {
    let folder = folder();
    let manifest = "[package]\nname = \"mine\"\n";
    fs::create_dir(folder.path().join("out")).unwrap();
    fs::write(folder.path().join("out/Cargo.toml"), manifest).unwrap();
    let (code, text) = said(&run(folder.path(), &["codegen", "small.yaml", "--out", "out"]));
    assert_eq!(code, 0, "{text}");
    assert_eq!(fs::read_to_string(folder.path().join("out/Cargo.toml")).unwrap(), manifest);
    let page = fs::read_to_string(folder.path().join("out/docs/small/OperationsApi.md")).unwrap();
    assert!(page.contains("use mine::Client;"), "{page}");
}

const ORDERS: &str = "openapi: 3.0.3
info: {title: Orders, version: '1'}
paths:
  /orders:
    post:
      operationId: add
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}
      responses: {'204': {description: Taken}}
components: {schemas: {Order: {type: object, required: [id], properties: {id: {type: integer}}}}}
";

#[test]
fn types_alone_are_written_and_compared() {
    let folder = folder();
    fs::write(folder.path().join("orders.yaml"), ORDERS).unwrap();
    let codegen = |more: &[&str]| {
        let arguments = ["codegen", "orders.yaml", "--out", "out"];
        said(&run(folder.path(), &[&arguments, more].concat()))
    };
    let (code, text) = codegen(&["--types-only"]);
    assert_eq!(code, 0, "{text}");
    let out = folder.path().join("out");
    let manifest = fs::read_to_string(out.join("Cargo.toml")).unwrap();
    let (_, dependencies) = manifest.split_once("[dependencies]\n").unwrap();
    let lines = dependencies.lines().take_while(|line| !line.is_empty());
    let names: Vec<&str> = lines.filter_map(|line| line.split(' ').next()).collect();
    assert_eq!(names, ["serde", "serde_json"], "{manifest}");
    assert!(!out.join("src/runtime/client").exists());
    assert!(!out.join("src/orders/operations.rs").exists());
    assert_eq!(codegen(&["--types-only", "--check"]).0, 0);
    // It is remembered by the command that brings it up to date.
    fs::write(out.join("src/orders/mod.rs"), "").unwrap();
    let (code, text) = codegen(&["--types-only", "--check"]);
    assert_eq!(code, 1, "{text}");
    assert!(text.contains("codegen orders.yaml --out out --types-only"), "{text}");
}

#[test]
fn types_alone_of_what_has_none_are_an_error_of_the_document() {
    let folder = folder();
    let (code, text) =
        said(&run(folder.path(), &["codegen", "small.yaml", "--out", "out", "--types-only"]));
    assert_eq!(code, 3, "{text}");
    assert!(text.contains("error[empty-api]: no schema of the document becomes a type"), "{text}");
    assert!(!folder.path().join("out").exists());
}

#[test]
fn what_is_about_calls_does_not_go_with_types_alone() {
    let folder = folder();
    for more in [["--bind", "id"], ["--tag-features", "always"]] {
        let arguments = ["codegen", "small.yaml", "--out", "out", "--types-only"];
        let (code, text) = said(&run(folder.path(), &[&arguments[..], &more].concat()));
        assert_eq!(code, 2, "{text}");
        assert!(text.contains("is about calls"), "{text}");
    }
}

#[test]
fn the_crate_is_named_as_cargo_names_it() {
    let folder = folder();
    let arguments = ["codegen", "small.yaml", "--out", "out", "--package", "Foo-BarBaz"];
    let (code, text) = said(&run(folder.path(), &arguments));
    assert_eq!(code, 0, "{text}");
    let page = fs::read_to_string(folder.path().join("out/docs/small/OperationsApi.md")).unwrap();
    assert!(page.contains("use Foo_BarBaz::Client;"), "{page}");
}

#[test]
fn check_tells_drift_by_its_exit_code_and_names_the_command() {
    let folder = folder();
    run(folder.path(), &["codegen", "small.yaml", "--out", "out"]);
    let check = ["codegen", "small.yaml", "--out", "out", "--check"];
    assert_eq!(said(&run(folder.path(), &check)), (0, "out is up to date\n".to_owned()));
    fs::write(folder.path().join("out/src/lib.rs"), "// other\n").unwrap();
    let (code, text) = said(&run(folder.path(), &check));
    assert_eq!(code, 1, "{text}");
    assert!(text.contains("clientwright codegen small.yaml --out out"), "{text}");
}

#[test]
fn a_missing_document_is_one_clear_error() {
    let folder = folder();
    let (code, text) = said(&run(folder.path(), &["codegen", "none.yaml", "--out", "out"]));
    assert_eq!(code, 4);
    assert!(text.starts_with("error: ") && text.contains("none.yaml"), "{text}");
    assert!(!folder.path().join("out").exists());
}

#[test]
fn a_folder_in_place_of_a_document_is_one_clear_error() {
    let folder = folder();
    let (code, text) = said(&run(folder.path(), &["codegen", ".", "--out", "out"]));
    assert_eq!(code, 4);
    assert!(text.contains("folder"), "{text}");
}

#[test]
fn a_document_that_is_no_text_is_one_clear_error() {
    let folder = folder();
    fs::write(folder.path().join("small.yaml"), [0xff, 0xfe, 0x00]).unwrap();
    let (code, text) = said(&run(folder.path(), &["codegen", "small.yaml", "--out", "out"]));
    assert_eq!(code, 4);
    assert!(text.contains("UTF-8"), "{text}");
}

#[test]
fn broken_yaml_points_at_its_place_and_touches_nothing() {
    let folder = folder();
    run(folder.path(), &["codegen", "small.yaml", "--out", "out"]);
    let before = fs::read(folder.path().join("out/src/lib.rs")).unwrap();
    fs::write(folder.path().join("small.yaml"), "openapi: 3.0.3\ninfo: {title: \n").unwrap();
    let (code, text) = said(&run(folder.path(), &["codegen", "small.yaml", "--out", "out"]));
    assert_eq!(code, 3);
    assert!(text.contains("error[invalid-yaml]") && text.contains("small.yaml:"), "{text}");
    assert_eq!(fs::read(folder.path().join("out/src/lib.rs")).unwrap(), before);
}

#[test]
fn a_hand_written_file_in_the_way_is_not_overwritten() {
    let folder = folder();
    fs::create_dir_all(folder.path().join("out/src")).unwrap();
    fs::write(folder.path().join("out/src/lib.rs"), "//! Mine.\n").unwrap();
    let (code, text) = said(&run(folder.path(), &["codegen", "small.yaml", "--out", "out"]));
    assert_eq!(code, 4, "{text}");
    assert_eq!(fs::read_to_string(folder.path().join("out/src/lib.rs")).unwrap(), "//! Mine.\n");
}

#[test]
fn strict_takes_warnings_as_errors() {
    let folder = folder();
    fs::write(folder.path().join("small.yaml"), DOCUMENT.to_owned() + "path: 1\n").unwrap();
    let (code, text) =
        said(&run(folder.path(), &["codegen", "small.yaml", "--out", "out", "--strict"]));
    assert_eq!(code, 3);
    assert!(text.contains("error[unknown-key]"), "{text}");
    assert!(!folder.path().join("out").exists());
}

#[test]
fn output_that_is_no_terminal_has_no_color() {
    let folder = folder();
    let (_, text) = said(&run(folder.path(), &["codegen", "none.yaml", "--out", "out"]));
    assert!(!text.contains('\u{1b}'), "{text:?}");
}

#[test]
fn explain_shows_all_four_stages() {
    let folder = folder();
    let (code, text) = said(&run(folder.path(), &["explain", "small.yaml", "get /pets/{id}"]));
    assert_eq!(code, 0, "{text}");
    for part in [
        "operationId: getPet",
        "get_pet <- getPet: GET /pets/{id}",
        "pub fn get_pet(&self, id: i64)",
    ] {
        assert!(text.contains(part), "{part} is not in {text}");
    }
}

#[test]
fn explain_shows_a_method_for_each_body() {
    let folder = folder();
    let body = r#"{"200": {"description": "Done"}}, "requestBody": {"required": true, "content": {
        "application/json": {"schema": {"type": "integer"}}, "text/plain": {"schema": {"type": "string"}}}}"#;
    let document = format!(
        r#"{{"openapi": "3.0.3", "info": {{"title": "T", "version": "1"}},
            "paths": {{"/a": {{"post": {{"operationId": "add", "responses": {body}}}}}}}}}"#
    );
    fs::write(folder.path().join("two.json"), document).unwrap();
    let (code, text) = said(&run(folder.path(), &["explain", "two.json", "POST /a"]));
    assert_eq!(code, 0, "{text}");
    for part in ["pub fn add(&self, body: i64)", "pub fn add_as_text("] {
        assert!(text.contains(part), "{part} is not in {text}");
    }
}

#[test]
fn explain_lists_the_operations_where_there_is_no_such() {
    let folder = folder();
    let (code, text) = said(&run(folder.path(), &["explain", "small.yaml", "GET /cats"]));
    assert_eq!(code, 2);
    assert!(text.contains("GET /pets/{id}"), "{text}");
}

#[test]
fn explain_code_says_what_a_code_means() {
    let folder = folder();
    let (code, text) = said(&run(folder.path(), &["explain-code", "duplicate-key"]));
    assert_eq!(code, 0);
    assert!(text.starts_with("duplicate-key\n\n"), "{text}");
}

#[test]
fn every_code_has_a_page() {
    let folder = folder();
    for code in Code::ALL {
        let (exit, text) = said(&run(folder.path(), &["explain-code", code.slug()]));
        assert_eq!(exit, 0, "{text}");
        let (_, page) = text.split_once("\n\n").unwrap();
        assert!(page.len() > 60 && page.trim_end().ends_with('.'), "{text}");
    }
}

#[test]
fn near_misses_are_asked_about() {
    let folder = folder();
    let (_, text) = said(&run(folder.path(), &["explain-code", "duplicated-key"]));
    assert!(text.contains("did you mean `duplicate-key`?"), "{text}");
    let (_, text) = said(&run(folder.path(), &["explain", "small.yaml", "GET /pet/{id}"]));
    assert!(text.contains("did you mean `GET /pets/{id}`?"), "{text}");
    let (_, text) = said(&run(folder.path(), &["codgen", "small.yaml"]));
    assert!(text.contains("'codegen'"), "{text}");
}

#[test]
fn an_unknown_code_is_wrong_use() {
    let folder = folder();
    let (code, text) = said(&run(folder.path(), &["explain-code", "nothing"]));
    assert_eq!(code, 2);
    assert!(text.contains("duplicate-key"), "{text}");
}

#[test]
fn check_repeats_what_the_document_gives_cause_for() {
    let folder = folder();
    fs::write(folder.path().join("small.yaml"), DOCUMENT.to_owned() + "path: 1\n").unwrap();
    run(folder.path(), &["codegen", "small.yaml", "--out", "out"]);
    let output = run(folder.path(), &["codegen", "small.yaml", "--out", "out", "--check"]);
    assert_eq!(String::from_utf8_lossy(&output.stdout), "out is up to date\n");
    let report = String::from_utf8_lossy(&output.stderr);
    assert!(report.contains("warning[unknown-key]"), "{report}");
}

#[test]
fn the_command_that_mends_drift_has_the_same_options() {
    let folder = folder();
    fs::rename(folder.path().join("small.yaml"), folder.path().join("my small.yaml")).unwrap();
    let arguments =
        ["codegen", "my small.yaml", "--out", "out", "--package", "mine", "--strict", "--check"];
    let (code, text) = said(&run(folder.path(), &arguments));
    assert_eq!(code, 1, "{text}");
    let command = "clientwright codegen \"my small.yaml\" --out out --package mine --strict\n";
    assert!(text.contains(command), "{text}");
}

#[test]
fn a_name_that_cargo_does_not_take_is_one_clear_error() {
    let folder = folder();
    for name in ["", "1st", "my crate", "größe", "type", "gen", "proc-macro", "a/b", "-a"] {
        let option = format!("--package={name}");
        let (code, text) =
            said(&run(folder.path(), &["codegen", "small.yaml", "--out", "out", &option]));
        assert_eq!(code, 2, "{name}: {text}");
        assert!(text.contains("is no name of a package"), "{text}");
    }
    let (code, text) = said(&run(folder.path(), &["codegen", "small.yaml", "--out", "type"]));
    assert_eq!(code, 2, "{text}");
    assert!(text.contains("--package") && !folder.path().join("type").exists(), "{text}");
}

#[test]
fn a_manifest_that_lacks_a_dependency_is_told_the_lines_to_add() {
    let folder = folder();
    let dated = DOCUMENT.replace("type: integer", "type: string, format: date");
    fs::write(folder.path().join("small.yaml"), dated).unwrap();
    run(folder.path(), &["codegen", "small.yaml", "--out", "out"]);
    let path = folder.path().join("out/Cargo.toml");
    let whole = fs::read_to_string(&path).unwrap();
    let line = whole.lines().find(|line| line.starts_with("jiff = ")).unwrap();
    fs::write(&path, whole.replace(&format!("{line}\n"), "")).unwrap();
    for check in [&[][..], &["--check"]] {
        let arguments = [&["codegen", "small.yaml", "--out", "out"][..], check].concat();
        let output = run(folder.path(), &arguments);
        let report = String::from_utf8_lossy(&output.stderr).replace('\\', "/");
        let wanted = format!(
            "warning: out/Cargo.toml lacks what the generated code needs; add:\n\n    \
             [dependencies]\n    {line}\n\n"
        );
        assert_eq!((output.status.code(), report), (Some(0), wanted));
    }
}

#[test]
fn a_document_of_several_files_is_read_within_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("specs")).unwrap();
    let document = DOCUMENT.replace("{type: string}", "{$ref: ../shared.yaml#/Pet}");
    fs::write(folder.path().join("specs/small.yaml"), document).unwrap();
    fs::write(
        folder.path().join("shared.yaml"),
        "Pet: {type: object, properties: {a: {type: string}}}",
    )
    .unwrap();
    let arguments = ["codegen", "specs/small.yaml", "--out", "out"];
    let (code, text) = said(&run(folder.path(), &[&arguments[..], &["--strict"]].concat()));
    assert_eq!(code, 3, "{text}");
    assert!(text.contains("is outside of the folder of the document"), "{text}");
    let (code, text) = said(&run(folder.path(), &[&arguments[..], &["--within", "."]].concat()));
    assert_eq!(code, 0, "{text}");
    assert!(folder.path().join("out/src/small/types/pet.rs").exists());
}

#[test]
fn what_is_on_the_network_is_read_from_a_copy_and_the_command_says_so() {
    let folder = folder();
    let document =
        DOCUMENT.replace("{type: string}", "{$ref: 'https://example.com/v1/pets.yaml#/Pet'}");
    fs::write(folder.path().join("small.yaml"), document).unwrap();
    fs::create_dir(folder.path().join("copies")).unwrap();
    let pet = "Pet: {type: object, properties: {a: {type: string}}}";
    fs::write(folder.path().join("copies/pets.yaml"), pet).unwrap();
    let map = ["--map", "https://example.com/v1/=copies"];
    let arguments = [&["codegen", "small.yaml", "--out", "out"][..], &map].concat();
    let (code, text) = said(&run(folder.path(), &arguments));
    assert_eq!(code, 0, "{text}");
    let pet = folder.path().join("out/src/small/types/pet.rs");
    fs::write(&pet, fs::read_to_string(&pet).unwrap() + "//").unwrap();
    let (code, text) = said(&run(folder.path(), &[&arguments[..], &["--check"]].concat()));
    assert_eq!(code, 1, "{text}");
    assert!(text.contains("--map https://example.com/v1/=copies"), "{text}");
}

#[test]
fn rust_that_is_written_by_hand_goes_into_the_module() {
    let folder = folder();
    fs::write(folder.path().join("small.rs"), "//! By hand.\npub struct Mine;\n").unwrap();
    let arguments = ["codegen", "small.yaml", "--out", "out", "--by-hand", "small.rs"];
    let (code, text) = said(&run(folder.path(), &arguments));
    assert_eq!(code, 0, "{text}");
    let part = fs::read_to_string(folder.path().join("out/src/small/by_hand.rs")).unwrap();
    assert!(part.ends_with("//! By hand.\npub struct Mine;\n"), "{part}");
    let module = fs::read_to_string(folder.path().join("out/src/small/mod.rs")).unwrap();
    assert!(module.contains("mod by_hand;\n\npub use by_hand::*;\n"), "{module}");
}

#[test]
fn rust_that_is_for_the_module_alone_is_not_imported() {
    let folder = folder();
    fs::write(folder.path().join("small.rs"), "impl super::Client { pub fn mine(&self) {} }\n")
        .unwrap();
    let arguments = ["codegen", "small.yaml", "--out", "out", "--by-hand", "small.rs"];
    let (code, text) = said(&run(folder.path(), &arguments));
    assert_eq!(code, 0, "{text}");
    let module = fs::read_to_string(folder.path().join("out/src/small/mod.rs")).unwrap();
    assert!(module.contains("mod by_hand;\n"), "{module}");
    assert!(!module.contains("use by_hand"), "{module}");
}

#[test]
fn a_feature_of_rust_by_hand_that_nobody_turns_on_is_in_no_documentation() {
    let folder = folder();
    let text = "#[cfg(feature = \"_mine\")]\npub struct Mine;\n#[cfg(feature = \"theirs\")]\npub struct Theirs;\n";
    let tagged = DOCUMENT.replace("      operationId", "      tags: [Pets]\n      operationId");
    let more = "  /users:\n    get: {tags: [Users], responses: {'204': {description: None.}}}\n";
    fs::write(folder.path().join("small.yaml"), tagged + more).unwrap();
    fs::write(folder.path().join("small.rs"), text).unwrap();
    let arguments = [
        "codegen",
        "small.yaml",
        "--out",
        "out",
        "--by-hand",
        "small.rs",
        "--tag-features",
        "always",
    ];
    let (code, text) = said(&run(folder.path(), &arguments));
    assert_eq!(code, 0, "{text}");
    let library = fs::read_to_string(folder.path().join("out/src/lib.rs")).unwrap();
    let hidden = "#![cfg_attr(docsrs, doc(auto_cfg(hide(feature = \"_mine\"))))]\n";
    assert!(library.contains(hidden), "{library}");
    assert!(!library.contains("theirs"), "{library}");
}

#[test]
fn modules_of_rust_that_is_written_by_hand_go_with_it() {
    let folder = folder();
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("small.rs", "mod orders;\nmod inner {\n    pub(super) mod deep;\n}\n");
    write("small/orders.rs", "mod lines;\n");
    write("small/orders/lines/mod.rs", "use crate::runtime::Pages;\n");
    write("small/inner/deep.rs", "//! Deep.\n");
    write("small/other.rs", "//! No module of it.\n");
    let arguments = ["codegen", "small.yaml", "--out", "out", "--by-hand", "small.rs"];
    let (code, text) = said(&run(folder.path(), &arguments));
    assert_eq!(code, 0, "{text}");
    let made = |path: &str| folder.path().join("out/src/small/by_hand").join(path);
    let deep = fs::read_to_string(made("inner/deep.rs")).unwrap();
    assert!(deep.starts_with("// @generated") && deep.ends_with("//! Deep.\n"), "{deep}");
    assert!(made("orders.rs").exists() && made("orders/lines/mod.rs").exists());
    assert!(!made("other.rs").exists());
    // What a module names of the runtime is there, too.
    assert!(folder.path().join("out/src/runtime/paging/pages.rs").exists());
    write("small/inner/deep.rs", "//! Deeper.\n");
    let (code, text) = said(&run(folder.path(), &[&arguments[..], &["--check"]].concat()));
    assert_eq!(code, 1, "{text}");
    assert!(text.contains("src/small/by_hand/inner/deep.rs"), "{text}");
}

#[test]
fn a_module_that_is_not_there_is_an_error_that_names_its_file() {
    let folder = folder();
    fs::write(folder.path().join("small.rs"), "mod orders;\n").unwrap();
    let arguments = ["codegen", "small.yaml", "--out", "out", "--by-hand", "small.rs"];
    let (code, text) = said(&run(folder.path(), &arguments));
    assert_ne!(code, 0, "{text}");
    assert!(text.contains("small/orders.rs"), "{text}");
    assert!(!folder.path().join("out").exists());
}

#[test]
fn a_part_of_the_runtime_is_there_for_rust_that_is_written_by_hand() {
    let folder = folder();
    let pages = folder.path().join("out/src/runtime/paging/pages.rs");
    for (text, is_there) in [("pub struct Mine;\n", false), ("use crate::runtime::Pages;\n", true)]
    {
        fs::write(folder.path().join("small.rs"), text).unwrap();
        let arguments = ["codegen", "small.yaml", "--out", "out", "--by-hand", "small.rs"];
        let (code, said) = said(&run(folder.path(), &arguments));
        assert_eq!((code, pages.exists()), (0, is_there), "{said}");
    }
}

#[test]
fn rust_beside_a_document_is_no_part_of_it_unless_asked_for() {
    let folder = folder();
    fs::write(folder.path().join("small.rs"), "pub struct Mine;\n").unwrap();
    run(folder.path(), &["codegen", "small.yaml", "--out", "out"]);
    assert!(!folder.path().join("out/src/small/by_hand.rs").exists());
}

#[test]
fn rust_for_another_document_is_wrong_use() {
    let folder = folder();
    fs::write(folder.path().join("other.rs"), "").unwrap();
    let arguments = ["codegen", "small.yaml", "--out", "out", "--by-hand", "other.rs"];
    let (code, text) = said(&run(folder.path(), &arguments));
    assert_eq!(code, 2, "{text}");
    assert!(text.contains("called as the document is, `small.rs`"), "{text}");
}

/// A document whose only operation has a parameter that is described by a missing part.
fn broken() -> TempDir {
    let folder = folder();
    let text =
        DOCUMENT.replace("schema: {type: integer}", "schema: {$ref: '#/components/schemas/Id'}");
    fs::write(folder.path().join("small.yaml"), text).unwrap();
    folder
}

#[test]
fn findings_are_json_for_programs() {
    let arguments = ["codegen", "small.yaml", "--out", "out", "--strict", "--format", "json"];
    let output = run(broken().path(), &arguments);
    assert_eq!(output.status.code(), Some(3));
    let text = String::from_utf8(output.stdout).unwrap();
    let found: Vec<serde_json::Value> =
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let [found] = &found[..] else { panic!("{text}") };
    assert_eq!(
        (&found["severity"], &found["code"]),
        (&"error".into(), &"unresolved-reference".into())
    );
    assert_eq!(
        (&found["place"]["file"], &found["place"]["line"]),
        (&"small.yaml".into(), &8.into())
    );
    assert!(found["help"].is_string() && found["consequence"].is_string(), "{found}");
}

#[test]
fn findings_are_annotations_for_workflows_of_github() {
    let arguments = ["codegen", "small.yaml", "--out", "out", "--strict", "--format", "github"];
    let output = run(broken().path(), &arguments);
    let text = String::from_utf8(output.stdout).unwrap();
    let start = "::error file=small.yaml,line=8,endLine=8,col=";
    assert!(text.starts_with(start), "{text}");
    assert!(text.contains(",title=unresolved-reference::"), "{text}");
    assert_eq!(text.lines().count(), 1, "{text}");
}

#[test]
fn a_program_reads_findings_alone() {
    let folder = folder();
    let output = run(folder.path(), &["codegen", "small.yaml", "--out", "out", "--format", "json"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stdout.is_empty());
    assert!(String::from_utf8_lossy(&output.stderr).starts_with("out/: "));
}

/// The document with lists so many levels deep.
fn nested(levels: usize) -> String {
    format!("{DOCUMENT}x-deep: {}{}\n", "[".repeat(levels), "]".repeat(levels))
}

#[test]
fn a_limit_says_how_it_is_raised() {
    let folder = folder();
    fs::write(folder.path().join("small.yaml"), nested(1_900)).unwrap();
    let command = ["codegen", "small.yaml", "--out", "out"];
    let (code, text) = said(&run(folder.path(), &command));
    assert_eq!(code, 3, "{text}");
    assert!(text.contains("raise the limit with `--limit depth=400`"), "{text}");
    let raised = [&command[..], &["--limit", "depth=2000"]].concat();
    assert_eq!(said(&run(folder.path(), &raised)).0, 0);
    let (code, text) = said(&run(folder.path(), &[&command[..], &["--limit", "dept=1"]].concat()));
    assert_eq!(code, 2, "{text}");
}

#[test]
fn the_limits_are_listed() {
    let folder = folder();
    let (code, text) = said(&run(folder.path(), &["explain-code", "limit-exceeded"]));
    assert_eq!(code, 0);
    for limit in clientwright::limit::Limits::ALL {
        assert!(text.contains(&format!("--limit {}={}\n", limit.name, limit.default)), "{text}");
    }
}

#[test]
fn runs_at_once_leave_one_whole_crate() {
    let folder = folder();
    let command = ["codegen", "small.yaml", "--out", "out"];
    let start = |_| {
        let mut program = Command::new(env!("CARGO_BIN_EXE_clientwright"));
        let output = (std::process::Stdio::piped(), std::process::Stdio::piped());
        program.args(command).current_dir(folder.path()).stdout(output.0).stderr(output.1);
        program.spawn().unwrap()
    };
    let runs: Vec<_> = (0..6).map(start).collect();
    let ended: Vec<Output> = runs.into_iter().map(|run| run.wait_with_output().unwrap()).collect();
    // Who finds another one writing says so, and does nothing.
    for (code, text) in ended.iter().map(said) {
        assert!(code == 0 || (code == 4 && text.contains("another run")), "{code}: {text}");
    }
    assert!(ended.iter().any(|run| run.status.success()));
    let check = [&command[..], &["--check"]].concat();
    assert_eq!(said(&run(folder.path(), &check)), (0, "out is up to date\n".to_owned()));
    let left = fs::read_dir(folder.path().join("out")).unwrap();
    let names: Vec<String> =
        left.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    assert!(!names.iter().any(|name| name.starts_with(".clientwright-")), "{names:?}");
}

#[test]
fn clients_can_share_the_package_of_the_runtime() {
    let folder = folder();
    let (code, text) = said(&run(folder.path(), &["runtime", "--out", "clients/runtime"]));
    assert_eq!(code, 0, "{text}");
    let check = ["runtime", "--out", "clients/runtime", "--check"];
    assert_eq!(said(&run(folder.path(), &check)).0, 0);
    let arguments = ["codegen", "small.yaml", "--out", "clients/small", "--runtime", "crate"];
    let arguments = [&arguments[..], &["--runtime-path", "clients/runtime"]].concat();
    let (code, text) = said(&run(folder.path(), &arguments));
    assert_eq!(code, 0, "{text}");
    let manifest = fs::read_to_string(folder.path().join("clients/small/Cargo.toml")).unwrap();
    assert!(manifest.contains("clientwright-runtime = { path = \"../runtime\""), "{manifest}");
    assert!(!folder.path().join("clients/small/src/runtime").exists());
}

#[test]
fn a_runtime_that_was_changed_is_found() {
    let folder = folder();
    run(folder.path(), &["runtime", "--out", "runtime"]);
    let path = folder.path().join("runtime/src/text.rs");
    fs::write(&path, fs::read_to_string(&path).unwrap() + "\n// Mine.\n").unwrap();
    let (code, text) = said(&run(folder.path(), &["runtime", "--out", "runtime", "--check"]));
    assert_eq!(code, 1, "{text}");
    assert!(text.contains("clientwright runtime --out runtime"), "{text}");
}

#[test]
fn the_folder_of_a_package_needs_a_crate_that_stands_on_it() {
    let folder = folder();
    let arguments = ["codegen", "small.yaml", "--out", "out", "--runtime-path", "runtime"];
    let (code, text) = said(&run(folder.path(), &arguments));
    assert_eq!(code, 2, "{text}");
    assert!(text.contains("add `--runtime crate`"), "{text}");
}

#[test]
fn a_feature_of_the_runtime_that_a_manifest_lacks_is_told() {
    let folder = folder();
    let arguments = ["codegen", "small.yaml", "--out", "out", "--runtime", "crate"];
    run(folder.path(), &arguments);
    let path = folder.path().join("out/Cargo.toml");
    let manifest = fs::read_to_string(&path).unwrap();
    let document = fs::read_to_string(folder.path().join("small.yaml")).unwrap();
    let times = "components: {schemas: {Moment: {type: object, properties: {at: {type: string, format: date-time}}}}}\n";
    fs::write(folder.path().join("small.yaml"), document + times).unwrap();
    let (code, text) = said(&run(folder.path(), &arguments));
    assert_eq!(code, 0, "{text}");
    assert!(text.contains("to the features of `clientwright-runtime`: \"jiff\""), "{text}");
    assert_eq!(fs::read_to_string(&path).unwrap(), manifest);
}
