//! Transports that respond without a network, for the tests of programs that call an API.

#[cfg(feature = "test-util")]
mod memory;
#[cfg(feature = "test-util")]
mod tape;

#[cfg(feature = "test-util")]
pub use self::memory::MemoryTransport;
#[cfg(feature = "test-util")]
pub use self::tape::{RecordingTransport, ReplayTransport, Tape};
