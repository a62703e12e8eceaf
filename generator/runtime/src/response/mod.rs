//! What came back: its headers, its body, and why a call failed.

mod paging_error;
mod headers;
mod raw;
mod failure;
mod unsent;
mod error;
mod any_error;
pub(crate) mod charset;

pub use self::any_error::AnyError;
pub(crate) use self::error::CallError;
pub use self::error::{ApiError, DecodeError, Error, FailureBody, UnexpectedStatus};
pub use self::failure::Failure;
pub use self::headers::{HeaderForm, Headers, InvalidHeader, header};
pub use self::paging_error::{PagingError, PagingErrorKind};
pub use self::raw::RawResponse;
pub use self::unsent::{InvalidParameter, MissingCredential, TokenError};
