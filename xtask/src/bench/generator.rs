//! The generators that are compared: this one and others, each asked for a crate of a client.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context as _, Result};

use super::meter::{self, Outcome, Run};
use super::model::Step;

/// A generator of client crates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Generator {
    /// This one.
    #[value(skip)]
    Clientwright,
    /// This one, with a runtime that its crates share.
    #[value(skip)]
    Shared,
    Progenitor,
    Ploidy,
    OpenapiToRust,
    Oas3Gen,
}

impl Generator {
    /// This one, with each of its ways to stand on the runtime.
    pub(super) const OURS: [Self; 2] = [Self::Clientwright, Self::Shared];

    /// The name for people.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Clientwright => "clientwright",
            Self::Shared => "clientwright, shared runtime",
            Self::Progenitor => "progenitor",
            Self::Ploidy => "ploidy",
            Self::OpenapiToRust => "openapi-to-rust",
            Self::Oas3Gen => "oas3-gen",
        }
    }

    /// Whether it is this one.
    fn is_ours(self) -> bool {
        matches!(self, Self::Clientwright | Self::Shared)
    }

    /// The package with its program, which has the same name.
    fn package(self) -> &'static str {
        match self {
            Self::Progenitor => "cargo-progenitor",
            other => other.name(),
        }
    }

    /// The command that installs it.
    pub(super) fn installation(self) -> String {
        format!("cargo install --locked {}", self.package())
    }

    /// The version that is installed; `None` where none is.
    pub(super) fn version(self) -> Option<String> {
        if self.is_ours() {
            return Some(env!("CARGO_PKG_VERSION").to_owned());
        }
        let program = self.program().ok()?;
        Some(self.noted(&program).unwrap_or_else(|| "of unknown version".to_owned()))
    }

    /// The version that cargo noted when it installed the program: not all programs say it.
    fn noted(self, program: &Path) -> Option<String> {
        let notes = program.parent()?.parent()?.join(".crates.toml");
        let notes: toml::Table = fs::read_to_string(notes).ok()?.parse().ok()?;
        let mut packages = notes.get("v1")?.as_table()?.keys();
        let prefix = format!("{} ", self.package());
        let version = packages.find_map(|key| key.strip_prefix(&prefix))?;
        version.split(' ').next().map(str::to_owned)
    }

    /// Its program.
    fn program(self) -> Result<PathBuf> {
        if self.is_ours() {
            // This program can do what `clientwright` can, by the same library.
            return env::current_exe().context("this program does not know where it is");
        }
        let folders = env::var_os("PATH").unwrap_or_default();
        let name = format!("{}{}", self.package(), env::consts::EXE_SUFFIX);
        let found = env::split_paths(&folders).map(|folder| folder.join(&name));
        found
            .into_iter()
            .find(|path| path.is_file())
            .with_context(|| format!("`{name}` is not on the PATH"))
    }

    /// Writes the crate `package` of the document into the folder `out`, with a manifest.
    ///
    /// # Errors
    ///
    /// When its program cannot be started, or a file cannot be written.
    pub(super) fn generate(
        self,
        document: &Path,
        out: &Path,
        package: &str,
        bound: Duration,
    ) -> Result<Step> {
        let mut command = Command::new(self.program()?);
        command.current_dir(out).env("RUST_BACKTRACE", "0");
        match self {
            Self::Clientwright => {
                command.arg("codegen").arg(document);
                command.args(["--out", ".", "--package", package]);
            }
            Self::Shared => {
                command.arg("codegen").arg(document);
                command.args(["--out", ".", "--package", package]);
                command.args(["--runtime", "crate", "--runtime-path"]).arg(runtime());
            }
            Self::Progenitor => {
                command.args(["progenitor", "--output", ".", "--version", "0.1.0"]);
                command.args(["--name", package, "--input"]).arg(document);
            }
            Self::Ploidy => {
                command.args(["generate", "rust"]).arg(document);
                command.args(["--output", ".", "--name", package]);
            }
            Self::OpenapiToRust => {
                command.arg("generate").arg(document);
            }
            Self::Oas3Gen => {
                command.args(["generate", "client-mod", "--workspace", "--output"]).arg(out);
                command.arg("--input").arg(document);
            }
        }
        let run = meter::run(&mut command, bound)?;
        let step = match run.outcome {
            Outcome::Success => Step::Done(run.cost),
            Outcome::Failure => Step::Failed(reason(&run)),
            Outcome::OutOfTime => Step::OutOfTime(bound.as_secs()),
        };
        if step.cost().is_some() {
            self.complete(out, package)?;
        }
        Ok(step)
    }

    /// Makes what was written a crate that stands alone.
    fn complete(self, out: &Path, package: &str) -> Result<()> {
        let path = out.join("Cargo.toml");
        if self == Self::OpenapiToRust {
            // It writes modules, and says what they need.
            let needed = fs::read_to_string(out.join("src/generated/REQUIRED_DEPS.toml"))?;
            let head = format!("[package]\nname = {package:?}\nedition = \"2024\"\n\n");
            fs::write(&path, head + &needed)?;
            fs::write(out.join("src/lib.rs"), "pub mod generated;\n")?;
        }
        let mut manifest = fs::read_to_string(&path)
            .with_context(|| format!("{} wrote no manifest", self.name()))?;
        // The folder is below that of this repository, which has a workspace of its own.
        if !manifest.contains("[workspace]") {
            manifest.push_str("\n[workspace]\n");
        }
        fs::write(&path, manifest)?;
        Ok(())
    }
}

/// The package of the runtime.
fn runtime() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../generator/runtime")
}

/// Why a generator failed: the first line that says so.
fn reason(run: &Run) -> String {
    let lines = || run.stdout.lines().chain(run.stderr.lines());
    let is_error = |line: &&str| {
        let line = line.to_lowercase();
        line.contains("error") || line.contains("fail:")
    };
    // The line after that of a panic says why.
    let panic = lines().skip_while(|line| !line.contains(" panicked at ")).nth(1);
    let said = panic.map(|line| format!("panicked: {line}"));
    let said = said.or_else(|| lines().find(is_error).map(str::to_owned));
    let said = said.or_else(|| run.stderr.lines().next().map(str::to_owned));
    let said = said.unwrap_or_else(|| "it said nothing".to_owned());
    said.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::model::Cost;

    #[test]
    fn the_line_that_says_why_is_the_reason() {
        let reason = |stderr: &str| {
            let cost = Cost { wall: 0.0, cpu: 0.0, peak_memory: 0 };
            let (stdout, stderr) = ("Pets\n".to_owned(), stderr.to_owned());
            super::reason(&Run { outcome: Outcome::Failure, cost, stdout, stderr })
        };
        assert_eq!(reason("reading\nError:   × bad path\nmore"), "Error: × bad path");
        assert_eq!(
            reason("\nthread 'main' panicked at a.rs:1:2:\nnot  done\n"),
            "panicked: not done"
        );
        assert_eq!(reason("reading\ngen fail: Pet\nError: no"), "gen fail: Pet");
        assert_eq!(reason("no"), "no");
        assert_eq!(reason(""), "it said nothing");
    }
}
