//! What a document says in two ways that exclude each other, and names that nothing can have: which
//! of them is taken is said, and what would do harm is left out.

use openapiv3::{MediaType, ServerVariable};

use super::media;
use crate::diagnostic::Code;
use crate::lower::report::Report;
use crate::model::{BodyFormat, Parameter, Place};
use crate::source::Pointer;

/// Whether a key of `content` is a media type, of what is sent or of what is received; one that is
/// none is reported, and one that has no slash.
pub(super) fn is_media_type(
    report: &Report<'_>,
    (key, is_sent): (&str, bool),
    consequence: &str,
    at: &Pointer,
) -> bool {
    let is_one = media::is_media_type(key);
    if media::is_bare(key) {
        let meant = media::essence(key);
        let form = match media::format(key) {
            Some(BodyFormat::Json) => "JSON",
            _ if media::is_xml(key) => "XML",
            _ => "text",
        };
        // RFC 9110, section 8.3.1, has no such type; who documents it reads it, too.
        let then = match is_sent {
            true => format!("bodies are {form}, and sent with `Content-Type: {key}`"),
            false => format!("the body is {form}, and asked for by `Accept: {key}`"),
        };
        let message = format!("the media type `{key}` has no slash");
        report
            .warning(Code::UnsupportedMediaType, &at.child(key), message)
            .then(then)
            .help(format!("write a type and a subtype, such as `{meant}`"));
    }
    if !is_one {
        report
            .warning(
                Code::UnsupportedMediaType,
                &at.child(key),
                format!("{key:?} is no media type"),
            )
            .then(consequence)
            .help("write a type and a subtype, such as `text/plain`, or move it out of `content`");
    }
    is_one
}

/// Says that a list has a parameter twice. OpenAPI 3.0.3, "Operation Object": it MUST NOT.
pub(super) fn twice(report: &Report<'_>, known: &Parameter, later: &Parameter, at: &Pointer) {
    let (one, other) = (&known.name.wire, &later.name.wire);
    let message = match one == other {
        true => format!("the parameter `{one}` stands twice in this list"),
        // RFC 9110, section 5.1.
        false => format!("`{other}` is the header `{one}`, whose name is the same in any case"),
    };
    let is_same = (&known.ty, known.required) == (&later.ty, later.required);
    let earlier = report.document.span(&known.origin);
    let reported = match is_same {
        true => report.note(Code::Contradiction, at, message),
        false => report.warning(Code::Contradiction, at, message),
    };
    reported
        .also(earlier, "the earlier one")
        .then("the later one is taken")
        .help("remove one of them");
}

/// Says that a parameter or a header is described twice. OpenAPI 3.0.3, "Parameter Object": it
/// MUST contain either `schema` or `content`, but not both.
pub(super) fn described_twice(report: &Report<'_>, at: &Pointer) {
    let node = report.document.root().at(at);
    let has = |key| node.is_some_and(|node| node.get(key).is_some());
    if has("schema") && has("content") {
        let message = "`schema` and `content` exclude each other";
        report
            .warning(Code::Contradiction, &at.child("content"), message)
            .then("`schema` is taken")
            .help("remove one of them");
    }
}

/// OpenAPI 3.0.3, "Server Variable Object": the default is one of the values.
pub(super) fn default_is_known(report: &Report<'_>, variable: &ServerVariable, at: &Pointer) {
    let known = &variable.enumeration;
    if !known.is_empty() && !known.contains(&variable.default) {
        let message = format!("the default {:?} is none of the values", variable.default);
        report
            .warning(Code::Contradiction, &at.child("default"), message)
            .then("it is what the URL has unless a value is set")
            .help("make one of the values the default, or add it to `enum`");
    }
}

/// What a parameter or a header is described by, where `content` says it: the map MUST contain
/// only one entry.
pub(super) fn only_content<'c>(
    report: &Report<'_>,
    content: &'c indexmap::IndexMap<String, MediaType>,
    at: &Pointer,
) -> Option<(&'c String, &'c MediaType)> {
    let first = content.iter().next();
    if let Some((media_type, _)) = first.filter(|_| content.len() > 1) {
        let message = format!("one media type says what it is, found {}", content.len());
        report
            .warning(Code::Contradiction, &at.child("content"), message)
            .then(format!("it is that of `{media_type}`"))
            .help("remove the others");
    }
    first
}
/// Why nothing can have a name in a place, and what to do; the end of a sentence about the name.
pub(super) fn unfit_name(place: Place, name: &str) -> Option<(&'static str, &'static str)> {
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
