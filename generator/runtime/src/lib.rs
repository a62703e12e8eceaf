//! What generated code stands on: JSON, and the values that types are made of; for a client,
//! requests, responses, credentials and errors as well.
//!
//! Nothing here knows a particular API. An operation fills a `Request` and
//! names a function that reads an `UndecodedResponse`; the rest is this module, which is
//! not generic where it can be, so that an operation costs the compiler little.
//! For the same reason it has loops where adapters of iterators would be
//! compiled anew. What only some operations need, as events and pages, is
//! `#[inline]`: it is compiled where it is called; and it is not here at all
//! where no API needs it, as all that calls need is not where there are types alone. Sending is
//! behind `Transport`: `Call::request` and `Call::decode` work without one.
//!
//! What only generated code names, such as the shared parts of a client and the alternatives of a
//! union, is public and left out of the documentation.

#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(any(feature = "client", feature = "union"))]
mod text;
mod json;
mod values;
#[cfg(feature = "union")]
mod union;
#[cfg(feature = "client")]
mod operation;
#[cfg(feature = "client")]
mod transport;
#[cfg(feature = "client")]
mod credentials;
#[cfg(feature = "client")]
mod client;
#[cfg(feature = "client")]
mod response;
#[cfg(feature = "client")]
mod request;
#[cfg(feature = "client")]
mod exchange;
#[cfg(feature = "xml")]
mod xml;
#[cfg(feature = "stream")]
mod stream;
#[cfg(feature = "paging")]
mod paging;
#[cfg(feature = "test-util")]
mod doubles;
#[cfg(feature = "fs")]
mod files;
#[cfg(all(feature = "blocking", not(target_arch = "wasm32")))]
mod blocking;
#[cfg(feature = "sources")]
pub mod sources;

#[cfg(all(feature = "blocking", not(target_arch = "wasm32")))]
pub use self::blocking::{Blocking, BodyReader, block_on};
#[cfg(feature = "client")]
pub use self::client::{Attempt, ConfigError, Hook, Options, Outcome, Retry};
#[cfg(feature = "client")]
#[doc(hidden)]
pub use self::client::{Config, Core};
#[cfg(feature = "client")]
pub use self::credentials::{Credential, Token, TokenSource};
#[cfg(all(feature = "test-util", not(target_arch = "wasm32")))]
pub use self::doubles::DoubleServer;
#[cfg(feature = "test-util")]
pub use self::doubles::{Documented, Double, EncodedResponse, Expected, SentRequest};
#[cfg(feature = "test-util")]
pub use self::doubles::{MemoryTransport, RecordingTransport, ReplayTransport, Tape};
#[cfg(feature = "test-util")]
pub use self::doubles::{ToHeaders, ToResponse, write_header};
#[cfg(feature = "client")]
pub use self::exchange::{Call, Response, ResponseFuture, UndecodedResponse};
pub use self::json::{
    Fields, FromJson, JsonError, JsonRef, JsonWriter, Limits, Maybe, Object, Pattern, ToJson,
    UnknownValue, deserialize, integer_enum, integer_value, properties, read, serde_by_json,
    serialize, setters, text_enum, text_value, write,
};
#[doc(hidden)]
pub use self::json::{closed, open};
#[cfg(feature = "client")]
pub use self::operation::{
    Operation, Parameter, Place, SecurityScheme, Server, ServerVariable, Style,
};
#[cfg(feature = "paging")]
pub use self::paging::{PageInfo, PagedItems, Pages, Paging};
#[cfg(feature = "client")]
pub use self::request::{Part, Request};
#[cfg(feature = "client")]
pub use self::response::{
    AnyError, ApiError, DecodeError, Error, Failure, FailureBody, HeaderForm, Headers,
    InvalidHeader, InvalidParameter, MissingCredential, PagingError, PagingErrorKind, RawResponse,
    TokenError, UnexpectedStatus, header,
};
#[cfg(feature = "stream")]
pub use self::stream::{Event, Framing, Items};
#[cfg(all(feature = "reqwest", target_arch = "wasm32"))]
pub use self::transport::ReqwestTransport;
#[cfg(feature = "tower")]
pub use self::transport::TowerTransport;
#[cfg(feature = "client")]
pub use self::transport::{
    Body, BoxError, BoxFuture, MaybeSend, Progress, Timer, Transport, TransportError,
    TransportErrorKind,
};
#[cfg(all(feature = "reqwest", not(target_arch = "wasm32")))]
pub use self::transport::{ReqwestTransport, TokioTimer};
#[cfg(feature = "union")]
pub use self::union::Unmatched;
#[cfg(feature = "union")]
#[doc(hidden)]
pub use self::union::{Alternative, Constant, Kind, Reader, read_union, write_tagged};
#[cfg(feature = "base64")]
pub use self::values::Base64;
#[cfg(feature = "by-serde")]
pub use self::values::BySerde;
#[cfg(feature = "decimal")]
pub use self::values::DecimalNumber;
#[cfg(feature = "client")]
pub use self::values::Scalar;
#[cfg(feature = "pattern")]
pub use self::values::is_match;
pub use self::values::{Secret, list, map, texts};
#[cfg(feature = "jiff")]
pub use self::values::{Time, Timestamp};
#[cfg(feature = "xml")]
pub use self::xml::{XmlContent, XmlElement, XmlField, XmlName, XmlNode, XmlObject};
#[cfg(feature = "client")]
pub use http::{HeaderName, HeaderValue};
