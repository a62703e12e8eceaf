//! Values whose text has a form of its own.

#[cfg(feature = "jiff")]
mod jiff;
#[cfg(feature = "decimal")]
mod decimal;
#[cfg(feature = "uuid")]
mod uuid;
#[cfg(feature = "pattern")]
mod pattern;
#[cfg(feature = "base64")]
mod base64;
#[cfg(feature = "by-serde")]
mod by_serde;
mod secret;
#[cfg(feature = "client")]
mod scalar;
mod given;

#[cfg(feature = "base64")]
pub use self::base64::Base64;
#[cfg(feature = "by-serde")]
pub use self::by_serde::BySerde;
#[cfg(feature = "decimal")]
pub use self::decimal::DecimalNumber;
pub use self::given::{list, map, texts};
#[cfg(feature = "jiff")]
pub use self::jiff::{Time, Timestamp};
#[cfg(feature = "pattern")]
pub use self::pattern::is_match;
#[cfg(feature = "client")]
pub use self::scalar::Scalar;
#[cfg(feature = "client")]
pub(crate) use self::secret::REDACTED;
pub use self::secret::Secret;
