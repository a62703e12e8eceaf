//! Crates of types: what serves an API.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use clientwright::emit::Runtime;
use clientwright::model::Api;
use clientwright::source::Source;
use clientwright::{Generated, Options, generate};
use tempfile::TempDir;
use tests::fixture::{options as fixture_options, source};

use super::{cargo, linter, root, runtime, sound, write_instances, write_with};

/// What nobody needs who only has types.
const OF_CLIENTS: [&str; 13] = [
    "async",
    "bytes",
    "futures",
    "h2",
    "http",
    "hyper",
    "native-tls",
    "reqwest",
    "rustls",
    "tokio",
    "tower",
    "tracing",
    "url",
];

/// The packages that a crate stands on.
fn tree(folder: &Path) -> BTreeSet<String> {
    let arguments = ["--edges", "normal", "--prefix", "none", "--format", "{p}"];
    let (is_done, said) = cargo("tree", folder, &arguments);
    assert!(is_done, "{said}");
    let names = said.lines().filter_map(|line| line.split(' ').next());
    names.filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

fn assert_no_client(folder: &Path) {
    let is_of_client = |name: &&String| OF_CLIENTS.iter().any(|of| name.starts_with(of));
    let tree = tree(folder);
    let found: Vec<&String> = tree.iter().filter(is_of_client).collect();
    assert!(found.is_empty(), "{found:?}");
}

/// How a crate can stand on the runtime: with it, and on the package in a folder.
fn ways() -> (TempDir, [Runtime; 2]) {
    let package = runtime();
    let path = Some(package.path().to_str().unwrap().to_owned());
    (package, [Runtime::Bundled, Runtime::Crate { path }])
}

/// The crate of types of one fixture.
fn crate_of(name: &str, runtime: Runtime) -> TempDir {
    let path = root().join("tests/fixtures").join(format!("{name}.yaml"));
    let mut options = fixture_options(&path);
    options.package = "served".to_owned();
    options.runtime = runtime;
    write_with(&options, &[source(&path)])
}

#[test]
fn a_crate_of_plain_types_stands_on_serde_alone() {
    let (_package, ways) = ways();
    for way in ways {
        let folder = crate_of("types/object", way.clone());
        let (is_clean, report) = cargo(linter(), folder.path(), &["--all-features"]);
        assert!(is_clean, "{report}");
        let mut tree = tree(folder.path());
        // What `serde_json` brings along is its own affair.
        let inner = ["itoa", "memchr", "ryu", "serde_core", "zmij"];
        tree.retain(|name| !inner.contains(&name.as_str()) && name != "clientwright-runtime");
        let tree: Vec<&str> = tree.iter().map(String::as_str).collect();
        assert_eq!(tree, ["serde", "serde_json", "served"], "{way:?}");
    }
}

/// The options of the crate of the types of all fixtures.
fn all_types() -> Options {
    let mut options = Options::new("fixtures");
    options.types_only = true;
    options
}

/// The documents that have types.
fn typed() -> Vec<Source> {
    let all = sound();
    let documents = all.iter().filter(|source| source.document().is_none());
    let has_types = |document: &&Source| {
        let is_of_it = |source: &&Source| source.document() == Some(document.name());
        let parts = all.iter().filter(is_of_it).cloned();
        let sources: Vec<Source> = std::iter::once((*document).clone()).chain(parts).collect();
        generate(&sources, &all_types()).0.is_some()
    };
    let kept: BTreeSet<&str> = documents.filter(has_types).map(Source::name).collect();
    let is_kept =
        |source: &&Source| kept.contains(source.document().unwrap_or_else(|| source.name()));
    all.iter().filter(is_kept).cloned().collect()
}

fn made(sources: &[Source], options: &Options) -> Generated {
    let (generated, diagnostics) = generate(sources, options);
    generated.unwrap_or_else(|| panic!("{}", diagnostics.render(sources, false)))
}

/// Each type by its name, and by its other names.
fn names(apis: &[Api]) -> BTreeSet<String> {
    let of = |api: &Api| -> Vec<String> {
        let types = api.types.iter().map(|decl| &decl.name.rust);
        let all = types.chain(api.aliases.iter().map(|alias| &alias.name.rust));
        all.map(|name| format!("{}::types::{name}", api.name.rust)).collect()
    };
    apis.iter().flat_map(of).collect()
}

/// What cannot be called has types all the same, which a client does not have.
#[test]
fn types_are_called_as_those_of_a_client() {
    let sources = typed();
    let client = made(&sources, &Options::new("fixtures"));
    let alone = made(&sources, &all_types());
    let has_all = |api: &&Api| api.left_out.is_empty();
    let client: Vec<Api> = client.apis.iter().filter(has_all).cloned().collect();
    let is_of_client = |api: &&Api| client.iter().any(|one| one.name == api.name);
    let alone: Vec<Api> = alone.apis.iter().filter(is_of_client).cloned().collect();
    let (client, alone) = (names(&client), names(&alone));
    assert!(client.len() > 500, "{}", client.len());
    assert_eq!(client, alone);
}

#[test]
fn the_types_of_every_fixture_compile_alone_and_keep_their_values() {
    let sources = typed();
    let (_package, ways) = ways();
    let features = made(&sources, &all_types()).apis;
    let features: Vec<&str> = features.iter().map(|api| api.name.rust.as_str()).collect();
    let features = features.join(",");
    for way in ways {
        let folder = write_with(&Options { runtime: way.clone(), ..all_types() }, &sources);
        assert_no_client(folder.path());
        let all = format!("{features},test-util");
        let (is_clean, report) = cargo(linter(), folder.path(), &["--features", &all]);
        assert!(is_clean, "{report}");
        if way == Runtime::Bundled {
            fs::create_dir(folder.path().join("tests")).unwrap();
            write_instances(folder.path(), &sources, true);
            let features = ["--features", &all, "--no-fail-fast"];
            let (is_right, report) = cargo("test", folder.path(), &features);
            assert!(is_right, "{report}");
        }
    }
}

#[test]
fn a_server_reads_what_is_sent_and_makes_what_is_received() {
    let (_package, ways) = ways();
    for way in ways {
        let folder = crate_of("types_only/served", way);
        assert_no_client(folder.path());
        fs::create_dir(folder.path().join("tests")).unwrap();
        let program = include_str!("../serving.rs");
        fs::write(folder.path().join("tests/serving.rs"), program).unwrap();
        for command in ["test", "doc"] {
            let (is_right, report) = cargo(command, folder.path(), &["--features", "test-util"]);
            assert!(is_right, "{report}");
        }
    }
}
