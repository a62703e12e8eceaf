//! A crate as one file to be saved.

use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::result::ZipResult;
use zip::write::SimpleFileOptions;

/// A zip archive of files, all in a folder with the name of the package. The same files make the same
/// bytes: no time is in it.
///
/// # Errors
///
/// When the archive would be larger than the format allows.
pub(crate) fn archive(package: &str, files: &BTreeMap<String, String>) -> ZipResult<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, text) in files {
        archive.start_file(format!("{package}/{path}"), SimpleFileOptions::default())?;
        archive.write_all(text.as_bytes())?;
    }
    Ok(archive.finish()?.into_inner())
}
