//! Tags that are one: they differ by the case of their letters, or by what no name of Rust has.

use std::collections::BTreeMap;

use crate::diagnostic::Code;
use crate::lower::operations::operation::UNTAGGED;
use crate::lower::report::Report;
use crate::name;
use crate::source::Pointer;

/// What tags are called outright, by what all spellings of each have in common.
pub(super) struct Spellings {
    renamed: BTreeMap<String, String>,
}

impl Spellings {
    /// Those of the declared tags.
    pub(super) fn of(report: &Report<'_>) -> Self {
        let mut renamed = BTreeMap::new();
        for (index, tag) in report.document.openapi.tags.iter().enumerate() {
            let at = Pointer::root().child("tags").index(index);
            if let Some(name) = report.value_renamed(&at) {
                renamed.entry(folded(&tag.name)).or_insert(name);
            }
        }
        Self { renamed }
    }

    /// What the tag is called outright.
    pub(super) fn renamed(&self, tag: &str) -> Option<&String> {
        self.renamed.get(&folded(tag))
    }

    /// What is the same for all spellings of a tag, and for no other tag.
    pub(super) fn key(&self, tag: &str) -> String {
        self.renamed(tag).map_or_else(|| folded(tag), |name| folded(name))
    }
}

/// As the page of a tag is called, which a disk may not tell from another one by its case.
fn folded(tag: &str) -> String {
    name::type_name(if tag.is_empty() { UNTAGGED } else { tag }).to_lowercase()
}

/// A spelling of a tag, and where it stands first.
pub(super) type Spelling = (String, Pointer);

/// Tells of tags that are written in several ways.
pub(super) fn note<'a>(report: &Report<'_>, tags: impl Iterator<Item = &'a [Spelling]>) {
    for spellings in tags {
        let [(one, first), (other, second), ..] = spellings else { continue };
        report
            .value_note(Code::NameCollision, second, format!("`{other}` is the tag `{one}`"))
            .also(report.document.value_span(first), "the first spelling")
            .then("all spellings are one handle, with the operations of each")
            .help("write a tag in one way");
    }
}
