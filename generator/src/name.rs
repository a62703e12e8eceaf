//! Wire name to a legal, idiomatic, unique Rust identifier.
//!
//! Names are plain text here and in the model, without `r#`; [`ident`] makes the token. A name
//! depends only on its own wire name; what collides is told apart by [`Scope`], in the order of
//! the document.

pub mod noun;
mod word;

use std::collections::BTreeMap;

use heck::{ToShoutySnakeCase as _, ToSnakeCase as _};
use proc_macro2::{Ident, Span};

use self::word::{camel, text, words};
use crate::source::Pointer;

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

/// The keywords that cannot be raw identifiers (The Rust Reference, "Identifiers").
const NEVER_RAW: [&str; 5] = ["self", "Self", "super", "crate", "_"];

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

/// Names of the prelude that emitted declarations use unqualified.
const PRELUDE: [&str; 12] = [
    "AsRef",
    "Box",
    "Err",
    "Into",
    "IntoIterator",
    "None",
    "Ok",
    "Option",
    "Result",
    "Some",
    "String",
    "Vec",
];

/// The name of a type: `PagedResults[User]` becomes `PagedResultsUser`.
pub fn type_name(wire: &str) -> String {
    let name = variant_name(wire);
    if PRELUDE.contains(&name.as_str()) { format!("{name}Type") } else { name }
}

/// The name of an enum's variant.
pub fn variant_name(wire: &str) -> String {
    legal(&camel(&words(wire)), "Empty")
}

/// The name of the variant for all values that a document does not name: the names that it gives come
/// before it.
pub fn catch_all(variants: &mut Scope) -> String {
    let free = ["Unknown", "Unrecognized", "Other"].into_iter().find(|name| variants.is_free(name));
    variants.claim(free.unwrap_or("Unknown"))
}

/// The name of a method, field, parameter or module: `userName` becomes `user_name`.
pub fn value_name(wire: &str) -> String {
    legal(&text(wire).to_snake_case(), "empty")
}

/// The name of a constant: `faststats_auth` becomes `FASTSTATS_AUTH`.
pub fn constant_name(wire: &str) -> String {
    legal(&text(wire).to_shouty_snake_case(), "EMPTY")
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

/// Names in one Rust namespace, each once.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    /// The names, and the place of what has each; none where it is nothing of the document.
    taken: BTreeMap<String, Option<Pointer>>,
    /// The last number behind each name, so that the next one is found at once.
    numbers: BTreeMap<String, u32>,
}

impl Scope {
    /// A namespace in which `reserved` names are not to be had.
    pub fn new(reserved: &[&str]) -> Self {
        let taken = reserved.iter().map(|name| (fold(name), None)).collect();
        Self { taken, numbers: BTreeMap::new() }
    }

    /// Whether `name` is still to be had.
    pub fn is_free(&self, name: &str) -> bool {
        !self.taken.contains_key(&fold(name))
    }

    /// `wanted`, or the first of `wanted_2`, `wanted_3`, … (`Wanted2` for types) that is free.
    ///
    /// Names that differ in case only count as the same: they name files, too.
    pub fn claim(&mut self, wanted: &str) -> String {
        self.claim_for(wanted, None)
    }

    /// As [`Scope::claim`], for what is at this place in the document.
    pub fn claim_for(&mut self, wanted: &str, place: Option<&Pointer>) -> String {
        let free = if self.is_free(wanted) { wanted.to_owned() } else { self.numbered(wanted) };
        self.taken.insert(fold(&free), place.cloned());
        free
    }

    fn numbered(&mut self, wanted: &str) -> String {
        // Behind the underscore of `self_` or `Self_`, a number would be in no style.
        let stem = wanted.trim_end_matches('_');
        // In camel case, an underscore stands between digits only; a constant has no small letter.
        let is_plain = !stem.contains('_') || stem.contains(char::is_lowercase);
        let is_camel = stem.starts_with(char::is_uppercase) && is_plain;
        let is_counted = stem.ends_with(|letter: char| letter.is_ascii_digit());
        let separator = if is_camel && !is_counted { "" } else { "_" };
        let number = self.numbers.entry(fold(stem)).or_insert(1);
        loop {
            // The numbers do not run out before the names of a document do.
            *number = number.saturating_add(1);
            let name = format!("{stem}{separator}{number}");
            if !self.taken.contains_key(&fold(&name)) || *number == u32::MAX {
                return name;
            }
        }
    }

    /// The place of what has the name, if it is in the document.
    pub fn holder(&self, name: &str) -> Option<&Pointer> {
        self.taken.get(&fold(name))?.as_ref()
    }
}

fn fold(name: &str) -> String {
    name.to_lowercase()
}

/// A legal identifier: letters and digits that Rust takes, no digit first, no reserved word;
/// `empty` where nothing is left.
fn legal(name: &str, empty: &str) -> String {
    let mut legal: String = name.chars().filter(|c| unicode_ident::is_xid_continue(*c)).collect();
    if legal.is_empty() {
        legal.push_str(empty);
    }
    if !legal.starts_with(unicode_ident::is_xid_start) {
        legal.insert(0, '_');
    }
    if NEVER_RAW.contains(&legal.as_str()) {
        legal.push('_');
    }
    legal
}
