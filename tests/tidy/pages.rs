//! The pages for who contributes say what is there.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_yaml::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

fn page(name: &str) -> String {
    std::fs::read_to_string(root().join(name)).unwrap()
}

/// What stands in code spans and in links of a page that looks like a path of the repository.
fn paths(page: &str) -> BTreeSet<&str> {
    let spans = page.split('`').skip(1).step_by(2);
    let links = page.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let is_path = |text: &&str| {
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "_./-".contains(c);
        text.contains('/') && !text.starts_with('/') && text.chars().all(is_plain)
    };
    spans.chain(links).filter(is_path).collect()
}

#[test]
fn every_path_that_the_pages_for_contributors_name_is_there() {
    for name in ["CONTRIBUTING.md", "SECURITY.md"] {
        let page = page(name);
        let paths = paths(&page);
        assert!(paths.len() >= 4, "{name}: {paths:?}");
        let gone: Vec<_> = paths.into_iter().filter(|path| !root().join(path).exists()).collect();
        assert!(gone.is_empty(), "{name} names {gone:?}");
    }
}

#[test]
fn the_example_of_a_construct_is_in_the_files_that_it_names() {
    let page = page("CONTRIBUTING.md");
    let (_, section) = page.split_once("\n## From the document to code\n").unwrap();
    let section = section.split("\n## ").next().unwrap();
    let rows = section.lines().filter_map(|line| line.strip_prefix("| `")?.split_once("` | "));
    let mut count = 0;
    for (file, cell) in rows {
        let text = self::page(file);
        for word in cell.split('`').skip(1).step_by(2) {
            assert!(text.contains(word), "{file} has no `{word}`");
            count += 1;
        }
    }
    assert!(count >= 10, "{count}");
}

#[test]
fn issue_forms_ask_for_the_smallest_part_of_the_document() {
    let folder = root().join(".github/ISSUE_TEMPLATE");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let forms: Vec<PathBuf> = files.filter(|path| !path.ends_with("config.yml")).collect();
    assert!(forms.len() >= 3, "{forms:?}");
    for path in forms {
        let form: Value = serde_yaml::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        for key in ["name", "description"] {
            assert!(form[key].is_string(), "{}: {key}", path.display());
        }
        let mut ids = BTreeSet::new();
        let mut asks = false;
        for field in form["body"].as_sequence().unwrap() {
            let id = field["id"].as_str().unwrap();
            assert!(ids.insert(id.to_owned()), "{}: {id} twice", path.display());
            let kind = field["type"].as_str().unwrap();
            assert!(["textarea", "input"].contains(&kind), "{}: {kind}", path.display());
            let label = field["attributes"]["label"].as_str().unwrap();
            asks |= id == "document" && label.starts_with("The smallest part of ");
        }
        assert!(asks, "{}", path.display());
    }
}
