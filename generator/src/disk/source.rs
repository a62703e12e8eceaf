//! Reads source files: one as text, or a document with all files that it refers to.

mod missing;

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use fs_err as fs;

use super::DiskError;
use super::open;
use super::path::shown;
use crate::document;
use crate::limit::{self, Limits};
use crate::source::{Source, UrlMap};

/// Reads a source file; gives its name as shown, with forward slashes, and its text.
///
/// A byte order mark in front of UTF-8 stays in the text.
///
/// # Errors
///
/// The file is missing, a folder, a device, a pipe or a socket, unreadable, longer than [`Limits::bytes`] or
/// not UTF-8.
pub fn read_source(path: &Path, limits: &Limits) -> Result<(String, String), DiskError> {
    let name = shown(path);
    let metadata = fs::metadata(path).map_err(|error| unreadable(path, error))?;
    if metadata.is_dir() {
        return Err(DiskError::SourceIsFolder { path: name });
    }
    if !metadata.is_file() {
        return Err(DiskError::SourceIsSpecial { path: name });
    }
    let limit = limits.bytes as u64;
    let mut bytes = Vec::new();
    if metadata.len() <= limit {
        // One more, to see the end. A buffer that grows is copied each time.
        bytes.reserve_exact(usize::try_from(metadata.len()).unwrap_or_default().saturating_add(1));
        // A file may grow: reading is bounded too.
        open::plain(path)
            .and_then(|file| file.take(limit.saturating_add(1)).read_to_end(&mut bytes))
            .map_err(|error| unreadable(path, error))?;
    }
    let length = metadata.len().max(bytes.len() as u64);
    text_of(name, bytes, length, limits)
}

/// Reads what comes by the standard input, as far as it may be long.
fn read_standard_input(limits: &Limits) -> Result<(String, String), DiskError> {
    let (name, mut bytes) = ("stdin".to_owned(), Vec::new());
    let limit = limits.bytes as u64;
    io::stdin()
        .take(limit.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(|error| unreadable(Path::new(&name), error))?;
    let length = bytes.len() as u64;
    text_of(name, bytes, length, limits)
}

/// The name and the text of what has so many bytes.
///
/// # Errors
///
/// It is longer than [`Limits::bytes`], or not UTF-8.
pub fn text_of(
    name: String,
    bytes: Vec<u8>,
    length: u64,
    limits: &Limits,
) -> Result<(String, String), DiskError> {
    let limit = limits.bytes as u64;
    if length > limit {
        let raise = limit::raise("bytes", usize::try_from(length).unwrap_or(usize::MAX));
        return Err(DiskError::SourceTooLong { path: name, limit, raise });
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok((name, text)),
        Err(error) => Err(DiskError::SourceNotUtf8 {
            path: name,
            offset: error.utf8_error().valid_up_to(),
            line: line_of(error.as_bytes(), error.utf8_error().valid_up_to()),
            hint: hint(error.as_bytes()),
            source: error.utf8_error(),
        }),
    }
}

/// Where files are read from: the disk, or what else holds a state of it.
pub trait Store {
    /// The name of a file as it is shown, and its text.
    ///
    /// # Errors
    ///
    /// The file is not there or cannot be read.
    fn read(&self, path: &Path, limits: &Limits) -> Result<(String, String), DiskError>;

    /// Whether there is such a file.
    fn has(&self, path: &Path) -> bool;

    /// A folder, as [`part`](Self::part) takes it.
    ///
    /// # Errors
    ///
    /// It is not there.
    fn folder(&self, path: &Path) -> Result<PathBuf, DiskError>;

    /// The text of a file below one of these folders.
    ///
    /// # Errors
    ///
    /// Why there is none, as the end of a sentence.
    fn part(&self, name: &str, folders: &[PathBuf], limits: &Limits) -> Result<String, String>;
}

/// The disk as it is.
#[derive(Debug, Clone, Copy)]
pub struct OnDisk;

impl Store for OnDisk {
    fn read(&self, path: &Path, limits: &Limits) -> Result<(String, String), DiskError> {
        read_source(path, limits)
    }

    fn has(&self, path: &Path) -> bool {
        path.exists()
    }

    fn folder(&self, path: &Path) -> Result<PathBuf, DiskError> {
        fs::canonicalize(path).map_err(|error| unreadable(path, error))
    }

    fn part(&self, name: &str, folders: &[PathBuf], limits: &Limits) -> Result<String, String> {
        read_part(name, folders, limits)
    }
}

/// Where the files of a document may be.
#[derive(Debug, Clone, Default)]
pub struct Reach {
    /// The folder that holds them; the document's own otherwise.
    pub within: Option<PathBuf>,
    /// Local copies of what lies on the network.
    pub maps: Vec<UrlMap>,
}

/// The path that stands for the standard input.
pub const STANDARD_INPUT: &str = "-";

/// Reads a document, and the files that it refers to as far as they are within reach. What cannot
/// be read among those is told where it is referred to. What [`STANDARD_INPUT`] gives is called
/// `stdin`, and is as if it stood in the current folder.
///
/// # Errors
///
/// The document itself cannot be read, or a folder of its reach is not there.
pub fn read_document(
    path: &Path,
    reach: &Reach,
    limits: &Limits,
) -> Result<Vec<Source>, DiskError> {
    read_document_in(&OnDisk, path, reach, limits)
}

/// [`read_document`], of another store. The standard input is that of the program in any case.
///
/// # Errors
///
/// Those of [`read_document`].
pub fn read_document_in(
    store: &dyn Store,
    path: &Path,
    reach: &Reach,
    limits: &Limits,
) -> Result<Vec<Source>, DiskError> {
    let (name, text) = if path == Path::new(STANDARD_INPUT) {
        read_standard_input(limits)?
    } else {
        store.read(path, limits)?
    };
    let Reach { within, maps } = reach;
    let folder = match within.as_deref() {
        Some(folder) => folder,
        None => match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        },
    };
    let folders = std::iter::once(folder).chain(maps.iter().map(|map| Path::new(map.folder())));
    let bounds: Vec<PathBuf> =
        folders.map(|folder| store.folder(folder)).collect::<Result<_, _>>()?;
    Ok(document::gather(Source::new(name, text), limits, maps, &mut |name| {
        store.part(name, &bounds, limits)
    }))
}

/// The text of a file below one of `bounds`, or why there is none, as the end of a sentence.
fn read_part(name: &str, bounds: &[PathBuf], limits: &Limits) -> Result<String, String> {
    let path = PathBuf::from(name);
    // Links are followed first: one could lead out of the folder.
    match fs::canonicalize(&path) {
        Ok(found) if bounds.iter().any(|bound| is_open(&found, bound)) => {}
        Ok(found) if bounds.iter().any(|bound| found.starts_with(bound)) => {
            return Err("has a name with a dot in front, as files have that hold secrets or \
                        settings: rename what is a part of the document"
                .to_owned());
        }
        // Whether there is such a file is nobody's business out there.
        _ if !is_below(&path, bounds) => {
            return Err("is outside of the folder of the document; `--within FOLDER` widens what \
                        may be read"
                .to_owned());
        }
        Ok(_) => return Err("is a link that leads out of the folder of the document".to_owned()),
        Err(_) => return Err("is not there".to_owned()),
    }
    read_source(&path, limits).map(|(_, text)| text).map_err(|error| match error {
        DiskError::SourceIsFolder { .. } => "is a folder".to_owned(),
        DiskError::SourceIsSpecial { .. } => "is a device, a pipe or a socket".to_owned(),
        DiskError::SourceTooLong { limit, raise, .. } => {
            format!("has more than {limit} bytes; {raise}")
        }
        DiskError::SourceNotUtf8 { .. } => "is not UTF-8".to_owned(),
        DiskError::SourceDenied { .. } => "may not be read".to_owned(),
        _ => "cannot be read".to_owned(),
    })
}

/// Whether a file is below a folder, and neither it nor a folder between them is hidden.
fn is_open(file: &Path, bound: &Path) -> bool {
    let is_hidden =
        |part: std::path::Component<'_>| part.as_os_str().as_encoded_bytes().first() == Some(&b'.');
    file.strip_prefix(bound).is_ok_and(|below| !below.components().any(is_hidden))
}

/// Whether the nearest folder of the path that exists is below `bounds`.
fn is_below(path: &Path, bounds: &[PathBuf]) -> bool {
    let nearest = path.ancestors().skip(1).find_map(|folder| {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        fs::canonicalize(folder).ok()
    });
    nearest.is_some_and(|folder| bounds.iter().any(|bound| folder.starts_with(bound)))
}

/// Sorts what the system said into the cases that need different advice.
fn unreadable(at: &Path, source: io::Error) -> DiskError {
    let path = shown(at);
    match source.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => {
            DiskError::SourceMissing { path, advice: missing::advice(at), source }
        }
        io::ErrorKind::PermissionDenied => DiskError::SourceDenied { path, source },
        _ => DiskError::SourceUnreadable { path, source },
    }
}

/// The line that a byte is in, counted from 1.
fn line_of(bytes: &[u8], offset: usize) -> usize {
    bytes.iter().take(offset).filter(|byte| **byte == b'\n').count() + 1
}

/// The two encodings that Windows editors write and that show themselves at once.
fn hint(bytes: &[u8]) -> &'static str {
    match bytes {
        [0x1f, 0x8b, ..] => " (it starts like a gzip archive: unpack it first)",
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => " (it starts like UTF-16)",
        _ => "",
    }
}
