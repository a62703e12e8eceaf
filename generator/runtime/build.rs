//! A request as it goes over the wire, made from what an operation filled in.

use std::borrow::Cow;

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, COOKIE};
use http::{HeaderName, HeaderValue, Method, Uri};
use url::Url;

use super::body::Body;
use super::core::Core;
use super::credential::{Applied, Credential, Proof};
use super::error::{InvalidParameter, MissingCredential};
use super::multipart::{self, Part};
use super::operation::{Place, SecurityScheme};
use super::request::{Request, Set};

/// The media type of form bodies.
const FORM: &str = "application/x-www-form-urlencoded";

impl Request {
    /// The request as it goes over the wire, with the proofs of the schemes that were chosen.
    pub(super) fn build(
        &self,
        core: &Core,
        proofs: &[(&'static SecurityScheme, Proof)],
    ) -> Result<http::Request<Body>, InvalidParameter> {
        self.check()?;
        // A link has a query of its own.
        let own = self.link.is_none();
        let mut query = if own { self.pieces(Place::Query).collect() } else { Vec::new() };
        let mut cookies: Vec<_> = self.pieces(Place::Cookie).collect();
        let mut request = http::Request::new(Body::empty());
        let method = Method::from_bytes(self.operation.method.as_bytes());
        *request.method_mut() =
            method.map_err(|_| self.invalid("method", "is no method that HTTP can have"))?;
        let headers = request.headers_mut();
        // It is not copied.
        let accept =
            HeaderValue::from_maybe_shared(Bytes::from_static(self.operation.accept.as_bytes()));
        headers.insert(
            ACCEPT,
            accept.map_err(|_| self.invalid("Accept", "cannot be sent in a header"))?,
        );
        for set in self.values.iter().filter(|set| set.parameter.place == Place::Header) {
            let (name, value) = self.header_of(set)?;
            headers.append(name, value);
        }
        if let Some(id) = &self.last_event_id {
            headers.insert("last-event-id", id.clone());
        }
        for (scheme, proof) in proofs {
            match proof.applied(scheme) {
                Applied::Header(name, value) => {
                    let name = HeaderName::try_from(name);
                    let value = HeaderValue::try_from(value);
                    let (Ok(name), Ok(mut value)) = (name, value) else {
                        return Err(self.invalid(scheme.name(), "cannot be sent in a header"));
                    };
                    value.set_sensitive(true);
                    headers.insert(name, value);
                }
                Applied::Query(piece) => query.push(piece.into()),
                Applied::Cookie(piece) => cookies.push(piece.into()),
            }
        }
        if !cookies.is_empty() {
            let value = HeaderValue::try_from(cookies.join("; "));
            let mut value =
                value.map_err(|_| self.invalid("Cookie", "cannot be sent in a header"))?;
            value.set_sensitive(true);
            headers.insert(COOKIE, value);
        }
        if let Some((media_type, body)) = self.body()? {
            headers.insert(CONTENT_TYPE, media_type);
            *request.body_mut() = body;
        } else if matches!(self.operation.method, "POST" | "PUT" | "PATCH") {
            // RFC 9110, section 8.6: said for these methods even when it is 0; some servers
            // answer 411 otherwise.
            headers.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        *request.uri_mut() = self.uri(core, &query)?;
        Ok(request)
    }

    /// The request once more, to where it was redirected: as it is within its own origin, and
    /// with nothing but `Accept` to any other, where a request with a body does not go.
    pub(super) fn redirected(
        &self,
        core: &Core,
        proofs: &[(&'static SecurityScheme, Proof)],
        mut to: Url,
        is_home: bool,
    ) -> Option<http::Request<Body>> {
        to.set_fragment(None);
        let mut message = self.build(core, proofs).ok()?;
        if is_home {
            // The server's own URL need not repeat a key that goes in the query.
            let keys = proofs.iter().filter_map(|(scheme, proof)| match proof.applied(scheme) {
                Applied::Query(piece) => Some(piece),
                Applied::Header(..) | Applied::Cookie(_) => None,
            });
            for piece in keys {
                let query = to.query().unwrap_or_default();
                if !query.split('&').any(|known| name_of(known) == name_of(&piece)) {
                    let all = if query.is_empty() { piece } else { format!("{query}&{piece}") };
                    to.set_query(Some(&all));
                }
            }
        } else {
            let accept = message.headers_mut().remove(ACCEPT)?;
            if !message.body().as_bytes().is_some_and(Bytes::is_empty) {
                return None;
            }
            message.headers_mut().clear();
            message.headers_mut().insert(ACCEPT, accept);
        }
        *message.uri_mut() = Uri::try_from(to.as_str()).ok()?;
        Some(message)
    }

    /// Whether the body is a stream, which can be sent once.
    pub(super) fn is_upload(&self) -> bool {
        let is_stream = |body: &Body| body.as_bytes().is_none();
        let mut parts = self.values.iter().flat_map(|set| &set.parts);
        self.body.as_ref().is_some_and(|(_, body)| is_stream(body))
            || parts.any(|part| is_stream(&part.body))
    }

    /// The first value that cannot be sent.
    pub(super) fn check(&self) -> Result<(), InvalidParameter> {
        if let Some(problem) = self.problem.as_ref().or(self.refusal.as_ref()) {
            return Err(problem.clone());
        }
        match self.values.iter().find_map(|set| Some((set, set.problem.clone()?))) {
            Some((set, reason)) => Err(self.invalid(set.parameter.name, reason)),
            None => Ok(()),
        }
    }

    /// The first set of schemes for which the client has all credentials.
    pub(super) fn credentials<'c>(
        &self,
        core: &'c Core,
    ) -> Result<Vec<(&'static SecurityScheme, &'c Credential)>, MissingCredential> {
        if self.operation.security.is_empty() {
            return Ok(Vec::new());
        }
        let complete = |set: &&[&'static SecurityScheme]| {
            set.iter()
                .map(|scheme| Some((*scheme, core.credential(scheme)?)))
                .collect::<Option<Vec<_>>>()
        };
        // An empty set means that the operation is open too: it is the last resort.
        let sets = || self.operation.security.iter();
        sets()
            .filter(|set| !set.is_empty())
            .find_map(complete)
            .or_else(|| sets().any(|set| set.is_empty()).then(Vec::new))
            .ok_or(MissingCredential { operation: self.operation })
    }

    fn pieces(&self, place: Place) -> impl Iterator<Item = Cow<'_, str>> {
        let sets = self.values.iter().filter(move |set| set.parameter.place == place);
        sets.flat_map(|set| &set.pieces).map(|piece| Cow::Borrowed(piece.as_str()))
    }

    fn header_of(&self, set: &Set) -> Result<(HeaderName, HeaderValue), InvalidParameter> {
        let name = set.parameter.name;
        let refused =
            |_| self.invalid(name, "cannot be sent in a header: it holds control characters");
        let header =
            HeaderName::try_from(name).map_err(|_| self.invalid(name, "is no name of a header"))?;
        let mut value = HeaderValue::try_from(set.pieces.concat()).map_err(refused)?;
        value.set_sensitive(!set.secrets.is_empty());
        Ok((header, value))
    }

    fn body(&self) -> Result<Option<(HeaderValue, Body)>, InvalidParameter> {
        let fields: Vec<_> = self.pieces(Place::Form).collect();
        if !fields.is_empty() {
            return Ok(Some((HeaderValue::from_static(FORM), Body::from(fields.join("&")))));
        }
        let mut parts = Vec::new();
        for set in &self.values {
            for part in &set.parts {
                parts.push((set.parameter.name, self.with_headers(set, part.clone())?));
            }
        }
        if !parts.is_empty() {
            let (media_type, body) = multipart::body(self.parts_type, &parts);
            // A boundary of letters and digits fits into a header.
            return Ok(HeaderValue::try_from(media_type).ok().map(|media_type| (media_type, body)));
        }
        Ok(self.body.clone())
    }

    /// The part with the headers that were set for it.
    fn with_headers(&self, set: &Set, mut part: Part) -> Result<Part, InvalidParameter> {
        let is_own = |header: &&Set| header.parameter.part == Some(set.parameter.name);
        for header in self.values.iter().filter(is_own) {
            let (name, value) = self.header_of(header)?;
            part = part.with_header(name, value);
        }
        Ok(part)
    }

    /// Where the request goes, without credentials.
    pub(super) fn url(&self, core: &Core) -> Option<Url> {
        match &self.link {
            Some(link) => Some(link.clone()),
            None => {
                let query: Vec<_> = self.pieces(Place::Query).collect();
                let uri = self.uri(core, &query).ok()?;
                Url::parse(&uri.to_string()).ok()
            }
        }
    }

    fn uri(&self, core: &Core, query: &[Cow<'_, str>]) -> Result<Uri, InvalidParameter> {
        if let Some(link) = &self.link {
            let uri = Uri::try_from(with_query(link, query).as_str());
            return uri.map_err(|_| self.invalid("link", "does not make a valid URL"));
        }
        let base_url = core.base_url(self.operation.server.as_ref());
        let base_url = base_url.map_err(|reason| self.invalid("server", reason))?;
        // Most values are short.
        let pieces = query.iter().map(|piece| piece.len() + 1).sum::<usize>();
        let mut uri =
            String::with_capacity(base_url.len() + self.operation.path.len() + pieces + 64);
        uri.push_str(&base_url);
        for segment in
            self.operation.path.strip_prefix('/').unwrap_or(self.operation.path).split('/')
        {
            uri.push('/');
            self.push_segment(&mut uri, segment)?;
        }
        // The path of a document can hold a query of its own.
        let mut mark = if uri.contains('?') { '&' } else { '?' };
        for piece in query {
            uri.push(mark);
            uri.push_str(piece);
            mark = '&';
        }
        Uri::try_from(uri).map_err(|_| self.invalid("path", "does not make a valid URL"))
    }

    /// Appends a segment of the path with its parameters filled in.
    ///
    /// RFC 3986, section 5.2.4: a segment `.` or `..` would be taken out of the path, together
    /// with its neighbour, by the first program that reads the URL, and another resource
    /// would answer; an empty one does the same on many servers.
    fn push_segment(&self, uri: &mut String, template: &str) -> Result<(), InvalidParameter> {
        let start = uri.len();
        let mut last = None;
        let mut rest = template;
        while let Some((before, name, after)) = next_parameter(rest) {
            let mut sets = self.values.iter().filter(|set| set.parameter.place == Place::Path);
            let Some(set) = sets.find(|set| set.parameter.name == name) else {
                return Err(self.invalid("path", format!("has no value for {{{name}}}")));
            };
            if set.pieces.iter().all(String::is_empty) {
                return Err(self.invalid(set.parameter.name, "is empty, which a path cannot carry"));
            }
            uri.push_str(before);
            uri.extend(set.pieces.iter().map(String::as_str));
            last = Some(set.parameter.name);
            rest = after;
        }
        uri.push_str(rest);
        let segment = uri.get(start..).unwrap_or_default();
        match last {
            Some(name) if segment == "." || segment == ".." => Err(self.invalid(
                name,
                format!("makes the path segment `{segment}`, which would lead to another path"),
            )),
            _ => Ok(()),
        }
    }

    fn invalid(&self, name: &'static str, reason: impl Into<String>) -> InvalidParameter {
        InvalidParameter { operation: self.operation, name, reason: reason.into() }
    }
}

/// The name of a piece of a query.
fn name_of(piece: &str) -> &str {
    piece.split('=').next().unwrap_or_default()
}

/// A link of the server's with our own pieces of the query, in the place of what it has itself
/// under their names.
fn with_query(link: &Url, own: &[Cow<'_, str>]) -> Url {
    let theirs =
        link.query().into_iter().flat_map(|query| query.split('&')).filter(|piece| {
            !piece.is_empty() && own.iter().all(|own| name_of(own) != name_of(piece))
        });
    let all: Vec<&str> = theirs.chain(own.iter().map(AsRef::as_ref)).collect();
    let mut link = link.clone();
    if !own.is_empty() {
        link.set_query(Some(&all.join("&")));
    }
    link
}

/// What stands before the first `{name}`, the name, and what stands behind it.
fn next_parameter(template: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = template.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}
