//! Tries every document of a folder: generates its crate, compiles it, and prints a table.

pub(crate) mod compile;
pub(crate) mod count;
mod document;
mod report;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};

use document::Row;

/// What is tried, and how.
#[derive(Debug, Args)]
pub(crate) struct Trial {
    /// The folder with the documents, in YAML or JSON.
    folder: PathBuf,
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
    /// Write the table as JSON, too.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
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
    let paths = documents(&trial.folder, trial.max_bytes)?;
    let available = || thread::available_parallelism().map_or(1, usize::from);
    let jobs = trial.jobs.unwrap_or_else(available).max(1);
    let mut rows = generate_all(&paths, &trial.work, jobs);
    if trial.check_crates {
        compile::check(&mut rows, &trial.work, jobs)?;
    }
    print!("{}", report::table(&rows));
    if let Some(path) = &trial.json {
        fs::write(path, report::json(&rows))?;
    }
    // Nothing tried is nothing shown.
    Ok(!rows.is_empty() && rows.iter().all(|row| row.fault().is_none()))
}

/// The documents of the folder, in the order of their names.
///
/// # Errors
///
/// When the folder cannot be read.
pub(crate) fn documents(folder: &Path, max_bytes: Option<u64>) -> io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let ending = path.extension().unwrap_or_default();
        let is_document = ["yaml", "yml", "json"].iter().any(|known| ending == *known);
        let fits = max_bytes.is_none_or(|max| path.metadata().is_ok_and(|file| file.len() <= max));
        if is_document && fits {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

/// Generates the crates, `jobs` at once.
fn generate_all(paths: &[PathBuf], work: &Path, jobs: usize) -> Vec<Row> {
    let progress = progress(paths.len(), "generating");
    let rows = Mutex::new(Vec::new());
    let next = AtomicUsize::new(0);
    let worker = || {
        while let Some((index, path)) = {
            let index = next.fetch_add(1, Ordering::Relaxed);
            paths.get(index).map(|path| (index, path))
        } {
            let row = document::generate(path, work, format!("corpus-{index}"));
            progress.set_message(row.document.clone());
            progress.inc(1);
            if let Ok(mut rows) = rows.lock() {
                rows.push((index, row));
            }
        }
    };
    thread::scope(|scope| {
        for _ in 0..jobs {
            scope.spawn(worker);
        }
    });
    progress.finish_and_clear();
    let mut rows = rows.into_inner().unwrap_or_default();
    rows.sort_by_key(|(index, _)| *index);
    rows.into_iter().map(|(_, row)| row).collect()
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
