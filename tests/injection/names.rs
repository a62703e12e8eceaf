//! The files of a crate: below its folder, and each another one on every disk.

use std::collections::BTreeSet;

use clientwright::source::Source;
use clientwright::{Options, generate};
use proptest::prelude::*;
use proptest::test_runner::Config;
use serde_json::json;

/// Names that some disk, cargo or Rust takes for something else.
const NAMES: [&str; 46] = [
    "",
    ".",
    "..",
    "../..",
    "/etc/passwd",
    "a/b",
    "a\\b",
    "C:\\x",
    "c:x",
    "~",
    "con",
    "CON",
    "Con.rs",
    "aux",
    "nul",
    "prn",
    "com1",
    "COM9",
    "com0",
    "lpt1",
    "LPT9.md",
    "con.",
    "con ",
    "name.",
    "name ",
    " name",
    "Name",
    "NAME",
    "na me",
    "na-me",
    "naMe",
    "mod",
    "Mod",
    "lib",
    "main",
    "types",
    "runtime",
    "readme",
    "README",
    "Readme.md",
    "größe",
    "GRÖSSE",
    "gruf6uDfe",
    "Grö",
    "Gruf6",
    "用户",
];

fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => prop::sample::select(NAMES.to_vec()).prop_map(str::to_owned),
        2 => any::<String>(),
        1 => "[a-zA-Z]{1,3}",
        1 => ("[a-zA-Zö./]{1,4}", 50..400_usize).prop_map(|(part, count)| part.repeat(count)),
    ]
}

/// A document with these tags, each with a method, and these schemas.
fn document(tags: &[String], schemas: &[String]) -> String {
    let operation = |(index, tag): (usize, &String)| {
        let path = format!("/{index}");
        (path, json!({"get": {"tags": [tag], "responses": {"204": {"description": "Done"}}}}))
    };
    let schema = |name: &String| {
        let schema =
            json!({"type": "object", "properties": {"a": {"type": "string", "enum": ["b"]}}});
        (name.clone(), schema)
    };
    let paths: serde_json::Map<_, _> = tags.iter().enumerate().map(operation).collect();
    let schemas: serde_json::Map<_, _> = schemas.iter().map(schema).collect();
    json!({
        "openapi": "3.0.3",
        "info": {"title": "Names", "version": "1"},
        "servers": [{"url": "https://api.example.com"}],
        "paths": paths,
        "components": {"schemas": schemas},
    })
    .to_string()
}

/// What is wrong with the paths on some disk.
fn faults<'p>(paths: impl Iterator<Item = &'p str>) -> Vec<String> {
    const DEVICES: [&str; 4] = ["con", "aux", "nul", "prn"];
    let is_device = |stem: &str| {
        DEVICES.contains(&stem)
            || ["com", "lpt"].iter().any(|port| {
                stem.strip_prefix(port)
                    .is_some_and(|rest| rest.len() == 1 && rest.chars().all(|c| c.is_ascii_digit()))
            })
    };
    let mut faults = Vec::new();
    let (mut files, mut folders) = (BTreeSet::new(), BTreeSet::new());
    for path in paths {
        let folded = path.to_lowercase();
        let mut at = 0;
        while let Some(end) = folded[at..].find('/') {
            at += end + 1;
            folders.insert((folded[..at - 1].to_owned(), path[..at - 1].to_owned()));
        }
        if !files.insert(folded) {
            faults.push(format!("{path}: another file differs in case only"));
        }
        let is_beside = ["clientwright.lock", "README.md"].contains(&path);
        if !path.starts_with("src/") && !path.starts_with("docs/") && !is_beside {
            faults.push(format!("{path}: outside"));
        }
        // On Windows, 260 characters are the whole of a path.
        if path.len() > 240 {
            faults.push(format!("{path}: too long"));
        }
        for part in path.split('/') {
            let stem = part.split('.').next().unwrap().to_lowercase();
            let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.';
            if !part.chars().all(is_plain) || part.starts_with('.') || part.ends_with('.') {
                faults.push(format!("{path}: no plain name"));
            }
            if is_device(&stem) {
                faults.push(format!("{path}: a device of Windows"));
            }
            if part.len() > 143 {
                // Encrypted folders take no more.
                faults.push(format!("{path}: too long a name"));
            }
        }
    }
    let known: BTreeSet<&String> = folders.iter().map(|(folded, _)| folded).collect();
    if known.len() < folders.len() {
        faults.push(format!("folders differ in case only: {folders:?}"));
    }
    faults.extend(files.iter().filter(|file| known.contains(file)).cloned());
    faults
}

/// Fails where a disk could not hold the files of the document.
fn check(stem: &str, tags: &[String], schemas: &[String]) -> Result<(), TestCaseError> {
    let stem = stem.replace(['/', '\\'], "_");
    let sources = [Source::new(format!("{stem}.yaml"), document(tags, schemas))];
    let (generated, found) = generate(&sources, &Options::new("names"));
    let said = found.render(&sources, false);
    prop_assert!(!said.contains("[internal]"), "{said}");
    let Some(generated) = generated else { return Ok(()) };
    let faults = faults(generated.tree.iter().map(|(path, _)| path));
    prop_assert!(faults.is_empty(), "{stem:?} {tags:?} {schemas:?}: {faults:#?}");
    Ok(())
}

proptest! {
    #![proptest_config(Config { failure_persistence: None, ..Config::with_cases(64) })]

    #[test]
    fn any_names_become_files_that_any_disk_can_hold(
        stem in name(),
        tags in prop::collection::vec(name(), 0..12),
        schemas in prop::collection::vec(name(), 0..12),
    ) {
        check(&stem, &tags, &schemas)?;
    }
}

#[test]
fn all_names_at_once_become_files_that_any_disk_can_hold() {
    let names = NAMES.map(str::to_owned);
    check("names", &names, &names).unwrap();
    for name in NAMES {
        check(name, &names[..1], &names[..1]).unwrap();
    }
}

#[test]
fn the_check_knows_what_disks_cannot_hold() {
    for path in ["src/con.rs", "docs/Aux.md", "src/a.rs./b", "../src/a.rs", "src/ä.rs", "src/com1"]
    {
        assert!(!faults([path].into_iter()).is_empty(), "{path}");
    }
    let pairs = [["src/a.rs", "src/A.rs"], ["src/a/b.rs", "src/A/c.rs"], ["src/a", "src/a/b.rs"]];
    for pair in pairs {
        assert!(!faults(pair.into_iter()).is_empty(), "{pair:?}");
    }
}
