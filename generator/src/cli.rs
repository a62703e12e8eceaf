//! What the binary and the `xtask` do with a document: read, generate, write or compare, and
//! say so. The exit code tells apart drift, wrong use, errors in a document, and the disk.

mod manners;
mod print;
mod help;
mod failure;
mod held;
mod choice;
mod package;
mod progress;
mod runtime;
mod job;
mod verified;
mod remembered;
mod build;
mod diff;

use std::fmt::Write as _;
use std::path::Path;
use std::process::ExitCode;

use crate::analysis::explain;
use crate::analysis::explain::ExplainError;
use crate::diagnostic::{Code, Format, near};
use crate::disk::{self, OnDisk};
use crate::limit::Limits;
use crate::output::watch::Stage;
use crate::source::{inert, visible_text};
use crate::{Generated, Options};
pub use build::{BuildError, build};
pub use choice::{Choice, Question, Reading};
pub use diff::{Difference, FailOn, FormName, Telling, difference, since};
use failure::{DRIFT, failed};
pub use failure::{Failure, misused, wrong};
pub use help::{completions, helped, helpful, manual};
use job::unfit;
pub use job::{Job, Settings, limits};
pub use manners::{Manners, color_as_asked};
use print::{DISK, Output, quoted};
use progress::during;
use remembered::jobs;
pub use remembered::remembering;
pub use runtime::runtime;
pub use verified::{Verifying, verified};

/// Does the job, or with `check` says whether it is done. Prints what it did.
pub fn codegen(job: &Job, check: bool) -> ExitCode {
    let result = during(&job.options, |options| {
        let job = Job { options: options.clone(), ..job.clone() };
        if check { compared(&job) } else { written(&job) }
    });
    match result {
        Ok(Done { report, beside, said, code }) => match job.format {
            Format::Human => {
                print::err(&format!("{report}{beside}"));
                let is_done = code == ExitCode::SUCCESS;
                print::out(&said, if is_done { Output::Done } else { Output::Report }, code)
            }
            // What a program reads is alone on its stream.
            Format::Json | Format::Github => {
                let code = print::diagnostics(&report, job.format, code);
                print::err(&beside);
                if code != ExitCode::SUCCESS || !manners::is_quiet() {
                    print::err(&said);
                }
                code
            }
        },
        Err(failure) => failed(&failure, job.format),
    }
}

/// What a job came to.
struct Done {
    /// What was found in the documents, in the form that was asked for.
    report: String,
    /// What the crate's own manifest lacks or says otherwise, for people.
    beside: String,
    /// What was done.
    said: String,
    code: ExitCode,
}

/// Does the jobs of all crates of the workspace that remember how they are made, or of the package that
/// the settings name. Their manifests say all but that.
pub fn remembered(settings: Settings, format: Format, check: bool, renames: bool) -> ExitCode {
    let package = settings.package.clone();
    if settings != (Settings { package: package.clone(), ..Settings::default() }) {
        return wrong(
            "without a document, all options but `--package`, `--check`, `--rename` and \
                      `--format` stand in `[package.metadata.clientwright]` of the crate's Cargo.toml",
        );
    }
    let jobs = match jobs(package.as_deref()) {
        Ok(jobs) => jobs,
        Err(message) => return wrong(&message),
    };
    let codes: Vec<ExitCode> =
        jobs.into_iter().map(|job| codegen(&Job { format, renames, ..job }, check)).collect();
    // One code is for all: the highest.
    let highest = (0..=DISK).rev().map(ExitCode::from).find(|code| codes.contains(code));
    highest.unwrap_or(ExitCode::SUCCESS)
}

fn compared(job: &Job) -> Result<Done, Failure> {
    let (generated, report) = job.generate()?;
    job.options.watch.tell(Stage::Comparing { files: generated.tree.iter().count() });
    let drift = job.compare(&generated)?;
    let beside = package::all_lacking(&job.out, &generated.manifest, &generated.apis);
    let (said, code) = match drift.is_clean() {
        true => (format!("{} is up to date\n", job.shown()), ExitCode::SUCCESS),
        false => (job.describe(&drift), ExitCode::from(DRIFT)),
    };
    Ok(Done { report, beside: inert(&beside), said, code })
}

fn written(job: &Job) -> Result<Done, Failure> {
    let held = held::lock(&OnDisk, &job.out)?;
    let (generated, report) = job.generate()?;
    let Generated { apis, tree, manifest, lock, .. } = &generated;
    let is_new = !job.out.join("Cargo.toml").exists();
    let remembered = job.remembered.as_deref();
    let whole = format!("{manifest}{}", remembered.unwrap_or_default());
    job.options.watch.tell(Stage::Writing { files: tree.iter().count() });
    let summary = disk::write(&job.out, tree, Some(&whole)).map_err(Failure::Disk)?;
    let mut beside = package::all_lacking(&job.out, manifest, apis);
    let mut said = format!("{summary}\n{}", held::told(held.as_ref(), lock));
    said.push_str(&diff::in_a_line(job, held.as_ref(), &generated).unwrap_or_default());
    match remembered {
        Some(_) if is_new => said.push_str(
            "its Cargo.toml says how it was made: `clientwright codegen` makes it again\n",
        ),
        Some(lines) => beside.push_str(&remembered::otherwise(&job.out, lines)),
        None => {}
    }
    for path in &summary.foreign {
        // The folders belong to the generator, the file to somebody else: neither is touched.
        let _ = writeln!(said, "left alone: {path}, which was not generated; move it out of there");
    }
    Ok(Done { report, beside: inert(&beside), said, code: ExitCode::SUCCESS })
}

/// Explains one operation of a document, or, without one, what of the document is used by what.
pub fn explained(
    document: &Path,
    reading: &Reading,
    request: Option<&str>,
    options: &Options,
) -> ExitCode {
    let sources = match reading.beside(&OnDisk, document).sources(document, &options.limits) {
        Ok(sources) => sources,
        Err(error) => return failed(&Failure::Disk(error), Format::Human),
    };
    let text = during(options, |options| match request {
        Some(request) => explain::explain(&sources, request, options),
        None => explain::uses(&sources, options),
    });
    match text {
        Ok(text) => print::out(&visible_text(&text), Output::Product, ExitCode::SUCCESS),
        Err(ExplainError::Document(diagnostics)) => {
            let report = diagnostics.render(&sources, true);
            failed(&unfit(&diagnostics, report), Format::Human)
        }
        Err(ExplainError::Internal(reason)) => {
            wrong(&format!("a mistake of the generator: {reason}"))
        }
        Err(ExplainError::Unknown(known)) => {
            let near = near(request.unwrap_or_default(), known.iter().map(String::as_str));
            let known: String = known.iter().map(|known| format!("\n    {known}")).collect();
            let of = if options.selection.is_all() { "" } else { " among those that are selected" };
            let (document, request) = (document.display(), request.unwrap_or_default());
            wrong(&format!("{document} has no operation `{request}`{of}{near}\nIt has:{known}"))
        }
    }
}

/// Prints a starting overlay for a document.
pub fn suggested(document: &Path, reading: &Reading, options: &Options) -> ExitCode {
    let sources = match reading.sources(document, &options.limits) {
        Ok(sources) => sources,
        Err(error) => return failed(&Failure::Disk(error), Format::Human),
    };
    match during(options, |options| explain::overlay(&sources, options)) {
        Ok(text) => print::out(&visible_text(&text), Output::Product, ExitCode::SUCCESS),
        Err(found) => failed(&Failure::Document(found.render(&sources, true)), Format::Human),
    }
}

/// Says what a code of a diagnostic means.
pub fn explained_code(slug: &str) -> ExitCode {
    match Code::ALL.iter().find(|code| code.slug() == slug) {
        Some(code) => {
            let mut text = format!("{code}\n\n{}\n", code.explanation());
            if *code == Code::LimitExceeded {
                for limit in Limits::ALL {
                    let docs = limit.docs.trim_end().replace('\n', "\n   ");
                    // Writing to text cannot fail.
                    let _ = writeln!(text, "\n--limit {}={}\n   {docs}", limit.name, limit.default);
                }
            }
            print::out(&text, Output::Product, ExitCode::SUCCESS)
        }
        None => {
            let known: Vec<&str> = Code::ALL.iter().map(|code| code.slug()).collect();
            let near = near(slug, known.iter().copied());
            let known = known.join(", ");
            let meant = if near.is_empty() { format!("; there are {known}") } else { near };
            wrong(&format!("there is no code `{slug}`{meant}"))
        }
    }
}
