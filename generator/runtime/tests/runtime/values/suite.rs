//! JSON by the cases of others: what has to be taken, what has to be refused, and what may be
//! either. They are looked for in the folder that `JSON_SUITE` names.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::json::Anything;
use crate::runtime::read;

fn folder() -> PathBuf {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/json-suite");
    std::env::var_os("JSON_SUITE").map_or(beside, PathBuf::from).join("test_parsing")
}

/// The cases whose names begin with a letter: name and bytes.
fn cases(letter: char) -> Vec<(String, Vec<u8>)> {
    let Ok(entries) = fs::read_dir(folder()) else {
        eprintln!("skipped: {} is not there", folder().display());
        return Vec::new();
    };
    let files = entries.map(|entry| entry.unwrap().path());
    let named = files.map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), path));
    let chosen = named.filter(|(name, _)| name.starts_with(letter));
    chosen.map(|(name, path)| (name, fs::read(path).unwrap())).collect()
}

#[test]
fn what_is_json_is_read_as_it_is() {
    for (name, bytes) in cases('y') {
        let json = read::<Value>(&bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
        let expected: Value = serde_json::from_slice(&bytes).unwrap();
        assert_eq!(json, expected, "{name}");
    }
}

#[test]
fn what_is_no_json_is_refused() {
    for (name, bytes) in cases('n') {
        assert!(read::<Anything>(&bytes).is_err(), "{name}");
    }
}

#[test]
fn what_may_be_either_is_read_or_refused() {
    for (_, bytes) in cases('i') {
        let _ = read::<Anything>(&bytes);
    }
}
