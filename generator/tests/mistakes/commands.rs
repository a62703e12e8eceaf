//! Mistakes on the command line.

use std::fmt::Write as _;
use std::fs;

use tempfile::TempDir;

use crate::support::{SHOP, said};

pub(crate) const ALL: [&[&str]; 30] = [
    &["codgen", "shop.yaml", "--out", "client"],
    &["codegen", "shop.yml", "--out", "client"],
    &["codegen", "specs/shop.yaml", "--out", "client"],
    &["codegen", "folder", "--out", "client"],
    &["codegen", "https://shop.example/openapi.json", "--out", "client"],
    &["codegen", "shop.yaml"],
    &["codegen", "shop.yaml", "client"],
    &["codegen", "shop.yaml", "--output", "client"],
    &["codegen", "shop.yaml", "--out", "client", "--chek"],
    &["codegen", "shop.yaml", "--out", "theirs"],
    &["codegen", "shop.yaml", "--out", "notes.txt"],
    &["codegen", "shop.yaml", "--out", "client", "--package", "my.client"],
    &["codegen", "shop.yaml", "--out", "client", "--include", "getOrder"],
    &["codegen", "shop.yaml", "--out", "client", "--include", "id:getOrdr"],
    &["codegen", "shop.yaml", "--out", "client", "--exclude", "path:/order"],
    &["codegen", "shop.yaml", "--out", "client", "--tag-features", "allways"],
    &["codegen", "shop.yaml", "--out", "client", "--limit", "depht=400"],
    &["codegen", "shop.yaml", "--out", "client", "--runtime-path", "runtime"],
    &["codegen", "shop.yaml", "--out", "client", "--secret", "token"],
    &["codegen", "shop.yaml", "--out", "client", "--by-hand", "orders.rs"],
    &["codegen", "shop.yaml", "--out", "client", "--overlay", "idle.yaml"],
    &["codegen", "shop.yaml", "--out", "client", "--overlay", "query.yaml"],
    &["codegen", "shop.yaml", "--out", "client", "--overlay", "shop.yaml"],
    &["codegen"],
    &["explain", "shop.yaml", "GET /order/{id}"],
    &["explain", "shop.yaml"],
    &["explain-code", "duplicatekey"],
    &["verify", "shop.yaml", "shop.json"],
    &["diff", "shop.yaml", "shop-2.yaml"],
    &["completions", "bahs"],
];

/// A folder with the files that the commands name, and some that they do not.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let overlay = |target: &str| {
        format!(
            "overlay: 1.0.0\ninfo: {{title: Mend, version: '1'}}\nactions:\n  - target: {target}\n    remove: true\n"
        )
    };
    fs::create_dir_all(folder.path().join("theirs/src")).unwrap();
    fs::create_dir(folder.path().join("folder")).unwrap();
    for (name, text) in [
        ("shop.yaml", SHOP),
        ("shop.json", "{\"orders\": []}"),
        ("idle.yaml", &overlay("$.path['/orders']")),
        ("query.yaml", &overlay("paths['/orders']")),
        ("orders.rs", "//! By hand.\n"),
        ("notes.txt", "Notes.\n"),
        ("theirs/src/lib.rs", "//! Theirs.\n"),
    ] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

#[test]
fn a_wrong_command_says_which_one_is_right() {
    let folder = folder();
    let mut all = String::new();
    for words in ALL {
        let _ = writeln!(all, "## {}\n{}", words.join(" "), said(folder.path(), words));
    }
    // Where the folder is differs with each run.
    let here = folder.path().canonicalize().unwrap().display().to_string();
    insta::assert_snapshot!(all.replace(&here, "HERE"));
}

#[test]
fn a_check_shows_what_differs_and_the_command_that_mends_it() {
    let folder = folder();
    let codegen = ["codegen", "shop.yaml", "--out", "client"];
    assert_eq!(said(folder.path(), &codegen), "exit code 0\n\n");
    fs::write(folder.path().join("shop.yaml"), SHOP.replace("note:", "remark:")).unwrap();
    let text = said(folder.path(), &[&codegen[..], &["--check"]].concat());
    let (names, rest) = text.split_once("\n--- ").unwrap();
    let (_, end) = rest.split_once("client is not").unwrap();
    insta::assert_snapshot!(format!("{names}\n…\nclient is not{end}"));
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_told_as_that() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = folder();
    let file = folder.path().join("shop.yaml");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(&file).is_ok() {
        eprintln!("skipped: who runs this may read every file");
        return;
    }
    let text = said(folder.path(), &["codegen", "shop.yaml", "--out", "client"]);
    assert!(
        text.starts_with("exit code 4\nerror: there is no permission to read `shop.yaml`"),
        "{text}"
    );
    assert!(text.contains("make the file readable"), "{text}");
}
