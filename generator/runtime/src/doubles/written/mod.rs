//! What operations document, written as a server would: bodies, headers, failures, items.

mod headers;
mod failure;
mod encoded;
#[cfg(feature = "stream")]
mod items;
mod documented;

pub use self::documented::Documented;
pub use self::encoded::{EncodedResponse, ToResponse};
pub use self::headers::{ToHeaders, write_header};
