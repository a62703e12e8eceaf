//! The documents that are changed.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// The longest document that is changed, in bytes: longer ones make a fuzzer slow.
const LONGEST: usize = 80_000;

/// Documents in the order of their names, as text and as trees.
#[derive(Debug, Default)]
pub struct Seeds {
    read: Vec<(String, Value)>,
}

impl Seeds {
    /// The documents below a folder, and those below the folder that `FUZZ_SEEDS` names. What
    /// cannot be read is left out: a fuzzer needs some documents and not all of them.
    #[must_use]
    pub fn below(folder: &Path) -> Self {
        let mut paths = Vec::new();
        gather(folder, &mut paths);
        if let Some(folder) = env::var_os("FUZZ_SEEDS") {
            gather(Path::new(&folder), &mut paths);
        }
        paths.sort();
        let texts = paths.iter().filter_map(|path| fs::read_to_string(path).ok());
        let read = texts.filter(|text| text.len() <= LONGEST).filter_map(|text| {
            let tree = serde_yaml::from_str(&text).ok()?;
            Some((text, tree))
        });
        Self { read: read.collect() }
    }

    pub(crate) fn len(&self) -> usize {
        self.read.len()
    }

    pub(crate) fn text(&self, index: usize) -> &str {
        self.read.get(index).map_or("", |(text, _)| text)
    }

    pub(crate) fn tree(&self, index: usize) -> &Value {
        self.read.get(index).map_or(&Value::Null, |(_, tree)| tree)
    }
}

fn gather(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            gather(&path, paths);
        } else {
            paths.push(path);
        }
    }
}
