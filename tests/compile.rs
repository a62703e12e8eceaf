//! What is generated compiles, without a warning, under the lints of this workspace.

#[path = "compile/answers.rs"]
mod answers;
#[path = "compile/bomb.rs"]
mod bomb;
#[path = "compile/growth.rs"]
mod growth;
#[path = "compile/mended.rs"]
mod mended;
#[path = "compile/types_only.rs"]
mod types_only;

use std::fs;
use std::path::Path;
use std::process::Command;

use clientwright::diagnostic::{Diagnostic, Diagnostics};
use clientwright::document;
use clientwright::emit::Runtime;
use clientwright::limit::Limits;
use clientwright::model::{Api, TypeDecl};
use clientwright::name::ident;
use clientwright::selection::Pattern;
use clientwright::source::{Source, SourceId};
use clientwright::{Options, disk, generate, output};
use serde_json::Value;
use tempfile::TempDir;
use tests::fixture::{all, options as fixture_options, source, sources};
use tests::injected::{self, NAMES, PROSE, TEXTS};
use tests::instance::{Direction, Maker};

/// The lints of the workspace, for a crate outside of it.
fn lints() -> String {
    let root = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let tables = root.split("[workspace.lints.").skip(1);
    tables
        .map(|table| format!("[lints.{}", table.split("\n\n").next().unwrap()))
        .collect::<Vec<_>>()
        .join("\n\n")
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// Clippy, or the compiler where there is no clippy.
fn linter() -> &'static str {
    let has_clippy = Command::new(env!("CARGO")).args(["clippy", "--version"]).output();
    if has_clippy.is_ok_and(|output| output.status.success()) { "clippy" } else { "check" }
}

/// Runs cargo on the crate in `folder`; whether it found no fault, and what it said.
fn cargo(command: &str, folder: &Path, arguments: &[&str]) -> (bool, String) {
    let output = Command::new(env!("CARGO"))
        .args([command, "--quiet"])
        .args(arguments)
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("compile"))
        .env("RUSTFLAGS", "-Dwarnings")
        .env("RUSTDOCFLAGS", "-Dwarnings")
        .output()
        .unwrap();
    let said =
        [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    (output.status.success(), said.concat())
}

/// Writes the crate of the documents into a fresh folder, with the lints and the versions of
/// this workspace.
fn write(package: &str, sources: &[Source]) -> TempDir {
    write_with(&Options::new(package), sources)
}

fn write_with(options: &Options, sources: &[Source]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let (generated, diagnostics) = generate(sources, options);
    let generated = generated.unwrap_or_else(|| panic!("{}", diagnostics.render(sources, false)));
    disk::write(folder.path(), &generated.tree, Some(&generated.manifest)).unwrap();
    let manifest = format!("{}\n[workspace]\n\n{}\n", generated.manifest, lints());
    fs::write(folder.path().join("Cargo.toml"), manifest).unwrap();
    fs::copy(root().join("Cargo.lock"), folder.path().join("Cargo.lock")).unwrap();
    folder
}

/// The options of a crate of all fixtures: what each says of parameters, whose names no other has.
fn together(package: &str) -> Options {
    let mut options = Options::new(package);
    let bound = all().iter().flat_map(|path| fixture_options(path).bound_parameters).collect();
    options.bound_parameters = bound;
    options
}

/// The documents that become a crate.
fn sound() -> Vec<Source> {
    let is_sound = |path: &Path| generate(&sources(path), &Options::new("fixture")).0.is_some();
    all().iter().filter(|path| is_sound(path)).flat_map(|path| sources(path)).collect()
}

#[test]
fn every_fixture_without_an_error_compiles_and_behaves() {
    let sources = sound();
    assert!(sources.len() > 20);
    let folder = write_with(&together("fixtures"), &sources);
    let behaviour = Path::new(env!("CARGO_MANIFEST_DIR")).join("behaviour");
    fs::create_dir(folder.path().join("tests")).unwrap();
    for file in fs::read_dir(behaviour).unwrap() {
        let path = file.unwrap().path();
        fs::copy(&path, folder.path().join("tests").join(path.file_name().unwrap())).unwrap();
    }
    write_instances(folder.path(), &sources, false);
    // Without the standard transport, which is the same for all and slow to compile.
    let apis = generate(&sources, &together("fixtures")).0.unwrap().apis;
    let apis = apis.iter().map(|api| api.name.rust.as_str()).collect::<Vec<_>>().join(",");
    let features = ["--no-default-features", "--features", &apis];
    // XML is an option, too.
    let (is_clean, report) = cargo("check", folder.path(), &features);
    assert!(is_clean, "{report}");
    let features = ["--no-default-features", "--features", &format!("{apis},xml")];
    let (is_clean, report) = cargo(linter(), folder.path(), &features);
    assert!(is_clean, "{report}");
    growth::write(folder.path());
    answers::write(folder.path(), &sources, &together("fixtures"));
    // What is for tests is used by some. The examples of the documentation and of the pages are tests
    // as well.
    let features = ["--no-default-features", "--features", &format!("{apis},xml,test-util")];
    let features = [features.as_slice(), &["--no-fail-fast"]].concat();
    let (is_right, report) = cargo("test", folder.path(), &features);
    assert!(is_right, "{report}");
}

/// The package of the runtime, as `clientwright runtime` writes it.
fn runtime() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let (tree, manifest) = output::runtime().unwrap();
    disk::write(folder.path(), &tree, Some(&format!("{manifest}\n{}\n", lints()))).unwrap();
    folder
}

#[test]
fn every_fixture_compiles_on_the_package_of_the_runtime() {
    let runtime = runtime();
    let mut options = together("fixtures-on-a-package");
    let path = Some(runtime.path().to_str().unwrap().to_owned());
    options.runtime = Runtime::Crate { path };
    let sources = sound();
    let folder = write_with(&options, &sources);
    let apis = generate(&sources, &options).0.unwrap().apis;
    let apis = apis.iter().map(|api| api.name.rust.as_str()).collect::<Vec<_>>().join(",");
    let features = ["--no-default-features", "--features", &format!("{apis},xml,test-util")];
    let (is_clean, report) = cargo(linter(), folder.path(), &features);
    assert!(is_clean, "{report}");
}

#[test]
fn what_a_selection_leaves_compiles() {
    let sources = sound();
    let whole = generate(&sources, &Options::new("selections")).0.unwrap();
    // The first operation of each document that has more than one.
    let mut options = Options::new("selections");
    let mut left = Vec::new();
    for api in &whole.apis {
        let first = api.tags.iter().flat_map(|tag| &tag.operations).next();
        let is_one_of_some = api.tags.iter().map(|tag| tag.operations.len()).sum::<usize>() > 1;
        let Some(first) = first.filter(|_| is_one_of_some) else { continue };
        // In front of a pattern, `tag` is its kind.
        if !first.path.contains(['*', '?', '[', '%']) && api.name.wire != "tag" {
            let pattern = format!("{}:{}", api.name.wire, first.request());
            options.selection.include.push(Pattern::parse(&pattern).unwrap());
            left.push(api.name.rust.as_str());
        }
    }
    assert!(left.len() > 20);
    let folder = write_with(&options, &sources);
    let features = format!("{},xml", left.join(","));
    let (is_clean, report) =
        cargo(linter(), folder.path(), &["--no-default-features", "--features", &features]);
    assert!(is_clean, "{report}");
}

#[test]
fn a_crate_compiles_with_each_tag_alone_and_with_none() {
    let path = root().join("tests/fixtures/selection/tag_features.yaml");
    let options = fixture_options(&path);
    let sources = [source(&path)];
    let folder = write_with(&options, &sources);
    let generated = generate(&sources, &options).0.unwrap();
    let api = &generated.apis[0];
    let tags = api.tags.iter().map(|tag| tag.feature.clone().unwrap());
    let mut sets: Vec<String> = tags.chain([String::new()]).collect();
    sets.extend(api.other_types.clone());
    sets.extend(api.all_tags.clone());
    assert!(sets.len() > 5);
    for set in sets {
        for features in [set.clone(), format!("{set},xml"), format!("{set},test-util")] {
            let features = ["--no-default-features", "--features", &features];
            let (is_clean, report) = cargo(linter(), folder.path(), &features);
            assert!(is_clean, "{set}: {report}");
        }
    }
    let (is_clean, report) = cargo(
        "test",
        folder.path(),
        &[
            "--doc",
            "--no-default-features",
            "--features",
            &format!("{},xml", api.all_tags.as_ref().unwrap()),
        ],
    );
    assert!(is_clean, "{report}");
}

/// How many values each type is tried on.
const INSTANCES: usize = 64;

/// Writes a test that reads values of each schema into the type of that schema, and writes them
/// back: `tests/instances.rs`, and the values beside it. Each goes the way that it goes for a client;
/// `types_only` says that nothing of it is lost on either way.
fn write_instances(folder: &Path, sources: &[Source], types_only: bool) {
    let (mut values, mut checks) = (Vec::new(), String::new());
    let generated = generate(sources, &together("fixtures")).0.unwrap();
    // Of what a client cannot call it is not known which way it goes.
    let is_known = |api: &&Api| !types_only || api.left_out.is_empty();
    for api in generated.apis.iter().filter(is_known) {
        let source = sources.iter().filter(|source| source.document().is_none());
        let source = source.into_iter().find(|source| source.stem() == api.name.wire).unwrap();
        // The maker follows no reference into another file.
        if sources.iter().any(|part| part.document() == Some(source.name())) {
            continue;
        }
        // What types of others read is not what the schema says.
        if source.text().contains("x-rust-type: ") {
            continue;
        }
        // Values of an enum that is read in another way than written are none of its type.
        let (_, found) = generate(std::slice::from_ref(source), &Options::new("fixture"));
        let is_mended = |one: &Diagnostic| one.pointer().tokens().any(|token| token == "enum");
        if found.iter().any(is_mended) {
            continue;
        }
        // In the version that all others are brought to.
        let limits = Limits::default();
        let sources = std::slice::from_ref(source);
        let read = document::read(SourceId(0), sources, &limits, &mut Diagnostics::new());
        let document = read.unwrap().root().to_json();
        // What stands beside a choice is part of its arms, and another part can say more of a
        // property: they are tried by what they are in.
        let is_arm = |decl: &TypeDecl| {
            decl.origin.tokens().any(|token| ["oneOf", "anyOf", "allOf"].contains(&token.as_ref()))
        };
        for decl in api.types.iter().filter(|decl| decl.is_new() && !is_arm(decl)) {
            let direction = match (decl.sent, decl.received) {
                (true, false) => Direction::Sent,
                (false, true) => Direction::Received,
                _ => Direction::Both,
            };
            let mut maker = Maker::new(&document, direction);
            let pointer = decl.origin.to_string();
            let made: Vec<Value> = std::iter::repeat_with(|| maker.value_at(&pointer))
                .take(INSTANCES)
                .flatten()
                .collect();
            // No value ends of what needs itself.
            if made.is_empty() && decl.received && decl.sample.is_none() {
                continue;
            }
            assert!(!made.is_empty(), "{}: no value for {pointer}", source.name());
            let (module, ty) = (ident(&api.name.rust), ident(&decl.name.rust));
            // What nobody sends is as what is received, also where nobody receives it.
            let is_received = !decl.sent && !types_only;
            checks.push_str(&format!(
                "    check::<fixtures::{module}::types::{ty}>(&mut lost, (\"{module}::{ty}\", {is_received}), &values[{}]);\n",
                values.len()
            ));
            values.push(made);
        }
    }
    assert!(values.len() > 80, "{}", values.len());
    let test = include_str!("instances.rs").replace("    // CHECKS\n", &checks);
    fs::write(folder.join("tests/instances.rs"), test).unwrap();
    fs::write(folder.join("tests/instances.json"), serde_json::to_string(&values).unwrap())
        .unwrap();
}

/// How many documents have hostile names.
const NAMED: usize = 7;

#[test]
fn texts_that_mean_it_ill_become_a_crate_that_compiles_and_runs_nothing_of_theirs() {
    let every = TEXTS.map(|text| format!("{text}\n\n")).concat();
    let prose = |place: &str| if PROSE.contains(&place) { every.clone() } else { String::new() };
    let mut sources = vec![Source::new("prose.yaml", injected::document(prose))];
    // Each text in some of the names, each name with some of the texts.
    for number in 0..NAMED {
        let name = |place: &str| {
            let at = NAMES.iter().position(|name| *name == place);
            let text = at.and_then(|at| TEXTS.get((number + at * NAMED) % TEXTS.len()));
            text.map(|text| (*text).to_owned()).unwrap_or_default()
        };
        sources.push(Source::new(format!("names{number}.yaml"), injected::document(name)));
    }
    let folder = write("injected", &sources);
    let features: Vec<&str> = sources.iter().map(Source::stem).collect();
    let features = ["--no-default-features", "--features", &features.join(",")];
    for command in [linter(), "doc"] {
        let (is_clean, report) = cargo(command, folder.path(), &features);
        assert!(is_clean, "{report}");
    }
    // Compiled or not, a test of theirs would be in the list: each panics or opens a file.
    let list = [features.as_slice(), &["--doc", "--", "--list"]].concat();
    let (is_listed, report) = cargo("test", folder.path(), &list);
    assert!(is_listed, "{report}");
    let tests = report.lines().filter(|line| line.ends_with(": test")).count();
    let runtime = report.lines().filter(|line| line.starts_with("src/runtime/")).count();
    // The examples of two methods, in the documentation and on the page of the tag, those of five
    // types, and the one of the crate.
    assert_eq!(tests - runtime, sources.len() * 9 + 1, "{report}");
}

/// Names of files that are keywords, folders of cargo's, crates, or no ASCII.
const STEMS: [&str; 15] = [
    "async", "bin", "core", "crate", "default", "http", "lib", "main", "reqwest", "runtime", "std",
    "type", "types", "Größe", "用户",
];

#[test]
fn documents_of_any_name_become_a_crate_that_compiles() {
    let fixture = source(&root().join("tests/fixtures/names/unicode.yaml"));
    let named = |stem: &&str| Source::new(format!("{stem}.yaml"), fixture.text().to_owned());
    let sources: Vec<Source> = STEMS.iter().map(named).collect();
    let folder = write("any-name", &sources);
    let features: Vec<String> = generate(&sources, &Options::new("any-name"))
        .0
        .unwrap()
        .apis
        .into_iter()
        .map(|api| api.name.rust)
        .collect();
    let features = ["--no-default-features", "--features", &features.join(",")];
    for command in [linter(), "test", "doc"] {
        let (is_right, report) = cargo(command, folder.path(), &features);
        assert!(is_right, "{report}");
    }
}

#[test]
fn a_crate_of_one_document_compiles_as_it_stands() {
    let by_hand = fs::read_to_string(root().join("specs/cbrain.rs")).unwrap();
    let document = source(&root().join("specs/cbrain.yaml"));
    let by_hand = Source::by_hand(document.name(), "cbrain.rs", by_hand);
    let folder = write("one", &[document, by_hand]);
    // All of it is at the root.
    let program = "#![allow(missing_docs)]\n\nuse one::sessions::SessionGetError;\nuse one::{Client, Error, Session, types};\n\n\
                   pub fn name(tool: types::Tool) -> String {\n    tool.name\n}\n\n\
                   pub async fn user(session: &Session) -> Result<i64, Error<SessionGetError>> {\n    \
                   Ok(session.sessions().get().await?.user_id)\n}\n\n\
                   pub fn client() -> Client {\n    Client::builder().build().unwrap()\n}\n";
    fs::create_dir(folder.path().join("tests")).unwrap();
    fs::write(folder.path().join("tests/root.rs"), program).unwrap();
    let (is_clean, report) = cargo("check", folder.path(), &["--all-targets"]);
    assert!(is_clean, "{report}");
    for command in [linter(), "doc"] {
        let (is_clean, report) = cargo(command, folder.path(), &["--no-default-features"]);
        assert!(is_clean, "{report}");
    }
}

#[test]
fn a_chain_of_types_longer_than_the_compiler_follows_compiles() {
    let link = |index: usize| {
        format!(
            "    Link{index}: {{type: object, properties: {{next: {{type: array, items: \
             {{$ref: '#/components/schemas/Link{}'}}}}}}}}\n",
            index + 1
        )
    };
    let links: String = (0..150).map(link).collect();
    let text = format!(
        "openapi: 3.0.3\ninfo: {{title: Chain, version: '1'}}\n\
         servers: [{{url: 'https://api.example.com'}}]\npaths:\n  /links:\n    get:\n      \
         operationId: links\n      responses: {{'200': {{description: Links, content: \
         {{application/json: {{schema: {{$ref: '#/components/schemas/Link0'}}}}}}}}}}\n\
         components:\n  schemas:\n{links}    Link150: {{type: object}}\n"
    );
    let folder = write("chain", &[Source::new("chain.yaml", text)]);
    // A crate that uses it needs the same line.
    let user = "//! Uses it.\n\n#![recursion_limit = \"1024\"]\n\n#[test]\nfn is_read() {\n    \
                let link: chain::types::Link0 = serde_json::from_str(\"{}\").unwrap();\n    \
                assert_eq!(link, Default::default());\n}\n";
    fs::create_dir(folder.path().join("tests")).unwrap();
    fs::write(folder.path().join("tests/user.rs"), user).unwrap();
    let (is_right, report) = cargo("test", folder.path(), &["--no-default-features"]);
    assert!(is_right, "{report}");
}
