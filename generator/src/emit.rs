//! Prints the model, one sub-module for each kind of file. Decides nothing.

mod file;
mod runtime;
mod krate;
mod text;
mod ty;
mod argument;
mod limits;
mod feature;
mod types;
mod client;
mod operations;
mod manifest;
mod pages;
mod library;

use proc_macro2::TokenStream;

pub use self::file::{Content, File, Task};
pub use self::krate::Crate;
pub use self::manifest::manifest;
pub use self::pages::README;
pub use self::runtime::{Runtime, package};
pub(crate) use self::text::LINE_END;
use crate::model::{Api, Operation, Tag};

/// All files of the crate.
pub fn emit<'a>(krate: &'a Crate<'a>) -> Vec<Task<'a>> {
    let mut tasks: Vec<Task<'a>> =
        vec![Box::new(|| library::file(krate)), Box::new(|| pages::readme(krate))];
    tasks.extend(runtime::files(krate.runtime, krate.apis).into_iter().map(source));
    for api in krate.apis {
        tasks.push(Box::new(|| client::file(krate, api)));
        for tag in &api.tags {
            tasks.push(Box::new(|| operations::file(krate, api, tag)));
            tasks.push(Box::new(|| operations::doubles(api, tag)));
            tasks.push(Box::new(|| pages::file(krate, api, tag)));
        }
        tasks.push(Box::new(|| types::file(api)));
        if !api.aliases.is_empty() {
            tasks.push(Box::new(|| types::aliases(api)));
        }
        let types = api.types.iter();
        tasks.extend(types.map(|decl| -> Task<'a> { Box::new(|| types::of(krate, api, decl)) }));
        tasks.extend(types::samples(api));
        if api.has_common() {
            tasks.push(Box::new(|| operations::common_file(api)));
            tasks.push(Box::new(|| operations::common_doubles(api)));
        }
        if api.has_xml() {
            tasks.push(Box::new(|| operations::xml_file(api)));
        }
        tasks.extend(client::by_hand(api).map(source));
        tasks.push(Box::new(|| pages::index(krate, api)));
    }
    tasks
}

/// The files of an API with what a program can name: not those for tests, nor the pages.
pub fn items(krate: &Crate<'_>, api: &Api) -> Vec<File> {
    let tags = api.tags.iter().map(|tag| operations::file(krate, api, tag));
    let types = api.types.iter().map(|decl| types::of(krate, api, decl));
    let aliases = (!api.aliases.is_empty()).then(|| types::aliases(api));
    let common = api.has_common().then(|| operations::common_file(api));
    let client = std::iter::once(client::file(krate, api));
    client.chain(tags).chain(types).chain(aliases).chain(common).collect()
}

/// Rust at a path that is taken as it is.
fn source<'a>((path, text): (String, String)) -> Task<'a> {
    Box::new(|| File { path, content: Content::Source(text) })
}

/// What stands in the tag's file for one operation.
pub fn operation(krate: &Crate<'_>, api: &Api, tag: &Tag, operation: &Operation) -> TokenStream {
    operations::operation(krate, api, tag, operation)
}
