//! What all calls of a client share: options, retries, hooks.

mod headers;
mod bound;
mod retry;
mod options;
mod hook;
#[cfg(feature = "tracing")]
mod trace;
mod core;
mod config;
mod observe;

pub use self::config::{Config, ConfigError};
pub use self::core::Core;
pub(crate) use self::headers::{OwnHeaders, header};
pub use self::hook::{Attempt, Hook, Outcome};
pub(crate) use self::observe::Observed;
pub use self::options::Options;
pub(crate) use self::options::Settled;
pub use self::retry::Retry;
