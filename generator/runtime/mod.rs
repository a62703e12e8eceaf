//! What every call stands on: requests, answers, credentials, errors, JSON.
//!
//! Nothing here knows a particular API. An operation fills a [`Request`] and
//! names a function that reads a [`Reply`]; the rest is this module, which is
//! not generic where it can be, so that an operation costs the compiler little.
//! For the same reason it has loops where adapters of iterators would be
//! compiled anew. What only some operations need, as events and pages, is
//! `#[inline]`: it is compiled where it is called; and it is not here at all
//! where no API needs it. Sending is behind [`Transport`]: [`Call::request`] and
//! [`Call::decode`] work without one.

mod text;
mod json;
mod piecewise;
mod event;
mod jiff;
mod decimal;
mod uuid;
mod pattern;
mod base64;
mod union;
mod server;
mod operation;
mod encode;
mod transport_error;
mod paging_error;
mod future;
mod time;
mod random;
mod body;
mod idle;
mod collect;
mod retry;
mod options;
mod scalar;
mod headers;
mod transport;
mod secret;
mod token;
mod credential;
mod multipart;
#[cfg(any(feature = "tower", all(feature = "reqwest", not(target_arch = "wasm32"))))]
mod frames;
#[cfg(all(feature = "reqwest", not(target_arch = "wasm32")))]
mod reqwest;
#[cfg(all(feature = "reqwest", target_arch = "wasm32"))]
mod browser;
#[cfg(feature = "tower")]
mod tower;
#[cfg(feature = "test-util")]
mod memory;
#[cfg(feature = "test-util")]
mod tape;
mod answer;
mod excerpt;
mod error;
mod hook;
#[cfg(feature = "tracing")]
mod trace;
mod core;
mod observe;
mod charset;
mod fitting;
mod request;
mod reply;
mod redirect;
#[cfg(feature = "xml")]
mod xml;
mod build;
mod exchange;
mod result;
mod sequence;
mod items;
mod call;
mod link;
mod paging;
mod pages;
#[cfg(feature = "fs")]
mod files;
#[cfg(all(feature = "blocking", not(target_arch = "wasm32")))]
mod blocking;

pub use self::answer::Answer;
pub use self::base64::Base64;
#[cfg(all(feature = "blocking", not(target_arch = "wasm32")))]
pub use self::blocking::{Blocking, BodyReader, block_on};
pub use self::body::Body;
#[cfg(all(feature = "reqwest", target_arch = "wasm32"))]
pub use self::browser::ReqwestTransport;
pub use self::call::{Call, ResponseFuture};
pub use self::core::{Config, ConfigError, Core};
pub use self::credential::Credential;
pub use self::decimal::DecimalNumber;
pub use self::error::{
    ApiError, DecodeError, Error, InvalidParameter, MissingCredential, TokenError, UnexpectedStatus,
};
pub use self::event::Event;
#[cfg(feature = "fs")]
pub use self::files::Progress;
pub use self::future::{BoxFuture, MaybeSend};
pub use self::headers::{HeaderForm, Headers, InvalidHeader, header};
pub use self::hook::{Attempt, Hook, Outcome};
pub use self::items::Items;
pub use self::jiff::{Time, Timestamp};
pub use self::json::{
    Fields, FromJson, Json, JsonError, Limits, Maybe, Object, Pattern, ToJson, deserialize,
};
#[cfg(feature = "test-util")]
pub use self::memory::MemoryTransport;
pub use self::multipart::Part;
pub use self::operation::{Operation, Parameter, Place, SecurityScheme, Style};
pub use self::options::Options;
pub use self::pages::{PagedItems, Pages};
pub use self::paging::{PageInfo, Paging};
pub use self::paging_error::{PagingError, PagingErrorKind};
pub use self::pattern::is_match;
pub use self::reply::{Failure, Reply, Response};
pub use self::request::Request;
#[cfg(all(feature = "reqwest", not(target_arch = "wasm32")))]
pub use self::reqwest::ReqwestTransport;
pub use self::retry::Retry;
pub use self::scalar::Scalar;
pub use self::secret::Secret;
pub use self::sequence::Framing;
pub use self::server::{Server, ServerVariable};
#[cfg(feature = "test-util")]
pub use self::tape::{RecordingTransport, ReplayTransport, Tape};
pub use self::time::Timer;
#[cfg(all(feature = "reqwest", not(target_arch = "wasm32")))]
pub use self::time::TokioTimer;
pub use self::token::{Token, TokenSource};
#[cfg(feature = "tower")]
pub use self::tower::TowerTransport;
pub use self::transport::Transport;
pub use self::transport_error::{BoxError, TransportError, TransportErrorKind};
pub use self::union::{Arm, Constant, Kind, Reader, Unmatched, choose, open, with_tag};
#[cfg(feature = "xml")]
pub use self::xml::{XmlContent, XmlElement, XmlField, XmlName, XmlNode, XmlObject};
