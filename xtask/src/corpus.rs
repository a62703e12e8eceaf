//! Tries every document of a folder: generates its crate, holds that against the document, compiles
//! it, and prints a table.

pub(crate) mod count;
mod losses;
mod known;
mod document;
pub(crate) mod compile;
mod warnings;
mod report;

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};

use crate::print;
use document::{Row, Work};
use known::Known;
use warnings::Warnings;

/// What the files of documents end in.
const ENDINGS: [&str; 3] = ["yaml", "yml", "json"];

/// What a worker needs for the deepest document; the generator has threads of its own.
const STACK: usize = 128 << 20;

/// What is tried, and how.
#[derive(Debug, Args)]
pub(crate) struct Trial {
    /// The folder with the documents, in YAML or JSON. A folder in it is a document of several
    /// files, of which the main one is called as the folder is.
    folder: PathBuf,
    /// A folder with overlays: `shop.overlay.yaml` in it is applied to `shop.json`, as is one beside
    /// the document. What such a document loses is not counted, since an overlay can take parts out.
    #[arg(long, value_name = "FOLDER")]
    overlays: Option<PathBuf>,
    /// An overlay that is applied to each document, behind those that are called as it is. Repeat it
    /// for more, which are applied in this order.
    #[arg(long, value_name = "FILE")]
    overlay: Vec<PathBuf>,
    /// Compile the crates, too.
    #[arg(long)]
    check_crates: bool,
    /// How many documents are generated at once, and how many compilers run at once; by default
    /// as many as the machine has processors.
    #[arg(long, value_name = "N")]
    jobs: Option<usize>,
    /// Leave out documents with more bytes than this.
    #[arg(long, value_name = "BYTES")]
    max_bytes: Option<u64>,
    /// Write the table as JSON, too, with all that differs.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// The differences between documents and crates that are known, each with its reason; by
    /// default those of this repository.
    #[arg(long, value_name = "FILE")]
    known: Option<PathBuf>,
    /// Compare the number of warnings of each document with those in this file.
    #[arg(long, value_name = "FILE")]
    warnings: Option<PathBuf>,
    /// Write the numbers of warnings into that file.
    #[arg(long, requires = "warnings")]
    update: bool,
    /// Where the crates are written. They are compiled in `target` below it, unless
    /// `CARGO_TARGET_DIR` says otherwise.
    #[arg(long, value_name = "FOLDER", default_value = "target/corpus")]
    work: PathBuf,
}

/// Tries the documents. Whether none of them failed.
///
/// # Errors
///
/// When a file cannot be read or written, or cargo cannot be started.
pub(crate) fn run(trial: &Trial) -> io::Result<bool> {
    let own = || xtask::root().join(".ci/corpus/known.toml");
    let known = Known::read(&trial.known.clone().unwrap_or_else(own))?;
    let paths = documents(&trial.folder, trial.max_bytes)?;
    let available = || thread::available_parallelism().map_or(1, usize::from);
    let jobs = trial.jobs.unwrap_or_else(available).max(1);
    let mut rows = generate_all(&paths, trial, &known, jobs)?;
    if trial.check_crates {
        compile::check(&mut rows, &trial.work, jobs)?;
    }
    print::out(&report::table(&rows));
    if let Some(path) = &trial.json {
        fs::write(path, report::json(&rows))?;
    }
    let is_quiet = match &trial.warnings {
        Some(path) => compare_warnings(path, trial, &rows)?,
        None => true,
    };
    // Nothing tried is nothing shown.
    Ok(is_quiet && !rows.is_empty() && rows.iter().all(|row| row.fault().is_none()))
}

/// Compares the numbers of warnings with those in a file, or writes them. Whether they are the
/// same then.
fn compare_warnings(path: &Path, trial: &Trial, rows: &[Row]) -> io::Result<bool> {
    let warnings = Warnings::read(path, rows)?;
    let changes = warnings.changes();
    changes.iter().for_each(|change| print::out(&format!("{change}\n")));
    let shown = path.display();
    if trial.update {
        let all = documents(&trial.folder, None)?;
        let all: BTreeSet<String> = all.iter().map(|path| name(path, &trial.folder)).collect();
        fs::write(path, warnings.updated(|document| all.contains(document)))?;
        println!("{} numbers of warnings changed; {shown} is written", changes.len());
        return Ok(true);
    }
    if !changes.is_empty() {
        println!(
            "{} numbers of warnings are not those in {shown}: if that is right, `--update` writes them",
            changes.len()
        );
    }
    Ok(changes.is_empty())
}

/// The documents of the folder, in the order of their names.
///
/// # Errors
///
/// When the folder cannot be read.
pub(crate) fn documents(folder: &Path, max_bytes: Option<u64>) -> io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = match entry.path() {
            path if path.is_dir() => main_file(&path, &entry.file_name().to_string_lossy()),
            path => Some(path),
        };
        let Some(path) = path else { continue };
        let ending = path.extension().unwrap_or_default();
        let is_overlay =
            path.file_stem().is_some_and(|stem| stem.to_string_lossy().ends_with(".overlay"));
        let is_document = !is_overlay && ENDINGS.iter().any(|known| ending == *known);
        let fits = max_bytes.is_none_or(|max| path.metadata().is_ok_and(|file| file.len() <= max));
        if is_document && fits {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

/// The file of a folder that is called as the folder is.
fn main_file(folder: &Path, name: &str) -> Option<PathBuf> {
    let files = ENDINGS.iter().map(|ending| folder.join(format!("{name}.{ending}")));
    files.into_iter().find(|path| path.is_file())
}

/// What a document is called in tables: its path in the folder.
fn name(path: &Path, folder: &Path) -> String {
    path.strip_prefix(folder).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

/// Generates the crates, `jobs` at once.
fn generate_all(
    paths: &[PathBuf],
    trial: &Trial,
    known: &Known,
    jobs: usize,
) -> io::Result<Vec<Row>> {
    let progress = progress(paths.len(), "generating");
    let rows = Mutex::new(Vec::new());
    let next = AtomicUsize::new(0);
    let worker = || {
        while let Some((index, path)) = {
            let index = next.fetch_add(1, Ordering::Relaxed);
            paths.get(index).map(|path| (index, path))
        } {
            let (name, package) = (name(path, &trial.folder), format!("corpus-{index}"));
            let overlays = (trial.overlays.as_deref(), trial.overlay.as_slice());
            let work = Work { folder: &trial.work, overlays, known };
            let row = document::generate(path, name, package, &work);
            progress.set_message(print::harmless(&row.document));
            progress.inc(1);
            if let Ok(mut rows) = rows.lock() {
                rows.push((index, row));
            }
        }
    };
    thread::scope(|scope| -> io::Result<()> {
        for _ in 0..jobs {
            thread::Builder::new().stack_size(STACK).spawn_scoped(scope, worker)?;
        }
        Ok(())
    })?;
    progress.finish_and_clear();
    let mut rows = rows.into_inner().unwrap_or_default();
    rows.sort_by_key(|(index, _)| *index);
    Ok(rows.into_iter().map(|(_, row)| row).collect())
}

/// A bar that draws nothing where there is no terminal.
fn progress(length: usize, word: &str) -> ProgressBar {
    let length = u64::try_from(length).unwrap_or_default();
    let template = format!("{word} {{bar:30}} {{pos}}/{{len}} {{wide_msg}}");
    let bar = ProgressBar::new(length);
    match ProgressStyle::with_template(&template) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
