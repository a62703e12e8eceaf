//! One error for all operations.

use std::convert::Infallible;
use std::fmt;

use http::{HeaderMap, StatusCode};

use super::error::{ApiError, Error};
use super::headers::InvalidHeader;
use super::raw::RawResponse;
use crate::client::ConfigError;
use crate::json::JsonError;
use crate::operation::Operation;
use crate::transport::{BoxError, TransportError};

/// Why a call of any operation failed: the error of functions that make several calls.
///
/// `?` makes it of the [`Error`] of every operation, and of what else can go wrong on the way: setting up
/// the client, reading a header, opening a file. It keeps the operation, the response with its body, and
/// the words of the error that it is made of.
pub struct AnyError(Box<Inner>);

struct Inner {
    operation: Option<&'static Operation>,
    response: Option<RawResponse>,
    attempts: u32,
    is_timeout: bool,
    is_connect: bool,
    cause: BoxError,
}

impl AnyError {
    /// An error that has nothing to do with a call, to be handed on together with those of calls.
    pub fn other(cause: impl Into<BoxError>) -> Self {
        let cause = cause.into();
        Self(Box::new(Inner {
            operation: None,
            response: None,
            attempts: 0,
            is_timeout: false,
            is_connect: false,
            cause,
        }))
    }

    /// The operation that was called, unless the error came before a call.
    #[inline]
    pub fn operation(&self) -> Option<&'static Operation> {
        self.0.operation
    }

    /// The response, if the server gave one.
    #[inline]
    pub fn response(&self) -> Option<&RawResponse> {
        self.0.response.as_ref()
    }

    /// How often the request was sent, or tried to be: 0 where nothing was sent.
    #[inline]
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// Whether the time was up before the response was there.
    #[inline]
    pub fn is_timeout(&self) -> bool {
        self.0.is_timeout
    }

    /// Whether no connection to the server could be made.
    #[inline]
    pub fn is_connect(&self) -> bool {
        self.0.is_connect
    }

    /// The error of the operation, if it is of this type: `Error<GetPetError>`, say.
    pub fn downcast_ref<E: std::error::Error + 'static>(&self) -> Option<&E> {
        self.0.cause.downcast_ref()
    }

    /// The error of the operation by itself, if it is of this type.
    ///
    /// # Errors
    ///
    /// The same error, where it is of another type.
    pub fn downcast<E: std::error::Error + 'static>(mut self) -> Result<E, Self> {
        match self.0.cause.downcast() {
            Ok(cause) => Ok(*cause),
            Err(cause) => {
                self.0.cause = cause;
                Err(self)
            }
        }
    }
}

/// What every error says of the response.
macro_rules! of_response {
    () => {
        /// The status, if the server responded.
        #[inline]
        pub fn status(&self) -> Option<StatusCode> {
            self.response().map(RawResponse::status)
        }

        /// The headers, if the server responded.
        #[inline]
        pub fn headers(&self) -> Option<&HeaderMap> {
            self.response().map(RawResponse::headers)
        }

        /// The server's own message: see [`RawResponse::message`].
        #[inline]
        pub fn message(&self) -> Option<String> {
            self.response().and_then(RawResponse::message)
        }

        /// The server's own name for what went wrong: see [`RawResponse::code`].
        #[inline]
        pub fn code(&self) -> Option<String> {
            self.response().and_then(RawResponse::code)
        }

        /// By what the server's own records name the request: see [`RawResponse::request_id`].
        #[inline]
        pub fn request_id(&self) -> Option<String> {
            self.response().and_then(RawResponse::request_id)
        }

        /// Whether the server says that the request is not what it takes (400).
        #[inline]
        pub fn is_bad_request(&self) -> bool {
            self.status() == Some(StatusCode::BAD_REQUEST)
        }

        /// Whether the server does not know who asks (401).
        #[inline]
        pub fn is_unauthorized(&self) -> bool {
            self.status() == Some(StatusCode::UNAUTHORIZED)
        }

        /// Whether who asks may not do this (403).
        #[inline]
        pub fn is_forbidden(&self) -> bool {
            self.status() == Some(StatusCode::FORBIDDEN)
        }

        /// Whether there is no such thing (404).
        #[inline]
        pub fn is_not_found(&self) -> bool {
            self.status() == Some(StatusCode::NOT_FOUND)
        }

        /// Whether it is at odds with what is there (409).
        #[inline]
        pub fn is_conflict(&self) -> bool {
            self.status() == Some(StatusCode::CONFLICT)
        }

        /// Whether a condition of the request does not hold, such as `If-Match` (412).
        #[inline]
        pub fn is_precondition_failed(&self) -> bool {
            self.status() == Some(StatusCode::PRECONDITION_FAILED)
        }

        /// Whether the values of the request are not what they have to be (422).
        #[inline]
        pub fn is_unprocessable(&self) -> bool {
            self.status() == Some(StatusCode::UNPROCESSABLE_ENTITY)
        }

        /// Whether there were too many requests (429).
        #[inline]
        pub fn is_rate_limited(&self) -> bool {
            self.status() == Some(StatusCode::TOO_MANY_REQUESTS)
        }

        /// Whether the server failed (500 to 599).
        #[inline]
        pub fn is_server_error(&self) -> bool {
            self.status().is_some_and(|status| status.is_server_error())
        }
    };
}

impl AnyError {
    of_response!();
}

impl<E: ApiError> Error<E> {
    of_response!();
}

impl<E: ApiError + Send + Sync + 'static> From<Error<E>> for AnyError {
    fn from(error: Error<E>) -> Self {
        Self(Box::new(Inner {
            operation: error.operation(),
            response: error.response().cloned(),
            attempts: error.attempts(),
            is_timeout: error.is_timeout(),
            is_connect: error.is_connect(),
            cause: error.into(),
        }))
    }
}

impl From<TransportError> for AnyError {
    #[inline]
    fn from(error: TransportError) -> Self {
        Error::<Infallible>::from(error).into()
    }
}

macro_rules! others {
    ($($ty:ty),+) => {$(
        impl From<$ty> for AnyError {
            #[inline]
            fn from(error: $ty) -> Self {
                Self::other(error)
            }
        }
    )+};
}

others!(ConfigError, InvalidHeader, JsonError, std::io::Error);

/// Why a failure's body is not what is documented.
impl From<&JsonError> for AnyError {
    #[inline]
    fn from(error: &JsonError) -> Self {
        Self::other(error.clone())
    }
}

impl fmt::Display for AnyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.cause.fmt(f)
    }
}

impl fmt::Debug for AnyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("AnyError").field(&self.0.cause).finish()
    }
}

impl std::error::Error for AnyError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.cause.source()
    }
}
