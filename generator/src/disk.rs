//! Reads source files, and writes or compares the tree of generated files.
//!
//! The only module that touches the disk. It follows the root where that is a
//! symlink, which the caller has named, and none below it; it never changes or
//! removes a file whose first line lacks [`MARK`] or names a newer generator, and
//! never leaves a half-written tree behind: [`write()`] does all or nothing.
//!
//! # How a write becomes all or nothing
//!
//! 1. `.clientwright.lock` in the root is locked (`writer`); the system drops the
//!    lock of a killed run.
//! 2. What a killed run left behind is mended (`undo::mend`, see below).
//! 3. The tree is compared with the disk (`survey`); anything in the way ends
//!    the run before a byte is written.
//! 4. Every new text is written to `.clientwright-XXXXXX/new-N`.
//! 5. The list of actions (`journal`) is flushed, then renamed to
//!    `.clientwright-XXXXXX/journal`. From here on the run can be undone.
//! 6. The actions are done in order; `N` is the number of the action:
//!    `aside` moves an old file to `old-N`, `clear` removes a folder that this
//!    emptied, `folder` makes one, `place` moves `new-N` to its place. Nothing
//!    is ever overwritten, so each of them has an exact inverse.
//! 7. `journal` is renamed to `done`: the write holds. The folder is removed,
//!    `done` last.
//!
//! If a step fails, and when a later run finds a folder with a `journal`, the
//! list is undone from its end. What has to be undone is read off the folder
//! itself (`new-N` gone: it was placed; `old-N` there: it was moved aside), so
//! undoing may itself be killed and repeated.
//! A folder can come with a checkout, though: of what was placed, only that is taken
//! back which bears the mark, or is the manifest to the byte (`text-N`). Then, too, `journal` becomes
//! `done` before anything is deleted. A folder without `journal` holds nothing
//! of value. All this guards against a killed process. A power cut can leave
//! files without content, since texts are not flushed: the next run writes them
//! again, as it writes over no file in which there is anything.
//!
//! [`MARK`]: crate::output::MARK

mod path;
mod error;
mod open;
mod writer;
mod source;
mod by_hand;
mod survey;
mod journal;
mod plan;
mod staging;
mod undo;
mod apply;
mod drift;
mod summary;

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use fs_err as fs;

use crate::name::lock;
use crate::output::Tree;
use path::{ATTRIBUTES, MANIFEST, printable, shown};
use survey::Survey;

pub use by_hand::read_by_hand;
pub use drift::{Change, ChangeKind, Drift};
pub use error::{DiskError, Obstacle, Obstacles, WhatStands};
pub use journal::Action;
pub use source::{
    OnDisk, Reach, STANDARD_INPUT, Store, read_document, read_document_in, read_source, text_of,
};
pub use staging::Step;
pub use summary::Summary;

/// Tells in what way the files below `root` differ from `tree`; changes nothing.
///
/// Bytes are compared, so a checkout with CRLF line ends counts as changed. A
/// missing `root` is an empty one. The manifest is not looked at.
///
/// # Errors
///
/// A path of the tree is not a plain relative one, or its place is taken by a
/// folder, a symlink or below a file, or a file cannot be read.
pub fn compare(root: &Path, tree: &Tree) -> Result<Drift, DiskError> {
    survey::check_tree(tree)?;
    let survey = survey::survey(root, tree)?;
    survey.refuse_newer(root)?;
    survey.refuse(root, |what| what != WhatStands::HandWritten)?;
    drift::drift(root, tree, &survey)
}

/// Writes one new file, wholly or not at all.
///
/// # Errors
///
/// There is a file already, or the disk refuses.
pub fn write_text(path: &Path, text: &str) -> Result<(), DiskError> {
    let unwritable = |source| DiskError::Unwritable { path: shown(path), source };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut file = tempfile::NamedTempFile::new_in(folder.unwrap_or_else(|| Path::new(".")))
        .map_err(unwritable)?;
    file.write_all(text.as_bytes()).map_err(unwritable)?;
    match file.persist_noclobber(path) {
        Ok(_) => Ok(()),
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => {
            Err(DiskError::Exists { path: shown(path) })
        }
        Err(error) => Err(unwritable(error.error)),
    }
}

/// Makes the owned folders below `root` equal to `tree`, wholly or not at all.
///
/// Writes only what differs; removes only files that are not in the tree and
/// carry the mark, and the folders that this empties. `manifest` is the text for
/// `Cargo.toml`, written only if there is none; so is `.gitattributes`, for the lock.
///
/// # Errors
///
/// Besides those of [`compare`]: a hand-written file stands at the path of a
/// generated one; another run is writing; the disk refuses a step. Each message
/// says whether anything was changed: nothing was, except for
/// [`DiskError::Stuck`].
pub fn write(root: &Path, tree: &Tree, manifest: Option<&str>) -> Result<Summary, DiskError> {
    write_with(root, tree, manifest, &mut |_| Ok(()))
}

/// [`write()`] into a folder that is nobody's, such as one of a build: also over what a newer generator
/// wrote there.
///
/// # Errors
///
/// Those of [`write()`].
pub fn write_over(root: &Path, tree: &Tree) -> Result<Summary, DiskError> {
    written(root, tree, None, &mut |_| Ok(()), |_, _| Ok(()))
}

/// [`write()`] that calls `before` ahead of each step; an error from it counts as
/// an error of that step. The tests' way to fail, or to be killed, at any point.
///
/// # Errors
///
/// Those of [`write()`].
#[doc(hidden)]
pub fn write_with(
    root: &Path,
    tree: &Tree,
    manifest: Option<&str>,
    before: &mut dyn FnMut(&Step<'_>) -> io::Result<()>,
) -> Result<Summary, DiskError> {
    written(root, tree, manifest, before, Survey::refuse_newer)
}

/// Writes, unless `may` has something against what is there.
fn written(
    root: &Path,
    tree: &Tree,
    manifest: Option<&str>,
    before: &mut dyn FnMut(&Step<'_>) -> io::Result<()>,
    may: impl Fn(&Survey, &Path) -> Result<(), DiskError>,
) -> Result<Summary, DiskError> {
    survey::check_tree(tree)?;
    let here = root.as_os_str().is_empty();
    let root = if here { Path::new(".") } else { root };
    let made = make_root(root)?;
    let result = write_locked(root, tree, manifest, before, may);
    if result.is_err() {
        remove_made(&made);
    }
    result
}

/// The part of a write that needs the root to exist and nobody else in it.
fn write_locked(
    root: &Path,
    tree: &Tree,
    manifest: Option<&str>,
    before: &mut dyn FnMut(&Step<'_>) -> io::Result<()>,
    may: impl Fn(&Survey, &Path) -> Result<(), DiskError>,
) -> Result<Summary, DiskError> {
    let _lock = writer::Lock::take(root)?;
    undo::mend(root, before)?;
    let survey = survey::survey(root, tree)?;
    may(&survey, root)?;
    survey.refuse(root, |_| true)?;
    let is_missing = |path: &str| fs::symlink_metadata(root.join(path)).is_err();
    let manifest = manifest.filter(|_| is_missing(MANIFEST));
    let attributes = tree.get(lock::FILE).filter(|_| is_missing(ATTRIBUTES));
    let mut once = Vec::new();
    once.extend(manifest.map(|text| (MANIFEST, text)));
    once.extend(attributes.map(|_| (ATTRIBUTES, lock::ATTRIBUTES)));
    let plan = plan::plan(&survey, tree, &once);
    if !plan.is_empty() {
        apply::carry_out(root, &plan, before)?;
    }
    Ok(Summary {
        root: shown(root),
        added: survey.added.len(),
        changed: survey.changed.len(),
        remarked: survey.remarked.len(),
        removed: survey.removed.len(),
        unchanged: survey.unchanged,
        foreign: survey.foreign.iter().map(|path| printable(path)).collect(),
        manifest_written: manifest.is_some(),
    })
}

/// Makes the root and the folders above it; gives those that were missing.
fn make_root(root: &Path) -> Result<Vec<PathBuf>, DiskError> {
    let failed = |source| DiskError::Root { root: shown(root), source };
    let missing: Vec<PathBuf> = root
        .ancestors()
        .take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists())
        .map(Path::to_path_buf)
        .collect();
    let mut made = Vec::new();
    for folder in missing.into_iter().rev() {
        match fs::create_dir(&folder) {
            Ok(()) => made.push(folder),
            // Another run may make the same root; the lock decides who writes.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => {
                remove_made(&made);
                return Err(failed(error));
            }
        }
    }
    if !root.is_dir() {
        remove_made(&made);
        return Err(failed(io::Error::from(io::ErrorKind::NotADirectory)));
    }
    Ok(made)
}

/// Takes back what `make_root` made. A folder into which somebody put something
/// meanwhile stays: `remove_dir` refuses it.
fn remove_made(made: &[PathBuf]) {
    for folder in made.iter().rev() {
        let _ = fs::remove_dir(folder);
    }
}
