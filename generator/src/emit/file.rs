//! The files of the generated crate, before they are formatted, and what all of them need to know.

use proc_macro2::TokenStream;

use crate::model::Api;
use crate::selection::Selection;

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
    /// Rust that is taken as it is.
    Source(String),
    /// Markdown.
    Markdown(String),
}

/// What is known of the crate that the files are for.
#[derive(Debug, Clone, Copy)]
pub struct Crate<'a> {
    /// The package's name.
    pub package: &'a str,
    /// Its APIs.
    pub apis: &'a [Api],
    /// What of the documents they are.
    pub selection: &'a Selection,
}

impl Crate<'_> {
    /// The crate's name in Rust.
    pub(super) fn name(&self) -> String {
        // As cargo has it, and in no other way: `FooBar` is `FooBar`.
        self.package.replace('-', "_")
    }

    /// Whether each API is a cargo feature: a crate of one API is that API.
    pub(super) fn has_features(&self) -> bool {
        self.apis.len() > 1
    }
}

/// A file that is not yet made: which thread makes it does not matter.
pub type Task<'a> = Box<dyn FnOnce() -> File + Send + 'a>;
