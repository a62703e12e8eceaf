//! Opens files without waiting, and without being led elsewhere.

use std::io::{self, Read as _};
use std::path::Path;

use fs_err as fs;

/// Opens a plain file for reading; a symlink to one counts. A pipe would let the reader wait for ever,
/// and a device can do anything.
pub(super) fn plain(path: &Path) -> io::Result<fs::File> {
    only_plain(&fs::metadata(path)?)?;
    let mut options = fs::OpenOptions::new();
    without_waiting(&mut options, false);
    opened(options.read(true).open(path)?)
}

/// Opens a plain file of our own for reading, never through a symlink.
pub(super) fn own(path: &Path) -> io::Result<fs::File> {
    only_plain(&fs::symlink_metadata(path)?)?;
    let mut options = fs::OpenOptions::new();
    without_waiting(&mut options, true);
    opened(options.read(true).open(path)?)
}

/// The bytes of a plain file of our own.
pub(super) fn read_own(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    own(path)?.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Opens the lock file for writing, or makes it, never through a symlink.
pub(super) fn lock(path: &Path) -> io::Result<fs::File> {
    match fs::symlink_metadata(path) {
        Ok(found) => only_plain(&found)?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    let mut options = fs::OpenOptions::new();
    without_waiting(&mut options, true);
    opened(options.write(true).create(true).truncate(false).open(path)?)
}

/// What was opened may be something else than what was looked at.
fn opened(file: fs::File) -> io::Result<fs::File> {
    only_plain(&file.metadata()?)?;
    Ok(file)
}

fn only_plain(found: &std::fs::Metadata) -> io::Result<()> {
    if found.is_file() {
        Ok(())
    } else {
        Err(io::Error::new(io::ErrorKind::InvalidInput, "it is not a plain file"))
    }
}

/// Lets opening a pipe fail or end at once, and where it is `ours`, opening a symlink fail.
#[cfg(unix)]
fn without_waiting(options: &mut fs::OpenOptions, ours: bool) {
    use fs_err::os::unix::fs::OpenOptionsExt as _;
    use rustix::fs::OFlags;
    let link = if ours { OFlags::NOFOLLOW } else { OFlags::empty() };
    let flags = (OFlags::NONBLOCK | link).bits();
    options.custom_flags(flags.cast_signed());
}

/// Elsewhere pipes are no names in folders.
#[cfg(not(unix))]
fn without_waiting(_: &mut fs::OpenOptions, _: bool) {}
