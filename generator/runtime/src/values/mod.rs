//! Values whose text has a form of its own.

#[cfg(feature = "jiff")]
mod jiff;
#[cfg(feature = "decimal")]
mod decimal;
#[cfg(feature = "uuid")]
mod uuid;
#[cfg(feature = "pattern")]
mod pattern;
mod base64;
mod scalar;
mod given;

pub use self::base64::Base64;
#[cfg(feature = "decimal")]
pub use self::decimal::DecimalNumber;
pub use self::given::{list, map, texts};
#[cfg(feature = "jiff")]
pub use self::jiff::{Time, Timestamp};
#[cfg(feature = "pattern")]
pub use self::pattern::is_match;
pub use self::scalar::Scalar;
