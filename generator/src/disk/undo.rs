//! Undoes a write, at once when a step failed, or in a later run when it was
//! killed. The protocol stands at the head of `disk`.
//!
//! What was done is read off the staging folder, never remembered, so both cases
//! are one, and undoing may itself be killed and repeated.

use std::io;
use std::path::{Path, PathBuf};

use fs_err as fs;

use super::journal::{self, Action};
use super::open;
use super::path::{MANIFEST, printable, shown};
use super::staging::{DONE, Hook, JOURNAL, PREFIX, Staging, Step, exists, move_to_free};
use super::{DiskError, survey};

/// Undoes what killed runs left half-done, and removes their folders.
pub(super) fn mend(root: &Path, before: &mut Hook<'_>) -> Result<(), DiskError> {
    for folder in leftovers(root)? {
        let staging = Staging { root, folder };
        match read_journal(&staging)? {
            Some(actions) => undo_all(&staging, &actions, before).map_err(|left| {
                let cause = "an earlier run did not end well and must be undone first".to_owned();
                stuck(&staging, cause, left)
            })?,
            None => staging.discard(before),
        }
    }
    Ok(())
}

/// The staging folders in a root, by name.
fn leftovers(root: &Path) -> Result<Vec<PathBuf>, DiskError> {
    let failed = |source| DiskError::Unreadable { path: shown(root), source };
    let mut folders = Vec::new();
    for entry in fs::read_dir(root).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let is_folder = entry.file_type().map_err(failed)?.is_dir();
        if is_folder && entry.file_name().to_string_lossy().starts_with(PREFIX) {
            folders.push(entry.path());
        }
    }
    folders.sort();
    Ok(folders)
}

/// Why an undoing did not end well.
#[derive(Debug)]
pub(super) struct Left {
    /// Each file that is not in its place, and where it is.
    files: Vec<String>,
    /// The first failure.
    source: io::Error,
}

/// Undoes the actions from the last to the first, goes on past failures, and
/// removes the folder if there was none.
pub(super) fn undo_all(
    staging: &Staging<'_>,
    actions: &[Action],
    before: &mut Hook<'_>,
) -> Result<(), Left> {
    let mut files = Vec::new();
    let mut first = None;
    for (slot, action) in actions.iter().enumerate().rev() {
        let undone = before(&Step::Undo(action)).and_then(|()| undo(staging, slot, action));
        if let Err(error) = undone {
            files.push(whereabouts(staging, slot, action));
            first.get_or_insert(error);
        }
    }
    if first.is_none()
        && let Err(error) = staging.retire_journal()
    {
        files.push("every file is in its place, but its journal stays".to_owned());
        first = Some(error);
    }
    match first {
        Some(source) => Err(Left { files, source }),
        None => {
            staging.discard(before);
            Ok(())
        }
    }
}

/// Undoes one action if it was carried out, which the folder itself tells.
fn undo(staging: &Staging<'_>, slot: usize, action: &Action) -> io::Result<()> {
    let path = staging.root.join(action.path());
    let done = match action {
        Action::Aside(_) if exists(&staging.old_file(slot))? => {
            put_back(&staging.old_file(slot), &path)
        }
        // A journal that came with a checkout names files that we never wrote.
        Action::Place(_) if !exists(&staging.new_file(slot))? && is_ours(staging, slot, &path)? => {
            fs::rename(path, staging.new_file(slot))
        }
        Action::Aside(_) | Action::Place(_) => Ok(()),
        Action::Clear(_) => fs::create_dir(path),
        Action::Folder(_) => fs::remove_dir(path),
    };
    match done {
        // The action was not carried out, or somebody uses the folder, or took
        // the new file away: there is nothing of ours to undo.
        Err(error) => match (action, error.kind()) {
            (Action::Clear(_), io::ErrorKind::AlreadyExists)
            | (Action::Folder(_), io::ErrorKind::DirectoryNotEmpty)
            | (Action::Folder(_) | Action::Place(_), io::ErrorKind::NotFound) => Ok(()),
            _ => Err(error),
        },
        Ok(()) => Ok(()),
    }
}

/// Whether a file in the root is one that we placed there: it bears the mark, or is the text of the
/// slot, to the byte. What a power cut left has nothing in it.
fn is_ours(staging: &Staging<'_>, slot: usize, path: &Path) -> io::Result<bool> {
    let bytes = match open::read_own(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(error) if error.kind() == io::ErrorKind::InvalidInput => return Ok(false),
        Err(error) => return Err(error),
    };
    if path == staging.root.join(MANIFEST) {
        return match open::read_own(&staging.copy(slot)) {
            Ok(text) => Ok(text == bytes),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error),
        };
    }
    Ok(survey::is_blank(&bytes) || survey::marked(&bytes).is_some())
}

/// Moves an old file back, unless somebody has restored it already, as by a
/// checkout after the run was killed.
fn put_back(old: &Path, path: &Path) -> io::Result<()> {
    let text = open::read_own(old)?;
    if open::read_own(path).is_ok_and(|there| there == text) {
        return Ok(());
    }
    move_to_free(old, path)
}

/// Where the file of an action is that could not be undone.
fn whereabouts(staging: &Staging<'_>, slot: usize, action: &Action) -> String {
    let path = action.path();
    match action {
        Action::Aside(_) if exists(&staging.old_file(slot)).unwrap_or(true) => {
            format!("the old `{path}` is `{}`", shown(&staging.old_file(slot)))
        }
        Action::Aside(_) => format!("the old `{path}` is in its place"),
        Action::Clear(_) => format!("the folder `{path}` may be missing"),
        Action::Folder(_) => format!("the folder `{path}` may be left over"),
        Action::Place(_) => format!("`{path}` may be the new one"),
    }
}

/// The actions of the journal, if there is one.
fn read_journal(staging: &Staging<'_>) -> Result<Option<Vec<Action>>, DiskError> {
    let failed = |reason: String, source| DiskError::Journal {
        root: shown(staging.root),
        staging: shown(&staging.folder),
        reason,
        source,
    };
    let unreadable = |error| failed("its content cannot be read".to_owned(), Some(error));
    let journal = open::own(&staging.folder.join(JOURNAL)).and_then(io::read_to_string);
    let text = match journal {
        Ok(text) => text,
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(unreadable(error)),
        Err(_) => {
            let done = exists(&staging.folder.join(DONE)).map_err(unreadable)?;
            let names = staging.own_names().map_err(unreadable)?;
            return match names.iter().find(|name| name.starts_with("old-")) {
                Some(name) if !done => {
                    Err(failed(format!("`{name}` is in it without a journal"), None))
                }
                _ => Ok(None),
            };
        }
    };
    let actions = journal::from_text(&text).map_err(|reason| failed(reason, None))?;
    // Whoever can put a journal here must not reach beyond the root with it.
    let ancestors = actions.iter().flat_map(|it| survey::ancestors(it.path()));
    for folder in ancestors {
        if staging.root.join(folder).is_symlink() {
            let reason = format!("`{}` has become a symlink", printable(folder));
            return Err(failed(reason, None));
        }
    }
    Ok(Some(actions))
}

/// The error of an undoing that did not end well.
pub(super) fn stuck(staging: &Staging<'_>, cause: String, left: Left) -> DiskError {
    DiskError::Stuck {
        cause,
        root: shown(staging.root),
        left: left.files.join(", "),
        staging: shown(&staging.folder),
        source: left.source,
    }
}
