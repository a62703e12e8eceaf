//! What generating takes as a document grows: one document, with everything in it several times.

use std::path::Path;

use anyhow::{Context as _, Result, anyhow};
use clientwright::Options;
use clientwright::source::Source;
use serde_json::Value;

use super::clock::Clock;
use super::copies;
use super::generation::{deep, name, whole};
use super::model::{Point, Scaling};
use crate::corpus::count;

/// Generates copies of the document again and again, and takes the least of each time.
///
/// # Errors
///
/// When it cannot be read, or is one that the generator refuses.
pub(super) fn measure(path: &Path, copies: &[usize], repeats: usize) -> Result<Scaling> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let document: Value = serde_json::from_str(&text)
        .or_else(|_| serde_yaml::from_str(&text))
        .with_context(|| path.display().to_string())?;
    let mut options = Options::new("scaled");
    // What a document may cost is not what is asked here.
    options.limits.bytes = u32::MAX as usize;
    options.limits.values = u32::MAX as usize;
    let mut points: Vec<Point> = Vec::new();
    for number in copies {
        let copied = copies::copied(&document, *number);
        let text = serde_json::to_string_pretty(&copied)?;
        drop(copied);
        let operations = count::operations(&text).unwrap_or_default();
        let point = deep(|| point(&text, &options, repeats))?;
        let (whole, value) = point.map_err(|error| anyhow!("{}: {error}", path.display()))?;
        eprintln!("scaling: {number} copies, {whole:.2} s");
        points.push(Point { copies: *number, bytes: text.len(), operations, whole, value });
    }
    Ok(Scaling { document: name(path), points })
}

fn point(text: &str, options: &Options, repeats: usize) -> Result<(f64, f64), String> {
    let sources = [Source::new("scaled.json", text)];
    let (mut best, mut best_value) = (f64::INFINITY, f64::INFINITY);
    for _ in 0..repeats {
        best = best.min(whole(&sources, options)?.cpu);
        let mut clock = Clock::start();
        let value: Result<Value, _> = serde_json::from_str(text);
        drop(value.map_err(|error| error.to_string())?);
        best_value = best_value.min(clock.lap());
    }
    Ok((best, best_value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_grows_by_its_copies() {
        let path = xtask::document("apteco").unwrap();
        let scaling = measure(&path, &[1, 3], 1).unwrap();
        let operations: Vec<usize> = scaling.points.iter().map(|point| point.operations).collect();
        assert!(operations[0] > 0 && operations[1] == 3 * operations[0]);
    }
}
