//! The files of a document, and where the references in them lead.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path, PathBuf};

use percent_encoding::percent_decode_str;

use super::tree::{self, Tree};

/// How many references are followed from one to the next.
const REFERENCES: usize = 64;

/// A document and the files that it refers to, as far as they are below its own folder.
pub(super) struct Files {
    document: PathBuf,
    /// The content of each file, or why there is none, as the end of a sentence.
    trees: BTreeMap<PathBuf, Result<Tree, String>>,
}

/// A value, and the file in which it stands: its references are relative to that.
#[derive(Clone, Copy)]
pub(super) struct Place<'f> {
    file: &'f Path,
    tree: &'f Tree,
}

impl Files {
    /// A document of one file.
    pub(super) fn of(text: &str) -> Self {
        let document = PathBuf::new();
        Self { trees: BTreeMap::from([(document.clone(), parsed(text))]), document }
    }

    /// The document at `path`, and all files that are referred to.
    pub(super) fn read(path: &Path) -> Self {
        let document = plain(path);
        let folder = document.parent().filter(|folder| !folder.as_os_str().is_empty());
        let bounds = fs::canonicalize(folder.unwrap_or(Path::new("."))).unwrap_or_default();
        let mut trees = BTreeMap::new();
        let mut waiting = vec![document.clone()];
        while let Some(path) = waiting.pop() {
            if trees.contains_key(&path) {
                continue;
            }
            let tree = read(&path, &bounds);
            if let Ok(tree) = &tree {
                add_files(tree, &path, &mut waiting);
            }
            trees.insert(path, tree);
        }
        Self { document, trees }
    }

    /// All of the document.
    ///
    /// # Errors
    ///
    /// Why it cannot be read.
    pub(super) fn root(&self) -> Result<Place<'_>, String> {
        self.file(&self.document)
    }

    /// What stands at a place, through references.
    ///
    /// # Errors
    ///
    /// Which reference leads nowhere, and why.
    pub(super) fn resolved<'f>(&'f self, place: Place<'f>) -> Result<Place<'f>, String> {
        self.followed(place, &mut 0)
    }

    /// What stands at a place, and all that references lead to from there, one after the other;
    /// and which of them leads nowhere.
    pub(super) fn layers<'f>(&'f self, place: Place<'f>) -> (Vec<Place<'f>>, Option<String>) {
        let (mut layers, mut followed) = (vec![place], 0);
        let mut last = place;
        while let Some(reference) = last.text("$ref") {
            match self.target(last.file, reference, &mut followed) {
                Ok(target) => layers.push(target),
                Err(reason) => return (layers, Some(reason)),
            }
            last = layers.last().copied().unwrap_or(place);
        }
        (layers, None)
    }

    fn followed<'f>(
        &'f self,
        mut place: Place<'f>,
        followed: &mut usize,
    ) -> Result<Place<'f>, String> {
        while let Some(reference) = place.text("$ref") {
            place = self.target(place.file, reference, followed)?;
        }
        Ok(place)
    }

    /// What a reference leads to that stands in the file `base`.
    fn target<'f>(
        &'f self,
        base: &'f Path,
        reference: &str,
        followed: &mut usize,
    ) -> Result<Place<'f>, String> {
        *followed += 1;
        if *followed > REFERENCES {
            return Err(format!("`{reference}` leads through too many references"));
        }
        let Some((path, fragment)) = located(base, reference) else {
            return Err(format!("`{reference}` is on the network, which is not asked"));
        };
        let mut place =
            self.file(&path).map_err(|reason| format!("the file of `{reference}` {reason}"))?;
        let nowhere = || format!("`{reference}` leads nowhere");
        if !fragment.is_empty() && !fragment.starts_with('/') {
            return Err(nowhere());
        }
        for token in fragment.split('/').skip(1) {
            let token = decoded(token).replace("~1", "/").replace("~0", "~");
            place = match place.get(&token) {
                Some(found) => found,
                // Some bundlers write paths that lead through other references.
                None => self.followed(place, followed)?.get(&token).ok_or_else(nowhere)?,
            };
        }
        Ok(place)
    }

    fn file(&self, path: &Path) -> Result<Place<'_>, String> {
        match self.trees.get_key_value(path) {
            Some((file, Ok(tree))) => Ok(Place { file, tree }),
            Some((_, Err(reason))) => Err(reason.clone()),
            None => Err("is not there".to_owned()),
        }
    }
}

impl<'f> Place<'f> {
    /// The entry of an object, or the item of a list.
    pub(super) fn get(self, key: &str) -> Option<Self> {
        let tree = match self.tree {
            Tree::Object(entries) => entries.get(key),
            Tree::List(items) => items.get(key.parse::<usize>().ok()?),
            Tree::Text(_) => None,
        };
        tree.map(|tree| Self { tree, ..self })
    }

    /// The text that an entry of an object is.
    pub(super) fn text(self, key: &str) -> Option<&'f str> {
        match self.get(key)?.tree {
            Tree::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The entries of an object.
    pub(super) fn entries(self) -> impl Iterator<Item = (&'f str, Self)> {
        let entries = match self.tree {
            Tree::Object(entries) => Some(entries),
            _ => None,
        };
        let entries = entries.into_iter().flatten();
        entries.map(move |(key, tree)| (key.as_str(), Self { tree, ..self }))
    }

    /// The items of a list.
    pub(super) fn items(self) -> impl Iterator<Item = Self> {
        let items = match self.tree {
            Tree::List(items) => items.as_slice(),
            _ => &[],
        };
        items.iter().map(move |tree| Self { tree, ..self })
    }

    pub(super) fn is_object(self) -> bool {
        matches!(self.tree, Tree::Object(_))
    }

    /// Whether nothing is said: `paths:` without more is null.
    pub(super) fn is_null(self) -> bool {
        matches!(self.tree, Tree::Text(text) if text.is_empty())
    }
}

/// The content of a file below `bounds`.
///
/// # Errors
///
/// Why there is none, as the end of a sentence.
fn read(path: &Path, bounds: &Path) -> Result<Tree, String> {
    let found = fs::canonicalize(path).map_err(|_| "is not there".to_owned())?;
    if !found.starts_with(bounds) {
        return Err("is outside of the folder of the document".to_owned());
    }
    let text = fs::read_to_string(&found).map_err(|error| format!("cannot be read: {error}"))?;
    parsed(&text)
}

fn parsed(text: &str) -> Result<Tree, String> {
    tree::read(text).map_err(|error| format!("cannot be read: {error}"))
}

/// Adds the files that a tree refers to.
fn add_files(tree: &Tree, base: &Path, files: &mut Vec<PathBuf>) {
    match tree {
        Tree::Object(entries) => {
            if let Some(Tree::Text(reference)) = entries.get("$ref") {
                files.extend(located(base, reference).map(|(path, _)| path));
            }
            entries.values().for_each(|value| add_files(value, base, files));
        }
        Tree::List(items) => items.iter().for_each(|item| add_files(item, base, files)),
        Tree::Text(_) => {}
    }
}

/// The file to which a reference leads that stands in the file `base`, and the place there; none
/// on the network.
fn located<'r>(base: &Path, reference: &'r str) -> Option<(PathBuf, &'r str)> {
    let (path, fragment) = reference.split_once('#').unwrap_or((reference, ""));
    if path.is_empty() {
        return Some((base.to_owned(), fragment));
    }
    if path.contains("://") || path.starts_with("//") {
        return None;
    }
    // Written on Windows, or for a browser.
    let path = decoded(path).replace('\\', "/");
    Some((plain(&base.parent().unwrap_or(base).join(path)), fragment))
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// A path without steps back and forth.
fn plain(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for step in path.components() {
        match step {
            Component::CurDir => {}
            Component::ParentDir if out.file_name().is_some() => drop(out.pop()),
            step => out.push(step),
        }
    }
    out
}
