//! Paths of operations.

use indexmap::IndexSet;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::diagnostic::Code;
use crate::lower::report::Report;
use crate::source::Pointer;

/// What cannot stand in a path as it is (RFC 3986, sections 3.3 and 3.4). `%` stays: a document
/// writes paths as they are sent.
const UNFIT: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// A piece of a path.
enum Piece<'p> {
    /// Text that is sent as it is.
    Literal(&'p str),
    /// The name of a parameter.
    Parameter(&'p str),
}

/// The path as it is sent, with its parameters in braces.
pub(super) fn path(report: &Report<'_>, path: &str, at: &Pointer) -> String {
    let (path, fragment) =
        path.split_once('#').map_or((path, None), |(path, rest)| (path, Some(rest)));
    if fragment.is_some() {
        report
            .warning(Code::PathMismatch, at, "a path ends where a fragment (`#`) begins")
            .then("the fragment is not sent, and the server cannot tell this operation by it")
            .help("describe what tells it as a parameter of the query");
    }
    let mut out = String::new();
    for piece in pieces(path) {
        match piece {
            Piece::Parameter(name) => out.push_str(&format!("{{{name}}}")),
            Piece::Literal(text) => out.extend(utf8_percent_encode(text, UNFIT)),
        }
    }
    if out.contains("%7B") || out.contains("%7D") {
        report
            .warning(Code::PathMismatch, at, "a brace of this path belongs to no parameter")
            .then("it is sent as it is")
            .help("write each parameter as `{name}`, without a slash in it");
    }
    out
}
fn pieces(path: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = path;
    let mut from = 0;
    while let Some(start) =
        rest.get(from..).and_then(|text| text.find('{')).map(|start| start + from)
    {
        let (before, braced) = rest.split_at(start);
        // No further than to what cannot stand in a name, so that braces cost no look to the end.
        let name = braced.get(1..).and_then(|text| text.split_once(['{', '}', '/']));
        let name = name.map(|(name, _)| name).filter(|name| {
            let end = braced.get(name.len() + 1..);
            !name.is_empty() && end.is_some_and(|end| end.starts_with('}'))
        });
        match name {
            Some(name) => {
                pieces.push(Piece::Literal(before));
                pieces.push(Piece::Parameter(name));
                rest = braced.get(name.len() + 2..).unwrap_or_default();
                from = 0;
            }
            None => from = start + 1,
        }
    }
    pieces.push(Piece::Literal(rest));
    pieces
}

/// The names in braces of a path, in their order, each once.
pub(super) fn placeholders(path: &str) -> IndexSet<&str> {
    let names = pieces(path).into_iter().filter_map(|piece| match piece {
        Piece::Parameter(name) => Some(name),
        Piece::Literal(_) => None,
    });
    names.collect()
}
