//! Transports that respond without a network, for the tests of programs that call an API.

mod memory;
mod tape;
mod template;
mod written;
mod sent_request;
mod expectation;
mod ledger;
mod expected;
mod double;
#[cfg(not(target_arch = "wasm32"))]
mod server;

pub use self::double::Double;
pub use self::expected::Expected;
pub use self::memory::MemoryTransport;
pub use self::sent_request::SentRequest;
#[cfg(not(target_arch = "wasm32"))]
pub use self::server::DoubleServer;
pub use self::tape::{RecordingTransport, ReplayTransport, Tape};
pub use self::written::{Documented, EncodedResponse, ToHeaders, ToResponse, write_header};
