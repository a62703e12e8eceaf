//! Carries a plan out: prepares everything, then renames; undoes if a step fails.
//! The protocol stands at the head of `disk`.

use std::io;
use std::path::Path;

use fs_err as fs;

use super::DiskError;
use super::journal::{self, Action};
use super::path::{MANIFEST, shown};
use super::plan::Plan;
use super::staging::{Hook, JOURNAL, JOURNAL_PART, PREFIX, Staging, Step, move_to_free};
use super::undo;

/// Carries a plan out, wholly or not at all.
pub(super) fn carry_out(
    root: &Path,
    plan: &Plan<'_>,
    before: &mut Hook<'_>,
) -> Result<(), DiskError> {
    let undone = |failure: Failure| DiskError::Undone {
        attempt: failure.attempt,
        root: shown(root),
        source: failure.source,
    };
    let made = tempfile::Builder::new().prefix(PREFIX).tempdir_in(root);
    let folder = made.map_err(|source| {
        undone(Failure { attempt: "make a staging folder".to_owned(), source })
    })?;
    // Not removed on drop: should this run die, the folder is what mends it.
    let staging = Staging { root, folder: folder.keep() };
    if let Err(failure) = prepare(&staging, plan, before) {
        staging.discard(before);
        return Err(undone(failure));
    }
    let Err(failure) = perform_all(&staging, plan, before) else {
        staging.discard(before);
        return Ok(());
    };
    match undo::undo_all(&staging, &plan.actions, before) {
        Ok(()) => Err(undone(failure)),
        Err(left) => {
            let cause = format!("cannot {} ({})", failure.attempt, failure.source);
            Err(undo::stuck(&staging, cause, left))
        }
    }
}

/// A step that failed.
struct Failure {
    /// As in "cannot ...".
    attempt: String,
    source: io::Error,
}

/// Writes the new texts and the journal; changes nothing outside of the folder.
fn prepare(staging: &Staging<'_>, plan: &Plan<'_>, before: &mut Hook<'_>) -> Result<(), Failure> {
    for staged in &plan.texts {
        before(&Step::Stage(staged.path))
            .and_then(|()| fs::write(staging.new_file(staged.slot), staged.text))
            .and_then(|()| match staged.path {
                MANIFEST => fs::write(staging.copy(staged.slot), staged.text),
                _ => Ok(()),
            })
            .map_err(|source| Failure { attempt: format!("stage `{}`", staged.path), source })?;
    }
    before(&Step::Journal)
        .and_then(|()| write_journal(staging, plan))
        .map_err(|source| Failure { attempt: "write the journal".to_owned(), source })
}

/// Flushes the journal, then puts it in place with one rename.
///
/// The texts are not flushed, which took half of the time of a large crate: a power cut can leave
/// an empty file where one was placed, and the next run takes such a file for ours.
fn write_journal(staging: &Staging<'_>, plan: &Plan<'_>) -> io::Result<()> {
    let part = staging.folder.join(JOURNAL_PART);
    fs::write(&part, journal::to_text(&plan.actions))?;
    fs::OpenOptions::new().write(true).open(&part)?.sync_all()?;
    fs::rename(part, staging.folder.join(JOURNAL))
}

/// The first failure ends it; the caller undoes.
fn perform_all(
    staging: &Staging<'_>,
    plan: &Plan<'_>,
    before: &mut Hook<'_>,
) -> Result<(), Failure> {
    for (slot, action) in plan.actions.iter().enumerate() {
        before(&Step::Do(action))
            .and_then(|()| perform(staging, slot, action))
            .map_err(|source| Failure { attempt: action.to_string(), source })?;
    }
    before(&Step::Commit)
        .and_then(|()| staging.retire_journal())
        .map_err(|source| Failure { attempt: "declare the write done".to_owned(), source })
}

fn perform(staging: &Staging<'_>, slot: usize, action: &Action) -> io::Result<()> {
    let path = staging.root.join(action.path());
    match action {
        Action::Aside(_) => fs::rename(path, staging.old_file(slot)),
        // A hand-written or ignored file in it keeps the folder.
        Action::Clear(_) => match fs::remove_dir(path) {
            Err(error) if error.kind() == io::ErrorKind::DirectoryNotEmpty => Ok(()),
            result => result,
        },
        Action::Folder(_) => fs::create_dir(path),
        Action::Place(_) => move_to_free(&staging.new_file(slot), &path),
    }
}
