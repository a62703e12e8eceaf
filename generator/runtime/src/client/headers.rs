//! Headers of the caller's own, beside those that the operation documents.

use http::header::{CONNECTION, CONTENT_LENGTH, HOST, TRANSFER_ENCODING};
use http::{HeaderMap, HeaderName, HeaderValue};

/// Headers that the caller sets, each in the place of what would be sent by that name.
#[derive(Clone, Default)]
pub(crate) struct OwnHeaders(Vec<(HeaderName, HeaderValue)>);

/// Says how long the body is and who the server is: the transport's own affair.
const OF_TRANSPORT: [HeaderName; 4] = [CONNECTION, CONTENT_LENGTH, HOST, TRANSFER_ENCODING];

/// Headers whose values are secrets, whoever sets them.
const SECRET: [&str; 5] =
    ["authorization", "proxy-authorization", "cookie", "x-api-key", "api-key"];

impl OwnHeaders {
    /// Sets a header, in the place of one of its name.
    ///
    /// # Errors
    ///
    /// What is wrong with it, as the end of a sentence.
    #[inline]
    pub(crate) fn set(&mut self, header: Option<(HeaderName, HeaderValue)>) -> Result<(), String> {
        let Some((name, mut value)) = header else {
            return Err(
                "is no header: names are of letters, digits and `-`, and values hold no control \
                        characters"
                    .to_owned(),
            );
        };
        if OF_TRANSPORT.contains(&name) {
            return Err(format!("`{name}` is said by what sends the request"));
        }
        if SECRET.contains(&name.as_str()) {
            value.set_sensitive(true);
        }
        match self.0.iter_mut().find(|(known, _)| *known == name) {
            Some(known) => known.1 = value,
            None => self.0.push((name, value)),
        }
        Ok(())
    }

    /// Adds a header of a name that is not among them.
    pub(crate) fn push(&mut self, name: HeaderName, value: HeaderValue) {
        self.0.push((name, value));
    }

    /// Puts them into a message. Of a client's, those that the operation says itself stay.
    pub(crate) fn apply(&self, headers: &mut HeaderMap, is_first: bool) {
        for (name, value) in &self.0 {
            if is_first || !headers.contains_key(name) {
                headers.insert(name.clone(), value.clone());
            }
        }
    }

    /// The values that must not be printed.
    pub(crate) fn secrets(&self) -> Vec<String> {
        let mut secrets = Vec::new();
        for (_, value) in &self.0 {
            if value.is_sensitive() {
                let text = String::from_utf8_lossy(value.as_bytes()).into_owned();
                // Without the name of a scheme before it, as in `Bearer …`, it is one as well.
                if let Some((_, bare)) = text.split_once(' ') {
                    secrets.push(bare.trim_start().to_owned());
                }
                secrets.push(text);
            }
        }
        secrets
    }

    /// Whether there is one of this name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(known, _)| known == name)
    }
}

/// A header of whatever makes one; `None` where it is none.
pub(crate) fn header(
    name: impl TryInto<HeaderName>,
    value: impl TryInto<HeaderValue>,
) -> Option<(HeaderName, HeaderValue)> {
    Some((name.try_into().ok()?, value.try_into().ok()?))
}
