//! What compiling the emitted crates costs: each alone, with all that it stands on compiled before.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context as _, Result};

use super::generator::Generator;
use super::meter::{self, Outcome, Run};
use super::model::{Compiled, Profile, Step};
use crate::corpus::compile::Said;

/// Where and how crates are compiled.
pub(super) struct Workshop<'a> {
    /// The folder for the crates, and for what the compiler makes of them. Absolute.
    pub(super) folder: PathBuf,
    /// Where the crates of a run before go: a file system can take long to make files where many have just
    /// been deleted (ext4 looks for one that has not).
    pub(super) old: PathBuf,
    pub(super) profiles: &'a [Profile],
    /// What one step may take.
    pub(super) bound: Duration,
}

impl Workshop<'_> {
    /// Generates the crate of the document, and compiles it.
    ///
    /// # Errors
    ///
    /// When a program cannot be started, or a file cannot be read or written.
    pub(super) fn compile(&self, document: &Path, generator: Generator) -> Result<Compiled> {
        let name = super::generation::name(document).to_ascii_lowercase();
        // As all generators take it: some of them mend what is no usual name.
        let is_between = |c: char| !c.is_ascii_alphanumeric();
        let words = generator.name().split(is_between).chain(name.split(is_between));
        let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
        let package = words.join("-");
        let out = self.folder.join(&package);
        if out.exists() {
            fs::rename(&out, self.old.join(&package)).with_context(|| out.display().to_string())?;
        }
        fs::create_dir_all(&out).with_context(|| out.display().to_string())?;
        let generation = generator.generate(document, &out, &package, self.bound)?;
        let is_done = generation.cost().is_some();
        let mut compiled = Compiled {
            document: super::generation::name(document),
            generator: generator.name().to_owned(),
            generation: self.without_places(document, generation),
            lines: if is_done { lines(&out.join("src"))? } else { 0 },
            builds: Vec::new(),
        };
        for profile in self.profiles.iter().filter(|_| is_done) {
            let step = self.without_places(document, self.build(&out, *profile)?);
            let is_done = step.cost().is_some();
            compiled.builds.push((*profile, step));
            // What fails here fails in the next profile, for longer.
            if !is_done {
                break;
            }
        }
        // Some of what the compiler makes of a crate is as large as all that it stands on.
        if is_done {
            meter::run(
                self.cargo(&out).args(["clean", "--quiet", "--package", &package]),
                self.bound,
            )?;
        }
        Ok(compiled)
    }

    /// Where things are on this machine is nothing for a page.
    fn without_places(&self, document: &Path, step: Step) -> Step {
        let places = [Some(self.folder.as_path()), document.parent()];
        match step {
            Step::Failed(message) => {
                let places = places.into_iter().flatten();
                Step::Failed(places.fold(message, |message, place| {
                    message.replace(&format!("{}/", place.display()), "")
                }))
            }
            other => other,
        }
    }

    /// Compiles the crate as an empty one, so that what it stands on is there, and then as it is.
    fn build(&self, out: &Path, profile: Profile) -> Result<Step> {
        let lib = out.join("src/lib.rs");
        let text = fs::read(&lib).with_context(|| lib.display().to_string())?;
        fs::write(&lib, "")?;
        let before = meter::run(&mut self.command(out, profile), Duration::MAX);
        fs::write(&lib, text)?;
        let before = before?;
        if before.outcome != Outcome::Success {
            return Ok(Step::Failed(format!("what it stands on: {}", reason(&before))));
        }
        let run = meter::run(&mut self.command(out, profile), self.bound)?;
        Ok(match run.outcome {
            Outcome::Success => Step::Done(run.cost),
            Outcome::Failure => Step::Failed(reason(&run)),
            Outcome::OutOfTime => Step::OutOfTime(self.bound.as_secs()),
        })
    }

    fn command(&self, out: &Path, profile: Profile) -> Command {
        let mut command = self.cargo(out);
        match profile {
            Profile::Check => command.arg("check"),
            Profile::Dev => command.arg("build"),
            Profile::Release => command.args(["build", "--release"]),
        };
        command.args(["--lib", "--quiet", "--message-format", "json"]);
        command
    }

    fn cargo(&self, out: &Path) -> Command {
        let mut command = Command::new(env!("CARGO"));
        command.current_dir(out);
        command.env("CARGO_TARGET_DIR", self.folder.join("target"));
        // What is kept for a next time is not what is measured.
        command.env("CARGO_INCREMENTAL", "0");
        command
    }
}

/// Why a build failed: the first line of the first error.
fn reason(run: &Run) -> String {
    let said = Said::of(&run.stdout);
    let first = said.errors.first().map_or(run.stderr.as_str(), String::as_str);
    first.lines().find(|line| !line.trim().is_empty()).unwrap_or("cargo said nothing").to_owned()
}

/// The lines of Rust in the folder and those below.
fn lines(folder: &Path) -> Result<usize> {
    let mut count = 0;
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.is_dir() {
            count += lines(&path)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
            count += text.lines().count();
        }
    }
    Ok(count)
}
