//! `Cargo.toml` of a crate that has none yet.

use clientwright_runtime::sources::MANIFEST;

use super::krate::Crate;
use super::runtime::Runtime;
use super::{feature, runtime, text};
use crate::model::Api;

/// The package of the runtime.
const PACKAGE: &str = "clientwright-runtime";

/// How docs.rs documents a crate whose tags are features: all of them, each with its feature.
const DOCS: &str = r#"
[package.metadata.docs.rs]
all-features = true
rustdoc-args = ["--cfg", "docsrs"]
"#;

/// What the crate names itself, whatever it stands on.
const NAMED: [&str; 4] = ["bytes", "http", "serde", "serde_json"];
/// The parts of the runtime whose types the crate names itself.
const NAMED_PARTS: [&str; 3] = ["decimal", "jiff", "uuid"];

/// The manifest's text.
pub fn manifest(krate: &Crate<'_>) -> String {
    let titles: Vec<String> = krate.apis.iter().map(|api| text::line(&api.title)).collect();
    // A TOML basic string has the escapes of a JSON one.
    let description = serde_json::Value::from(format!("Client of {}", titles.join(" and ")));
    let has_tag_features = krate.apis.iter().any(|api| api.all_tags.is_some());
    let docs = if has_tag_features { DOCS } else { "" };
    let (features, dependencies) = (features(krate), dependencies(krate));
    let package = krate.package;
    format!(
        r#"[package]
name = "{package}"
version = "0.1.0"
edition = "2024"
rust-version = "1.89"
description = {description}
{docs}
[features]
{features}
[dependencies]
{dependencies}"#
    )
}

/// The features of the crate that are not its APIs or tags, and what is said of them.
pub(super) fn features_with_docs(krate: &Crate<'_>) -> Vec<(Vec<&'static str>, String)> {
    let mut all: Vec<(Vec<&'static str>, String)> = Vec::new();
    for Line { docs, name, .. } in section("features").filter(|line| is_of_crate(krate, line.name))
    {
        match all.last_mut() {
            // What is said is said of all up to the next comment.
            Some((names, _)) if docs.is_empty() => names.push(name),
            _ => {
                let docs: Vec<&str> =
                    docs.iter().map(|line| line.trim_start_matches('#').trim()).collect();
                all.push((vec![name], docs.join(" ")));
            }
        }
    }
    all
}

/// Whether a feature of the package is one of the crate.
fn is_of_crate(krate: &Crate<'_>, name: &str) -> bool {
    match runtime::part(name, krate.apis) {
        None => name != "default",
        Some(is_needed) => is_needed && name == "xml",
    }
}

fn features(krate: &Crate<'_>) -> String {
    let apis: Vec<&str> = krate.apis.iter().map(|api| api.name.rust.as_str()).collect();
    let apis = if krate.has_features() { apis } else { Vec::new() };
    let has_xml = krate.apis.iter().any(Api::has_xml);
    let all_tags = krate.apis.iter().filter_map(|api| api.all_tags.as_deref());
    let defaults = apis.iter().copied().chain(all_tags).chain(["rustls"]);
    let defaults = defaults.chain(has_xml.then_some("xml"));
    let mut out = format!("default = {}\n", list(defaults));
    out.extend(apis.iter().map(|name| format!("{name} = []\n")));
    out.extend(krate.apis.iter().map(|api| feature::lines(krate, api)));
    for Line { docs, name, needed } in section("features") {
        if !is_of_crate(krate, name) {
            continue;
        }
        out.extend(docs.iter().map(|line| format!("{line}\n")));
        match krate.runtime {
            Runtime::Bundled => out.push_str(&format!("{name} = {needed}\n")),
            Runtime::Crate { .. } => {
                let own = needed.contains("\"reqwest\"").then_some("reqwest");
                let of_package = format!("{PACKAGE}/{name}");
                let needed = list(own.into_iter().chain([of_package.as_str()]));
                out.push_str(&format!("{name} = {needed}\n"));
            }
        }
    }
    out
}

fn dependencies(krate: &Crate<'_>) -> String {
    let Runtime::Crate { path } = krate.runtime else {
        let lines = section("dependencies").filter_map(|line| dependency(&line, krate.apis));
        let browser =
            MANIFEST.split_once("\n[target.").map(|(_, rest)| format!("\n[target.{rest}"));
        return lines.chain(browser).collect();
    };
    let source = path.as_ref().map_or_else(
        || format!("version = {:?}", env!("CARGO_PKG_VERSION")),
        // A TOML basic string has the escapes of a JSON one.
        |path| format!("path = {}", serde_json::Value::from(path.as_str())),
    );
    let features = list(runtime::features(krate.apis).into_iter());
    let features = format!("default-features = false, features = {features}");
    let is_named = |line: &Line<'_>| {
        NAMED.contains(&line.name)
            || feature_of(line.name).is_some_and(|part| NAMED_PARTS.contains(&part))
    };
    let named = section("dependencies").filter(is_named);
    let named: String = named.filter_map(|line| dependency(&line, krate.apis)).collect();
    format!("{PACKAGE} = {{ {source}, {features} }}\n{named}")
}

/// A dependency of the runtime as one of the crate, unless it is for a part that no API needs.
fn dependency(line: &Line<'_>, apis: &[Api]) -> Option<String> {
    let Line { name, needed, .. } = line;
    let part = feature_of(name);
    let is_part = part.is_some_and(|part| part != "xml");
    let is_idle = part.and_then(|part| runtime::part(part, apis)) == Some(false);
    let needed =
        if is_part { needed.replace(", optional = true", "") } else { (*needed).to_owned() };
    (!is_idle).then(|| format!("{name} = {needed}\n"))
}

/// The part of the runtime that a dependency is for.
fn feature_of(dependency: &str) -> Option<&'static str> {
    let needed = format!("[\"dep:{dependency}\"]");
    let found = section("features").find(|line| line.needed == needed)?;
    runtime::part(found.name, &[]).is_some().then_some(found.name)
}

/// A line of the runtime's manifest.
struct Line<'a> {
    /// The lines of comments above it.
    docs: Vec<&'a str>,
    /// What it is about.
    name: &'a str,
    /// What is said of it.
    needed: &'a str,
}

/// The lines of a section of the runtime's manifest.
fn section(name: &str) -> impl Iterator<Item = Line<'static>> {
    let head = format!("\n[{name}]\n");
    let rest = MANIFEST.split_once(&head).map(|(_, rest)| rest).unwrap_or_default();
    let body = rest.split_once("\n\n").map_or(rest, |(body, _)| body);
    let mut docs = Vec::new();
    body.lines().filter_map(move |line| {
        let Some((name, needed)) = line.split_once(" = ").filter(|_| !line.starts_with('#')) else {
            docs.push(line);
            return None;
        };
        Some(Line { docs: std::mem::take(&mut docs), name, needed })
    })
}

/// A list of texts in TOML.
fn list<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    let texts: Vec<String> = texts.map(|text| format!("{text:?}")).collect();
    format!("[{}]", texts.join(", "))
}
