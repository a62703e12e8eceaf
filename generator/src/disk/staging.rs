//! The folder of one write: what lies where in it, and how it goes away. The
//! protocol stands at the head of `disk`.

use std::io;
use std::path::{Path, PathBuf};

use fs_err as fs;

use super::journal::Action;
use super::path::shown;

/// How the name of the folder starts.
pub(super) const PREFIX: &str = ".clientwright-";

/// The actions, while they can and may have to be undone.
pub(super) const JOURNAL: &str = "journal";

/// The journal while it is being written.
pub(super) const JOURNAL_PART: &str = "journal.part";

/// The journal once nothing has to be undone any more.
pub(super) const DONE: &str = "done";

/// A point of a write at which it may fail or be killed.
#[derive(Debug)]
pub enum Step<'a> {
    /// Write the new text for this path into the staging folder.
    Stage(&'a str),
    /// Write the journal, and flush it.
    Journal,
    /// Carry an action out.
    Do(&'a Action),
    /// Declare the write done.
    Commit,
    /// Undo an action, whether or not it was carried out.
    Undo(&'a Action),
    /// Remove the staging folder. An error here is no error of the write.
    Discard,
}

/// What is called ahead of each step.
pub(super) type Hook<'h> = dyn FnMut(&Step<'_>) -> io::Result<()> + 'h;

/// A staging folder below a root.
#[derive(Debug)]
pub(super) struct Staging<'r> {
    pub(super) root: &'r Path,
    pub(super) folder: PathBuf,
}

impl Staging<'_> {
    /// Where the new text of a slot is, until it is placed.
    pub(super) fn new_file(&self, slot: usize) -> PathBuf {
        self.folder.join(format!("new-{slot}"))
    }

    /// Where the old file of a slot is, once it is moved aside.
    pub(super) fn old_file(&self, slot: usize) -> PathBuf {
        self.folder.join(format!("old-{slot}"))
    }

    /// What tells the new text of a slot again that has no mark, once it is placed.
    pub(super) fn copy(&self, slot: usize) -> PathBuf {
        self.folder.join(format!("text-{slot}"))
    }

    /// From here on nothing will be undone.
    pub(super) fn retire_journal(&self) -> io::Result<()> {
        fs::rename(self.folder.join(JOURNAL), self.folder.join(DONE))
    }

    /// Removes the folder and what we put in it, as far as possible: whatever
    /// stays, the next run removes.
    pub(super) fn discard(&self, before: &mut Hook<'_>) {
        // A folder with a journal and without its files would be undone wrongly.
        let keep = exists(&self.folder.join(JOURNAL)).unwrap_or(true);
        if before(&Step::Discard).is_err() || keep {
            return;
        }
        for name in self.own_names().unwrap_or_default() {
            if fs::remove_file(self.folder.join(name)).is_err() {
                return;
            }
        }
        // Last, since `old-*` without it would look like a loss.
        let _ = fs::remove_file(self.folder.join(DONE));
        let _ = fs::remove_dir(&self.folder);
    }

    /// The files in the folder that we wrote, except for the finished journal.
    pub(super) fn own_names(&self) -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in fs::read_dir(&self.folder)? {
            let name = entry?.file_name().to_string_lossy().into_owned();
            let slot = ["new-", "old-", "text-"].iter().find_map(|kind| name.strip_prefix(kind));
            if name == JOURNAL_PART || slot.is_some_and(|slot| slot.parse::<usize>().is_ok()) {
                names.push(name);
            }
        }
        Ok(names)
    }
}

/// Renames without overwriting: `rename` alone replaces a file in silence. On a
/// file system without case, a file of another spelling counts.
pub(super) fn move_to_free(from: &Path, to: &Path) -> io::Result<()> {
    if exists(to)? {
        return Err(io::Error::new(
            io::ErrorKind::AlreadyExists,
            format!("`{}` exists already", shown(to)),
        ));
    }
    fs::rename(from, to)
}

/// Whether anything is at a path, be it a symlink to nowhere.
pub(super) fn exists(path: &Path) -> io::Result<bool> {
    match fs::symlink_metadata(path) {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}
