//! Documents to compare.

use std::fs;
use std::path::{Path, PathBuf};

use clientwright::Options;
use clientwright::analysis::diff::{Diff, Form, Head, diff, report};
use clientwright::lower::TagFeatures;
use clientwright::source::Source;

/// A folder of this test.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("diff/rules")
}

/// The names of the fixtures, each that of a rule.
pub fn fixtures() -> Vec<String> {
    let entries = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let mut names: Vec<String> =
        entries.map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned()).collect();
    names.sort();
    names
}

/// Both sides of a fixture, each with all its documents.
fn sides(name: &str) -> (String, String) {
    let text = fs::read_to_string(folder().join(format!("{name}.yaml"))).unwrap();
    let (old, new) = text.split_once("\n---\n").unwrap();
    (format!("{old}\n"), new.to_owned())
}

/// What begins a further document of a side, before its name.
const FURTHER: &str = "\n# and ";

/// The two documents of a fixture; the first of each side, where that has several.
pub fn texts(name: &str) -> (String, String) {
    let (old, new) = sides(name);
    let first = |side: &str| side.split(FURTHER).next().unwrap().to_owned();
    (first(&old), first(&new))
}

/// The documents of a side: one by its own name, or several that are called alike in both.
fn documents(name: &str, side: &str, is_one: bool) -> Vec<Source> {
    let mut parts = side.split(FURTHER);
    let first = Source::new(if is_one { name } else { "pets.yaml" }, parts.next().unwrap());
    let further = parts.map(|part| {
        let (name, text) = part.split_once('\n').unwrap();
        Source::new(name, text)
    });
    std::iter::once(first).chain(further).collect()
}

/// The options of a fixture.
pub fn options(name: &str) -> Options {
    let mut options = Options::new("pets");
    if name == "feature-removed" {
        options.tag_features = TagFeatures::Always;
    }
    options
}

/// What is different between the two documents of a fixture.
pub fn compared(name: &str) -> Diff {
    let (old, new) = sides(name);
    let is_one = !old.contains(FURTHER) && !new.contains(FURTHER);
    let old = documents("old.yaml", &old, is_one);
    let new = documents("new.yaml", &new, is_one);
    diff(&old, &new, &options(name)).unwrap_or_else(|error| {
        let sources = if error.is_old { &old } else { &new };
        panic!("{name}: {}", error.diagnostics.render(sources, false))
    })
}

/// The same for people.
pub fn told(found: &Diff) -> String {
    report(found, &Head::default(), Form::Human)
}
