//! What a document says of itself and of who made it, as a registry of packages takes it.

use http::Uri;
use indexmap::IndexMap;
use openapiv3::OpenAPI;
use serde_json::Value;
use spdx::identifiers::LICENSES;
use spdx::{AdditionItem, Expression, LicenseItem};

use crate::document;
use crate::model::{About, Contact, Elsewhere, License};

/// Where the sources of a project are, at the path of its owner and its name.
const HOSTS: [&str; 4] = ["github.com", "gitlab.com", "codeberg.org", "bitbucket.org"];

/// Extensions of `info` that are lists of words: those of the directory APIs.guru among them.
const KEYWORDS: [&str; 3] = ["x-keywords", "x-tags", "x-apisguru-categories"];

/// How many keywords crates.io takes, and how many letters each can have (The Cargo Book, "The
/// `keywords` field").
const KEYWORD_COUNT: usize = 5;
const KEYWORD_LENGTH: usize = 20;

/// What the list of SPDX has for "nothing is said".
const UNSAID: [&str; 2] = ["NOASSERTION", "NONE"];

/// The document's own words (OpenAPI 3.0.3, "Info Object"), and what follows of them for a package.
pub(in crate::lower) fn about(openapi: &OpenAPI) -> About {
    let info = &openapi.info;
    let text = |text: &Option<String>| text.clone().unwrap_or_default().trim().to_owned();
    let contact = info.contact.as_ref().map(|contact| Contact {
        name: text(&contact.name),
        url: text(&contact.url),
        email: text(&contact.email),
    });
    let contact = contact.unwrap_or_default();
    let license = info.license.as_ref().map(|license| {
        let identifier = document::kept(&license.extensions, "identifier").and_then(Value::as_str);
        License {
            name: license.name.trim().to_owned(),
            url: text(&license.url),
            expression: identifier.and_then(expression).or_else(|| expression(&license.name)),
        }
    });
    let external_docs = openapi
        .external_docs
        .as_ref()
        .map(|docs| Elsewhere { url: docs.url.trim().to_owned(), docs: text(&docs.description) });
    let docs_url = external_docs.as_ref().map(|docs| docs.url.as_str()).unwrap_or_default();
    let repository = [docs_url, &contact.url].into_iter().find(|url| is_repository(url));
    let documentation = Some(docs_url).filter(|url| web(url).is_some() && !is_repository(url));
    About {
        repository: repository.map(str::to_owned),
        documentation: documentation.map(str::to_owned),
        keywords: keywords(&info.extensions),
        terms: text(&info.terms_of_service),
        contact,
        license,
        external_docs,
    }
}

/// The SPDX expression that a text is, or that it can only mean: an identifier in other letters or
/// with blanks for its hyphens, as `Apache 2.0`, or the name that the list of SPDX gives a license, as
/// `MIT License`. Licenses of one's own are none that others know.
fn expression(text: &str) -> Option<String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_listed = |expression: &Expression| {
        expression.requirements().all(|one| {
            let is_known = match one.req.license {
                LicenseItem::Spdx { id, .. } => !UNSAID.contains(&id.name),
                LicenseItem::Other(_) => false,
            };
            is_known && !matches!(one.req.addition, Some(AdditionItem::Other(_)))
        })
    };
    if Expression::parse(&text).is_ok_and(|found| is_listed(&found)) {
        return Some(text);
    }
    let hyphened = text.replace(' ', "-");
    let is_it =
        |name: &str| [&text, &hyphened].iter().any(|written| written.eq_ignore_ascii_case(name));
    let found = LICENSES.iter().find(|license| is_it(license.name) || is_it(license.full_name))?;
    // One that is not to be used any more can mean several others.
    Expression::parse(found.name)
        .is_ok_and(|found| is_listed(&found))
        .then(|| found.name.to_owned())
}

/// A URL that a browser follows.
fn web(url: &str) -> Option<Uri> {
    let uri: Uri = url.parse().ok()?;
    let is_web = matches!(uri.scheme_str(), Some("http" | "https"));
    (is_web && uri.host().is_some_and(|host| host.contains('.'))).then_some(uri)
}

/// Whether a URL is that of sources: `https://github.com/owner/name`, and nothing within it.
fn is_repository(url: &str) -> bool {
    let Some(uri) = web(url) else { return false };
    let is_host = uri.host().is_some_and(|host| HOSTS.contains(&host));
    let path = uri.path().trim_matches('/');
    is_host && uri.query().is_none() && path.split('/').filter(|part| !part.is_empty()).count() == 2
}

/// The words of `info` that crates.io takes as keywords, each once.
fn keywords(extensions: &IndexMap<String, Value>) -> Vec<String> {
    let lists = KEYWORDS.iter().filter_map(|key| extensions.get(*key)?.as_array());
    let mut found = Vec::new();
    for word in lists.flatten().filter_map(Value::as_str) {
        let word = word.split_whitespace().collect::<Vec<_>>().join("-").to_lowercase();
        let is_letter = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '+');
        let is_fit = word.starts_with(|c: char| c.is_ascii_alphanumeric())
            && word.len() <= KEYWORD_LENGTH
            && word.chars().all(is_letter);
        if is_fit && !found.contains(&word) && found.len() < KEYWORD_COUNT {
            found.push(word);
        }
    }
    found
}
