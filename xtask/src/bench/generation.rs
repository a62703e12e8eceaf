//! What generating takes, beside what only reading the same text takes.

use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, anyhow};
use clientwright::diagnostic::{Diagnostics, Severity};
use clientwright::emit::{self, Content, Crate, File};
use clientwright::model::Api;
use clientwright::source::{Source, SourceId};
use clientwright::{Options, disk, document, lower, output};
use serde_json::Value;

use super::clock::Clock;
use super::generator::Generator;
use super::model::{Generation, Stages, Step, Time};

/// The package's name.
const PACKAGE: &str = "measured";

/// More stack than the generator gives itself.
const STACK: usize = 128 << 20;

/// A program of its own that generates the document and writes the crate into a folder.
///
/// # Errors
///
/// When it cannot be started.
pub(super) fn program(path: &Path, out: &Path, bound: Duration) -> Result<Step> {
    Generator::Clientwright.generate(path, out, PACKAGE, bound)
}

/// Generates the document again and again, and takes the least of each time.
///
/// # Errors
///
/// When it cannot be read.
pub(super) fn measure(path: &Path, repeats: usize, program: Step) -> Result<Generation> {
    let options = Options::new(PACKAGE);
    let sources = disk::read_document(path, &disk::Reach::default(), &options.limits);
    let sources = sources.with_context(|| path.display().to_string())?;
    let best = deep(|| in_process(&sources, &options, repeats))?;
    Ok(Generation {
        document: name(path),
        bytes: sources.iter().map(|source| source.text().len()).sum(),
        operations: best.operations,
        value: best.value,
        whole: best.whole,
        stages: best.stages,
        program,
    })
}

/// The name of a document in a table.
pub(super) fn name(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// Does something on a thread with enough stack for any document.
pub(super) fn deep<T: Send>(work: impl FnOnce() -> T + Send) -> Result<T> {
    thread::scope(|scope| {
        let thread = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work)?;
        thread.join().map_err(|_| anyhow!("a measurement panicked, see above"))
    })
}

/// The least of each time.
struct Best {
    operations: usize,
    value: Option<f64>,
    whole: Result<Time, String>,
    stages: Stages,
}

fn in_process(sources: &[Source], options: &Options, repeats: usize) -> Best {
    let never = f64::INFINITY;
    let stages = Stages { read: never, lower: never, emit: never, format: never };
    let mut best = Best {
        operations: 0,
        value: Some(never),
        whole: Ok(Time { cpu: never, wall: never }),
        stages,
    };
    // In turns, so that what else the machine does is shared.
    for _ in 0..repeats {
        best.value = best.value.zip(value(sources)).map(|(best, this)| best.min(this));
        best.whole = best.whole.and_then(|best| Ok(best.least(whole(sources, options)?)));
        if let Some((stages, operations)) = self::stages(sources, options) {
            best.operations = operations;
            best.stages = best.stages.least(stages);
        }
    }
    best
}

/// The seconds in which the texts become values, and these are gone again.
fn value(sources: &[Source]) -> Option<f64> {
    let mut seconds = 0.0;
    for source in sources {
        let is_json = source.text().trim_start().starts_with('{');
        let mut clock = Clock::start();
        let value: Option<Value> = if is_json {
            serde_json::from_str(source.text()).ok()
        } else {
            serde_yaml::from_str(source.text()).ok()
        };
        drop(value?);
        seconds += clock.lap();
    }
    Some(seconds)
}

/// The time of the generator as its users call it.
pub(super) fn whole(sources: &[Source], options: &Options) -> Result<Time, String> {
    let (start, mut clock) = (Instant::now(), Clock::start());
    let (generated, diagnostics) = clientwright::generate(sources, options);
    let has_failed = generated.is_none();
    drop(generated);
    let time = Time { cpu: clock.lap(), wall: start.elapsed().as_secs_f64() };
    if !has_failed {
        return Ok(time);
    }
    let first = diagnostics.iter().find(|one| one.severity() == Severity::Error);
    Err(first.map(|one| one.one_line(sources)).unwrap_or_default())
}

/// The seconds of each stage, and the number of operations. As [`clientwright::generate`] does it.
fn stages(sources: &[Source], options: &Options) -> Option<(Stages, usize)> {
    let mut diagnostics = Diagnostics::new();
    let mut clock = Clock::start();
    let document = document::read(SourceId(0), sources, &options.limits, &mut diagnostics)?;
    let read = clock.lap();
    let mut found = Diagnostics::new();
    let (api, _) = lower::lower(&document, sources.first()?, lower::Wished::default(), &mut found);
    drop(document.restate(found));
    drop(document);
    let lower = clock.lap();
    let apis = [api];
    let krate = Crate {
        package: &options.package,
        apis: &apis,
        selection: &options.selection,
        runtime: &options.runtime,
    };
    // On one thread, one stage behind the other: `generate` makes and formats files on several.
    let files: Vec<File> = emit::emit(&krate).into_iter().map(|task| task()).collect();
    let emit = clock.lap();
    for file in files {
        if let Content::Rust { items, .. } = file.content {
            drop(output::format(items).ok()?);
        }
    }
    let format = clock.lap();
    Some((Stages { read, lower, emit, format }, operations(&apis)))
}

/// The operations that can be called.
fn operations(apis: &[Api]) -> usize {
    apis.iter().flat_map(|api| &api.tags).map(|tag| tag.operations.len()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_measured_stage_by_stage() {
        let text = include_str!("../../../specs/apteco.yaml");
        let sources = [Source::new("apteco.yaml", text)];
        let best = deep(|| in_process(&sources, &Options::new(PACKAGE), 1)).unwrap();
        let Stages { read, lower, emit, format } = best.stages;
        let times = [best.value.unwrap(), best.whole.unwrap().cpu, read, lower, emit, format];
        assert!(best.operations > 0 && times.iter().all(|time| time.is_finite() && *time > 0.0));
    }

    #[test]
    fn a_document_with_errors_says_so() {
        let sources = [Source::new("empty.yaml", "")];
        let best = deep(|| in_process(&sources, &Options::new(PACKAGE), 1)).unwrap();
        assert!(best.whole.unwrap_err().contains("empty-document"));
    }
}
