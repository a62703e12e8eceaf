//! What is different of responses, and of their headers.

use std::collections::{BTreeMap, BTreeSet};

use super::super::fits::Fit;
use super::super::matching::Method;
use super::super::rules::{Kind, Way, Wire};
use super::super::sides::{Finder, Spot, Topic, code};
use super::super::types::value;
use crate::model::{BodyFormat, Content, DocumentedResponse, Header, Operation, Status, Success};
use crate::source::Pointer;

pub(super) fn compare(
    finder: &mut Finder<'_>,
    topic: &Topic,
    item: &str,
    (before, after): (&Method<'_>, &Method<'_>),
) {
    let (old, new) = (before.operation, after.operation);
    let place = |operation: &Operation, status: Status| {
        operation.origin.child("responses").child(&wire(status))
    };
    let spot = Spot::Both(&old.origin, &new.origin);
    for response in &old.responses {
        let at = place(old, response.status);
        let path = variant(before, response.status);
        let path = path.as_deref().unwrap_or(item);
        match new.responses.iter().find(|other| other.status == response.status) {
            Some(other) => {
                let other_at = place(new, other.status);
                both(finder, topic, (&at, &other_at), path, (response, other));
            }
            None => {
                let kind = match is_failure(old, response.status) {
                    true => Kind::ResponseRemoved,
                    false => Kind::SuccessRemoved,
                };
                let what = format!("the status {} is not documented any more", response.status);
                finder.tell(kind, topic, Spot::Old(&at), path, what);
            }
        }
    }
    let is_new = |other: &&DocumentedResponse| {
        !old.responses.iter().any(|response| response.status == other.status)
    };
    for other in new.responses.iter().filter(is_new) {
        let kind = match is_failure(new, other.status) {
            true => Kind::ResponseAdded,
            false => Kind::SuccessAdded,
        };
        let what = format!("the status {} is documented", other.status);
        let mut answers = kind.rule().answers(topic.way);
        if kind == Kind::SuccessAdded && is_read(finder, &old.success, &other.content) {
            answers.old_to_new = Wire::Works;
        }
        let spot = Spot::New(&place(new, other.status));
        let path = variant(after, other.status);
        let path = path.as_deref().unwrap_or(item);
        finder.tell_as(kind, topic, spot, path, (what, answers));
    }
    if old.failures.is_empty() != new.failures.is_empty() {
        let what = match old.failures.is_empty() {
            true => "its error is an enum: failures are documented",
            false => "its error is no enum any more: no failure is documented",
        };
        finder.tell(Kind::FirstFailure, topic, spot, item, what.to_owned());
    }
    match (&old.success, &new.success) {
        (Success::One(_), Success::Many { name, .. }) => {
            let what = format!("it gives back {}, an enum of several successes", code(name));
            finder.tell(Kind::SuccessChanged, topic, spot, item, what);
        }
        (Success::Many { name, .. }, Success::One(_)) => {
            let what = format!(
                "it does not give back {} any more, an enum of several successes",
                code(name)
            );
            finder.tell(Kind::SuccessChanged, topic, spot, item, what);
        }
        _ => {}
    }
    headers(finder, topic, (before, after));
}

/// Whether a program of OLD reads what comes with a success that it does not know as that of the one that it
/// knows: where that has no body, or each value of the other one is one of its own.
fn is_read(finder: &Finder<'_>, success: &Success, content: &Content) -> bool {
    match (success, content) {
        (Success::One(Content::Empty), _) => true,
        (Success::One(Content::Value(one, old)), Content::Value(other, new)) => {
            one == other && Fit::new(finder.new.api, finder.old.api, true).fits(new, old)
        }
        _ => false,
    }
}

/// The variant of a status, where it has one: of the error, or of the enum of several successes.
fn variant(method: &Method<'_>, status: Status) -> Option<String> {
    let Operation { failures, error_name, success, .. } = method.operation;
    let module = &method.tag.module;
    let successes = match success {
        Success::One(_) => None,
        Success::Many { name, variants } => {
            variants.iter().find(|it| it.status == status).map(|it| (name, &it.name))
        }
    };
    let failures = failures.iter().find(|it| it.status == status).map(|it| (error_name, &it.name));
    let (name, variant) = failures.or(successes)?;
    Some(format!("{module}::{name}::{variant}"))
}

/// A status as the key of a document.
fn wire(status: Status) -> String {
    match status {
        Status::Exact(code) => code.to_string(),
        Status::Range(hundred) => format!("{hundred}XX"),
        Status::Default => "default".to_owned(),
    }
}

fn is_failure(operation: &Operation, status: Status) -> bool {
    operation.failures.iter().any(|failure| failure.status == status)
}

fn both(
    finder: &mut Finder<'_>,
    topic: &Topic,
    (old_at, new_at): (&Pointer, &Pointer),
    item: &str,
    (old, new): (&DocumentedResponse, &DocumentedResponse),
) {
    let spot = Spot::Both(old_at, new_at);
    let name = format!("the body of status {}", old.status);
    match (&old.content, &new.content) {
        (Content::Empty, Content::Empty) => {}
        (Content::Empty, _) => {
            let what = format!("the status {} has a body", old.status);
            finder.tell(Kind::ResponseBodyAdded, topic, spot, item, what);
        }
        (_, Content::Empty) => {
            let what = format!("the status {} has no body any more", old.status);
            finder.tell(Kind::ResponseBodyRemoved, topic, spot, item, what);
        }
        (one, other) => {
            if format(one) != format(other) {
                let what =
                    format!("{name} is read as {}, and was as {}", format(other), format(one));
                finder.tell(Kind::ResponseFormatChanged, topic, spot, item, what);
            }
            if let (Some(one), Some(other)) = (one.ty(), other.ty()) {
                value(finder, topic, spot, item, (&name, one, other));
            }
            if old.media_types != new.media_types {
                let list = |types: &[String]| {
                    types.iter().map(|ty| code(ty)).collect::<Vec<_>>().join(", ")
                };
                let what = format!(
                    "{name} is {}, and was {}",
                    list(&new.media_types),
                    list(&old.media_types)
                );
                finder.tell(Kind::ResponseMediaTypeChanged, topic, spot, item, what);
            }
        }
    }
}

/// How a body is read, in a few words.
fn format(content: &Content) -> &'static str {
    match content {
        Content::Empty => "nothing",
        Content::Value(BodyFormat::Json, _) => "JSON",
        Content::Value(BodyFormat::Xml(_), _) => "XML",
        Content::Value(BodyFormat::Text, _) => "text",
        Content::Value(BodyFormat::Bytes, _) => "bytes",
        Content::Items(framing, _) => framing.word(),
    }
}

fn headers(finder: &mut Finder<'_>, topic: &Topic, (before, after): (&Method<'_>, &Method<'_>)) {
    let topic = topic.going(Way::RECEIVED);
    // Names of headers are the same in small and in capital letters (RFC 9110, section 5.1).
    let wire = |header: &Header| header.name.wire.to_ascii_lowercase();
    let mut others: BTreeMap<String, &Header> = BTreeMap::new();
    for (other, _) in headers_of(after) {
        others.entry(wire(other)).or_insert(other);
    }
    let known: BTreeSet<String> = headers_of(before).map(|(header, _)| wire(header)).collect();
    for (header, path) in headers_of(before) {
        let name = format!("the header {} of responses", code(&header.name.wire));
        match others.get(&wire(header)) {
            Some(other) => {
                let spot = Spot::Both(&header.origin, &other.origin);
                value(finder, &topic, spot, &path, (&name, &header.ty, &other.ty));
                let mut tell = |kind, words: &str| {
                    finder.tell(kind, &topic, spot, &path, format!("{name} {words}"));
                };
                if header.form != other.form && header.ty == other.ty {
                    tell(Kind::StyleChanged, "is written in another way");
                }
                match (header.deprecated, other.deprecated) {
                    (false, true) => tell(Kind::Deprecated, "is deprecated"),
                    (true, false) => tell(Kind::Reinstated, "is not deprecated any more"),
                    _ => {}
                }
            }
            None => {
                let what = format!("{name} is not documented any more");
                finder.tell(Kind::HeaderRemoved, &topic, Spot::Old(&header.origin), &path, what);
            }
        }
    }
    for (other, path) in headers_of(after).filter(|(other, _)| !known.contains(&wire(other))) {
        let what = format!("the header {} of responses is documented", code(&other.name.wire));
        finder.tell(Kind::HeaderAdded, &topic, Spot::New(&other.origin), &path, what);
    }
}

/// The headers of the responses of a method, each with its field.
fn headers_of<'a>(method: &Method<'a>) -> impl Iterator<Item = (&'a Header, String)> {
    let module = &method.tag.module;
    method.operation.headers.iter().flat_map(move |headers| {
        let path =
            move |header: &Header| format!("{module}::{}.{}", headers.name, header.name.rust);
        headers.fields.iter().map(move |header| (header, path(header)))
    })
}
