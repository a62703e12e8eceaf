//! Compares what documents in Swagger 2.0 become with what the same documents become that
//! another tool has brought to OpenAPI 3.0.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::Args;
use clientwright::source::Source;
use clientwright::{Options, generate};
use similar::TextDiff;

use crate::print;

/// What is compared.
#[derive(Debug, Args)]
pub(crate) struct Comparison {
    /// The folder of the documents in Swagger 2.0.
    written: PathBuf,
    /// The folder of the same documents in OpenAPI 3.0, by the same names.
    converted: PathBuf,
}

/// Compares the documents. Whether each of them becomes the same.
///
/// # Errors
///
/// When a file cannot be read.
pub(crate) fn run(comparison: &Comparison) -> io::Result<bool> {
    let mut names = Vec::new();
    for entry in fs::read_dir(&comparison.written)? {
        names.push(entry?.file_name());
    }
    names.sort();
    let mut different = 0;
    for name in &names {
        let [written, converted] =
            [&comparison.written, &comparison.converted].map(|folder| outline(&folder.join(name)));
        let (written, converted) = (written?, converted?);
        if written != converted {
            different += 1;
            let diff = TextDiff::from_lines(&written, &converted);
            let mut diff = diff.unified_diff();
            let shown = name.to_string_lossy();
            let diff = diff.context_radius(3).header(&shown, "by the other tool").to_string();
            print::out(&diff.lines().map(marked).collect::<String>());
        }
    }
    println!("{} documents compared, {different} become something else", names.len());
    // Nothing compared is nothing shown.
    Ok(!names.is_empty() && different == 0)
}

/// A line of a diff, with a mark in front of what did not change: a runner of continuous integration
/// skips blanks, and could take what stands behind them for a command.
fn marked(line: &str) -> String {
    let same = line.strip_prefix(' ');
    same.map_or_else(|| format!("{line}\n"), |same| format!("|{same}\n"))
}

/// The outline of the API that a document becomes, or else what is wrong with the document.
fn outline(path: &Path) -> io::Result<String> {
    let source = Source::new(path.to_string_lossy(), fs::read_to_string(path)?);
    let sources = [source];
    let (generated, diagnostics) = generate(&sources, &Options::new("compared"));
    let Some(generated) = generated else {
        return Ok(diagnostics.render(&sources, false));
    };
    let outlines = generated.apis.iter().map(clientwright::model::Api::outline);
    Ok(outlines.map(|outline| evened(&outline)).collect())
}

/// The outline without what is a choice of either side.
fn evened(outline: &str) -> String {
    let mut out = String::new();
    for line in outline.lines() {
        match line.split_once(" <- ").filter(|_| is_declaration(line)) {
            // OpenAPI 3.0.3, "Components Object": names have no brackets, so they are rewritten.
            Some((rust, wire)) => {
                let is_known = |c: char| c.is_ascii_alphanumeric() || " ._-()".contains(c);
                let wire = wire.replace(|c| !is_known(c), "_");
                out.push_str(&format!("{rust} <- {wire}\n"));
            }
            None => out.push_str(&format!("{line}\n")),
        }
    }
    out
}

fn is_declaration(line: &str) -> bool {
    ["struct ", "enum ", "union ", "type "].iter().any(|word| line.starts_with(word))
}
