//! Reading a source: the text, or one sentence that says what to do.

use std::fs;
use std::path::Path;

use clientwright::disk::{self, DiskError};
use clientwright::limit::Limits;

use crate::support::said;

fn read_source(path: &Path) -> Result<(String, String), DiskError> {
    disk::read_source(path, &Limits::default())
}

#[test]
fn gives_name_and_text() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.yaml");
    fs::write(&path, "openapi: 3.0.0\r\n").unwrap();
    let (name, text) = read_source(&path).unwrap();
    assert!(name.ends_with("/a.yaml"), "{name}");
    assert_eq!(text, "openapi: 3.0.0\r\n");
}

#[test]
fn missing_file_tells_to_check_the_path() {
    let error = read_source(Path::new("no/such.yaml")).unwrap_err();
    assert!(matches!(error, DiskError::SourceMissing { .. }), "{error:?}");
    let said = said(&error);
    assert!(said.starts_with("there is no file `no/such.yaml`"), "{said}");
    assert!(said.contains("check the path"), "{said}");
}

#[test]
fn folder_tells_to_give_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let error = read_source(folder.path()).unwrap_err();
    assert!(matches!(error, DiskError::SourceIsFolder { .. }), "{error:?}");
    assert!(error.to_string().contains("is a folder"), "{error}");
}

#[test]
fn other_encoding_tells_byte_and_encoding() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("latin1.yaml");
    fs::write(&path, b"title: caf\xe9\n").unwrap();
    let error = read_source(&path).unwrap_err();
    let said = error.to_string();
    assert!(said.contains("not UTF-8 at byte 10"), "{said}");
    assert!(said.contains("expected in UTF-8"), "{said}");
}

#[test]
fn utf16_is_recognised() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("utf16.yaml");
    fs::write(&path, b"\xff\xfeo\0p\0").unwrap();
    let error = read_source(&path).unwrap_err();
    assert!(error.to_string().ends_with("(it starts like UTF-16)"), "{error}");
}

#[test]
fn file_beyond_the_limit_is_not_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("huge.json");
    // Sparse: it takes no space on the disk.
    fs::File::create(&path).unwrap().set_len(Limits::default().bytes as u64 + 1).unwrap();
    let error = read_source(&path).unwrap_err();
    assert!(matches!(error, DiskError::SourceTooLong { .. }), "{error:?}");
}
