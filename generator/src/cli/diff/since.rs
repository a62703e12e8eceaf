//! What changes of a crate since a revision of its repository.

use std::path::{Path, absolute};
use std::process::ExitCode;

use semver::Version;

use super::super::failure::{Failure, failed};
use super::super::held;
use super::super::job::Job;
use super::super::print::DISK;
use super::super::remembered;
use super::revision::Revision;
use super::telling::{Telling, told};
use crate::analysis::diff::{Diff, DiffError, Edition, Head, diff_of_editions, summary};
use crate::diagnostic::Format;
use crate::disk::{DiskError, OnDisk, Store};
use crate::limit::Limits;
use crate::name::lock::Lock;
use crate::source::Source;
use crate::{Generated, Options, hash_of};

/// The file of a package that says how its crate is made.
const MANIFEST: &str = "Cargo.toml";

/// The revision that a crate is compared with when it is made anew.
const LAST: &str = "HEAD";

/// Says what changes of crates since a revision. The exit code is the highest of all.
pub fn since(jobs: &[Job], revision: &str, telling: &Telling) -> ExitCode {
    let codes: Vec<ExitCode> = jobs.iter().map(|job| one(job, true, revision, telling)).collect();
    let highest = (0..=DISK).rev().map(ExitCode::from).find(|code| codes.contains(code));
    highest.unwrap_or(ExitCode::SUCCESS)
}

/// Says what changes of a document since a revision, whatever crates are made of it.
pub(super) fn document_since(job: &Job, revision: &str, telling: &Telling) -> ExitCode {
    one(job, false, revision, telling)
}

fn one(job: &Job, has_crate: bool, revision: &str, telling: &Telling) -> ExitCode {
    let document = job.documents.first().and_then(|document| document.parent());
    let place = document.filter(|_| !has_crate).unwrap_or(&job.out);
    let found = Revision::open(place, revision)
        .map_err(Failure::Disk)
        .and_then(|revision| compared(job, has_crate, &revision));
    match found {
        Ok((diff, head)) => told(telling, &diff, &head),
        Err(failure) => failed(&failure, Format::Human),
    }
}

/// How the crate of a job was made.
struct Before {
    sources: Vec<Source>,
    options: Options,
    version: Option<Version>,
}

/// What is different of a crate since a revision.
fn compared(job: &Job, has_crate: bool, revision: &Revision) -> Result<(Diff, Head), Failure> {
    let before = before(job, has_crate, revision)?;
    let lock = match has_crate && !job.renames {
        true => held::lock(&OnDisk, &job.out)?,
        false => None,
    };
    let options = Options { lock, ..job.options.clone() };
    let sources = job.sources(&OnDisk)?;
    let diff = diff_of_editions(
        Edition { sources: &before.sources, options: &before.options },
        Edition { sources: &sources, options: &options },
    )
    .map_err(|DiffError { is_old, diagnostics }| {
        Failure::Document(match is_old {
            true => format!(
                "as it was in `{}`:\n{}",
                revision.name(),
                diagnostics.render(&before.sources, true)
            ),
            false => diagnostics.render(&sources, true),
        })
    })?;
    let head = Head {
        version: before.version,
        package: has_crate.then(|| job.options.package.clone()),
        revision: Some(revision.name().to_owned()),
    };
    Ok((diff, head))
}

/// What a crate was made of, as far as the revision has it: by the table of its manifest then, or, where
/// that has none, as it is made now.
fn before(job: &Job, has_crate: bool, revision: &Revision) -> Result<Before, Failure> {
    let manifest = if has_crate { manifest(revision, &job.out) } else { None };
    let remembered = manifest.as_ref().and_then(|table| remembered::job_of(table, &job.out));
    let remembered = remembered.transpose().map_err(|reason| {
        Failure::Disk(DiskError::Revision {
            reason: format!(
                "the manifest of `{}` does not say how the crate was made: {reason}",
                revision.name()
            ),
            help: "give a revision whose manifest this version reads",
        })
    })?;
    let mut was = remembered.unwrap_or_else(|| job.clone());
    for document in &was.documents {
        revision.inside(document).map_err(Failure::Disk)?;
    }
    let mut documents = was.documents.clone();
    documents.retain(|document| revision.has(document));
    // Where there is none, the error of the first says so.
    if !documents.is_empty() {
        was.documents = documents;
    }
    was.by_hand.retain(|file| revision.has(file));
    let lock = if has_crate { held::lock(revision, &job.out)? } else { None };
    let sources = was.sources(revision)?;
    let version = manifest.as_ref().and_then(|table| version(table, revision, &job.out));
    Ok(Before { sources, options: Options { lock, ..was.options }, version })
}

fn manifest(revision: &Revision, folder: &Path) -> Option<toml::Table> {
    let (_, text) = revision.read(&folder.join(MANIFEST), &Limits::default()).ok()?;
    text.parse().ok()
}

/// The version of a package, which can be that of its workspace.
fn version(table: &toml::Table, revision: &Revision, folder: &Path) -> Option<Version> {
    let version = table.get("package")?.get("version")?;
    if let Some(text) = version.as_str() {
        return Version::parse(text).ok();
    }
    let folder = absolute(folder).ok()?;
    folder.ancestors().skip(1).find_map(|folder| {
        let table = manifest(revision, folder)?;
        let version = table.get("workspace")?.get("package")?.get("version")?.as_str()?;
        Version::parse(version).ok()
    })
}

/// What changes of a crate that was made anew since it was committed last, in a line. Nothing where the
/// repository does not have what the crate in it was made of.
pub(in super::super) fn in_a_line(
    job: &Job,
    held: Option<&Lock>,
    generated: &Generated,
) -> Option<String> {
    let is_other = held?.documents != generated.lock.documents;
    let folder = absolute(&job.out).ok()?;
    let is_in_git = || folder.ancestors().any(|folder| folder.join(".git").exists());
    if !is_other || !is_in_git() {
        return None;
    }
    let revision = Revision::open(&job.out, LAST).ok()?;
    let known = held::lock(&revision, &job.out).ok()??;
    let was = before(job, true, &revision).ok()?;
    let mains = was.sources.iter().filter(|source| source.document().is_none());
    let is_made_of =
        |main: &Source| known.documents.get(main.stem()) == Some(&hash_of(main, &was.sources));
    if !mains.into_iter().all(is_made_of) {
        return None;
    }
    let (diff, head) = compared(job, true, &revision).ok()?;
    diff.level()?;
    let table = manifest_on_disk(job);
    Some(format!(
        "{}; `{}` lists them\n",
        summary(&diff, &head),
        listing(&job.command, table.is_some())
    ))
}

fn manifest_on_disk(job: &Job) -> Option<()> {
    let (_, text) = OnDisk.read(&job.out.join(MANIFEST), &Limits::default()).ok()?;
    let table: toml::Table = text.parse().ok()?;
    remembered::job_of(&table, &job.out).map(|_| ())
}

/// The command that lists what changes since the last commit. A chore of a repository has one beside it that
/// is about the same crate.
fn listing(command: &str, is_remembered: bool) -> String {
    let (program, rest) = command.split_once("codegen").unwrap_or((command, ""));
    match rest.split(" --").next().unwrap_or_default() {
        "" => format!("{program}diff --since {LAST}"),
        _ if is_remembered => format!("clientwright diff --since {LAST}"),
        document => format!("clientwright diff{document} --since {LAST}"),
    }
}

#[cfg(test)]
mod tests {
    use super::listing;

    #[test]
    fn the_command_that_lists_is_about_the_same_crate() {
        for (command, is_remembered, wanted) in [
            ("cargo xtask codegen", false, "cargo xtask diff --since HEAD"),
            ("cargo xtask codegen --include id:a", false, "cargo xtask diff --since HEAD"),
            ("clientwright codegen", true, "clientwright diff --since HEAD"),
            ("clientwright codegen a.yaml --out b", true, "clientwright diff --since HEAD"),
            ("clientwright codegen a.yaml --out b", false, "clientwright diff a.yaml --since HEAD"),
        ] {
            assert_eq!(listing(command, is_remembered), wanted, "{command}");
        }
    }
}
