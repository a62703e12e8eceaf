//! Tables in the documentation that name what there is.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use clientwright::generate;
use tests::fixture::{all, options, sources};

use super::root;

/// The rows of a page's tables, each as its cells, without the heads.
fn rows(page: &str) -> Vec<Vec<String>> {
    let text = fs::read_to_string(root().join(page)).unwrap();
    let mut rows = Vec::new();
    let mut is_head = true;
    for line in text.lines() {
        match line.strip_prefix("| ") {
            None => is_head = !line.starts_with('|'),
            Some(_) if is_head => {}
            Some(row) => {
                let cells = row.trim_end_matches(" |").split(" | ");
                rows.push(cells.map(|cell| cell.trim().to_owned()).collect());
            }
        }
    }
    rows
}

/// What stands between backquotes.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// The names of the tests in the files below a folder.
fn tests_below(folder: &Path) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut waiting: Vec<PathBuf> = vec![folder.to_owned()];
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            waiting.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            let mut is_test = false;
            for line in text.lines().map(str::trim) {
                is_test |= line.starts_with("#[test]") || line.starts_with("#[tokio::test");
                let words = line.strip_prefix("async ").unwrap_or(line).strip_prefix("fn ");
                if let Some((name, _)) = words.and_then(|words| words.split_once('(')) {
                    names.extend(std::mem::take(&mut is_test).then(|| name.to_owned()));
                }
            }
        }
    }
    names
}

#[test]
fn each_bound_names_tests_that_are_there() {
    let mut known = tests_below(&root().join("tests"));
    known.extend(tests_below(&root().join("generator/runtime/tests")));
    let rows = rows("docs/bounds.md");
    assert!(rows.len() > 35, "{}", rows.len());
    for row in rows {
        let tests: Vec<&str> = quoted(row.last().unwrap()).collect();
        let is_test = |name: &&&str| known.contains(**name);
        assert!(tests.iter().any(|name| is_test(&name)), "no test for {}", row[0]);
        // The target of `cargo fuzz` is none.
        let missing: Vec<_> =
            tests.iter().filter(|name| !is_test(name) && name.contains('_')).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
}

#[test]
fn each_test_of_a_bound_is_named() {
    let page = fs::read_to_string(root().join("docs/bounds.md")).unwrap();
    let named: BTreeSet<&str> = quoted(&page).collect();
    let tests = tests_below(&root().join("generator/runtime/tests/runtime/bounds"));
    assert!(tests.len() > 30, "{}", tests.len());
    let missing: Vec<_> = tests.iter().filter(|name| !named.contains(name.as_str())).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn the_table_of_dependencies_names_those_of_the_manifest() {
    let mut emitted = BTreeSet::new();
    for path in all() {
        let generated = generate(&sources(&path), &options(&path)).0;
        let Some(manifest) = generated.map(|generated| generated.manifest) else { continue };
        let manifest: toml::Table = manifest.parse().unwrap();
        emitted.extend(manifest["dependencies"].as_table().unwrap().keys().cloned());
    }
    let rows = rows("docs/dependencies.md");
    let named: BTreeSet<String> =
        rows.iter().map(|row| row[0].trim_matches('`').to_owned()).collect();
    assert_eq!(named, emitted);
    // Nobody pays for what has no reason.
    assert!(rows.iter().all(|row| row.len() >= 3 && !row[1].is_empty() && !row[2].is_empty()));
}
