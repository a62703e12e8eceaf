//! A request as it goes over the wire, made from what an operation filled in.

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, COOKIE, USER_AGENT};
use http::{HeaderName, HeaderValue, Method, Uri};
use url::Url;

use super::draft::{Request, Set};
use super::multipart::{self, Part};
use crate::client::Core;
use crate::credentials::{Applied, Credential, CredentialValue};
use crate::operation::{Place, SecurityScheme};
use crate::response::{InvalidParameter, MissingCredential};
use crate::text;
use crate::transport::Body;

/// The media type of form bodies.
const FORM: &str = "application/x-www-form-urlencoded";

/// After which event a stream of them goes on (HTML, "Server-sent events").
const LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");

impl Request {
    /// The request as it goes over the wire, with the credentials of the schemes that were chosen.
    pub(crate) fn build(
        &self,
        core: &Core,
        credential_values: &[(&'static SecurityScheme, CredentialValue)],
    ) -> Result<http::Request<Body>, InvalidParameter> {
        self.check()?;
        // A link has a query of its own.
        let own = self.link.is_none();
        let mut query = if own { self.joined(Place::Query, "&") } else { String::new() };
        let mut cookies = self.joined(Place::Cookie, "; ");
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
        for set in &self.values {
            if set.parameter.place == Place::Header {
                let (name, value) = self.header_of(set)?;
                headers.append(name, value);
            }
        }
        if let Some(id) = &self.last_event_id {
            headers.insert(LAST_EVENT_ID, id.clone());
        }
        for (scheme, credential_value) in credential_values {
            match credential_value.applied(scheme) {
                Applied::Header(name, value) => {
                    let name = HeaderName::try_from(name);
                    let value = HeaderValue::try_from(value);
                    let (Ok(name), Ok(mut value)) = (name, value) else {
                        return Err(self.invalid(scheme.name(), "cannot be sent in a header"));
                    };
                    value.set_sensitive(true);
                    headers.insert(name, value);
                }
                Applied::Query(piece) => text::add(&mut query, "&", &piece),
                Applied::Cookie(piece) => text::add(&mut cookies, "; ", &piece),
            }
        }
        if !cookies.is_empty() {
            let value = HeaderValue::try_from(cookies);
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
            // respond with 411 otherwise.
            headers.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        core.headers().apply(request.headers_mut(), false);
        self.headers.apply(request.headers_mut(), true);
        *request.uri_mut() = self.uri(core, &query)?;
        #[cfg(feature = "test-util")]
        if core.transport().is_double() {
            request.extensions_mut().insert(self.operation);
        }
        Ok(request)
    }

    /// The request once more, to where it was redirected: as it is within its own origin, and
    /// with nothing but `Accept` and `User-Agent` to any other, where a request with a body does not go.
    pub(crate) fn redirected(
        &self,
        core: &Core,
        credential_values: &[(&'static SecurityScheme, CredentialValue)],
        mut to: Url,
        is_home: bool,
    ) -> Option<http::Request<Body>> {
        to.set_fragment(None);
        let mut message = self.build(core, credential_values).ok()?;
        if is_home {
            // The server's own URL need not repeat a key that goes in the query.
            for (scheme, credential_value) in credential_values {
                let Applied::Query(piece) = credential_value.applied(scheme) else { continue };
                let mut query = to.query().unwrap_or_default().to_owned();
                if !has_name(&query, name_of(&piece)) {
                    text::add(&mut query, "&", &piece);
                    to.set_query(Some(&query));
                }
            }
        } else {
            let accept = message.headers().get(ACCEPT)?.clone();
            let agent = message.headers().get(USER_AGENT).cloned();
            if !message.body().as_bytes().is_some_and(Bytes::is_empty) {
                return None;
            }
            message.headers_mut().clear();
            message.headers_mut().insert(ACCEPT, accept);
            if let Some(agent) = agent {
                message.headers_mut().insert(USER_AGENT, agent);
            }
        }
        *message.uri_mut() = Uri::try_from(to.as_str()).ok()?;
        Some(message)
    }

    /// Whether the body is a stream, which can be sent once.
    pub(crate) fn is_upload(&self) -> bool {
        let is_stream = |body: &Body| body.as_bytes().is_none();
        for set in &self.values {
            for part in &set.parts {
                if is_stream(&part.body) {
                    return true;
                }
            }
        }
        self.body.as_ref().is_some_and(|(_, body)| is_stream(body))
    }

    /// The first value that cannot be sent.
    pub(crate) fn check(&self) -> Result<(), InvalidParameter> {
        if let Some(problem) = self.problem.as_ref().or(self.refusal.as_ref()) {
            return Err(problem.clone());
        }
        self.check_bound()?;
        for set in &self.values {
            if let Some(reason) = &set.problem {
                return Err(self.invalid(set.parameter.name, reason));
            }
        }
        Ok(())
    }

    /// The first set of schemes for which the client has all credentials.
    pub(crate) fn credentials<'c>(
        &self,
        core: &'c Core,
    ) -> Result<Vec<(&'static SecurityScheme, &'c Credential)>, MissingCredential> {
        if self.operation.security.is_empty() {
            return Ok(Vec::new());
        }
        // An empty set means that the operation is open too: it is the last resort.
        let mut is_open = false;
        'sets: for set in self.operation.security {
            let mut chosen = Vec::with_capacity(set.len());
            for scheme in *set {
                let Some(credential) = core.credential(scheme) else { continue 'sets };
                chosen.push((*scheme, credential));
            }
            if !chosen.is_empty() {
                return Ok(chosen);
            }
            is_open = true;
        }
        if is_open { Ok(Vec::new()) } else { Err(MissingCredential { operation: self.operation }) }
    }

    /// All values of a place, as one text.
    fn joined(&self, place: Place, between: &str) -> String {
        let mut length = 0;
        for set in &self.values {
            if set.parameter.place == place {
                length += set.text.len() + between.len();
            }
        }
        let mut all = String::with_capacity(length);
        for set in &self.values {
            if set.parameter.place == place && !set.text.is_empty() {
                text::add(&mut all, between, &set.text);
            }
        }
        all
    }

    fn header_of(&self, set: &Set) -> Result<(HeaderName, HeaderValue), InvalidParameter> {
        let name = set.parameter.name;
        let refused =
            |_| self.invalid(name, "cannot be sent in a header: it holds control characters");
        let header =
            HeaderName::try_from(name).map_err(|_| self.invalid(name, "is no name of a header"))?;
        let mut value = HeaderValue::try_from(set.text.as_str()).map_err(refused)?;
        value.set_sensitive(!set.secrets.is_empty());
        Ok((header, value))
    }

    fn body(&self) -> Result<Option<(HeaderValue, Body)>, InvalidParameter> {
        let fields = self.joined(Place::Form, "&");
        if !fields.is_empty() || self.empty == Some(Place::Form) {
            return Ok(Some((HeaderValue::from_static(FORM), Body::from(fields))));
        }
        let mut parts = Vec::new();
        for set in &self.values {
            for part in &set.parts {
                let name = part.name.clone().unwrap_or_else(|| set.parameter.name.to_owned());
                parts.push((name, self.with_headers(set, part.clone())?));
            }
        }
        if !parts.is_empty() || self.empty == Some(Place::Part) {
            let (media_type, body) = multipart::body(self.parts_type, &parts);
            // A boundary of letters and digits fits into a header.
            return Ok(HeaderValue::try_from(media_type).ok().map(|media_type| (media_type, body)));
        }
        Ok(self.body.clone())
    }

    /// The part with the headers that were set for it.
    fn with_headers(&self, set: &Set, mut part: Part) -> Result<Part, InvalidParameter> {
        for header in &self.values {
            if header.parameter.part == Some(set.parameter.name) {
                let (name, value) = self.header_of(header)?;
                part = part.with_header(name, value);
            }
        }
        Ok(part)
    }

    /// Where the request goes, without credentials.
    pub(crate) fn url(&self, core: &Core) -> Option<Url> {
        match &self.link {
            Some(link) => Some(link.clone()),
            None => {
                let uri = self.uri(core, &self.joined(Place::Query, "&")).ok()?;
                Url::parse(&uri.to_string()).ok()
            }
        }
    }

    fn uri(&self, core: &Core, query: &str) -> Result<Uri, InvalidParameter> {
        if let Some(link) = &self.link {
            let uri = Uri::try_from(with_query(link, query).as_str());
            return uri.map_err(|_| self.invalid("link", "does not make a valid URL"));
        }
        let base_url = core.base_url(self.operation.server.as_ref());
        let base_url = base_url.map_err(|reason| self.invalid("server", reason))?;
        let length = base_url.len() + self.operation.path.len() + query.len();
        // Most values of a path are short.
        let mut uri = String::with_capacity(length + 64);
        uri.push_str(&base_url);
        for segment in
            self.operation.path.strip_prefix('/').unwrap_or(self.operation.path).split('/')
        {
            uri.push('/');
            self.push_segment(&mut uri, segment)?;
        }
        // The path of a document can hold a query of its own.
        if !query.is_empty() {
            uri.push(if uri.contains('?') { '&' } else { '?' });
            uri.push_str(query);
        }
        Uri::try_from(uri).map_err(|_| self.invalid("path", "does not make a valid URL"))
    }

    /// Appends a segment of the path with its parameters filled in.
    ///
    /// RFC 3986, section 5.2.4: a segment `.` or `..` would be taken out of the path, together
    /// with its neighbour, by the first program that reads the URL, and another resource
    /// would be meant; an empty one does the same on many servers.
    fn push_segment(&self, uri: &mut String, template: &str) -> Result<(), InvalidParameter> {
        let start = uri.len();
        let mut last = None;
        let mut rest = template;
        while let Some((before, name, after)) = next_parameter(rest) {
            let is_it =
                |set: &&Set| (set.parameter.place, set.parameter.name) == (Place::Path, name);
            let Some(set) = self.values.iter().find(is_it) else {
                return Err(self.invalid("path", format!("has no value for {{{name}}}")));
            };
            uri.push_str(before);
            let before = uri.len();
            uri.push_str(&set.text);
            if uri.len() == before {
                return Err(self.invalid(set.parameter.name, "is empty, which a path cannot carry"));
            }
            last = Some(set.parameter.name);
            rest = after;
        }
        uri.push_str(rest);
        let Some(name) = last else { return Ok(()) };
        // The value of a parameter can be several segments.
        let mut segments = uri.get(start..).unwrap_or_default().split('/');
        match segments.find(|segment| matches!(*segment, "" | "." | "..")) {
            Some("") => Err(self.invalid(name, "has an empty segment, which a path cannot carry")),
            Some(segment) => Err(self.invalid(
                name,
                format!("makes the path segment `{segment}`, which would lead to another path"),
            )),
            None => Ok(()),
        }
    }

    fn invalid(&self, name: &'static str, reason: impl AsRef<str>) -> InvalidParameter {
        InvalidParameter { operation: self.operation, name, reason: reason.as_ref().to_owned() }
    }
}

/// The name of a piece of a query.
fn name_of(piece: &str) -> &str {
    piece.split('=').next().unwrap_or_default()
}

/// A link of the server's with our own pieces of the query, in the place of what it has itself
/// under their names.
fn with_query(link: &Url, own: &str) -> Url {
    let mut link = link.clone();
    if !own.is_empty() {
        let mut all = String::new();
        for piece in link.query().unwrap_or_default().split('&') {
            if !piece.is_empty() && !has_name(own, name_of(piece)) {
                text::add(&mut all, "&", piece);
            }
        }
        text::add(&mut all, "&", own);
        link.set_query(Some(&all));
    }
    link
}

/// Whether a piece of the query has this name.
fn has_name(query: &str, name: &str) -> bool {
    query.split('&').any(|piece| name_of(piece) == name)
}

/// What stands before the first `{name}`, the name, and what stands behind it.
fn next_parameter(template: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = template.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}
