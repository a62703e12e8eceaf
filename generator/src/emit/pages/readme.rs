//! `README.md`: what a reader of a registry, of a repository or of the documentation sees first.
//!
//! It is read in all of these places: it has no link to an item, which only rustdoc knows, and none to
//! another file, which rustdoc does not have.

mod alone;
mod calls;
mod origin;

use crate::emit::file::{Content, File};
use crate::emit::krate::Crate;
use crate::emit::{manifest, runtime, text};
use crate::model::Api;

/// The file. It belongs to the generator as long as its first line says so: without that line it is
/// its user's own, and is left alone.
pub const README: &str = "README.md";

/// How many lines of a description stand before all else.
const LINES: usize = 12;

/// What the crate is, how it is used, and where more is said.
pub(in crate::emit) fn file(krate: &Crate<'_>) -> File {
    let (mut lines, rest) = match krate.apis {
        [api] => of_api(krate, api),
        apis => (of_apis(krate, apis), Vec::new()),
    };
    let mut section = |title: &str, text: Vec<String>| {
        if !text.is_empty() {
            lines.extend([String::new(), format!("## {title}"), String::new()]);
            lines.extend(text);
        }
    };
    let has_calls = krate.apis.iter().any(Api::has_operations);
    section("Quick start", calls::quick_start(krate).unwrap_or_else(|| alone::docs(krate)));
    section("Authorization", krate.apis.iter().flat_map(|api| authorization(krate, api)).collect());
    section(
        "Errors",
        if has_calls { calls::ERRORS.map(str::to_owned).to_vec() } else { Vec::new() },
    );
    section("Paging", calls::paging(krate));
    section("Types of other crates", types_of_others(krate));
    section("Features", features(krate));
    section(
        "Testing",
        if has_calls { calls::TESTING.map(str::to_owned).to_vec() } else { Vec::new() },
    );
    section("Selection", selection(krate));
    section("Documentation", documentation(krate));
    section("Contact", krate.apis.iter().flat_map(|api| origin::contact(krate, api)).collect());
    section("License", origin::license(krate));
    section("Description", rest);
    File { path: README.to_owned(), content: Content::Markdown(lines.join("\n")) }
}

/// Title, version and the description; what of it is too long to stand before all else.
fn of_api(krate: &Crate<'_>, api: &Api) -> (Vec<String>, Vec<String>) {
    let (title, version) = (text::line(&api.title), text::line(&api.version));
    let title = if title.is_empty() { text::code(krate.package) } else { title };
    let version = if version.is_empty() { version } else { format!(", version {version}") };
    let what = if runtime::has_client(krate.apis) { "A client of" } else { "The types of" };
    let mut lines = vec![
        format!("# {title}"),
        String::new(),
        format!("{what} this API{version}, made from its OpenAPI document."),
    ];
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

fn of_apis(krate: &Crate<'_>, apis: &[Api]) -> Vec<String> {
    let what = if runtime::has_client(apis) { "Clients" } else { "Types" };
    let mut lines = vec![
        format!("# {}", text::code(krate.package)),
        String::new(),
        format!("{what} of several APIs, each a module, made from their OpenAPI documents:"),
        String::new(),
    ];
    lines.extend(apis.iter().map(|api| {
        let (version, name) = (text::line(&api.version), text::code(&api.name.rust));
        format!("- {name}: {} {version}", text::line(&api.title)).trim_end().to_owned()
    }));
    lines
}

fn authorization(krate: &Crate<'_>, api: &Api) -> Vec<String> {
    let line = |scheme: &crate::model::SecurityScheme| {
        let name = text::code(&scheme.name.wire);
        let setter = &scheme.name.rust;
        let how = text::line(&scheme.describe());
        let of_api = krate.label(api);
        format!("- {of_api}{name}, {how}: `Client::builder().{setter}(..)`")
    };
    api.auth.iter().map(line).collect()
}

/// What the types of other crates stand for.
const OTHERS: [(&str, &str); 6] = [
    ("bytes", "bodies as they came"),
    ("http", "statuses, headers, requests and responses"),
    ("jiff", "points in time, dates, times of day and durations"),
    ("rust_decimal", "decimal numbers"),
    ("serde_json", "JSON of any kind"),
    ("uuid", "UUIDs"),
];

/// The crates that a program has to depend on to name what it gives and gets.
fn types_of_others(krate: &Crate<'_>) -> Vec<String> {
    let named = manifest::named(krate);
    let lines = OTHERS.into_iter().filter_map(|(name, what)| {
        let (_, version) = named.iter().find(|(named, _)| *named == name)?;
        Some(format!("- {}: {what}", text::code(&format!("{name} = {version:?}"))))
    });
    let mut lines: Vec<String> = lines.collect();
    if !lines.is_empty() {
        let head = "A program that names one of these depends on its crate, too:".to_owned();
        lines.splice(0..0, [head, String::new()]);
    }
    lines
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

/// What of the documents the crate has.
fn selection(krate: &Crate<'_>) -> Vec<String> {
    if krate.selection.is_all() {
        return Vec::new();
    }
    let mut lines = vec!["A selection of what the documents describe:".to_owned(), String::new()];
    let line = |(option, pattern): (&str, &str)| {
        format!("- {}", text::code(&format!("{option} {pattern}")))
    };
    lines.extend(krate.selection.arguments().map(line));
    lines
}

fn documentation(krate: &Crate<'_>) -> Vec<String> {
    let mut lines =
        vec!["- `cargo doc --open`: each item, with the feature that it needs.".to_owned()];
    let what = match runtime::has_client(krate.apis) {
        true => "the operations, with a page for each tag, and the types",
        false => "the types",
    };
    lines.extend(krate.apis.iter().map(|api| {
        let of_api = krate.label(api);
        format!("- {of_api}`docs/{}/README.md` in the package: {what}.", api.name.rust)
    }));
    lines.extend(krate.apis.iter().flat_map(|api| origin::elsewhere(krate, api)));
    lines
}
