//! `lib.rs`: the APIs.

mod hidden;
mod lint;

use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote};

use super::file::{Content, File};
use super::krate::Crate;
use super::runtime::Runtime;
use super::{pages, runtime};
use crate::model::{Api, Operation};
use crate::name::ident;

/// The module that everything stands on.
const RUNTIME: &str = "runtime";

/// All that a module has.
const ALL: &str = "*";

/// What the root exports of it.
const EXPORTS: [&str; 27] = [
    "AnyError",
    "ApiError",
    "Attempt",
    "Body",
    "BoxFuture",
    "Call",
    "ConfigError",
    "Double",
    "Error",
    "Failure",
    "FailureBody",
    "Hook",
    "Maybe",
    "MemoryTransport",
    "Options",
    "Outcome",
    "Part",
    "ReqwestTransport",
    "Response",
    "Retry",
    "Secret",
    "Timer",
    "Token",
    "TokenSource",
    "Transport",
    "TransportError",
    "TransportErrorKind",
];

/// What of that is no part of calls.
const OF_VALUES: [&str; 2] = ["Maybe", "Secret"];

/// What of that is there with a feature of the crate only.
const CONDITIONS: [(&str, &str); 3] =
    [("Double", "test-util"), ("MemoryTransport", "test-util"), ("ReqwestTransport", "reqwest")];

/// The crate's root.
pub(super) fn file(krate: &Crate<'_>) -> File {
    let modules = modules(krate);
    let exports = exports(krate);
    let pages = krate.apis.iter().flat_map(|api| {
        let feature = krate.has_features().then_some(&api.name.rust);
        api.tags.iter().map(move |tag| {
            let path = format!("../{}", pages::path(api, tag));
            let module =
                ident(&format!("page_{}_{}", api.name.rust, tag.module.trim_start_matches('_')));
            let features = feature.into_iter().chain(&tag.feature);
            let features: Vec<TokenStream> =
                features.map(|feature| quote! { , feature = #feature }).collect();
            let has_xml = tag.operations.iter().any(Operation::has_xml);
            let xml = has_xml.then(|| quote! { , feature = "xml" });
            let condition = match (features.as_slice(), &xml) {
                ([], None) => quote! { doctest },
                _ => quote! { all(doctest #(#features)* #xml) },
            };
            // The examples of the pages are compiled with those of the documentation.
            quote! { #[cfg(#condition)] #[doc = include_str!(#path)] mod #module {} }
        })
    });
    let limit = krate.apis.iter().filter_map(|api| api.recursion_limit).max();
    let limit_attributes = limit.map(|limit| {
        let limit = limit.to_string();
        // The examples are crates of their own.
        quote! {
            #![recursion_limit = #limit]
            #![doc(test(attr(recursion_limit = #limit)))]
        }
    });
    let hidden = krate.apis.iter().any(|api| api.all_tags.is_some());
    let hidden = hidden.then(|| hidden::attributes(krate));
    let readme = format!("../{}", pages::README);
    let docs = docs(krate, limit);
    let docs = docs.iter().map(|line| match line.as_str() {
        "" => String::new(),
        line => format!(" {line}"),
    });
    let items = quote! {
        #![doc = include_str!(#readme)]
        #(#![doc = #docs])*
        // docs.rs shows at each item which feature it needs.
        #![cfg_attr(docsrs, feature(doc_cfg))]
        #hidden
        #limit_attributes
        #(#modules)*
        #(#exports)*
        #(#pages)*
    };
    File { path: "src/lib.rs".to_owned(), content: Content::Rust { docs: Vec::new(), items } }
}

/// What is said behind the README: what has links to items, which only rustdoc knows, and what the
/// compiler asks of who uses the crate.
fn docs(krate: &Crate<'_>, limit: Option<usize>) -> Vec<String> {
    let items: &[&str] = match runtime::has_client(krate.apis) {
        true => {
            &["[`Call`]", "[`Response`]", "[`Error`]", "[`ApiError`]", "[`Options`]", "[`Retry`]"]
        }
        false => &["[`Maybe`]", "[`runtime::read`]", "[`runtime::write`]"],
    };
    let mut docs = vec![String::new(), format!("What all of it stands on: {}.", items.join(", "))];
    if let Some(limit) = limit {
        docs.extend([
            String::new(),
            "Types own each other in chains so long that a crate which uses them needs a line"
                .to_owned(),
            format!("`#![recursion_limit = \"{limit}\"]`, as this one has."),
        ]);
    }
    docs
}

/// The modules, in the order in which `rustfmt` wants them.
fn modules(krate: &Crate<'_>) -> Vec<TokenStream> {
    let is_bundled = *krate.runtime == Runtime::Bundled;
    let apis = krate.apis.iter().map(|api| (api.name.rust.as_str(), lint::allowed(api)));
    let mut modules: Vec<_> = apis.chain(is_bundled.then_some((RUNTIME, None))).collect();
    modules.sort_unstable_by_key(|(name, _)| *name);
    let module = |(name, allowed): (&str, Option<TokenStream>)| {
        let feature =
            (krate.has_features() && name != RUNTIME).then(|| quote! { #[cfg(feature = #name)] });
        // The one API of a crate is at the root, whatever its file is called.
        let visible = (krate.has_features() || name == RUNTIME).then(|| quote! { pub });
        let name = ident(name);
        // Formatted by its own rules: `cargo fmt` would find fault with it.
        quote! { #feature #[rustfmt::skip] #allowed #visible mod #name; }
    };
    modules.into_iter().map(module).collect()
}

/// What a user of the crate names, one to a line: longer ones are broken differently by
/// `prettyplease` and `rustfmt`.
fn exports(krate: &Crate<'_>) -> Vec<TokenStream> {
    let has_items = krate.apis.iter().any(Api::has_items);
    let has_client = runtime::has_client(krate.apis);
    let of_runtime = EXPORTS.iter().copied().filter(|name| has_client || OF_VALUES.contains(name));
    let of_runtime = of_runtime.chain(has_items.then_some("Items"));
    let of_runtime = of_runtime.map(|name| (RUNTIME, name));
    let apis = krate.apis.iter().filter(|_| !krate.has_features());
    let of_api = apis.map(|api| (api.name.rust.as_str(), ALL));
    let mut all: Vec<(&str, &str)> = of_runtime.chain(of_api).collect();
    all.sort_unstable();
    let export = |(module, name): (&str, &str)| {
        let condition = CONDITIONS.iter().find(|(of, _)| *of == name);
        let feature = condition.map(|(_, feature)| quote! { #[cfg(feature = #feature)] });
        // Else it would be one line of many that say where it comes from, and not what it is.
        let inline = (module == RUNTIME).then(|| quote! { #[doc(inline)] });
        let module = ident(module);
        let name = if name == ALL { quote!(*) } else { ident(name).into_token_stream() };
        quote! { #feature #inline pub use self::#module::#name; }
    };
    let runtime = (*krate.runtime != Runtime::Bundled)
        .then(|| quote! { pub use clientwright_runtime as runtime; });
    all.into_iter().map(export).chain(runtime).collect()
}
