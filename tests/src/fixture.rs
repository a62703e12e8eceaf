//! The small documents in `fixtures/`.

use std::fs;
use std::path::{Path, PathBuf};

use clientwright::document::gather;
use clientwright::limit::Limits;
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
        // The other files of a document are in a folder of their own.
        found.extend(files.map(|file| file.unwrap().path()).filter(|path| path.is_file()));
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

/// A document with the other files that it refers to, which are below the folder of its name.
///
/// # Panics
///
/// When the document cannot be read.
#[must_use]
pub fn sources(path: &Path) -> Vec<Source> {
    let folder = path.parent().unwrap();
    gather(source(path), &Limits::default(), &mut |name| {
        fs::read_to_string(folder.join(name)).map_err(|_| "is not there".to_owned())
    })
}
