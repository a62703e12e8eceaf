//! Responses: what a call gives back, and the ways in which it can fail.

mod way;
mod streamed;

use http::StatusCode;
use openapiv3::{ReferenceOr, Response, Responses};

pub(super) use self::streamed::{is_watch, watch};
use self::way::{Entry, Reading, whole};
use super::context::{Context, Operations};
use super::header::Gathered;
use super::{guess, media};
use crate::diagnostic::Code;
use crate::document::Document;
use crate::lower::place::component_name;
use crate::lower::report::item_reference;
use crate::model::{
    BodyFormat, Content, DocumentedResponse, Failure, Headers, Status, Success, Type, Variant,
};
use crate::name::{self, Scope};
use crate::source::Pointer;

/// The media type that is asked for where the document names none: servers choose their
/// response by it, that of an error and of an empty one, too.
const JSON: &str = "application/json";

/// The responses of an operation.
pub(super) struct DocumentedResponses {
    pub(super) success: Success,
    pub(super) failures: Vec<Failure>,
    pub(super) responses: Vec<DocumentedResponse>,
    pub(super) headers: Option<Headers>,
    pub(super) accept: String,
    pub(super) produces: Vec<String>,
    /// The same responses, where a success is asked for as something else.
    pub(super) others: Vec<Other>,
}

/// What the responses are where a success is asked for as another media type.
pub(super) struct Other {
    /// What ends the name of its method.
    pub(super) word: String,
    pub(super) success: Success,
    pub(super) responses: Vec<DocumentedResponse>,
    pub(super) accept: String,
}

/// A response, the media types of it that can be read, and what it can be besides.
struct Read {
    response: DocumentedResponse,
    readable: Vec<String>,
    others: Vec<Reading>,
}

impl Operations<'_> {
    pub(super) fn responses(
        &mut self,
        responses: &Responses,
        context: &Context,
    ) -> DocumentedResponses {
        let document = self.document;
        let at = context.at.child("responses");
        let documented = responses.responses.iter().map(|(status, response)| {
            let (status, key) = match status {
                openapiv3::StatusCode::Code(code) => (Status::Exact(*code), code.to_string()),
                openapiv3::StatusCode::Range(hundred) => {
                    (Status::Range(*hundred), written(document, &at, &format!("{hundred}XX")))
                }
            };
            (status, key, response)
        });
        let default = responses
            .default
            .iter()
            .map(|response| (Status::Default, "default".to_owned(), response));
        let has_success = responses.responses.keys().any(|status| match status {
            openapiv3::StatusCode::Code(code) => is_success(Status::Exact(*code)),
            openapiv3::StatusCode::Range(hundred) => is_success(Status::Range(*hundred)),
        });
        let mut all = Vec::new();
        let mut headers = Gathered::default();
        for (status, key, response) in documented.chain(default) {
            let at = at.child(&key);
            let document = self.document;
            match document.follow(response, &at) {
                Ok((response, at)) => {
                    let is_read = is_success(status) || (status == Status::Default && !has_success);
                    let response = (&*response, is_read);
                    all.push(self.response(status, response, context, &mut headers, &at))
                }
                Err(reason) => {
                    let response = self.unknown_response(status, response, &at, &reason);
                    all.push(Read { response, readable: Vec::new(), others: Vec::new() });
                }
            }
        }
        // Exact statuses are matched before ranges, ranges before the rest.
        all.sort_by_key(|read| read.response.status);
        let accept = accept(asked_for(&all));
        let others = others(&all, context);
        let responses: Vec<DocumentedResponse> =
            all.into_iter().map(|read| read.response).collect();
        let produces = declared(&responses);
        let (successes, failures) = split(&responses);
        DocumentedResponses {
            success: success(&successes, context),
            failures: variants(&failures),
            headers: headers.finish(self.report, context),
            produces,
            accept,
            responses,
            others,
        }
    }

    /// A response that a reference should describe and does not: the call is the same without.
    fn unknown_response(
        &mut self,
        status: Status,
        response: &ReferenceOr<Response>,
        at: &Pointer,
        reason: &str,
    ) -> DocumentedResponse {
        let reference = item_reference(response);
        let reference = self.document.written_reference(at).unwrap_or(reference).to_owned();
        let message = format!("`{reference}` {reason}");
        self.report
            .warning(Code::UnresolvedReference, &at.child("$ref"), message)
            .then("nothing is known of this response but its status: no body of it is read")
            .help("correct the reference, or add what it points to");
        DocumentedResponse {
            status,
            docs: String::new(),
            media_types: Vec::new(),
            media_type: None,
            content: Content::Empty,
            headers: Vec::new(),
        }
    }

    /// A response, and the media types of it that can be read.
    fn response(
        &mut self,
        status: Status,
        (response, is_success): (&Response, bool),
        context: &Context,
        gathered: &mut Gathered,
        at: &Pointer,
    ) -> Read {
        let at_content = at.child("content");
        let media_types = response.content.keys().filter(|key| media::is_media_type(key));
        let media_types: Vec<String> = media_types.cloned().collect();
        let mut ranked: Vec<_> = response.content.iter().collect();
        let consequence = match ranked.iter().any(|(key, _)| media::is_media_type(key)) {
            true => "it is left out",
            false => "the response is bytes, as they are",
        };
        ranked.retain(|(key, _)| {
            guess::is_media_type(self.report, (key, false), consequence, &at_content)
        });
        ranked.sort_by_key(|(media_type, _)| media::order(media_type));
        let is_bodiless =
            context.method == "HEAD" || matches!(status, Status::Exact(101 | 204 | 205 | 304));
        let own = status_name(status).unwrap_or_else(|| "Response".to_owned());
        let name = |at: &Pointer| match component_name(at) {
            Some(name) => format!("{name}Response"),
            None => format!("{}{own}", context.type_name),
        };
        let mut all = Vec::new();
        if let Some((media_type, _)) = ranked.first().filter(|_| is_bodiless) {
            // RFC 9110, sections 6.4.1, 15.3.5 and 15.3.6.
            self.report
                .note(
                    Code::IgnoredBody,
                    &at_content.child(media_type),
                    "such a response has no body",
                )
                .then("none is read")
                .help("remove its `content`");
        } else {
            let words = (response.description.as_str(), &context.at);
            all = self.contents(&ranked, (is_success, words), &name, &at_content);
        }
        let Reading { content, readable, .. } = match all.is_empty() {
            false => all.remove(0),
            // Something comes, and nobody says what.
            true if !response.content.is_empty() && !is_bodiless => {
                Reading::always(Content::Value(BodyFormat::Bytes, Type::Bytes))
            }
            true => Reading::always(Content::Empty),
        };
        let headers = self.headers(&response.headers, context, gathered, at);
        let docs = response.description.clone();
        let media_type = read_as(&readable);
        let response =
            DocumentedResponse { status, docs, media_types, media_type, content, headers };
        Read { response, readable, others: all }
    }

    /// What a response can be, each with the media types by which it is asked for; what is read
    /// where nothing else is asked for comes first.
    fn contents(
        &mut self,
        ranked: &[Entry<'_>],
        (is_success, (words, operation)): (bool, (&str, &Pointer)),
        name: &dyn Fn(&Pointer) -> String,
        at: &Pointer,
    ) -> Vec<Reading> {
        let mut streams = if is_success { self.sequences(ranked, name, at) } else { Vec::new() };
        if is_success && streams.is_empty() {
            let first = ranked.first().copied();
            let name = name(&at.child(first.map_or("", |(media_type, _)| media_type)));
            if let Some(results) = first.and_then(|first| self.results(first, words, &name, at)) {
                return vec![results];
            }
            match self.fern(first, &name, (operation, at)) {
                Some((reading, true)) => return vec![reading],
                Some((reading, false)) => streams.push(reading),
                None => {}
            }
        }
        let ranked = whole(ranked, is_success);
        // A failure is what the server says that it is.
        let mut ways = self.ways(&ranked, is_success, at);
        if streams.is_empty() {
            self.prefer_described(&mut ways, at);
        }
        self.only_watched(&mut ways, &mut streams);
        let mut all: Vec<Reading> = Vec::new();
        for way in ways {
            let mut name = name(&at.child(way.entry.0));
            if !all.is_empty() {
                name.push_str(&name::variant_name(&way.word));
            }
            all.push(self.reading(way, &name, is_success, at));
        }
        // JSON is read whole where there is a choice.
        let is_whole = ranked.first().is_some_and(|(first, _)| media::rank(first) == 0);
        let at = usize::from(is_whole).min(all.len());
        all.splice(at..at, streams.drain(..));
        all
    }
}

/// The media type as which a response is read that can be of several.
fn read_as(readable: &[String]) -> Option<String> {
    readable.first().filter(|media_type| !media::is_range(media_type)).cloned()
}

/// The key as the document writes it: `4xx` is a range, too.
fn written(document: &Document, at: &Pointer, key: &str) -> String {
    let keys = document.root().at(at).and_then(|node| node.as_object()).map(|object| object.keys());
    let written = keys.into_iter().flatten().find(|written| written.eq_ignore_ascii_case(key));
    written.cloned().unwrap_or_else(|| key.to_owned())
}

/// What `Accept` says: all that can be read, of any response.
fn accept<'a>(readable: impl Iterator<Item = &'a String>) -> String {
    let mut types: Vec<&str> = Vec::new();
    for media_type in readable {
        if !types.contains(&media_type.as_str()) {
            types.push(media_type);
        }
    }
    if types.is_empty() { JSON.to_owned() } else { types.join(", ") }
}

fn declared(responses: &[DocumentedResponse]) -> Vec<String> {
    let mut types: Vec<String> = Vec::new();
    for media_type in responses.iter().flat_map(|response| &response.media_types) {
        if !types.contains(media_type) {
            types.push(media_type.clone());
        }
    }
    types
}

/// The successes and the failures. Where no success is documented, `default` describes one.
fn split(responses: &[DocumentedResponse]) -> (Vec<&DocumentedResponse>, Vec<&DocumentedResponse>) {
    let (mut successes, failures): (Vec<_>, Vec<_>) =
        responses.iter().partition(|response| is_success(response.status));
    if successes.is_empty() {
        let default = failures.iter().find(|response| response.status == Status::Default);
        successes.extend(default);
    }
    // OpenAPI 3.0.3, "Responses Object": `default` is for all statuses that are not declared, so
    // that it is the body of failures, too. Without a body it says nothing of them.
    let only_default =
        successes.len() == 1 && successes.iter().all(|response| response.status == Status::Default);
    let says_nothing = |response: &&DocumentedResponse| {
        only_default && response.status == Status::Default && response.content == Content::Empty
    };
    let failures = failures.into_iter().filter(|response| !says_nothing(response));
    (successes, failures.collect())
}

/// The media types of all responses, but of failures those by which another success is asked for.
fn asked_for(all: &[Read]) -> impl Iterator<Item = &String> {
    let others = all.iter().flat_map(|read| &read.others);
    let others: Vec<&String> = others.flat_map(|other| &other.readable).collect();
    all.iter().flat_map(move |read| {
        let others = others.clone();
        let is_choice = !read.others.is_empty() || is_success(read.response.status);
        read.readable.iter().filter(move |known| is_choice || !others.contains(known))
    })
}

/// The responses where a success is asked for as something else.
fn others(all: &[Read], context: &Context) -> Vec<Other> {
    let mut words: Vec<&String> = Vec::new();
    for other in all.iter().flat_map(|read| &read.others) {
        if !words.contains(&&other.word) {
            words.push(&other.word);
        }
    }
    let other = |word: &String| {
        let with_other = all.iter().map(|read| {
            let Some(other) = read.others.iter().find(|other| other.word == *word) else {
                return (read.response.clone(), [].as_slice());
            };
            let (content, media_type) = (other.content.clone(), read_as(&other.readable));
            let response = DocumentedResponse { content, media_type, ..read.response.clone() };
            (response, other.readable.as_slice())
        });
        let (responses, readable): (Vec<DocumentedResponse>, Vec<&[String]>) = with_other.unzip();
        let accept = accept(readable.into_iter().flatten());
        let success = success(&split(&responses).0, context);
        Other { word: word.clone(), success, responses, accept }
    };
    words.into_iter().map(other).collect()
}

/// Whether a status is a success, or the change of protocol that was asked for (RFC 9110, section
/// 15.2.2).
fn is_success(status: Status) -> bool {
    matches!(status, Status::Exact(101 | 200..=299) | Status::Range(2))
}

/// The items that a call gives, where no success has another body.
fn only_items(successes: &[&DocumentedResponse]) -> Option<Content> {
    let mut contents = successes.iter().map(|response| &response.content);
    let mut bodies = contents.clone().filter(|content| **content != Content::Empty);
    let first = bodies.next().filter(|content| matches!(content, Content::Items(..)))?;
    contents.all(|content| *content == Content::Empty || content == first).then(|| first.clone())
}

fn success(responses: &[&DocumentedResponse], context: &Context) -> Success {
    if let Some(items) = only_items(responses) {
        // Without a body there are none, and the status says the rest.
        return Success::One(items);
    }
    match responses {
        [] => Success::One(Content::Empty),
        [first, rest @ ..] if rest.iter().all(|response| response.content == first.content) => {
            Success::One(first.content.clone())
        }
        _ => {
            let owned: Vec<&DocumentedResponse> = responses.to_vec();
            Success::Many {
                name: format!("{}Success", context.type_name),
                variants: variants(&owned),
            }
        }
    }
}

fn variants(responses: &[&DocumentedResponse]) -> Vec<Variant> {
    let mut scope = Scope::exact(&[]);
    let variant = |response: &&DocumentedResponse| Variant {
        name: scope.claim(&status_name(response.status).unwrap_or_else(|| "Ok".to_owned())),
        status: response.status,
        content: response.content.clone(),
        docs: response.docs.clone(),
    };
    responses.iter().map(variant).collect()
}

/// What a status is called; `None` for 200, which needs no name.
fn status_name(status: Status) -> Option<String> {
    let name = match status {
        Status::Exact(200) => return None,
        Status::Exact(code) => {
            match StatusCode::from_u16(code).ok().and_then(|status| status.canonical_reason()) {
                Some(reason) => name::variant_name(&reason.replace(['\'', '-'], "")),
                None => format!("Status{code}"),
            }
        }
        Status::Range(1) => "Informational".to_owned(),
        Status::Range(2) => "Successful".to_owned(),
        Status::Range(3) => "Redirection".to_owned(),
        Status::Range(4) => "ClientError".to_owned(),
        Status::Range(5) => "ServerError".to_owned(),
        Status::Range(hundred) => format!("Status{hundred}xx"),
        Status::Default => "Other".to_owned(),
    };
    Some(name)
}
