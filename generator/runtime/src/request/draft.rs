//! A request while an operation fills it.

use super::multipart::Part;
use http::HeaderValue;
use std::fmt;
use url::Url;

use super::fitting::{add_parts, ambiguous, encoder, unfit_cookie, words};
use crate::client::{Options, OwnHeaders};
use crate::json::{JsonRef, JsonWriter, Limits, Scratch, ToJson};
use crate::operation::{Operation, Parameter, Place, encode};
use crate::response::InvalidParameter;
use crate::transport::Body;
use crate::values::REDACTED;

/// A request while an operation fills it.
///
/// Setters never fail: a value that cannot be sent is kept, and reported when the request is
/// built. Another value for the same parameter takes its place.
#[derive(Clone)]
pub struct Request {
    pub(crate) operation: &'static Operation,
    pub(crate) values: Vec<Set>,
    pub(crate) body: Option<(HeaderValue, Body)>,
    /// The media type of the body, where it is not the one that it is set with.
    label: Option<HeaderValue>,
    /// The media type of a body in parts.
    pub(crate) parts_type: &'static str,
    /// Whose fields are sent as a body even if there are none.
    pub(crate) empty: Option<Place>,
    /// The secrets of the body.
    pub(crate) secrets: Vec<String>,
    /// Why the body cannot be sent.
    pub(crate) refusal: Option<InvalidParameter>,
    pub(crate) problem: Option<InvalidParameter>,
    /// What the call may take, where it is not as the client has it.
    pub(crate) options: Option<Box<Options>>,
    /// A link of the server's that is followed, in the place of path and query.
    pub(crate) link: Option<Url>,
    /// Headers of the caller's own.
    pub(crate) headers: OwnHeaders,
    /// After which event a stream of them goes on.
    pub(crate) last_event_id: Option<HeaderValue>,
    /// Where values are written that are looked at.
    scratch: Scratch,
}

/// A parameter's value, encoded.
#[derive(Clone)]
pub(crate) struct Set {
    /// Its place among the operation's parameters.
    index: usize,
    pub(crate) parameter: &'static Parameter,
    /// What stands for it in a path, a query, a header, a cookie or a form.
    pub(crate) text: String,
    pub(crate) secrets: Vec<String>,
    /// The parts of a multipart body.
    pub(crate) parts: Vec<Part>,
    /// Why it cannot be sent.
    pub(crate) problem: Option<String>,
}

impl Set {
    fn new(index: usize, parameter: &'static Parameter) -> Self {
        let (text, secrets, parts) = (String::new(), Vec::new(), Vec::new());
        Self { index, parameter, text, secrets, parts, problem: None }
    }

    /// Takes a value as it is sent.
    fn fill(&mut self, value: JsonRef<'_>) {
        let parameter = self.parameter;
        let Parameter { name, place, explode, .. } = *parameter;
        let style = (parameter.style, explode);
        match place {
            Place::Path => self.text = encode::single(name, style, value, encoder(parameter)),
            Place::Header | Place::PartHeader => {
                self.text = encode::single(name, style, value, encode::plain);
            }
            Place::Query | Place::Form => {
                self.text = encode::pairs(name, style, value, encoder(parameter), "&");
            }
            Place::Cookie => {
                self.text = encode::pairs(name, style, value, encoder(parameter), "; ");
            }
            Place::Part => add_parts(parameter, value, &mut self.parts),
        }
        if parameter.secret {
            // All of it is one.
            self.secrets.clear();
            value.each_text(&mut |text, is_name| {
                if !is_name {
                    self.secrets.push(text.to_owned());
                }
            });
        }
    }
}

impl Request {
    /// A request without values.
    pub fn new(operation: &'static Operation) -> Self {
        Self {
            operation,
            values: Vec::new(),
            body: None,
            label: None,
            parts_type: "multipart/form-data",
            empty: None,
            secrets: Vec::new(),
            refusal: None,
            problem: None,
            options: None,
            link: None,
            headers: OwnHeaders::default(),
            last_event_id: None,
            scratch: Scratch::default(),
        }
    }

    /// The operation.
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// Sets a parameter of the path.
    pub fn path<T: ToJson + ?Sized>(&mut self, name: &'static str, value: &T) {
        self.scratch.write(value);
        self.set(Place::Path, None, name);
    }

    /// Sets a parameter of the query.
    pub fn query<T: ToJson + ?Sized>(&mut self, name: &'static str, value: &T) {
        self.scratch.write(value);
        self.set(Place::Query, None, name);
    }

    /// Sets a header.
    pub fn header<T: ToJson + ?Sized>(&mut self, name: &'static str, value: &T) {
        self.scratch.write(value);
        self.set(Place::Header, None, name);
    }

    /// Sets a cookie.
    pub fn cookie<T: ToJson + ?Sized>(&mut self, name: &'static str, value: &T) {
        self.scratch.write(value);
        self.set(Place::Cookie, None, name);
    }

    /// Sets a field of the form body.
    pub fn form<T: ToJson + ?Sized>(&mut self, name: &'static str, value: &T) {
        self.scratch.write(value);
        self.set(Place::Form, None, name);
    }

    /// Sets a part of a multipart body.
    pub fn part<T: ToJson + ?Sized>(&mut self, name: &'static str, value: &T) {
        self.scratch.write(value);
        self.set(Place::Part, None, name);
    }

    /// Sets the media type of a body in parts, which is `multipart/form-data` otherwise.
    pub fn parts(&mut self, media_type: &'static str) {
        self.parts_type = media_type;
    }

    /// Sends a form even if none of its fields is set.
    pub fn empty_form(&mut self) {
        self.empty = Some(Place::Form);
    }

    /// Sends a body in parts even if none of them is set.
    pub fn empty_part(&mut self) {
        self.empty = Some(Place::Part);
    }

    /// Takes the body away, whatever was set of it.
    #[inline]
    pub(crate) fn remove_body(&mut self) {
        self.values.retain(|set| {
            !matches!(set.parameter.place, Place::Form | Place::Part | Place::PartHeader)
        });
        (self.body, self.refusal, self.empty) = (None, None, None);
        self.secrets.clear();
    }

    /// Sets a header of the part `part` of a multipart body.
    pub fn part_header<T: ToJson + ?Sized>(
        &mut self,
        part: &'static str,
        name: &'static str,
        value: &T,
    ) {
        self.scratch.write(value);
        self.set(Place::PartHeader, Some(part), name);
    }

    /// Sets a part of a multipart body to files.
    #[inline]
    pub fn files(&mut self, name: &'static str, files: Vec<Part>) {
        if let Some((index, parameter)) = self.find(Place::Part, None, name) {
            let mut parts = files;
            for file in &mut parts {
                if file.content_type.is_none() {
                    let media_type = parameter.content_type.unwrap_or("application/octet-stream");
                    file.content_type = Some(media_type.to_owned());
                }
            }
            // Of a list of files, only their number has limits.
            let problem = parameter.limits.check_count(parts.len()).err();
            self.put(Set { parts, problem, ..Set::new(index, parameter) });
        }
    }

    /// Sets parts of a multipart body whose names are data.
    #[inline]
    pub fn named_parts(&mut self, name: &'static str, named: Vec<(String, Part)>) {
        if let Some((index, parameter)) = self.find(Place::Part, None, name) {
            let mut parts = Vec::new();
            for (name, mut part) in named {
                part.name = Some(name);
                parts.push(part);
            }
            self.put(Set { parts, ..Set::new(index, parameter) });
        }
    }

    /// Sets a JSON body.
    pub fn json<T: ToJson + ?Sized>(&mut self, media_type: &'static str, value: &T) {
        self.json_of(media_type, JsonWriter::of(value), &Limits::NONE);
    }

    /// Sets a JSON body that has to be within the limits.
    pub fn json_within<T: ToJson + ?Sized>(
        &mut self,
        media_type: &'static str,
        value: &T,
        limits: &Limits,
    ) {
        self.json_of(media_type, JsonWriter::of(value), limits);
    }

    fn json_of(&mut self, media_type: &'static str, mut json: JsonWriter, limits: &Limits) {
        let refusal = json.take_refusal().map(|error| words(&error));
        let reason = limits.check(json.text()).err().or(refusal);
        self.secrets = json.take_secrets();
        self.bytes(media_type, json.into_text());
        let operation = self.operation;
        self.refusal = reason.map(|reason| InvalidParameter { operation, name: "body", reason });
    }

    /// Sets a body of any kind.
    pub fn bytes(&mut self, media_type: &'static str, body: impl Into<Body>) {
        match self.label.clone().map_or_else(|| HeaderValue::try_from(media_type), Ok) {
            Ok(media_type) => {
                self.body = Some((media_type, body.into()));
                self.refusal = None;
            }
            Err(_) => self.refuse("Content-Type", "cannot be sent in a header"),
        }
    }

    /// Names the media type of the body, instead of the one that it is set with.
    #[inline]
    pub fn content_type(&mut self, media_type: &str) {
        let Some(label) = label(media_type) else {
            return self.refuse("Content-Type", "is no media type that a body can have");
        };
        if let Some((media_type, _)) = &mut self.body {
            *media_type = label.clone();
        }
        self.label = Some(label);
    }

    /// Names the media type of the body, where it is not one of those that another body has.
    #[inline]
    pub fn content_type_but(&mut self, media_type: &str, others: &[&str]) {
        let essence = media_type.split(';').next().unwrap_or_default().trim();
        if others.iter().any(|other| other.eq_ignore_ascii_case(essence)) {
            return self.refuse("Content-Type", "is that of another body of the operation");
        }
        self.content_type(media_type);
    }

    /// Sets a parameter to what was written.
    fn set(&mut self, place: Place, part: Option<&'static str>, name: &'static str) {
        let Some((index, parameter)) = self.find(place, part, name) else { return };
        let secrets = self.scratch.json().take_secrets();
        let refusal = self.scratch.json().take_refusal();
        let mut set = Set { secrets, ..Set::new(index, parameter) };
        let problem = self.scratch.look(|json, value| {
            set.fill(value);
            let problem = parameter.limits.check(json).err();
            problem
                .or_else(|| refusal.map(|error| words(&error)))
                .or_else(|| unfit_cookie(parameter, value))
                .or_else(|| ambiguous(parameter, value))
        });
        set.problem = problem.unwrap_or_else(|error| Some(words(&error)));
        self.put(set);
    }

    fn find(
        &mut self,
        place: Place,
        part: Option<&str>,
        name: &'static str,
    ) -> Option<(usize, &'static Parameter)> {
        for (index, known) in self.operation.parameters.iter().enumerate() {
            if (known.place, known.part, known.name) == (place, part, name) {
                return Some((index, known));
            }
        }
        self.refuse(name, "is not one of the operation's parameters");
        None
    }

    /// The last value of a parameter is the one that is sent; all of them in their order.
    fn put(&mut self, set: Set) {
        let mut at = 0;
        while let Some(known) = self.values.get_mut(at) {
            if known.index == set.index {
                *known = set;
                return;
            }
            if known.index > set.index {
                break;
            }
            at += 1;
        }
        self.values.insert(at, set);
    }

    pub(crate) fn refuse(&mut self, name: &'static str, reason: impl Into<String>) {
        let problem = InvalidParameter { operation: self.operation, name, reason: reason.into() };
        if self.problem.is_none() {
            self.problem = Some(problem);
        }
    }

    /// Whether a second request has the effect of one, although its method does not say so.
    pub(crate) fn is_idempotent(&self) -> bool {
        const KEYS: [&str; 2] = ["idempotency-key", "x-idempotency-key"];
        let is_key = |set: &Set| {
            let (place, name) = (set.parameter.place, set.parameter.name);
            place == Place::Header && KEYS.iter().any(|key| name.eq_ignore_ascii_case(key))
        };
        self.operation.is_idempotent
            || self.values.iter().any(is_key)
            || KEYS.iter().any(|key| self.headers.has(key))
    }

    /// What the request holds that must not be printed.
    pub(crate) fn own_secrets(&self) -> Vec<String> {
        let mut secrets = self.secrets.clone();
        secrets.append(&mut self.headers.secrets());
        for set in &self.values {
            secrets.extend_from_slice(&set.secrets);
        }
        secrets
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("Request");
        out.field("operation", &self.operation.name);
        out.field("method", &self.operation.method);
        out.field("path", &self.operation.path);
        for set in &self.values {
            if set.parameter.secret || !set.secrets.is_empty() {
                out.field(set.parameter.name, &format_args!("{REDACTED}"));
            } else {
                out.field(set.parameter.name, &format_args!("{}", set.text));
            }
        }
        if let Some((media_type, body)) = &self.body {
            out.field("body", &format_args!("{media_type:?}, {body:?}"));
        }
        out.finish()
    }
}

/// A media type has a type and a subtype (RFC 9110, section 8.3.1); a range (section 12.5.1)
/// names none.
#[inline]
fn label(media_type: &str) -> Option<HeaderValue> {
    let essence = media_type.split(';').next().unwrap_or_default();
    let (ty, subtype) = essence.split_once('/')?;
    let is_named = [ty, subtype].iter().all(|word| {
        let word = word.trim();
        !word.is_empty() && !word.contains(['*', '/', ' ', ','])
    });
    HeaderValue::try_from(media_type).ok().filter(|_| is_named)
}
