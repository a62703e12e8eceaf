//! The rules of the house that no compiler checks.

#[path = "tidy/order.rs"]
mod order;
#[path = "tidy/pages.rs"]
mod pages;
#[path = "tidy/tables.rs"]
mod tables;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clientwright_runtime::sources;

/// The generator's modules in the order in which data flows: each uses only those above it.
const MODULES: [&str; 14] = [
    "source",
    "diagnostic",
    "limit",
    "node",
    "document",
    "name",
    "selection",
    "model",
    "lower",
    "emit",
    "output",
    "analysis",
    "disk",
    "cli",
];

/// What a module must not use although it stands above: the two sides that only `lower` brings
/// together, and the texts that only the first stages read.
const FORBIDDEN: [(&str, &str); 12] = [
    ("name", "document"),
    ("name", "diagnostic"),
    ("selection", "document"),
    ("selection", "diagnostic"),
    ("model", "document"),
    ("model", "node"),
    ("model", "diagnostic"),
    ("emit", "document"),
    ("emit", "node"),
    ("emit", "lower"),
    ("emit", "diagnostic"),
    ("output", "model"),
];

/// Where what was written by hand is, most tests aside.
const FOLDERS: [&str; 8] = [
    "generator/src",
    "generator/runtime/src",
    "generated/examples",
    "playground/src",
    "xtask/src",
    "tests/src",
    "tests/server/src",
    "tests/wire",
];

/// A folder with more files than these is given rooms.
const SIDE_BY_SIDE: usize = 14;

/// A file is read in one sitting.
const LINES: usize = 400;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// The Rust files below a folder, without those that hold tests only.
fn rust_files(folder: &str) -> Vec<PathBuf> {
    let mut waiting = vec![root().join(folder)];
    let mut files = Vec::new();
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_stem().unwrap();
            match path.extension() {
                _ if name == "tests" => {}
                Some(extension) if extension == "rs" => files.push(path),
                _ if path.is_dir() => waiting.push(path),
                _ => {}
            }
        }
    }
    files.sort();
    files
}

/// The module that a file belongs to: the first step of its path below `folder`.
fn module_of(file: &Path, folder: &str) -> String {
    let below = file.strip_prefix(root().join(folder)).unwrap();
    let first = below.components().next().unwrap().as_os_str().to_str().unwrap();
    first.trim_end_matches(".rs").to_owned()
}

/// The names behind each `prefix` in the code of a file, comments aside.
fn uses(file: &Path, prefix: &str) -> Vec<String> {
    let text = std::fs::read_to_string(file).unwrap();
    let code: String = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n");
    let mut names = Vec::new();
    for piece in code.split(prefix).skip(1) {
        let group = match piece.strip_prefix('{') {
            // `crate::{a, b}` in one go.
            Some(rest) => rest.split('}').next().unwrap().to_owned(),
            None => piece.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect(),
        };
        let first = |name: &str| {
            name.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>()
        };
        names.extend(group.split(',').map(first).filter(|name| !name.is_empty()));
    }
    names
}

#[test]
fn modules_stand_in_the_order_of_the_table() {
    let library = std::fs::read_to_string(root().join("generator/src/lib.rs")).unwrap();
    let modules: Vec<&str> = library
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .collect();
    assert_eq!(modules, MODULES);
}

#[test]
fn modules_use_only_those_above_them() {
    let rank: BTreeMap<&str, usize> =
        MODULES.iter().enumerate().map(|(rank, module)| (*module, rank)).collect();
    let mut upward = Vec::new();
    for file in rust_files("generator/src") {
        let module = module_of(&file, "generator/src");
        let Some(own) = rank.get(module.as_str()) else {
            continue;
        };
        for used in uses(&file, "crate::") {
            if rank.get(used.as_str()).is_some_and(|other| other > own) {
                upward.push(format!("{} uses {used}", file.display()));
            }
            if FORBIDDEN.contains(&(module.as_str(), used.as_str())) {
                upward.push(format!("{} must not use {used}", file.display()));
            }
        }
    }
    assert!(upward.is_empty(), "{upward:#?}");
}

#[test]
fn every_file_uses_only_what_stands_above_it() {
    for folder in ["generator/src", "generator/runtime/src"] {
        let upward = order::Modules::read(&root().join(folder)).upward();
        assert!(upward.is_empty(), "{folder}: {upward:#?}");
    }
}

#[test]
fn no_folder_is_a_corridor() {
    let mut counts: BTreeMap<PathBuf, usize> = BTreeMap::new();
    for file in ["generator/src", "generator/runtime/src"].into_iter().flat_map(rust_files) {
        // Roots of crates are no rooms.
        if !file.ends_with("src/lib.rs") && !file.ends_with("src/main.rs") {
            *counts.entry(file.parent().unwrap().to_owned()).or_default() += 1;
        }
    }
    counts.retain(|_, count| *count > SIDE_BY_SIDE);
    assert!(counts.is_empty(), "{counts:#?}");
}

#[test]
fn only_lowering_sees_both_the_document_and_the_model() {
    for file in rust_files("generator/src") {
        let module = module_of(&file, "generator/src");
        let used = uses(&file, "crate::");
        let sees_both =
            ["document", "model"].iter().all(|side| used.iter().any(|name| name == side));
        // `analysis` shows both, side by side.
        assert!(
            !sees_both || ["lib", "lower", "analysis"].contains(&module.as_str()),
            "{}",
            file.display()
        );
    }
}

#[test]
fn only_the_disk_and_the_command_line_touch_the_world() {
    for file in rust_files("generator/src") {
        let module = module_of(&file, "generator/src");
        if ["disk", "cli", "main"].contains(&module.as_str()) {
            continue;
        }
        let text = std::fs::read_to_string(&file).unwrap();
        for world in [
            "std::fs",
            "fs_err",
            "std::env",
            "std::time",
            "std::net",
            "SystemTime",
            "HashMap",
            "HashSet",
        ] {
            assert!(!text.contains(world), "{} names {world}", file.display());
        }
    }
}

#[test]
fn every_file_is_read_in_one_sitting() {
    let mut long = Vec::new();
    for folder in FOLDERS {
        for file in rust_files(folder) {
            let lines = std::fs::read_to_string(&file).unwrap().lines().count();
            if lines > LINES {
                long.push(format!("{}: {lines} lines", file.display()));
            }
        }
    }
    assert!(long.is_empty(), "{long:#?}");
}

#[test]
fn every_module_says_what_it_is_for() {
    for folder in FOLDERS {
        for file in rust_files(folder) {
            let text = std::fs::read_to_string(&file).unwrap();
            assert!(text.starts_with("//!"), "{} does not open with `//!`", file.display());
        }
    }
}

#[test]
fn the_sources_of_the_runtime_are_all_of_its_files() {
    let folder = root().join("generator/runtime/src");
    let below =
        |file: PathBuf| file.strip_prefix(&folder).unwrap().to_str().unwrap().replace('\\', "/");
    let files = rust_files("generator/runtime/src").into_iter().map(below);
    let mut files: Vec<String> = files.filter(|file| file != "sources.rs").collect();
    files.sort();
    let mut listed: Vec<String> =
        sources::FILES.iter().map(|(path, _)| (*path).to_owned()).collect();
    listed.sort();
    assert_eq!(listed.as_slice(), files);
}

#[test]
fn the_manifest_of_the_runtime_is_the_one_that_is_written() {
    let path = root().join("generator/runtime/Cargo.toml");
    let manifest = std::fs::read_to_string(path).unwrap();
    let (written, _) = manifest.split_once("\n[dev-dependencies]").unwrap();
    assert_eq!(written, sources::MANIFEST);
    let version = format!("version = \"{}\"", env!("CARGO_PKG_VERSION"));
    assert!(manifest.contains(&version), "all packages have one version");
}

#[test]
fn the_table_of_what_is_supported_names_every_fixture_and_no_other() {
    let page = std::fs::read_to_string(root().join("docs/openapi.md")).unwrap();
    let rows = page.lines().filter(|line| line.starts_with("| "));
    let last_cells =
        rows.skip(1).map(|row| row.trim_end_matches(" |").rsplit("| ").next().unwrap());
    let mut named: Vec<String> = last_cells
        .flat_map(|cell| cell.split(", "))
        .map(|name| name.trim_matches('`').to_owned())
        .collect();
    named.sort();
    let name = |path: PathBuf| {
        let topic = path.parent().unwrap().file_name().unwrap().to_str().unwrap().to_owned();
        format!("{topic}/{}", path.file_stem().unwrap().to_str().unwrap())
    };
    let mut known: Vec<String> = tests::fixture::all().into_iter().map(name).collect();
    known.retain(|name| !name.starts_with("diagnostics/"));
    known.sort();
    assert_eq!(named, known);
}
