//! The lock of a crate, as it is on the disk.

use std::path::Path;

use super::failure::Failure;
use crate::VERSION;
use crate::disk::{DiskError, Store};
use crate::limit::Limits;
use crate::name::lock::{self, Lock};
use crate::source::visible_text;

/// The lock of the crate in a folder of a store; none where there is none.
///
/// # Errors
///
/// When it cannot be read, or a newer generator wrote it: what that one knows would be lost.
pub(super) fn lock(store: &dyn Store, out: &Path) -> Result<Option<Lock>, Failure> {
    let path = out.join(lock::FILE);
    let text = match store.read(&path, &Limits::default()) {
        Ok((_, text)) => text,
        Err(
            DiskError::SourceMissing { .. }
            | DiskError::SourceNotInRevision { .. }
            | DiskError::SourceOutside { .. },
        ) => return Ok(None),
        Err(error) => return Err(Failure::Disk(error)),
    };
    let shown = visible_text(&path.display().to_string());
    let lock = Lock::read(&text).map_err(|malformed| {
        Failure::Lock(format!(
            "`{shown}` cannot be read at {malformed}; nothing was generated: mend the line, or \
             restore the file from version control"
        ))
    })?;
    if lock::is_newer(&lock.version, VERSION) {
        let version = &lock.version;
        return Err(Failure::Lock(format!(
            "`{shown}` was written by clientwright {version}, and this is {VERSION}; nothing was \
             generated: install {version} or newer; to go back to {VERSION}, delete the file, which forgets \
             the names that it holds, with all that was generated (`src`, `docs`, `README.md`)"
        )));
    }
    Ok(Some(lock))
}

/// How many names are not held any more, as a line; nothing where all are.
pub(super) fn told(before: Option<&Lock>, now: &Lock) -> String {
    match before.map_or(0, |before| before.gone_in(now)) {
        0 => String::new(),
        1 => "1 name is free again: what had it is gone\n".to_owned(),
        count => format!("{count} names are free again: what had them is gone\n"),
    }
}
