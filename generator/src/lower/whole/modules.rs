//! What modules are called whose own name is that of something else. They give way: it is handles and
//! types that a program names.

use crate::model::Api;
use crate::name::Scope;

/// What the module of an API cannot be called: files of the crate's `src/`, one of which cargo
/// would take for a program; crates of the standard library; the crate's other features; a module of
/// its own, which could not be told from it.
pub(in crate::lower) const OF_CRATE: [&str; 21] = [
    "lib",
    "main",
    "bin",
    "runtime",
    "core",
    "std",
    "default",
    "reqwest",
    "rustls",
    "xml",
    "types",
    "native_tls",
    "gzip",
    "brotli",
    "deflate",
    "zstd",
    "fs",
    "blocking",
    "tower",
    "tracing",
    "test_util",
];

/// What the module of a tag cannot be called: the other modules of an API, and that of the crate which
/// each file uses.
pub(in crate::lower) const OF_API: [&str; 5] =
    ["types", "runtime", "xml_elements", "common_responses", "by_hand"];

/// The name of a module whose own is another one's.
pub(in crate::lower) fn other(module: &str) -> String {
    format!("{module}_api")
}

/// Renames modules of tags that are called as their API, which no module within it should be. In a
/// crate of one API it is the API's own that has another name: nobody names it.
pub fn tell_modules_apart(apis: &mut [&mut Api]) {
    let is_alone = apis.len() == 1;
    for api in apis {
        let mut modules = Scope::new(&OF_API);
        for tag in &api.tags {
            modules.claim(&tag.module);
        }
        let (name, tags) = (&mut api.name.rust, &mut api.tags);
        let Some(tag) = tags.iter_mut().find(|tag| tag.module == *name) else { continue };
        let free = modules.claim(&other(name));
        *(if is_alone { name } else { &mut tag.module }) = free;
    }
}
