//! Generates and compiles the crate of every document of a folder, and prints a table.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use clientwright::diagnostic::Counts;
use clientwright::source::Source;
use clientwright::{Options, disk, generate};

/// What became of a document.
struct Row {
    document: String,
    package: String,
    outcome: String,
    counts: Counts,
    operations: usize,
    types: usize,
    milliseconds: u128,
    /// What the compiler found fault with; `None` where nothing was compiled.
    complaints: Option<usize>,
}

/// Runs over the documents of `folder`. Whether all that was generated compiles without a
/// complaint.
///
/// # Errors
///
/// When a file cannot be read or written, or cargo cannot be started.
pub(crate) fn run(folder: &Path, work: &Path, compile: bool) -> io::Result<bool> {
    let mut rows = Vec::new();
    let mut members = Vec::new();
    for path in documents(folder)? {
        let package = format!("corpus-{}", rows.len());
        let out = work.join(&package);
        // A manifest of another run may lack what this one needs.
        if out.exists() {
            fs::remove_dir_all(&out)?;
        }
        let row = document(&path, package, &out);
        println!("{}", line(&row));
        if row.outcome == "ok" {
            members.push(row.package.clone());
        }
        rows.push(row);
    }
    if compile && !members.is_empty() {
        let complaints = check(work, &members)?;
        for row in rows.iter_mut().filter(|row| row.outcome == "ok") {
            row.complaints = Some(complaints.get(&row.package).copied().unwrap_or(0));
        }
    }
    print_summary(&rows);
    Ok(rows.iter().all(|row| row.complaints.unwrap_or(0) == 0))
}

fn documents(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    let endings = ["yaml", "yml", "json"];
    paths.retain(|path| {
        path.extension().is_some_and(|ending| endings.iter().any(|known| ending == *known))
    });
    paths.sort();
    Ok(paths)
}

fn document(path: &Path, package: String, out: &Path) -> Row {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let mut row = Row {
        document: name,
        package: package.clone(),
        outcome: String::new(),
        counts: Counts::default(),
        operations: 0,
        types: 0,
        milliseconds: 0,
        complaints: None,
    };
    let source = match disk::read_source(path) {
        Ok((name, text)) => Source::new(name, text),
        Err(error) => {
            row.outcome = error.to_string();
            return row;
        }
    };
    let start = Instant::now();
    let sources = [source];
    let (generated, diagnostics) = generate(&sources, &Options::new(package));
    row.milliseconds = start.elapsed().as_millis();
    row.counts = diagnostics.counts();
    let Some(generated) = generated else {
        let first = diagnostics
            .iter()
            .find(|one| one.severity() == clientwright::diagnostic::Severity::Error);
        row.outcome = first.map(|one| one.one_line(&sources)).unwrap_or_default();
        return row;
    };
    row.operations =
        generated.apis.iter().flat_map(|api| &api.tags).map(|tag| tag.operations.len()).sum();
    row.types = generated.apis.iter().map(|api| api.types.len()).sum();
    row.outcome = match disk::write(out, &generated.tree, Some(&generated.manifest)) {
        Ok(_) => "ok".to_owned(),
        Err(error) => error.to_string(),
    };
    row
}

fn line(row: &Row) -> String {
    let Row { document, outcome, counts, operations, types, milliseconds, .. } = row;
    format!(
        "{operations:5} operations {types:5} types {milliseconds:6} ms  {outcome}  {document}  {counts}"
    )
}

/// Compiles the crates as one workspace, and counts what the compiler says of each.
fn check(work: &Path, members: &[String]) -> io::Result<BTreeMap<String, usize>> {
    let quoted: Vec<String> = members.iter().map(|member| format!("{member:?}")).collect();
    fs::write(
        work.join("Cargo.toml"),
        format!("[workspace]\nresolver = \"3\"\nmembers = [{}]\n", quoted.join(", ")),
    )?;
    let mut complaints = BTreeMap::new();
    for member in members {
        let start = Instant::now();
        let output = Command::new(env!("CARGO"))
            .args(["check", "--quiet", "--package", member, "--message-format", "short"])
            .current_dir(work)
            .stdin(Stdio::null())
            .output()?;
        let text = String::from_utf8_lossy(&output.stderr);
        let found: Vec<&str> = text
            .lines()
            .filter(|line| line.contains("error") || line.contains("warning"))
            .collect();
        for line in found.iter().take(5) {
            println!("{member}: {line}");
        }
        println!("{member}: checked in {} ms", start.elapsed().as_millis());
        let count = if output.status.success() { found.len() } else { found.len().max(1) };
        complaints.insert(member.clone(), count);
    }
    Ok(complaints)
}

fn print_summary(rows: &[Row]) {
    let generated = rows.iter().filter(|row| row.outcome == "ok").count();
    println!("\n{} documents, {generated} generated", rows.len());
    for row in rows.iter().filter(|row| row.outcome != "ok") {
        println!("not generated: {}: {}", row.document, row.outcome);
    }
    for row in rows.iter().filter(|row| row.complaints.unwrap_or(0) > 0) {
        println!(
            "does not compile cleanly: {} ({}): {} complaints",
            row.document,
            row.package,
            row.complaints.unwrap_or(0)
        );
    }
}
