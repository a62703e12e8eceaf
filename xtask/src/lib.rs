//! Where things are in this repository.

use std::path::{Path, PathBuf};

use clientwright::Options;
use clientwright::cli::{Job, Reading};
use clientwright::diagnostic::Format;
use clientwright::emit::Runtime;

/// The package in `generated/`.
pub const PACKAGE: &str = "cbrain-apteco";

/// The folder of the repository, as the current folder sees it where that is short.
pub fn root() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."));
    match std::env::current_dir() {
        // Messages then name `specs/cbrain.yaml`, as everybody does.
        Ok(current) if current == root => PathBuf::new(),
        _ => root.to_owned(),
    }
}

/// The documents in `specs/`, in the order of their names.
///
/// # Errors
///
/// When the folder cannot be read, or holds none.
pub fn documents() -> Result<Vec<PathBuf>, String> {
    let documents = specs("yaml")?;
    if documents.is_empty() {
        return Err("`specs/` holds no `.yaml` document".to_owned());
    }
    Ok(documents)
}

/// The files in `specs/` with this extension, in the order of their names.
fn specs(extension: &str) -> Result<Vec<PathBuf>, String> {
    let folder = root().join("specs");
    let entries = std::fs::read_dir(&folder)
        .map_err(|error| format!("{} cannot be read: {error}", folder.display()))?;
    let paths = entries.filter_map(Result::ok).map(|entry| entry.path());
    let is_one = |path: &PathBuf| {
        let is_overlay = path.to_string_lossy().ends_with(".overlay.yaml");
        path.extension().is_some_and(|found| found == extension) && !is_overlay
    };
    let mut files: Vec<PathBuf> = paths.filter(is_one).collect();
    files.sort();
    Ok(files)
}

/// The document of an API of this repository.
///
/// # Errors
///
/// When there is none of that name; the message names those that there are.
pub fn document(api: &str) -> Result<PathBuf, String> {
    let documents = documents()?;
    let stem = |path: &PathBuf| {
        path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
    };
    let known: Vec<String> = documents.iter().map(stem).collect();
    let found = documents.into_iter().find(|path| stem(path) == api);
    found.ok_or_else(|| {
        format!("there is no API `{api}` in `specs/`; there are {}", known.join(", "))
    })
}

/// How the crate in `generated/` is made.
pub fn options() -> Options {
    let mut options = Options::new(PACKAGE);
    // Our own documents have no excuse.
    options.strict = true;
    // Nearly all that Orbit does, it does in a data view, and a session has one.
    options.bound_parameters = vec!["dataViewName".to_owned()];
    options.runtime = Runtime::Crate { path: Some("../generator/runtime".to_owned()) };
    options
}

/// The crate in `generated/` of the documents in `specs/`.
///
/// # Errors
///
/// When `specs/` cannot be read, or holds no document.
pub fn job() -> Result<Job, String> {
    Ok(Job {
        documents: documents()?,
        out: root().join("generated"),
        reading: Reading::default(),
        // With the modules of each: those of `apteco.rs` are in `apteco/`.
        by_hand: specs("rs")?,
        renames: false,
        options: options(),
        format: Format::default(),
        command: "cargo xtask codegen".to_owned(),
        remembered: None,
    })
}
