//! A request and its response, as a recording has them.

use crate::source::Span;

/// One request with its response.
#[derive(Debug, Clone)]
pub(super) struct Exchange {
    /// Which entry of its recording it is, from 1 on.
    pub(super) number: usize,
    /// Its place in the recording.
    pub(super) span: Span,
    pub(super) method: String,
    /// Host and port; none where the recording does not have them.
    pub(super) host: Option<String>,
    /// The path as it was sent, percent-encoded.
    pub(super) path: String,
    pub(super) query: Vec<Pair>,
    pub(super) request: Message,
    pub(super) status: u16,
    pub(super) response: Message,
}

/// A name with its value, decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) name: String,
    /// None where the recording does not have it.
    pub(super) value: Option<String>,
}

/// Headers and body of a request or a response.
#[derive(Debug, Clone)]
pub(super) struct Message {
    /// None where the recording does not have them.
    pub(super) headers: Option<Vec<(String, String)>>,
    /// What the recording says of the body beside the headers.
    pub(super) media_type: Option<String>,
    pub(super) body: Body,
}

/// The body of a message.
#[derive(Debug, Clone)]
pub(super) enum Body {
    /// The recording does not have it.
    Unrecorded,
    Empty,
    Bytes(Vec<u8>),
    /// The fields of a form.
    Form(Vec<Pair>),
    /// It is there and cannot be read; why not.
    Unreadable(String),
}

impl Message {
    /// The values of a header, by its name in any case (RFC 9110, section 5.1).
    pub(super) fn header<'m>(&'m self, name: &str) -> impl Iterator<Item = &'m str> {
        let headers = self.headers.iter().flatten();
        let of_it = headers.filter(move |(own, _)| own.eq_ignore_ascii_case(name));
        of_it.map(|(_, value)| value.as_str()).collect::<Vec<_>>().into_iter()
    }

    /// The media type, as the header has it or else as the recording says.
    pub(super) fn media_type(&self) -> Option<&str> {
        self.header("content-type")
            .next()
            .or(self.media_type.as_deref())
            .filter(|it| !it.is_empty())
    }
}

/// What recordings hold.
#[derive(Debug, Default)]
pub(super) struct Recorded {
    pub(super) exchanges: Vec<Exchange>,
    /// Requests without a response: broken off, or blocked by the browser.
    pub(super) unanswered: usize,
}
