//! Compiles the crates as one workspace, so that what they stand on is compiled once.

use std::fs;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use serde_json::Value;

use super::document::{Compiled, Row};
use super::progress;

/// Compiles the crate of each row that has one, with `jobs` compilers at once.
pub(super) fn check(rows: &mut [Row], work: &Path, jobs: usize) -> io::Result<()> {
    let mut rows: Vec<&mut Row> = rows.iter_mut().filter(|row| row.failure.is_none()).collect();
    let members: Vec<String> = rows.iter().map(|row| format!("{:?}", row.package)).collect();
    let members = members.join(", ");
    fs::write(
        work.join("Cargo.toml"),
        format!("[workspace]\nresolver = \"3\"\nmembers = [{members}]\n"),
    )?;
    let progress = progress(rows.len(), "compiling");
    for row in &mut rows {
        progress.set_message(row.document.clone());
        row.compiled = Some(compile(&row.package, work, jobs)?);
        progress.inc(1);
    }
    progress.finish_and_clear();
    Ok(())
}

/// What the compiler said, each message as it shows it.
pub(crate) struct Said {
    pub(crate) errors: Vec<String>,
    pub(crate) warnings: Vec<String>,
}

impl Said {
    /// Reads what `cargo --message-format json` printed.
    pub(crate) fn of(stdout: &str) -> Self {
        let messages: Vec<Value> =
            stdout.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
        let texts = |level: &str| -> Vec<String> {
            let found = messages.iter().filter_map(|message| message.get("message"));
            let found = found.filter(|message| message["level"] == *level);
            found
                .map(|message| message["rendered"].as_str().unwrap_or_default().to_owned())
                .collect()
        };
        Self { errors: texts("error"), warnings: texts("warning") }
    }
}

fn compile(package: &str, work: &Path, jobs: usize) -> io::Result<Compiled> {
    let start = Instant::now();
    let output = Command::new(env!("CARGO"))
        .args(["check", "--quiet", "--package", package, "--message-format", "json"])
        .args(["--jobs", &jobs.to_string()])
        .current_dir(work)
        .stdin(Stdio::null())
        .output()?;
    let Said { errors, warnings } = Said::of(&String::from_utf8_lossy(&output.stdout));
    let first = errors.iter().chain(&warnings).next().cloned();
    // Cargo itself can fail, before there is a compiler to say why.
    let cargo_failed = !output.status.success() && errors.is_empty();
    let said = || String::from_utf8_lossy(&output.stderr).trim().to_owned();
    Ok(Compiled {
        errors: errors.len() + usize::from(cargo_failed),
        warnings: warnings.len(),
        first: first.or_else(|| cargo_failed.then(said)),
        time: start.elapsed(),
    })
}
