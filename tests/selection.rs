//! What `--include` leaves of a document is what the whole document has of it.

use std::collections::BTreeSet;
use std::path::Path;

use clientwright::cli::Choice;
use clientwright::lower::TagFeatures;
use clientwright::source::Source;
use clientwright::{Generated, Options, generate};
use tests::fixture::sources;

/// A document of this repository, with its other files.
fn own(api: &str) -> Vec<Source> {
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../specs/{api}.yaml")))
}

fn generated(sources: &[Source], include: &[&str]) -> Generated {
    let include = include.iter().map(|pattern| (*pattern).to_owned()).collect();
    let choice = Choice { include, ..Choice::default() };
    let mut options = Options::new(xtask::PACKAGE);
    choice.apply(&mut options).unwrap();
    let (generated, diagnostics) = generate(sources, &options);
    generated.unwrap_or_else(|| panic!("{}", diagnostics.render(sources, false)))
}

#[test]
fn files_that_stay_are_the_same() {
    let sources = own("cbrain");
    let (whole, part) = (generated(&sources, &[]), generated(&sources, &["tag:Userfiles"]));
    let is_own = |path: &str| path.starts_with("src/cbrain/") || path.starts_with("docs/cbrain/");
    let is_list = |path: &str| path.ends_with("mod.rs") || path.ends_with("README.md");
    let mut compared = 0;
    for (path, text) in part.tree.iter().filter(|(path, _)| is_own(path) && !is_list(path)) {
        assert_eq!(whole.tree.get(path), Some(text), "{path}");
        compared += 1;
    }
    assert!(compared > 5);
    assert!(part.tree.get("src/cbrain/userfiles.rs").is_some());
    assert!(part.tree.get("src/cbrain/tasks.rs").is_none());
    assert!(part.tree.get("docs/cbrain/TasksApi.md").is_none());
}

#[test]
fn tags_of_several_apis_are_features_of_their_apis() {
    let mut options = Options::new(xtask::PACKAGE);
    options.tag_features = TagFeatures::Always;
    let generated = generate(&[own("apteco"), own("cbrain")].concat(), &options).0.unwrap();
    let lines: Vec<&str> = generated.manifest.lines().collect();
    let default =
        "default = [\"apteco\", \"cbrain\", \"apteco-all-tags\", \"cbrain-all-tags\", \"rustls\"]";
    for line in [default, "cbrain = []", "cbrain-tool-configs = [\"cbrain\"]"] {
        assert!(lines.contains(&line), "{line}: {lines:#?}");
    }
}

#[test]
fn a_parameter_of_one_api_is_bound_without_a_word_on_the_others() {
    let sources = [own("cbrain"), own("apteco")].concat();
    let mut options = xtask::options();
    let found = generate(&sources, &options).1;
    assert!(found.is_empty(), "{}", found.render(&sources, false));
    options.bound_parameters.push("nowhere".to_owned());
    let found = generate(&sources, &options).1;
    assert_eq!(found.iter().count(), 1, "{}", found.render(&sources, false));
}

#[test]
fn a_small_document_has_no_features_for_its_tags() {
    let generated = generated(&own("cbrain"), &[]);
    assert!(generated.apis[0].tags.iter().all(|tag| tag.feature.is_none()));
}

#[test]
fn a_large_document_has_a_feature_for_each_tag_that_crates_io_takes() {
    let long = "a word ".repeat(20);
    let path = |index: usize| {
        let tag = if index < 5 { format!("{long}{index}") } else { format!("tag {index}") };
        format!(
            "  /p{index}: {{get: {{tags: ['{tag}'], responses: {{'204': {{description: Done}}}}}}}}\n"
        )
    };
    let paths: String = (0..500).map(path).collect();
    let text = format!("openapi: 3.0.3\ninfo: {{title: Large, version: '1'}}\npaths:\n{paths}");
    let generated = generated(&[Source::new("large.yaml", text)], &[]);
    let features: BTreeSet<&String> =
        generated.apis[0].tags.iter().filter_map(|tag| tag.feature.as_ref()).collect();
    let is_fit = |c: char| c.is_ascii_alphanumeric() || c == '-';
    assert!(features.iter().all(|name| name.len() <= 64 && name.chars().all(is_fit)));
    // The tags for which no feature is left are always there.
    let count = generated.manifest.lines().filter(|line| line.contains(" = [")).count();
    assert!((200..300).contains(&features.len()) && count <= 300, "{} {count}", features.len());
}

#[test]
fn a_pattern_of_one_api_leaves_the_others_whole() {
    let sources = [own("apteco"), own("cbrain")].concat();
    let whole = generated(&sources, &[]);
    let part = generated(&sources, &["cbrain:tag:Sessions"]);
    let apteco = |generated: &Generated| generated.apis[0].outline();
    assert_eq!(apteco(&part), apteco(&whole));
    assert_eq!(part.apis[1].tags.len(), 1);
}
