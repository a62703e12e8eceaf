//! What the documents say of a package: what it is, where more is said of it, and on which license
//! others may have it.

use std::collections::BTreeSet;

use super::value;
use crate::emit::krate::Crate;
use crate::emit::{runtime, text};
use crate::model::{About, Api};

/// How long a description may be, in letters: crates.io refuses longer ones.
const DESCRIPTION: usize = 1000;

/// How many keywords crates.io takes.
const KEYWORDS: usize = 5;

/// How docs.rs documents the crate: with all features, and at each item the one that it needs.
pub(super) const DOCS: &str = r#"
[package.metadata.docs.rs]
all-features = true
rustdoc-args = ["--cfg", "docsrs"]
"#;

const LICENSED: &str = "\
# The license of the API, as its document has it. What is generated is yours: another one can stand here.
";

const UNLICENSED: &str = "\
# Not to be published: the document has no license for its API (`info.license`) that is in the list of
# SPDX. Write `license = \"…\"` of your own in the place of this line, and the crate can be.
publish = false
";

const OF_API: &str =
    "# What the document says of its API. Where the crate has its own, write that.\n";

/// The lines of `[package]` that the documents decide.
pub(super) fn lines(krate: &Crate<'_>) -> String {
    let mut out = format!("description = {}\n", value::text(&description(krate)));
    match license(krate) {
        Some(expression) => {
            out.push_str(&format!("{LICENSED}license = {}\n", value::text(&expression)));
        }
        None => out.push_str(UNLICENSED),
    }
    let pages = [
        ("documentation", same(krate, |about| about.documentation.as_ref())),
        ("repository", same(krate, |about| about.repository.as_ref())),
    ];
    let pages = pages.map(|(key, url)| url.map(|url| format!("{key} = {}\n", value::text(url))));
    let pages: String = pages.into_iter().flatten().collect();
    if !pages.is_empty() {
        out.push_str(&format!("{OF_API}{pages}"));
    }
    let mut keywords: Vec<&String> = Vec::new();
    for word in krate.apis.iter().flat_map(|api| &api.about.keywords) {
        if !keywords.contains(&word) && keywords.len() < KEYWORDS {
            keywords.push(word);
        }
    }
    if !keywords.is_empty() {
        out.push_str(&format!(
            "keywords = {}\n",
            value::list(keywords.into_iter().map(String::as_str))
        ));
    }
    out
}

fn description(krate: &Crate<'_>) -> String {
    let titles =
        krate.apis.iter().map(|api| text::plain(&api.title)).filter(|title| !title.is_empty());
    let titles: Vec<String> = titles.collect();
    let titles = if titles.is_empty() { "an API".to_owned() } else { titles.join(" and ") };
    let what = if runtime::has_client(krate.apis) { "Client" } else { "Types" };
    format!("{what} of {titles}").chars().take(DESCRIPTION).collect()
}

/// The license of all APIs; none where one of them has none that others know.
fn license(krate: &Crate<'_>) -> Option<String> {
    let of_api = |api: &Api| api.about.license.as_ref()?.expression.clone();
    let all: Option<BTreeSet<String>> = krate.apis.iter().map(of_api).collect();
    let all: Vec<String> = all?.into_iter().collect();
    match all.as_slice() {
        [] => None,
        [only] => Some(only.clone()),
        // All of them hold at once.
        several => {
            Some(several.iter().map(|one| format!("({one})")).collect::<Vec<_>>().join(" AND "))
        }
    }
}

/// What all APIs say alike.
fn same<'a>(krate: &Crate<'a>, of: fn(&About) -> Option<&String>) -> Option<&'a String> {
    let mut all = krate.apis.iter().map(|api| of(&api.about));
    let first = all.next()??;
    all.all(|other| other == Some(first)).then_some(first)
}
