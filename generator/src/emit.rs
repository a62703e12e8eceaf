//! Prints the model, one sub-module for each kind of file. Decides nothing.

mod api;
mod construction;
mod credential;
mod decode;
mod enums;
mod example;
mod feature;
mod headers;
mod index;
mod library;
mod limits;
mod manifest;
mod page;
mod paging;
mod rustdoc;
mod runtime;
mod server;
mod setting;
mod tag;
mod text;
mod ty;
mod types;
mod unions;
mod xml;

use proc_macro2::TokenStream;

use crate::model::{Api, Operation, Tag};
use crate::selection::Selection;

pub use manifest::manifest;
pub use runtime::{Runtime, package};

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
    /// How it stands on the runtime.
    pub runtime: &'a Runtime,
}

impl Crate<'_> {
    /// The crate's name in Rust.
    fn name(&self) -> String {
        // As cargo has it, and in no other way: `FooBar` is `FooBar`.
        self.package.replace('-', "_")
    }

    /// Whether each API is a cargo feature: a crate of one API is that API.
    fn has_features(&self) -> bool {
        self.apis.len() > 1
    }
}

/// A file that is not yet made: which thread makes it does not matter.
pub type Task<'a> = Box<dyn FnOnce() -> File + Send + 'a>;

/// All files of the crate.
pub fn emit<'a>(krate: &'a Crate<'a>) -> Vec<Task<'a>> {
    let mut tasks: Vec<Task<'a>> = vec![Box::new(|| library::file(krate))];
    tasks.extend(runtime::files(krate.runtime, krate.apis).into_iter().map(source));
    for api in krate.apis {
        tasks.push(Box::new(|| api::file(krate, api)));
        for tag in &api.tags {
            tasks.push(Box::new(|| tag::file(krate, api, tag)));
            tasks.push(Box::new(|| page::file(krate, api, tag)));
        }
        tasks.push(Box::new(|| types::file(api)));
        let types = api.types.iter();
        tasks.extend(types.map(|decl| -> Task<'a> { Box::new(|| types::of(api, decl)) }));
        if api.has_xml() {
            tasks.push(Box::new(|| xml::file(api)));
        }
        tasks.extend(api::by_hand(api).map(source));
        tasks.push(Box::new(|| index::file(krate, api)));
    }
    tasks
}

/// Rust at a path that is taken as it is.
fn source<'a>((path, text): (String, String)) -> Task<'a> {
    Box::new(|| File { path, content: Content::Source(text) })
}

/// What stands in the tag's file for one operation.
pub fn operation(krate: &Crate<'_>, api: &Api, tag: &Tag, operation: &Operation) -> TokenStream {
    tag::operation(krate, api, tag, operation)
}
