//! What of a recording is never printed: credentials, and what is marked or called as a secret.

use std::collections::BTreeSet;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

use super::contract::{Contract, Place};
use super::exchange::{Body, Exchange, Pair};
use crate::lower::{is_secret_name, secret_places};
use crate::model::Api;
use crate::source::Pointer;

/// What stands in the place of a secret.
pub(super) const REDACTED: &str = "[redacted]";

/// Headers that hold credentials, whatever the document says of them.
const HEADERS: [&str; 8] = [
    "authorization",
    "proxy-authorization",
    "cookie",
    "set-cookie",
    "authentication-info",
    "proxy-authentication-info",
    "x-csrf-token",
    "x-xsrf-token",
];

/// Shorter ones are found in texts that have nothing to do with them.
const SHORTEST: usize = 4;

/// How deep secrets are looked for in a body.
const DEPTH: usize = 128;

/// What is a secret by the document.
pub(super) struct Secrets {
    places: BTreeSet<Pointer>,
    /// The names of parameters that are, or hold credentials, in small letters.
    names: BTreeSet<String>,
}

impl Secrets {
    pub(super) fn of(contract: &Contract<'_>, api: &Api) -> Self {
        let places = secret_places(api);
        let parameters = contract.operations.iter().flat_map(|operation| &operation.parameters);
        let marked = parameters.filter(|one| places.contains(&one.origin)).map(|one| &one.name);
        let credentials = contract.credentials.iter().map(|(_, name)| name);
        let properties = places.iter().filter(|at| is_property(at)).filter_map(Pointer::last);
        let properties: Vec<String> = properties.map(|name| name.to_lowercase()).collect();
        let names = marked.chain(credentials).map(|name| name.to_lowercase());
        let names = names.chain(properties).collect();
        Self { places, names }
    }

    /// Whether what stands at a place is a secret, or is called like one.
    pub(super) fn is_secret(&self, origin: &Pointer, name: &str) -> bool {
        self.places.contains(origin) || self.is_name(name)
    }

    fn is_name(&self, name: &str) -> bool {
        let small = name.to_lowercase();
        HEADERS.contains(&small.as_str()) || self.names.contains(&small) || is_secret_name(name)
    }

    /// All secrets that an exchange holds.
    pub(super) fn mask(&self, exchange: &Exchange, path: &[(String, String)]) -> Mask {
        let mut mask = Mask::default();
        for (name, value) in path {
            self.take(name, value, &mut mask);
        }
        self.pairs(&exchange.query, &mut mask);
        for message in [&exchange.request, &exchange.response] {
            for (name, value) in message.headers.iter().flatten() {
                self.header(name, value, &mut mask);
            }
            match &message.body {
                Body::Form(fields) => self.pairs(fields, &mut mask),
                Body::Bytes(bytes) => self.body(bytes, message.media_type(), &mut mask),
                _ => {}
            }
        }
        mask
    }

    fn take(&self, name: &str, value: &str, mask: &mut Mask) {
        if self.is_name(name) {
            mask.add(value);
        }
    }

    fn pairs(&self, pairs: &[Pair], mask: &mut Mask) {
        for Pair { name, value } in pairs {
            self.take(name, value.as_deref().unwrap_or_default(), mask);
        }
    }

    fn header(&self, name: &str, value: &str, mask: &mut Mask) {
        if !self.is_name(name) {
            return;
        }
        mask.add(value);
        let pieces = value.split(['=', ';', ',', ' ']).map(|piece| piece.trim_matches('"'));
        // Words such as `Bearer` and `HttpOnly` are no secrets, and are short.
        pieces.filter(|piece| piece.len() > 8).for_each(|piece| mask.add(piece));
    }

    fn body(&self, bytes: &[u8], media_type: Option<&str>, mask: &mut Mask) {
        if media_type.is_some_and(|media_type| media_type.contains("x-www-form-urlencoded")) {
            self.pairs(&super::recording::pairs(&String::from_utf8_lossy(bytes)), mask);
        } else if let Ok(value) = serde_json::from_slice::<Value>(bytes) {
            self.value(&value, "", DEPTH, mask);
        }
    }

    fn value(&self, value: &Value, name: &str, depth: usize, mask: &mut Mask) {
        if depth == 0 {
            return;
        }
        match value {
            Value::String(text) => self.take(name, text, mask),
            Value::Number(number) => self.take(name, &number.to_string(), mask),
            Value::Array(items) => {
                items.iter().for_each(|item| self.value(item, name, depth - 1, mask));
            }
            Value::Object(members) => {
                members.iter().for_each(|(name, member)| self.value(member, name, depth - 1, mask))
            }
            Value::Null | Value::Bool(_) => {}
        }
    }
}

fn is_property(at: &Pointer) -> bool {
    at.parent()
        .and_then(|parent| parent.last().map(|last| last == "properties"))
        .unwrap_or_default()
}

/// The secrets of an exchange, which its texts are shown without.
#[derive(Debug, Default)]
pub(super) struct Mask(Vec<String>);

impl Mask {
    fn add(&mut self, secret: &str) {
        if secret.len() < SHORTEST {
            return;
        }
        let encoded = utf8_percent_encode(secret, NON_ALPHANUMERIC).to_string();
        for written in [secret.to_owned(), encoded] {
            if !self.0.contains(&written) {
                self.0.push(written);
            }
        }
    }

    /// The text without the secrets, the longest first: one can be a part of another.
    pub(super) fn hide(&self, text: &str) -> String {
        let mut secrets: Vec<&String> = self.0.iter().collect();
        secrets.sort_by_key(|secret| std::cmp::Reverse(secret.len()));
        secrets.into_iter().fold(text.to_owned(), |text, secret| text.replace(secret, REDACTED))
    }
}

/// The name of a parameter in a path, or of anything else, that holds a credential of its own.
pub(super) fn credential_place(contract: &Contract<'_>, place: Place, name: &str) -> bool {
    contract.credentials.iter().any(|(own, known)| {
        *own == place
            && if place == Place::Header { known.eq_ignore_ascii_case(name) } else { known == name }
    })
}
