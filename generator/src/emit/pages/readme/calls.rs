//! How operations are called, and what comes of it.

use crate::emit::krate::Crate;
use crate::emit::operations::example;
use crate::emit::runtime;
use crate::model::{Api, Operation, Paging, Tag};

/// How a call ends.
pub(super) const ERRORS: [&str; 10] = [
    "A call gives a `Response`, which derefs to what the document describes, or an `Error`: `Error::Api`",
    "has a variant for each failure that the operation documents, and others say what else went wrong.",
    "`ApiError` has what all failures have, such as the response itself. No error prints a secret.",
    "",
    "A function with several calls returns `AnyError`, which `?` makes of the error of any of them:",
    "`is_not_found()`, `is_rate_limited()` and others say what happened, `status()` and `response()` what",
    "the server said.",
    "",
    "`Options`, of the client or of one call, limit what a call may take, and say how it is tried again",
    "(`Retry`).",
];

/// How programs that call the API are tested.
pub(super) const TESTING: [&str; 4] = [
    "With the feature `test-util`, for the tests of a program: a `Double` is a transport that says what each",
    "operation responds with, in its own types, and sends nothing: `Client::builder().transport(double)`.",
    "`sample()` of a type is a value to begin with. `RecordingTransport` and `ReplayTransport` keep what a",
    "server said once.",
];

/// A call that needs little, from the first API that has one; nothing where there are types alone.
pub(super) fn quick_start(krate: &Crate<'_>) -> Option<Vec<String>> {
    let Some((api, tag, operation)) = krate.apis.iter().find_map(simplest) else {
        let has_types = krate.apis.iter().any(|api| !api.types.is_empty());
        return match runtime::has_client(krate.apis) {
            true if has_types => Some(vec!["Types only: there are no operations.".to_owned()]),
            true => Some(Vec::new()),
            false => None,
        };
    };
    let mut lines = dependencies(krate);
    lines.push(fence(krate, tag, operation));
    lines.extend(example::lines(krate, api, tag, operation, false));
    lines.extend(
        [
            "```",
            "",
            "A client has a method for each tag, and what that gives a method for each operation. What a",
            "call needs are its arguments, and all else is set by methods of the `Call` before it is",
            "awaited.",
        ]
        .map(str::to_owned),
    );
    Some(lines)
}

/// What a program that calls the API has in its manifest.
fn dependencies(krate: &Crate<'_>) -> Vec<String> {
    let package = krate.package;
    vec![
        "```toml".to_owned(),
        "[dependencies]".to_owned(),
        format!(
            "{package} = {{ path = \"../{package}\" }} # or its version, where it is published"
        ),
        "tokio = { version = \"1\", features = [\"macros\", \"rt-multi-thread\"] }".to_owned(),
        "```".to_owned(),
        String::new(),
    ]
}

/// What opens the block of an example.
fn fence(krate: &Crate<'_>, tag: &Tag, operation: &Operation) -> String {
    // What a feature turns off cannot be called by a test of the whole crate; the same stands at the
    // method.
    let is_always = !krate.has_features() && tag.feature.is_none() && !operation.has_xml();
    if is_always { "```rust,no_run" } else { "```rust,ignore" }.to_owned()
}

fn all(api: &Api) -> impl Iterator<Item = (&Tag, &Operation)> {
    api.tags.iter().flat_map(|tag| tag.operations.iter().map(move |one| (tag, one)))
}

/// What an operation asks for: less is simpler.
fn needs(operation: &Operation) -> impl Ord {
    let required = operation.parameters.iter().filter(|parameter| parameter.required).count();
    let is_read = operation.method == "GET" && !operation.is_variant();
    (operation.deprecated, !is_read, operation.body.is_some(), required)
}

/// The operation of an API that asks for the least.
fn simplest(api: &Api) -> Option<(&Api, &Tag, &Operation)> {
    let (tag, operation) = all(api).min_by_key(|(_, operation)| needs(operation))?;
    Some((api, tag, operation))
}

/// A list that comes page by page, from the first API that has one.
pub(super) fn paging(krate: &Crate<'_>) -> Vec<String> {
    let paged = |api| {
        let lists = all(api).filter_map(|(tag, one)| Some((tag, one, one.paging.as_ref()?)));
        let found: Option<(&Tag, &Operation, &Paging)> =
            lists.min_by_key(|(_, operation, _)| needs(operation));
        found.map(|found| (api, found))
    };
    let Some((api, (tag, operation, paging))) = krate.apis.iter().find_map(paged) else {
        return Vec::new();
    };
    let mut lines = vec![
        "A list that comes page by page is a stream of its items, or of its pages:".to_owned(),
        String::new(),
        fence(krate, tag, operation),
    ];
    lines.extend(example::paged(krate, api, tag, (operation, paging), false));
    lines.push("```".to_owned());
    lines
}
