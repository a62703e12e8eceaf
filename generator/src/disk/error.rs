//! What can go wrong on the disk: each message says what, where, what follows
//! and what to do. The system's own words are in `source()`.

use std::fmt;
use std::io;

use thiserror::Error;

use crate::VERSION;
use crate::output::MARK;

/// At most this many obstacles are named in one message.
const OBSTACLES_SHOWN: usize = 10;

/// An input that cannot be read, or an output that cannot be compared or written.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum DiskError {
    /// A source path leads nowhere.
    #[error("there is no file `{path}`, so nothing was done; {advice}")]
    SourceMissing {
        /// The path as given.
        path: String,
        /// What to do about it, with the name that may have been meant.
        advice: String,
        /// What the system said.
        source: io::Error,
    },
    /// A source path is a folder.
    #[error(
        "`{path}` is a folder, so nothing was done; give the path of one OpenAPI file, YAML or JSON"
    )]
    SourceIsFolder {
        /// The path as given.
        path: String,
    },
    /// A source path is a device, a pipe or a socket.
    #[error(
        "`{path}` is a device, a pipe or a socket, which could be read for ever, so nothing was done; write it into a file, and give the path of that"
    )]
    SourceIsSpecial {
        /// The path as given.
        path: String,
    },
    /// A source may not be read.
    #[error(
        "there is no permission to read `{path}`, so nothing was done; make the file readable for the user who runs this"
    )]
    SourceDenied {
        /// The path as given.
        path: String,
        /// What the system said.
        source: io::Error,
    },
    /// A source cannot be read for any other reason.
    #[error("`{path}` cannot be read, so nothing was done; mend the cause below and run again")]
    SourceUnreadable {
        /// The path as given.
        path: String,
        /// What the system said.
        source: io::Error,
    },
    /// A source is longer than [`Limits::bytes`](crate::limit::Limits::bytes).
    #[error(
        "`{path}` is longer than {limit} bytes, so nothing was done; check that it is an OpenAPI document; if it is, split it, or {raise}"
    )]
    SourceTooLong {
        /// The path as given.
        path: String,
        /// The limit, in bytes.
        limit: u64,
        /// How to raise it.
        raise: String,
    },
    /// A source is not UTF-8.
    #[error(
        "`{path}` is not UTF-8 at byte {offset} (counted from 0), in line {line}, so nothing was done; save it as UTF-8{hint}"
    )]
    SourceNotUtf8 {
        /// The path as given.
        path: String,
        /// The offset of the first byte that is not UTF-8.
        offset: usize,
        /// The line that it is in, counted from 1.
        line: usize,
        /// What else the text seems to be, or empty.
        hint: &'static str,
        /// The decoder's own finding.
        source: std::str::Utf8Error,
    },
    /// A revision of a repository does not have a source.
    #[error(
        "there is no file `{path}` in `{revision}`, so nothing was compared; give a revision that has it"
    )]
    SourceNotInRevision {
        /// The path as given.
        path: String,
        /// The revision as given.
        revision: String,
    },
    /// A source is none of a repository.
    #[error(
        "`{path}` is outside of the repository `{repository}`, whose revisions do not have it, so nothing was compared; compare two files: `clientwright diff OLD NEW`"
    )]
    SourceOutside {
        /// The path as given.
        path: String,
        /// The folder of the repository.
        repository: String,
    },
    /// Files of a revision cannot be had.
    #[error("{reason}, so nothing was compared; {help}")]
    Revision {
        /// What is wrong.
        reason: String,
        /// What to do.
        help: &'static str,
    },
    /// A file that is asked for is there already.
    #[error(
        "there is a file `{path}` already, so nothing was written; delete it, or give the path of a new one"
    )]
    Exists {
        /// The path as given.
        path: String,
    },
    /// A file that is asked for cannot be written.
    #[error("`{path}` cannot be written, so nothing was; mend the cause below and run again")]
    Unwritable {
        /// The path as given.
        path: String,
        /// What the system said.
        source: io::Error,
    },
    /// The tree itself holds what must not be written.
    #[error(
        "the generated file `{path}` {reason}, so nothing was written; this is a fault of clientwright: please report it"
    )]
    BadTree {
        /// The path in the tree.
        path: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// The root cannot be made, or is not a folder.
    #[error(
        "`{root}` cannot be used as the folder to write into, so nothing was written; give a path that is a folder or can be made one"
    )]
    Root {
        /// The root.
        root: String,
        /// What the system said.
        source: io::Error,
    },
    /// Something that is not ours stands where generated files go.
    #[error(
        "in `{root}`, {obstacles}; nothing was written: move or delete it by hand, then run again"
    )]
    InTheWay {
        /// The root.
        root: String,
        /// What stands where, below the root.
        obstacles: Obstacles,
    },
    /// A newer generator wrote what is there.
    #[error(
        "`{path}` in `{root}` was written by clientwright {version}, and this is {VERSION}; nothing was written: install {version} or newer, or delete all that it wrote there (`src`, `docs`, `README.md`, `clientwright.lock`)"
    )]
    Newer {
        /// The root.
        root: String,
        /// A file that it wrote, below the root.
        path: String,
        /// Its version.
        version: String,
    },
    /// Somebody else holds the lock.
    #[error(
        "another run is writing to `{root}`, so nothing was written; wait until it has ended, then run again"
    )]
    Busy {
        /// The root.
        root: String,
    },
    /// The lock file cannot be made or locked.
    #[error(
        "the lock file `{path}` cannot be locked, so nothing was written; make its folder writable, or delete the file if no other run is writing"
    )]
    Lock {
        /// The lock file.
        path: String,
        /// What the system said.
        source: io::Error,
    },
    /// What is on the disk cannot be read, hence not compared.
    #[error(
        "`{path}` cannot be read and compared, so nothing was written; make it readable and run again"
    )]
    Unreadable {
        /// The file or folder.
        path: String,
        /// What the system said.
        source: io::Error,
    },
    /// A step failed; the ones before it were undone.
    #[error(
        "cannot {attempt}; all steps before it were undone, so nothing in `{root}` was changed; mend the cause below and run again"
    )]
    Undone {
        /// The step, as in "cannot ...".
        attempt: String,
        /// The root.
        root: String,
        /// What the system said.
        source: io::Error,
    },
    /// A step failed, and so did undoing the ones before it.
    #[error(
        "{cause}, and undoing it failed, so `{root}` is half-written: {left}; keep `{staging}`, mend the cause below and run again, which restores the rest first (or restore the files from version control and delete that folder)"
    )]
    Stuck {
        /// What led to the undoing.
        cause: String,
        /// The root.
        root: String,
        /// Which files are not in their place, and where they are.
        left: String,
        /// The folder that holds the originals.
        staging: String,
        /// Why undoing failed first.
        source: io::Error,
    },
    /// A killed run left a folder that cannot be made sense of.
    #[error(
        "a run that was killed left `{staging}`, and {reason}, so nothing was written; move each `old-*` file in it back to its place (or restore `{root}` from version control), delete the folder, then run again"
    )]
    Journal {
        /// The root.
        root: String,
        /// The folder that was left.
        staging: String,
        /// Why it cannot be mended.
        reason: String,
        /// What the system said, if it was asked.
        source: Option<io::Error>,
    },
}

/// One thing that stands where a generated file should go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Obstacle {
    /// Where, below the root.
    pub path: String,
    /// What.
    pub what: WhatStands,
}

/// What stands in the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum WhatStands {
    /// A file without the mark, at the path of a generated file.
    HandWritten,
    /// A folder at the path of a generated file.
    Folder,
    /// A symlink at the path of a generated file or of a folder above one.
    Symlink,
    /// A device, pipe or socket.
    Special,
    /// A file at the path of a folder above a generated file.
    FileAsFolder,
}

/// All that stands in the way, in the order of the paths.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Obstacles(pub Vec<Obstacle>);

impl fmt::Display for Obstacles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, obstacle) in self.0.iter().take(OBSTACLES_SHOWN).enumerate() {
            if index > 0 {
                f.write_str(", ")?;
            }
            write!(f, "{obstacle}")?;
        }
        match self.0.len().saturating_sub(OBSTACLES_SHOWN) {
            0 => Ok(()),
            more => write!(f, ", and {more} more in the way"),
        }
    }
}

impl fmt::Display for Obstacle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = super::printable(&self.path);
        match self.what {
            WhatStands::HandWritten => write!(
                f,
                "`{path}` is hand-written (its first line lacks `{MARK}`) but a generated file goes there"
            ),
            WhatStands::Folder => write!(f, "`{path}` is a folder but a generated file goes there"),
            WhatStands::Symlink => write!(f, "`{path}` is a symlink, which is never followed"),
            WhatStands::Special => write!(f, "`{path}` is neither a file nor a folder"),
            WhatStands::FileAsFolder => {
                write!(f, "`{path}` is a file but a folder is needed there")
            }
        }
    }
}
