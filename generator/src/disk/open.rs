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

#[cfg(all(test, unix))]
mod tests {
    use fs_err::os::unix::fs::symlink;

    use super::{fs, opened, own, without_waiting};

    /// As if it had taken the place of a plain file after that was looked at.
    #[test]
    fn a_symlink_is_not_followed_where_a_file_of_our_own_is_opened() {
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("file"), folder.path().join("link"));
        fs::write(&file, "a").unwrap();
        symlink(&file, &link).unwrap();
        let opens = |ours| {
            let mut options = fs::OpenOptions::new();
            without_waiting(&mut options, ours);
            options.read(true).open(&link).is_ok()
        };
        assert!(opens(false) && !opens(true));
    }

    #[test]
    fn a_pipe_is_opened_without_waiting_and_refused() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        for ours in [false, true] {
            let mut options = fs::OpenOptions::new();
            without_waiting(&mut options, ours);
            let file = options.read(true).open(&pipe).unwrap();
            assert_eq!(opened(file).unwrap_err().to_string(), "it is not a plain file");
        }
        assert_eq!(own(&pipe).unwrap_err().to_string(), "it is not a plain file");
    }
}
