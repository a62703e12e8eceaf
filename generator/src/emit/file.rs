//! The files of the generated crate, before they are formatted.

use proc_macro2::TokenStream;

/// A file of the generated crate, not yet formatted.
#[derive(Debug, Clone)]
pub struct File {
    /// Where it is below the crate's folder, with forward slashes.
    pub path: String,
    /// What is in it.
    pub content: Content,
}

/// What is in a file.
#[derive(Debug, Clone)]
pub enum Content {
    /// Rust, with the lines of the module's own documentation.
    Rust {
        /// The lines of the module's documentation.
        docs: Vec<String>,
        /// Its items.
        items: TokenStream,
    },
    /// Rust that is written already, but for the items in its midst.
    Written {
        /// What stands before them.
        head: String,
        /// The items that are not yet formatted.
        items: TokenStream,
        /// What stands behind them.
        rest: String,
    },
    /// Rust that is taken as it is.
    Source(String),
    /// Markdown.
    Markdown(String),
}

/// A file that is not yet made: which thread makes it does not matter.
pub type Task<'a> = Box<dyn FnOnce() -> File + Send + 'a>;
