//! What came back: its headers, its body, and why a call failed.

mod paging_error;
mod headers;
mod answer;
mod error;
pub(crate) mod charset;

pub use self::answer::Answer;
pub(crate) use self::error::Unanswered;
pub use self::error::{
    ApiError, DecodeError, Error, InvalidParameter, MissingCredential, TokenError, UnexpectedStatus,
};
pub use self::headers::{HeaderForm, Headers, InvalidHeader, header};
pub use self::paging_error::{PagingError, PagingErrorKind};
