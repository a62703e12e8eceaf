//! What becomes of each small document in `fixtures/`: its diagnostics, its outline, its Rust.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use clientwright::analysis::explain;
use clientwright::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use clientwright::source::Source;
use clientwright::{Generated, Options, generate};
use tests::fixture::{all, options, source, sources};
use tests::settled;

/// What is shown of CBRAIN, of which `generated/` has the whole: the client, two tags, and types that exist to make mistakes hard.
const OF_CBRAIN: [&str; 9] = [
    "mod.rs",
    "sessions.rs",
    "bourreaux.rs",
    "types/bourreau_response.rs",
    "types/compression_job.rs",
    "types/move_files.rs",
    "types/provider_change.rs",
    "types/session_info.rs",
    "types/update_userfile.rs",
];

/// What is shown of Orbit: the client, three tags, and the types of logins and queries.
const OF_APTECO: [&str; 14] = [
    "mod.rs",
    "about.rs",
    "files.rs",
    "sessions.rs",
    "types/clause.rs",
    "types/create_session_parameters.rs",
    "types/criteria.rs",
    "types/hash_algorithm.rs",
    "types/licence.rs",
    "types/number_or_na_n.rs",
    "types/query.rs",
    "types/session_details.rs",
    "types/top_n.rs",
    "types/user_summary.rs",
];

/// The files that are about operations and types; the client's own where it is what counts.
fn rust(generated: &Generated, with_client: bool) -> String {
    rust_of(generated, |path| !is_for_tests(path) && (with_client || !path.ends_with("/mod.rs")))
}

/// Whether a file is there with the feature `test-util` only.
fn is_for_tests(path: &str) -> bool {
    path.contains("/samples/") || path.ends_with("/doubles.rs")
}

fn rust_of(generated: &Generated, is_wanted: impl Fn(&str) -> bool) -> String {
    let mut out = String::new();
    for (path, text) in generated.tree.iter() {
        let is_shared =
            path.starts_with("src/runtime/") || !path.starts_with("src/") || path == "src/lib.rs";
        let is_list = path.ends_with("types/mod.rs");
        if !is_shared && !is_list && is_wanted(path) {
            write!(out, "===== {path}\n{}\n", text.split_once('\n').unwrap().1).unwrap();
        }
    }
    out
}

/// All diagnostics, none of them told together with others.
fn each(diagnostics: &Diagnostics, sources: &[Source]) -> String {
    let mut out = String::new();
    for one in diagnostics.iter() {
        let alone: Diagnostics = [one.clone()].into_iter().collect();
        let text = alone.render(sources, false);
        out.push_str(text.trim_end().rsplit_once('\n').unwrap().0);
        out.push('\n');
    }
    if !diagnostics.is_empty() {
        writeln!(out, "{}", diagnostics.counts()).unwrap();
    }
    out
}

#[test]
fn every_fixture_becomes_what_its_snapshot_says() {
    insta::glob!("fixtures/*/*.yaml", |path| {
        let sources = sources(path);
        let (generated, diagnostics) = generate(&sources, &options(path));
        let mut out = each(&diagnostics, &sources);
        if let Some(generated) = &generated {
            write!(out, "===== outline\n{}\n", generated.apis[0].outline()).unwrap();
            let topic = path.parent().unwrap().file_name().unwrap();
            // A fixture of a diagnostic is about that alone.
            if topic != "diagnostics" {
                let with_client =
                    ["security", "selection", "servers"].iter().any(|it| topic == *it);
                out.push_str(&rust(generated, with_client));
                if topic == "doubles" {
                    out.push_str(&rust_of(generated, is_for_tests));
                }
            }
            let is_types_only = topic == "types_only";
            if generated.apis[0].all_tags.is_some() || is_types_only {
                let module = &generated.apis[0].name.rust;
                let types = generated.tree.get(&format!("src/{module}/types/mod.rs")).unwrap();
                let library = generated.tree.get("src/lib.rs").unwrap();
                write!(out, "{types}\n{library}\n{}\n", generated.manifest).unwrap();
                if is_types_only {
                    let page = generated.tree.get(&format!("docs/{module}/README.md")).unwrap();
                    let paths: Vec<&str> = generated.tree.iter().map(|(path, _)| path).collect();
                    write!(out, "{page}\n{}\n", paths.join("\n")).unwrap();
                }
            }
            if topic == "selection" {
                let uses = explain::uses(&sources, &options(path)).unwrap();
                write!(out, "===== uses\n{uses}").unwrap();
            }
        }
        let mut settings = insta::Settings::clone_current();
        settings
            .set_description(sources[0].text().lines().next().unwrap().trim_start_matches("# "));
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!(settled(&out)));
    });
}

#[test]
fn every_fixture_is_a_module_of_its_own() {
    let mut stems = BTreeSet::new();
    let known = |path: &PathBuf| !stems.insert(path.file_stem().unwrap().to_owned());
    let twice: Vec<PathBuf> = all().into_iter().filter(known).collect();
    assert!(twice.is_empty(), "{twice:?}");
}

#[test]
fn every_diagnostic_code_has_a_fixture() {
    let mut seen = BTreeSet::new();
    for entry in all() {
        let sources = sources(&entry);
        let (_, diagnostics) = generate(&sources, &options(&entry));
        seen.extend(diagnostics.iter().map(|diagnostic| diagnostic.code()));
    }
    // A document that provokes a mistake of the generator is a mistake to mend.
    seen.insert(Code::Internal);
    let missing: Vec<_> = Code::ALL.iter().filter(|code| !seen.contains(code)).collect();
    assert!(missing.is_empty(), "no fixture triggers {missing:?}");
}

#[test]
fn every_diagnostic_says_where_it_is_and_what_follows_and_what_to_do() {
    let mut short = Vec::new();
    for entry in all() {
        let sources = sources(&entry);
        let (_, diagnostics) = generate(&sources, &options(&entry));
        for diagnostic in diagnostics.iter() {
            let said = [diagnostic.what_follows(), diagnostic.what_to_do()];
            if diagnostic.primary().is_none() || said.contains(&None) {
                short.push(diagnostic.one_line(&sources));
            }
        }
    }
    assert!(short.is_empty(), "{short:#?}");
}

#[test]
fn findings_stand_in_the_same_order_each_time_and_by_their_places() {
    for entry in all() {
        let sources = sources(&entry);
        let found = || generate(&sources, &Options::new("fixture")).1;
        let (first, second) = (found(), found());
        assert_eq!(first, second, "{}", entry.display());
        let place =
            |one: &Diagnostic| one.primary().map(|label| (label.span.source, label.span.start));
        assert!(first.iter().map(place).is_sorted(), "{}", entry.display());
    }
}

#[test]
fn nothing_is_generated_from_a_document_with_an_error() {
    for entry in all() {
        let (generated, diagnostics) = generate(&sources(&entry), &options(&entry));
        let has_errors =
            diagnostics.iter().any(|diagnostic| diagnostic.severity() == Severity::Error);
        assert_eq!(generated.is_none(), has_errors, "{}", entry.display());
    }
}

#[test]
fn warnings_are_errors_where_that_is_asked_for() {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/diagnostics/unsupported_schema.yaml");
    let mut options = Options::new("fixture");
    options.strict = true;
    let (generated, diagnostics) = generate(&[source(&path)], &options);
    assert!(generated.is_none());
    assert_eq!(diagnostics.counts().warnings, 0);
    assert_eq!(diagnostics.counts().errors, 3);
}

#[test]
fn our_own_documents_have_the_outline_of_their_snapshot() {
    for api in ["apteco", "cbrain"] {
        let generated = own(api);
        insta::assert_snapshot!(format!("outline_{api}"), generated.apis[0].outline());
    }
}

#[test]
fn our_own_documents_become_the_rust_of_their_snapshot() {
    for (api, files) in [("apteco", OF_APTECO.as_slice()), ("cbrain", OF_CBRAIN.as_slice())] {
        let is_shown = |path: &str| files.iter().any(|name| path == format!("src/{api}/{name}"));
        insta::assert_snapshot!(format!("rust_{api}"), rust_of(&own(api), is_shown));
    }
}

fn own(api: &str) -> Generated {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../specs/{api}.yaml"));
    generate(&sources(&path), &xtask::options())
        .0
        .expect("our own documents have neither errors nor warnings")
}
