//! `Cargo.toml` of a crate that has none yet.

mod value;
mod metadata;

use std::collections::BTreeSet;

use clientwright_runtime::sources::MANIFEST;

use super::krate::Crate;
use super::runtime::{Line, Runtime, section};
use super::{feature, runtime};
use crate::VERSION;
use crate::model::Api;

/// The package of the runtime.
const PACKAGE: &str = "clientwright-runtime";

/// What the crate names itself, whatever it stands on.
const NAMED: [&str; 4] = ["bytes", "http", "serde", "serde_json"];
/// The parts of the runtime whose types the crate names itself.
const NAMED_PARTS: [&str; 3] = ["decimal", "jiff", "uuid"];

/// What is for tests; of types alone, the values that tests begin with.
const TEST_UTIL: &str = "test-util";
const SAMPLES: &str = "# Values that tests begin with.";

/// What is not there for all who use the runtime.
const OPTIONAL: &str = ", optional = true";

/// The manifest's text.
pub fn manifest(krate: &Crate<'_>) -> String {
    let (metadata, docs) = (metadata::lines(krate), metadata::DOCS);
    let (features, dependencies) = (features(krate), dependencies(krate));
    let package = krate.package;
    format!(
        r#"[package]
name = "{package}"
version = "0.1.0"
edition = "2024"
rust-version = "1.89"
{metadata}{docs}
[features]
{features}
[dependencies]
{dependencies}"#
    )
}

/// The features of the crate that are not its APIs or tags, and what is said of them.
pub(super) fn features_with_docs(krate: &Crate<'_>) -> Vec<(Vec<&'static str>, String)> {
    let mut all: Vec<(Vec<&'static str>, String)> = Vec::new();
    for Line { docs, name, .. } in lines(krate) {
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

/// The crates whose types a program meets in this one, each with its version.
pub(super) fn named(krate: &Crate<'_>) -> Vec<(&'static str, String)> {
    let idle = runtime::idle(krate.apis);
    let is_there = |line: &Line<'_>| line.name != "serde" && dependency(line, &idle).is_some();
    let lines = section("dependencies").filter(is_named).filter(is_there);
    lines.filter_map(|line| Some((line.name, line.words().next()?.to_owned()))).collect()
}

/// Whether the crate names a dependency itself.
fn is_named(line: &Line<'_>) -> bool {
    NAMED.contains(&line.name)
        || feature_of(line.name).is_some_and(|part| NAMED_PARTS.contains(&part))
}

/// The features of the package that are those of the crate.
fn lines(krate: &Crate<'_>) -> impl Iterator<Item = Line<'static>> {
    let (has_client, idle) = (runtime::has_client(krate.apis), runtime::idle(krate.apis));
    section("features").filter_map(move |mut line| {
        let is_kept = line.name != "default" && !runtime::is_part(line.name);
        if !has_client && line.name == TEST_UTIL {
            (line.docs, line.needed) = (vec![SAMPLES], "[]");
            return Some(line);
        }
        (is_kept && !idle.contains(line.name)).then_some(line)
    })
}

fn features(krate: &Crate<'_>) -> String {
    let apis: Vec<&str> = krate.apis.iter().map(|api| api.name.rust.as_str()).collect();
    let apis = if krate.has_features() { apis } else { Vec::new() };
    let has_xml = krate.apis.iter().any(Api::has_xml);
    let has_client = runtime::has_client(krate.apis);
    let all_tags = krate.apis.iter().filter_map(|api| api.all_tags.as_deref());
    let defaults = apis.iter().copied().chain(all_tags).chain(has_client.then_some("rustls"));
    let defaults = defaults.chain(has_xml.then_some("xml"));
    let mut out = format!("default = {}\n", value::list(defaults));
    out.extend(apis.iter().map(|name| format!("{name} = []\n")));
    out.extend(krate.apis.iter().map(|api| feature::lines(krate, api)));
    for Line { docs, name, needed } in lines(krate) {
        out.extend(docs.iter().map(|line| format!("{line}\n")));
        match krate.runtime {
            Runtime::Crate { .. } if has_client => {
                let own = needed.contains("\"reqwest\"").then_some("reqwest");
                let of_package = format!("{PACKAGE}/{name}");
                let needed = value::list(own.into_iter().chain([of_package.as_str()]));
                out.push_str(&format!("{name} = {needed}\n"));
            }
            _ => {
                let line = Line { docs, name, needed };
                let needed = value::list(line.words().filter(|word| !runtime::is_part(word)));
                out.push_str(&format!("{name} = {needed}\n"));
            }
        }
    }
    out
}

fn dependencies(krate: &Crate<'_>) -> String {
    let idle = runtime::idle(krate.apis);
    let Runtime::Crate { path } = krate.runtime else {
        let lines = section("dependencies").filter_map(|line| dependency(&line, &idle));
        let browser = MANIFEST.split_once("\n[target.");
        let browser = browser.filter(|_| runtime::has_client(krate.apis));
        return lines.chain(browser.map(|(_, rest)| format!("\n[target.{rest}"))).collect();
    };
    let path = path.as_ref().map(|path| format!("path = {}, ", value::text(path)));
    // Who publishes the crate has to say which version its users get.
    let source = format!("{}version = {VERSION:?}", path.unwrap_or_default());
    let features = value::list(runtime::features(krate.apis).into_iter());
    let features = format!("default-features = false, features = {features}");
    let named = section("dependencies").filter(is_named);
    let named: String = named.filter_map(|line| dependency(&line, &idle)).collect();
    format!("{PACKAGE} = {{ {source}, {features} }}\n{named}")
}

/// A dependency of the runtime as one of the crate, unless it is for what no API can use.
fn dependency(line: &Line<'_>, idle: &BTreeSet<&str>) -> Option<String> {
    let Line { name, needed, .. } = line;
    let feature = feature_of(name);
    if feature.is_some_and(|feature| idle.contains(feature)) {
        return None;
    }
    if !feature.is_some_and(runtime::is_part) {
        return Some(format!("{name} = {needed}\n"));
    }
    let needed = needed.replace(OPTIONAL, "");
    // A version alone is said in short.
    let version = needed.strip_prefix("{ version = ").and_then(|rest| rest.strip_suffix(" }"));
    let version = version.filter(|version| !version.contains(','));
    Some(format!("{name} = {}\n", version.unwrap_or(&needed)))
}

/// The feature of the runtime that a dependency is for.
fn feature_of(dependency: &str) -> Option<&'static str> {
    let wanted = format!("dep:{dependency}");
    section("features").find(|line| line.has(&wanted)).map(|line| line.name)
}
