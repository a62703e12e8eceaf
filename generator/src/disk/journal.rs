//! The list of actions of one write, and its text form on the disk.

use std::fmt;

use super::path::{ATTRIBUTES, MANIFEST};
use super::survey;

/// The first line; another number means another meaning of the lines.
const HEAD: &str = "clientwright journal 1";

/// The last line, which shows that none is missing.
const END: &str = "end";

/// One change in the root, with an exact inverse. Paths are relative.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Move an old file into the staging folder.
    Aside(String),
    /// Remove a folder if it is empty now.
    Clear(String),
    /// Make a folder.
    Folder(String),
    /// Move a new file from the staging folder to its place.
    Place(String),
}

/// The text of a journal.
pub(super) fn to_text(actions: &[Action]) -> String {
    let mut text = format!("{HEAD}\n");
    for action in actions {
        let (verb, path) = match action {
            Action::Aside(path) => ("aside", path),
            Action::Clear(path) => ("clear", path),
            Action::Folder(path) => ("folder", path),
            Action::Place(path) => ("place", path),
        };
        // No path holds a line end: `survey` lets none pass.
        text.extend([verb, " ", path, "\n"]);
    }
    text.push_str(END);
    text.push('\n');
    text
}

/// The actions of a journal; an error says what is wrong with it.
pub(super) fn from_text(text: &str) -> Result<Vec<Action>, String> {
    let body = text
        .strip_prefix(HEAD)
        .and_then(|rest| rest.strip_suffix(&format!("\n{END}\n")))
        .ok_or("its journal is of another version or cut off")?;
    body.lines().skip(1).map(action).collect()
}

/// One line of a journal. What it says will be done, so it is not believed blindly.
fn action(line: &str) -> Result<Action, String> {
    let known = line.split_once(' ').and_then(|(verb, path)| {
        let path_is_ours = survey::check_path(path).is_ok();
        let folder_is_ours = survey::check_path(&format!("{path}/file")).is_ok();
        let path = path.to_owned();
        match verb {
            "aside" if path_is_ours => Some(Action::Aside(path)),
            "clear" if folder_is_ours => Some(Action::Clear(path)),
            "folder" if folder_is_ours => Some(Action::Folder(path)),
            "place" if path_is_ours || [ATTRIBUTES, MANIFEST].contains(&path.as_str()) => {
                Some(Action::Place(path))
            }
            _ => None,
        }
    });
    known.ok_or_else(|| format!("its journal has the unknown line {line:?}"))
}

impl Action {
    /// The path below the root.
    pub(super) fn path(&self) -> &str {
        match self {
            Self::Aside(path) | Self::Clear(path) | Self::Folder(path) | Self::Place(path) => path,
        }
    }
}

/// As in "cannot ...".
impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path();
        match self {
            Self::Aside(_) => write!(f, "move the old `{path}` aside"),
            Self::Clear(_) => write!(f, "remove the emptied folder `{path}`"),
            Self::Folder(_) => write!(f, "make the folder `{path}`"),
            Self::Place(_) => write!(f, "write `{path}`"),
        }
    }
}
