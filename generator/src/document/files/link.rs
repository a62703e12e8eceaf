//! References from file to file, made references within one tree.

use super::locate::{Location, locate};
use super::mount::Files;
use super::visit::rewrite;
use crate::document::mounted::FILES;
use crate::node::Node;
use crate::source::{Pointer, Span};

/// Why a reference to another file leads nowhere.
pub(in super::super) struct Lost {
    /// The end of a sentence.
    pub(in super::super) reason: String,
    /// What to do about it.
    pub(in super::super) help: String,
    /// The place in a file that keeps it from being read, and what is wrong there.
    pub(in super::super) fault: Option<(Span, String)>,
}

impl Files<'_> {
    /// Makes each reference that leaves its file one within the tree. One that leads nowhere stays
    /// as it is, and its place is given: [`Files::lost`] says why.
    pub(in super::super) fn link(&self, root: &mut Node) -> Vec<Span> {
        let mut lost = Vec::new();
        let Some(mut files) = root.take(FILES) else { return lost };
        let mut linked = |reference: &Node, base: &str, may_be_data: bool| {
            let target = self.target(reference.as_str()?, base);
            lost.extend((target.is_err() && !may_be_data).then_some(reference.span));
            target.ok()?
        };
        rewrite(root, &mut |reference, may_be_data| {
            linked(reference, self.document.name(), may_be_data)
        });
        for (name, entry) in files.node.as_object_mut().into_iter().flatten() {
            rewrite(&mut entry.node, &mut |reference, may_be_data| {
                linked(reference, name, may_be_data)
            });
        }
        root.put_entry(FILES, files);
        lost
    }

    /// Why a reference, which stands in the file `base`, leads nowhere. `None` for one that leads
    /// somewhere, or does not leave its file.
    pub(in super::super) fn lost(&self, reference: &str, base: &str) -> Option<Lost> {
        self.target(reference, base).err()
    }

    /// What a reference becomes; nothing where it can stay.
    fn target(&self, text: &str, base: &str) -> Result<Option<String>, Lost> {
        let (name, fragment) = match locate(text, base) {
            Location::Here if base == self.document.name() => return Ok(None),
            Location::Here => (base.to_owned(), text),
            Location::File { name, fragment } => (name, fragment),
            Location::Network { url, fragment } => {
                let name = self.urls.get(url).ok_or_else(|| on_network(url))?;
                ((*name).to_owned(), fragment)
            }
        };
        if name == self.document.name() {
            let fragment = if fragment.is_empty() { "#" } else { fragment };
            return Ok(Some(fragment.to_owned()));
        }
        let part = self.parts.get(name.as_str());
        if let Some(reason) = part.map_or(Some("was not read"), |(_, part)| part.fault()) {
            let reason = format!("points into the file `{name}`, which {reason}");
            return Err(Lost::new(reason, advice(text)));
        }
        if let Some(fault) = self.broken.get(name.as_str()) {
            let reason = format!("points into the file `{name}`, which cannot be read");
            let span = fault.primary().map(|label| label.span);
            let place = span.map(|span| (span, fault.message().to_owned()));
            let help = fault.what_to_do().unwrap_or("correct the file");
            return Err(Lost { fault: place, ..Lost::new(reason, help) });
        }
        let file = Pointer::root().child(FILES).child(&name);
        match fragment {
            "" | "#" => Ok(Some(file.to_string())),
            fragment => match Pointer::parse(fragment) {
                Some(inner) => {
                    let target = inner.tokens().fold(file, |at, token| at.child(&token));
                    Ok(Some(target.to_string()))
                }
                None => Err(Lost::new(
                    "names a place in another file by an anchor",
                    "name the place by a JSON pointer, such as `#/components/schemas/Pet`",
                )),
            },
        }
    }
}

impl Lost {
    fn new(reason: impl Into<String>, help: impl Into<String>) -> Self {
        Self { reason: reason.into(), help: help.into(), fault: None }
    }
}

/// What to do about a reference to a file that is not there. What begins with no `#` is a file (RFC 3986,
/// section 4.2), and many who leave it out mean this document.
fn advice(text: &str) -> String {
    let is_inside = ["components/", "/components/", "definitions/", "/definitions/"]
        .iter()
        .any(|start| text.starts_with(start));
    let is_name = !text.is_empty() && !text.contains(['/', '.', '#', '?', ':']);
    let meant = match (is_inside, is_name) {
        (true, _) => format!("#/{}", text.trim_start_matches('/')),
        (false, true) => format!("#/components/schemas/{text}"),
        (false, false) => return "correct the path, or add the file".to_owned(),
    };
    format!("correct the path, or write `{meant}` if a place of this document is meant")
}

/// Nothing is ever fetched.
fn on_network(url: &str) -> Lost {
    let folder = url.rsplit_once('/').map_or(url, |(folder, _)| folder);
    let help =
        format!("save a copy of what lies there, and name its folder: `--map {folder}/=FOLDER`");
    Lost::new("points to the network, from which nothing is read", help)
}
