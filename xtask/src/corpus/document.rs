//! One document: what became of it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use clientwright::cli::Reading;
use clientwright::diagnostic::{Counts, Severity};
use clientwright::disk::OnDisk;
use clientwright::{Generated, Options, disk};

use super::count;
use super::known::Known;
use super::losses::{self, Difference, Part};

/// What became of a document.
#[derive(Default)]
pub(super) struct Row {
    pub(super) document: String,
    /// The package of its crate.
    pub(super) package: String,
    /// Why there is no crate; the first error.
    pub(super) failure: Option<String>,
    pub(super) counts: Counts,
    /// How many warnings there are of each code.
    pub(super) warnings: BTreeMap<&'static str, usize>,
    /// The operations of the document.
    pub(super) operations_in: usize,
    /// Why they cannot be counted.
    pub(super) uncounted: Option<String>,
    /// The operations that can be called.
    pub(super) operations_out: usize,
    /// The operations that the generator lists as left out.
    pub(super) left_out: usize,
    /// What differs between the document and the crate.
    pub(super) differences: Vec<Difference>,
    /// What is listed as known, and does not differ.
    pub(super) idle: Vec<String>,
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
    /// What is wrong; the first line says most.
    pub(super) fn fault(&self) -> Option<String> {
        if let Some(failure) = &self.failure {
            return Some(failure.clone());
        }
        if let Some(reason) = &self.uncounted {
            return Some(format!("its operations cannot be counted: {reason}"));
        }
        let unknown = self.differences.iter().filter(|one| one.known.is_none());
        let unknown = unknown.map(Difference::to_string);
        let lines: Vec<String> = unknown.chain(self.idle.iter().cloned()).collect();
        if !lines.is_empty() {
            return Some(lines.join("\n"));
        }
        let compiled = self.compiled.as_ref()?;
        let is_clean = compiled.errors + compiled.warnings == 0;
        (!is_clean).then(|| compiled.first.clone().unwrap_or_default())
    }

    /// How many parts of a kind the crate does not have.
    pub(super) fn lost(&self, is_of_kind: impl Fn(&Part) -> bool) -> usize {
        self.differences.iter().filter(|one| !one.is_made_up && is_of_kind(&one.part)).count()
    }
}

/// What is the same for all documents.
pub(super) struct Work<'a> {
    /// Where the crates are written.
    pub(super) folder: &'a Path,
    /// Where overlays are that are called as documents are, and those of each document.
    pub(super) overlays: (Option<&'a Path>, &'a [PathBuf]),
    pub(super) known: &'a Known,
}

impl Work<'_> {
    /// How a document is read: with the overlays that are called as it is, beside it and in their folder,
    /// and then with those of each document.
    fn reading(&self, document: &Path) -> Reading {
        let (folder, of_each) = self.overlays;
        let mut reading = Reading::default().beside(&OnDisk, document);
        if let (Some(folder), Some(name)) = (folder, document.file_name()) {
            reading = reading.beside(&OnDisk, &folder.join(name));
        }
        reading.overlays.extend_from_slice(of_each);
        reading
    }
}

/// Generates the crate of the document at `path`, which is called `document`, into a folder of its
/// own.
pub(super) fn generate(path: &Path, document: String, package: String, work: &Work<'_>) -> Row {
    let out = work.folder.join(&package);
    let mut row = Row { document, package, ..Row::default() };
    if let Err(error) = fill(&mut row, path, &out, work) {
        row.failure = Some(error);
    }
    row
}

fn fill(row: &mut Row, path: &Path, out: &Path, work: &Work<'_>) -> Result<(), String> {
    // A manifest of another run may lack what this one needs.
    if out.exists() {
        fs::remove_dir_all(out).map_err(|error| format!("{}: {error}", out.display()))?;
    }
    let options = Options::new(row.package.clone());
    let reading = work.reading(path);
    let is_mended = !reading.overlays.is_empty();
    let sources = reading.sources(path, &options.limits).map_err(|error| error.to_string())?;
    let start = Instant::now();
    let (generated, diagnostics) = clientwright::generate(&sources, &options);
    row.generated_in = start.elapsed();
    row.counts = diagnostics.counts();
    for warning in diagnostics.iter().filter(|one| one.severity() == Severity::Warning) {
        *row.warnings.entry(warning.code().slug()).or_default() += 1;
    }
    let documented = count::read(path).unwrap_or_else(|reason| {
        row.uncounted = Some(reason);
        Vec::new()
    });
    row.operations_in = documented.len();
    let Some(generated) = generated else {
        let first = diagnostics.iter().find(|one| one.severity() == Severity::Error);
        return Err(first.map(|one| one.one_line(&sources)).unwrap_or_default());
    };
    measure(row, &generated);
    if row.uncounted.is_none() && !is_mended {
        row.differences = losses::differences(&documented, &generated.apis);
        row.idle = work.known.mark(&row.document, &mut row.differences);
    }
    disk::write(out, &generated.tree, Some(&generated.manifest))
        .map_err(|error| error.to_string())?;
    Ok(())
}

fn measure(row: &mut Row, generated: &Generated) {
    let apis = || generated.apis.iter();
    row.operations_out = losses::number(&generated.apis);
    row.left_out = apis().map(|api| api.left_out.len()).sum();
    row.types = apis().map(|api| api.types.len()).sum();
    let is_own = |path: &str| path.ends_with(".rs") && !path.starts_with("src/runtime/");
    let files = generated.tree.iter().filter(|(path, _)| is_own(path));
    row.lines = files.map(|(_, text)| text.lines().count()).sum();
}
