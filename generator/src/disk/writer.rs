//! One writer for each root: an exclusive lock on a file in it.
//!
//! The lock is the system's, not the file's existence, so a killed run leaves no
//! lock behind. Never waits.

use std::fs::TryLockError;
use std::io;
use std::path::{Path, PathBuf};

use fs_err as fs;

use super::DiskError;
use super::open;
use super::path::shown;

/// The name of the lock file below the root.
const LOCK: &str = ".clientwright.lock";

/// How often a lock file that its last holder has just retired is opened anew:
/// more often than many runs at once ever need, some milliseconds in all.
const ATTEMPTS: usize = 1000;

/// The lock; dropping it removes the file and lets the next run in.
#[derive(Debug)]
pub(super) struct Lock {
    file: fs::File,
    path: PathBuf,
}

impl Lock {
    /// Locks `root`, which exists.
    ///
    /// # Errors
    ///
    /// Another run holds the lock, or the file cannot be made or locked.
    pub(super) fn take(root: &Path) -> Result<Self, DiskError> {
        let path = root.join(LOCK);
        let failed = |source| DiskError::Lock { path: shown(&path), source };
        for _ in 0..ATTEMPTS {
            // Never through a symlink: retiring writes a byte.
            let file = open::lock(&path).map_err(failed)?;
            match file.file().try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Err(DiskError::Busy { root: shown(root) }),
                Err(TryLockError::Error(source)) => return Err(failed(source)),
            }
            // Its last holder may have removed the file after we opened it; then
            // a third run could lock a new file of the same name beside us.
            if file.metadata().map_err(failed)?.len() == 0 {
                return Ok(Self { file, path });
            }
        }
        Err(failed(io::Error::other("it is not empty")))
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Not being able to tidy up is no reason to call the write a failure: an
        // empty lock file locks nobody out. A byte marks the removed file for
        // those who opened it before; it must not stay in a file that is kept.
        if fs::remove_file(&self.path).is_ok() {
            let _ = self.file.set_len(1);
        }
    }
}
