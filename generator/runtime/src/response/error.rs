//! Why a call failed.
//!
//! No error prints a secret: texts that came from the server are searched for
//! every secret that the request held, URLs are printed as their templates, and
//! values of a response are named by type and place only.

use std::convert::Infallible;
use std::fmt;

use super::failure::Failure;
use super::paging_error::PagingError;
use super::raw::RawResponse;
use super::unsent::{InvalidParameter, MissingCredential, TokenError};
use crate::json::{JsonError, excerpt};
use crate::operation::Operation;
use crate::transport::{TransportError, TransportErrorKind, after};

/// Why a call failed. `E` has a variant for each failure that the operation documents.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error<E> {
    /// The server responded with a failure that the operation documents.
    Api(E),
    /// The server responded with a status that the operation does not document.
    Unexpected(UnexpectedStatus),
    /// The response's body is not what the operation documents.
    Decode(DecodeError),
    /// The operation needs a token, and its source has none to give.
    Token(TokenError),
    /// Nothing was sent: the operation needs a credential that the client lacks.
    MissingCredential(MissingCredential),
    /// Nothing was sent: a parameter's value cannot be sent.
    InvalidParameter(InvalidParameter),
    /// There was no response in time.
    Timeout(TransportError),
    /// The response is larger than the client takes.
    TooLarge(TransportError),
    /// There was no response, for another reason.
    Transport(TransportError),
    /// The server says that there is a next page, which cannot be had.
    Paging(PagingError),
}

/// The failures that an operation documents: an enum of the generated code.
pub trait ApiError: std::error::Error {
    /// The response that reported the failure.
    fn response(&self) -> &RawResponse;
}

/// The failures of an operation whose bodies are all of one type.
pub trait FailureBody: std::error::Error {
    /// The type of the bodies.
    type Body;

    /// The failure, whichever variant it is.
    fn failure(&self) -> &Failure<Self::Body>;

    /// The body, whichever failure it is.
    ///
    /// # Errors
    ///
    /// Why the body is not what the operation documents.
    fn body(&self) -> Result<&Self::Body, &JsonError> {
        self.failure().body()
    }
}

impl<E: FailureBody> ApiError for E {
    fn response(&self) -> &RawResponse {
        self.failure().response()
    }
}

impl<E: FailureBody> Error<E> {
    /// The body of a documented failure, whichever it is, where it is what the operation documents.
    pub fn body(&self) -> Option<&E::Body> {
        match self {
            Self::Api(error) => error.body().ok(),
            _ => None,
        }
    }
}

/// For operations that document no failure.
impl ApiError for Infallible {
    fn response(&self) -> &RawResponse {
        match *self {}
    }
}

impl<E: ApiError> Error<E> {
    /// The response, if the server gave one.
    pub fn response(&self) -> Option<&RawResponse> {
        match self {
            Self::Api(error) => Some(error.response()),
            Self::Unexpected(error) => Some(error.response()),
            Self::Decode(error) => Some(error.response()),
            Self::Token(_)
            | Self::MissingCredential(_)
            | Self::InvalidParameter(_)
            | Self::Timeout(_)
            | Self::TooLarge(_)
            | Self::Transport(_)
            | Self::Paging(_) => None,
        }
    }

    /// How often the request was sent, or tried to be: 0 where nothing was sent.
    pub fn attempts(&self) -> u32 {
        match self {
            Self::Timeout(error) | Self::TooLarge(error) | Self::Transport(error) => {
                error.attempts()
            }
            _ => self.response().map_or(0, RawResponse::attempts),
        }
    }

    /// The operation that was called, where it is known.
    pub fn operation(&self) -> Option<&'static Operation> {
        match self {
            Self::Token(error) => Some(error.operation),
            Self::MissingCredential(error) => Some(error.operation),
            Self::InvalidParameter(error) => Some(error.operation),
            Self::Paging(error) => Some(error.operation),
            Self::Timeout(error) | Self::TooLarge(error) | Self::Transport(error) => {
                error.operation()
            }
            Self::Api(_) | Self::Unexpected(_) | Self::Decode(_) => {
                self.response().map(RawResponse::operation)
            }
        }
    }

    /// Whether the time was up before the response was there.
    pub fn is_timeout(&self) -> bool {
        matches!(self, Self::Timeout(error) | Self::Transport(error) if error.is_timeout())
    }

    /// Whether no connection to the server could be made.
    pub fn is_connect(&self) -> bool {
        matches!(self, Self::Transport(error) if error.is_connect())
    }
}

impl<E: fmt::Display> fmt::Display for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Api(error) => error.fmt(f),
            Self::Unexpected(error) => error.fmt(f),
            Self::Decode(error) => error.fmt(f),
            Self::Token(error) => error.fmt(f),
            Self::MissingCredential(error) => error.fmt(f),
            Self::InvalidParameter(error) => error.fmt(f),
            Self::Timeout(error) | Self::TooLarge(error) | Self::Transport(error) => error.fmt(f),
            Self::Paging(error) => error.fmt(f),
        }
    }
}

impl<E: std::error::Error> std::error::Error for Error<E> {
    /// The cause below the one that `Display` already tells.
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Api(error) => error.source(),
            Self::Decode(error) => error.source(),
            Self::Token(error) => error.source(),
            Self::Timeout(error) | Self::TooLarge(error) | Self::Transport(error) => error.source(),
            Self::Unexpected(_)
            | Self::MissingCredential(_)
            | Self::InvalidParameter(_)
            | Self::Paging(_) => None,
        }
    }
}

macro_rules! variants {
    ($($variant:ident($ty:ty)),+) => {$(
        impl<E> From<$ty> for Error<E> {
            fn from(error: $ty) -> Self {
                Self::$variant(error)
            }
        }
    )+};
}

variants! {
    Unexpected(UnexpectedStatus),
    Decode(DecodeError),
    Token(TokenError),
    MissingCredential(MissingCredential),
    InvalidParameter(InvalidParameter),
    Paging(PagingError)
}

impl<E> From<TransportError> for Error<E> {
    fn from(error: TransportError) -> Self {
        match error.kind() {
            TransportErrorKind::Timeout => Self::Timeout(error),
            TransportErrorKind::TooLarge => Self::TooLarge(error),
            _ => Self::Transport(error),
        }
    }
}

/// Why there is no response to be read: an error of any operation.
pub(crate) type CallError = Error<Infallible>;

impl CallError {
    /// The same error of an operation that documents failures.
    pub(crate) fn widen<E>(self) -> Error<E> {
        match self {
            Self::Api(never) => match never {},
            Self::Unexpected(error) => error.into(),
            Self::Decode(error) => error.into(),
            Self::Token(error) => error.into(),
            Self::MissingCredential(error) => error.into(),
            Self::InvalidParameter(error) => error.into(),
            Self::Timeout(error) | Self::TooLarge(error) | Self::Transport(error) => error.into(),
            Self::Paging(error) => error.into(),
        }
    }
}

/// A status that the operation does not document.
#[derive(Debug)]
pub struct UnexpectedStatus {
    response: Box<RawResponse>,
}

impl UnexpectedStatus {
    pub(crate) fn new(response: RawResponse) -> Self {
        Self { response: Box::new(response) }
    }

    /// The response.
    pub fn response(&self) -> &RawResponse {
        &self.response
    }
}

impl fmt::Display for UnexpectedStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (a status that the operation does not document)", self.response.headline())?;
        if let Some(place) = self.response.redirect() {
            write!(f, "; the redirect to {place} is not followed")?;
        }
        f.write_str(&after(self.response.attempts()))
    }
}

impl std::error::Error for UnexpectedStatus {}

/// A body, or an item of one, that is not what the operation documents.
#[derive(Debug)]
pub struct DecodeError {
    response: Box<RawResponse>,
    /// Which item it is, where the body is read item by item; the first is 1.
    pub(crate) item: Option<u64>,
    cause: JsonError,
}

impl DecodeError {
    pub(crate) fn new(response: RawResponse, cause: JsonError) -> Self {
        // A key of the body can be what the server was sent.
        let cause = cause.cleaned(&|text| response.clean_name(text));
        Self { response: Box::new(response), item: None, cause }
    }

    /// Which item it is, where the body is read item by item; the first is 1.
    pub fn item(&self) -> Option<u64> {
        self.item
    }

    /// The response. Where the body is read item by item, its body is the item.
    pub fn response(&self) -> &RawResponse {
        &self.response
    }

    /// Where in the body the first difference is, such as `$.list[3].user`.
    pub fn path(&self) -> String {
        self.cause.path()
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: ", self.response.operation().name, self.response.status())?;
        match self.item {
            Some(item) => write!(f, "item {item} of the body")?,
            None => write!(f, "the body ({})", self.response.describe_body())?,
        }
        write!(f, " is not what is documented: {}", self.cause)?;
        match self.response.excerpt() {
            Some(excerpt) => write!(f, "; it starts with {excerpt:?}")?,
            None => {
                let clean = |name: &str| self.response.clean_name(name);
                let place = excerpt::of(self.response.text(), &self.cause, &clean);
                place.map_or(Ok(()), |place| write!(f, ", in {place}"))?;
            }
        }
        f.write_str(&after(self.response.attempts()))
    }
}

impl std::error::Error for DecodeError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.cause)
    }
}
