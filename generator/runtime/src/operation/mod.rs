//! What is known of an operation before it is called: constants of the generated code.

pub(crate) mod server;
mod description;
pub(crate) mod encode;

pub use self::description::{Operation, Parameter, Place, SecurityScheme, Style};
pub(crate) use self::encode::Encode;
pub use self::server::{Server, ServerVariable};
