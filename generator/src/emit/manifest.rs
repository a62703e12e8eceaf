//! `Cargo.toml` of a crate that has none yet.

use super::krate::Crate;
use super::{feature, runtime, text};
use crate::model::Api;

/// How docs.rs documents a crate whose tags are features: all of them, each with its feature.
const DOCS: &str = r#"
[package.metadata.docs.rs]
all-features = true
rustdoc-args = ["--cfg", "docsrs"]
"#;

/// The manifest's text.
pub fn manifest(krate: &Crate<'_>) -> String {
    let titles: Vec<String> = krate.apis.iter().map(|api| text::line(&api.title)).collect();
    // A TOML basic string has the escapes of a JSON one.
    let description = serde_json::Value::from(format!("Client of {}", titles.join(" and ")));
    let features: Vec<&str> = krate.apis.iter().map(|api| api.name.rust.as_str()).collect();
    let features = if krate.has_features() { features } else { Vec::new() };
    let has_xml = krate.apis.iter().any(Api::has_xml);
    let xml = if has_xml { "# Bodies that are XML.\nxml = [\"dep:quick-xml\"]\n" } else { "" };
    let others = ["rustls", "xml"].into_iter().filter(|name| has_xml || *name != "xml");
    let all_tags = || krate.apis.iter().filter_map(|api| api.all_tags.as_deref());
    let (has_tag_features, all_tags) = (all_tags().next().is_some(), all_tags());
    let defaults =
        features.iter().copied().chain(all_tags).chain(others).map(|name| format!("{name:?}"));
    let defaults: Vec<String> = defaults.collect();
    let apis = features.iter().map(|name| format!("{name} = []\n"));
    let tags = krate.apis.iter().map(|api| feature::lines(krate, api));
    let apis: String = apis.chain(tags).collect();
    let docs = if has_tag_features { DOCS } else { "" };
    let needed: String =
        runtime::dependencies(krate.apis).iter().map(|line| format!("{line}\n")).collect();
    format!(
        r#"[package]
name = "{package}"
version = "0.1.0"
edition = "2024"
rust-version = "1.89"
description = {description}
{docs}
[features]
default = [{defaults}]
{apis}# The standard transport. Without it, give the client one of your own.
reqwest = ["dep:reqwest", "tokio/time"]
# TLS for it: of these two, or set up by yourself.
rustls = ["reqwest", "reqwest/rustls"]
native-tls = ["reqwest", "reqwest/native-tls"]
# Compressed answers, each kind of them.
gzip = ["reqwest", "reqwest/gzip"]
brotli = ["reqwest", "reqwest/brotli"]
deflate = ["reqwest", "reqwest/deflate"]
zstd = ["reqwest", "reqwest/zstd"]
# `.send()`, for programs that are not async.
blocking = ["reqwest", "tokio/rt-multi-thread"]
# Bodies that are read from files, and downloads into them.
fs = ["tokio/fs", "tokio/io-util"]
# Services of `tower` as transports.
tower = ["dep:tower-service"]
# Transports that answer from memory, for tests.
test-util = []
# A span of `tracing` around each attempt.
tracing = ["dep:tracing"]
{xml}
[dependencies]
base64 = "0.22"
bytes = "1"
futures-core = {{ version = "0.3", default-features = false }}
http = "1"
http-body = "1"
httpdate = "1"
percent-encoding = "2"
reqwest = {{ version = "0.13", default-features = false, features = ["http2", "system-proxy"], optional = true }}
serde = {{ version = "1", default-features = false, features = ["std"] }}
serde_json = {{ version = "1.0.130", features = ["raw_value"] }}
tokio = {{ version = "1", default-features = false, features = ["sync"] }}
tower-service = {{ version = "0.3", optional = true }}
tracing = {{ version = "0.1", default-features = false, features = ["std"], optional = true }}
url = "2"
{needed}
[target.'cfg(target_arch = "wasm32")'.dependencies]
reqwest = {{ version = "0.13", default-features = false, features = ["stream"], optional = true }}
"#,
        package = krate.package,
        defaults = defaults.join(", "),
    )
}
