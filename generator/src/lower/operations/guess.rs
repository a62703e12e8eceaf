//! What a document says in two ways that exclude each other, and names that nothing can have: which
//! of them is taken is said, and what would do harm is left out.

use openapiv3::{MediaType, ServerVariable};

use crate::diagnostic::{Code, Diagnostic};
use crate::lower::Lower;
use crate::lower::operations::media;
use crate::model::{Parameter, Place};
use crate::source::Pointer;

impl Lower<'_> {
    /// Says that a list has a parameter twice. OpenAPI 3.0.3, "Operation Object": it MUST NOT.
    pub(in crate::lower) fn twice(&mut self, known: &Parameter, later: &Parameter, at: &Pointer) {
        let (one, other) = (&known.name.wire, &later.name.wire);
        let message = match one == other {
            true => format!("the parameter `{one}` stands twice in this list"),
            // RFC 9110, section 5.1.
            false => format!("`{other}` is the header `{one}`, whose name is the same in any case"),
        };
        let is_same = (&known.ty, known.required) == (&later.ty, later.required);
        let span = self.document.span(at);
        let diagnostic = match is_same {
            true => Diagnostic::note(Code::Contradiction, at.clone(), span, message),
            false => Diagnostic::warning(Code::Contradiction, at.clone(), span, message),
        };
        let earlier = self.document.span(&known.origin);
        self.diagnostics.push(
            diagnostic
                .also(earlier, "the earlier one")
                .consequence("the later one is taken")
                .help("remove one of them"),
        );
    }

    /// Says that a parameter or a header is described twice. OpenAPI 3.0.3, "Parameter Object": it
    /// MUST contain either `schema` or `content`, but not both.
    pub(in crate::lower) fn described_twice(&mut self, at: &Pointer) {
        let node = self.document.root().at(at);
        let has = |key| node.is_some_and(|node| node.get(key).is_some());
        if has("schema") && has("content") {
            let message = "`schema` and `content` exclude each other";
            self.warning(Code::Contradiction, &at.child("content"), message)
                .then("`schema` is taken")
                .help("remove one of them");
        }
    }

    /// OpenAPI 3.0.3, "Server Variable Object": the default is one of the values.
    pub(in crate::lower) fn default_is_known(&mut self, variable: &ServerVariable, at: &Pointer) {
        let known = &variable.enumeration;
        if !known.is_empty() && !known.contains(&variable.default) {
            let message = format!("the default {:?} is none of the values", variable.default);
            self.warning(Code::Contradiction, &at.child("default"), message)
                .then("it is what the URL has unless a value is set")
                .help("make one of the values the default, or add it to `enum`");
        }
    }

    /// What a parameter or a header is described by, where `content` says it: the map MUST contain
    /// only one entry.
    pub(in crate::lower) fn only_content<'c>(
        &mut self,
        content: &'c indexmap::IndexMap<String, MediaType>,
        at: &Pointer,
    ) -> Option<(&'c String, &'c MediaType)> {
        let first = content.iter().next();
        if let Some((media_type, _)) = first.filter(|_| content.len() > 1) {
            let message = format!("one media type says what it is, found {}", content.len());
            self.warning(Code::Contradiction, &at.child("content"), message)
                .then(format!("it is that of `{media_type}`"))
                .help("remove the others");
        }
        first
    }
}

/// Why nothing can have a name in a place, and what to do; the end of a sentence about the name.
pub(in crate::lower) fn unfit_name(
    place: Place,
    name: &str,
) -> Option<(&'static str, &'static str)> {
    const HELP: &str = "write letters, digits and hyphens: RFC 9110, section 5.6.2, has the others";
    match place {
        Place::Header | Place::PartHeader if !media::is_token(name) => {
            Some(("is no name of a header", HELP))
        }
        // RFC 6265, section 4.1.1: the name of a cookie is a token.
        Place::Cookie if !media::is_token(name) => Some(("is no name of a cookie", HELP)),
        Place::Query if name.is_empty() => {
            Some(("is no name of a parameter", "give it the name that the server reads"))
        }
        _ => None,
    }
}
