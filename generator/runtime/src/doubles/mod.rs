//! Transports that respond without a network, for the tests of programs that call an API.

mod memory;
mod tape;
mod template;
mod headers;
mod failure;
mod encoded;
#[cfg(feature = "stream")]
mod items;
mod documented;
mod sent_request;
mod expectation;
mod ledger;
mod expected;
mod double;

pub use self::documented::Documented;
pub use self::double::Double;
pub use self::encoded::{EncodedResponse, ToResponse};
pub use self::expected::Expected;
pub use self::headers::{ToHeaders, write_header};
pub use self::memory::MemoryTransport;
pub use self::sent_request::SentRequest;
pub use self::tape::{RecordingTransport, ReplayTransport, Tape};
