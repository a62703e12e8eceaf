//! One document: what became of it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use clientwright::diagnostic::{Counts, Severity};
use clientwright::{Generated, Options, disk};

use super::count;

/// What became of a document.
pub(super) struct Row {
    pub(super) document: String,
    /// The package of its crate.
    pub(super) package: String,
    /// Why there is no crate; the first error.
    pub(super) failure: Option<String>,
    pub(super) counts: Counts,
    /// The operations of the document, where they can be counted.
    pub(super) operations_in: Option<usize>,
    /// The operations that can be called.
    pub(super) operations_out: usize,
    /// The operations that were left out, each with a diagnostic.
    pub(super) left_out: usize,
    pub(super) types: usize,
    pub(super) lines: usize,
    pub(super) generated_in: Duration,
    /// What the compiler said; `None` where nothing was compiled.
    pub(super) compiled: Option<Compiled>,
}

/// What the compiler said of a crate.
pub(super) struct Compiled {
    pub(super) errors: usize,
    pub(super) warnings: usize,
    /// The first of them.
    pub(super) first: Option<String>,
    pub(super) time: Duration,
}

impl Row {
    /// What is wrong, in a line.
    pub(super) fn fault(&self) -> Option<String> {
        if let Some(failure) = &self.failure {
            return Some(failure.clone());
        }
        let expected = self.operations_out + self.left_out;
        if let Some(operations) = self.operations_in.filter(|operations| *operations != expected) {
            let (out, left_out) = (self.operations_out, self.left_out);
            return Some(format!(
                "{operations} operations in the document, {out} in the crate, {left_out} left out"
            ));
        }
        let compiled = self.compiled.as_ref()?;
        let is_clean = compiled.errors + compiled.warnings == 0;
        (!is_clean).then(|| compiled.first.clone().unwrap_or_default())
    }
}

/// Generates the crate of the document at `path` into a folder below `work`.
pub(super) fn generate(path: &Path, work: &Path, package: String) -> Row {
    let out = work.join(&package);
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    let mut row = Row {
        document: name.unwrap_or_default(),
        package,
        failure: None,
        counts: Counts::default(),
        operations_in: None,
        operations_out: 0,
        left_out: 0,
        types: 0,
        lines: 0,
        generated_in: Duration::ZERO,
        compiled: None,
    };
    if let Err(error) = fill(&mut row, path, &out) {
        row.failure = Some(error);
    }
    row
}

fn fill(row: &mut Row, path: &Path, out: &Path) -> Result<(), String> {
    // A manifest of another run may lack what this one needs.
    if out.exists() {
        fs::remove_dir_all(out).map_err(|error| format!("{}: {error}", out.display()))?;
    }
    let options = Options::new(row.package.clone());
    let sources = disk::read_document(path, &disk::Reach::default(), &options.limits);
    let sources = sources.map_err(|error| error.to_string())?;
    row.operations_in = sources.first().and_then(|document| count::operations(document.text()));
    let start = Instant::now();
    let (generated, diagnostics) = clientwright::generate(&sources, &options);
    row.generated_in = start.elapsed();
    row.counts = diagnostics.counts();
    let Some(generated) = generated else {
        let first = diagnostics.iter().find(|one| one.severity() == Severity::Error);
        return Err(first.map(|one| one.one_line(&sources)).unwrap_or_default());
    };
    measure(row, &generated);
    disk::write(out, &generated.tree, Some(&generated.manifest))
        .map_err(|error| error.to_string())?;
    Ok(())
}

fn measure(row: &mut Row, generated: &Generated) {
    let apis = || generated.apis.iter();
    let operations = apis().flat_map(|api| &api.tags).flat_map(|tag| &tag.operations);
    // An operation with bodies of several kinds has a method for each; a path item that several
    // paths refer to is one of each.
    let places: BTreeSet<_> =
        operations.map(|operation| (&operation.origin, &operation.path)).collect();
    row.operations_out = places.len();
    row.left_out = apis().map(|api| api.left_out.len()).sum();
    row.types = apis().map(|api| api.types.len()).sum();
    let is_own = |path: &str| path.ends_with(".rs") && !path.starts_with("src/runtime/");
    let files = generated.tree.iter().filter(|(path, _)| is_own(path));
    row.lines = files.map(|(_, text)| text.lines().count()).sum();
}
