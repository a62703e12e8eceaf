//! Wire name to a legal, idiomatic, unique Rust identifier.
//!
//! Names are plain text here and in the model, without `r#`; [`ident`] makes the token. A name
//! depends only on its own wire name. What differs by case only is told apart by [`apart_values`] and
//! the like, all of it together; what else collides by [`Scope`], in the order of the document.

pub mod noun;
mod word;
mod idiom;
mod scope;
mod apart;
pub mod lock;

use proc_macro2::{Ident, Span};

pub use self::apart::{apart_types, apart_values, apart_variants};
pub use self::idiom::{constant_name, is_identifier, type_name, value_name, variant_name};
pub use self::scope::Scope;

/// A Rust identifier, and the name that it stands for on the wire.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name {
    /// The identifier, without `r#`.
    pub rust: String,
    /// The name in the document.
    pub wire: String,
}

/// The keywords of every edition that can stand as raw identifiers.
const KEYWORDS: [&str; 50] = [
    "abstract",
    "as",
    "async",
    "await",
    "become",
    "box",
    "break",
    "const",
    "continue",
    "do",
    "dyn",
    "else",
    "enum",
    "extern",
    "false",
    "final",
    "fn",
    "for",
    "gen",
    "if",
    "impl",
    "in",
    "let",
    "loop",
    "macro",
    "match",
    "mod",
    "move",
    "mut",
    "override",
    "priv",
    "pub",
    "ref",
    "return",
    "static",
    "struct",
    "trait",
    "true",
    "try",
    "type",
    "typeof",
    "unsafe",
    "unsized",
    "use",
    "virtual",
    "where",
    "while",
    "yield",
    "macro_rules",
    "union",
];

/// Names of files that Windows keeps for devices.
const DEVICES: [&str; 24] = [
    "aux", "con", "nul", "prn", "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7",
    "com8", "com9", "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// How long the name of a file can be, in bytes: disks take 255, with an ending and with the
/// number of a collision.
const FILE_LENGTH: usize = 100;

/// How long the name of a feature can be, in bytes, with the number of a collision.
const FEATURE_LENGTH: usize = 60;

/// The name of the variant for all values that a document does not name: the names that it gives come
/// before it.
pub fn catch_all(variants: &mut Scope) -> String {
    let free = ["Unknown", "Unrecognized", "Other"].into_iter().find(|name| variants.is_free(name));
    variants.claim(free.unwrap_or("Unknown"))
}

/// The name of a module and of its file: a value name that every disk can carry.
pub fn module_name(wire: &str) -> String {
    let name = file_name(&value_name(wire));
    if DEVICES.contains(&name.as_str()) || name == "mod" { format!("{name}_") } else { name }
}

/// An identifier as the name of a file, without its ending: in ASCII, since Rust looks for a
/// module in no other file (E0754), and of at most 100 bytes.
pub fn file_name(name: &str) -> String {
    let mut ascii = String::with_capacity(name.len());
    for letter in name.chars() {
        if letter.is_ascii() {
            ascii.push(letter);
        } else {
            ascii.push_str(&format!("u{:x}", u32::from(letter)));
        }
    }
    cut(&ascii, FILE_LENGTH)
}

/// A name of a feature: crates.io takes at most 64 bytes.
pub fn short_name(name: &str) -> String {
    cut(name, FEATURE_LENGTH)
}

/// The first bytes of a name in ASCII, where it is too long, and what tells it from others.
fn cut(name: &str, length: usize) -> String {
    if name.len() <= length {
        return name.to_owned();
    }
    let hash = format!("_{:016x}", hash(name));
    let start = name.get(..length - hash.len()).unwrap_or_default();
    format!("{}{hash}", start.trim_end_matches('_'))
}

/// FNV-1a: the same on every machine and in every version, unlike the standard library's.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// Whether a name can only be written as a raw identifier.
pub fn is_keyword(name: &str) -> bool {
    KEYWORDS.contains(&name) && name != "union" && name != "macro_rules"
}

/// The token of a name: raw where it is a keyword.
pub fn ident(name: &str) -> Ident {
    if is_keyword(name) {
        Ident::new_raw(name, Span::call_site())
    } else {
        Ident::new(name, Span::call_site())
    }
}
