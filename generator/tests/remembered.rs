//! Crates that remember in their own Cargo.toml how they are made.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

fn document(title: &str) -> String {
    format!(
        "openapi: 3.0.3\ninfo: {{title: {title}, version: '1'}}\nservers: [{{url: 'https://a.example'}}]\n\
         paths:\n  /{title}:\n    get:\n      operationId: get_{title}\n      \
         responses: {{'200': {{description: Done.}}}}\n"
    )
}

/// Runs the generator in a folder.
fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_clientwright"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn said(output: &Output) -> String {
    let said = [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes));
    said.concat()
}

struct Workspace(TempDir);

impl Workspace {
    /// Three crates, each made by a first call with options of its own.
    fn new() -> Self {
        let it = Self(tempfile::tempdir().unwrap());
        it.write("Cargo.toml", "[workspace]\nresolver = \"3\"\nmembers = [\"clients/*\"]\n");
        for title in ["pets", "shop", "users"] {
            it.write(&format!("specs/{title}.yaml"), &document(title));
        }
        let mend = "overlay: 1.0.0\ninfo: {title: t, version: '1'}\nactions:\n  \
                    - target: $.paths['/shop'].get\n    update: {x-rust-name: look}\n";
        it.write("specs/mend.yaml", mend);
        for arguments in [
            "codegen specs/pets.yaml --out clients/pets --strict --limit depth=100",
            "codegen specs/shop.yaml --out clients/shop --overlay specs/mend.yaml",
            "codegen ../specs/users.yaml --out ../clients/users --map https://a.example/=../specs",
        ] {
            let folder = if arguments.contains("../") { "specs" } else { "." };
            let arguments: Vec<&str> = arguments.split(' ').collect();
            let output = run(&it.path(folder), &arguments);
            assert_eq!(code(&output), 0, "{}", said(&output));
        }
        it
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }
}

#[test]
fn one_check_is_for_all_crates_of_a_workspace() {
    let workspace = Workspace::new();
    for folder in [".", "clients/pets", "clients/shop/src"] {
        let output = run(&workspace.path(folder), &["codegen", "--check"]);
        assert_eq!(code(&output), 0, "{}", said(&output));
        assert_eq!(said(&output).matches("is up to date").count(), 3, "{}", said(&output));
    }
}

#[test]
fn what_the_first_call_was_told_stands_in_the_manifest() {
    let workspace = Workspace::new();
    let table = |name: &str| {
        let manifest = workspace.read(&format!("clients/{name}/Cargo.toml"));
        manifest.split_once("[package.metadata.clientwright]\n").unwrap().1.to_owned()
    };
    let pets = "documents = [\"../../specs/pets.yaml\"]\nstrict = true\nlimit = [\"depth=100\"]\n";
    assert_eq!(table("pets"), pets);
    let shop = "documents = [\"../../specs/shop.yaml\"]\noverlay = [\"../../specs/mend.yaml\"]\n";
    assert_eq!(table("shop"), shop);
    let users = "documents = [\"../../specs/users.yaml\"]\n\
                 map = [\"https://a.example/=../../specs\"]\n";
    assert_eq!(table("users"), users);
}

#[test]
fn a_document_that_changed_is_told_and_then_generated() {
    let workspace = Workspace::new();
    workspace.write("specs/shop.yaml", &document("shop").replace("Done.", "All of it."));
    let output = run(&workspace.path("."), &["codegen", "--check"]);
    assert_eq!(code(&output), 1, "{}", said(&output));
    assert!(said(&output).contains("run:\n\n    clientwright codegen\n"), "{}", said(&output));
    assert_eq!(code(&run(&workspace.path("."), &["codegen"])), 0);
    assert_eq!(code(&run(&workspace.path("."), &["codegen", "--check"])), 0);
}

#[test]
fn names_are_made_anew_of_all_crates_or_of_one() {
    let workspace = Workspace::new();
    let lock = |name: &str| workspace.read(&format!("clients/{name}/clientwright.lock"));
    let hold = |name: &str| {
        let text = lock(name).replace(&format!("= get_{name}\n"), "= fetch\n");
        assert!(text.contains("= fetch\n"), "{text}");
        workspace.write(&format!("clients/{name}/clientwright.lock"), &text);
    };
    hold("pets");
    hold("users");
    assert_eq!(code(&run(&workspace.path("."), &["codegen", "--rename", "--package", "users"])), 0);
    assert!(lock("pets").contains("= fetch\n") && !lock("users").contains("= fetch\n"));
    hold("users");
    assert_eq!(code(&run(&workspace.path("."), &["codegen", "--rename"])), 0);
    assert!(!lock("pets").contains("= fetch\n") && !lock("users").contains("= fetch\n"));
    assert_eq!(code(&run(&workspace.path("."), &["codegen", "--rename", "--check"])), 2);
}

#[test]
fn a_crate_that_a_document_names_is_asked_for_and_stays_where_it_is_written() {
    let workspace = Workspace::new();
    let components = "components: {schemas: {Price: {type: object, x-rust-derive: [Ord, my_traits::Priced], properties: {a: {type: string, \
                      x-rust-type: 'my_money::Money'}, b: {type: string, x-rust-type: 'std::net::IpAddr'}}}}}\n";
    workspace.write("specs/shop.yaml", &format!("{}{components}", document("shop")));
    let output = run(&workspace.path("."), &["codegen", "--package", "shop"]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    assert!(
        said(&output).contains("lacks crates that the document names: `my_money`, `my_traits`;"),
        "{}",
        said(&output)
    );
    let manifest = workspace.read("clients/shop/Cargo.toml");
    assert!(!manifest.contains("money"), "{manifest}");
    let line = "[dependencies]\nmy-money = { path = \"../money\" }\nmy_traits = \"1\"\n";
    let manifest = manifest.replacen("[dependencies]\n", line, 1);
    workspace.write("clients/shop/Cargo.toml", &manifest);
    workspace
        .write("clients/money/Cargo.toml", "[package]\nname = \"my-money\"\nversion = \"1.0.0\"\n");
    workspace.write("clients/money/src/lib.rs", "");
    for arguments in
        [["codegen", "--package", "shop"].as_slice(), &["codegen", "--check", "--package", "shop"]]
    {
        let output = run(&workspace.path("."), arguments);
        assert_eq!(code(&output), 0, "{}", said(&output));
        assert!(!said(&output).contains("lacks"), "{}", said(&output));
    }
    assert_eq!(workspace.read("clients/shop/Cargo.toml"), manifest);
}

#[test]
fn a_crate_of_a_build_script_is_left_alone() {
    let it = Workspace::new();
    let manifest = it.read("clients/shop/Cargo.toml");
    it.write("clients/shop/Cargo.toml", &format!("{manifest}build-script = true\n"));
    it.write("specs/shop.yaml", &document("shops"));
    let output = run(&it.path("."), &["codegen", "--check"]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    let output = run(&it.path("."), &["codegen", "--package", "shop"]);
    assert_eq!(code(&output), 2, "{}", said(&output));
    assert!(said(&output).contains("the build script of the package `shop`"), "{}", said(&output));
}

#[test]
fn the_other_crates_are_made_where_one_cannot_be() {
    let workspace = Workspace::new();
    workspace.write("specs/pets.yaml", "openapi: 9.9.9");
    let output = run(&workspace.path("."), &["codegen", "--check"]);
    assert_eq!(code(&output), 3, "{}", said(&output));
    assert_eq!(said(&output).matches("is up to date").count(), 2, "{}", said(&output));
    let output = run(&workspace.path("."), &["codegen", "--check", "--package", "shop"]);
    assert_eq!(code(&output), 0, "{}", said(&output));
}

#[test]
fn a_table_that_means_nothing_is_refused_by_its_package() {
    let workspace = Workspace::new();
    let manifest = workspace.read("clients/pets/Cargo.toml");
    for (table, reason) in [
        ("documents = [\"a.yaml\"]\ndocument = 1\n", "unknown field `document`"),
        ("strict = true\n", "`documents` has no path of a document"),
        ("documents = \"a.yaml\"\n", "write `documents = [\"a.yaml\"]`"),
        ("documents = [\"a.yaml\"]\nstrict = \"yes\"\n", "`strict`: invalid type: string"),
        (
            "documents = [\"a.yaml\"]\nruntime = \"shared\"\n",
            "`runtime` is one of `bundled`, `crate`",
        ),
        ("documents = [\"a.yaml\", \"b.yaml\"]\noverlay = [\"c.yaml\"]\n", "`overlay` is for one"),
        ("documents = [\"a.yaml\"]\nlimit = [\"deep=1\"]\n", "deep"),
    ] {
        let (head, _) = manifest.split_once("documents = ").unwrap();
        workspace.write("clients/pets/Cargo.toml", &format!("{head}{table}"));
        let output = run(&workspace.path("."), &["codegen"]);
        assert_eq!(code(&output), 2, "{}", said(&output));
        let said = said(&output);
        assert!(said.contains(reason) && said.contains("the package `pets`"), "{said}");
    }
}

#[test]
fn options_without_a_document_are_refused() {
    let workspace = Workspace::new();
    for arguments in [["codegen", "--strict"], ["codegen", "--include=tag:A"]] {
        let output = run(&workspace.path("."), &arguments);
        assert_eq!(code(&output), 2, "{}", said(&output));
        assert!(said(&output).contains("[package.metadata.clientwright]"), "{}", said(&output));
    }
    let output = run(&workspace.path("."), &["codegen", "specs/pets.yaml"]);
    assert_eq!(code(&output), 2);
}

#[test]
fn where_no_crate_remembers_it_is_said_what_to_write() {
    let folder = tempfile::tempdir().unwrap();
    let output = run(folder.path(), &["codegen"]);
    assert_eq!(code(&output), 2);
    assert!(said(&output).contains("`--out FOLDER`"), "{}", said(&output));
    fs::create_dir(folder.path().join("src")).unwrap();
    fs::write(folder.path().join("src/lib.rs"), "").unwrap();
    fs::write(folder.path().join("Cargo.toml"), "[package]\nname = \"a\"\n").unwrap();
    let output = run(folder.path(), &["codegen"]);
    assert_eq!(code(&output), 2);
    assert!(said(&output).contains("documents = [\"openapi.yaml\"]"), "{}", said(&output));
}

/// `generated/` is made by a command of the repository, and by its own manifest.
#[test]
fn the_crate_of_this_repository_remembers_how_it_is_made() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    if !root.join("generated/Cargo.toml").exists() {
        return;
    }
    let output = run(root, &["codegen", "--check"]);
    assert_eq!(code(&output), 0, "{}", said(&output));
}

#[test]
fn a_document_from_the_standard_input_is_generated_and_not_remembered() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_clientwright"));
    command.args(["codegen", "-", "--out", "pets"]).current_dir(folder.path());
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(document("pets").as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(code(&output), 0, "{}", said(&output));
    let manifest = fs::read_to_string(folder.path().join("pets/Cargo.toml")).unwrap();
    assert!(!manifest.contains("metadata.clientwright"), "{manifest}");
    assert!(folder.path().join("pets/src/stdin").is_dir());
}

/// Has a list, so that whoever applies it twice has twice as much.
const LISTED: &str = "overlay: 1.0.0\ninfo: {title: t, version: '1'}\nactions:\n  - target: $.paths['/shop'].get\n    \
                      update: {x-rust-name: look, parameters: [{name: a, in: query, schema: {type: string}}]}\n";

fn as_json(overlay: &str) -> String {
    let value: serde_json::Value = serde_yaml::from_str(overlay).unwrap();
    value.to_string()
}

#[test]
fn an_overlay_beside_a_document_is_applied_by_the_first_call_as_by_all_others() {
    let workspace = Workspace::new();
    workspace.write("specs/shop.overlay.json", &as_json(LISTED));
    let shop = ["codegen", "specs/shop.yaml", "--out", "clients/other"];
    assert_eq!(code(&run(&workspace.path("."), &shop)), 0);
    assert!(workspace.read("clients/other/src/shop/operations.rs").contains("pub fn look("));
    let check = run(&workspace.path("."), &["codegen", "--check", "--package", "other"]);
    assert_eq!(code(&check), 0, "{}", said(&check));
    let explained = run(&workspace.path("."), &["explain", "specs/shop.yaml", "GET /shop"]);
    assert!(said(&explained).contains("look"), "{}", said(&explained));
}

#[test]
fn an_overlay_that_is_named_and_stands_beside_its_document_is_applied_once() {
    let workspace = Workspace::new();
    workspace.write("specs/shop.overlay.yaml", LISTED);
    for overlay in ["specs/shop.overlay.yaml", "./specs/../specs/shop.overlay.yaml"] {
        let named = ["codegen", "specs/shop.yaml", "--out", "clients/other", "--overlay", overlay];
        let first = run(&workspace.path("."), &named);
        assert_eq!(code(&first), 0, "{}", said(&first));
        assert!(!said(&first).contains("warning"), "{}", said(&first));
        let check = run(&workspace.path("."), &["codegen", "--check", "--package", "other"]);
        assert_eq!(code(&check), 0, "{}", said(&check));
        fs::remove_dir_all(workspace.path("clients/other")).unwrap();
    }
}

#[test]
fn a_crate_that_is_made_otherwise_than_its_manifest_says_is_told_of() {
    let workspace = Workspace::new();
    let shop = ["codegen", "specs/shop.yaml", "--out", "clients/shop"];
    let mended = [&shop[..], &["--overlay", "clients/../specs/mend.yaml"]].concat();
    let same = run(&workspace.path("."), &mended);
    assert!(!said(&same).contains("how this crate is made"), "{}", said(&same));
    let other = run(&workspace.path("."), &shop);
    assert_eq!(code(&other), 0, "{}", said(&other));
    assert!(
        said(&other).contains("warning: clients/shop/Cargo.toml says otherwise"),
        "{}",
        said(&other)
    );
    let lines =
        "\n    [package.metadata.clientwright]\n    documents = [\"../../specs/shop.yaml\"]\n\n";
    assert!(said(&other).contains(lines), "{}", said(&other));
    let check = run(&workspace.path("."), &["codegen", "--check", "--package", "shop"]);
    assert_eq!(code(&check), 1, "{}", said(&check));
}

#[test]
fn a_crate_that_was_there_is_told_how_to_remember() {
    let workspace = Workspace::new();
    workspace
        .write("clients/other/Cargo.toml", "[package]\nname = \"other\"\nversion = \"1.0.0\"\n");
    let other = ["codegen", "specs/shop.yaml", "--out", "clients/other", "--strict"];
    let output = run(&workspace.path("."), &other);
    let (said, lines) =
        (said(&output), "documents = [\"../../specs/shop.yaml\"]\n    strict = true\n");
    assert!(said.contains("note: clients/other/Cargo.toml does not say how"), "{said}");
    assert!(said.contains(lines), "{said}");
}

/// Also where the manifest lacks something: that is no finding of a document.
#[test]
fn what_a_program_reads_is_alone_on_its_stream() {
    let workspace = Workspace::new();
    workspace
        .write("clients/other/Cargo.toml", "[package]\nname = \"other\"\nversion = \"1.0.0\"\n");
    for arguments in [["--format", "json"], ["--format", "github"]] {
        let other = ["codegen", "specs/shop.yaml", "--out", "clients/other"];
        let output = run(&workspace.path("."), &[&other[..], &arguments].concat());
        let (out, err) =
            (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(out.lines().all(|line| line.starts_with(['{', ':'])), "{out}");
        assert!(err.contains("lacks what the generated code needs"), "{err}");
    }
}
