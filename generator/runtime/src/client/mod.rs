//! What all calls of a client share: options, retries, hooks.

mod retry;
mod options;
mod hook;
#[cfg(feature = "tracing")]
mod trace;
mod core;
mod observe;

pub use self::core::{Config, ConfigError, Core};
pub use self::hook::{Attempt, Hook, Outcome};
pub(crate) use self::observe::Observed;
pub use self::options::Options;
pub(crate) use self::options::Settled;
pub use self::retry::Retry;
