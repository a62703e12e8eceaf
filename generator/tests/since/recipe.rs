//! The recipe for continuous integration, run as it stands on the page.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::repository::{Repository, document, git, said};

/// The commands of the workflow on the page.
fn commands() -> Vec<String> {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/diff.md");
    let page = fs::read_to_string(page).unwrap();
    let section = page.split("\n## In continuous integration\n").nth(1).unwrap();
    let block = section.split("```yaml\n").nth(1).unwrap().split("\n```").next().unwrap();
    let workflow: serde_yaml::Value = serde_yaml::from_str(block).unwrap();
    let steps = ["jobs", "diff", "steps"].iter().try_fold(&workflow, |within, key| within.get(key));
    let steps = steps.unwrap().as_sequence().unwrap().clone();
    let runs = steps.iter().filter_map(|step| step["run"].as_str());
    let runs = runs.filter(|command| !command.starts_with("cargo install"));
    runs.map(str::to_owned).collect()
}

/// Runs the commands as a runner does, one after the other, until one fails.
fn run(it: &Repository) -> (i32, String) {
    let bin = Path::new(env!("CARGO_BIN_EXE_clientwright")).parent().unwrap().to_owned();
    let path = std::env::var_os("PATH").unwrap();
    let path = std::env::join_paths(std::iter::once(bin).chain(std::env::split_paths(&path)));
    let mut last = (0, String::new());
    for command in commands() {
        let output = Command::new("sh")
            .args(["-e", "-c", &command])
            .env("PATH", path.as_ref().unwrap())
            .env("GITHUB_BASE_REF", "main")
            .current_dir(it.path())
            .output()
            .unwrap();
        last = said(&output);
        if last.0 != 0 {
            break;
        }
    }
    last
}

#[test]
fn the_workflow_of_the_page_tells_what_a_branch_breaks() {
    assert!(commands().iter().any(|command| command.contains("--since")));
    let it = Repository::of(&document("pets", &["pets", "cats"]));
    // As a runner has it after `actions/checkout`.
    git(it.path(), &["update-ref", "refs/remotes/origin/main", "HEAD"]);
    git(it.path(), &["checkout", "--quiet", "-b", "topic"]);
    it.write("specs/pets.yaml", &document("pets", &["pets", "cats", "dogs"]));
    it.commit();
    let (code, text) = run(&it);
    assert_eq!(code, 0, "{text}");
    assert!(text.contains("::warning file=specs/pets.yaml,line="), "{text}");
    it.write("specs/pets.yaml", &document("pets", &["pets"]));
    it.commit();
    let (code, text) = run(&it);
    assert_eq!(code, 1, "{text}");
    assert!(
        text.contains("::error file=specs/pets.yaml,line=10,title=operation-removed::"),
        "{text}"
    );
}
