//! The small documents in `fixtures/`.

use std::fs;
use std::path::{Path, PathBuf};

use clientwright::source::Source;

/// The paths of all of them, in their order.
///
/// # Panics
///
/// When a folder cannot be read.
#[must_use]
pub fn all() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut found = Vec::new();
    for topic in fs::read_dir(root).unwrap() {
        let files = fs::read_dir(topic.unwrap().path()).unwrap();
        found.extend(files.map(|file| file.unwrap().path()));
    }
    found.sort();
    found
}

/// A document, under its file's name alone: that is what messages show.
///
/// # Panics
///
/// When it cannot be read.
#[must_use]
pub fn source(path: &Path) -> Source {
    let name = path.file_name().unwrap().to_str().unwrap();
    Source::new(name, fs::read_to_string(path).unwrap())
}
