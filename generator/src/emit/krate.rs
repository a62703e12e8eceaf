//! What all files need to know of the crate that they are for.

use super::runtime::Runtime;
use crate::model::Api;
use crate::name::ident;
use crate::selection::Selection;

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
    pub(super) fn name(&self) -> String {
        // As cargo has it, and in no other way: `FooBar` is `FooBar`.
        self.package.replace('-', "_")
    }

    /// The path from outside to what an API has: a crate of one API has it at its root.
    pub(super) fn path(&self, api: &Api) -> String {
        match self.has_features() {
            true => format!("{}::{}", self.name(), ident(&api.name.rust)),
            false => self.name(),
        }
    }

    /// What a line on an API begins with where there are several.
    pub(super) fn label(&self, api: &Api) -> String {
        match self.has_features() {
            true => format!("`{}`: ", api.name.rust),
            false => String::new(),
        }
    }

    /// Whether each API is a cargo feature: a crate of one API is that API.
    pub(super) fn has_features(&self) -> bool {
        self.apis.len() > 1
    }
}
