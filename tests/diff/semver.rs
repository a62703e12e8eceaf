//! What `cargo semver-checks` finds between the crates of two documents is said by the comparison, too.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use clientwright::analysis::diff::{Change, Diff, Subject, diff};
use clientwright::name::lock::Lock;
use clientwright::source::Source;
use clientwright::{disk, generate};

use super::corpus::compiled;
use super::edits::some;
use super::programs::{Pair, options, write_runtime};
use super::support::texts;

/// Whether there is `cargo semver-checks`, which takes minutes to be compiled: `.ci/run` says so where there is none.
fn has_tool() -> bool {
    let output = Command::new(env!("CARGO")).args(["semver-checks", "--version"]).output();
    let is_there = output.is_ok_and(|output| output.status.success());
    if !is_there {
        println!("skipped: `cargo install cargo-semver-checks --locked` has not been run");
    }
    is_there
}

/// Writes the crate of a document; gives the names in it, or nothing where it is no crate.
fn write(root: &Path, package: &str, source: &Source, lock: Option<Lock>) -> Option<Lock> {
    let (generated, _) = generate(std::slice::from_ref(source), &options(package, lock));
    let generated = generated?;
    let folder = root.join("crates").join(package);
    disk::write(&folder, &generated.tree, Some(&generated.manifest)).unwrap();
    Some(generated.lock)
}

/// Documents all crates of a workspace as JSON; gives the file of each.
fn documented(root: &Path, packages: &[String], to: &str) -> Vec<PathBuf> {
    let mut members = String::new();
    for package in packages {
        write!(members, "\"crates/{package}\", ").unwrap();
    }
    let workspace =
        format!("[workspace]\nresolver = \"3\"\nmembers = [{members}]\nexclude = [\"runtime\"]\n");
    fs::write(root.join("Cargo.toml"), workspace).unwrap();
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("semver");
    let output = Command::new(env!("CARGO"))
        .args(["doc", "--workspace", "--no-deps", "--lib", "--offline", "--no-default-features"])
        .current_dir(root)
        .env("CARGO_TARGET_DIR", &target)
        // The JSON of rustdoc is for tools that follow the compiler, as this one does.
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTDOCFLAGS", "-Z unstable-options --output-format json --cap-lints allow")
        .env_remove("RUSTFLAGS")
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let found = packages.iter().map(|package| {
        let file = format!("{}.json", package.replace('-', "_"));
        let kept = root.join(format!("{to}-{file}"));
        fs::copy(target.join("doc").join(&file), &kept).unwrap();
        kept
    });
    found.collect()
}

/// What is found to be a major change, each with its lint.
fn findings(old: &Path, new: &Path) -> Vec<String> {
    let output = Command::new(env!("CARGO"))
        .args(["semver-checks", "--release-type", "minor", "--color", "never"])
        .arg("--baseline-rustdoc")
        .arg(old)
        .arg("--current-rustdoc")
        .arg(new)
        .output()
        .unwrap();
    // What it does is on the one, what it finds on the other.
    let doing = String::from_utf8_lossy(&output.stderr);
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(doing.contains("checks:"), "{doing}");
    let mut found = Vec::new();
    for part in said.split("--- failure ").skip(1) {
        let lint = part.split(':').next().unwrap();
        let (_, lines) = part.split_once("Failed in:\n").unwrap();
        let lines = lines.lines().take_while(|line| line.starts_with("  "));
        found.extend(lines.map(|line| format!("{lint}: {}", line.trim())));
    }
    let is_clean = output.status.success();
    assert_eq!(is_clean, found.is_empty(), "{said}");
    found
}

/// The words of a text that can be names.
fn words(text: &str) -> BTreeSet<&str> {
    text.split(|letter: char| !letter.is_alphanumeric() && letter != '_').collect()
}

/// Whether a change that code does not compile after names what was found.
fn is_said(finding: &str, found: &Diff) -> bool {
    let (item, place) = finding.split_once(", previously in").unwrap_or((finding, ""));
    // Where it was is no name of it.
    let of_finding = words(item.split(" in file ").next().unwrap());
    // But what is another name of a type now is found by that type's name.
    let file = place.rsplit('/').next().unwrap().split('.').next().unwrap().replace('_', "");
    let is_owner = |word: &str| of_finding.contains(word) || word.to_lowercase() == file;
    let names = |change: &Change| {
        let of_items = change.items.iter().any(|path| {
            // A trait is of a type.
            let path = path.replace(" as ", "::");
            let mut last = path.split(['.', ':']).rev().filter(|it| !it.is_empty());
            last.next().is_some_and(|word| of_finding.contains(word))
                && last.next().is_none_or(is_owner)
        });
        let of_type =
            matches!(&change.subject, Subject::Type(name) if of_finding.contains(name.as_str()));
        of_items || of_type
    };
    found.changes.iter().filter(|change| !change.answers.compiles).any(names)
}

/// What is found and not said of some pairs, and how much is found.
fn silent(pairs: Vec<Pair>) -> (Vec<String>, usize) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    write_runtime(root);
    let mut written: Vec<(String, String, Diff, Lock, Source)> = Vec::new();
    for (index, Pair { name, old, new }) in pairs.into_iter().enumerate() {
        let package = format!("client-{index}");
        // What is no crate, or calls nothing, is written neither way.
        let is_crate = |source: &Source| {
            let made = generate(std::slice::from_ref(source), &options(&package, None)).0;
            made.is_some_and(|made| made.manifest.contains("\nreqwest = "))
        };
        if !is_crate(&old) || !is_crate(&new) {
            continue;
        }
        let found =
            diff(std::slice::from_ref(&old), std::slice::from_ref(&new), &options("client", None));
        let (Ok(found), Some(lock)) = (found, write(root, &package, &old, None)) else { continue };
        written.push((name, package, found, lock, new));
    }
    let packages: Vec<String> = written.iter().map(|it| it.1.clone()).collect();
    let before = documented(root, &packages, "old");
    fs::remove_dir_all(root.join("crates")).unwrap();
    for (_, package, _, lock, new) in &written {
        write(root, package, new, Some(lock.clone())).unwrap();
    }
    let after = documented(root, &packages, "new");
    let mut faults = Vec::new();
    let mut count = 0;
    for ((name, _, found, ..), (old, new)) in written.iter().zip(before.iter().zip(&after)) {
        let all = findings(old, new);
        println!("{:5} findings: {name:.60}", all.len());
        count += all.len();
        let silent = all.iter().filter(|finding| !is_said(finding, found));
        faults.extend(silent.map(|finding| format!("{name}: {finding}")));
    }
    (faults, count)
}

#[test]
fn what_semver_checks_finds_of_real_documents_is_said() {
    let pairs = compiled();
    if pairs.is_empty() || !has_tool() {
        return;
    }
    let (faults, count) = silent(pairs);
    assert!(faults.is_empty(), "{} of {count}:\n{}", faults.len(), faults.join("\n"));
    assert!(count > 0 || std::env::var_os("EVOLUTION_ONLY").is_some(), "nothing is found");
}

#[test]
fn what_semver_checks_finds_after_an_edit_is_said() {
    if !has_tool() {
        return;
    }
    let (faults, count) = silent(some());
    assert!(faults.is_empty(), "{} of {count}:\n{}", faults.len(), faults.join("\n"));
}

/// A document, and the same with a text in the place of another one.
fn replaced(document: &str, text: &str, other: &str) -> Pair {
    assert!(document.contains(text), "{text}");
    let [old, new] = [document.to_owned(), document.replacen(text, other, 1)]
        .map(|text| Source::new("api.yaml", text));
    Pair { name: format!("{other} for {text}"), old, new }
}

#[test]
fn fields_of_headers_handles_bodies_of_variants_and_unions_of_one_type_are_named() {
    if !has_tool() {
        return;
    }
    let mut pairs: Vec<Pair> = ["header-removed", "handle-removed"]
        .into_iter()
        .map(|name| {
            let (old, new) = texts(name);
            let [old, new] = [old, new].map(|text| Source::new("api.yaml", text));
            Pair { name: name.to_owned(), old, new }
        })
        .collect();
    let body = |status: &str, ty: &str| {
        format!(
            "'{status}': {{description: Some, content: {{application/json: {{schema: {{type: {ty}}}}}}}}}"
        )
    };
    let successes = format!(
        "openapi: 3.0.3\ninfo: {{title: Pets, version: '1'}}\npaths: {{/pets: {{get: {{operationId: listPets, \
         tags: [Pets], responses: {{{}, {}, '202': {{description: Later}}}}}}}}}}\n",
        body("200", "string"),
        body("201", "integer"),
    );
    pairs.push(replaced(&successes, &body("201", "integer"), "'201': {description: Some}"));
    let (_, union) = texts("arm-removed");
    pairs.push(replaced(&union, "{$ref: \"#/components/schemas/Cat\"}, ", ""));
    let (faults, count) = silent(pairs);
    assert!(faults.is_empty(), "{} of {count}:\n{}", faults.len(), faults.join("\n"));
    assert!(count > 3, "{count}");
}
