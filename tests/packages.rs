//! What makes a package of a crate, so that a registry takes it: its manifest, its README, its license.

use std::fs;
use std::path::{Path, PathBuf};

use clientwright::emit::Runtime;
use clientwright::source::Source;
use clientwright::{Generated, Options, generate};
use pulldown_cmark::{Event, Options as Markdown, Parser, Tag};
use serde_json::{Value, json};
use tests::settled;

/// The versions of OpenAPI that are read, each as a document says it.
const VERSIONS: [(&str, &str); 4] =
    [("swagger", "2.0"), ("openapi", "3.0.3"), ("openapi", "3.1.0"), ("openapi", "3.2.0")];

/// A document of this version with an operation, and with this information on it.
fn document((key, version): (&str, &str), info: Value) -> Value {
    let mut document = json!({
        "info": {"title": "Pets", "version": "1.2"},
        "externalDocs": {"url": "https://pets.example.com/guide", "description": "The guide"},
        "paths": {"/pets": {"get": {
            "operationId": "listPets",
            "tags": ["pets"],
            "responses": {"200": {"description": "All"}}
        }}}
    });
    document[key] = version.into();
    for (key, value) in info.as_object().unwrap() {
        document["info"][key] = value.clone();
    }
    document
}

fn crate_with(options: &Options, documents: &[(&str, Value)]) -> Generated {
    let source = |(name, document): &(&str, Value)| Source::new(*name, document.to_string());
    let sources: Vec<Source> = documents.iter().map(source).collect();
    let (generated, found) = generate(&sources, options);
    generated.unwrap_or_else(|| panic!("{}", found.render(&sources, false)))
}

fn crate_of(document: Value) -> Generated {
    crate_with(&Options::new("pets-client"), &[("pets.json", document)])
}

/// The table `[package]` of a manifest.
fn package(manifest: &str) -> toml::Table {
    let manifest: toml::Table = manifest.parse().unwrap();
    manifest["package"].as_table().unwrap().clone()
}

/// The license of the manifest for what a document says of it, and whether it may be published.
fn license(version: (&str, &str), license: Value) -> (Option<String>, bool) {
    let generated = crate_of(document(version, json!({"license": license})));
    let package = package(&generated.manifest);
    let license = package.get("license").map(|license| license.as_str().unwrap().to_owned());
    (license, package.get("publish").is_none())
}

#[test]
fn a_license_that_the_list_of_spdx_has_is_that_of_the_manifest() {
    for version in VERSIONS {
        for (name, expression) in [
            ("MIT", "MIT"),
            ("mit", "MIT"),
            ("Apache-2.0", "Apache-2.0"),
            ("Apache 2.0", "Apache-2.0"),
            ("Apache License 2.0", "Apache-2.0"),
            ("BSD 3-Clause", "BSD-3-Clause"),
            ("MIT OR Apache-2.0", "MIT OR Apache-2.0"),
            (
                "GPL-3.0-only WITH Classpath-exception-2.0",
                "GPL-3.0-only WITH Classpath-exception-2.0",
            ),
        ] {
            let found = license(version, json!({"name": name}));
            assert_eq!(found, (Some(expression.to_owned()), true), "{version:?} {name}");
        }
    }
}

#[test]
fn a_license_that_could_mean_several_or_none_is_not_guessed() {
    for version in VERSIONS {
        for name in [
            "",
            "Proprietary",
            "BSD",
            "GPL",
            "GPL-3.0",
            "Apache2",
            "Not specified",
            "NOASSERTION",
            "LicenseRef-Pets",
            "MIT OR Petstore",
            "MIT and more",
        ] {
            assert_eq!(
                license(version, json!({"name": name})),
                (None, false),
                "{version:?} {name}"
            );
        }
        let none = package(&crate_of(document(version, json!({}))).manifest);
        assert_eq!(none["publish"].as_bool(), Some(false));
    }
}

#[test]
fn the_identifier_of_3_1_goes_before_the_name() {
    let written = json!({"name": "Our own words", "identifier": "MIT OR Apache-2.0"});
    for version in &VERSIONS[2..] {
        let found = license(*version, written.clone());
        assert_eq!(found, (Some("MIT OR Apache-2.0".to_owned()), true), "{version:?}");
    }
}

#[test]
fn a_crate_of_several_apis_has_the_licenses_of_all() {
    let of = |name: &str| document(VERSIONS[1], json!({"license": {"name": name}}));
    let manifest = |one: &str, other: &str| {
        let documents = [("one.json", of(one)), ("two.json", of(other))];
        package(&crate_with(&Options::new("both"), &documents).manifest)
    };
    let license = |package: &toml::Table| {
        package.get("license").map(|license| license.as_str().unwrap().to_owned())
    };
    assert_eq!(license(&manifest("MIT", "MIT")).unwrap(), "MIT");
    let several = manifest("MIT OR Zlib", "Apache-2.0");
    assert_eq!(license(&several).unwrap(), "(Apache-2.0) AND (MIT OR Zlib)");
    let partly = manifest("MIT", "Proprietary");
    assert_eq!((license(&partly), partly["publish"].as_bool()), (None, Some(false)));
}

#[test]
fn urls_are_what_they_lead_to() {
    let urls = |contact: &str, docs: &str| {
        let mut document = document(VERSIONS[2], json!({"contact": {"url": contact}}));
        document["externalDocs"]["url"] = docs.into();
        let package = package(&crate_of(document).manifest);
        let text = |key: &str| package.get(key).map(|url| url.as_str().unwrap().to_owned());
        [text("documentation"), text("repository")]
    };
    let some = |url: &str| Some(url.to_owned());
    let (page, sources) = ("https://pets.example.com/guide", "https://github.com/pets/openapi");
    assert_eq!(urls(sources, page), [some(page), some(sources)]);
    assert_eq!(urls("", sources), [None, some(sources)]);
    // Who answers for an API is no documentation of it, and a page of sources is not all of them.
    let wiki = "https://github.com/pets/openapi/wiki/Home";
    assert_eq!(urls(page, wiki), [some(wiki), None]);
    for none in ["", "pets", "/guide", "javascript:alert(1)", "http://", "https://nowhere/x y"] {
        assert_eq!(urls(none, none), [None, None], "{none}");
    }
}

#[test]
fn keywords_are_those_that_a_registry_takes() {
    let words =
        json!(["Pets", "pet store", "größe", "a-word-of-more-than-twenty", "pets", "-x", 7]);
    let more = json!(["one", "two", "three", "four", "five"]);
    for version in VERSIONS {
        let info = json!({"x-keywords": words, "x-tags": more});
        let package = package(&crate_of(document(version, info)).manifest);
        let keywords = package["keywords"].as_array().unwrap();
        let keywords: Vec<&str> = keywords.iter().map(|word| word.as_str().unwrap()).collect();
        assert_eq!(keywords, ["pets", "pet-store", "one", "two", "three"], "{version:?}");
    }
    let none = package(&crate_of(document(VERSIONS[1], json!({"x-tags": "pets"}))).manifest);
    assert!(none.get("keywords").is_none());
}

#[test]
fn a_description_is_text_and_no_longer_than_a_registry_takes() {
    let long = "very ".repeat(400);
    for (title, begin) in [
        ("Pets *[beta]*\n <v2>", "Client of Pets *[beta]* <v2>"),
        ("", "Client of an API"),
        (long.as_str(), "Client of very very"),
    ] {
        let package = package(&crate_of(document(VERSIONS[1], json!({"title": title}))).manifest);
        let description = package["description"].as_str().unwrap();
        assert!(description.starts_with(begin), "{description}");
        assert!(description.chars().count() <= 1000);
    }
}

#[test]
fn a_runtime_at_a_path_has_a_version_for_those_who_have_the_package_alone() {
    let mut options = Options::new("pets-client");
    options.runtime = Runtime::Crate { path: Some("../runtime".to_owned()) };
    let manifest =
        crate_with(&options, &[("pets.json", document(VERSIONS[1], json!({})))]).manifest;
    let manifest: toml::Table = manifest.parse().unwrap();
    let runtime = &manifest["dependencies"]["clientwright-runtime"];
    assert_eq!(runtime["path"].as_str(), Some("../runtime"));
    assert_eq!(runtime["version"].as_str(), Some(clientwright::VERSION));
}

#[test]
fn the_readme_of_a_crate_is_this() {
    let mut described = document(
        VERSIONS[2],
        json!({
            "description": "Cats and dogs.",
            "termsOfService": "https://pets.example.com/terms",
            "contact": {"name": "The keepers", "email": "keepers@pets.example.com"},
            "license": {"name": "Apache 2.0", "url": "https://www.apache.org/licenses/LICENSE-2.0"},
        }),
    );
    described["components"]["securitySchemes"]["key"] = json!({"type": "http", "scheme": "bearer"});
    described["paths"]["/pets"]["get"]["security"] = json!([{"key": []}]);
    let operation = &mut described["paths"]["/pets"]["get"];
    operation["parameters"] =
        json!([{"name": "cursor", "in": "query", "schema": {"type": "string"}}]);
    operation["responses"]["200"]["content"]["application/json"]["schema"] = json!({
        "type": "object",
        "properties": {
            "pets": {"type": "array", "items": {"type": "string"}},
            "next": {"type": "string"},
        },
    });
    operation["x-paging"] =
        json!({"style": "cursor", "parameter": "cursor", "items": "pets", "next": "next"});
    let generated = crate_of(described);
    insta::assert_snapshot!("readme", settled(generated.tree.get("README.md").unwrap()));
    let manifest = generated.manifest.split("[features]").next().unwrap();
    insta::assert_snapshot!("manifest", settled(manifest));
}

#[test]
fn a_readme_has_no_link_but_to_the_web() {
    let documents = [("one.json", json!({})), ("two.json", json!({}))]
        .map(|(name, info)| (name, document(VERSIONS[2], info)));
    let several = crate_with(&Options::new("both"), &documents);
    let mut alone = Options::new("pets-types");
    alone.types_only = true;
    let mut with_type = documents[0].1.clone();
    with_type["components"]["schemas"]["Pet"] =
        json!({"type": "object", "properties": {"name": {"type": "string"}}});
    let types = crate_with(&alone, &[("pets.json", with_type)]);
    let single =
        crate_of(document(VERSIONS[1], json!({"contact": {"url": "https://a.example.com"}})));
    for generated in [several, types, single] {
        let readme = generated.tree.get("README.md").unwrap();
        // What is a link to rustdoc alone is none to anybody else.
        let unresolved = |link: pulldown_cmark::BrokenLink<'_>| panic!("{link:?}");
        for event in
            Parser::new_with_broken_link_callback(readme, Markdown::empty(), Some(unresolved))
        {
            if let Event::Start(Tag::Link { dest_url, .. }) = event {
                assert!(dest_url.starts_with("https://"), "{dest_url}");
            }
        }
        let library = generated.tree.get("src/lib.rs").unwrap();
        assert!(library.contains("#![doc = include_str!(\"../README.md\")]"), "{library}");
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// The folders of the packages that are published.
fn published() -> [PathBuf; 3] {
    ["generator", "generator/runtime", "generated"].map(|folder| root().join(folder))
}

#[test]
fn each_published_package_has_the_texts_of_its_licenses() {
    for folder in published() {
        for name in ["LICENSE-MIT", "LICENSE-APACHE"] {
            let path = folder.join(name);
            // A symlink is packed as a file on some systems only.
            assert!(fs::symlink_metadata(&path).unwrap().is_file(), "{}", path.display());
            let text = fs::read_to_string(&path).unwrap();
            assert!(text == fs::read_to_string(root().join(name)).unwrap(), "{}", path.display());
        }
    }
}

#[test]
fn each_published_package_says_what_a_registry_asks_for() {
    for folder in published() {
        let text = fs::read_to_string(folder.join("Cargo.toml")).unwrap();
        let package = package(&text);
        let name = &package["name"];
        let description = package["description"].as_str().unwrap();
        assert!(!description.is_empty() && description.len() <= 1000, "{name}");
        let keywords = package["keywords"].as_array().unwrap();
        let is_fit = |word: &toml::Value| word.as_str().unwrap().len() <= 20;
        assert!((1..=5).contains(&keywords.len()) && keywords.iter().all(is_fit), "{name}");
        let categories = package["categories"].as_array().unwrap();
        assert!((1..=5).contains(&categories.len()), "{name}");
        assert!(folder.join("README.md").is_file(), "{name}");
        let docs = &package["metadata"]["docs"]["rs"];
        assert_eq!(docs["all-features"].as_bool(), Some(true), "{name}");
        let include = package.get("include").and_then(toml::Value::as_array);
        let all = ["README.md", "LICENSE-APACHE", "LICENSE-MIT"];
        let has = |name: &str| include.is_none_or(|list| list.contains(&name.into()));
        assert!(all.into_iter().all(has), "{name}: {include:?}");
    }
}
