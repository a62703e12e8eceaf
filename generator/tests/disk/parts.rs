//! Reading a document of several files: what belongs to it, and what may not be read.

use std::fs;
use std::path::Path;

use clientwright::disk::{Reach, read_document};
use clientwright::limit::Limits;
use clientwright::source::UrlMap;
use tempfile::TempDir;

/// A folder `specs` with the document `api.yaml`, and a file beside that folder.
fn folder(text: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("specs")).unwrap();
    fs::write(folder.path().join("specs/api.yaml"), text).unwrap();
    fs::write(folder.path().join("secret.yaml"), "secret: true").unwrap();
    folder
}

/// The names of the files without the folder, and why each could not be read.
fn read(folder: &TempDir, within: Option<&Path>) -> Vec<(String, Option<String>)> {
    reached(folder, &Reach { within: within.map(Path::to_owned), ..Reach::default() })
}

/// The same of what is within reach.
fn reached(folder: &TempDir, reach: &Reach) -> Vec<(String, Option<String>)> {
    let path = folder.path().join("specs/api.yaml");
    let sources = read_document(&path, reach, &Limits::default()).unwrap();
    let root = format!("{}/", folder.path().display());
    let told = sources.iter().map(|source| {
        let name = source.name().strip_prefix(&root).unwrap_or(source.name());
        (name.to_owned(), source.fault().map(str::to_owned))
    });
    told.collect()
}

fn found(name: &str) -> (String, Option<String>) {
    (name.to_owned(), None)
}

const OUTSIDE: &str =
    "is outside of the folder of the document; `--within FOLDER` widens what may be read";

#[test]
fn files_of_files_belong_to_the_document_once() {
    let folder = folder("a: {$ref: b.yaml}\nc: {$ref: './b.yaml#/x'}\n");
    fs::write(folder.path().join("specs/b.yaml"), "x: {$ref: sub/c.json}").unwrap();
    fs::create_dir(folder.path().join("specs/sub")).unwrap();
    fs::write(folder.path().join("specs/sub/c.json"), r#"{"y": {"$ref": "../api.yaml#/a"}}"#)
        .unwrap();
    let files = ["specs/api.yaml", "specs/b.yaml", "specs/sub/c.json"].map(found);
    assert_eq!(read(&folder, None), files);
}

#[test]
fn a_file_that_is_not_there_is_told() {
    let folder = folder("a: {$ref: b.yaml}");
    let missing = ("specs/b.yaml".to_owned(), Some("is not there".to_owned()));
    assert_eq!(read(&folder, None), [found("specs/api.yaml"), missing]);
}

#[test]
fn a_file_outside_of_the_folder_is_not_read() {
    let folder = folder("a: {$ref: ../secret.yaml}\nb: {$ref: ../not_there.yaml}");
    for (_, fault) in read(&folder, None).into_iter().skip(1) {
        assert_eq!(fault.as_deref(), Some(OUTSIDE));
    }
}

#[test]
fn an_absolute_path_is_not_read() {
    let folder = folder("a: {$ref: /etc/hostname}");
    assert_eq!(read(&folder, None)[1].1.as_deref(), Some(OUTSIDE));
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_folder_is_not_followed() {
    let folder = folder("a: {$ref: link.yaml}");
    let link = folder.path().join("specs/link.yaml");
    std::os::unix::fs::symlink(folder.path().join("secret.yaml"), link).unwrap();
    let fault = read(&folder, None).pop().unwrap().1;
    assert_eq!(fault.as_deref(), Some("is a link that leads out of the folder of the document"));
}

#[test]
fn a_wider_folder_lets_more_be_read() {
    let folder = folder("a: {$ref: ../secret.yaml}");
    let files = ["specs/api.yaml", "secret.yaml"].map(found);
    assert_eq!(read(&folder, Some(folder.path())), files);
}

#[test]
fn the_network_and_examples_name_no_file() {
    let folder = folder(
        "a: {$ref: 'https://example.com/b.yaml'}\nb: {example: {$ref: c.yaml, b: 1}}\nd: {$ref: '#/a'}",
    );
    assert_eq!(read(&folder, None), [found("specs/api.yaml")]);
}

#[test]
fn a_map_names_the_copies_of_what_is_on_the_network() {
    let folder = folder("a: {$ref: 'https://example.com/v1/b.yaml#/B'}");
    let copies = folder.path().join("copies");
    fs::create_dir(&copies).unwrap();
    fs::write(copies.join("b.yaml"), "B: {$ref: c.yaml}\nC: {$ref: '../secret.yaml'}").unwrap();
    fs::write(copies.join("c.yaml"), "{$ref: 'https://example.com/v1/b.yaml'}").unwrap();
    let map = UrlMap::parse(&format!("https://example.com/v1/={}", copies.display())).unwrap();
    let reach = Reach { maps: vec![map], ..Reach::default() };
    let secret = ("secret.yaml".to_owned(), Some(OUTSIDE.to_owned()));
    let files = [found("specs/api.yaml"), found("copies/b.yaml"), found("copies/c.yaml"), secret];
    assert_eq!(reached(&folder, &reach), files);
}
