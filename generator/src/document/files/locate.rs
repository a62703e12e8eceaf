//! Where a reference leads, by its text and the file that it stands in.

use crate::source::Pointer;

/// Where a reference leads.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Location<'r> {
    /// To a place in the same file.
    Here,
    /// To a place in another file.
    File {
        /// The file's name, as sources are named.
        name: String,
        /// The place, with its `#`; nothing for the whole file.
        fragment: &'r str,
    },
    /// To the network.
    Network {
        /// The address without the place.
        url: &'r str,
        /// The place, with its `#`; nothing for the whole file.
        fragment: &'r str,
    },
}

/// Where a reference leads that stands in the file `base` (RFC 3986, section 5.2).
pub(super) fn locate<'r>(reference: &'r str, base: &str) -> Location<'r> {
    let (path, fragment) = match reference.find('#') {
        Some(at) => reference.split_at(at),
        None => (reference, ""),
    };
    if path.is_empty() {
        return Location::Here;
    }
    if path.contains("://") || path.starts_with("//") {
        return Location::Network { url: path, fragment };
    }
    // Written on Windows, or for a browser.
    let path = path.replace('\\', "/");
    let path = Pointer::parse(&format!("#/{}", path.replace('~', "~0").replace('/', "~1")))
        .and_then(|pointer| pointer.last().map(|path| path.into_owned()))
        .unwrap_or(path);
    Location::File { name: joined(base, &path), fragment }
}

/// The path from where the file `base` is, without steps back and forth.
fn joined(base: &str, path: &str) -> String {
    let folder = base.rsplit_once('/').map_or("", |(folder, _)| folder);
    match (path.starts_with('/'), folder) {
        (true, _) | (false, "") => tidied(path),
        (false, folder) => tidied(&format!("{folder}/{path}")),
    }
}

/// A path without steps back and forth.
pub(super) fn tidied(path: &str) -> String {
    let mut steps: Vec<&str> = Vec::new();
    for step in path.split('/') {
        match step {
            "" | "." => {}
            ".." if steps.last().is_some_and(|last| *last != "..") => drop(steps.pop()),
            _ => steps.push(step),
        }
    }
    let root = if path.starts_with('/') { "/" } else { "" };
    format!("{root}{}", steps.join("/"))
}

/// Whether a discriminator's value names a place and not a schema (OpenAPI 3.0.3, "Discriminator
/// Object").
pub(super) fn is_place(value: &str) -> bool {
    value.contains(['/', '#']) || [".yaml", ".yml", ".json"].iter().any(|end| value.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(reference: &str, base: &str) -> String {
        match locate(reference, base) {
            Location::File { name, fragment } => format!("{name} {fragment}"),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn a_path_is_relative_to_the_file_that_names_it() {
        assert_eq!(file("pet.yaml", "api.yaml"), "pet.yaml ");
        assert_eq!(file("./pet.yaml#/Pet", "specs/api.yaml"), "specs/pet.yaml #/Pet");
        assert_eq!(file("../pet.yaml", "specs/v1/api.yaml"), "specs/pet.yaml ");
        assert_eq!(file("../../pet.yaml", "specs/api.yaml"), "../pet.yaml ");
        assert_eq!(file("/etc/pet.yaml", "specs/api.yaml"), "/etc/pet.yaml ");
        assert_eq!(file("pet.yaml", "/specs/api.yaml"), "/specs/pet.yaml ");
    }

    #[test]
    fn a_path_is_that_of_a_url() {
        assert_eq!(file("my%20pet.yaml", "api.yaml"), "my pet.yaml ");
        assert_eq!(file(r".\pets\pet.yaml", "api.yaml"), "pets/pet.yaml ");
    }

    #[test]
    fn a_fragment_alone_stays_in_its_file() {
        assert_eq!(locate("#/a", "api.yaml"), Location::Here);
    }

    #[test]
    fn a_url_is_the_network() {
        let network = |url, fragment| Location::Network { url, fragment };
        let url = "https://example.com/a.yaml";
        assert_eq!(locate("https://example.com/a.yaml#/A", "api.yaml"), network(url, "#/A"));
        let url = "//example.com/a.yaml";
        assert_eq!(locate(url, "api.yaml"), network(url, ""));
    }
}
