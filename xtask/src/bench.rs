//! Measures the generator and what it writes, beside other generators, and writes a page of it.

mod model;
mod meter;
mod clock;
mod machine;
mod generator;
mod generation;
mod copies;
mod scaling;
mod compile;
mod calls;
mod table;
mod comparison;
mod page;
mod plot;

use std::cmp::Reverse;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use clap::{Args, ValueEnum};

use crate::{corpus, print};
use compile::Workshop;
use generator::Generator;
use model::{Compilation, Generation, Installed, Profile, Report};

/// What is measured, and how.
#[derive(Debug, Args)]
pub(crate) struct Bench {
    /// The folder with the documents, in YAML or JSON.
    #[arg(long, value_name = "FOLDER", default_value = "../shared/corpus")]
    documents: PathBuf,
    /// How many of them, the largest ones.
    #[arg(long, value_name = "N", default_value_t = 10)]
    largest: usize,
    /// Leave out documents with more bytes than this.
    #[arg(long, value_name = "BYTES")]
    max_bytes: Option<u64>,
    /// Compile none of documents with more bytes than this: the largest ones that are not larger
    /// are compiled instead.
    #[arg(long, value_name = "BYTES")]
    compile_max_bytes: Option<u64>,
    /// The other generators; those that are not installed are skipped.
    #[arg(
        long,
        value_enum,
        value_delimiter = ',',
        default_value = "progenitor,ploidy,openapi-to-rust,oas3-gen"
    )]
    against: Vec<Generator>,
    /// Measure this alone; no page is written then, unless `--page` says where.
    #[arg(long, value_enum, value_delimiter = ',')]
    only: Vec<Part>,
    /// How often the generator has its turn; the least time counts.
    #[arg(long, value_name = "N", default_value_t = 5)]
    repeats: usize,
    /// How many times everything in the largest document is there.
    #[arg(long, value_delimiter = ',', default_value = "1,2,4,8")]
    copies: Vec<usize>,
    /// How the crates are compiled.
    #[arg(long, value_enum, value_delimiter = ',', default_value = "check,dev,release")]
    profiles: Vec<Profile>,
    /// What one step may take; it is ended after that.
    #[arg(long, default_value_t = 20)]
    minutes: u64,
    /// The folder of the page and its plot; by default `docs`, if all is measured.
    #[arg(long, value_name = "FOLDER")]
    page: Option<PathBuf>,
    /// Write what was measured as JSON, too.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Where the crates are written and compiled.
    #[arg(long, value_name = "FOLDER", default_value = "target/bench")]
    work: PathBuf,
    /// Measure this program as it is, also without optimizations: its numbers mean nothing then.
    #[arg(long)]
    unoptimized: bool,
}

/// The crate that another generator makes of a document.
#[derive(Debug, Args)]
pub(crate) struct Other {
    /// The generator, whose program has to be installed.
    #[arg(value_enum)]
    generator: Generator,
    /// The document.
    document: PathBuf,
    /// The folder of the crate.
    #[arg(long, value_name = "FOLDER")]
    out: PathBuf,
    /// The name of its package.
    #[arg(long)]
    package: String,
    /// What it may take; it is ended after that.
    #[arg(long, default_value_t = 5)]
    minutes: u64,
}

/// Writes the crate, as the measurements do; prints the version of the generator.
///
/// # Errors
///
/// Why the generator makes no crate of the document.
pub(crate) fn other(other: &Other) -> Result<()> {
    let Other { generator, document, out, package, minutes } = other;
    let installation = generator.installation();
    let version =
        generator.version().with_context(|| format!("`{installation}` has not been run"))?;
    fs::create_dir_all(out).with_context(|| out.display().to_string())?;
    let (document, out) = (fs::canonicalize(document)?, fs::canonicalize(out)?);
    match generator.generate(&document, &out, package, Duration::from_secs(minutes * 60))? {
        model::Step::Done(_) => println!("{} {version}", generator.name()),
        model::Step::Failed(reason) => bail!("{reason}"),
        _ => bail!("it was not done after {minutes} minutes"),
    }
    Ok(())
}

/// What can be measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// The generator, stage by stage.
    Generation,
    /// The generator, as a document grows.
    Scaling,
    /// The compiler, with what this generator and others wrote.
    Compile,
    /// A call, beside the same by hand.
    Calls,
}

/// Measures, prints, and writes the page. What is not optimized is not measured, unless it is asked for:
/// another build of this program does it then.
///
/// # Errors
///
/// When something cannot be read, written or started.
pub(crate) fn run(bench: &Bench) -> Result<bool> {
    if cfg!(debug_assertions) && !bench.unoptimized {
        return optimized();
    }
    let report = measure(bench)?;
    let page = page::page(&report);
    print::out(&format!("{page}\n"));
    if let Some(path) = &bench.json {
        let json = serde_json::to_string_pretty(&report)? + "\n";
        fs::write(path, json).with_context(|| path.display().to_string())?;
    }
    let by_default = bench.only.is_empty().then(|| xtask::root().join("docs"));
    if let Some(folder) = bench.page.clone().or(by_default) {
        write(&folder, &page, &report).with_context(|| folder.display().to_string())?;
    }
    Ok(true)
}

/// Runs the same command with optimizations. Whether it succeeded.
fn optimized() -> Result<bool> {
    let mut command = Command::new(env!("CARGO"));
    command.args(["run", "--quiet", "--release", "--package", "xtask", "--"]);
    let status = command.args(std::env::args_os().skip(1)).status();
    Ok(status.with_context(|| format!("`{command:?}` cannot be run"))?.success())
}

fn measure(bench: &Bench) -> Result<Report> {
    let wants = |part| bench.only.is_empty() || bench.only.contains(&part);
    let bound = Duration::from_secs(60 * bench.minutes);
    let of = |max_bytes: Option<u64>| match bench.only.as_slice() {
        [Part::Calls] => Ok(Vec::new()),
        _ => documents(bench, max_bytes),
    };
    let documents = of(bench.max_bytes)?;
    let generators = installed(bench);
    let mut report = Report {
        command: command(bench),
        date: jiff::Timestamp::now().strftime("%Y-%m-%d").to_string(),
        machine: machine::describe(),
        generators,
        generation: None,
        scaling: None,
        compilation: None,
        calls: None,
    };
    // The most memory that a child had is never less than what its parent has when it starts it:
    // what fills the memory of this program comes last.
    if wants(Part::Compile) {
        let documents = of(bench.compile_max_bytes.or(bench.max_bytes))?;
        report.compilation = Some(compilation(bench, &documents, bound)?);
    }
    if wants(Part::Generation) {
        report.generation = Some(generations(bench, &documents, bound)?);
    }
    if let Some(largest) = documents.first().filter(|_| wants(Part::Scaling)) {
        report.scaling = Some(scaling::measure(largest, &bench.copies, bench.repeats)?);
    }
    if wants(Part::Calls) {
        report.calls = Some(calls::measure(bound)?);
    }
    Ok(report)
}

/// The documents, the largest first, as paths from the root: other programs have other folders.
fn documents(bench: &Bench, max_bytes: Option<u64>) -> Result<Vec<PathBuf>> {
    let shown = || bench.documents.display().to_string();
    let mut documents = corpus::documents(&bench.documents, max_bytes).with_context(shown)?;
    documents.sort_by_key(|path| Reverse(fs::metadata(path).map_or(0, |file| file.len())));
    documents.truncate(bench.largest);
    if documents.is_empty() {
        bail!("{} holds no document", shown());
    }
    let absolute = |path: PathBuf| std::path::absolute(&path).with_context(shown);
    documents.into_iter().map(absolute).collect()
}

fn installed(bench: &Bench) -> Vec<Installed> {
    let peers = bench.against.iter().copied();
    let all = Generator::OURS.into_iter().chain(peers);
    all.map(|generator| {
        let version = generator.version();
        let (name, installation) = (generator.name().to_owned(), generator.installation());
        if version.is_none() {
            eprintln!("skipped: {name} is not installed; `{installation}`");
        }
        Installed { name, version, installation }
    })
    .collect()
}

fn generations(bench: &Bench, documents: &[PathBuf], bound: Duration) -> Result<Vec<Generation>> {
    let folder = tempfile::tempdir()?;
    let mut programs = Vec::new();
    for (index, document) in documents.iter().enumerate() {
        let out = folder.path().join(index.to_string());
        fs::create_dir(&out)?;
        programs.push(generation::program(document, &out, bound)?);
    }
    let mut rows = Vec::new();
    for (document, program) in documents.iter().zip(programs) {
        print::err(&format!("generation: {}", generation::name(document)));
        rows.push(generation::measure(document, bench.repeats, program)?);
    }
    Ok(rows)
}

fn compilation(bench: &Bench, documents: &[PathBuf], bound: Duration) -> Result<Compilation> {
    fs::create_dir_all(&bench.work).with_context(|| bench.work.display().to_string())?;
    let folder = std::path::absolute(&bench.work)?;
    let old = tempfile::tempdir_in(&folder)?;
    let workshop =
        Workshop { folder, old: old.path().to_owned(), profiles: &bench.profiles, bound };
    let mut rows = Vec::new();
    for document in documents {
        let peers = bench.against.iter().copied().filter(|peer| peer.version().is_some());
        for generator in Generator::OURS.into_iter().chain(peers) {
            let row = workshop.compile(document, generator)?;
            // It takes hours: whoever breaks it off has what there was.
            print::err(&format!("compile: {}", serde_json::to_string(&row)?));
            rows.push(row);
        }
    }
    Ok(Compilation { bound: bound.as_secs(), profiles: bench.profiles.clone(), rows })
}

/// The command that measures the same, without where the files are on this machine.
fn command(bench: &Bench) -> String {
    let mut command = "cargo xtask bench --documents FOLDER".to_owned();
    let mut add = |name: &str, value: String| command.push_str(&format!(" --{name} {value}"));
    let names: Vec<&str> = bench.against.iter().map(|peer| peer.name()).collect();
    add("against", names.join(","));
    add("largest", bench.largest.to_string());
    if let Some(bytes) = bench.max_bytes {
        add("max-bytes", bytes.to_string());
    }
    if let Some(bytes) = bench.compile_max_bytes {
        add("compile-max-bytes", bytes.to_string());
    }
    let names = |part: &Part| part.to_possible_value().map(|value| value.get_name().to_owned());
    let parts: Vec<String> = bench.only.iter().filter_map(names).collect();
    if !parts.is_empty() {
        add("only", parts.join(","));
    }
    add("repeats", bench.repeats.to_string());
    let copies: Vec<String> = bench.copies.iter().map(usize::to_string).collect();
    add("copies", copies.join(","));
    let profiles: Vec<&str> = bench.profiles.iter().map(|profile| profile.name()).collect();
    add("profiles", profiles.join(","));
    add("minutes", bench.minutes.to_string());
    if bench.unoptimized {
        command.push_str(" --unoptimized");
    }
    command
}

fn write(folder: &Path, page: &str, report: &Report) -> Result<()> {
    fs::create_dir_all(folder)?;
    fs::write(folder.join("performance.md"), page)?;
    if let Some(scaling) = &report.scaling {
        fs::write(folder.join(page::PLOT), plot::svg(scaling)?)?;
    }
    Ok(())
}
