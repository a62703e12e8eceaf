//! A request while an operation fills it.

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, COOKIE};
use http::{HeaderName, HeaderValue, Method, Uri};

use super::core::{Core, Credential};
use super::encode::{self, Encode};
use super::error::{Error, InvalidParameter, MissingCredential};
use super::json::{Json, ToJson};
use super::operation::{Operation, Parameter, Place, SecurityScheme, Style};
use super::secret::REDACTED;

/// The media type of form bodies.
const FORM: &str = "application/x-www-form-urlencoded";

/// A request while an operation fills it.
///
/// Setters never fail: a value that cannot be sent is kept, and reported when the request is
/// built. Another value for the same parameter takes its place.
#[derive(Clone)]
pub struct Request {
    operation: &'static Operation,
    values: Vec<Set>,
    body: Option<(HeaderValue, Bytes)>,
    problem: Option<InvalidParameter>,
}

/// A parameter's value, encoded.
#[derive(Clone)]
struct Set {
    /// Its place among the operation's parameters.
    index: usize,
    parameter: &'static Parameter,
    /// The pieces of a query, form or cookie; one piece for paths and headers.
    pieces: Vec<String>,
    secrets: Vec<String>,
    /// Why it cannot be sent.
    problem: Option<String>,
}

impl Request {
    /// A request without values.
    pub fn new(operation: &'static Operation) -> Self {
        Self { operation, values: Vec::new(), body: None, problem: None }
    }

    /// The operation.
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// Sets a parameter of the path.
    pub fn path<T: ToJson + ?Sized>(&mut self, name: &'static str, value: &T) {
        self.set(Place::Path, name, &value.to_json());
    }

    /// Sets a parameter of the query.
    pub fn query<T: ToJson + ?Sized>(&mut self, name: &'static str, value: &T) {
        self.set(Place::Query, name, &value.to_json());
    }

    /// Sets a header.
    pub fn header<T: ToJson + ?Sized>(&mut self, name: &'static str, value: &T) {
        self.set(Place::Header, name, &value.to_json());
    }

    /// Sets a cookie.
    pub fn cookie<T: ToJson + ?Sized>(&mut self, name: &'static str, value: &T) {
        self.set(Place::Cookie, name, &value.to_json());
    }

    /// Sets a field of the form body.
    pub fn form<T: ToJson + ?Sized>(&mut self, name: &'static str, value: &T) {
        self.set(Place::Form, name, &value.to_json());
    }

    /// Sets a JSON body.
    pub fn json<T: ToJson + ?Sized>(&mut self, media_type: &'static str, value: &T) {
        self.bytes(media_type, value.to_json().text());
    }

    /// Sets a body of any kind.
    pub fn bytes(&mut self, media_type: &'static str, body: impl Into<Bytes>) {
        match HeaderValue::try_from(media_type) {
            Ok(media_type) => self.body = Some((media_type, body.into())),
            Err(_) => self.refuse("Content-Type", "cannot be sent in a header"),
        }
    }

    fn set(&mut self, place: Place, name: &'static str, value: &Json<'_>) {
        let mut known = self.operation.parameters.iter().enumerate();
        let Some((index, parameter)) =
            known.find(|(_, known)| known.place == place && known.name == name)
        else {
            self.refuse(name, "is not one of the operation's parameters");
            return;
        };
        let problem = check(parameter, value).err();
        let pieces = match place {
            Place::Path => vec![encode::single(
                name,
                parameter.style,
                parameter.explode,
                value,
                encode::percent,
            )],
            Place::Header => {
                vec![encode::single(name, parameter.style, parameter.explode, value, encode::plain)]
            }
            Place::Query | Place::Cookie | Place::Form => {
                encode::pairs(name, parameter.style, parameter.explode, value, encoder(parameter))
            }
        };
        let secrets =
            if parameter.secret { vec![encode::scalar(value).into_owned()] } else { Vec::new() };
        self.values.retain(|set| set.index != index);
        self.values.push(Set { index, parameter, pieces, secrets, problem });
        self.values.sort_by_key(|set| set.index);
    }

    fn refuse(&mut self, name: &'static str, reason: impl Into<String>) {
        let problem = InvalidParameter { operation: self.operation, name, reason: reason.into() };
        self.problem.get_or_insert(problem);
    }

    /// What the request holds that must not be printed, with the client's credentials.
    pub(super) fn secrets(&self, core: &Core) -> Arc<[String]> {
        let own = self.values.iter().flat_map(|set| set.secrets.iter().cloned());
        own.chain(core.credentials().iter().flat_map(|(_, credential)| credential.secrets()))
            .collect()
    }

    /// The request as it goes over the wire.
    pub(super) fn build<E>(&self, core: &Core) -> Result<http::Request<Bytes>, Error<E>> {
        if let Some(problem) = &self.problem {
            return Err(problem.clone().into());
        }
        if let Some((set, reason)) =
            self.values.iter().find_map(|set| Some((set, set.problem.clone()?)))
        {
            return Err(self.invalid(set.parameter.name, reason).into());
        }
        let credentials = self.credentials(core)?;
        let mut query = self.pieces(Place::Query);
        let mut cookies = self.pieces(Place::Cookie);
        let mut request = http::Request::new(Bytes::new());
        *request.method_mut() = self.operation.method.clone();
        let headers = request.headers_mut();
        let accept = HeaderValue::try_from(self.operation.accept);
        headers.insert(
            ACCEPT,
            accept.map_err(|_| self.invalid("Accept", "cannot be sent in a header"))?,
        );
        for set in self.values.iter().filter(|set| set.parameter.place == Place::Header) {
            let (name, value) = self.header_of(set)?;
            headers.append(name, value);
        }
        for (scheme, credential) in credentials {
            match apply(scheme, credential) {
                Applied::Header(name, value) => {
                    let name = HeaderName::try_from(name);
                    let value = HeaderValue::try_from(value);
                    let (Ok(name), Ok(mut value)) = (name, value) else {
                        return Err(self
                            .invalid(scheme.name(), "cannot be sent in a header")
                            .into());
                    };
                    value.set_sensitive(true);
                    headers.insert(name, value);
                }
                Applied::Query(piece) => query.push(piece),
                Applied::Cookie(piece) => cookies.push(piece),
            }
        }
        if !cookies.is_empty() {
            let value = HeaderValue::try_from(cookies.join("; "));
            let mut value =
                value.map_err(|_| self.invalid("Cookie", "cannot be sent in a header"))?;
            value.set_sensitive(true);
            headers.insert(COOKIE, value);
        }
        if let Some((media_type, body)) = self.body() {
            headers.insert(CONTENT_TYPE, media_type);
            *request.body_mut() = body;
        } else if matches!(self.operation.method, Method::POST | Method::PUT | Method::PATCH) {
            // RFC 9110, section 8.6: said for these methods even when it is 0; some servers
            // answer 411 otherwise.
            headers.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        *request.uri_mut() = self.uri(core, &query)?;
        Ok(request)
    }

    /// The first set of schemes for which the client has all credentials.
    fn credentials<'c>(
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

    fn pieces(&self, place: Place) -> Vec<String> {
        let sets = self.values.iter().filter(|set| set.parameter.place == place);
        sets.flat_map(|set| set.pieces.iter().cloned()).collect()
    }

    fn header_of(&self, set: &Set) -> Result<(HeaderName, HeaderValue), InvalidParameter> {
        let name = set.parameter.name;
        let refused =
            |_| self.invalid(name, "cannot be sent in a header: it holds control characters");
        let header =
            HeaderName::try_from(name).map_err(|_| self.invalid(name, "is no name of a header"))?;
        let mut value = HeaderValue::try_from(set.pieces.concat()).map_err(refused)?;
        value.set_sensitive(set.parameter.secret);
        Ok((header, value))
    }

    fn body(&self) -> Option<(HeaderValue, Bytes)> {
        let fields = self.pieces(Place::Form);
        if !fields.is_empty() {
            return Some((HeaderValue::from_static(FORM), Bytes::from(fields.join("&"))));
        }
        self.body.clone()
    }

    fn uri(&self, core: &Core, query: &[String]) -> Result<Uri, InvalidParameter> {
        let mut uri = core.base_url().to_owned();
        for segment in self.operation.path.trim_start_matches('/').split('/') {
            uri.push('/');
            uri.push_str(&self.segment(segment)?);
        }
        if !query.is_empty() {
            // The path of a document can hold a query of its own.
            uri.push(if uri.contains('?') { '&' } else { '?' });
            uri.push_str(&query.join("&"));
        }
        Uri::try_from(uri).map_err(|_| self.invalid("path", "does not make a valid URL"))
    }

    /// A segment of the path with its parameters filled in.
    ///
    /// RFC 3986, section 5.2.4: a segment `.` or `..` would be taken out of the path, together
    /// with its neighbour, by the first program that reads the URL, and another resource
    /// would answer; an empty one does the same on many servers.
    fn segment(&self, template: &str) -> Result<String, InvalidParameter> {
        let mut segment = String::new();
        let mut last = None;
        let mut rest = template;
        while let Some((before, name, after)) = next_parameter(rest) {
            let mut sets = self.values.iter().filter(|set| set.parameter.place == Place::Path);
            let Some(set) = sets.find(|set| set.parameter.name == name) else {
                return Err(self.invalid("path", format!("has no value for {{{name}}}")));
            };
            let value = set.pieces.concat();
            if value.is_empty() {
                return Err(self.invalid(set.parameter.name, "is empty, which a path cannot carry"));
            }
            segment.push_str(before);
            segment.push_str(&value);
            last = Some(set.parameter.name);
            rest = after;
        }
        segment.push_str(rest);
        match last {
            Some(name) if segment == "." || segment == ".." => Err(self.invalid(
                name,
                format!("makes the path segment `{segment}`, which would lead to another path"),
            )),
            _ => Ok(segment),
        }
    }

    fn invalid(&self, name: &'static str, reason: impl Into<String>) -> InvalidParameter {
        InvalidParameter { operation: self.operation, name, reason: reason.into() }
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("Request");
        out.field("operation", &self.operation.name);
        out.field("method", &self.operation.method);
        out.field("path", &self.operation.path);
        for set in &self.values {
            if set.parameter.secret {
                out.field(set.parameter.name, &format_args!("{REDACTED}"));
            } else {
                out.field(set.parameter.name, &format_args!("{}", set.pieces.join("&")));
            }
        }
        if let Some((media_type, body)) = &self.body {
            out.field("body", &format_args!("{media_type:?}, {} bytes", body.len()));
        }
        out.finish()
    }
}

/// What stands before the first `{name}`, the name, and what stands behind it.
fn next_parameter(template: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = template.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}

fn encoder(parameter: &Parameter) -> Encode {
    match parameter.place {
        Place::Form => encode::form,
        _ if parameter.allow_reserved => encode::percent_allowing_reserved,
        _ => encode::percent,
    }
}

/// The bounds of the document, for the value or each item of the list.
fn check(parameter: &Parameter, value: &Json<'_>) -> Result<(), String> {
    match value {
        Json::Array(items) => items.iter().try_for_each(|item| check(parameter, item)),
        Json::Number(number) => {
            let number = number.as_f64().unwrap_or(f64::NAN);
            match (parameter.minimum, parameter.maximum) {
                (Some(minimum), _) if number < minimum => Err(format!("is below {minimum}")),
                (_, Some(maximum)) if number > maximum => Err(format!("is above {maximum}")),
                _ => Ok(()),
            }
        }
        _ => Ok(()),
    }
}

enum Applied {
    Header(&'static str, String),
    Query(String),
    Cookie(String),
}

fn apply(scheme: &SecurityScheme, credential: &Credential) -> Applied {
    match scheme {
        SecurityScheme::ApiKey { place, key, prefix, .. } => {
            let value = format!("{prefix}{}", credential.token());
            match place {
                Place::Header => Applied::Header(key, value),
                Place::Cookie => Applied::Cookie(format!("{key}={}", encode::percent(&value))),
                Place::Path | Place::Query | Place::Form => {
                    let value = value.as_str().to_json();
                    Applied::Query(
                        encode::pairs(key, Style::Form, true, &value, encode::percent).concat(),
                    )
                }
            }
        }
        SecurityScheme::Bearer { .. } => {
            Applied::Header("Authorization", format!("Bearer {}", credential.token()))
        }
        SecurityScheme::Basic { .. } => Applied::Header("Authorization", credential.basic()),
    }
}
