//! What came back: its headers, its body, and why a call failed.

mod paging_error;
mod headers;
mod raw;
mod error;
pub(crate) mod charset;

pub(crate) use self::error::CallError;
pub use self::error::{
    ApiError, DecodeError, Error, InvalidParameter, MissingCredential, TokenError, UnexpectedStatus,
};
pub use self::headers::{HeaderForm, Headers, InvalidHeader, header};
pub use self::paging_error::{PagingError, PagingErrorKind};
pub use self::raw::RawResponse;
