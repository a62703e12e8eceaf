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
    let error = read_source(Path::new("none-of-it")).unwrap_err();
    assert!(matches!(error, DiskError::SourceMissing { .. }), "{error:?}");
    let said = said(&error);
    assert!(said.starts_with("there is no file `none-of-it`"), "{said}");
    assert!(said.contains("check the path"), "{said}");
}

#[test]
fn missing_file_tells_the_name_that_may_have_been_meant_and_the_folder_that_is_not_there_either() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("shop.yaml"), "").unwrap();
    let told = |below: &str| said(&read_source(&folder.path().join(below)).unwrap_err());
    assert!(told("shop.yml").contains("/shop.yaml`?"), "{}", told("shop.yml"));
    assert!(told("specs/shop.yaml").contains("/specs` either"), "{}", told("specs/shop.yaml"));
    assert!(told("orders.json").contains("check the path"), "{}", told("orders.json"));
}

#[test]
fn a_url_tells_that_nothing_is_fetched() {
    let error = read_source(Path::new("https://shop.example/v1/openapi.json")).unwrap_err();
    let said = said(&error);
    assert!(said.contains("--output openapi.json https://shop.example/v1/openapi.json`"), "{said}");
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
    assert!(said.contains("in line 1") && said.contains("save it as UTF-8"), "{said}");
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
