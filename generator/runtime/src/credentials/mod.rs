//! What proves who calls: secrets, tokens, and how they are sent.

mod escapes;
mod writings;
mod secrets;
mod token;
mod credential;

pub use self::credential::Credential;
pub(crate) use self::credential::{Applied, CredentialValue, CredentialValues};
pub(crate) use self::secrets::{Secrets, shortened};
pub use self::token::{Token, TokenSource};
