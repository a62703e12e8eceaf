//! Reads one source file as text. Never looks into the text.

use std::io::{self, Read};
use std::path::Path;

use fs_err as fs;

use super::{DiskError, shown};

/// The longest source that is read, in bytes: ten times the longest document that
/// we measured with (13 MB), and still harmless to hold in memory.
pub const SOURCE_LIMIT: u64 = 128 * 1024 * 1024;

/// Reads a source file; gives its name as shown, with forward slashes, and its text.
///
/// A byte order mark in front of UTF-8 stays in the text.
///
/// # Errors
///
/// The file is missing, a folder, unreadable, longer than [`SOURCE_LIMIT`] or
/// not UTF-8.
pub fn read_source(path: &Path) -> Result<(String, String), DiskError> {
    let name = shown(path);
    let metadata = fs::metadata(path).map_err(|error| unreadable(&name, error))?;
    if metadata.is_dir() {
        return Err(DiskError::SourceIsFolder { path: name });
    }
    let mut bytes = Vec::new();
    if metadata.len() <= SOURCE_LIMIT {
        // A pipe tells no length, and a file may grow: reading is bounded too.
        fs::File::open(path)
            .and_then(|file| file.take(SOURCE_LIMIT + 1).read_to_end(&mut bytes))
            .map_err(|error| unreadable(&name, error))?;
    }
    if metadata.len() > SOURCE_LIMIT || bytes.len() as u64 > SOURCE_LIMIT {
        return Err(DiskError::SourceTooLong { path: name, limit: SOURCE_LIMIT });
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok((name, text)),
        Err(error) => Err(DiskError::SourceNotUtf8 {
            path: name,
            offset: error.utf8_error().valid_up_to(),
            hint: hint(error.as_bytes()),
            source: error.utf8_error(),
        }),
    }
}

/// Sorts what the system said into the cases that need different advice.
fn unreadable(name: &str, source: io::Error) -> DiskError {
    let path = name.to_owned();
    match source.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => {
            DiskError::SourceMissing { path, source }
        }
        io::ErrorKind::PermissionDenied => DiskError::SourceDenied { path, source },
        _ => DiskError::SourceUnreadable { path, source },
    }
}

/// The two encodings that Windows editors write and that show themselves at once.
fn hint(bytes: &[u8]) -> &'static str {
    match bytes {
        [0x1f, 0x8b, ..] => " (it starts like a gzip archive: unpack it first)",
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => " (it starts like UTF-16)",
        _ => "",
    }
}
