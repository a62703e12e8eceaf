//! What `--include` leaves of a document is what the whole document has of it.

use std::path::Path;

use clientwright::cli::Choice;
use clientwright::source::Source;
use clientwright::{Generated, Options, generate};
use tests::fixture::source;

fn own(api: &str) -> Source {
    source(&Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../specs/{api}.yaml")))
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
    let sources = [own("cbrain")];
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
fn a_pattern_of_one_api_leaves_the_others_whole() {
    let sources = [own("apteco"), own("cbrain")];
    let whole = generated(&sources, &[]);
    let part = generated(&sources, &["cbrain:tag:Sessions"]);
    let apteco = |generated: &Generated| generated.apis[0].outline();
    assert_eq!(apteco(&part), apteco(&whole));
    assert_eq!(part.apis[1].tags.len(), 1);
}
