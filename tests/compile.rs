//! What is generated compiles, without a warning, under the lints of this workspace.

use std::fs;
use std::path::Path;
use std::process::Command;

use clientwright::source::Source;
use clientwright::{Options, disk, generate};
use tests::fixture::{all, source};

/// The lints of the workspace, for a crate outside of it.
fn lints() -> String {
    let root = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let tables = root.split("[workspace.lints.").skip(1);
    tables
        .map(|table| format!("[lints.{}", table.split("\n\n").next().unwrap()))
        .collect::<Vec<_>>()
        .join("\n\n")
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// Checks the crate in `folder` with clippy, or with the compiler where there is no clippy.
fn check(folder: &Path, features: &[&str]) -> (bool, String) {
    let cargo = || Command::new(env!("CARGO"));
    let has_clippy =
        cargo().args(["clippy", "--version"]).output().is_ok_and(|output| output.status.success());
    let output = cargo()
        .args([if has_clippy { "clippy" } else { "check" }, "--quiet"])
        .args(features)
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("compile"))
        .env("RUSTFLAGS", "-Dwarnings")
        .output()
        .unwrap();
    (output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned())
}

/// Writes the crate of the documents into a fresh folder, with the lints and the versions of
/// this workspace, and checks it.
fn compile(package: &str, sources: &[Source], features: &[&str]) {
    let folder = tempfile::tempdir().unwrap();
    let (generated, diagnostics) = generate(sources, &Options::new(package));
    let generated = generated.unwrap_or_else(|| panic!("{}", diagnostics.render(sources, false)));
    disk::write(folder.path(), &generated.tree, Some(&generated.manifest)).unwrap();
    let manifest = format!("{}\n[workspace]\n\n{}\n", generated.manifest, lints());
    fs::write(folder.path().join("Cargo.toml"), manifest).unwrap();
    fs::copy(root().join("Cargo.lock"), folder.path().join("Cargo.lock")).unwrap();
    let (is_clean, report) = check(folder.path(), features);
    assert!(is_clean, "{report}");
}

#[test]
fn every_fixture_without_an_error_compiles() {
    let sound = |path: &Path| generate(&[source(path)], &Options::new("fixture")).0.is_some();
    let sources: Vec<Source> =
        all().iter().filter(|path| sound(path)).map(|path| source(path)).collect();
    assert!(sources.len() > 20);
    let apis: Vec<&str> = sources.iter().map(Source::stem).collect();
    // Without the standard transport, which is the same for all and slow to compile.
    compile("fixtures", &sources, &["--no-default-features", "--features", &apis.join(",")]);
}

#[test]
fn a_crate_of_one_document_compiles_as_it_stands() {
    let path = root().join("specs/cbrain.yaml");
    compile("one", &[source(&path)], &["--no-default-features"]);
}
