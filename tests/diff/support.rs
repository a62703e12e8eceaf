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

/// The two documents of a fixture.
pub fn texts(name: &str) -> (String, String) {
    let text = fs::read_to_string(folder().join(format!("{name}.yaml"))).unwrap();
    let (old, new) = text.split_once("\n---\n").unwrap();
    (format!("{old}\n"), new.to_owned())
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
    let (old, new) = texts(name);
    let (old, new) = ([Source::new("old.yaml", old)], [Source::new("new.yaml", new)]);
    diff(&old, &new, &options(name)).unwrap_or_else(|error| {
        let sources = if error.is_old { &old } else { &new };
        panic!("{name}: {}", error.diagnostics.render(sources, false))
    })
}

/// The same for people.
pub fn told(found: &Diff) -> String {
    report(found, &Head::default(), Form::Human)
}

/// The documents of a folder that is beside the repository, where it is.
pub fn beside(variable: &str, folder: &str) -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared").join(folder);
    let folder = std::env::var_os(variable).map_or(beside, PathBuf::from);
    folder.is_dir().then_some(folder)
}
