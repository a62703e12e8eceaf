//! Where the API comes from: who answers for it, on which license, and where more is said.

use crate::emit::krate::Crate;
use crate::emit::text;
use crate::model::Api;

/// What is said of licenses in each crate.
const OF_CRATE: [&str; 2] = [
    "The document says so of the API. The crate is made by clientwright, and its license is the one that",
    "its `Cargo.toml` names.",
];

/// What stands where a document says nothing of it.
const NONE: &str = "the document names no license";

/// Who answers for an API.
pub(super) fn contact(krate: &Crate<'_>, api: &Api) -> Vec<String> {
    let about = &api.about;
    let contact = &about.contact;
    let parts = [&contact.name, &contact.url, &contact.email].map(|part| text::line(part));
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let mut lines = Vec::new();
    let of_api = krate.label(api);
    if !parts.is_empty() {
        lines.push(format!("- {of_api}{}", parts.join(", ")));
    }
    let terms = text::line(&about.terms);
    if !terms.is_empty() {
        lines.push(format!("- {of_api}terms of service: {terms}"));
    }
    lines
}

/// What the documents say of licenses, and what that is the license of.
pub(super) fn license(krate: &Crate<'_>) -> Vec<String> {
    let line = |api: &Api| format!("- {}{}", krate.label(api), named(api));
    let mut lines: Vec<String> = krate.apis.iter().map(line).collect();
    lines.push(String::new());
    lines.extend(OF_CRATE.map(str::to_owned));
    lines
}

/// The license of an API: its name, what that means, and where its text is.
fn named(api: &Api) -> String {
    let Some(license) = &api.about.license else { return NONE.to_owned() };
    let expression = license.expression.as_ref().filter(|one| **one != license.name);
    let expression = expression.map(|one| text::code(one)).unwrap_or_default();
    let parts = [text::line(&license.name), expression, text::line(&license.url)];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { NONE.to_owned() } else { parts.join(", ") }
}

/// Where more is said of an API.
pub(super) fn elsewhere(krate: &Crate<'_>, api: &Api) -> Option<String> {
    let docs = api.about.external_docs.as_ref()?;
    let (url, what) = (text::line(&docs.url), text::line(&docs.docs));
    let of_api = krate.label(api);
    match (url.is_empty(), what.is_empty()) {
        (true, _) => None,
        (false, true) => Some(format!("- {of_api}{url}")),
        (false, false) => Some(format!("- {of_api}{url}: {what}")),
    }
}
