//! Trees, roots and snapshots of roots.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use clientwright::output::{MARK, Tree};
use tempfile::TempDir;

/// A tree of marked files; each is the mark and a body.
pub(crate) fn tree(files: &[(&str, &str)]) -> Tree {
    let marked = |(path, body): &(&str, &str)| (path.to_string(), marked(body));
    files.iter().map(marked).collect()
}

/// A text that counts as generated.
pub(crate) fn marked(body: &str) -> String {
    format!("// {MARK}\n{body}\n")
}

/// A root that holds a tree, freshly written.
pub(crate) fn root_with(tree: &Tree) -> TempDir {
    let root = tempfile::tempdir().unwrap();
    clientwright::disk::write(root.path(), tree, None).unwrap();
    root
}

/// Puts a file, with the folders above it, into a root.
pub(crate) fn put(root: &Path, path: &str, text: &str) {
    let file = root.join(path);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
}

/// Everything in a root: the bytes of each file, nothing for each folder.
pub(crate) fn snapshot(root: &Path) -> BTreeMap<String, Option<Vec<u8>>> {
    let mut found = BTreeMap::new();
    let mut open = vec![root.to_path_buf()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            if path.is_symlink() || path.is_file() {
                found.insert(name, Some(fs::read(&path).unwrap_or_default()));
            } else {
                found.insert(name, None);
                open.push(path);
            }
        }
    }
    found
}

/// An error with all of its sources, as a person sees it.
pub(crate) fn said(error: &dyn std::error::Error) -> String {
    let chain = std::iter::successors(Some(error), |it| it.source());
    chain.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}
