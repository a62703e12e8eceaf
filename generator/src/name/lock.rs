//! The names that a crate has: what is added to a document takes none of them away.
//!
//! [`Lock`] is the file `clientwright.lock` as a value, an input of the generator like the document.
//! It holds those names only that do not follow from their own wire names alone: names by a place,
//! shortened ones, those that collided, and those that another spelling could take.

mod spelling;
mod names;
mod text;

use std::borrow::Cow;
use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

pub use self::names::{Key, Kind, Lock, Named, Names};
pub use self::spelling::Spelling;
pub use self::text::{Malformed, is_newer};
use crate::source::Source;

/// The name of the file, beside the crate's `Cargo.toml`.
pub const FILE: &str = "clientwright.lock";

/// What tells git that both sides' lines of the file are kept in a merge (gitattributes(5), "Built-in
/// merge drivers").
pub const ATTRIBUTES: &str = "clientwright.lock merge=union\n";

/// The SHA-256 of the texts of a document and of all that belongs to it, in hexadecimal digits. Lines that
/// end in CR LF, as a checkout on Windows has them, count as if they ended in LF.
pub fn hash<'a>(sources: impl Iterator<Item = &'a Source>) -> String {
    let mut hash = Sha256::new();
    for source in sources {
        let mut text = Cow::Borrowed(source.text());
        if text.contains("\r\n") {
            text = Cow::Owned(text.replace("\r\n", "\n"));
        }
        // Where a text ends is told, too; on every machine alike.
        let length = u64::try_from(text.len()).unwrap_or(u64::MAX);
        hash.update(length.to_le_bytes());
        hash.update(text.as_bytes());
    }
    hash.finalize().iter().fold(String::new(), |mut digits, byte| {
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}
