//! The chores of this repository: `cargo xtask help` lists them.

mod print;
mod compare;
mod corpus;
mod bench;
mod surface;
mod types;
mod mended;
mod playground;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use clientwright::cli::{self, Choice, Job, Question, Reading, Settings, Telling};

/// A tree of a document is millions of small pieces: they cost a third less so.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The chores of this repository.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write `generated/` from `specs/`, or the crate of any other document.
    Codegen {
        /// Another document than those in `specs/`.
        #[arg(requires = "out")]
        spec: Option<PathBuf>,
        /// The folder of that document's crate.
        #[arg(long, requires = "spec")]
        out: Option<PathBuf>,
        /// The name of that crate's package; by default that of the crate in the folder, or of
        /// the folder.
        #[arg(long, requires = "spec")]
        package: Option<String>,
        #[command(flatten)]
        reading: Reading,
        /// Take warnings as errors, as is done for the documents in `specs/` in any case.
        #[arg(long)]
        strict: bool,
        /// Write nothing; exit with 1 if the crate is not up to date.
        #[arg(long)]
        check: bool,
        /// A limit on what that document may cost, such as `depth=400`.
        #[arg(long = "limit", value_name = "NAME=NUMBER", requires = "spec")]
        limits: Vec<String>,
        #[command(flatten)]
        choice: Choice,
    },
    /// Say what changes of the crate in `generated/` since a revision.
    Diff {
        /// The revision, such as `v0.4.0`.
        #[arg(long, value_name = "REV", default_value = "HEAD")]
        since: String,
        #[command(flatten)]
        telling: Telling,
    },
    /// Generate the crate of every document of a folder, name what it lacks of its document, and
    /// print a table; with `--check-crates`, compile them. Exits with 1 if one fails.
    Corpus(corpus::Trial),
    /// Measure the generator, and what its crates cost to compile and to call, beside those of
    /// other generators; writes `docs/performance.md`.
    Bench(bench::Bench),
    /// Write the crate that another generator makes of a document.
    Other(bench::Other),
    /// Compare what documents in Swagger 2.0 become with what the same documents become after
    /// another tool has brought them to OpenAPI 3.0. Exits with 1 if they differ.
    Compare(compare::Comparison),
    /// Count what a user's hand stumbles over in the crates of a folder's documents: methods that
    /// repeat their handle, names that are numbers, wrappings without a reason.
    Surface(surface::Surface),
    /// Print the types of a document's crate as JSON, each with its place in the document.
    Types(types::Listing),
    /// Print a document with its overlays as JSON.
    Mended(mended::Mending),
    /// Build the page on which the generator can be tried in a browser.
    Playground(playground::Playground),
    /// Show one operation stage by stage, from the document to Rust.
    Explain {
        /// The name of a document in `specs/`, such as `cbrain`.
        api: String,
        #[command(flatten)]
        question: Question,
        #[command(flatten)]
        choice: Choice,
    },
}

fn main() -> ExitCode {
    match Arguments::parse().command {
        Command::Codegen {
            spec: Some(spec),
            out: Some(out),
            package,
            reading,
            strict,
            check,
            choice,
            limits,
        } => {
            let by_hand = None;
            let settings = Settings { package, strict, reading, by_hand, choice, limits };
            match Job::of_document("cargo xtask codegen", &spec, &out, settings) {
                Ok(job) => cli::codegen(&job, check),
                Err(message) => cli::wrong(&message),
            }
        }
        Command::Codegen { check, choice, .. } => match xtask::job().and_then(|mut job| {
            choice.apply(&mut job.options)?;
            job.command.push_str(&choice.arguments());
            Ok(job)
        }) {
            Ok(job) => cli::codegen(&job, check),
            Err(message) => cli::wrong(&message),
        },
        Command::Diff { since, telling } => match xtask::job() {
            Ok(job) => cli::since(&[job], &since, &telling),
            Err(message) => cli::wrong(&message),
        },
        Command::Corpus(trial) => match corpus::run(&trial) {
            Ok(true) => ExitCode::SUCCESS,
            Ok(false) => ExitCode::from(1),
            Err(error) => cli::wrong(&error.to_string()),
        },
        Command::Bench(bench) => match bench::run(&bench) {
            Ok(true) => ExitCode::SUCCESS,
            Ok(false) => ExitCode::from(1),
            Err(error) => cli::wrong(&format!("{error:#}")),
        },
        Command::Other(other) => match bench::other(&other) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => cli::wrong(&format!("{error:#}")),
        },
        Command::Compare(comparison) => match compare::run(&comparison) {
            Ok(true) => ExitCode::SUCCESS,
            Ok(false) => ExitCode::from(1),
            Err(error) => cli::wrong(&error.to_string()),
        },
        Command::Surface(surface) => match surface::run(&surface) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => cli::wrong(&error.to_string()),
        },
        Command::Types(listing) => match types::run(&listing) {
            Ok(()) => ExitCode::SUCCESS,
            Err(message) => cli::wrong(&message),
        },
        Command::Mended(mending) => match mended::run(&mending) {
            Ok(()) => ExitCode::SUCCESS,
            Err(message) => cli::wrong(&message),
        },
        Command::Playground(page) => match playground::run(&page) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => cli::wrong(&format!("{error:#}")),
        },
        Command::Explain { api, question, choice } => {
            let mut options = xtask::options();
            let document = choice.apply(&mut options).and_then(|()| xtask::document(&api));
            match document {
                Ok(document) => {
                    let mut reading = Reading::default();
                    let beside = document.with_extension("overlay.yaml");
                    reading.overlays.extend(Some(beside).filter(|file| file.exists()));
                    cli::explained(&document, &reading, question.request.as_deref(), &options)
                }
                Err(message) => cli::wrong(&message),
            }
        }
    }
}
