//! What the binary and the `xtask` do with a document: read, generate, write or compare, and
//! say so. The exit code tells apart drift, wrong use, errors in a document, and the disk.

mod word;
mod print;
mod failure;
mod choice;
mod package;
mod progress;
mod runtime;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::diagnostic::{Code, Diagnostics, Format, Severity, near};
use crate::disk::{self, Drift};
use crate::explain::ExplainError;
use crate::limit::Limits;
use crate::source::{Source, inert, visible_text};
use crate::{Generated, Options, explain, generate};
pub use choice::{Choice, Question, Reading};
use failure::{DRIFT, described, failed};
pub use failure::{Failure, misused, wrong};
use print::Output;
use progress::Progress;
pub use runtime::runtime;
use word::quoted;

/// Some documents, and the crate that they become.
#[derive(Debug, Clone)]
pub struct Job {
    /// The documents; the stem of a file's name is the name of its module.
    pub documents: Vec<PathBuf>,
    /// The crate's folder.
    pub out: PathBuf,
    /// What the documents are read with.
    pub reading: Reading,
    /// Whether an overlay beside a document, `shop.overlay.yaml` beside `shop.yaml`, is applied.
    pub has_overlays: bool,
    /// Files of Rust, each for the document of the same stem, whose module they go into as they
    /// are.
    pub by_hand: Vec<PathBuf>,
    /// What can be chosen.
    pub options: Options,
    /// How diagnostics are written.
    pub format: Format,
    /// The command that brings the crate up to date.
    pub command: String,
}

/// What a job of one document can be told besides.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The package's name; otherwise that of the crate that is there, or that of the folder.
    pub package: Option<String>,
    /// Whether warnings are errors.
    pub strict: bool,
    /// What the document is read with.
    pub reading: Reading,
    /// A file of Rust that goes into the module as it is.
    pub by_hand: Option<PathBuf>,
    /// Which operations are wanted.
    pub choice: Choice,
}

impl Job {
    /// The crate of one document. `program` is what the user runs, up to the document.
    ///
    /// # Errors
    ///
    /// When cargo would not take the name, or a pattern is none.
    pub fn of_document(
        program: &str,
        document: &Path,
        out: &Path,
        settings: Settings,
    ) -> Result<Self, String> {
        let Settings { package, strict, reading, by_hand, choice } = settings;
        let path = |path: &Path| quoted(&path.display().to_string());
        let mut command = format!("{program} {} --out {}", path(document), path(out));
        if let Some(package) = &package {
            let _ = write!(command, " --package {}", quoted(package));
        }
        if strict {
            command.push_str(" --strict");
        }
        command.push_str(&reading.arguments());
        if let Some(by_hand) = &by_hand {
            let _ = write!(command, " --by-hand {}", path(by_hand));
            if by_hand.file_stem() != document.file_stem() {
                return Err(format!(
                    "{} is written by hand for another document than {}: their names differ",
                    by_hand.display(),
                    document.display()
                ));
            }
        }
        command.push_str(&choice.arguments());
        let package = package.or_else(|| package::name_in(out));
        let package = package.unwrap_or_else(|| package::name_of(out));
        package::check(&package)?;
        let mut options = Options::new(package);
        options.strict = strict;
        choice.apply(&mut options)?;
        options.runtime = choice.runtime(out)?;
        let (documents, out) = (vec![document.to_owned()], out.to_owned());
        let by_hand = by_hand.into_iter().collect();
        let format = Format::default();
        let has_overlays = false;
        Ok(Self { documents, out, reading, has_overlays, by_hand, options, format, command })
    }

    /// The job within other limits, each written as `depth=400`.
    ///
    /// # Errors
    ///
    /// When one is no limit.
    pub fn within_limits(mut self, limits: &[String]) -> Result<Self, String> {
        self.options.limits = self::limits(limits)?;
        for limit in limits {
            let _ = write!(self.command, " --limit {}", quoted(limit));
        }
        Ok(self)
    }

    /// Generates the crate, in memory. The diagnostics are rendered, in color.
    ///
    /// # Errors
    ///
    /// When a document cannot be read, or has errors.
    pub fn generate(&self) -> Result<(Generated, String), Failure> {
        let sources = self.sources()?;
        let (generated, diagnostics) = generate(&sources, &self.options);
        let report = diagnostics.report(&sources, self.format);
        generated
            .map(|generated| (generated, report.clone()))
            .ok_or_else(|| unfit(&diagnostics, report))
    }

    /// Compares the crate on the disk with what would be generated.
    ///
    /// # Errors
    ///
    /// When a document cannot be read or has errors, or the crate cannot be read.
    pub fn check(&self) -> Result<Drift, Failure> {
        let (generated, _) = self.generate()?;
        self.compare(&generated)
    }

    fn compare(&self, generated: &Generated) -> Result<Drift, Failure> {
        disk::compare(&self.out, &generated.tree).map_err(Failure::Disk)
    }

    /// What a check says about drift.
    pub fn describe(&self, drift: &Drift) -> String {
        described(&self.shown(), drift, &self.command)
    }

    fn sources(&self) -> Result<Vec<Source>, Failure> {
        let limits = &self.options.limits;
        let read = |path: &PathBuf| {
            let mut reading = self.reading.clone();
            let beside = path.with_extension("overlay.yaml");
            reading.overlays.extend(Some(beside).filter(|it| self.has_overlays && it.exists()));
            let mut sources = reading.sources(path, limits)?;
            let name = sources.first().map(|source| source.name().to_owned()).unwrap_or_default();
            let of_it = |file: &&PathBuf| file.file_stem() == path.file_stem();
            if let Some(file) = self.by_hand.iter().find(of_it) {
                let (file, text) = disk::read_source(file, limits)?;
                sources.push(Source::by_hand(&name, file, text));
            }
            Ok(sources)
        };
        let read: Result<Vec<Vec<Source>>, _> = self.documents.iter().map(read).collect();
        read.map(|sources| sources.concat()).map_err(Failure::Disk)
    }

    fn shown(&self) -> String {
        visible_text(&self.out.display().to_string())
    }
}

/// The usual limits with others in the place of some, each written as `depth=400`.
///
/// # Errors
///
/// When one is no limit.
pub fn limits(written: &[String]) -> Result<Limits, String> {
    let mut limits = Limits::default();
    written.iter().try_for_each(|limit| limits.set(limit))?;
    Ok(limits)
}

/// Does the job, or with `check` says whether it is done. Prints what it did.
pub fn codegen(job: &Job, check: bool) -> ExitCode {
    let progress = Progress::start(if check { "comparing" } else { "generating" });
    let result = if check { compared(job) } else { written(job) };
    progress.finish();
    match result {
        Ok((report, said, code)) => match job.format {
            Format::Human => {
                print::err(&report);
                print::out(&said, Output::Report, code)
            }
            // What a program reads is alone on its stream.
            Format::Json | Format::Github => {
                let code = print::diagnostics(&report, job.format, code);
                print::err(&said);
                code
            }
        },
        Err(failure) => failed(&failure, job.format),
    }
}

/// Why nothing came of a document: its own errors, unless there is no more than a choice of what
/// it does not have.
fn unfit(diagnostics: &Diagnostics, report: String) -> Failure {
    let mut errors = diagnostics.iter().filter(|one| one.severity() == Severity::Error);
    if errors.all(|one| one.code() == Code::EmptySelection) {
        Failure::Choice(report)
    } else {
        Failure::Document(report)
    }
}

fn compared(job: &Job) -> Result<(String, String, ExitCode), Failure> {
    let (generated, mut report) = job.generate()?;
    let drift = job.compare(&generated)?;
    report.push_str(&inert(&package::lacks(&job.out, &generated.manifest)));
    Ok(if drift.is_clean() {
        (report, format!("{} is up to date\n", job.shown()), ExitCode::SUCCESS)
    } else {
        (report, job.describe(&drift), ExitCode::from(DRIFT))
    })
}

fn written(job: &Job) -> Result<(String, String, ExitCode), Failure> {
    let (Generated { tree, manifest, .. }, mut report) = job.generate()?;
    let summary = disk::write(&job.out, &tree, Some(&manifest)).map_err(Failure::Disk)?;
    report.push_str(&inert(&package::lacks(&job.out, &manifest)));
    let mut said = format!("{summary}\n");
    for path in &summary.foreign {
        // The folders belong to the generator, the file to somebody else: neither is touched.
        let _ = writeln!(said, "left alone: {path}, which was not generated; move it out of there");
    }
    Ok((report, said, ExitCode::SUCCESS))
}

/// Explains one operation of a document, or, without one, what of the document is used by what.
pub fn explained(
    document: &Path,
    reading: &Reading,
    request: Option<&str>,
    options: &Options,
) -> ExitCode {
    let sources = match reading.sources(document, &options.limits) {
        Ok(sources) => sources,
        Err(error) => return failed(&Failure::Disk(error), Format::Human),
    };
    let text = match request {
        Some(request) => explain::explain(&sources, request, options),
        None => explain::uses(&sources, options),
    };
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
            wrong(&format!("{document} has no operation `{request}`{of}{near}; it has:{known}"))
        }
    }
}

/// Prints a starting overlay for a document.
pub fn suggested(document: &Path, reading: &Reading, options: &Options) -> ExitCode {
    let sources = match reading.sources(document, &options.limits) {
        Ok(sources) => sources,
        Err(error) => return failed(&Failure::Disk(error), Format::Human),
    };
    match explain::overlay(&sources, options) {
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
            wrong(&format!("there is no code `{slug}`{near}; there are {}", known.join(", ")))
        }
    }
}
