//! Sessions, and values of Orbit that are written as they are thought.

mod sessions;

// The types of queries are there where one of these tags is.
#[cfg(any(
    feature = "apteco-audiences",
    feature = "apteco-cubes",
    feature = "apteco-dashboards",
    feature = "apteco-exports",
    feature = "apteco-queries",
    feature = "apteco-users"
))]
mod queries;

#[cfg(any(
    feature = "apteco-audiences",
    feature = "apteco-cubes",
    feature = "apteco-dashboards",
    feature = "apteco-exports",
    feature = "apteco-queries",
    feature = "apteco-users"
))]
pub use self::queries::{Condition, VariableName, any, the, variable};
#[cfg(feature = "salted-login")]
pub use self::sessions::password_hash;
pub use self::sessions::{LoginError, Session};
