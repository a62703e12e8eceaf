//! Paths and names, as they are shown to people.

use std::path::Path;

use crate::source::is_hidden;

/// The name of the manifest below the root; written once, then left to its owner.
pub(super) const MANIFEST: &str = "Cargo.toml";

/// The name of the file that tells git how to merge; written as the manifest is.
pub(super) const ATTRIBUTES: &str = ".gitattributes";

/// A path as it is shown to people: forward slashes on every system, and nothing
/// that a terminal would obey.
pub(super) fn shown(path: &Path) -> String {
    let text = path.to_string_lossy();
    printable(&if std::path::MAIN_SEPARATOR == '\\' {
        text.replace('\\', "/")
    } else {
        text.into_owned()
    })
}

/// A name from the disk without characters that are not seen or change how others are.
pub(super) fn printable(name: &str) -> String {
    name.chars()
        .flat_map(|each| {
            let escape = is_hidden(each).then(|| each.escape_default());
            let plain = escape.is_none().then_some(each);
            escape.into_iter().flatten().chain(plain)
        })
        .collect()
}
