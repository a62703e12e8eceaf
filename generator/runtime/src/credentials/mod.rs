//! What proves who calls: secrets, tokens, and how they are sent.

mod secret;
mod token;
mod credential;

pub use self::credential::Credential;
pub(crate) use self::credential::{Applied, CredentialValue, CredentialValues};
pub use self::secret::Secret;
pub(crate) use self::secret::{REDACTED, Secrets};
pub use self::token::{Token, TokenSource};
