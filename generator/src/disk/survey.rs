//! Looks at what is on the disk and sorts it against the tree; changes nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::io::{self, Read};
use std::path::Path;

use fs_err as fs;

use crate::VERSION;
use crate::name::lock;
use crate::output::{self, MARK, OWNED, OWNED_FILES, README, Tree};

use super::DiskError;
use super::error::{Obstacle, Obstacles, WhatStands};
use super::open;
use super::path::shown;

/// A first line longer than this, in bytes, is not one that we wrote.
const FIRST_LINE_LIMIT: usize = 4096;

/// How the owned folders below a root differ from a tree. Paths are relative and
/// sorted.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// In the tree, not on the disk.
    pub(super) added: Vec<String>,
    /// In both, with different bytes.
    pub(super) changed: Vec<String>,
    /// Not in the tree, with the mark.
    pub(super) removed: Vec<String>,
    /// Not in the tree, without the mark.
    pub(super) foreign: Vec<String>,
    /// Those of `changed` that differ in their first line alone: in what wrote them, or of what.
    pub(super) remarked: BTreeSet<String>,
    /// The number of files that are in both with equal bytes.
    pub(super) unchanged: usize,
    /// The folders on the disk.
    pub(super) folders: BTreeSet<String>,
    /// What stands where a file of the tree should go, by path.
    obstacles: BTreeMap<String, WhatStands>,
    /// A file that a newer generator wrote, and its version.
    newer: Option<(String, String)>,
}

impl Survey {
    /// Fails if a newer generator wrote something of it.
    pub(super) fn refuse_newer(&self, root: &Path) -> Result<(), DiskError> {
        match self.newer.clone() {
            Some((path, version)) => Err(DiskError::Newer { root: shown(root), path, version }),
            None => Ok(()),
        }
    }

    /// Fails if there is an obstacle that `matters`.
    pub(super) fn refuse(
        &self,
        root: &Path,
        matters: impl Fn(WhatStands) -> bool,
    ) -> Result<(), DiskError> {
        let obstacles: Vec<Obstacle> = self
            .obstacles
            .iter()
            .filter(|(_, what)| matters(**what))
            .map(|(path, what)| Obstacle { path: path.clone(), what: *what })
            .collect();
        if obstacles.is_empty() {
            return Ok(());
        }
        Err(DiskError::InTheWay { root: shown(root), obstacles: Obstacles(obstacles) })
    }

    /// Looks at the first line of a file that carries the mark.
    fn look_at_version(&mut self, path: &str, line: &[u8]) {
        let version = output::version(line).filter(|version| lock::is_newer(version, VERSION));
        if let Some(version) = version.filter(|_| self.newer.is_none()) {
            self.newer = Some((path.to_owned(), version.to_owned()));
        }
    }
}

/// What a path on the disk is, without following symlinks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Entry {
    File,
    Folder,
    Symlink,
    Special,
    /// A name that no tree could hold; hence nobody's but its owner's.
    Unnameable,
}

/// Fails unless every path of the tree may be written below a root.
///
/// Names come from `name` and cannot be wrong; this is the last gate before the
/// disk, in case they are.
pub(super) fn check_tree(tree: &Tree) -> Result<(), DiskError> {
    let mut folded = BTreeSet::new();
    for (path, text) in tree.iter() {
        let bad = |reason| DiskError::BadTree { path: super::printable(path), reason };
        check_path(path).map_err(bad)?;
        // Windows and macOS would have one file of the two.
        if !folded.insert(path.to_lowercase()) {
            return Err(bad("differs from another generated file in case only"));
        }
        if !text.lines().next().is_some_and(|line| line.contains(MARK)) {
            return Err(bad("lacks the mark in its first line"));
        }
        if ancestors(path).any(|folder| tree.get(folder).is_some()) {
            return Err(bad("lies below another generated file"));
        }
    }
    Ok(())
}

/// Tells why a path must not be written or removed, if so.
pub(super) fn check_path(path: &str) -> Result<(), &'static str> {
    if !path.split('/').all(is_plain_name) {
        return Err("is not a plain relative path");
    }
    match path.split_once('/') {
        Some((first, _)) if OWNED.contains(&first) => Ok(()),
        None if OWNED_FILES.contains(&path) => Ok(()),
        _ => Err("is outside the folders that belong to the generator"),
    }
}

/// Whether a name means itself on every system: no `..`, drive, stream or separator.
fn is_plain_name(name: &str) -> bool {
    !matches!(name, "" | "." | "..")
        && !name.chars().any(|each| matches!(each, '\\' | ':') || each.is_control())
}

/// The folders above a path, the nearest first.
pub(super) fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(path), |at| at.rsplit_once('/').map(|(folder, _)| folder)).skip(1)
}

/// Sorts the tree and the disk against each other.
pub(super) fn survey(root: &Path, tree: &Tree) -> Result<Survey, DiskError> {
    let entries = walk(root)?;
    let mut survey = Survey::default();
    for (path, text) in tree.iter() {
        look_at_wanted(root, &entries, path, text, &mut survey)?;
    }
    for (path, entry) in &entries {
        let start = match entry {
            Entry::Folder => {
                survey.folders.insert(path.clone());
                continue;
            }
            _ if tree.get(path).is_some() => continue,
            Entry::File => start_of(&root.join(path))?,
            _ => Vec::new(),
        };
        match output::first_line(&start) {
            Some(line) => {
                survey.look_at_version(path, line);
                survey.removed.push(path.clone());
            }
            // Its user's own.
            None if path == README => {}
            None => survey.foreign.push(path.clone()),
        }
    }
    Ok(survey)
}

/// Sorts one file of the tree.
fn look_at_wanted(
    root: &Path,
    entries: &BTreeMap<String, Entry>,
    path: &str,
    text: &str,
    survey: &mut Survey,
) -> Result<(), DiskError> {
    let stands = |survey: &mut Survey, at: &str, what| {
        survey.obstacles.insert(at.to_owned(), what);
    };
    for folder in ancestors(path) {
        match entries.get(folder) {
            None | Some(Entry::Folder) => {}
            Some(Entry::File) => stands(survey, folder, WhatStands::FileAsFolder),
            Some(Entry::Symlink) => stands(survey, folder, WhatStands::Symlink),
            Some(Entry::Special | Entry::Unnameable) => stands(survey, folder, WhatStands::Special),
        }
    }
    match entries.get(path) {
        None => survey.added.push(path.to_owned()),
        Some(Entry::File) => {
            let file = root.join(path);
            let found = read(&file)?;
            if found == text.as_bytes() {
                survey.unchanged += 1;
                return Ok(());
            }
            match marked(&found) {
                Some(line) => survey.look_at_version(path, line),
                None if is_blank(&found) => {}
                // Its user's own.
                None if path == README => return Ok(()),
                None => stands(survey, path, WhatStands::HandWritten),
            }
            if below_first_line(&found) == below_first_line(text.as_bytes()) {
                survey.remarked.insert(path.to_owned());
            }
            survey.changed.push(path.to_owned());
        }
        Some(Entry::Folder) => stands(survey, path, WhatStands::Folder),
        // A README that several packages have is nobody's but its owner's.
        Some(Entry::Symlink) if path == README => {}
        Some(Entry::Symlink) => stands(survey, path, WhatStands::Symlink),
        Some(Entry::Special | Entry::Unnameable) => stands(survey, path, WhatStands::Special),
    }
    Ok(())
}

/// Everything in the owned folders, and those folders themselves.
fn walk(root: &Path) -> Result<BTreeMap<String, Entry>, DiskError> {
    let mut entries = BTreeMap::new();
    let mut open = Vec::new();
    for owned in OWNED.iter().chain(OWNED_FILES) {
        match fs::symlink_metadata(root.join(owned)) {
            Ok(metadata) => {
                let entry = entry_of(metadata.file_type());
                entries.insert((*owned).to_owned(), entry);
                if entry == Entry::Folder {
                    open.push((*owned).to_owned());
                }
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(unreadable(&root.join(owned), error)),
        }
    }
    while let Some(folder) = open.pop() {
        let path = root.join(&folder);
        let failed = |error| unreadable(&path, error);
        for child in fs::read_dir(&path).map_err(failed)? {
            let child = child.map_err(failed)?;
            let name = child.file_name();
            if is_ignored(&name) {
                continue;
            }
            let relative = format!("{folder}/{}", name.to_string_lossy());
            let mut entry = entry_of(child.file_type().map_err(failed)?);
            if !name.to_str().is_some_and(is_plain_name) {
                entry = Entry::Unnameable;
            }
            if entry == Entry::Folder {
                open.push(relative.clone());
            }
            entries.insert(relative, entry);
        }
    }
    Ok(entries)
}

/// The kind of an entry; for a symlink, not that of what it leads to.
fn entry_of(file_type: std::fs::FileType) -> Entry {
    if file_type.is_symlink() {
        Entry::Symlink
    } else if file_type.is_dir() {
        Entry::Folder
    } else if file_type.is_file() {
        Entry::File
    } else {
        Entry::Special
    }
}

/// What desktops and editors drop anywhere and nobody commits.
fn is_ignored(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    matches!(&*name, ".DS_Store" | "Thumbs.db") || name.ends_with('~') || name.ends_with(".swp")
}

/// The start of a file, as far as its first line can be.
fn start_of(path: &Path) -> Result<Vec<u8>, DiskError> {
    let mut start = Vec::new();
    open::own(path)
        .and_then(|file| file.take(FIRST_LINE_LIMIT as u64).read_to_end(&mut start))
        .map_err(|error| unreadable(path, error))?;
    Ok(start)
}

/// The first line of a text, if it carries the mark: hence the file is ours.
pub(super) fn marked(text: &[u8]) -> Option<&[u8]> {
    output::first_line(text.get(..FIRST_LINE_LIMIT).unwrap_or(text))
}

/// A text without its first line.
fn below_first_line(text: &[u8]) -> &[u8] {
    let end = text.iter().position(|byte| *byte == b'\n');
    end.and_then(|end| text.get(end..)).unwrap_or_default()
}

/// Whether nothing is in a file: what a power cut leaves of one that was not flushed.
pub(super) fn is_blank(bytes: &[u8]) -> bool {
    bytes.iter().all(|byte| *byte == 0)
}

/// The bytes of a file below the root.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, DiskError> {
    open::read_own(path).map_err(|error| unreadable(path, error))
}

fn unreadable(path: &Path, source: io::Error) -> DiskError {
    DiskError::Unreadable { path: shown(path), source }
}
