//! A folder with documents, and the program in it.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

/// A small document.
pub(crate) const PETSTORE: &str = "openapi: 3.0.3
info: {title: Petstore, version: '1'}
servers: [{url: 'https://pets.example'}]
paths:
  /pets/{petId}:
    get:
      operationId: getPet
      parameters: [{name: petId, in: path, required: true, schema: {type: integer}}]
      responses: {'200': {description: The pet., content: {application/json: {schema: {type: string}}}}}
";

/// A document with two tags.
const SHOP: &str = "openapi: 3.0.3
info: {title: Shop, version: '1'}
servers: [{url: 'https://shop.example'}]
paths:
  /files:
    get:
      tags: [Files]
      operationId: listFiles
      responses: {'200': {description: Files., content: {application/json: {schema: {$ref: '#/components/schemas/File'}}}}}
  /users/{id}:
    get:
      tags: [Users]
      operationId: getUser
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses: {'204': {description: Nothing.}}
components:
  schemas:
    File: {type: object, properties: {name: {type: string}}}
";

/// A browser's recording of one call.
const RECORDING: &str = r#"{"log": {"version": "1.2", "entries": [{"startedDateTime": "2024-01-01T00:00:00Z", "time": 1,
"request": {"method": "GET", "url": "https://pets.example/pets/1", "httpVersion": "HTTP/1.1", "cookies": [], "headers": [], "queryString": [], "headersSize": -1, "bodySize": 0},
"response": {"status": 200, "statusText": "OK", "httpVersion": "HTTP/1.1", "cookies": [], "redirectURL": "", "headersSize": -1, "bodySize": 5,
"headers": [{"name": "Content-Type", "value": "application/json"}], "content": {"size": 5, "mimeType": "application/json", "text": "\"Rex\""}}, "cache": {}, "timings": {"send": 0, "wait": 1, "receive": 0}}]}}"#;

/// A workspace that has all that the examples speak of, below a home that has their folders.
pub(crate) fn workspace() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("petstore.yaml", PETSTORE);
    let more = "  /pets:\n    get:\n      operationId: countPets\n      responses: {'204': {description: Counted.}}\n";
    write("petstore-2.yaml", &format!("{PETSTORE}{more}"));
    write("shop.yaml", SHOP);
    let overlay = "overlay: 1.0.0\ninfo: {title: Mended, version: '1'}\nactions:\n  - target: $.info\n    update: {title: The shop}\n";
    write("mend.yaml", overlay);
    write("petstore.har", RECORDING);
    write("Cargo.toml", "[workspace]\nmembers = [\"petstore-client\"]\nresolver = \"3\"\n");
    for below in [
        "clients",
        ".local/share/bash-completion/completions",
        ".local/share/man/man1",
        ".config/fish/completions",
        ".zfunc",
    ] {
        fs::create_dir_all(folder.path().join(below)).unwrap();
    }
    folder
}

/// The program, where nothing around it says anything of colors or of continuous integration.
pub(crate) fn program(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_clientwright"));
    command.args(arguments).current_dir(folder);
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "CI", "COLUMNS"] {
        command.env_remove(name);
    }
    command.env("TERM", "xterm-256color");
    command
}

/// The exit code, and each output.
pub(crate) fn said(output: &Output) -> (i32, String, String) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

/// What the program prints, which ends well.
pub(crate) fn printed(folder: &Path, arguments: &[&str]) -> String {
    let (code, text, errors) = said(&program(folder, arguments).output().unwrap());
    assert_eq!((code, errors.as_str()), (0, ""), "{arguments:?}");
    text
}

/// The names of all commands, as the help lists them.
pub(crate) fn commands(folder: &Path) -> Vec<String> {
    let help = printed(folder, &["--help"]);
    let (_, list) = help.split_once("Commands:\n").unwrap();
    let lines = list.lines().take_while(|line| !line.is_empty());
    let names = lines.filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
    names.filter(|name| !name.is_empty() && *name != "help").map(str::to_owned).collect()
}
