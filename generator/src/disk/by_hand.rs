//! Reads Rust written by hand: a file, and the files of the modules that it names.

use std::path::{Path, PathBuf};

use syn::ext::IdentExt as _;
use syn::{File, Item};

use super::DiskError;
use super::source::Store;
use crate::limit::Limits;
use crate::source::Source;

/// Reads a file of Rust written by hand for the document of the name `document`, and its modules.
///
/// A module is where Rust looks for it (The Rust Reference, "Module Source Filenames"): `mod b;` of
/// `a.rs` is `a/b.rs` or `a/b/mod.rs`. The attribute `path` is not followed. What else is in the
/// folder is not read, and the modules of a file that is no Rust are not known: the compiler says
/// what is wrong with it.
///
/// # Errors
///
/// Those of [`Store::read`], for each of the files.
pub fn read_by_hand(
    store: &dyn Store,
    path: &Path,
    document: &str,
    limits: &Limits,
) -> Result<Vec<Source>, DiskError> {
    let (name, text) = store.read(path, limits)?;
    let folder = path.with_extension("");
    let mut waiting = modules(&text, Path::new(""));
    let mut sources = vec![Source::by_hand(document, name, text)];
    while let Some(module) = waiting.pop() {
        let files = [module.with_extension("rs"), module.join("mod.rs")];
        let [first, _] = &files;
        let file = files.iter().find(|file| store.has(&folder.join(file))).unwrap_or(first);
        let (name, text) = store.read(&folder.join(file), limits)?;
        waiting.extend(modules(&text, &module));
        let place = file.to_string_lossy().replace('\\', "/");
        sources.push(Source::by_hand_module(document, place, name, text));
    }
    Ok(sources)
}

/// The modules that are in other files, each as its path below the folder of modules. `at` is that
/// of the file's own module.
fn modules(text: &str, at: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    if let Ok(File { items, .. }) = syn::parse_file(text) {
        gather(&items, at, &mut found);
    }
    found
}

fn gather(items: &[Item], at: &Path, found: &mut Vec<PathBuf>) {
    for item in items {
        let Item::Mod(module) = item else { continue };
        let is_elsewhere = module.attrs.iter().any(|attribute| attribute.path().is_ident("path"));
        let path = at.join(module.ident.unraw().to_string());
        match &module.content {
            Some((_, inner)) => gather(inner, &path, found),
            None if is_elsewhere => {}
            None => found.push(path),
        }
    }
}
