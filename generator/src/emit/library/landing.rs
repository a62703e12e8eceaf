//! What a reader of the crate's documentation sees first.

use super::alone;
use crate::emit::krate::Crate;
use crate::emit::operations::example;
use crate::emit::{manifest, runtime, text};
use crate::model::{Api, Operation, Tag};

/// How many lines of a description stand before all else.
const LINES: usize = 12;

/// What the crate is, how it is used, and where more is said.
pub(super) fn docs(krate: &Crate<'_>) -> Vec<String> {
    let (mut lines, rest) = match krate.apis {
        [api] => of_api(api),
        apis => (of_apis(apis), Vec::new()),
    };
    let mut section = |title: &str, text: Vec<String>| {
        if !text.is_empty() {
            lines.extend([String::new(), format!("# {title}"), String::new()]);
            lines.extend(text);
        }
    };
    section("Quick start", quick_start(krate));
    section("Authorization", krate.apis.iter().flat_map(|api| authorization(krate, api)).collect());
    let calls = krate.apis.iter().any(Api::has_operations);
    section("Errors", if calls { ERRORS.map(str::to_owned).to_vec() } else { Vec::new() });
    section("Features", features(krate));
    section("Pages", pages(krate));
    section("Description", rest);
    lines
}

/// How a call ends. The links lead to the root of the crate.
const ERRORS: [&str; 6] = [
    "A call gives a [`Response`], which derefs to what the document describes, or an [`Error`]:",
    "`Error::Api` has a variant for each failure that the operation documents, and others say what",
    "else went wrong. [`ApiError`] has what all failures have, such as the response itself. No error",
    "prints a secret.",
    "",
    "[`Options`] limit what a call may take, and say how it is tried again ([`Retry`]).",
];

/// Title, version and the description; what of it is too long to stand before all else.
fn of_api(api: &Api) -> (Vec<String>, Vec<String>) {
    let title = format!("{} {}", text::line(&api.title), text::line(&api.version));
    let mut lines = vec![title.trim().to_owned()];
    let mut description = text::lines(&api.docs);
    let rest = match description.len() > LINES {
        true => {
            let first = first_end(&description).unwrap_or(LINES);
            // A block of code would be open at its end.
            let is_prose =
                first < LINES && !description.iter().take(first).any(|line| is_fence(line));
            description.split_off(if is_prose { first } else { 0 })
        }
        false => Vec::new(),
    };
    if !description.is_empty() {
        lines.push(String::new());
        lines.extend(description);
    }
    let blank = rest.iter().take_while(|line| line.is_empty()).count();
    (lines, rest.into_iter().skip(blank).collect())
}

/// The first blank line that is not within an item of a list.
fn first_end(lines: &[String]) -> Option<usize> {
    let is_end = |pair: &[String]| match pair {
        [line, next] => line.is_empty() && !next.starts_with(' '),
        _ => false,
    };
    lines.windows(2).position(is_end)
}

fn is_fence(line: &str) -> bool {
    line.contains("```") || line.contains("~~~")
}

fn of_apis(apis: &[Api]) -> Vec<String> {
    let titles: Vec<String> = apis.iter().map(|api| text::line(&api.title)).collect();
    let what = if runtime::has_client(apis) { "Clients" } else { "Types" };
    let mut lines = vec![format!("{what} of {}.", titles.join(" and ")), String::new()];
    lines.extend(apis.iter().map(|api| {
        let (version, name) = (text::line(&api.version), &api.name.rust);
        // Without a version, the line would be the definition of a link.
        format!("- [`{name}`][]: {} {version}", text::line(&api.title)).trim_end().to_owned()
    }));
    lines
}

/// A call that needs little, from the first API that has one.
fn quick_start(krate: &Crate<'_>) -> Vec<String> {
    let Some((api, tag, operation)) = krate.apis.iter().find_map(simplest) else {
        let has_types = krate.apis.iter().any(|api| !api.types.is_empty());
        return match runtime::has_client(krate.apis) {
            true if has_types => vec!["Types only: there are no operations.".to_owned()],
            true => Vec::new(),
            false => alone::docs(krate),
        };
    };
    // What a feature turns off cannot be called by a test of the whole crate; the same stands at the
    // method.
    let is_always = !krate.has_features() && tag.feature.is_none() && !operation.has_xml();
    let mut lines = vec![if is_always { "```no_run" } else { "```ignore" }.to_owned()];
    lines.extend(example::lines(krate, api, tag, operation, true));
    lines.extend(["```", ""].map(str::to_owned));
    lines.extend(
        [
            "A client has a method for each tag, and what that gives a method for each operation. What a",
            "call needs are its arguments, and all else is set by methods of the [`Call`] before it is",
            "awaited.",
        ]
        .map(str::to_owned),
    );
    lines
}

/// The operation of an API that asks for the least.
fn simplest(api: &Api) -> Option<(&Api, &Tag, &Operation)> {
    let all = api.tags.iter().flat_map(|tag| tag.operations.iter().map(move |one| (tag, one)));
    let needs = |operation: &Operation| {
        let required = operation.parameters.iter().filter(|parameter| parameter.required).count();
        let is_read = operation.method == "GET" && !operation.is_variant();
        (operation.deprecated, !is_read, operation.body.is_some(), required)
    };
    let (tag, operation) = all.min_by_key(|(_, operation)| needs(operation))?;
    Some((api, tag, operation))
}

fn authorization(krate: &Crate<'_>, api: &Api) -> Vec<String> {
    let of_api = krate.has_features().then(|| format!("{}: ", text::code(&api.name.rust)));
    let of_api = of_api.unwrap_or_default();
    let line = |scheme: &crate::model::SecurityScheme| {
        let name = text::code(&scheme.name.wire);
        let setter = &scheme.name.rust;
        let how = text::line(&scheme.describe());
        format!("- {of_api}{name}, {how}: `Client::builder().{setter}(..)`")
    };
    api.auth.iter().map(line).collect()
}

/// What is said where tags are features.
const TAG_FEATURES: [&str; 3] = [
    "",
    "The operations of a tag, and the types that they need, are there with a feature of the crate, which",
    "each operation names. All of these are on by default.",
];

fn features(krate: &Crate<'_>) -> Vec<String> {
    let line = |(names, docs): (Vec<&str>, String)| {
        let names: Vec<String> = names.into_iter().map(text::code).collect();
        format!("- {}: {docs}", names.join(", "))
    };
    let mut lines: Vec<String> =
        manifest::features_with_docs(krate).into_iter().map(line).collect();
    if krate.apis.iter().any(|api| api.all_tags.is_some()) {
        lines.extend(TAG_FEATURES.map(str::to_owned));
    }
    lines
}

fn pages(krate: &Crate<'_>) -> Vec<String> {
    let index = |api: &Api| format!("`docs/{}/README.md`", api.name.rust);
    let indexes: Vec<String> = krate.apis.iter().map(index).collect();
    let pages = format!("The package has the same on pages of Markdown: {}", indexes.join(" or "));
    if !runtime::has_client(krate.apis) {
        return vec![format!("{pages} lists the types.")];
    }
    vec![format!("{pages} lists the"), "operations, and leads to a page for each tag.".to_owned()]
}
